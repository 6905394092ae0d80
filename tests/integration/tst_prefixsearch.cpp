// SPDX-License-Identifier: Apache-2.0
#include "core/keys/prefixsearch.h"
#include "tests/integration/storefixture.h"

#include <QCoreApplication>

using namespace etcdscope;

/// Asking a real server for the keys with a prefix.
class TestPrefixSearch : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void exactlyTheKeysWithThePrefixCome();
    void theBoundIsKeptAndTheRestCounted();
    void allPagesAreOfOneRevision();
    void cancelStopsAndKeepsWhatCame();
    void aServerThatIsGoneIsAnError();

private:
    [[nodiscard]] QList<QByteArray> keysOf(const PrefixSearch &search) const;

    EtcdServer m_server;
    StoreFixture m_fixture;
};

void TestPrefixSearch::initTestCase()
{
    QVERIFY(m_server.start());
    QVERIFY(m_fixture.open(m_server.url()));
    std::vector<std::pair<QByteArray, QByteArray>> entries;
    for (int i = 0; i < 12'000; ++i)
        entries.emplace_back("/app/" + QByteArray::number(100'000 + i), "value");
    for (const QByteArray &key : {QByteArray("/app"), QByteArray("/apple"), QByteArray("/ap\xff"),
                                  QByteArray("/odd\xff/a"), QByteArray("/odd\xff/\0b", 8)})
        entries.emplace_back(key, "value");
    QVERIFY(m_fixture.put(entries));
}

QList<QByteArray> TestPrefixSearch::keysOf(const PrefixSearch &search) const
{
    QList<QByteArray> keys;
    for (qsizetype i = 0; i < search.entries().size(); ++i)
        keys += search.entries().key(i).toByteArray();
    return keys;
}

void TestPrefixSearch::exactlyTheKeysWithThePrefixCome()
{
    PrefixSearch search(m_fixture.store());
    QSignalSpy finished(&search, &PrefixSearch::finished);
    search.start("/odd\xff");
    QVERIFY(search.isActive());
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!search.error());
    QVERIFY(!search.isActive());
    QCOMPARE(keysOf(search), (QList<QByteArray>{QByteArray("/odd\xff/\0b", 8), "/odd\xff/a"}));
    QCOMPARE(search.total(), 2);
    QVERIFY(search.position().isValid());
    QCOMPARE(search.entries().at(0).version, 1);
    QCOMPARE(search.entries().at(0).valueSize, 0U);

    search.start("/nothing");
    QTRY_COMPARE(finished.size(), 2);
    QVERIFY(search.entries().isEmpty());
    QCOMPARE(search.total(), 0);
    QVERIFY(search.position().isValid());
}

void TestPrefixSearch::theBoundIsKeptAndTheRestCounted()
{
    PrefixSearch search(m_fixture.store());
    QSignalSpy finished(&search, &PrefixSearch::finished);
    QSignalSpy progressed(&search, &PrefixSearch::progressed);
    search.start("/app/");
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(progressed.size() >= 3);
    QCOMPARE(search.total(), 12'000);
    const QList<QByteArray> keys = keysOf(search);
    QCOMPARE(keys.size(), PrefixSearch::mostKeys);
    for (int i = 0; i < keys.size(); ++i)
        QCOMPARE(keys[i], "/app/" + QByteArray::number(100'000 + i));
}

void TestPrefixSearch::allPagesAreOfOneRevision()
{
    PrefixSearch search(m_fixture.store());
    QSignalSpy finished(&search, &PrefixSearch::finished);
    bool changed = false;
    connect(&search, &PrefixSearch::progressed, this, [&] {
        if (!std::exchange(changed, true))
            m_server.etcdctl({"del", "/app/109", "--prefix"}); // keys of the last page
    });
    search.start("/app/10");
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(changed && !search.error());
    QCOMPARE(search.entries().size(), 10'000);
    search.start("/app/10");
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(search.entries().size(), 9'000);
}

void TestPrefixSearch::cancelStopsAndKeepsWhatCame()
{
    PrefixSearch search(m_fixture.store());
    QSignalSpy finished(&search, &PrefixSearch::finished);
    connect(&search, &PrefixSearch::progressed, &search, &PrefixSearch::cancel);
    search.start("/app/");
    QTRY_VERIFY(!search.isActive());
    const qsizetype read = search.entries().size();
    QVERIFY(read > 0 && read < 10'000);
    PrefixSearch other(m_fixture.store());
    QSignalSpy otherFinished(&other, &PrefixSearch::finished);
    other.start("/apple");
    QTRY_COMPARE(otherFinished.size(), 1); // a whole answer later
    QCOMPARE(finished.size(), 0);
    QCOMPARE(search.entries().size(), read);
}

void TestPrefixSearch::aServerThatIsGoneIsAnError()
{
    m_server.kill();
    PrefixSearch search(m_fixture.store());
    QSignalSpy finished(&search, &PrefixSearch::finished);
    search.start("/app/");
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 70'000);
    QVERIFY(search.error());
    QVERIFY(!search.isActive());
}

ETCDSCOPE_ETCD_TEST_MAIN(TestPrefixSearch, QCoreApplication)
#include "tst_prefixsearch.moc"
