// SPDX-License-Identifier: Apache-2.0
#include "app/application.h"

#include "app/arrival.h"
#include "app/keysaccess.h"
#include "app/locksaccess.h"
#include "app/measurement.h"
#include "app/playgroundlauncher.h"
#include "app/profileservices.h"
#include "app/restoredtree.h"
#include "app/sessionrestore.h"
#include "app/tabconnections.h"
#include "app/workshelf.h"
#include "core/net/etcdlink.h"
#include "core/session/session.h"
#include "ui/connections/connectionspage.h"
#include "ui/connections/profiletext.h"
#include "ui/window/linkprompt.h"
#include "ui/window/mainwindow.h"
#include "ui/window/sessionview.h"
#include "ui/window/startpage.h"

#include <QCoreApplication>
#include <QDir>
#include <QSettings>
#include <QTextStream>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <utility>

namespace etcdscope {

namespace {

constexpr std::chrono::seconds screenshotPatience(30);
constexpr std::chrono::milliseconds startPageTime(300);

void complain(const QString &text)
{
    QTextStream(stderr) << "etcdscope: " << text << '\n';
}

} // namespace

Application::Application(CommandLine commandLine, QSettings &settings, const QString &stateFolder)
    : m_commandLine(std::move(commandLine))
    , m_settings(settings)
    , m_stateFolder(stateFolder)
{
    const ThemeChoice theme = m_commandLine.theme.value_or(Theme::remembered(settings));
    m_theme.apply(theme);
    m_profiles = std::make_unique<ProfileServices>(settings);
    m_loadProblem = m_profiles->loadProblem();
    m_window = std::make_unique<MainWindow>(settings, std::vector{keysWorkspaceSpec(), locksWorkspaceSpec()});
    m_window->setTheme(theme);
    connect(m_window.get(), &MainWindow::startPageMade, this, &Application::fillStartPage);
    connect(&m_profiles->connections, &Connections::sessionRequested, this, &Application::openSettings);
    connect(&m_profiles->connections, &Connections::problemFound, this, &Application::showProblem);
    m_tabs = std::make_unique<TabConnections>(*m_window, m_profiles->connections);
    connect(m_tabs.get(), &TabConnections::replacementReady, this, &Application::replaceSession);
    if (m_commandLine.size.isValid())
        m_window->resize(m_commandLine.size);
    connect(m_window.get(), &MainWindow::openRequested, this, &Application::openEndpoints);
    connect(m_window.get(), &MainWindow::playgroundRequested, this, &Application::openPlayground);
    connect(m_window.get(), &MainWindow::playgroundCancelled, this, &Application::cancelPlayground);
    connect(m_window.get(), &MainWindow::closing, &m_profiles->connections, &Connections::forgetRemoved);
    connect(m_window.get(), &MainWindow::themeChosen, this, &Application::chooseTheme);
    if (!m_stateFolder.isEmpty() && !m_commandLine.opensSession()) {
        m_restore = std::make_unique<SessionRestore>(
            *m_window, QDir(m_stateFolder).filePath(QStringLiteral("tabs.json")));
        connect(m_restore.get(), &SessionRestore::openRequested, this, &Application::openRemembered);
        connect(m_restore.get(), &SessionRestore::failed, this, &Application::tellOfTabs);
    }
}

Application::~Application()
{
    m_restore.reset();
    m_tabs.reset();
    m_window.reset(); // with its sessions, before the playground they use
}

void Application::start()
{
    if (!m_commandLine.measure.isEmpty()) {
        m_measurement = new Measurement(m_commandLine, this);
        if (!m_measurement->begin(*m_window)) {
            complain(tr("%1 cannot be written: %2").arg(m_commandLine.measure, m_measurement->error()));
            end(1);
            return;
        }
        connect(m_measurement, &Measurement::finished, this, &Application::end);
    }
    if (!m_commandLine.screenshot.isEmpty()) {
        QTimer::singleShot(screenshotPatience, this, [this] {
            complain(tr("No screenshot: the window was not ready within 30 seconds."));
            end(1);
        });
    }
    m_window->show();
    if (m_commandLine.playground) {
        m_window->showStartPage();
        openPlayground();
    } else if (!m_commandLine.endpoints.isEmpty()) {
        openEndpoints(m_commandLine.endpoints, m_commandLine.olderEndpoints);
    } else if (!m_commandLine.profile.isEmpty()) {
        m_window->showStartPage();
        openNamed(m_commandLine.profile);
    } else {
        if (!m_restore || !m_restore->start())
            m_window->showStartPage();
        openAutomatically();
        if (!m_commandLine.link.isEmpty())
            askLink();
        if (!m_commandLine.screenshot.isEmpty())
            QTimer::singleShot(startPageTime, this, &Application::takeScreenshot);
    }
}

void Application::openEndpoints(const EndpointSet &endpoints, const QList<QUrl> &older)
{
    SessionSettings settings;
    settings.endpoints = endpoints;
    settings.olderEndpoints = older;
    if (!m_firstShown) { // what the command line says is about the cluster that it names
        settings.api = m_commandLine.api;
        settings.basePath = m_commandLine.basePath;
        settings.versionPrefix = m_commandLine.versionPrefix;
        settings.prefixes = m_commandLine.prefixes;
        settings.transport = m_commandLine.transport;
        settings.loadMode = m_commandLine.loadMode;
    }
    openByAddress(std::move(settings));
}

/// Whichever way one comes to production, it is treated as such.
SessionView *Application::openByAddress(SessionSettings settings)
{
    const auto production = m_profiles->productionAt(settings);
    if (production) {
        settings.environment = production->environment;
        settings.readOnly = settings.readOnly || production->readOnly;
        settings.keepWork = settings.keepWork && production->keepWork;
    }
    SessionView *view = showSession(std::make_unique<Session>(std::move(settings)));
    if (production)
        view->showInformation(tr("This address belongs to the connection “%1”. The session is treated as "
                                 "production like it.")
                                  .arg(profileTitle(*production)));
    return view;
}

/// The one place where a tab of an earlier run becomes a session: what has a profile is opened by it where
/// there are profiles, everything else by its address.
void Application::openRemembered(const RememberedTab &tab)
{
    if (m_profiles->store.profile(tab.profile)) {
        m_profiles->connections.open(tab.profile, m_window.get());
        return;
    }
    if (auto settings = tab.settings())
        openByAddress(std::move(*settings));
    else
        m_window->showStartPage()->showProblem(
            tr("%1 cannot be opened again: the address that was remembered of it cannot be read. Give its "
               "address below, or make a connection of it.",
               "a tab of an earlier run")
                .arg(tab.name),
            settings.error().detail);
}

void Application::askLink()
{
    EtcdLink::Fault fault{};
    const auto link = EtcdLink::parse(m_commandLine.link, &fault);
    if (!link) {
        m_window->showStartPage()->showProblem(LinkPrompt::refusal(fault));
        return;
    }
    SessionSettings settings;
    settings.endpoints = link->endpoints;
    const auto production = m_profiles->productionAt(settings);
    auto *const prompt =
        new LinkPrompt(*link, production ? profileTitle(*production) : QString(), m_window.get());
    connect(prompt, &LinkPrompt::confirmed, this, [this, link = *link] { openLink(link); });
    prompt->open();
}

void Application::openLink(const EtcdLink &link)
{
    SessionSettings settings;
    settings.endpoints = link.endpoints;
    if (!link.prefix.isEmpty())
        settings.prefixes = {link.prefix};
    settings.readOnly = true;
    SessionView *view = openByAddress(std::move(settings));
    if (link.key)
        new RestoredTree(*view, {.key = link.key}, {});
}

void Application::openNamed(const QString &name)
{
    const QUuid id = m_profiles->named(name);
    if (!id.isNull()) {
        m_profiles->connections.open(id, m_window.get());
        return;
    }
    const QString text = tr("There is no connection with the name %1.").arg(name);
    m_window->showStartPage()->showProblem(text);
    if (m_commandLine.runsAnErrand()) {
        complain(text);
        end(1);
    }
}

void Application::openAutomatically()
{
    const auto opened = m_profiles->opened();
    for (const QUuid &id : opened) {
        if (!m_restore || !m_restore->request(id))
            m_profiles->connections.open(id, m_window.get());
    }
}

/// A tab of the same connection that could not be opened is not left beside the one that may.
void Application::openSettings(const SessionSettings &settings)
{
    const bool isAwaited = m_restore && m_restore->pageFor(settings);
    const auto views = m_window->sessions();
    const auto failing = std::ranges::find_if(views, [&](SessionView *view) {
        const Session &session = view->session();
        return !session.keySpace() && !settings.profile.isNull() &&
               session.settings().profile == settings.profile;
    });
    SessionView *const replaced = isAwaited || failing == views.end() ? nullptr : *failing;
    SessionView *view = showSession(std::make_unique<Session>(settings), replaced);
    if (replaced)
        m_window->bringToFront(view);
}

void Application::replaceSession(SessionView *view, const SessionSettings &settings)
{
    m_window->confirmLoss({view}, [this, view = QPointer<SessionView>(view), settings] {
        if (view)
            showSession(std::make_unique<Session>(settings), view);
    });
}

/// The page of connections says it itself where there is one; from elsewhere nobody would see that.
void Application::showProblem(const QString &text, const QString &details)
{
    if (SessionView *view = m_window->currentSession())
        view->showProblem(text, details);
    else if (m_window->startPage())
        m_window->showStartPage();
    else
        m_window->showStartPage()->showProblem(text, details);
}

/// Also from a window that has closed, where nobody would see it.
void Application::tellOfTabs(const QString &details)
{
    const QString text = tr("The open tabs cannot be remembered for the next time, or those of the last time "
                            "cannot be read.");
    if (!m_window->isVisible())
        complain(tr("%1 %2").arg(text, details));
    else if (SessionView *view = m_window->currentSession())
        view->showProblem(text, details);
    else
        m_window->showStartPage()->showProblem(text, details);
}

void Application::fillStartPage(StartPage *page)
{
    auto *connections = new ConnectionsPage(m_profiles->connections, m_window->actions(), page);
    const QString closed = QStringLiteral("connections/closedFolders");
    connections->setClosedFolders(m_settings.value(closed).toStringList());
    connect(connections, &ConnectionsPage::closedFoldersChanged, this,
            [this, connections, closed] { m_settings.setValue(closed, connections->closedFolders()); });
    page->setConnections(connections, [connections] {
        if (!connections->isEmpty())
            connections->focusFirst();
        return !connections->isEmpty();
    });
    // Said once; it stays until it is closed.
    const QString problem = std::exchange(m_loadProblem, QString());
    if (!problem.isEmpty())
        page->showProblem(problem);
}

void Application::openPlayground()
{
    if (m_playgroundView) {
        m_window->bringToFront(m_playgroundView);
        return;
    }
    if (m_playground && m_playground->isStarting())
        return;
    m_playground = std::make_unique<PlaygroundLauncher>();
    connect(m_playground.get(), &PlaygroundLauncher::ready, this, &Application::playgroundReady);
    connect(m_playground.get(), &PlaygroundLauncher::failed, this, &Application::playgroundFailed);
    if (StartPage *page = m_window->startPage())
        page->setPlaygroundStarting(true);
    m_playground->start();
}

void Application::cancelPlayground()
{
    if (m_playground)
        m_playground->cancel();
    if (StartPage *page = m_window->startPage())
        page->setPlaygroundStarting(false);
}

void Application::playgroundReady(std::unique_ptr<Session> &session)
{
    m_playgroundView = showSession(std::move(session));
    if (m_restore)
        m_restore->leaveOut(m_playgroundView); // its cluster ends with this program
}

void Application::playgroundFailed(const QString &text, const QString &details)
{
    if (m_playgroundView) {
        m_playgroundView->showProblem(text, details);
        return;
    }
    StartPage *page = m_window->showStartPage();
    page->setPlaygroundStarting(false);
    page->showProblem(text, details);
    if (m_commandLine.runsAnErrand()) {
        complain(details.isEmpty() ? text : tr("%1 %2").arg(text, details));
        end(1);
    }
}

SessionView *Application::showSession(std::unique_ptr<Session> session, SessionView *replaced)
{
    RestoredPage *const page = m_restore ? m_restore->pageFor(session->settings()) : nullptr;
    SessionView *view = replaced ? m_window->replaceSession(replaced, std::move(session))
                                 : m_window->addSession(std::move(session), page);
    if (m_restore)
        m_restore->sessionShown(*view);
    if (!m_stateFolder.isEmpty())
        new WorkShelf(*view, QDir(m_stateFolder).filePath(QStringLiteral("work")));
    m_tabs->follow(view);
    if (!m_firstShown && m_commandLine.opensSession()) {
        const bool waits = m_commandLine.playground;
        auto *arrival = new Arrival(*view, m_commandLine, waits);
        if (waits)
            connect(m_playground.get(), &PlaygroundLauncher::filled, arrival, &Arrival::release);
        if (m_measurement)
            m_measurement->follow(*view, *arrival);
        if (!m_commandLine.screenshot.isEmpty())
            connect(arrival, &Arrival::arrived, this, &Application::takeScreenshot);
    }
    m_firstShown = true;
    return view;
}

void Application::takeScreenshot()
{
    if (!m_window->grab().save(m_commandLine.screenshot)) {
        complain(tr("No screenshot: %1 cannot be written.").arg(m_commandLine.screenshot));
        end(1);
        return;
    }
    end(0);
}

void Application::chooseTheme(ThemeChoice theme)
{
    m_theme.apply(theme);
    Theme::remember(theme, m_settings);
}

void Application::end(int exitCode)
{
    // Also before the event loop has begun.
    QMetaObject::invokeMethod(
        this, [exitCode] { QCoreApplication::exit(exitCode); }, Qt::QueuedConnection);
}

} // namespace etcdscope
