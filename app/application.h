// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commandline.h"
#include "app/theme.h"

#include <QObject>
#include <QPointer>
#include <QUuid>

#include <memory>

class QSettings;

namespace etcdscope {

class MainWindow;
class Measurement;
class PlaygroundLauncher;
struct ProfileServices;
class Session;
class SessionRestore;
class SessionView;
struct EtcdLink;
struct RememberedTab;
class StartPage;
class TabConnections;
struct SessionSettings;

/// Puts the parts together: the only object that knows all of them. Made after the QApplication.
class Application final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Application)

public:
    /// `settings` is borrowed and must outlive this object.
    /// `stateFolder` holds what outlives the program beside the settings; empty: nothing does.
    Application(CommandLine commandLine, QSettings &settings, const QString &stateFolder = {});
    ~Application() override;

    /// Shows the window and sets out to do what the command line asks. To be called once.
    void start();

private:
    void openEndpoints(const EndpointSet &endpoints, const QList<QUrl> &older);
    void openRemembered(const RememberedTab &tab);
    void askLink();
    void openLink(const EtcdLink &link);
    SessionView *openByAddress(SessionSettings settings);
    void openNamed(const QString &name);
    void openAutomatically();
    void openSettings(const SessionSettings &settings);
    void showProblem(const QString &text, const QString &details);
    void tellOfTabs(const QString &details);
    void fillStartPage(StartPage *page);
    void openPlayground();
    void cancelPlayground();
    void playgroundReady(std::unique_ptr<Session> &session);
    void playgroundFailed(const QString &text, const QString &details);
    /// In a tab of its own, or in the place of a session.
    SessionView *showSession(std::unique_ptr<Session> session, SessionView *replaced = nullptr);
    void replaceSession(SessionView *view, const SessionSettings &settings);
    void takeScreenshot();
    void chooseTheme(ThemeChoice theme);
    void end(int exitCode);

    const CommandLine m_commandLine;
    QSettings &m_settings;
    const QString m_stateFolder;
    Theme m_theme;
    std::unique_ptr<ProfileServices> m_profiles;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<TabConnections> m_tabs;
    std::unique_ptr<SessionRestore> m_restore; // null: nothing is restored or remembered
    std::unique_ptr<PlaygroundLauncher> m_playground;
    QPointer<SessionView> m_playgroundView;
    Measurement *m_measurement = nullptr;
    QString m_loadProblem; // of the file of connections, not said yet
    bool m_firstShown = false;
};

} // namespace etcdscope
