// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayList>
#include <QObject>

#include <optional>

namespace etcdscope {

class SessionView;

/// Brings the tree of a session to where it was once its keys are there: directories opened, a key selected.
/// What is not there any more is let go of, all of it when the person goes elsewhere first. Only reads. Owned
/// by the view it works on.
class RestoredTree final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RestoredTree)

public:
    /// `view` becomes the parent. `expanded` has outer directories first.
    RestoredTree(SessionView &view, const QByteArrayList &expanded, const std::optional<QByteArray> &key);

private:
    void follow();
    void proceed();

    SessionView &m_view;
    QByteArrayList m_expanded;
    std::optional<QByteArray> m_key;
};

} // namespace etcdscope
