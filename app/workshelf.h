// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QSet>
#include <QTimer>

namespace etcdscope {

class KeySpace;
class SessionView;

/// Lets the unsaved edits and the journal of a session lie on disk, one file for each profile (or
/// address), cluster and API, as soon as it is known which cluster answers. Where that is not wanted, what
/// lies there is removed, as soon as no other tab keeps its work there. Owned by the view.
class WorkShelf final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkShelf)

public:
    /// `view` becomes the parent.
    WorkShelf(SessionView &view, const QString &folder);

private:
    void look();
    void keep(KeySpace &space, quint64 cluster);
    void clear();
    [[nodiscard]] QString baseName() const;

    SessionView &m_view;
    const QString m_folder;
    QSet<const KeySpace *> m_done;
    QTimer m_clearing;
};

} // namespace etcdscope
