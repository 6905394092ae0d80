// SPDX-License-Identifier: Apache-2.0
#include "core/keys/keyindex.h"
#include "tests/unit/keys/keyindextesting.h"

#include <QTest>

using namespace etcdscope;
using namespace etcdscope::testing;

namespace {

QStringList lines(std::initializer_list<const char *> texts)
{
    QStringList found;
    for (const char *one : texts)
        found << QString::fromLatin1(one);
    return found;
}

QString text(std::initializer_list<const char *> texts)
{
    return lines(texts).join(u'\n');
}

/// `count` keys named `prefix` and a number of six digits.
Batch numbered(QByteArrayView prefix, int count, qint64 revision)
{
    Batch batch;
    for (int i = 0; i < count; ++i)
        batch.put(prefix.toByteArray() + QByteArray::number(i).rightJustified(6, '0'), revision);
    return batch;
}

} // namespace

class tst_KeyIndex : public QObject
{
    Q_OBJECT

private slots:
    void splitsKeysIntoRows_data();
    void splitsKeysIntoRows();
    void keyAndDirectoryOfOneNameAreTwoRows();
    void rowsAreInByteOrder();
    void separatorIsASetting();
    void countsAreExact();
    void findsExactKeysOnly();
    void lowerBoundIsTheFirstRowNotLess();
    void visitResumesAnywhere();
    void listingDoesNotReplaceNewer();
    void listingOutOfOrderIsTakenToo();
    void lastChangeToAKeyDecides();
    void olderChangesArePassedOver();
    void leasesAndVersionsAreExact();
    void directoryGoesWithItsLastKey();
    void directoryWithANewKeyStaysTheSame();
    void explicitDirectoriesStayWhenEmpty();
    void directoryDeleteTakesEverythingBelow();
    void directoryDeleteLeavesWhatCameLater();
    void directoryDeleteGoesOnAfterASlice();
    void silentWhenNobodyObserves();
    void neighboursAreInsertedAsOneRange();
    void scatteredUpdatesAreGrouped();
    void deletingAHundredThousandIsOneRemoval();
    void wholeDirectoryIsOneRemovedRow();
    void countChangesAreTold();
    void keptKeysAreGoingUntilPurge();
    void goingKeyIsRevivedByAPut();
    void purgeLeavesWhatCameBack();
    void sweepRemovesWhatTheListingLacks();
    void sweepWithoutComparisonDoesNothing();
    void secondComparisonForgetsTheFirst();
    void clearResets();
    void manyLevelsAreNoProblem();
    void longKeysAreKept();
    void longNamesAreNotSplitToTheEnd();
    void memoryIsModest();
    void memoryComesBack();
    void comingAndGoingCostsNoMemory();
    void keysThatComeBackTakeTheirOldPlace();
};

void tst_KeyIndex::splitsKeysIntoRows_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("tree");
    QTest::newRow("no separator") << QByteArray("a") << QStringLiteral("a @1");
    QTest::newRow("relative") << QByteArray("a/b/c") << text({"a/ (1)", "  b/ (1)", "    c @1"});
    QTest::newRow("absolute") << QByteArray("/app/x") << text({"/app/ (1)", "  x @1"});
    QTest::newRow("absolute, one level") << QByteArray("/x") << QStringLiteral("/x @1");
    QTest::newRow("separator alone") << QByteArray("/") << QStringLiteral("/ @1");
    QTest::newRow("two separators") << QByteArray("//") << text({"// (1)", "  \"\" @1"});
    QTest::newRow("two separators first") << QByteArray("//x") << text({"// (1)", "  x @1"});
    QTest::newRow("three separators") << QByteArray("///x") << text({"// (1)", "  / (1)", "    x @1"});
    QTest::newRow("empty segment") << QByteArray("a//b") << text({"a/ (1)", "  / (1)", "    b @1"});
    QTest::newRow("separator last") << QByteArray("a/") << text({"a/ (1)", "  \"\" @1"});
    QTest::newRow("no bytes") << QByteArray("") << QStringLiteral("\"\" @1");
    QTest::newRow("not UTF-8") << QByteArray("\xff\xfe/\x80") << text({"\\xff\\xfe/ (1)", "  \\x80 @1"});
    QTest::newRow("zero bytes") << QByteArray("a\0b/\0", 5) << text({"a\\x00b/ (1)", "  \\x00 @1"});
}

void tst_KeyIndex::splitsKeysIntoRows()
{
    QFETCH(QByteArray, key);
    QFETCH(QString, tree);
    KeyIndex index;
    Batch().put(key, 1).list(index);
    QCOMPARE(treeText(index), tree);
    const auto row = index.find(key);
    QVERIFY(row);
    QCOMPARE(index.key(*row), key);
    QCOMPARE(visited(index), std::vector<QByteArray>{key});
    Batch().gone(key, 2).apply(index);
    QCOMPARE(treeText(index), QString());
    QVERIFY(!index.find(key));
}

void tst_KeyIndex::keyAndDirectoryOfOneNameAreTwoRows()
{
    KeyIndex index;
    Batch().put("a", 1).put("a/b", 2).put("a/", 3).put("app/x", 4).put("/app/x", 5).apply(index);
    QCOMPARE(treeText(index),
             text({"/app/ (1)", "  x @5", "a @1", "a/ (2)", "  \"\" @3", "  b @2", "app/ (1)", "  x @4"}));
    Batch().gone("a", 6).apply(index);
    QCOMPARE(treeText(index),
             text({"/app/ (1)", "  x @5", "a/ (2)", "  \"\" @3", "  b @2", "app/ (1)", "  x @4"}));
}

void tst_KeyIndex::rowsAreInByteOrder()
{
    KeyIndex index;
    Batch().put("a/x", 1).put("a-b", 1).put("a", 1).put("a0", 1).put("\x80", 1).put("Z", 1).apply(index);
    QCOMPARE(treeText(index), text({"Z @1", "a @1", "a-b @1", "a/ (1)", "  x @1", "a0 @1", "\\x80 @1"}));
}

void tst_KeyIndex::separatorIsASetting()
{
    KeyIndex index(':');
    Batch().put("a:b", 1).put(":a:b", 1).put("a/b", 1).put("a::c", 1).apply(index);
    QCOMPARE(treeText(index),
             text({":a: (1)", "  b @1", "a/b @1", "a: (2)", "  : (1)", "    c @1", "  b @1"}));
}

void tst_KeyIndex::countsAreExact()
{
    KeyIndex index;
    Batch().put("a/b/1", 1).put("a/b/2", 1).put("a/c/1", 1).put("d", 1).list(index);
    QCOMPARE(index.keyCount(), 4);
    QCOMPARE(index.keyCount(*index.findDirectory("a/")), 3);
    QCOMPARE(index.keyCount(*index.findDirectory("a/b/")), 2);
    Batch().put("a/b/1", 2).put("a/b/3", 2).gone("a/c/1", 2).gone("d", 2).gone("e", 2).apply(index);
    QCOMPARE(index.keyCount(), 3);
    QCOMPARE(index.keyCount(*index.findDirectory("a/")), 3);
    QCOMPARE(index.keyCount(*index.findDirectory("a/b/")), 3);
    QVERIFY(!index.findDirectory("a/c/"));
}

void tst_KeyIndex::findsExactKeysOnly()
{
    KeyIndex index;
    Batch().put("a/b", 1).put("/x/y", 1).list(index);
    for (const char *key : {"a", "a/", "a/b/", "a/bc", "b", "", "/", "/x", "/x/", "x/y"})
        QVERIFY2(!index.find(QByteArrayView(key)), key);
    for (const char *prefix : {"a", "/", "//", "/x", "x/", "a/b", "a/b/"})
        QVERIFY2(!index.findDirectory(QByteArrayView(prefix)), prefix);
    QCOMPARE(index.findDirectory(""), rootDirectory);
    QCOMPARE(index.prefix(*index.findDirectory("/x/")), QByteArray("/x/"));
    QCOMPARE(index.rowOf(rootDirectory), RowRef());
}

void tst_KeyIndex::lowerBoundIsTheFirstRowNotLess()
{
    KeyIndex index;
    numbered("d/", 2000, 1).list(index);
    const DirectoryId directory = *index.findDirectory("d/");
    QCOMPARE(index.lowerBound(directory, ""), 0);
    QCOMPARE(index.lowerBound(directory, "000700"), 700);
    QCOMPARE(index.lowerBound(directory, "0007"), 700);
    QCOMPARE(index.lowerBound(directory, "000700x"), 701);
    QCOMPARE(index.lowerBound(directory, "x"), 2000);
}

void tst_KeyIndex::visitResumesAnywhere()
{
    KeyIndex index;
    const std::vector<QByteArray> keys{"/", "/a", "a", "a-b", "a/", "a//x", "a/b/c", "a/b/d", "a/c", "b"};
    Batch batch;
    for (const QByteArray &key : keys)
        batch.put(key, 1);
    batch.list(index);
    QCOMPARE(visited(index), keys);
    for (size_t i = 0; i < keys.size(); ++i) {
        QCOMPARE(visited(index, keys[i]), std::vector(keys.begin() + qptrdiff(i), keys.end()));
        QCOMPARE(visited(index, keys[i] + '\0'), std::vector(keys.begin() + qptrdiff(i) + 1, keys.end()));
    }
    QCOMPARE(visited(index, "a/b").front(), QByteArray("a/b/c"));
    QCOMPARE(visited(index, "a/b0").front(), QByteArray("a/c"));
    QVERIFY(visited(index, "c").empty());
}

void tst_KeyIndex::listingDoesNotReplaceNewer()
{
    KeyIndex index;
    Batch().put("a", 9, 4).apply(index);
    Batch().put("a", 5, 1).put("b", 5, 1).list(index);
    QCOMPARE(treeText(index), text({"a @9", "b @5"}));
    QCOMPARE(index.row(*index.find("a")).version, 4);
}

void tst_KeyIndex::listingOutOfOrderIsTakenToo()
{
    KeyIndex index;
    Batch().put("c", 1).put("a", 1).put("b", 1).put("a", 2).list(index);
    QCOMPARE(treeText(index), text({"a @2", "b @1", "c @1"}));
}

void tst_KeyIndex::lastChangeToAKeyDecides()
{
    KeyIndex index;
    Batch()
        .put("a", 1)
        .put("b", 1)
        .gone("a", 2)
        .put("c", 2)
        .gone("c", 3)
        .gone("b", 3)
        .put("b", 4)
        .put("d", 5)
        .put("d", 6)
        .apply(index);
    QCOMPARE(treeText(index), text({"b @4", "d @6"}));
}

void tst_KeyIndex::olderChangesArePassedOver()
{
    KeyIndex index;
    Batch().put("a", 7, 3).put("b", 7, 3).apply(index);
    Batch().put("a", 6, 2).gone("b", 6).apply(index);
    QCOMPARE(treeText(index), text({"a @7", "b @7"}));
}

void tst_KeyIndex::leasesAndVersionsAreExact()
{
    KeyIndex index;
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    constexpr qint64 least = std::numeric_limits<qint64>::min();
    Batch().put("a", most, most, most).put("b", 1, 0, least).put("c", 1, 1, 0).apply(index);
    const KeyIndex::Row a = index.row(*index.find("a"));
    QCOMPARE(a.modRevision, most);
    QCOMPARE(a.version, most);
    QCOMPARE(a.lease, most);
    QCOMPARE(index.row(*index.find("b")).lease, least);
    QCOMPARE(index.row(*index.find("c")).lease, 0);
}

void tst_KeyIndex::directoryGoesWithItsLastKey()
{
    KeyIndex index;
    Mirror mirror(index);
    Batch().put("a/b/c/d", 1).put("a/x", 1).apply(index);
    Batch().gone("a/b/c/d", 2).apply(index);
    QCOMPARE(treeText(index), text({"a/ (1)", "  x @1"}));
    QCOMPARE(mirror.removedDirectories, 2);
    Batch().gone("a/x", 3).apply(index);
    QCOMPARE(treeText(index), QString());
    QCOMPARE(mirror.removedDirectories, 3);
}

void tst_KeyIndex::directoryWithANewKeyStaysTheSame()
{
    KeyIndex index;
    Mirror mirror(index);
    Batch().put("a/1", 1).apply(index);
    const DirectoryId before = *index.findDirectory("a/");
    Batch().gone("a/1", 2).put("a/2", 3).apply(index);
    QCOMPARE(index.findDirectory("a/"), before);
    QCOMPARE(mirror.removedDirectories, 0);
}

void tst_KeyIndex::explicitDirectoriesStayWhenEmpty()
{
    KeyIndex index;
    Batch().directory("/a", 1).directory("/a/b/", 2).put("/a/k", 3).directory("/", 1).list(index);
    QCOMPARE(treeText(index), text({"/a/ (1) explicit", "  b/ (0) explicit", "  k @3"}));
    Batch().gone("/a/k", 4).apply(index);
    QCOMPARE(treeText(index), text({"/a/ (0) explicit", "  b/ (0) explicit"}));
    QCOMPARE(index.keyCount(), 0);
    Batch().directoryGone("/a/b", 5).apply(index);
    QCOMPARE(treeText(index), QStringLiteral("/a/ (0) explicit"));
    Batch().directoryGone("/a", 6).apply(index);
    QCOMPARE(treeText(index), QString());
}

void tst_KeyIndex::directoryDeleteTakesEverythingBelow()
{
    KeyIndex index;
    Batch().put("/a/b/1", 1).put("/a/b/2", 1).directory("/a/c", 2).put("/ab", 3).put("/a", 3).list(index);
    Mirror mirror(index);
    mirror.observe(rootDirectory);
    Batch().put("/a/b/3", 4).directoryGone("/a", 5).put("/a/d", 6).apply(index);
    QCOMPARE(treeText(index), text({"/a @3", "/a/ (1)", "  d @6", "/ab @3"}));
    QCOMPARE(mirror.difference(), QString());
}

void tst_KeyIndex::directoryDeleteLeavesWhatCameLater()
{
    KeyIndex index;
    Batch().directory("/a", 9).put("/a/old", 3).put("/a/new", 8).list(index);
    Batch().directoryGone("/a", 5).apply(index);
    QCOMPARE(treeText(index), text({"/a/ (1) explicit", "  new @8"}));
}

void tst_KeyIndex::directoryDeleteGoesOnAfterASlice()
{
    KeyIndex index;
    numbered("/a/b/", 100, 1).list(index);
    numbered("/a/c/", 100, 1).list(index);
    Batch().directory("/a/b", 2).put("/a/kept", 90).put("/b", 1).list(index);
    Mirror mirror(index);
    mirror.observe(rootDirectory);
    const Batch changes = Batch().put("/c", 50).directoryGone("/a", 51).put("/a/d", 52);
    ChangesPlace place;
    qint64 before = index.keyCount();
    index.applySome(changes.entries(), place, 30);
    QCOMPARE(place.next, 1); // amid the directory
    QVERIFY(index.keyCount() < before && index.keyCount() > before - 31);
    Batch().put("/z", 60).put("/a/b/000001", 61).apply(index); // somebody else's, from another watch
    int slices = 1;
    for (; place.next == 1; ++slices) {
        before = index.keyCount();
        index.applySome(changes.entries(), place, 30);
        QVERIFY(index.keyCount() > before - 31);
    }
    QVERIFY(slices >= 7);
    while (place.next < 3)
        index.applySome(changes.entries(), place, 30);
    QCOMPARE(treeText(index), text({"/a/ (3)", "  b/ (1)", "    000001 @61", "  d @52", "  kept @90", "/b @1",
                                    "/c @50", "/z @60"}));
    QCOMPARE(mirror.difference(), QString());
}

void tst_KeyIndex::silentWhenNobodyObserves()
{
    KeyIndex index;
    Mirror mirror(index);
    numbered("a/", 100, 1).list(index);
    numbered("a/", 100, 2).apply(index);
    Batch().gone("a/000005", 3).apply(index);
    QCOMPARE(mirror.log, QStringList());
}

void tst_KeyIndex::neighboursAreInsertedAsOneRange()
{
    KeyIndex index;
    Batch().put("d/a", 1).put("d/z", 1).list(index);
    Mirror mirror(index);
    mirror.observe(rootDirectory);
    mirror.observe(*index.findDirectory("d/"));
    numbered("d/k", 3000, 2).list(index);
    QCOMPARE(mirror.log, lines({"insert d/ 1-3000", "change root 0-0"}));
    mirror.log.clear();
    Batch().put("d/k000001x/1", 3).put("d/k000001x/2", 3).put("d/k000001y", 3).put("d/zz", 3).apply(index);
    QCOMPARE(mirror.log, lines({"insert d/ 3-4", "insert d/ 3004-3004", "change d/ 3-3", "change root 0-0"}));
    QCOMPARE(mirror.difference(), QString());
}

void tst_KeyIndex::scatteredUpdatesAreGrouped()
{
    KeyIndex index;
    numbered("", 1000, 1).list(index);
    Mirror mirror(index);
    mirror.observe(rootDirectory);
    Batch batch;
    for (const int row : {700, 5, 4, 6, 701, 900})
        batch.put(QByteArray::number(row).rightJustified(6, '0'), 2);
    batch.apply(index);
    QCOMPARE(mirror.log, lines({"change root 4-6", "change root 700-701", "change root 900-900"}));
    mirror.log.clear();
    batch.apply(index); // again: nothing new
    QCOMPARE(mirror.log, QStringList());
    QCOMPARE(mirror.difference(), QString());
}

void tst_KeyIndex::deletingAHundredThousandIsOneRemoval()
{
    KeyIndex index;
    numbered("d/", 100000, 1).list(index);
    Batch().put("d/a", 1).put("d/000100x", 1).list(index);
    Mirror mirror(index);
    mirror.observe(rootDirectory);
    mirror.observe(*index.findDirectory("d/"));
    Batch batch;
    for (int i = 0; i < 100000; ++i)
        batch.gone("d/" + QByteArray::number(i).rightJustified(6, '0'), 2);
    batch.apply(index);
    QCOMPARE(mirror.log, lines({"remove d/ 102-100000", "remove d/ 0-100", "change root 0-0"}));
    QCOMPARE(treeText(index), text({"d/ (2)", "  000100x @1", "  a @1"}));
    QCOMPARE(mirror.difference(), QString());
}

void tst_KeyIndex::wholeDirectoryIsOneRemovedRow()
{
    KeyIndex index;
    numbered("d/e/", 1000, 1).list(index);
    numbered("d/f/g/", 1000, 1).list(index);
    Batch().put("z", 1).list(index);
    Mirror mirror(index);
    mirror.observe(rootDirectory);
    for (const char *prefix : {"d/", "d/e/", "d/f/", "d/f/g/"})
        mirror.observe(*index.findDirectory(QByteArrayView(prefix)));
    Batch batch;
    for (int i = 0; i < 1000; ++i) {
        batch.gone("d/e/" + QByteArray::number(i).rightJustified(6, '0'), 2);
        batch.gone("d/f/g/" + QByteArray::number(i).rightJustified(6, '0'), 2);
    }
    batch.apply(index);
    QCOMPARE(mirror.log, lines({"remove root 0-0"}));
    QCOMPARE(mirror.removedDirectories, 4);
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(treeText(index), QStringLiteral("z @1"));
}

void tst_KeyIndex::countChangesAreTold()
{
    KeyIndex index;
    Batch().put("a/b/c", 1).put("b/c", 1).list(index);
    Mirror mirror(index);
    mirror.observe(rootDirectory);
    mirror.observe(*index.findDirectory("a/"));
    Batch().put("a/b/d", 2).apply(index);
    QCOMPARE(mirror.log, lines({"change a/ 0-0", "change root 0-0"}));
    mirror.log.clear();
    Batch().put("a/b/d", 3).put("b/c", 3).apply(index); // no count changes
    QCOMPARE(mirror.log, QStringList());
    QCOMPARE(mirror.difference(), QString());
}

void tst_KeyIndex::keptKeysAreGoingUntilPurge()
{
    KeyIndex index;
    Batch().put("d/keep1", 1).put("d/keep2", 1).put("d/other", 1).list(index);
    Mirror mirror(index);
    mirror.keepLabelsWith = "keep";
    mirror.observe(*index.findDirectory("d/"));
    Batch().gone("d/keep1", 2).gone("d/keep2", 2).gone("d/other", 2).apply(index);
    QCOMPARE(treeText(index), text({"d/ (0)", "  keep1 @2 going", "  keep2 @2 going"}));
    QCOMPARE(index.keyCount(), 0);
    QCOMPARE(index.goingCount(), 2);
    QVERIFY(index.find("d/keep1"));
    QVERIFY(visited(index).empty());
    QCOMPARE(index.purge(), 2);
    QCOMPARE(index.goingCount(), 0);
    QCOMPARE(treeText(index), QString());
    QCOMPARE(index.purge(), 0);
}

void tst_KeyIndex::goingKeyIsRevivedByAPut()
{
    KeyIndex index;
    Batch().put("keep", 1).list(index);
    Mirror mirror(index);
    mirror.keepLabelsWith = "keep";
    mirror.observe(rootDirectory);
    Batch().gone("keep", 5).apply(index);
    Batch().put("keep", 4).apply(index); // older than the deletion
    QCOMPARE(treeText(index), QStringLiteral("keep @5 going"));
    Batch().put("keep", 6).apply(index);
    QCOMPARE(treeText(index), QStringLiteral("keep @6"));
    QCOMPARE(index.keyCount(), 1);
    QCOMPARE(index.goingCount(), 0);
    QCOMPARE(mirror.log, lines({"change root 0-0", "change root 0-0"}));
}

void tst_KeyIndex::purgeLeavesWhatCameBack()
{
    KeyIndex index;
    Batch().put("keep1", 1).put("keep2", 1).list(index);
    Mirror mirror(index);
    mirror.keepLabelsWith = "keep";
    mirror.observe(rootDirectory);
    Batch().gone("keep1", 2).gone("keep2", 2).apply(index);
    Batch().put("keep1", 3).apply(index);
    QCOMPARE(index.purge(), 1);
    QCOMPARE(treeText(index), QStringLiteral("keep1 @3"));
}

void tst_KeyIndex::sweepRemovesWhatTheListingLacks()
{
    KeyIndex index;
    Batch().put("a/1", 1).put("a/2", 2).put("b/1", 3).put("c", 4).directory("e/", 4).directory("f/", 4).list(
        index);
    Mirror mirror(index);
    mirror.observe(rootDirectory);
    mirror.observe(*index.findDirectory("a/"));
    index.beginComparison();
    Batch().put("a/2", 2).put("d", 9).directory("f/", 4).list(index);
    Batch().put("late", 11).apply(index);
    Batch().put("b/2", 12).apply(index);
    while (index.sweepUnseen(10, 1)) {
    }
    QCOMPARE(treeText(index),
             text({"a/ (1)", "  2 @2", "b/ (1)", "  2 @12", "d @9", "f/ (0) explicit", "late @11"}));
    QCOMPARE(mirror.difference(), QString());
}

void tst_KeyIndex::sweepWithoutComparisonDoesNothing()
{
    KeyIndex index;
    Batch().put("a", 1).list(index);
    QVERIFY(!index.sweepUnseen(10, 100));
    QCOMPARE(treeText(index), QStringLiteral("a @1"));
}

void tst_KeyIndex::secondComparisonForgetsTheFirst()
{
    KeyIndex index;
    Batch().put("a", 1).put("b", 1).list(index);
    index.beginComparison();
    Batch().put("a", 1).list(index);
    index.beginComparison();
    Batch().put("b", 1).list(index);
    while (index.sweepUnseen(10, 100)) {
    }
    QCOMPARE(treeText(index), QStringLiteral("b @1"));
}

void tst_KeyIndex::clearResets()
{
    KeyIndex index;
    Batch().put("a/b", 1).list(index);
    Mirror mirror(index);
    mirror.observe(rootDirectory);
    index.clear();
    QCOMPARE(mirror.log, lines({"reset"}));
    QCOMPARE(index.keyCount(), 0);
    QCOMPARE(index.rowCount(rootDirectory), 0);
    Batch().put("a/b", 1).list(index);
    QCOMPARE(treeText(index), text({"a/ (1)", "  b @1"}));
}

void tst_KeyIndex::manyLevelsAreNoProblem()
{
    KeyIndex index;
    const QByteArray key(200'000, '/');
    Batch().put(key, 1).put(key + 'x', 2).list(index);
    QCOMPARE(index.keyCount(), 2);
    QVERIFY(index.find(key));
    QCOMPARE(index.key(*index.find(key + 'x')), key + 'x');
    QCOMPARE(visited(index), (std::vector<QByteArray>{key, key + 'x'}));
    Batch().gone(key, 3).gone(key + 'x', 3).apply(index);
    QCOMPARE(index.rowCount(rootDirectory), 0);
}

void tst_KeyIndex::longKeysAreKept()
{
    KeyIndex index;
    const QByteArray dir = QByteArray(longestPrefix - 1, 'd') + '/';
    Batch batch;
    for (int i = 0; i < 20; ++i)
        batch.put(dir + QByteArray(1'400'000, 'k') + char('a' + i), 1);
    batch.list(index);
    QCOMPARE(index.rowCount(*index.findDirectory(dir)), 20);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(index.find(batch.entries().key(i)), (RowRef{*index.findDirectory(dir), i}));
}

void tst_KeyIndex::longNamesAreNotSplitToTheEnd()
{
    KeyIndex index;
    const QByteArray prefix(longestPrefix, '/');
    Batch().put(prefix + "x/y", 1).put(prefix + "x/z/", 2).put(prefix + "w", 3).list(index);
    const DirectoryId last = *index.findDirectory(prefix);
    QCOMPARE(index.rowCount(last), 3);
    QCOMPARE(index.row({last, 1}).label.toByteArray(), QByteArray("x/y"));
    QVERIFY(!index.findDirectory(prefix + "x/"));
    QCOMPARE(index.key(*index.find(prefix + "x/z/")), prefix + "x/z/");
    QCOMPARE(directorySize(prefix + "x/y", '/'), longestPrefix);
    QCOMPARE(directorySize("/app/x", '/'), 5);
    QCOMPARE(directorySize("/x", '/'), 0);
    Batch().gone(prefix + "x/y", 4).gone(prefix + "x/z/", 5).gone(prefix + "w", 6).apply(index);
    QCOMPARE(index.rowCount(rootDirectory), 0);
}

void tst_KeyIndex::memoryIsModest()
{
    KeyIndex index;
    for (int i = 0; i < 100; ++i)
        numbered("/app/instance" + QByteArray::number(i).rightJustified(3, '0') + '/', 1000, 1).list(index);
    QCOMPARE(index.keyCount(), 100'000);
    QVERIFY2(index.memoryUsage() < 60 * 100'000, qPrintable(QString::number(index.memoryUsage())));
}

void tst_KeyIndex::memoryComesBack()
{
    KeyIndex index;
    numbered("d/", 50'000, 1).list(index);
    const qsizetype full = index.memoryUsage();
    Batch batch;
    for (int i = 0; i < 50'000; ++i) {
        if (i % 50 != 0)
            batch.gone("d/" + QByteArray::number(i).rightJustified(6, '0'), 2);
    }
    batch.apply(index);
    QCOMPARE(index.keyCount(), 1000);
    QVERIFY2(index.memoryUsage() < full / 10, qPrintable(QString::number(index.memoryUsage())));
}

void tst_KeyIndex::comingAndGoingCostsNoMemory()
{
    KeyIndex index;
    numbered("d/", 100, 1).list(index);
    const qsizetype before = index.memoryUsage();
    for (int round = 0; round < 2000; ++round) {
        Batch().put("d/passing", 2).apply(index);
        Batch().gone("d/passing", 3).apply(index);
    }
    QVERIFY2(index.memoryUsage() < before + 4096, qPrintable(QString::number(index.memoryUsage())));
}

void tst_KeyIndex::keysThatComeBackTakeTheirOldPlace()
{
    KeyIndex index;
    const Batch keys = numbered("d/", 100, 1);
    keys.list(index);
    const qsizetype before = index.memoryUsage();
    for (int round = 0; round < 2000; ++round) {
        const QByteArray key = keys.entries().key(round * 7 % 100).toByteArray();
        Batch().gone(key, 2 * round + 2).apply(index);
        Batch().put(key, 2 * round + 3).apply(index);
    }
    QCOMPARE(index.memoryUsage(), before);
}

QTEST_GUILESS_MAIN(tst_KeyIndex)
#include "tst_keyindex.moc"
