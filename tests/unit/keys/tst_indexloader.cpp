// SPDX-License-Identifier: Apache-2.0
#include "core/keys/indexloader.h"

#include "core/keys/keyindex.h"
#include "tests/support/scriptedkeystore.h"

#include <QSignalSpy>
#include <QTest>

using namespace etcdscope;

namespace {

QByteArray textOf(const KeyIndex &index)
{
    QByteArray text;
    index.visit({}, [&](QByteArrayView key, const KeyIndex::Row &row) {
        text += key.toByteArray() + '@' + QByteArray::number(row.modRevision) + ' ';
        return true;
    });
    return text.trimmed();
}

} // namespace

class TestIndexLoader : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void restOfABrokenFirstPageIsReadAtTheSamePosition();
    void brokenFirstPageOfUnknownPositionIsReadAgainAndCompared();
    void resumeGoesOnAfterTheLastKeyOfEachPage();
    void comparisonSurvivesFailureAndResume();
    void emptyRangeFinishes();
    void stopInFirstRowsLeavesNothingUnderWay();
    void restartInFirstRowsIsNotMixedWithTheOldRun();
    void slowConsumerHoldsTheServerBack();
    void otherClusterEndsTheRunUntouched();
    void earlierPositionIsOtherHistory();
    void destructionInASlot_data();
    void destructionInASlot();

private:
    std::optional<Error> errorOf(const QSignalSpy &spy) const
    {
        return spy.last().first().value<std::optional<Error>>();
    }

    std::unique_ptr<ScriptedKeyStore> m_store;
    std::unique_ptr<KeyIndex> m_index;
    std::unique_ptr<IndexLoader> m_loader;
    std::unique_ptr<QSignalSpy> m_finished;
};

void TestIndexLoader::init()
{
    m_store = std::make_unique<ScriptedKeyStore>();
    m_index = std::make_unique<KeyIndex>();
    m_loader = std::make_unique<IndexLoader>(*m_store, *m_index);
    m_finished = std::make_unique<QSignalSpy>(m_loader.get(), &IndexLoader::finished);
}

void TestIndexLoader::cleanup()
{
    m_finished.reset();
    m_loader.reset();
    m_index.reset();
    m_store.reset();
}

void TestIndexLoader::restOfABrokenFirstPageIsReadAtTheSamePosition()
{
    m_loader->start(KeyRange::all(), false);
    m_store->listing()->at = {10};
    m_store->listing()->give({{"a", 1}, {"b", 2}});
    m_store->listing()->fail(ErrorKind::Network);
    QTRY_COMPARE(m_finished->size(), 1);
    m_loader->resume();
    QCOMPARE(m_store->listings.size(), size_t(2));
    QCOMPARE(m_store->listing()->query.at, Position{10}); // a change since would else be missed for ever
    QCOMPARE(m_store->listing()->query.range.begin, QByteArray("b\0", 2));
    m_store->listing()->at = {12};
    m_store->listing()->give({{"c", 3}});
    m_store->listing()->end(1);
    QTRY_COMPARE(m_finished->size(), 2);
    QCOMPARE(m_loader->position(), Position{10});
    QCOMPARE(m_loader->total(), 3);
    QCOMPARE(m_loader->loaded(), 3);
    QCOMPARE(textOf(*m_index), "a@1 b@2 c@3");
}

void TestIndexLoader::brokenFirstPageOfUnknownPositionIsReadAgainAndCompared()
{
    m_loader->start(KeyRange::all(), false);
    m_store->listing()->give({{"a", 1}, {"b", 2}});
    m_store->listing()->fail(ErrorKind::Network);
    QTRY_COMPARE(m_finished->size(), 1);
    m_loader->resume();
    QVERIFY(m_store->listing()->query.range.begin.isEmpty());
    m_store->listing()->at = {12};
    m_store->listing()->give({{"b", 2}});
    m_store->listing()->end(1);
    QTRY_COMPARE(m_finished->size(), 2);
    QCOMPARE(textOf(*m_index), "b@2"); // a was deleted between the two
    QCOMPARE(m_loader->loaded(), 1);
}

void TestIndexLoader::resumeGoesOnAfterTheLastKeyOfEachPage()
{
    m_loader->start(KeyRange::all(), false);
    m_store->listing()->at = {10};
    m_store->listing()->give({{"a", 1}});
    m_store->listing()->end(3, true);
    QTRY_COMPARE(m_store->listings.size(), size_t(2));
    QCOMPARE(m_store->listing()->query.at, Position{10});
    m_store->listing()->give({{"b", 2}});
    m_store->listing()->fail(ErrorKind::Unavailable);
    QTRY_COMPARE(m_finished->size(), 1);
    QVERIFY(errorOf(*m_finished));
    QVERIFY(!m_loader->isActive());
    m_loader->resume();
    QCOMPARE(m_store->listing()->query.range.begin, QByteArray("b\0", 2));
    m_store->listing()->give({{"c", 3}});
    m_store->listing()->end(1);
    QTRY_COMPARE(m_finished->size(), 2);
    QVERIFY(!errorOf(*m_finished));
    QCOMPARE(textOf(*m_index), "a@1 b@2 c@3");
}

void TestIndexLoader::comparisonSurvivesFailureAndResume()
{
    EntryBatch old;
    for (const char *key : {"a", "b", "c", "d"})
        old.append(key, {}, {.modRevision = 5, .version = 1});
    m_index->insertListing(old, 0, old.size());
    m_loader->start(KeyRange::all(), true);
    m_store->listing()->at = {10};
    m_store->listing()->give({{"a", 5}});
    m_store->listing()->fail(ErrorKind::Network);
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(m_index->keyCount(), 4); // nothing goes before all was listed
    m_loader->resume();
    m_store->listing()->give({{"c", 9}});
    m_store->listing()->end(1);
    QTRY_COMPARE(m_finished->size(), 2);
    QCOMPARE(textOf(*m_index), "a@5 c@9");
}

void TestIndexLoader::emptyRangeFinishes()
{
    m_loader->start(KeyRange::span("b", "a"), false);
    QTRY_COMPARE(m_finished->size(), 1);
    QVERIFY(!errorOf(*m_finished));
    QVERIFY(m_store->listings.empty());
}

void TestIndexLoader::stopInFirstRowsLeavesNothingUnderWay()
{
    connect(m_loader.get(), &IndexLoader::firstRows, m_loader.get(), [this] { m_loader->cancel(); });
    m_loader->start(KeyRange::all(), false);
    m_store->listing()->at = {10};
    m_store->listing()->give({{"a", 1}});
    m_store->listing()->end(1'000'000, true);
    QTRY_VERIFY(!m_loader->isActive());
    QCOMPARE(m_store->openListings(), 0);
    QCOMPARE(m_store->listings.size(), size_t(1));
}

void TestIndexLoader::restartInFirstRowsIsNotMixedWithTheOldRun()
{
    int times = 0;
    connect(m_loader.get(), &IndexLoader::firstRows, m_loader.get(), [&] {
        if (++times == 1)
            m_loader->start(KeyRange::prefix("x"), false);
    });
    m_loader->start(KeyRange::all(), false);
    m_store->listing()->at = {10};
    m_store->listing()->give({{"a", 1}});
    m_store->listing()->end(50, true);
    QTRY_COMPARE(m_store->listings.size(), size_t(2));
    QCOMPARE(m_store->listing()->query.range, KeyRange::prefix("x"));
    m_store->listing()->at = {11};
    m_store->listing()->end(0);
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(m_store->listings.size(), size_t(2));
}

void TestIndexLoader::slowConsumerHoldsTheServerBack()
{
    m_loader->start(KeyRange::all(), false);
    std::vector<ScriptedKey> keys;
    for (int i = 0; i < 20'000; ++i)
        keys.push_back({QByteArray("k/") + QByteArray(300, 'x') + QByteArray::number(100'000 + i), 1});
    m_store->listing()->at = {10};
    m_store->listing()->give(keys);
    QVERIFY(m_store->listing()->paused);
    QTRY_COMPARE(m_index->keyCount(), 20'000);
    QVERIFY(!m_store->listing()->paused);
    m_store->listing()->end(20'000);
    QTRY_COMPARE(m_finished->size(), 1);
}

void TestIndexLoader::otherClusterEndsTheRunUntouched()
{
    m_loader->start(KeyRange::all(), false);
    m_store->listing()->at = {10};
    m_store->listing()->cluster = 1;
    m_store->listing()->give({{"a", 1}});
    m_store->listing()->end(2, true);
    QTRY_COMPARE(m_store->listings.size(), size_t(2));
    m_store->listing()->cluster = 2;
    m_store->listing()->at = {99};
    m_store->listing()->give({{"b", 2}});
    QTRY_COMPARE(m_finished->size(), 1);
    QVERIFY(errorOf(*m_finished)->kind == ErrorKind::Compacted);
    QVERIFY(m_loader->isOtherHistory());
    QCOMPARE(textOf(*m_index), "a@1");
}

void TestIndexLoader::earlierPositionIsOtherHistory()
{
    m_loader->start(KeyRange::all(), true, Position{20});
    m_store->listing()->at = {10};
    m_store->listing()->end(0);
    QTRY_COMPARE(m_finished->size(), 1);
    QVERIFY(m_loader->isOtherHistory());
    m_loader->start(KeyRange::all(), true, Position{10});
    QVERIFY(!m_loader->isOtherHistory());
    m_store->listing()->at = {10};
    m_store->listing()->end(0);
    QTRY_COMPARE(m_finished->size(), 2);
    QVERIFY(!errorOf(*m_finished));
}

void TestIndexLoader::destructionInASlot_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("progressed") << 0;
    QTest::newRow("firstRows") << 1;
    QTest::newRow("finished") << 2;
}

void TestIndexLoader::destructionInASlot()
{
    QFETCH(int, signal);
    m_finished.reset();
    const auto destroy = [this] { m_loader.reset(); };
    if (signal == 0)
        connect(m_loader.get(), &IndexLoader::progressed, this, destroy);
    else if (signal == 1)
        connect(m_loader.get(), &IndexLoader::firstRows, this, destroy);
    else
        connect(m_loader.get(), &IndexLoader::finished, this, destroy);
    m_loader->start(KeyRange::all(), false);
    const QPointer<ScriptedListing> listing = m_store->listing();
    listing->at = {10};
    listing->give({{"a", 1}});
    if (listing)
        listing->end(1);
    QTRY_VERIFY(!m_loader);
    QCOMPARE(m_store->openListings(), 0);
}

QTEST_GUILESS_MAIN(TestIndexLoader)
#include "tst_indexloader.moc"
