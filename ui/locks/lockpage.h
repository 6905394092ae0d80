// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/locks/lockwords.h"

#include <QByteArray>
#include <QWidget>

class QAction;
class QLabel;
class QTreeView;

namespace etcdscope {

class KeyLabel;
class LockQueueModel;

/// One lock: who holds it, who waits, and what this program has to do with it.
class LockPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LockPage)

public:
    /// The board is borrowed; the actions stand below the queue, in this order.
    LockPage(const LockBoard &board, LockKind kind, const QList<QAction *> &actions,
             QWidget *parent = nullptr);

    /// Another lock, or the board has changed.
    void show(const QByteArray &name);
    void tick();
    /// Who is selected, else who holds it; null when the queue is empty.
    [[nodiscard]] const Contender *current() const;
    void focusQueue();

signals:
    void currentChanged();
    void menuRequested(const QPoint &global);

private:
    void buildQueue();

    const LockBoard &m_board;
    const LockKind m_kind;
    QByteArray m_name;
    QLabel *m_title;
    KeyLabel *m_place;
    QLabel *m_state;
    QLabel *m_claims;
    LockQueueModel *m_model;
    QTreeView *m_queue;
};

} // namespace etcdscope
