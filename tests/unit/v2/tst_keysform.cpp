// SPDX-License-Identifier: Apache-2.0
#include "core/v2/keysform.h"

#include <QTest>

using namespace etcdscope;
using v2::SetOptions;

class TestKeysForm : public QObject
{
    Q_OBJECT

private slots:
    void encodesAllButUnreserved();
    void keyPaths_data();
    void keyPaths();
    void keyProblems_data();
    void keyProblems();
    void reads();
    void writes_data();
    void writes();
    void refusedWrites_data();
    void refusedWrites();
    void removals();
    void inOrderKeys();
    void formsBeyondTheServersLimit();
};

Q_DECLARE_METATYPE(SetOptions)

void TestKeysForm::encodesAllButUnreserved()
{
    QByteArray all;
    for (int byte = 0; byte < 256; ++byte)
        all += char(byte);
    const QByteArray encoded = v2::percentEncoded(all);
    QCOMPARE(QByteArray::fromPercentEncoding(encoded), all);
    for (const char c : encoded)
        QVERIFY2(
            QByteArrayView("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%").contains(c),
            QByteArray(1, c).constData());
    QCOMPARE(v2::percentEncoded("a;b&c=d e+f"), QByteArray("a%3Bb%26c%3Dd%20e%2Bf"));
}

void TestKeysForm::keyPaths_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("root") << QByteArray("/") << QByteArray("/keys/");
    QTest::newRow("plain") << QByteArray("/a/b") << QByteArray("/keys/a/b");
    QTest::newRow("directory") << QByteArray("/a/") << QByteArray("/keys/a/");
    QTest::newRow("odd") << QByteArray("/a b?#%;\\") << QByteArray("/keys/a%20b%3F%23%25%3B%5C");
    QTest::newRow("UTF-8") << QByteArray("/\xc3\xa9") << QByteArray("/keys/%C3%A9");
    QTest::newRow("already encoded") << QByteArray("/%2F") << QByteArray("/keys/%252F");
}

void TestKeysForm::keyPaths()
{
    QFETCH(QByteArray, key);
    QTEST(v2::keyPath(key), "path");
}

void TestKeysForm::keyProblems_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<bool>("isFine");
    const auto row = [](const QByteArray &key, bool isFine) {
        QTest::addRow("%s", key.toPercentEncoding("/.").constData()) << key << isFine;
    };
    row("/", true);
    row("/a", true);
    row("/a/", true);
    row("/a/b.c", true);
    row("/...", true);
    row("/.hidden", true);
    row("/_hidden/a", true);
    row("/a b;c", true);
    row("/\xf0\x9f\x98\x80", true);
    row("", false);
    row("a", false);
    row("//", false);
    row("//a", false);
    row("/a//", false);
    row("/a//b", false);
    row("/.", false);
    row("/..", false);
    row("/a/./b", false);
    row("/a/../b", false);
    row("/a/..", false);
    row("/a/../", false);
    row("/\xff", false);
    row("/a\xc3", false);
}

void TestKeysForm::keyProblems()
{
    QFETCH(QByteArray, key);
    QTEST(v2::KeysApi::keyProblem(key).isEmpty(), "isFine");
}

void TestKeysForm::reads()
{
    QCOMPARE(v2::queryOf(v2::GetOptions{}), QByteArray("quorum=true"));
    QCOMPARE(v2::queryOf(v2::GetOptions{.recursive = true, .sorted = true, .quorum = false}),
             QByteArray("recursive=true&sorted=true"));
    QCOMPARE(v2::queryOf(v2::PollOptions{}), QByteArray("wait=true"));
    QCOMPARE(v2::queryOf(v2::PollOptions{.recursive = true, .waitIndex = 12}),
             QByteArray("wait=true&recursive=true&waitIndex=12"));
}

void TestKeysForm::writes_data()
{
    QTest::addColumn<SetOptions>("options");
    QTest::addColumn<QByteArray>("form");
    const auto row = [](const char *form, const SetOptions &options) {
        QTest::newRow(form) << options << QByteArray(form);
    };
    row("value=v", {.value = "v"});
    row("value=", {.value = ""});
    row("value=a%3Bb%00", {.value = QByteArray("a;b\0", 4)});
    row("value=v&ttl=0", {.value = "v", .timeToLive = 0});
    row("value=v&ttl=1000000000", {.value = "v", .timeToLive = 1'000'000'000});
    row("value=v&prevExist=true", {.value = "v", .previousExists = true});
    row("value=v&prevExist=false", {.value = "v", .previousExists = false});
    row("value=v&prevValue=a%26b", {.value = "v", .previousValue = "a&b"});
    row("value=v&prevIndex=1", {.value = "v", .previousIndex = 1});
    row("value=v&prevExist=true&prevValue=o&prevIndex=7",
        {.value = "v", .previousExists = true, .previousValue = "o", .previousIndex = 7});
    row("value=v&noValueOnSuccess=true", {.value = "v", .wantValues = false});
    row("dir=true&prevExist=false", {.previousExists = false, .isDirectory = true});
    row("ttl=5&dir=true&prevExist=true", {.previousExists = true, .timeToLive = 5, .isDirectory = true});
    row("ttl=5&refresh=true&prevExist=true", {.timeToLive = 5, .refresh = true});
    row("ttl=5&refresh=true&prevExist=true&prevIndex=3",
        {.previousIndex = 3, .timeToLive = 5, .refresh = true});
    row("ttl=5&dir=true&refresh=true&prevExist=true",
        {.previousExists = true, .timeToLive = 5, .isDirectory = true, .refresh = true});
}

void TestKeysForm::writes()
{
    QFETCH(SetOptions, options);
    const auto form = v2::formOf(options);
    QVERIFY(form.ok());
    QTEST(*form, "form");
}

void TestKeysForm::refusedWrites_data()
{
    QTest::addColumn<SetOptions>("options");
    const auto row = [](const char *name, const SetOptions &options) { QTest::newRow(name) << options; };
    row("no value", {});
    row("time to live alone", {.previousExists = true, .timeToLive = 5});
    row("prevIndex=0", {.value = "v", .previousIndex = 0});
    row("prevIndex=-1", {.value = "v", .previousIndex = -1});
    row("empty prevValue", {.value = "v", .previousValue = ""});
    row("binary prevValue", {.value = "v", .previousValue = "\xff"});
    row("binary value", {.value = "\xff\xfe"});
    row("compare what must not exist", {.value = "v", .previousExists = false, .previousIndex = 4});
    row("negative time", {.value = "v", .timeToLive = -1});
    row("time that overflows", {.value = "v", .timeToLive = 1'000'000'001});
    row("directory over whatever is there", {.isDirectory = true});
    row("directory with a value", {.value = "v", .previousExists = false, .isDirectory = true});
    row("directory by index", {.previousExists = true, .previousIndex = 4, .isDirectory = true});
    row("refresh without a time", {.refresh = true});
    row("refresh with a value", {.value = "v", .timeToLive = 5, .refresh = true});
    row("refresh with an empty value", {.value = "", .timeToLive = 5, .refresh = true});
    row("refresh of what is not there", {.previousExists = false, .timeToLive = 5, .refresh = true});
}

void TestKeysForm::refusedWrites()
{
    QFETCH(SetOptions, options);
    const auto form = v2::formOf(options);
    QVERIFY(!form.ok());
    QCOMPARE(form.error().kind, ErrorKind::Local);
    QCOMPARE(form.error().fate, RequestFate::NotSent);
    QVERIFY(!form.error().detail.isEmpty());
}

void TestKeysForm::removals()
{
    using v2::RemoveOptions;
    QCOMPARE(*v2::queryOf(RemoveOptions{}), QByteArray());
    QCOMPARE(*v2::queryOf(RemoveOptions{.isDirectory = true}), QByteArray("dir=true"));
    QCOMPARE(*v2::queryOf(RemoveOptions{.recursive = true}), QByteArray("recursive=true"));
    QCOMPARE(*v2::queryOf(RemoveOptions{.previousValue = "a b", .previousIndex = 3}),
             QByteArray("prevValue=a%20b&prevIndex=3"));
    QVERIFY(!v2::queryOf(RemoveOptions{.previousValue = ""}));
    QVERIFY(!v2::queryOf(RemoveOptions{.previousIndex = 0}));
    QVERIFY(!v2::queryOf(RemoveOptions{.recursive = true, .previousIndex = 3}));
    QVERIFY(!v2::queryOf(RemoveOptions{.isDirectory = true, .previousValue = "a"}));
}

void TestKeysForm::inOrderKeys()
{
    QCOMPARE(*v2::formOf("a;b", 3), QByteArray("value=a%3Bb&ttl=3"));
    QCOMPARE(*v2::formOf("", std::nullopt), QByteArray("value="));
    QVERIFY(!v2::formOf("\xff", std::nullopt));
    QVERIFY(!v2::formOf("v", -1));
}

void TestKeysForm::formsBeyondTheServersLimit()
{
    const auto fits = v2::formOf(SetOptions{.value = QByteArray(10 * 1024 * 1024 - 6, 'a')});
    QVERIFY(fits.ok());
    const auto beyond = v2::formOf(SetOptions{.value = QByteArray(10 * 1024 * 1024 - 5, 'a')});
    QVERIFY(!beyond.ok());
    QCOMPARE(beyond.error().kind, ErrorKind::TooLarge);
    QCOMPARE(beyond.error().fate, RequestFate::NotSent);
}

QTEST_GUILESS_MAIN(TestKeysForm)
#include "tst_keysform.moc"
