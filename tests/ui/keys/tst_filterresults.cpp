// SPDX-License-Identifier: Apache-2.0
#include "core/models/keytreemodel.h"
#include "core/session/keyspace.h"
#include "tests/ui/keys/memorykeystore.h"
#include "ui/keys/filterresults.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace etcdscope;

class TestFilterResults : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void matches_data();
    void matches();
    void moreThanTheBoundAreCounted();
    void anotherTextDropsTheSearchUnderWay();
    void changesMoveOnlyWhatDiffers();

private:
    [[nodiscard]] QStringList found() const;

    std::unique_ptr<KeySpace> m_keys;
    MemoryKeyStore *m_store = nullptr;
    std::unique_ptr<FilterResults> m_results;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestFilterResults::init()
{
    auto store = std::make_unique<MemoryKeyStore>();
    m_store = store.get();
    m_keys = std::make_unique<KeySpace>(std::move(store), '/');
    const QList<QByteArray> keys{"/app/Alpha",     "/app/beta",     "/app/alpha/one",
                                 "/\u00dcber/key", "/odd/\xff\x01", "\\back"};
    for (const QByteArray &key : keys)
        m_store->put(key, "x");
    m_results = std::make_unique<FilterResults>(*m_keys);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_results.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
}

void TestFilterResults::cleanup()
{
    m_tester.reset();
    m_results.reset();
    m_keys.reset();
}

QStringList TestFilterResults::found() const
{
    QStringList keys;
    for (int row = 0; row < m_results->rowCount(); ++row)
        keys += m_results->index(row, 0).data().toString();
    return keys;
}

void TestFilterResults::matches_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("keys");
    QTest::newRow("nothing typed") << QString() << QStringList();
    QTest::newRow("any case") << QStringLiteral("aLPHA")
                              << QStringList{QStringLiteral("/app/Alpha"), QStringLiteral("/app/alpha/one")};
    QTest::newRow("any case beyond ASCII")
        << QString::fromUtf8("\u00fcber") << QStringList{QString::fromUtf8("/\u00dcber/key")};
    QTest::newRow("across directories") << QStringLiteral("pp/b") << QStringList{QStringLiteral("/app/beta")};
    QTest::newRow("an escape is its byte")
        << QStringLiteral("\\xff") << QStringList{QStringLiteral("/odd/\\xff\\x01")};
    QTest::newRow("a lone backslash is one")
        << QStringLiteral("\\b") << QStringList{QStringLiteral("\\\\back")};
    QTest::newRow("none") << QStringLiteral("zzz") << QStringList();
}

void TestFilterResults::matches()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, keys);
    m_keys->feed().start(KeyRange::all());
    QTRY_COMPARE(m_keys->feed().state(), LiveFeed::State::Live);
    m_results->setText(text);
    QTRY_VERIFY(!m_results->isSearching());
    QCOMPARE(found(), keys);
    QCOMPARE(m_results->matches(), keys.size());
}

void TestFilterResults::moreThanTheBoundAreCounted()
{
    EntryBatch batch;
    for (int i = 0; i < 12'000; ++i)
        batch.append("/many/" + QByteArray::number(100'000 + i), {}, {.modRevision = 1, .version = 1});
    m_keys->index().insertListing(batch, 0, batch.size());
    m_results->setText(QStringLiteral("many"));
    QTRY_COMPARE(m_results->matches(), 12'000);
    QCOMPARE(m_results->rowCount(), int(FilterResults::mostRows));
    QCOMPARE(m_results->searched(), 12'000);
}

void TestFilterResults::anotherTextDropsTheSearchUnderWay()
{
    m_keys->feed().start(KeyRange::all());
    QTRY_COMPARE(m_keys->feed().state(), LiveFeed::State::Live);
    m_results->setText(QStringLiteral("alpha"));
    m_results->setText(QStringLiteral("beta"));
    QTRY_VERIFY(!m_results->isSearching());
    QCOMPARE(found(), QStringList{QStringLiteral("/app/beta")});
    m_results->setText(QString());
    QCOMPARE(m_results->rowCount(), 0);
}

void TestFilterResults::changesMoveOnlyWhatDiffers()
{
    m_keys->feed().start(KeyRange::all());
    QTRY_COMPARE(m_keys->feed().state(), LiveFeed::State::Live);
    m_results->setText(QStringLiteral("app"));
    QTRY_COMPARE(m_results->rowCount(), 3);
    const QPersistentModelIndex beta = m_results->index(2, 0);
    QCOMPARE(beta.data().toString(), QStringLiteral("/app/beta"));
    m_store->put("/app/Aa", "x");
    m_store->remove("/app/alpha/one");
    m_store->put("/app/z", "x");
    QTRY_COMPARE(found(), (QStringList{QStringLiteral("/app/Aa"), QStringLiteral("/app/Alpha"),
                                       QStringLiteral("/app/beta"), QStringLiteral("/app/z")}));
    QVERIFY(beta.isValid());
    QCOMPARE(beta.data().toString(), QStringLiteral("/app/beta"));
}

QTEST_MAIN(TestFilterResults)
#include "tst_filterresults.moc"
