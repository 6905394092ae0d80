// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/endpointset.h"
#include "ui/window/themechoice.h"
#include "ui/window/unsavedquestion.h"
#include "ui/window/workspacespec.h"
#include "ui/workspace/actionregistry.h"

#include <QAction>
#include <QMainWindow>
#include <QPointer>

#include <memory>
#include <vector>

class QActionGroup;
class QMenu;
class QSettings;
class QTabWidget;

namespace etcdscope {

class CommandPalette;
class RestoredPage;
class SessionView;
class StartPage;
struct Environment;

/// Arranges sessions in tabs, with menus and the palette around them. Knows nothing of keys or clusters; what
/// belongs to a session lives in its SessionView.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    /// `settings` is borrowed and must outlive the window. Every session gets the `workspaces`.
    MainWindow(QSettings &settings, std::vector<WorkspaceSpec> workspaces, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens the session in a tab of its own, in front, which takes the place of the start page if there is
    /// one. With `restored` it takes the place of that page, and stays behind the tab of something else that
    /// the person has gone to meanwhile.
    SessionView *addSession(std::unique_ptr<Session> session, RestoredPage *restored = nullptr);

    /// Opens the session in the place of another one, which is closed without a question.
    SessionView *replaceSession(SessionView *former, std::unique_ptr<Session> session);

    /// A tab for a session of an earlier run, which asks for it when it is shown first. Stays in the
    /// background.
    RestoredPage *addRestored(const QString &name, const Environment &environment);
    /// Sessions, restored pages and the start page as they stand.
    [[nodiscard]] QList<QWidget *> tabs() const;
    void showTab(int index);
    /// Whether the person wants sessions to be there again at the next start.
    [[nodiscard]] bool restoresSessions() const { return m_restores->isChecked(); }

    /// Brings the start page to the front; makes one when there is none.
    StartPage *showStartPage();
    [[nodiscard]] StartPage *startPage() const;

    /// Null while the start page is in front.
    [[nodiscard]] SessionView *currentSession() const;
    [[nodiscard]] QList<SessionView *> sessions() const;
    void bringToFront(SessionView *view);
    /// Asks whether unsaved work may be lost, operations ended and locks given back; `proceed` is called if
    /// so, perhaps at once.
    void confirmLoss(const QList<SessionView *> &views, const std::function<void()> &proceed);

    [[nodiscard]] ActionRegistry &actions() { return m_actions; }

    /// Ticks the menu; does not emit themeChosen().
    void setTheme(ThemeChoice theme);

signals:
    void openRequested(const etcdscope::EndpointSet &endpoints, const QList<QUrl> &older);
    void playgroundRequested();
    void playgroundCancelled();
    /// So that it can be filled with what the window knows nothing of.
    void startPageMade(etcdscope::StartPage *page);
    void themeChosen(etcdscope::ThemeChoice theme);
    /// Tabs came, went, or another one is in front.
    void tabsChanged();
    /// The window is going to close; all is still there.
    void closing();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildTabs();
    void buildFileMenu();
    void buildViewMenu();
    void buildThemeMenu(QMenu *menu);
    void buildHelpMenu();
    void fillViewMenu();
    void fillWorkspaceMenus();
    void requestPlayground();
    void closeTab(int index);
    void closeCurrentTab();
    SessionView *insertSession(int place, std::unique_ptr<Session> session);
    void removeTab(QWidget *tab);
    void tabChanged();
    void updateTab(SessionView *view);
    void addCloseButton(QWidget *tab);
    void updateTitle();
    void stepTab(int step);
    void openPalette();
    void runFromPalette(QAction *action);
    void openShortcuts();
    void openAbout();
    [[nodiscard]] QList<QAction *> reachableActions() const;
    [[nodiscard]] ClosingLoss lossOf(const QList<SessionView *> &views) const;
    void saveLayout();
    void restoreWindow();

    QSettings &m_settings;
    const std::vector<WorkspaceSpec> m_workspaces;
    ActionRegistry m_actions;
    QTabWidget *m_tabs;
    CommandPalette *m_palette;
    QPointer<StartPage> m_startPage;
    QMenu *m_viewMenu = nullptr;
    QMenu *m_themeMenu = nullptr;
    QMenu *m_helpMenu = nullptr;
    QList<QMenu *> m_workspaceMenus;
    QActionGroup *m_themes = nullptr;
    QAction *m_restores = nullptr;
    bool m_mayClose = false;
};

} // namespace etcdscope
