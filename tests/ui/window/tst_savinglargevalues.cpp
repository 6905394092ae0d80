// SPDX-License-Identifier: Apache-2.0
#include "app/keysaccess.h"
#include "core/base/heartbeat.h"
#include "tests/support/etcdserver.h"
#include "tests/ui/window/windowsupport.h"
#include "ui/keys/valuefiles.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/conflictview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/rowtextview.h"
#include "ui/window/mainwindow.h"
#include "ui/window/sessionview.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTreeView>

using namespace etcdscope;

namespace {

QByteArray tenMebibytes()
{
    QByteArray value;
    value.reserve(10 * 1024 * 1024);
    for (int line = 0; value.size() < 10 * 1024 * 1024 - 64; ++line)
        value +=
            "line " + QByteArray::number(line) + " 0123456789 0123456789 0123456789 0123456789 0123456789\n";
    return value;
}

} // namespace

/// The window on a real etcd, with values at and beyond what etcd takes.
class TestSavingLargeValues final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void tenMebibytesAreSavedOverGrpc();
    void aConflictOfALargeValueIsMerged();
    void whatTheServerRefusesIsKept();

private:
    /// Starts etcd with one small key and opens that.
    void open(const QStringList &etcdArguments);
    void load(const QByteArray &value);
    void save();
    template<class T> [[nodiscard]] T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] CodeEditor *text() const { return find<CodeEditor>("valueText"); }
    [[nodiscard]] QString footer() const { return find<QLabel>("keyNote")->text(); }
    [[nodiscard]] bool isShown(const char *name) const { return find<QWidget>(name)->isVisible(); }
    [[nodiscard]] QByteArray stored() const
    {
        QByteArray value = m_server->etcdctl({"get", "/app/key", "--print-value-only"});
        value.chop(1); // etcdctl ends it with a line
        return value;
    }

    std::unique_ptr<EtcdServer> m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void TestSavingLargeValues::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings =
        std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("a.ini")), QSettings::IniFormat);
}

void TestSavingLargeValues::cleanup()
{
    m_window.reset();
    m_server.reset();
}

void TestSavingLargeValues::open(const QStringList &etcdArguments)
{
    m_server = std::make_unique<EtcdServer>(EtcdOptions{.arguments = etcdArguments});
    QVERIFY(m_server->start());
    m_server->etcdctl({"put", "/app/key", "small"});
    m_window = std::make_unique<MainWindow>(*m_settings, std::vector{keysWorkspaceSpec()});
    m_window->show();
    m_window->activateWindow();
    SessionView *view = m_window->addSession(sessionOn(QString::fromLatin1(m_server->endpoint())));
    QTRY_COMPARE_WITH_TIMEOUT(view->summary().level, SessionSummary::Level::Live, 10'000);
    selectKey(*view, "/app/key");
    QTRY_COMPARE(text()->toPlainText(), QStringLiteral("small"));
}

void TestSavingLargeValues::load(const QByteArray &value)
{
    QFile file(m_folder->filePath(QStringLiteral("in")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(value), value.size());
    file.close();
    find<ValueFiles>("valueFiles")->load(file.fileName());
    QTRY_VERIFY_WITH_TIMEOUT(footer().contains(QStringLiteral("unsaved")), 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(!text()->isLoading(), 30'000);
}

void TestSavingLargeValues::save()
{
    m_window->findChild<QAction *>(QStringLiteral("keys.save"))->trigger();
    auto *const confirm = find<QPushButton>("saveConfirm");
    QTRY_VERIFY_WITH_TIMEOUT(confirm->isVisible() && confirm->isEnabled(), 10'000);
    confirm->click();
}

void TestSavingLargeValues::tenMebibytesAreSavedOverGrpc()
{
    open({QStringLiteral("--max-request-bytes=33554432")});
    QByteArray value = tenMebibytes();
    load(value);
    save();
    QTRY_VERIFY_WITH_TIMEOUT(footer().contains(QStringLiteral("Saved at revision")), 20'000);
    QVERIFY(stored() == value);
    // And an edit of it by hand.
    text()->setFocus();
    QTest::keyClicks(text(), QStringLiteral("typed "));
    save();
    QTRY_VERIFY_WITH_TIMEOUT(footer().contains(QStringLiteral("Saved at revision")), 20'000);
    QVERIFY(stored() == "typed " + value);
}

void TestSavingLargeValues::aConflictOfALargeValueIsMerged()
{
    open({QStringLiteral("--max-request-bytes=33554432")});
    const QByteArray value = tenMebibytes().first(1'900'000); // etcdctl sends up to 2 MiB
    load(value);
    save();
    QTRY_VERIFY_WITH_TIMEOUT(footer().contains(QStringLiteral("Saved at revision")), 20'000);
    text()->setFocus();
    QTest::keyClicks(text(), QStringLiteral("mine "));
    QTRY_VERIFY_WITH_TIMEOUT(footer().contains(QStringLiteral("unsaved")), 10'000);
    m_server->etcdctl({"put", "/app/key"}, value + "theirs");
    QTRY_VERIFY_WITH_TIMEOUT(isShown("keyMessage"), 20'000);

    // The bound only guards against seconds.
    Heartbeat heartbeat;
    heartbeat.start();
    m_window->findChild<QAction *>(QStringLiteral("keys.save"))->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(isShown("conflictView"), 20'000);
    QVERIFY2(heartbeat.longestGap() < 250'000, qPrintable(QString::number(heartbeat.longestGap())));
    const auto rows = find<ConflictView>("conflictView")->rows(ConflictView::Theirs)->rows();
    QVERIFY(rows.size() < 20);
    QVERIFY(rows.last().text.contains(QStringLiteral("theirs")));
    QVERIFY(isShown("conflictMergeBoth"));
    find<QPushButton>("conflictMergeBoth")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!text()->isLoading(), 30'000);
    save();
    QTRY_VERIFY_WITH_TIMEOUT(footer().contains(QStringLiteral("Saved at revision")), 20'000);
    QVERIFY(stored() == "mine " + value + "theirs");
}

void TestSavingLargeValues::whatTheServerRefusesIsKept()
{
    open({});
    const QByteArray value = tenMebibytes().first(3 * 1024 * 1024);
    load(value);
    save();
    QTRY_VERIFY_WITH_TIMEOUT(isShown("keyMessage"), 20'000);
    const QString message = find<MessageBar>("keyMessage")->text();
    QVERIFY2(message.contains(QStringLiteral("larger than the cluster allows")), qPrintable(message));
    QVERIFY2(message.contains(QStringLiteral("max-request-bytes")), qPrintable(message));
    QVERIFY(footer().contains(QStringLiteral("unsaved")));
    QVERIFY(text()->bytes() == value);
    QCOMPARE(stored(), QByteArray("small"));
    // What is small enough then is saved from here.
    text()->selectAll();
    QTest::keyClicks(text(), QStringLiteral("short"));
    save();
    QTRY_VERIFY_WITH_TIMEOUT(footer().contains(QStringLiteral("Saved at revision")), 20'000);
    QCOMPARE(stored(), QByteArray("short"));
}

ETCDSCOPE_ETCD_TEST_MAIN(TestSavingLargeValues, QApplication)
#include "tst_savinglargevalues.moc"
