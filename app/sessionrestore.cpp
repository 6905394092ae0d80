// SPDX-License-Identifier: Apache-2.0
#include "app/sessionrestore.h"

#include "app/keysaccess.h"
#include "app/restoredtree.h"
#include "core/base/wholefile.h"
#include "ui/keys/keytreeview.h"
#include "ui/window/mainwindow.h"
#include "ui/window/restoredpage.h"
#include "ui/window/sessionview.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

constexpr int pause = 1'000; // milliseconds from a change until it is written
constexpr qsizetype mostDirectories = 1'000;
constexpr qsizetype mostTabs = 100;

QString writeFile(const QString &path, const RememberedTabs &tabs)
{
    QDir().mkpath(QFileInfo(path).path());
    const auto written = WholeFile(path, WholeFile::Rights::Owner).write(tabs.toJson());
    return written ? QString() : QStringLiteral("%1: %2").arg(path, written.error().detail);
}

} // namespace

SessionRestore::SessionRestore(MainWindow &window, const QString &path)
    : m_window(window)
    , m_path(path)
    , m_claim(path)
{
    m_writer.setMaxThreadCount(1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &SessionRestore::save);
}

SessionRestore::~SessionRestore()
{
    m_window.disconnect(this);
}

bool SessionRestore::start()
{
    QDir().mkpath(QFileInfo(m_path).path());
    if (m_claim.take() == FileClaim::Outcome::Others)
        return false;
    RememberedTabs remembered;
    QFile file(m_path);
    if (m_window.restoresSessions() && file.open(QIODevice::ReadOnly)) {
        auto read = RememberedTabs::fromJson(file.readAll());
        file.close();
        if (read) {
            remembered = std::move(*read);
        } else {
            QFile::remove(m_path + QLatin1String(".unreadable"));
            QFile::rename(m_path, m_path + QLatin1String(".unreadable"));
            emit failed(QStringLiteral("%1: %2").arg(m_path, read.error().detail));
        }
    }
    for (qsizetype i = 0; i < std::min(remembered.tabs.size(), mostTabs); ++i)
        addPage(remembered.tabs[i]);
    connect(&m_window, &MainWindow::tabsChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(&m_window, &MainWindow::closing, this, &SessionRestore::save);
    if (m_pages.isEmpty())
        return false;
    m_window.showTab(std::clamp(remembered.current, 0, int(m_window.tabs().size()) - 1));
    return true;
}

void SessionRestore::addPage(const RememberedTab &tab)
{
    RestoredPage *page = m_window.addRestored(tab.name, tab.environment);
    m_pages.insert(page, tab);
    connect(page, &QObject::destroyed, this, [this, page] {
        m_pages.remove(page);
        m_awaited.removeIf([page](const Awaited &one) { return one.page == page; });
    });
    connect(page, &RestoredPage::requested, this, [this, page, tab] {
        if (std::ranges::none_of(m_awaited, [page](const Awaited &one) { return one.page == page; }))
            m_awaited.append({page, tab});
        emit openRequested(tab);
    });
}

bool SessionRestore::request(const QUuid &profile)
{
    QList<RestoredPage *> pages; // a session may come at once and take the place of its page
    const auto tabs = m_window.tabs();
    for (QWidget *tab : tabs) {
        const auto page = m_pages.constFind(tab);
        if (page != m_pages.cend() && page->profile == profile)
            pages += static_cast<RestoredPage *>(tab);
    }
    for (RestoredPage *page : std::as_const(pages))
        page->request();
    return !pages.isEmpty();
}

void SessionRestore::leaveOut(SessionView *view)
{
    m_leftOut.insert(view);
    connect(view, &QObject::destroyed, this, [this](const QObject *gone) { m_leftOut.remove(gone); });
}

RestoredPage *SessionRestore::pageFor(const SessionSettings &settings) const
{
    const auto awaited =
        std::ranges::find_if(m_awaited, [&](const Awaited &one) { return one.tab.isOf(settings); });
    return awaited == m_awaited.end() ? nullptr : awaited->page;
}

void SessionRestore::sessionShown(SessionView &view)
{
    const auto awaited = std::ranges::find_if(
        m_awaited, [&](const Awaited &one) { return one.tab.isOf(view.session().settings()); });
    if (awaited == m_awaited.end())
        return;
    const RememberedTab &tab = awaited->tab;
    if (tab.readOnly) // locked by hand, which the profile knows nothing of
        view.session().setReadOnly(true);
    for (const RememberedTree &tree : tab.trees)
        new RestoredTree(view, tree, tab.trees);
    m_awaited.erase(awaited);
}

RememberedTab SessionRestore::tabOf(SessionView &view)
{
    const Session &session = view.session();
    const SessionSettings &settings = session.settings();
    RememberedTab tab;
    tab.profile = settings.profile;
    tab.name = settings.name;
    tab.environment = settings.environment;
    const auto urls = settings.endpoints.urls();
    for (const QUrl &url : urls)
        tab.endpoints += url.toString();
    for (const QUrl &url : settings.olderEndpoints)
        tab.olderEndpoints += url.toString();
    tab.api = settings.api;
    tab.basePath = settings.basePath;
    tab.versionPrefix = settings.versionPrefix;
    tab.prefixes = settings.prefixes;
    tab.separator = settings.separator;
    tab.transport = settings.transport;
    tab.loadMode = settings.loadMode;
    tab.readOnly = settings.readOnly || session.isReadOnly();
    tab.keepWork = settings.keepWork;
    const auto spaces = session.keySpaces();
    for (KeySpace *const keys : spaces) {
        const KeyTreeView *tree = keyTree(view, keys);
        if (!tree)
            continue;
        RememberedTree &remembered = tab.trees.emplaceBack();
        remembered.api = keys->store().api();
        remembered.expanded = tree->openDirectories(mostDirectories);
        if (const KeyTarget target = tree->currentTarget(); target.isKey())
            remembered.key = target.bytes;
        remembered.isOpen = openKeySpace(view) == keys;
    }
    return tab;
}

RememberedTabs SessionRestore::current() const
{
    RememberedTabs remembered;
    const auto tabs = m_window.tabs();
    for (QWidget *widget : tabs) {
        auto *view = qobject_cast<SessionView *>(widget);
        const auto page = m_pages.constFind(widget);
        if (view && !m_leftOut.contains(view))
            remembered.tabs.append(tabOf(*view));
        else if (page != m_pages.cend())
            remembered.tabs.append(*page);
        else
            continue;
        if (widget->isVisibleTo(&m_window))
            remembered.current = int(remembered.tabs.size()) - 1;
    }
    return remembered;
}

void SessionRestore::save()
{
    m_pause.stop();
    m_writer.start([path = m_path, tabs = m_window.restoresSessions() ? current() : RememberedTabs(),
                    self = QPointer<SessionRestore>(this)] {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, complaint = writeFile(path, tabs)] {
                if (!self)
                    return;
                const bool wasFailing = std::exchange(self->m_failing, !complaint.isEmpty());
                if (self->m_failing && !wasFailing) // what goes on failing is said once
                    emit self->failed(complaint);
            },
            Qt::QueuedConnection);
    });
}

} // namespace etcdscope
