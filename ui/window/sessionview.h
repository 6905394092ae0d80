// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/secretstore.h"
#include "core/store/api.h"
#include "core/store/entry.h"
#include "ui/window/sessionsummary.h"
#include "ui/window/workspacespec.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QAction;
class QActionGroup;
class QSettings;
class QSplitter;
class QStackedWidget;

namespace etcdscope {

struct Error;
struct Login;
class ActionRegistry;
class ConnectingPage;
class EndpointLearning;
class KeySpace;
class LogPanel;
class LogWorkspace;
class MessageBar;
class OperationLogModel;
class ReadOnlySwitch;
class StatusLine;
class WorkspaceRail;

/// One session in the window: its rail, its workspaces, its messages and its status line. Owns the session;
/// destroying the view closes it.
class SessionView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionView)

public:
    /// `actions` and `settings` are borrowed and must outlive the view.
    SessionView(std::unique_ptr<Session> session, std::vector<WorkspaceSpec> workspaces,
                ActionRegistry &actions, QSettings &settings, QWidget *parent = nullptr);
    ~SessionView() override;

    [[nodiscard]] Session &session() { return *m_session; }
    [[nodiscard]] const SessionSummary &summary() const { return m_summary; }
    [[nodiscard]] OperationLogModel &log() { return *m_log; }

    /// The workspace with this id; null while the session has not opened.
    [[nodiscard]] Workspace *workspace(const QByteArray &id) const;

    /// Those that are there, in the order of the rail.
    [[nodiscard]] QList<Workspace *> workspaces() const;

    /// One for each entry of the rail, in its order, and those of the session itself: for the menu.
    [[nodiscard]] QList<QAction *> workspaceActions() const;
    [[nodiscard]] QList<QAction *> sessionActions() const;

    /// Shows the workspace that `widget` is part of, if it is part of one.
    void reveal(const QWidget *widget);
    void focusFirst();

    /// What would be lost by closing.
    [[nodiscard]] int unsavedCount() const;

    void saveLayout();

    [[nodiscard]] ReadOnlySwitch &readOnly() { return *m_readOnly; }

    /// Another user or password for the session.
    void setLogin(const Login &login);
    /// Another secret of the way to the cluster.
    void setSecret(SecretKind kind, const QString &secret);

    /// Something about the whole session that must be seen; stays until it is closed.
    void showProblem(const QString &text, const QString &details);
    void showInformation(const QString &text);
    /// Its connection is not what it was opened with any more.
    void offerToOpenAgain();

    /// Whether the session was opened by a connection that is kept, which can be edited; else what it was
    /// opened with can be kept. False at first.
    void setKept(bool kept);

signals:
    /// At most ten times a second.
    void summaryChanged();
    void diagnosisRequested();
    void editRequested();
    void keepRequested();
    /// With what its connection says now.
    void openAgainRequested();
    /// The cluster did not take user and password, or wants some; answered by setLogin().
    void loginRequested();
    /// This secret was not taken on the way to the cluster; answered by setSecret().
    void secretRequested(etcdscope::SecretKind kind);

private:
    struct Entry
    {
        WorkspaceSpec spec;
        Workspace *workspace = nullptr;
        QAction *action = nullptr;
    };

    void buildEntries(std::vector<WorkspaceSpec> workspaces, ActionRegistry &actions);
    void buildSessionActions(ActionRegistry &actions);
    void buildLayout();
    void followSession();
    void adopt(Entry &entry, Workspace *workspace);
    void makeWorkspaces();
    void makeEntries();
    void followKeys(KeySpace &space);
    void setCurrent(int index);
    void setLogPinned(bool pinned);
    void scheduleUpdate();
    void updateNow();
    void showGap(Api api, Position from, Position to);
    void showReplacedHistory();
    void showRefusedLogin(const Error &error);

    const std::unique_ptr<Session> m_session;
    ActionRegistry &m_actions;
    QSettings &m_settings;
    OperationLogModel *m_log;
    MessageBar *m_messages;
    ReadOnlySwitch *m_readOnly;
    EndpointLearning *m_learning;
    WorkspaceRail *m_rail;
    QSplitter *m_splitter;
    QStackedWidget *m_stack;
    ConnectingPage *m_connecting;
    LogPanel *m_pinnedLog = nullptr;
    StatusLine *m_status;
    QActionGroup *m_group;
    QAction *m_refresh = nullptr;
    QAction *m_pinLog = nullptr;
    QAction *m_keep = nullptr;
    std::vector<Entry> m_entries;
    int m_current = 0;
    SessionSummary m_summary;
    QTimer m_update;
    QTimer m_ageing;
};

} // namespace etcdscope
