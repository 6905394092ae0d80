// SPDX-License-Identifier: Apache-2.0
#include "app/keysaccess.h"
#include "core/base/heartbeat.h"
#include "tests/support/etcdserver.h"
#include "tests/support/tcprelay.h"
#include "tests/ui/window/windowsupport.h"
#include "ui/window/mainwindow.h"
#include "ui/window/sessionview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTcpSocket>
#include <QTemporaryDir>

using namespace etcdscope;

/// Peers that take a connection and say nothing, as a person sees them.
class TestHangingPeers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_settings =
            std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("a.ini")), QSettings::IniFormat);
    }
    void init()
    {
        m_window = std::make_unique<MainWindow>(*m_settings, std::vector{keysWorkspaceSpec()});
        m_window->show();
    }
    void cleanup() { m_window.reset(); }
    void aHangingHandshakeIsLeftAtOnce_data();
    void aHangingHandshakeIsLeftAtOnce();
    void silenceIsShownWithinTenSeconds();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void TestHangingPeers::aHangingHandshakeIsLeftAtOnce_data()
{
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("before the first byte") << QByteArray();
    // A record of 16 KiB is announced, and its beginning is all that comes.
    QTest::newRow("within a record") << QByteArray("\x16\x03\x03\x40\x00\x02\x00\x3f\xfc\x03\x03", 11);
}

void TestHangingPeers::aHangingHandshakeIsLeftAtOnce()
{
    QFETCH(const QByteArray, beginning);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    qint64 greeted = 0; // bytes of handshakes that came
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *const peer = server.nextPendingConnection();
        connect(peer, &QIODevice::readyRead, &server, [&, peer] {
            if (greeted == 0)
                peer->write(beginning);
            greeted += peer->readAll().size();
        });
    });
    const QString address = QStringLiteral("https://127.0.0.1:%1").arg(server.serverPort());
    SessionView *const view = m_window->addSession(sessionOn(address));
    QTRY_VERIFY_WITH_TIMEOUT(greeted > 0, 30'000);
    auto *const stop = view->findChild<QPushButton *>(QStringLiteral("session.cancel"));
    QTRY_VERIFY(stop->isVisible());
    QCOMPARE(view->session().state(), Session::State::Connecting);

    Heartbeat gaps;
    gaps.start();
    QElapsedTimer clock;
    clock.start();
    QTest::mouseClick(stop, Qt::LeftButton);
    QCOMPARE(view->session().state(), Session::State::Closed);
    QTRY_VERIFY_WITH_TIMEOUT(!stop->isVisible(), 1'000);
    QVERIFY2(clock.elapsed() < 1'000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY2(gaps.longestGap() < 1'000'000, qPrintable(QString::number(gaps.longestGap())));
    // And it is begun anew by whoever wants that, alone.
    auto *const again = view->findChild<QPushButton *>(QStringLiteral("emptyButton"));
    QTRY_VERIFY(again->isVisible());
    again->click();
    QCOMPARE(view->session().state(), Session::State::Connecting);
}

void TestHangingPeers::silenceIsShownWithinTenSeconds()
{
    ETCDSCOPE_NEEDS_ETCD();
    EtcdServer server;
    QVERIFY(server.start());
    TcpRelay relay(server.port());
    SessionView *const view =
        m_window->addSession(sessionOn(QStringLiteral("127.0.0.1:%1").arg(relay.port())));
    QTRY_COMPARE_WITH_TIMEOUT(view->summary().level, SessionSummary::Level::Live, 30'000);
    auto *const dot = view->findChild<QWidget *>(QStringLiteral("status.state"));
    const QString before = dot->accessibleName();
    QElapsedTimer clock;
    clock.start();
    relay.setPaused(true);
    QTRY_VERIFY_WITH_TIMEOUT(view->summary().level != SessionSummary::Level::Live, 10'000);
    qInfo("silence was shown after %lld ms", clock.elapsed());
    QVERIFY(dot->isVisible());
    QTRY_VERIFY(dot->accessibleName() != before);
    relay.setPaused(false);
    QTRY_COMPARE_WITH_TIMEOUT(view->summary().level, SessionSummary::Level::Live, 60'000);
}

QTEST_MAIN(TestHangingPeers)
#include "tst_hangingpeers.moc"
