// SPDX-License-Identifier: Apache-2.0
#include "core/base/heartbeat.h"
#include "core/keys/keyindex.h"
#include "core/keys/keysearch.h"
#include "tests/unit/keys/keyindextesting.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace etcdscope;
using namespace etcdscope::testing;

using Kind = KeyPattern::Kind;

class TestKeySearch : public QObject
{
    Q_OBJECT

private slots:
    void hitsComeInByteOrder();
    void fuzzyHitsComeBestFirst();
    void moreThanTheBoundAreCounted();
    void theBestAreKeptWhenThereAreMore();
    void anotherPatternDropsThePassUnderWay();
    void comingAndGoingKeysAreFound();
    void aKeyThatGoesIsNoHit();
    void changedKeysAreNotSearchedAgain();
    void hitsAreToldBeforeTheEnd();
    void aCatastrophicExpressionEndsAndIsSaid();
    void theOutcomeIsRightWhileKeysComeAndGo_data();
    void theOutcomeIsRightWhileKeysComeAndGo();
    void theOwnerMayEndItInASlot();
};

namespace {

QList<QByteArray> keysOf(const KeySearch &search)
{
    QList<QByteArray> keys;
    for (const KeyHit &hit : search.hits())
        keys += hit.key;
    return keys;
}

KeyMatcher matcher(const char *text, Kind kind = Kind::Substring)
{
    return KeyMatcher({QString::fromUtf8(text), kind});
}

QByteArray manyKey(int number)
{
    return "/app/svc" + QByteArray::number(number / 10'000).rightJustified(3, '0') + "/inst" +
           QByteArray::number(number / 100 % 100).rightJustified(3, '0') + "/key" +
           QByteArray::number(number % 100).rightJustified(6, '0');
}

void fill(KeyIndex &index, int count)
{
    for (int from = 0; from < count; from += 1'000) {
        EntryBatch batch;
        for (int i = from; i < std::min(from + 1'000, count); ++i)
            batch.append(manyKey(i), {}, {.modRevision = 1, .version = 1});
        index.insertListing(batch, 0, batch.size());
    }
}

/// Keeps all deleted rows as if they were on screen.
class KeepingObserver final : public KeyIndexObserver
{
public:
    bool observes(DirectoryId) const override { return true; }
    void rowsAboutToBeInserted(DirectoryId, int, int) override {}
    void rowsInserted(DirectoryId, int, int) override {}
    void rowsAboutToBeRemoved(DirectoryId, int, int) override {}
    void rowsRemoved(DirectoryId, int, int) override {}
    void rowsChanged(DirectoryId, int, int) override {}
    bool keepsDeleted(RowRef) const override { return true; }
    void directoryRemoved(DirectoryId) override {}
    void aboutToBeReset() override {}
    void reset() override {}
};

} // namespace

void TestKeySearch::hitsComeInByteOrder()
{
    KeyIndex index;
    Batch().put("/a/b", 1).put("/a/b/c", 1).put("/a/bb", 1).put("/x", 1).list(index);
    KeySearch search(index);
    search.start(matcher("b"));
    QVERIFY(search.hits().empty()); // from the event loop
    QTRY_VERIFY(!search.isActive());
    QCOMPARE(keysOf(search), (QList<QByteArray>{"/a/b", "/a/b/c", "/a/bb"}));
    QCOMPARE(search.matches(), 3);
    QCOMPARE(search.searched(), 4);
    search.start({});
    QVERIFY(!search.isActive());
    QVERIFY(search.hits().empty());
}

void TestKeySearch::fuzzyHitsComeBestFirst()
{
    KeyIndex index;
    Batch().put("/k/e/y", 1).put("/long/name/key", 1).put("/x/key", 1).put("/z/ke", 1).list(index);
    KeySearch search(index);
    search.start(matcher("key", Kind::Fuzzy));
    QTRY_VERIFY(!search.isActive());
    QCOMPARE(keysOf(search), (QList<QByteArray>{"/x/key", "/long/name/key", "/k/e/y"}));
}

void TestKeySearch::moreThanTheBoundAreCounted()
{
    KeyIndex index;
    fill(index, 25'000);
    KeySearch search(index);
    search.start(matcher("KEY"));
    QTRY_VERIFY(!search.isActive());
    QCOMPARE(search.matches(), 25'000);
    QCOMPARE(qsizetype(search.hits().size()), KeySearch::mostHits);
    QCOMPARE(search.hits().back().key, manyKey(9'999));
}

void TestKeySearch::theBestAreKeptWhenThereAreMore()
{
    KeyIndex index;
    fill(index, 50'000);
    Batch().put("/zz/k", 1).list(index); // the shortest and the last
    KeySearch search(index);
    search.start(matcher("k", Kind::Fuzzy));
    QTRY_VERIFY(!search.isActive());
    QCOMPARE(search.matches(), 50'001);
    QCOMPARE(qsizetype(search.hits().size()), KeySearch::mostHits);
    QCOMPARE(search.hits().front().key, QByteArray("/zz/k"));
    QVERIFY(std::ranges::is_sorted(
        search.hits(), [](const KeyHit &one, const KeyHit &other) { return one.isBefore(other); }));
}

void TestKeySearch::anotherPatternDropsThePassUnderWay()
{
    KeyIndex index;
    fill(index, 20'000);
    Batch().put("/other", 1).list(index);
    KeySearch search(index);
    search.start(matcher("key"));
    search.start(matcher("other"));
    QTRY_VERIFY(!search.isActive());
    QCOMPARE(keysOf(search), QList<QByteArray>{"/other"});
    QCOMPARE(search.matches(), 1);
}

void TestKeySearch::comingAndGoingKeysAreFound()
{
    KeyIndex index;
    Batch().put("/a/1", 1).put("/a/2", 1).list(index);
    KeySearch search(index);
    search.start(matcher("/a/"));
    QTRY_COMPARE(search.matches(), 2);
    Batch().put("/a/3", 2).gone("/a/1", 2).apply(index);
    search.keysChanged();
    QCOMPARE(search.matches(), 2); // until it has looked again
    QTRY_COMPARE(keysOf(search), (QList<QByteArray>{"/a/2", "/a/3"}));
}

void TestKeySearch::aKeyThatGoesIsNoHit()
{
    KeyIndex index;
    KeepingObserver observer;
    index.setObserver(&observer);
    Batch().put("/a/1", 1).put("/a/2", 1).list(index);
    KeySearch search(index);
    search.start(matcher("a"));
    QTRY_COMPARE(search.matches(), 2);
    Batch().gone("/a/1", 2).apply(index);
    search.keysChanged();
    QTRY_COMPARE(keysOf(search), QList<QByteArray>{"/a/2"});
    Batch().put("/a/1", 3).apply(index); // before it was purged
    search.keysChanged();
    QTRY_COMPARE(keysOf(search), (QList<QByteArray>{"/a/1", "/a/2"}));
    index.setObserver(nullptr);
}

void TestKeySearch::changedKeysAreNotSearchedAgain()
{
    KeyIndex index;
    Batch().put("/a/1", 1).put("/a/2", 1).list(index);
    KeySearch search(index);
    search.start(matcher("a"));
    QTRY_VERIFY(!search.isActive());
    Batch().put("/a/1", 2, 2).apply(index);
    const quint64 before = index.keySet();
    search.keysChanged();
    QSignalSpy progressed(&search, &KeySearch::progressed);
    QVERIFY(!progressed.wait(600)); // twice the shortest pause
    QCOMPARE(index.keySet(), before);
    Batch().put("/a/3", 3).apply(index);
    QVERIFY(index.keySet() > before);
    search.keysChanged();
    QVERIFY(progressed.wait());
}

void TestKeySearch::hitsAreToldBeforeTheEnd()
{
    KeyIndex index;
    fill(index, 200'000);
    KeySearch search(index);
    qint64 searchedFirst = 0;
    qsizetype shownFirst = 0;
    connect(&search, &KeySearch::progressed, this, [&] {
        if (searchedFirst == 0) {
            searchedFirst = search.searched();
            shownFirst = qsizetype(search.hits().size());
        }
    });
    search.start(matcher("inst0\\d\\d/key", Kind::RegularExpression));
    QTRY_VERIFY(!search.isActive());
    QVERIFY2(searchedFirst < 200'000, "all at the end");
    QVERIFY(shownFirst > 0);
    QCOMPARE(search.searched(), 200'000);
}

void TestKeySearch::aCatastrophicExpressionEndsAndIsSaid()
{
    KeyIndex index;
    EntryBatch batch;
    for (int i = 0; i < 3'000; ++i)
        batch.append(QByteArray::number(10'000 + i) + QByteArray(60, 'a') + 'b', {}, {.modRevision = 1});
    index.insertListing(batch, 0, batch.size());
    Heartbeat heartbeat;
    heartbeat.start();
    KeySearch search(index);
    search.start(matcher("(a+)+$", Kind::RegularExpression));
    QTRY_VERIFY_WITH_TIMEOUT(!search.isActive(), 20'000);
    QVERIFY(search.gaveUp());
    QCOMPARE(search.undecided(), search.searched());
    QVERIFY(search.searched() < 3'000);
    QVERIFY2(heartbeat.longestGap() < 500'000, qPrintable(QString::number(heartbeat.longestGap())));
    search.start(matcher("b$", Kind::RegularExpression));
    QTRY_VERIFY(!search.isActive());
    QVERIFY(!search.gaveUp());
    QCOMPARE(search.matches(), 3'000);
}

void TestKeySearch::theOutcomeIsRightWhileKeysComeAndGo_data()
{
    QTest::addColumn<KeyPattern>("pattern");
    QTest::newRow("substring") << KeyPattern{QStringLiteral("inst04")};
    QTest::newRow("fuzzy") << KeyPattern{QStringLiteral("s1i07k9"), Kind::Fuzzy};
    QTest::newRow("expression") << KeyPattern{QStringLiteral("inst0[12]\\d/.*7n?$"), Kind::RegularExpression};
}

/// 200,000 keys of which some come and go all the time; at the end the hits are those that are there.
void TestKeySearch::theOutcomeIsRightWhileKeysComeAndGo()
{
    QFETCH(const KeyPattern, pattern);
    constexpr int count = 200'000;
    KeyIndex index;
    fill(index, count);
    KeySearch search(index);
    QRandomGenerator random(7);
    qint64 revision = 2;
    int passes = 0;
    connect(&search, &KeySearch::progressed, this, [&] { passes += search.isActive() ? 0 : 1; });
    QTimer changing;
    connect(&changing, &QTimer::timeout, this, [&] {
        EntryBatch changes;
        for (int i = 0; i < 20; ++i) {
            const int number = int(random.bounded(count));
            changes.append(i % 2 == 0 ? manyKey(number) + 'n' : manyKey(number), {},
                           {.isDelete = i % 4 == 1, .modRevision = revision++, .version = 2});
        }
        index.applyChanges(changes, 0, changes.size());
        search.keysChanged();
    });
    changing.start(10);
    const KeyMatcher matcher(pattern);
    search.start(matcher);
    QTRY_VERIFY_WITH_TIMEOUT(passes >= 2, 20'000);
    changing.stop();
    search.keysChanged();

    std::vector<KeyHit> expected;
    qint64 matches = 0;
    index.visit({}, [&](QByteArrayView key, const KeyIndex::Row &) {
        KeyHit hit{key.toByteArray(), 0};
        if (matcher.match(key, &hit.score) == KeyMatcher::Answer::Yes) {
            ++matches;
            expected.push_back(hit);
        }
        return true;
    });
    std::ranges::sort(expected, [](const KeyHit &one, const KeyHit &other) { return one.isBefore(other); });
    expected.resize(std::min<size_t>(expected.size(), KeySearch::mostHits));
    QVERIFY(matches > 0);
    const auto isRight = [&] {
        return search.matches() == matches &&
               std::ranges::equal(search.hits(), expected, {}, &KeyHit::key, &KeyHit::key);
    };
    QTRY_VERIFY_WITH_TIMEOUT(isRight(), 15'000);
}

void TestKeySearch::theOwnerMayEndItInASlot()
{
    KeyIndex index;
    fill(index, 100'000);
    auto search = std::make_unique<KeySearch>(index);
    connect(search.get(), &KeySearch::progressed, this, [&] { search.reset(); });
    search->start(matcher("key", Kind::RegularExpression));
    QTRY_VERIFY(!search);
    search = std::make_unique<KeySearch>(index);
    bool again = false;
    connect(search.get(), &KeySearch::progressed, this, [&] {
        if (!std::exchange(again, true))
            search->start(matcher("000099"));
    });
    search->start(matcher("key"));
    QTRY_VERIFY(again && !search->isActive());
    QCOMPARE(search->matches(), 1'000);
}

QTEST_GUILESS_MAIN(TestKeySearch)
#include "tst_keysearch.moc"
