// SPDX-License-Identifier: Apache-2.0
#include "app/keysaccess.h"
#include "core/session/session.h"
#include "tests/support/etcdcluster.h"
#include "tests/support/tcprelay.h"
#include "tests/ui/window/windowsupport.h"
#include "ui/keys/keysworkspace.h"
#include "ui/keys/openkey.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/mainwindow.h"
#include "ui/window/sessionview.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace etcdscope;

/// The endpoints of a session as the window names them: in use, lost, learned.
class TestEndpointsWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { m_window.reset(); }
    void addressesOfMembersAreLearned();
    void whyTheyCannotBeLearnedIsSaid();
    void whatWritesNamesTheEndpointInUse();

private:
    SessionView *open(const QList<QUrl> &urls, const QString &name, Environment::Kind kind = {});
    [[nodiscard]] QAction *action(const char *id) const
    {
        return m_window->currentSession()->findChild<QAction *>(QString::fromLatin1(id));
    }
    template<class T> [[nodiscard]] T *part(const char *name) const
    {
        return m_window->currentSession()->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString said() const
    {
        const auto *bar = part<MessageBar>("session.messages");
        return bar->isVisible() ? bar->text() : QString();
    }

    EtcdCluster m_cluster;
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void TestEndpointsWindow::initTestCase()
{
    QVERIFY(m_cluster.start());
    m_cluster.at(0).etcdctl({"put", "/app/key", "value"});
    m_settings =
        std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("a.ini")), QSettings::IniFormat);
}

SessionView *TestEndpointsWindow::open(const QList<QUrl> &urls, const QString &name, Environment::Kind kind)
{
    m_window = std::make_unique<MainWindow>(*m_settings, std::vector{keysWorkspaceSpec()});
    m_window->show();
    QStringList texts;
    for (const QUrl &url : urls)
        texts += url.toString();
    SessionSettings settings;
    settings.name = name;
    settings.endpoints = *EndpointSet::parse(texts);
    settings.transport = Transport::Grpc;
    settings.environment.kind = kind;
    SessionView *view = m_window->addSession(std::make_unique<Session>(std::move(settings)));
    const bool live =
        QTest::qWaitFor([view] { return view->summary().level == SessionSummary::Level::Live; }, 30'000);
    return live ? view : nullptr;
}

void TestEndpointsWindow::addressesOfMembersAreLearned()
{
    SessionView *view = open({m_cluster.at(0).url()}, {});
    QVERIFY(view);
    QAction *const learn = action("session.learnEndpoints");
    QVERIFY(learn->isEnabled());
    QCOMPARE(ActionRegistry::effectOf(learn), ActionRegistry::Effect::Reads);
    QVERIFY(view->sessionActions().contains(learn)); // those are what the menu shows
    learn->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(said().contains(m_cluster.at(1).url().toString()), 30'000);
    QVERIFY2(said().contains(m_cluster.at(2).url().toString()), qPrintable(said()));
    QVERIFY2(!said().contains(m_cluster.at(0).url().toString()), qPrintable(said()));
    const QString first = said();
    learn->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(said() != first, 30'000);
    QVERIFY2(said().contains(QStringLiteral("already")), qPrintable(said()));
}

void TestEndpointsWindow::whyTheyCannotBeLearnedIsSaid()
{
    TcpRelay relay(m_cluster.at(0).port());
    const QUrl url(QStringLiteral("http://127.0.0.1:%1").arg(relay.port()));
    SessionView *view = open({url}, {});
    QVERIFY(view);
    relay.setListening(false);
    relay.dropConnections();
    action("session.learnEndpoints")->trigger();
    QTRY_VERIFY2_WITH_TIMEOUT(said().contains(QStringLiteral("could not be asked")), qPrintable(said()),
                              30'000);
    QCOMPARE(int(part<MessageBar>("session.messages")->severity()), int(MessageBar::Severity::Error));
    view->session().close();
    QVERIFY(!action("session.learnEndpoints")->isEnabled());
    QVERIFY(!ActionRegistry::reasonOf(action("session.learnEndpoints")).isEmpty());
}

void TestEndpointsWindow::whatWritesNamesTheEndpointInUse()
{
    TcpRelay first(m_cluster.at(0).port());
    TcpRelay second(m_cluster.at(1).port());
    const auto address = [](const TcpRelay &relay) {
        return QStringLiteral("127.0.0.1:%1").arg(relay.port());
    };
    SessionView *view = open(
        {QUrl(QStringLiteral("http://") + address(first)), QUrl(QStringLiteral("http://") + address(second))},
        {}, Environment::Kind::Production);
    QVERIFY(view);
    selectKey(*view, "/app/key");
    auto &key = const_cast<OpenKey &>(view->findChild<KeysWorkspace *>()->current());
    QTRY_COMPARE(int(key.state()), int(OpenKey::State::Present));
    action("keys.delete")->trigger();
    const auto *title = part<QLabel>("bulkDeleteTitle");
    const auto *ask = part<QLabel>("bulkDeleteAsk");
    auto *typed = part<QLineEdit>("bulkDeleteTyped");
    QTRY_VERIFY(typed->isVisible());
    QVERIFY2(title->text().contains(address(first)), qPrintable(title->text()));
    QVERIFY2(ask->text().contains(address(first)), qPrintable(ask->text()));
    QTest::keyClicks(typed, address(first));
    auto *const confirm = part<QPushButton>("bulkDeleteConfirm");
    QTRY_VERIFY(confirm->isEnabled());
    const QString asked = ask->text();

    QSignalSpy moved(&view->session(), &Session::endpointChanged);
    first.setListening(false);
    first.dropConnections();
    QTRY_VERIFY_WITH_TIMEOUT(!moved.isEmpty(), 30'000);
    QCOMPARE(view->session().endpoint().port(), int(second.port()));
    QTRY_VERIFY2(title->text().contains(address(second)), qPrintable(title->text()));
    for (const char *button : {"saveConfirm", "newKeyCreate"})
        QVERIFY2(part<QPushButton>(button)->text().contains(address(second)),
                 qPrintable(part<QPushButton>(button)->text()));
    // What is being typed stays right.
    QCOMPARE(ask->text(), asked);
    QCOMPARE(typed->text(), address(first));
    QVERIFY(confirm->isEnabled());
}

ETCDSCOPE_ETCD_TEST_MAIN(TestEndpointsWindow, QApplication)
#include "tst_endpointswindow.moc"
