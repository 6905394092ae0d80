// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/lockboard.h"
#include "ui/locks/lockwords.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QStackedWidget;
class QTreeView;

namespace etcdscope {

class AcquireSheet;
class ActionRegistry;
class BreakSheet;
class Elections;
class EmptyView;
class LockListModel;
class LockPage;
class MessageBar;
class WriteTarget;

/// The locks of a key space, or its elections: the list on the left, the queue of one on the right. Reads
/// nothing before it is shown.
class LockPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LockPanel)

public:
    /// All are borrowed and outlive this; `elections` is null for locks.
    LockPanel(Locks &locks, Elections *elections, WriteTarget &target, ActionRegistry &registry,
              QWidget *parent = nullptr);

    void focusFirst();
    [[nodiscard]] LockBoard &board() { return m_board; }

signals:
    void messageRequested(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildActions(ActionRegistry &registry);
    void buildList();
    void buildLayout();
    void connectParts();
    void boardChanged();
    void claimChanged(LockClaim *claim);
    void update();
    void updateActions();
    void showList();
    void select(const QByteArray &name);
    [[nodiscard]] QByteArray currentName() const;
    [[nodiscard]] LockClaim *currentClaim() const;
    void startAcquiring();
    void acquire(const QByteArray &name, const LockOptions &options);
    void startBreaking();
    void breakPlace(const Contender &contender);
    void leaveSheet();

    const LockKind m_kind;
    Elections *const m_elections;
    WriteTarget &m_target;
    LockBoard m_board;
    LockListModel *m_model;
    QTreeView *m_list;
    QStackedWidget *m_left;
    EmptyView *m_nothing;
    QLabel *m_note;
    MessageBar *m_message;
    QStackedWidget *m_right;
    EmptyView *m_unchosen;
    LockPage *m_page = nullptr;
    AcquireSheet *m_acquireSheet;
    BreakSheet *m_breakSheet;
    QAction *m_acquire = nullptr;
    QAction *m_renew = nullptr;
    QAction *m_release = nullptr;
    QAction *m_break = nullptr;
    QAction *m_refresh = nullptr;
    QByteArray m_shown;  // the lock that is chosen
    QByteArray m_wanted; // to be chosen when it is there
    Call<Position> m_breaking;
    QTimer m_tick;
};

} // namespace etcdscope
