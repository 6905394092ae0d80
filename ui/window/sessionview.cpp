// SPDX-License-Identifier: Apache-2.0
#include "ui/window/sessionview.h"

#include "core/models/operationlogmodel.h"
#include "core/session/session.h"
#include "ui/log/logpanel.h"
#include "ui/log/logworkspace.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/connectingpage.h"
#include "ui/window/endpointlearning.h"
#include "ui/window/layoutmemory.h"
#include "ui/window/readonlyswitch.h"
#include "ui/window/sessionbar.h"
#include "ui/window/statusline.h"
#include "ui/window/workspacerail.h"
#include "ui/workspace/actionregistry.h"
#include "ui/workspace/glyphs.h"

#include <QActionGroup>
#include <QBoxLayout>
#include <QFrame>
#include <QLineEdit>
#include <QPointer>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

namespace etcdscope {

namespace {

constexpr std::chrono::milliseconds updateInterval(100);
constexpr std::chrono::seconds ageingInterval(1);

QFrame *line(QFrame::Shape shape, QWidget *parent)
{
    auto *made = new QFrame(parent);
    made->setFrameShape(shape);
    made->setFrameShadow(QFrame::Sunken);
    return made;
}

} // namespace

SessionView::SessionView(std::unique_ptr<Session> session, std::vector<WorkspaceSpec> workspaces,
                         ActionRegistry &actions, QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_session(std::move(session))
    , m_actions(actions)
    , m_settings(settings)
    , m_log(new OperationLogModel(10'000, this))
    , m_messages(new MessageBar(this))
    , m_readOnly(new ReadOnlySwitch(*m_session, *this, *m_messages, actions, settings))
    , m_learning(new EndpointLearning(*m_session, *this, *m_messages, actions))
    , m_rail(new WorkspaceRail(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_stack(new QStackedWidget(this))
    , m_connecting(new ConnectingPage(this))
    , m_status(new StatusLine(this))
    , m_group(new QActionGroup(this))
{
    setObjectName(QStringLiteral("session"));
    buildLayout();
    buildEntries(std::move(workspaces), actions);
    buildSessionActions(actions);
    followSession();
    if (m_session->keySpace())
        makeWorkspaces();
    setCurrent(0);
    updateNow();
    const QString below = QStringLiteral("session/logBelow");
    m_pinLog->setChecked(m_settings.value(below).toBool());
}

SessionView::~SessionView()
{
    // A session that closes says so, and there is less and less of this view to hear it.
    delete m_readOnly;
    delete m_learning;
    m_session->disconnect(this);
    for (KeySpace *space : m_session->keySpaces())
        space->feed().disconnect(this);
    // The workspaces look at the session's key spaces until their last breath.
    delete m_splitter;
}

Workspace *SessionView::workspace(const QByteArray &id) const
{
    const auto found = std::ranges::find(m_entries, id, [](const Entry &entry) { return entry.spec.id; });
    return found == m_entries.end() ? nullptr : found->workspace;
}

QList<Workspace *> SessionView::workspaces() const
{
    QList<Workspace *> found;
    for (const Entry &entry : m_entries) {
        if (entry.workspace)
            found.append(entry.workspace);
    }
    return found;
}

QList<QAction *> SessionView::workspaceActions() const
{
    return m_group->actions();
}

QList<QAction *> SessionView::sessionActions() const
{
    return {m_refresh, m_learning->action(), m_readOnly->action(), m_pinLog, m_keep};
}

void SessionView::reveal(const QWidget *widget)
{
    for (size_t i = 0; i < m_entries.size(); ++i) {
        const Workspace *workspace = m_entries[i].workspace;
        if (workspace && (workspace == widget || workspace->isAncestorOf(widget)))
            setCurrent(int(i));
    }
}

void SessionView::focusFirst()
{
    if (Workspace *workspace = m_entries[size_t(m_current)].workspace)
        workspace->focusFirst();
    else
        m_connecting->focusFirst();
}

int SessionView::unsavedCount() const
{
    int count = 0;
    for (const Entry &entry : m_entries)
        count += entry.workspace ? entry.workspace->unsavedCount() : 0;
    return count;
}

void SessionView::saveLayout()
{
    m_settings.beginGroup(QStringLiteral("layout"));
    etcdscope::saveLayout(*m_splitter, m_settings);
    if (m_pinnedLog && m_pinnedLog->isVisible()) // with one part there is nothing to remember
        m_settings.setValue(m_splitter->objectName(), m_splitter->saveState());
    m_settings.endGroup();
}

void SessionView::setLogin(const Login &login)
{
    m_messages->dismiss();
    m_session->setLogin(login);
}

void SessionView::setSecret(SecretKind kind, const QString &secret)
{
    switch (kind) {
    case SecretKind::Password:
        setLogin({.user = m_session->settings().login.user, .password = secret});
        break;
    case SecretKind::KeyPassphrase:
        m_session->setKeyPassphrase(secret);
        break;
    case SecretKind::ProxyPassword:
        m_session->setProxyPassword(secret);
        break;
    }
}

void SessionView::setKept(bool kept)
{
    m_connecting->setEditable(kept);
    ActionRegistry::setUnavailable(m_keep, kept ? tr("It is kept already.") : QString());
    updateNow();
}

void SessionView::buildLayout()
{
    m_messages->setObjectName(QStringLiteral("session.messages"));
    m_splitter->setObjectName(QStringLiteral("session.splitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_stack);
    m_splitter->setStretchFactor(0, 1);
    m_stack->setObjectName(QStringLiteral("session.stack"));
    m_stack->addWidget(m_connecting);

    auto *middle = new QVBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_messages);
    middle->addWidget(m_splitter, 1);
    auto *upper = new QHBoxLayout;
    upper->setSpacing(0);
    upper->addWidget(m_rail);
    upper->addWidget(line(QFrame::VLine, this));
    upper->addLayout(middle, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new SessionBar(*m_session, *m_readOnly, this));
    layout->addWidget(line(QFrame::HLine, this));
    layout->addLayout(upper, 1);
    layout->addWidget(line(QFrame::HLine, this));
    layout->addWidget(m_status);

    connect(m_rail, &WorkspaceRail::chosen, this, &SessionView::setCurrent);
    connect(m_connecting, &ConnectingPage::retryRequested, m_session.get(), &Session::refresh);
    connect(m_connecting, &ConnectingPage::cancelRequested, m_session.get(), &Session::close);
    connect(m_connecting, &ConnectingPage::diagnosisRequested, this, &SessionView::diagnosisRequested);
    connect(m_connecting, &ConnectingPage::editRequested, this, &SessionView::editRequested);
    connect(m_connecting, &ConnectingPage::secretRequested, this, &SessionView::secretRequested);
}

void SessionView::buildEntries(std::vector<WorkspaceSpec> workspaces, ActionRegistry &actions)
{
    workspaces.push_back({.id = "log", .title = tr("Log"), .icon = glyphIcon(Glyph::Log), .make = nullptr});
    m_entries.reserve(workspaces.size());
    for (WorkspaceSpec &spec : workspaces) {
        const int index = int(m_entries.size());
        QList<QKeySequence> shortcuts;
        if (index < 9)
            shortcuts.append(QKeySequence(QKeyCombination(Qt::ControlModifier, Qt::Key(Qt::Key_1 + index))));
        QAction *action = actions.add(
            this, {.id = "view." + spec.id, .text = spec.title, .group = tr("View"), .shortcuts = shortcuts});
        action->setCheckable(true);
        m_group->addAction(action);
        connect(action, &QAction::triggered, this, [this, index] {
            setCurrent(index);
            focusFirst();
        });
        m_rail->addEntry(spec.id, spec.title, spec.icon,
                         action->shortcut().toString(QKeySequence::NativeText));
        m_entries.push_back({.spec = std::move(spec), .workspace = nullptr, .action = action});
    }
    adopt(m_entries.back(), new LogWorkspace(*m_log, actions, this));
}

void SessionView::buildSessionActions(ActionRegistry &actions)
{
    m_refresh = actions.add(this, {.id = "session.refresh",
                                   .text = tr("&Read Again"),
                                   .group = tr("Session"),
                                   .effect = ActionRegistry::Effect::Reads,
                                   .shortcuts = {QKeySequence(Qt::Key_F5)}});
    m_pinLog = actions.add(this, {.id = "session.pinLog",
                                  .text = tr("Log &Below"),
                                  .group = tr("View"),
                                  .shortcuts = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L)}});
    m_pinLog->setCheckable(true);
    m_keep = actions.add(this, {.id = "session.keep",
                                .text = tr("Save This &Connection…"),
                                .group = tr("Session"),
                                .shortcuts = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D)}});
    connect(m_keep, &QAction::triggered, this, &SessionView::keepRequested);
    connect(m_refresh, &QAction::triggered, m_session.get(), &Session::refresh);
    connect(m_pinLog, &QAction::toggled, this, &SessionView::setLogPinned);
}

void SessionView::followSession()
{
    connect(&m_session->network(), &NetworkAccess::operationStarted, m_log, &OperationLogModel::add);
    connect(&m_session->network(), &NetworkAccess::operationFinished, m_log, &OperationLogModel::add);
    connect(&m_session->pollNetwork(), &NetworkAccess::operationStarted, m_log, &OperationLogModel::add);
    connect(&m_session->pollNetwork(), &NetworkAccess::operationFinished, m_log, &OperationLogModel::add);
    connect(m_session.get(), &Session::opened, this, &SessionView::makeWorkspaces);
    connect(m_session.get(), &Session::keySpaceAdded, this, [this](KeySpace *space) {
        followKeys(*space);
        makeEntries();
        scheduleUpdate();
    });
    connect(m_session.get(), &Session::stateChanged, this, &SessionView::scheduleUpdate);
    connect(m_session.get(), &Session::statusChanged, this, &SessionView::scheduleUpdate);
    connect(m_session.get(), &Session::readOnlyChanged, this, &SessionView::updateNow);
    connect(m_session.get(), &Session::loginRefused, this, &SessionView::showRefusedLogin);
    m_update.setSingleShot(true);
    m_update.setInterval(updateInterval);
    connect(&m_update, &QTimer::timeout, this, &SessionView::updateNow);
    m_ageing.setInterval(ageingInterval);
    connect(&m_ageing, &QTimer::timeout, this, &SessionView::updateNow);
}

void SessionView::adopt(Entry &entry, Workspace *workspace)
{
    entry.workspace = workspace;
    m_stack->addWidget(workspace);
    m_settings.beginGroup(QStringLiteral("layout"));
    restoreLayout(*workspace, m_settings);
    m_settings.endGroup();
    connect(workspace, &Workspace::unlockRequested, m_readOnly, &ReadOnlySwitch::requestUnlock);
    connect(workspace, &Workspace::messageRequested, m_status, &StatusLine::showNote);
}

void SessionView::makeWorkspaces()
{
    KeySpace &space = *m_session->keySpace();
    makeEntries();
    for (KeySpace *one : m_session->keySpaces())
        followKeys(*one);

    const bool hadFocus = m_connecting->isAncestorOf(focusWidget());
    setCurrent(m_current);
    if (!hadFocus)
        return;
    focusFirst();
    // There was no list yet to put the keyboard into. Whoever has begun to type or to go elsewhere is left
    // alone.
    connect(&space.feed(), &LiveFeed::firstRows, this, [this, before = QPointer<QWidget>(focusWidget())] {
        const auto *field = qobject_cast<QLineEdit *>(before);
        if (before && before == focusWidget() && (!field || field->text().isEmpty()))
            focusFirst();
    });
}

/// Those that the session can have now.
void SessionView::makeEntries()
{
    for (size_t i = 0; i < m_entries.size(); ++i) {
        Entry &entry = m_entries[i];
        if (entry.workspace)
            continue;
        const QString reason = entry.spec.whyNot ? entry.spec.whyNot(*m_session) : QString();
        m_rail->setUnavailable(int(i), reason);
        ActionRegistry::setUnavailable(entry.action, reason);
        if (reason.isEmpty())
            adopt(entry, entry.spec.make(*m_session, *m_session->keySpace(), m_actions, this));
        else if (m_current == int(i))
            setCurrent(0);
    }
}

void SessionView::followKeys(KeySpace &space)
{
    LiveFeed &feed = space.feed();
    connect(&feed, &LiveFeed::stateChanged, this, &SessionView::scheduleUpdate);
    connect(&feed, &LiveFeed::progressed, this, &SessionView::scheduleUpdate);
    connect(&feed, &LiveFeed::applied, this, &SessionView::scheduleUpdate);
    connect(&feed, &LiveFeed::positionChanged, this, &SessionView::scheduleUpdate);
    connect(&feed, &LiveFeed::gapBridged, this,
            [this, api = space.store().api()](Position from, Position to) { showGap(api, from, to); });
    connect(&feed, &LiveFeed::historyReplaced, this, &SessionView::showReplacedHistory);
}

void SessionView::setCurrent(int index)
{
    const Entry &entry = m_entries[size_t(index)];
    m_current = index;
    m_rail->setCurrent(index);
    entry.action->setChecked(true);
    m_stack->setCurrentWidget(entry.workspace ? static_cast<QWidget *>(entry.workspace) : m_connecting);
}

void SessionView::setLogPinned(bool pinned)
{
    if (pinned && !m_pinnedLog) {
        m_pinnedLog = new LogPanel(*m_log, m_actions, Qt::Horizontal, this);
        m_splitter->addWidget(m_pinnedLog);
        m_splitter->setSizes({height() * 2 / 3, height() / 3});
        const QByteArray state = m_settings.value(QStringLiteral("layout/session.splitter")).toByteArray();
        if (!state.isEmpty())
            m_splitter->restoreState(state);
    }
    if (m_pinnedLog)
        m_pinnedLog->setVisible(pinned);
    m_settings.setValue(QStringLiteral("session/logBelow"), pinned);
}

void SessionView::scheduleUpdate()
{
    if (!m_update.isActive())
        m_update.start();
}

void SessionView::updateNow()
{
    m_summary = SessionSummary::of(*m_session);
    m_status->showSummary(m_summary);
    if (m_summary.ages && !m_ageing.isActive())
        m_ageing.start();
    else if (!m_summary.ages)
        m_ageing.stop();
    m_connecting->showState(*m_session);
    emit summaryChanged();
}

} // namespace etcdscope
