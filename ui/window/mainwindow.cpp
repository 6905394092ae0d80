// SPDX-License-Identifier: Apache-2.0
#include "ui/window/mainwindow.h"

#include "core/session/session.h"
#include "ui/window/aboutdialog.h"
#include "ui/window/closingclaims.h"
#include "ui/window/commandpalette.h"
#include "ui/window/restoredpage.h"
#include "ui/window/sessiontab.h"
#include "ui/window/sessionview.h"
#include "ui/window/shortcutsheet.h"
#include "ui/window/startpage.h"
#include "ui/workspace/glyphs.h"
#include "ui/workspace/workspace.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QMenuBar>
#include <QScreen>
#include <QSettings>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>

#include <algorithm>
#include <limits>

namespace etcdscope {

namespace {

constexpr int layoutVersion = 1;
constexpr QLatin1String restoreSetting("window/restoreSessions");

int claimsOf(const SessionView &view)
{
    int count = 0;
    const auto workspaces = view.workspaces();
    for (const Workspace *workspace : workspaces)
        count += workspace->claimCount();
    return count;
}

int runsOf(const Session &session)
{
    const auto spaces = session.keySpaces();
    return int(std::ranges::count_if(spaces, [](KeySpace *keys) { return keys->bulk().isBusy(); }));
}

} // namespace

MainWindow::MainWindow(QSettings &settings, std::vector<WorkspaceSpec> workspaces, QWidget *parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_workspaces(std::move(workspaces))
    , m_tabs(new QTabWidget(this))
    , m_palette(nullptr)
{
    setObjectName(QStringLiteral("window"));
    buildTabs();
    buildFileMenu();
    buildViewMenu();
    buildHelpMenu();
    m_palette = new CommandPalette(this);
    connect(m_palette, &CommandPalette::chosen, this, &MainWindow::runFromPalette);
    restoreWindow();
    tabChanged();
}

MainWindow::~MainWindow()
{
    m_tabs->disconnect(this);
    // Their actions are unregistered while the registry is still there.
    delete m_tabs;
}

SessionView *MainWindow::addSession(std::unique_ptr<Session> session, RestoredPage *restored)
{
    QWidget *inFront = m_tabs->currentWidget();
    const bool comesForward = !restored || !inFront || inFront == restored || inFront == m_startPage;
    const QWidget *replaced = restored ? restored : inFront == m_startPage ? inFront : nullptr;
    const int place = replaced ? m_tabs->indexOf(replaced) : m_tabs->count();
    SessionView *view = insertSession(place, std::move(session));
    if (comesForward)
        m_tabs->setCurrentWidget(view);
    if (comesForward && m_startPage)
        removeTab(m_startPage);
    if (restored)
        removeTab(restored);
    updateTab(view);
    view->session().open();
    if (comesForward)
        view->focusFirst();
    emit tabsChanged();
    return view;
}

SessionView *MainWindow::replaceSession(SessionView *former, std::unique_ptr<Session> session)
{
    const bool isInFront = m_tabs->currentWidget() == former;
    SessionView *view = insertSession(m_tabs->indexOf(former), std::move(session));
    if (isInFront)
        m_tabs->setCurrentWidget(view);
    removeTab(former);
    updateTab(view);
    view->session().open();
    if (isInFront)
        view->focusFirst();
    return view;
}

SessionView *MainWindow::insertSession(int place, std::unique_ptr<Session> session)
{
    auto *view = new SessionView(std::move(session), m_workspaces, m_actions, m_settings, m_tabs);
    m_tabs->insertTab(place, view, tabText(view->session().name(), view->session().settings().environment));
    addCloseButton(view);
    connect(view, &SessionView::summaryChanged, this, [this, view] { updateTab(view); });
    connect(&view->session(), &Session::opened, this, &MainWindow::fillWorkspaceMenus);
    return view;
}

RestoredPage *MainWindow::addRestored(const QString &name, const Environment &environment)
{
    auto *page = new RestoredPage(name, environment, m_tabs);
    const QSignalBlocker quiet(m_tabs); // one that is the first is no more shown than the others
    m_tabs->addTab(page, tabIcon(SessionSummary::Level::Idle, environment), tabText(name, environment));
    addCloseButton(page);
    return page;
}

QList<QWidget *> MainWindow::tabs() const
{
    QList<QWidget *> found;
    for (int i = 0; i < m_tabs->count(); ++i)
        found.append(m_tabs->widget(i));
    return found;
}

void MainWindow::showTab(int index)
{
    m_tabs->setCurrentIndex(index);
    tabChanged(); // also when it was the current one already
}

StartPage *MainWindow::showStartPage()
{
    if (!m_startPage) {
        m_startPage = new StartPage(m_tabs);
        m_tabs->addTab(m_startPage, tr("Connections"));
        addCloseButton(m_startPage);
        connect(m_startPage, &StartPage::openRequested, this, &MainWindow::openRequested);
        connect(m_startPage, &StartPage::playgroundRequested, this, &MainWindow::playgroundRequested);
        connect(m_startPage, &StartPage::playgroundCancelled, this, &MainWindow::playgroundCancelled);
        emit startPageMade(m_startPage);
    }
    m_tabs->setCurrentWidget(m_startPage);
    m_startPage->focusFirst();
    return m_startPage;
}

StartPage *MainWindow::startPage() const
{
    return m_startPage;
}

SessionView *MainWindow::currentSession() const
{
    return qobject_cast<SessionView *>(m_tabs->currentWidget());
}

QList<SessionView *> MainWindow::sessions() const
{
    QList<SessionView *> found;
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (auto *view = qobject_cast<SessionView *>(m_tabs->widget(i)))
            found.append(view);
    }
    return found;
}

void MainWindow::bringToFront(SessionView *view)
{
    m_tabs->setCurrentWidget(view);
    view->focusFirst();
}

void MainWindow::setTheme(ThemeChoice theme)
{
    const auto themes = m_themes->actions();
    for (QAction *action : themes)
        action->setChecked(action->data().toInt() == int(theme));
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_mayClose || lossOf(sessions()).isNothing()) {
        emit closing();
        saveLayout();
        event->accept();
        return;
    }
    event->ignore();
    confirmLoss(sessions(), [this] {
        m_mayClose = true;
        close();
    });
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        const auto views = sessions();
        for (SessionView *view : views)
            updateTab(view);
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::buildTabs()
{
    m_tabs->setObjectName(QStringLiteral("window.tabs"));
    m_tabs->setAccessibleName(tr("Sessions"));
    m_tabs->tabBar()->setObjectName(QStringLiteral("window.tabBar"));
    m_tabs->tabBar()->setAccessibleName(tr("Sessions"));
    m_tabs->setDocumentMode(true);
    m_tabs->setMovable(true);
    m_tabs->setElideMode(Qt::ElideMiddle);
    setCentralWidget(m_tabs);
    connect(m_tabs, &QTabWidget::currentChanged, this, &MainWindow::tabChanged);
}

void MainWindow::buildFileMenu()
{
    const QString group = tr("File");
    QMenu *menu = menuBar()->addMenu(tr("&File"));
    QAction *open = m_actions.add(this, {.id = "file.open",
                                         .text = tr("&Open Connection…"),
                                         .group = group,
                                         .shortcuts = {QKeySequence(Qt::CTRL | Qt::Key_O)},
                                         .context = Qt::WindowShortcut});
    QAction *playground = m_actions.add(this, {.id = "file.playground",
                                               .text = tr("Open &Playground"),
                                               .group = group,
                                               .context = Qt::WindowShortcut});
    QAction *closeTab = m_actions.add(this, {.id = "file.closeTab",
                                             .text = tr("&Close Tab"),
                                             .group = group,
                                             .shortcuts = {QKeySequence(Qt::CTRL | Qt::Key_W)},
                                             .context = Qt::WindowShortcut});
    m_restores = m_actions.add(this, {.id = "file.restoreSessions",
                                      .text = tr("&Restore Sessions at Start"),
                                      .group = group,
                                      .context = Qt::WindowShortcut});
    m_restores->setCheckable(true);
    m_restores->setChecked(m_settings.value(restoreSetting, true).toBool());
    connect(m_restores, &QAction::toggled, this,
            [this](bool restores) { m_settings.setValue(restoreSetting, restores); });
    QAction *quit = m_actions.add(this, {.id = "file.quit",
                                         .text = tr("&Quit"),
                                         .group = group,
                                         .shortcuts = {QKeySequence(Qt::CTRL | Qt::Key_Q)},
                                         .context = Qt::WindowShortcut});
    quit->setMenuRole(QAction::QuitRole);
    menu->addActions({open, playground});
    menu->addSeparator();
    menu->addActions({m_restores, closeTab, quit});
    connect(open, &QAction::triggered, this, &MainWindow::showStartPage);
    connect(playground, &QAction::triggered, this, &MainWindow::requestPlayground);
    connect(closeTab, &QAction::triggered, this, &MainWindow::closeCurrentTab);
    connect(quit, &QAction::triggered, this, &QWidget::close);

    auto *add = new QToolButton(m_tabs);
    add->setObjectName(QStringLiteral("window.addTab"));
    add->setAccessibleName(tr("Open another cluster"));
    add->setToolTip(open->toolTip());
    add->setIcon(glyphIcon(Glyph::Add));
    add->setAutoRaise(true);
    connect(add, &QToolButton::clicked, open, &QAction::trigger);
    m_tabs->setCornerWidget(add, Qt::TopRightCorner);
}

void MainWindow::buildViewMenu()
{
    m_viewMenu = menuBar()->addMenu(tr("&View"));
    m_viewMenu->setToolTipsVisible(true);
    m_themeMenu = new QMenu(tr("&Theme"), this);
    buildThemeMenu(m_themeMenu);
    const QString group = tr("View");
    QAction *next = m_actions.add(this, {.id = "view.nextTab",
                                         .text = tr("&Next Tab"),
                                         .group = group,
                                         .shortcuts = {QKeySequence(Qt::CTRL | Qt::Key_Tab)},
                                         .context = Qt::WindowShortcut});
    QAction *previous = m_actions.add(this, {.id = "view.previousTab",
                                             .text = tr("&Previous Tab"),
                                             .group = group,
                                             .shortcuts = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab)},
                                             .context = Qt::WindowShortcut});
    connect(next, &QAction::triggered, this, [this] { stepTab(1); });
    connect(previous, &QAction::triggered, this, [this] { stepTab(-1); });
}

void MainWindow::buildThemeMenu(QMenu *menu)
{
    m_themes = new QActionGroup(this);
    const std::array<std::tuple<QByteArray, QString, ThemeChoice>, 3> choices{{
        {"view.theme.system", tr("Theme of the &System"), ThemeChoice::System},
        {"view.theme.light", tr("&Light Theme"), ThemeChoice::Light},
        {"view.theme.dark", tr("&Dark Theme"), ThemeChoice::Dark},
    }};
    for (const auto &[id, text, theme] : choices) {
        QAction *action =
            m_actions.add(this, {.id = id, .text = text, .group = tr("View"), .context = Qt::WindowShortcut});
        action->setCheckable(true);
        action->setData(int(theme));
        m_themes->addAction(action);
        menu->addAction(action);
    }
    connect(m_themes, &QActionGroup::triggered, this,
            [this](const QAction *action) { emit themeChosen(ThemeChoice(action->data().toInt())); });
}

void MainWindow::buildHelpMenu()
{
    const QString group = tr("Help");
    m_helpMenu = menuBar()->addMenu(tr("&Help"));
    QAction *palette = m_actions.add(this, {.id = "help.palette",
                                            .text = tr("Command &Palette"),
                                            .group = group,
                                            .shortcuts = {QKeySequence(Qt::CTRL | Qt::Key_K)},
                                            .context = Qt::WindowShortcut});
    QAction *shortcuts = m_actions.add(this, {.id = "help.shortcuts",
                                              .text = tr("&Shortcuts"),
                                              .group = group,
                                              .shortcuts = {QKeySequence(Qt::CTRL | Qt::Key_Slash)},
                                              .context = Qt::WindowShortcut});
    QAction *about = m_actions.add(
        this,
        {.id = "help.about", .text = tr("&About Etcdscope"), .group = group, .context = Qt::WindowShortcut});
    about->setMenuRole(QAction::AboutRole);
    m_helpMenu->addActions({palette, shortcuts});
    m_helpMenu->addSeparator();
    m_helpMenu->addAction(about);
    connect(palette, &QAction::triggered, this, &MainWindow::openPalette);
    connect(shortcuts, &QAction::triggered, this, &MainWindow::openShortcuts);
    connect(about, &QAction::triggered, this, &MainWindow::openAbout);
}

void MainWindow::fillViewMenu()
{
    m_viewMenu->clear();
    if (const SessionView *view = currentSession()) {
        m_viewMenu->addActions(view->workspaceActions());
        m_viewMenu->addSeparator();
        m_viewMenu->addActions(view->sessionActions());
        m_viewMenu->addSeparator();
    }
    m_viewMenu->addMenu(m_themeMenu);
    m_viewMenu->addSeparator();
    for (QAction *action : m_actions.actions()) {
        const QByteArray id = ActionRegistry::idOf(action);
        if (id == "view.nextTab" || id == "view.previousTab")
            m_viewMenu->addAction(action);
    }
}

void MainWindow::fillWorkspaceMenus()
{
    qDeleteAll(m_workspaceMenus);
    m_workspaceMenus.clear();
    const SessionView *view = currentSession();
    if (!view)
        return;
    const auto actions = reachableActions();
    const auto workspaces = view->workspaces();
    for (const Workspace *workspace : workspaces) {
        auto *menu = new QMenu(u'&' + workspace->title(), this);
        menu->setToolTipsVisible(true);
        for (QAction *action : actions) {
            const auto *owner = qobject_cast<QWidget *>(action->parent());
            if (owner == workspace || workspace->isAncestorOf(owner))
                menu->addAction(action);
        }
        menuBar()->insertMenu(m_helpMenu->menuAction(), menu);
        m_workspaceMenus.append(menu);
    }
}

void MainWindow::requestPlayground()
{
    showStartPage();
    emit playgroundRequested();
}

void MainWindow::closeTab(int index)
{
    QPointer<QWidget> tab = m_tabs->widget(index);
    auto *view = qobject_cast<SessionView *>(tab);
    confirmLoss(view ? QList<SessionView *>{view} : QList<SessionView *>{}, [this, tab] {
        if (tab)
            removeTab(tab);
    });
}

void MainWindow::closeCurrentTab()
{
    closeTab(m_tabs->currentIndex());
}

void MainWindow::removeTab(QWidget *tab)
{
    if (auto *view = qobject_cast<SessionView *>(tab))
        view->saveLayout();
    const bool isStart = tab == m_startPage;
    if (isStart && m_tabs->count() == 1)
        return; // the window always has somewhere to go from
    if (isStart) {
        m_startPage = nullptr;
        emit playgroundCancelled();
    }
    m_tabs->removeTab(m_tabs->indexOf(tab));
    tab->deleteLater();
    if (m_tabs->count() == 0)
        showStartPage();
    emit tabsChanged();
}

void MainWindow::tabChanged()
{
    fillViewMenu();
    fillWorkspaceMenus();
    updateTitle();
    emit tabsChanged();
    if (SessionView *view = currentSession())
        view->focusFirst();
    else if (auto *page = qobject_cast<RestoredPage *>(m_tabs->currentWidget()))
        QMetaObject::invokeMethod(page, &RestoredPage::request, Qt::QueuedConnection); // puts itself aside
}

void MainWindow::updateTab(SessionView *view)
{
    const int index = m_tabs->indexOf(view);
    if (index < 0)
        return;
    // What it says is compared, because a new icon paints the tab and lays all of them out.
    const SessionSummary::Level level = view->summary().level;
    if (const QVariant shown = int(level); m_tabs->tabBar()->tabData(index) != shown) {
        m_tabs->tabBar()->setTabData(index, shown);
        m_tabs->setTabIcon(index, tabIcon(level, view->session().settings().environment));
    }
    m_tabs->setTabToolTip(
        index, tr("%1: %2", "a session and its state").arg(view->session().name(), view->summary().state));
    updateTitle();
}

void MainWindow::addCloseButton(QWidget *tab)
{
    auto *button = new QToolButton(m_tabs->tabBar());
    button->setObjectName(QStringLiteral("window.closeTab"));
    button->setAccessibleName(tr("Close %1", "a tab").arg(m_tabs->tabText(m_tabs->indexOf(tab))));
    button->setToolTip(button->accessibleName());
    button->setIcon(glyphIcon(Glyph::Close));
    button->setIconSize(QSize(12, 12));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::NoFocus); // Ctrl+W does it
    connect(button, &QToolButton::clicked, tab, [this, tab] { closeTab(m_tabs->indexOf(tab)); });
    m_tabs->tabBar()->setTabButton(m_tabs->indexOf(tab), QTabBar::RightSide, button);
}

void MainWindow::updateTitle()
{
    const SessionView *view = currentSession();
    setWindowTitle(view ? tr("%1 - Etcdscope", "a session").arg(m_tabs->tabText(m_tabs->currentIndex()))
                        : QStringLiteral("Etcdscope"));
}

void MainWindow::stepTab(int step)
{
    const int count = m_tabs->count();
    m_tabs->setCurrentIndex((m_tabs->currentIndex() + step + count) % count);
}

void MainWindow::openPalette()
{
    QList<QAction *> actions = reachableActions();
    actions.removeIf([](const QAction *action) { return ActionRegistry::idOf(action) == "help.palette"; });
    m_palette->open(actions);
}

void MainWindow::runFromPalette(QAction *action)
{
    const auto *owner = qobject_cast<QWidget *>(action->parent());
    if (SessionView *view = currentSession(); view && owner != this && owner != view) {
        view->reveal(owner);
        if (!owner->isAncestorOf(focusWidget()))
            view->focusFirst();
    }
    action->trigger();
}

void MainWindow::openShortcuts()
{
    auto *sheet = new ShortcutSheet(reachableActions(), this);
    sheet->open();
}

void MainWindow::openAbout()
{
    auto *about = new AboutDialog(this);
    about->open();
}

QList<QAction *> MainWindow::reachableActions() const
{
    QList<QAction *> found;
    QSet<QByteArray> ids;
    const QWidget *current = m_tabs->currentWidget();
    const auto actions = m_actions.actions();
    for (QAction *action : actions) {
        const auto *owner = qobject_cast<QWidget *>(action->parent());
        const bool here = owner == this || (current && (owner == current || current->isAncestorOf(owner)));
        // A panel that is shown twice registers its actions twice; either does.
        if (here && !ids.contains(ActionRegistry::idOf(action))) {
            ids.insert(ActionRegistry::idOf(action));
            found.append(action);
        }
    }
    // In the order of the menus: a workspace registers its actions when it is made, which may be late.
    const auto *view = currentSession();
    const auto place = [this, view](const QAction *action) -> qsizetype {
        const auto *owner = qobject_cast<QWidget *>(action->parent());
        if (owner == this)
            return m_helpMenu->actions().contains(action) ? std::numeric_limits<qsizetype>::max() : -2;
        const auto workspaces = view ? view->workspaces() : QList<Workspace *>();
        const auto around = std::ranges::find_if(workspaces, [owner](const Workspace *workspace) {
            return workspace == owner || workspace->isAncestorOf(owner);
        });
        return around == workspaces.end() ? -1 : around - workspaces.begin();
    };
    std::ranges::stable_sort(found, {}, place);
    return found;
}

void MainWindow::saveLayout()
{
    m_settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    m_settings.setValue(QStringLiteral("window/state"), saveState(layoutVersion));
    const auto views = sessions();
    for (SessionView *view : views)
        view->saveLayout();
}

void MainWindow::restoreWindow()
{
    // What the window manager puts around a window is not known before it is shown.
    const QSize space = screen()->availableSize() - QSize(16, 64);
    resize(QSize(1280, 800).boundedTo(space));
    restoreGeometry(m_settings.value(QStringLiteral("window/geometry")).toByteArray());
    restoreState(m_settings.value(QStringLiteral("window/state")).toByteArray(), layoutVersion);
}

ClosingLoss MainWindow::lossOf(const QList<SessionView *> &views) const
{
    ClosingLoss loss;
    for (SessionView *view : views) {
        const QString name = m_tabs->tabText(m_tabs->indexOf(view));
        if (const int unsaved = view->unsavedCount(); unsaved > 0) {
            loss.unsaved += unsaved;
            loss.unsavedIn += name;
        }
        if (const int claims = claimsOf(*view); claims > 0) {
            loss.claims += claims;
            loss.claimsIn += name;
        }
        if (const int runs = runsOf(view->session()); runs > 0) {
            loss.runs += runs;
            loss.runsIn += name;
        }
    }
    return loss;
}

void MainWindow::confirmLoss(const QList<SessionView *> &views, const std::function<void()> &proceed)
{
    const ClosingLoss loss = lossOf(views);
    if (loss.isNothing()) {
        proceed();
        return;
    }
    askToLose(this, loss, [this, views, proceed] {
        QList<Workspace *> left;
        const auto open = sessions();
        for (SessionView *view : open) {
            if (views.contains(view))
                left += view->workspaces();
        }
        releaseClaims(left, this, proceed);
    });
}

} // namespace etcdscope
