// SPDX-License-Identifier: Apache-2.0
#include "core/edit/bulk/bulkmapping.h"
#include "core/edit/bulk/bulkplan.h"
#include "core/edit/bulk/bulkscope.h"

#include <QTest>

using namespace etcdscope;

namespace {

std::vector<KeyRange> rangesOf(const BulkScope &scope)
{
    std::vector<KeyRange> ranges;
    for (const BulkPart &part : scope.parts())
        ranges.push_back(part.range);
    return ranges;
}

} // namespace

class TestBulkScope : public QObject
{
    Q_OBJECT

private slots:
    void aDirectoryEndsAtItsSeparator();
    void aKeyAndTheDirectoryOfItsNameAreApart();
    void whatLiesInAnotherPartIsTakenOnce();
    void neighboursOfOneDirectoryBecomeOneRange();
    void theRestOfAnOverlapKeepsItsOwnParent();
    void rowsAreTheKeysBetween();
    void parentsAreUpToTheLastSeparator_data();
    void parentsAreUpToTheLastSeparator();
    void newNames();
    void planFindsItsKeys();
    void valuesCanBeDropped();
};

void TestBulkScope::aDirectoryEndsAtItsSeparator()
{
    const BulkScope scope({BulkPart::directory("/app/", '/')});
    QVERIFY(scope.contains("/app/"));
    QVERIFY(scope.contains("/app/x"));
    QVERIFY(scope.contains("/app/\xff\xff"));
    QVERIFY(!scope.contains("/app"));
    QVERIFY(!scope.contains("/apple"));
    QVERIFY(!scope.contains("/app0"));
}

void TestBulkScope::aKeyAndTheDirectoryOfItsNameAreApart()
{
    const BulkScope key({BulkPart::key("/a", '/')});
    QVERIFY(key.contains("/a"));
    QVERIFY(!key.contains("/a/b"));
    const BulkScope both({BulkPart::directory("/a/", '/'), BulkPart::key("/a", '/')});
    QCOMPARE(both.parts().size(), size_t(2));
    QVERIFY(both.contains("/a"));
    QVERIFY(both.contains("/a/b"));
    QVERIFY(!both.contains("/a-b")); // lies between the two
}

void TestBulkScope::whatLiesInAnotherPartIsTakenOnce()
{
    const BulkScope scope({BulkPart::key("/a/b/c", '/'), BulkPart::directory("/a/b/", '/'),
                           BulkPart::directory("/a/", '/'), BulkPart::key("/z", '/')});
    QCOMPARE(rangesOf(scope), (std::vector{KeyRange::prefix("/a/"), KeyRange::single("/z")}));
    QCOMPARE(scope.parts()[0].parent, "/");
}

void TestBulkScope::neighboursOfOneDirectoryBecomeOneRange()
{
    const auto a = BulkPart::rows("/d/", "/d/a", "/d/m", false);
    const auto b = BulkPart::rows("/d/", "/d/k", "/d/x/", true);
    const BulkScope scope({b, a});
    QCOMPARE(rangesOf(scope), std::vector{KeyRange::span("/d/a", "/d/x0")});
    QCOMPARE(scope.parts()[0].parent, "/d/");
}

void TestBulkScope::theRestOfAnOverlapKeepsItsOwnParent()
{
    const BulkScope scope({BulkPart{KeyRange::span("a", "m"), "x"}, BulkPart{KeyRange::from("f"), "y"}});
    QCOMPARE(rangesOf(scope), (std::vector{KeyRange::span("a", "m"), KeyRange::from("m")}));
    QCOMPARE(scope.parts()[1].parent, "y");
    QVERIFY(BulkScope({BulkPart{KeyRange::from("a"), {}}, BulkPart{KeyRange::span("b", "c"), {}}})
                .parts()
                .size() == 1);
}

void TestBulkScope::rowsAreTheKeysBetween()
{
    const BulkScope one({BulkPart::rows("/d/", "/d/a", "/d/a", false)});
    QCOMPARE(rangesOf(one), std::vector{KeyRange::single("/d/a")});
    const BulkScope some({BulkPart::rows("/d/", "/d/a", "/d/c", false)});
    QVERIFY(some.contains("/d/a/below"));
    QVERIFY(some.contains("/d/c"));
    QVERIFY(!some.contains("/d/c/below")); // another row
    const BulkScope last({BulkPart::rows({}, "\xff/", "\xff\xff/", true)});
    QVERIFY(last.contains("\xff\xff/x"));
}

void TestBulkScope::parentsAreUpToTheLastSeparator_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("parent");
    QTest::newRow("key") << QByteArray("/a/b") << QByteArray("/a/");
    QTest::newRow("directory") << QByteArray("/a/b/") << QByteArray("/a/");
    QTest::newRow("top") << QByteArray("/a/") << QByteArray("/");
    QTest::newRow("no leading separator") << QByteArray("a/") << QByteArray();
    QTest::newRow("empty segment") << QByteArray("/a//") << QByteArray("/a/");
}

void TestBulkScope::parentsAreUpToTheLastSeparator()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, parent);
    QCOMPARE(parentOf(name, '/'), parent);
}

void TestBulkScope::newNames()
{
    const auto renamed = BulkMapping::renamed("/old/", "/new/");
    QCOMPARE(renamed.nameFor("/old/a/b", 0), "/new/a/b");
    QVERIFY(!renamed.canMeet());
    const BulkScope scope({BulkPart::directory("/a/x/", '/'), BulkPart::key("/b/k", '/')});
    const auto into = BulkMapping::into(scope, "/t/");
    QCOMPARE(into.nameFor("/a/x/1", 0), "/t/x/1");
    QCOMPARE(into.nameFor("/b/k", 1), "/t/k");
    QVERIFY(into.canMeet());
}

void TestBulkScope::planFindsItsKeys()
{
    BulkPlan plan{BulkScope()};
    for (int i = 0; i < 20'000; ++i) {
        plan.append(QByteArray::number(100'000 + 2 * i), "value", {.modRevision = i + 1, .lease = i % 3}, 0,
                    true);
    }
    QCOMPARE(plan.size(), quint32(20'000));
    QCOMPARE(plan.key(12'345), "124690");
    QCOMPARE(plan.at(12'345).modRevision, 12'346);
    QCOMPARE(plan.lowerBound("124690"), quint32(12'345));
    QCOMPARE(plan.lowerBound("124691"), quint32(12'346));
    QCOMPARE(plan.lowerBound("9"), quint32(20'000));
    QCOMPARE(plan.leases(), 2);
    QCOMPARE(plan.valueBytes(), 100'000);
}

void TestBulkScope::valuesCanBeDropped()
{
    BulkPlan plan{BulkScope()};
    plan.append("a", QByteArray(3'000'000, 'v'), {}, 0, true);
    QVERIFY(plan.hasValues());
    QCOMPARE(plan.entry(0).value.size(), 3'000'000);
    plan.dropValues();
    QVERIFY(!plan.hasValues());
    QCOMPARE(plan.entry(0).key, "a");
    QVERIFY(plan.entry(0).value.isEmpty());
}

QTEST_GUILESS_MAIN(TestBulkScope)
#include "tst_bulkscope.moc"
