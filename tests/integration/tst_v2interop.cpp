// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/v2fixture.h"

#include <QSignalSpy>

using namespace etcdscope;

namespace {

constexpr auto python = "/usr/bin/python3"; // Debian's python3-etcd belongs to this one

/// Runs a program with `client`, an etcd.Client of python-etcd, and answers with what it prints.
class Python
{
public:
    explicit Python(quint16 port)
        : m_port(port)
    {
    }

    [[nodiscard]] static bool hasEtcd()
    {
        QProcess process;
        process.start(QLatin1String(python), {QStringLiteral("-c"), QStringLiteral("import etcd")});
        return process.waitForFinished() && process.exitStatus() == QProcess::NormalExit &&
               process.exitCode() == 0;
    }
    void start(QProcess &process, const QByteArray &program) const
    {
        const QByteArray head =
            "import etcd, sys\nclient = etcd.Client(host='127.0.0.1', port=" + QByteArray::number(m_port) +
            ")\n";
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QLatin1String(python), {QStringLiteral("-c"), QString::fromUtf8(head + program)});
    }
    [[nodiscard]] QByteArray run(const QByteArray &program) const
    {
        QProcess process;
        start(process, program);
        const bool ended = QTest::qWaitFor(
            [&] { return process.state() == QProcess::NotRunning && process.exitCode() >= 0; }, 30'000);
        return ended ? process.readAllStandardOutput() : QByteArray("it does not end");
    }

private:
    quint16 m_port;
};

} // namespace

/// Keys, times to live, keys in order and watches: what python-etcd writes is read here, and the other way
/// round.
class V2InteropTest : public QObject
{
    Q_OBJECT

private:
    EtcdServer m_server{v2Options()};
    V2Fixture m_link;

    [[nodiscard]] std::optional<Entry> read(const QByteArray &key)
    {
        const auto result = m_link.wait(m_link.store().get(key));
        return result && *result ? (*result)->entry : std::nullopt;
    }
    [[nodiscard]] bool put(const QByteArray &key, const QByteArray &value, TimeToLive timeToLive)
    {
        Transaction transaction;
        transaction.success = {PutStep{.key = key, .value = value, .timeToLive = timeToLive}};
        const auto result = m_link.wait(m_link.store().commit(transaction));
        return result && *result && (*result)->succeeded;
    }
    QByteArray python(const QByteArray &program)
    {
        return Python(m_server.port()).run(program);
    }

private slots:
    void initTestCase()
    {
        if (!Python::hasEtcd())
            QSKIP("python-etcd (Debian's python3-etcd) is not installed");
        QVERIFY(m_server.start());
        m_link.open({m_server.url()});
    }

    void valuesAndTimesToLive()
    {
        const QByteArray odd = "a & b;c=d %41 + \"q\" \\ <é€😀>\n\t";
        python("client.write('/interop/theirs', \"a & b;c=d %41 + \\\"q\\\" \\\\ <é€😀>\\n\\t\", ttl=500)");
        const auto theirs = read("/interop/theirs");
        QVERIFY(theirs);
        QCOMPARE(theirs->value, odd);
        QVERIFY(theirs->timeToLive.value_or(0) > 400);
        QVERIFY(put("/interop/ours é", odd, TimeToLive::of(500)));
        QCOMPARE(python("r = client.read('/interop/ours é')\n"
                        "print(r.value == \"a & b;c=d %41 + \\\"q\\\" \\\\ <é€😀>\\n\\t\", r.ttl > 400)"),
                 QByteArray("True True\n"));
        QVERIFY(put("/interop/ours é", odd, TimeToLive::none()));
        QCOMPARE(python("print(client.read('/interop/ours é').ttl)"), QByteArray("None\n"));
    }

    void directoriesAndKeysInOrder()
    {
        python("client.write('/interop/empty', None, dir=True)\n"
               "client.write('/interop/queue', 'first', append=True)");
        QVERIFY(read("/interop/empty/"));
        const auto second =
            m_link.wait(m_link.store().createInOrder("/interop/queue/", "second", TimeToLive::none()));
        QVERIFY(second && *second);
        python("client.write('/interop/queue', 'third', append=True)");
        QCOMPARE(python("print([c.value for c in client.read('/interop/queue', sorted=True).children])"),
                 QByteArray("['first', 'second', 'third']\n"));
        const auto listing = m_link.store().list({.range = KeyRange::prefix("/interop/queue/")});
        QSignalSpy finished(listing.get(), &Listing::finished);
        QVERIFY(finished.wait(20'000));
        QCOMPARE(listing->pending().size(), qsizetype(4));
        QCOMPARE(listing->pending().value(2), QByteArrayView("second"));
    }

    void theirChangesAreWatchedHere()
    {
        const auto watch = m_link.store().watch({.range = KeyRange::prefix("/interop/watch/")});
        QSignalSpy opened(watch.get(), &ChangeStream::opened);
        QVERIFY(opened.wait(20'000));
        python("client.write('/interop/watch/key', '1')\n"
               "client.test_and_set('/interop/watch/key', '2', '1')\n"
               "client.delete('/interop/watch/key')");
        QTRY_COMPARE_WITH_TIMEOUT(watch->pending().size(), qsizetype(3), 20'000);
        QCOMPARE(watch->pending().value(0), QByteArrayView("1"));
        QCOMPARE(watch->pending().value(1), QByteArrayView("2"));
        QVERIFY(watch->pending().at(2).isDelete);
        QVERIFY(!watch->pending().at(2).isExpired);
    }

    void ourChangesAreWatchedThere()
    {
        QVERIFY(put("/interop/back/key", "0", TimeToLive::none()));
        QProcess process;
        Python(m_server.port())
            .start(process,
                   "index = client.read('/interop/back').etcd_index\n"
                   "print('ready', flush=True)\n"
                   "for i in range(2):\n"
                   "    r = client.watch('/interop/back', index=index + 1, recursive=True, timeout=25)\n"
                   "    print(r.action, r.key, r.value)\n"
                   "    index = r.modifiedIndex\n");
        QByteArray output;
        QTRY_VERIFY_WITH_TIMEOUT((output += process.readAllStandardOutput()).contains("ready"), 20'000);
        QVERIFY(put("/interop/back/key", "1", TimeToLive::none()));
        Transaction transaction;
        transaction.success = {RemoveStep{.range = KeyRange::single("/interop/back/key")}};
        const auto removed = m_link.wait(m_link.store().commit(transaction));
        QVERIFY(removed && *removed);
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 30'000);
        output += process.readAllStandardOutput();
        QCOMPARE(output, QByteArray("ready\nset /interop/back/key 1\ndelete /interop/back/key None\n"));
    }

    /// A compare of theirs fails on a value of ours, and the other way round.
    void comparesSeeEachOther()
    {
        python("client.write('/interop/cas', 'theirs')");
        const auto seen = read("/interop/cas");
        QVERIFY(seen);
        QVERIFY(put("/interop/cas", "ours", TimeToLive::none()));
        QCOMPARE(python("try:\n"
                        "    client.test_and_set('/interop/cas', 'new', 'theirs')\n"
                        "except etcd.EtcdCompareFailed:\n"
                        "    print('refused')\n"
                        "client.write('/interop/cas', 'again')"),
                 QByteArray("refused\n"));
        Transaction transaction;
        transaction.conditions = {Condition::unchangedSince("/interop/cas", seen->modRevision)};
        transaction.success = {PutStep{.key = "/interop/cas", .value = "late"}};
        transaction.failure = {ReadStep{.range = KeyRange::single("/interop/cas")}};
        const auto result = m_link.wait(m_link.store().commit(transaction));
        QVERIFY(result && *result);
        QVERIFY(!(*result)->succeeded);
        QCOMPARE((*result)->steps.front().entries.front().value, QByteArray("again"));
    }
};

ETCDSCOPE_V2_TEST_MAIN(V2InteropTest)
#include "tst_v2interop.moc"
