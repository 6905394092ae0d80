// SPDX-License-Identifier: Apache-2.0
#include "core/store/keyranges.h"

#include <QTest>

using namespace etcdscope;

class TestKeyRanges : public QObject
{
    Q_OBJECT

private slots:
    void sortsAndMerges_data();
    void sortsAndMerges();
    void prefixes();
    void contains();
    void covers();
    void within();
    void hull();
};

void TestKeyRanges::sortsAndMerges_data()
{
    using Ranges = std::vector<KeyRange>;
    QTest::addColumn<Ranges>("given");
    QTest::addColumn<Ranges>("kept");
    const KeyRange a = KeyRange::prefix("/a/");
    const KeyRange b = KeyRange::prefix("/b/");
    const auto row = [](const char *name, const Ranges &given, const Ranges &kept) {
        QTest::newRow(name) << given << kept;
    };
    row("none", {}, {});
    row("an empty one", {KeyRange::span("b", "b")}, {});
    row("apart", {b, a}, {a, b});
    row("the same twice", {a, a}, {a});
    row("one in the other", {KeyRange::prefix("/a/x/"), a}, {a});
    row("overlapping", {KeyRange::span("a", "m"), KeyRange::span("k", "z")}, {KeyRange::span("a", "z")});
    row("touching", {KeyRange::span("a", "m"), KeyRange::span("m", "z")}, {KeyRange::span("a", "z")});
    row("with all", {a, KeyRange::all(), b}, {KeyRange::all()});
    row("open end", {KeyRange::from("m"), KeyRange::span("a", "n")}, {KeyRange::from("a")});
    row("a key in a range", {KeyRange::single("/a/x"), a}, {a});
    row("a key beside a range", {KeyRange::single("/a"), a}, {KeyRange::single("/a"), a});
    row("the key that follows", {KeyRange::single("k"), KeyRange::single(QByteArray("k\0", 2))},
        {KeyRange::span("k", QByteArray("k\0\0", 3))});
    row("bytes above 127", {KeyRange::prefix("\xfe"), KeyRange::prefix("a")},
        {KeyRange::prefix("a"), KeyRange::prefix("\xfe")});
}

void TestKeyRanges::sortsAndMerges()
{
    QFETCH(std::vector<KeyRange>, given);
    QFETCH(std::vector<KeyRange>, kept);
    const KeyRanges ranges(given);
    QCOMPARE(std::vector<KeyRange>(ranges.begin(), ranges.end()), kept);
    QCOMPARE(ranges.isEmpty(), kept.empty());
}

void TestKeyRanges::prefixes()
{
    QCOMPARE(KeyRanges::prefixes({}), KeyRanges(KeyRange::all()));
    QCOMPARE(KeyRanges::prefixes({""}), KeyRanges(KeyRange::all()));
    QCOMPARE(KeyRanges::prefixes({"/b/", "/a/"}),
             KeyRanges(std::vector{KeyRange::prefix("/a/"), KeyRange::prefix("/b/")}));
}

void TestKeyRanges::contains()
{
    const KeyRanges ranges(
        std::vector{KeyRange::prefix("/a/"), KeyRange::single("/etc"), KeyRange::from("x")});
    for (const char *key : {"/a/", "/a/z", "/etc", "x", "\xff"})
        QVERIFY2(ranges.contains(key), key);
    for (const char *key : {"/a", "/a0", "/etc/", "/et", "w"})
        QVERIFY2(!ranges.contains(key), key);
    QVERIFY(!KeyRanges().contains("a"));
    QCOMPARE(*ranges.find("/a/b"), KeyRange::prefix("/a/"));
}

void TestKeyRanges::covers()
{
    const KeyRanges ranges(std::vector{KeyRange::prefix("/a/"), KeyRange::single("/etc")});
    QVERIFY(ranges.covers(KeyRange::prefix("/a/")));
    QVERIFY(ranges.covers(KeyRange::prefix("/a/x")));
    QVERIFY(ranges.covers(KeyRange::single("/etc")));
    QVERIFY(!ranges.covers(KeyRange::prefix("/etc")));
    QVERIFY(!ranges.covers(KeyRange::prefix("/a")));
    QVERIFY(!ranges.covers(KeyRange::from("/a/")));
    QVERIFY(KeyRanges(KeyRange::all()).covers(KeyRange::all()));
    QVERIFY(!KeyRanges().covers(KeyRange::all()));
    QVERIFY(KeyRanges().covers(KeyRange::span("a", "a")));
}

void TestKeyRanges::within()
{
    const KeyRanges ranges(
        std::vector{KeyRange::prefix("/a/"), KeyRange::prefix("/b/"), KeyRange::from("x")});
    QCOMPARE(ranges.within(KeyRange::all()), ranges);
    QCOMPARE(ranges.within(KeyRange::prefix("/b/x/")), KeyRanges(KeyRange::prefix("/b/x/")));
    QCOMPARE(ranges.within(KeyRange::prefix("/c/")), KeyRanges());
    QCOMPARE(ranges.within(KeyRange::single("/a/1")), KeyRanges(KeyRange::single("/a/1")));
    QCOMPARE(
        ranges.within(KeyRange::from("/a/m")),
        KeyRanges(std::vector{KeyRange::span("/a/m", "/a0"), KeyRange::prefix("/b/"), KeyRange::from("x")}));
    QCOMPARE(KeyRanges::prefixes({}).within(ranges), ranges);
    QCOMPARE(KeyRanges::prefixes({"/a", "/b/1"}).within(ranges), KeyRanges::prefixes({"/a/", "/b/1"}));
}

void TestKeyRanges::hull()
{
    QCOMPARE(KeyRanges::prefixes({"/a/", "/c/"}).hull(), KeyRange::span("/a/", "/c0"));
    QCOMPARE(KeyRanges(KeyRange::single("k")).hull(), KeyRange::single("k"));
    QCOMPARE(KeyRanges(std::vector{KeyRange::single("k"), KeyRange::from("m")}).hull(), KeyRange::from("k"));
    QVERIFY(KeyRanges().hull().isEmpty());
}

QTEST_GUILESS_MAIN(TestKeyRanges)
#include "tst_keyranges.moc"
