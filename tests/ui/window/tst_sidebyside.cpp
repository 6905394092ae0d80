// SPDX-License-Identifier: Apache-2.0
#include "app/keysaccess.h"
#include "core/base/heartbeat.h"
#include "tests/support/etcdserver.h"
#include "tests/support/tcprelay.h"
#include "tests/ui/window/windowsupport.h"
#include "ui/window/mainwindow.h"
#include "ui/window/sessionview.h"

#include <QApplication>
#include <QSettings>

using namespace etcdscope;

/// Several clusters in one window, some of which do not answer.
class TestSideBySide : public QObject
{
    Q_OBJECT

private slots:
    void oneThatHangsSlowsNoOther_data();
    void oneThatHangsSlowsNoOther();
};

void TestSideBySide::oneThatHangsSlowsNoOther_data()
{
    QTest::addColumn<bool>("frozen");
    QTest::newRow("the process stands still") << true;
    QTest::newRow("the wire passes nothing") << false;
}

void TestSideBySide::oneThatHangsSlowsNoOther()
{
    QFETCH(const bool, frozen);
    EtcdServer well;
    EtcdServer hung;
    QVERIFY(well.start() && hung.start());
    TcpRelay relay(hung.port());
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("a.ini")), QSettings::IniFormat);
    MainWindow window(settings, {keysWorkspaceSpec()});
    window.show();
    SessionView *other = window.addSession(sessionOn(QStringLiteral("127.0.0.1:%1").arg(relay.port())));
    SessionView *view = window.addSession(sessionOn(QString::fromLatin1(well.endpoint())));
    QTRY_VERIFY_WITH_TIMEOUT(view->summary().level == SessionSummary::Level::Live, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(other->summary().level == SessionSummary::Level::Live, 30'000);

    if (frozen)
        hung.freeze();
    else
        relay.setPaused(true);
    // The hung one is asked for many things meanwhile, and never answers.
    std::vector<Call<ReadResult>> waiting;
    int ended = 0;
    for (int i = 0; i < 50; ++i) {
        waiting.push_back(other->session().keySpace()->store().get("/key" + QByteArray::number(i)));
        waiting.back().then(this, [&ended](const Result<ReadResult> &) { ++ended; });
    }
    Heartbeat gaps;
    gaps.start();
    KeySpace &keys = *view->session().keySpace();
    for (int i = 0; i < 50; ++i) {
        const QByteArray key = "/key" + QByteArray::number(i);
        std::optional<WriteOutcome> outcome;
        auto write = keys.writer().create(key, "v");
        write.then(this, [&outcome](const Result<WriteOutcome> &result) {
            if (result)
                outcome = *result;
        });
        QTRY_VERIFY_WITH_TIMEOUT(outcome, 8'000);
        QCOMPARE(int(outcome->kind), int(WriteOutcome::Kind::Done));
    }
    // And they are seen to have come, through the watch.
    QTRY_COMPARE_WITH_TIMEOUT(keys.index().keyCount(), 50, 8'000);
    // Generous: the machine may be busy with other things. What hangs would hang for 10 s and more.
    qInfo("longest gap of the event loop: %lld ms", qlonglong(gaps.longestGap() / 1000));
    QVERIFY(gaps.longestGap() < 5'000'000);
    QCOMPARE(int(view->summary().level), int(SessionSummary::Level::Live));
    for (auto &call : waiting)
        call.cancel();
    if (frozen)
        hung.thaw();
    else
        relay.setPaused(false);
}

ETCDSCOPE_ETCD_TEST_MAIN(TestSideBySide, QApplication)
#include "tst_sidebyside.moc"
