// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace etcdscope {

class Session;
class SessionView;

/// Lets the unsaved edits and the journal of a session lie on disk, one file for each profile (or address)
/// and cluster, as soon as it is known which cluster answers. Where that is not wanted, what lies there is
/// removed. Owned by the view.
class WorkShelf final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkShelf)

public:
    /// `view` becomes the parent.
    WorkShelf(SessionView &view, const QString &folder);

private:
    void look();
    [[nodiscard]] QString baseName() const;

    SessionView &m_view;
    const QString m_folder;
    bool m_done = false;
};

} // namespace etcdscope
