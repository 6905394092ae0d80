// SPDX-License-Identifier: Apache-2.0
#include "core/base/threadclock.h"
#include "core/session/profilejson.h"
#include "core/session/profilestore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLockFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace etcdscope;
using Source = ProfileFile::Source;

namespace {

Profile named(const QString &name, const QStringList &folder = {})
{
    Profile profile;
    profile.name = name;
    profile.folder = folder;
    return profile;
}

Profile full()
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = QStringLiteral("käse \"x\"\n");
    profile.folder = {QStringLiteral("a/b"), QStringLiteral("c")};
    profile.api = Profile::Api::V2;
    profile.transport = Transport::Gateway;
    profile.endpoints = {QStringLiteral("https://a:1"), QStringLiteral("b")};
    profile.srv = {QStringLiteral("example.org"), QStringLiteral("blue")};
    profile.basePath = QStringLiteral("/proxy");
    profile.versionPrefix = QStringLiteral("/etcd");
    profile.prefixes = {QByteArray("/app/"), QByteArray("\x00\xff\\x41 ", 7), QByteArray()};
    profile.separator = '\xfe';
    profile.loadMode = LiveFeed::LoadMode::OnDemand;
    profile.user = QStringLiteral("root");
    profile.secretKeeping = Profile::SecretKeeping::ThisRun;
    profile.tls = {QStringLiteral("/ca"), QStringLiteral("/crt"), QStringLiteral("/key"),
                   QStringLiteral("name"), QByteArray(32, '\xa5')};
    profile.proxy = {ProxySettings::Kind::Socks5, QStringLiteral("proxy"), 1080, QStringLiteral("me")};
    profile.environment = {Environment::Kind::Own, QStringLiteral("Lab"), QStringLiteral("#102030")};
    profile.readOnly = true;
    profile.connectTimeout = 1;
    profile.callTimeout = 2;
    profile.autoOpen = true;
    profile.keepWork = false;
    return profile;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QJsonObject firstIn(const QByteArray &bytes)
{
    return QJsonDocument::fromJson(bytes).object().value(QStringLiteral("profiles")).toArray()[0].toObject();
}

QStringList names(const ProfileStore &store)
{
    QStringList result;
    for (const Profile &profile : store.profiles())
        result << profile.name;
    return result;
}

constexpr QFile::Permissions Others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                      QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;

} // namespace

class TestProfileStore : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void everyFieldComesBack();
    void unreadableFieldsAreCarefulAndStay_data();
    void unreadableFieldsAreCarefulAndStay();
    void unknownFieldsStay();
    void fileIsForTheOwnerAlone();
    void backupIsTheVersionBefore();
    void damagedFileIsSetAside_data();
    void damagedFileIsSetAside();
    void setAsideTakesNoNamesPlace();
    void backupStandsIn();
    void newerFileStaysUntilSomethingIsWritten();
    void fileThatCannotBeReadIsLeftAlone();
    void writeThatFailsLosesNothing();
    void fullDiskLeavesTheOldFile();
    void removedComesBackWhereItWas();
    void moveAndFolders();
    void cloneOpensNothingAndTrustsNobody();
    void idsAreGivenOnce();
    void addressesHoldNoPassword();
    void searchFindsEveryWord_data();
    void searchFindsEveryWord();
    void searchOfManyIsFast();
    void twoProgramsAddAndChange();
    void twoProgramsChangeOneProfile();
    void changedHereRemovedThere();
    void changesDuringASaveAreSavedToo();
    void lockedFileIsReported();
    void exportHoldsNoSecretAndImportsAgain();
    void importIsRefusedWhole();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestProfileStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("etcdscope/profiles.json"));
    QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
}

void TestProfileStore::everyFieldComesBack()
{
    const Profile profile = full();
    QStringList unreadable;
    QVERIFY(profileFromJson(profileToJson(profile), &unreadable) == profile);
    QCOMPARE(unreadable, QStringList());
    // A field that is left out of the table would come back with its default.
    const QJsonObject plain = profileToJson(Profile());
    const QJsonObject json = profileToJson(profile);
    for (auto field = json.begin(); field != json.end(); ++field)
        QVERIFY2(field.value() != plain.value(field.key()), qPrintable(field.key()));

    {
        ProfileStore store(m_path);
        QCOMPARE(store.load().source, Source::Nothing);
        QCOMPARE(store.add(profile), profile.id);
        QVERIFY(store.saveNow());
    }
    ProfileStore store(m_path);
    const auto reading = store.load();
    QCOMPARE(reading.source, Source::File);
    QVERIFY(reading.unread.isEmpty());
    QVERIFY(store.profile(profile.id) == profile);
    QVERIFY(store.isSaved());
}

void TestProfileStore::unreadableFieldsAreCarefulAndStay_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const char *json, const char *field) {
        QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(field);
    };
    row("read-only", R"({"readOnly": 1})", "readOnly");
    row("kind", R"({"environment": {"kind": "staging"}})", "environment.kind");
    row("environment", R"({"environment": "production"})", "environment");
    row("work", R"({"keepWork": "yes"})", "keepWork");
    row("api", R"({"api": "v4"})", "api");
    row("prefix", R"({"prefixes": ["/a", "\\q"]})", "prefixes");
    row("separator", R"({"separator": "ab"})", "separator");
    row("fingerprint", R"({"tls": {"acceptedFingerprint": "zz"}})", "tls.acceptedFingerprint");
    row("port", R"({"proxy": {"port": 70000}})", "proxy.port");
    row("time-out", R"({"callTimeout": 0.5})", "callTimeout");
    row("name", R"({"name": null})", "name");
    row("endpoints", R"({"endpoints": "a"})", "endpoints");
}

void TestProfileStore::unreadableFieldsAreCarefulAndStay()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, field);
    const QJsonObject written = QJsonDocument::fromJson(json).object();
    QVERIFY(!written.isEmpty());
    QVERIFY(put(m_path, R"({"format":"etcdscope-profiles","version":1,"profiles":[)" + json + "]}"));
    ProfileStore store(m_path);
    const auto reading = store.load();
    QCOMPARE(reading.unread.size(), 2);
    QCOMPARE(reading.unread[0].field, field);
    QCOMPARE(reading.unread[1].field, QStringLiteral("id"));
    Profile profile = store.profiles().constFirst();
    QCOMPARE(profile.readOnly, field == QLatin1String("readOnly"));
    QCOMPARE(profile.environment.isProduction(), field.startsWith(QLatin1String("environment")));
    QCOMPARE(profile.keepWork, field != QLatin1String("keepWork"));
    QVERIFY(profile.tls.acceptedFingerprint.isEmpty());

    profile.user = QStringLiteral("somebody");
    QVERIFY(store.replace(profile));
    QVERIFY(store.saveNow());
    const QJsonObject now = firstIn(contentOf(m_path));
    for (auto kept = written.begin(); kept != written.end(); ++kept)
        QCOMPARE(now.value(kept.key()), kept.value());
    QCOMPARE(now.value(QStringLiteral("user")).toString(), profile.user);
}

void TestProfileStore::unknownFieldsStay()
{
    QVERIFY(put(m_path, R"({"format":"etcdscope-profiles","version":1,"theme":7,"folders":[["empty"]],
        "profiles":[{"id":"11111111-2222-3333-4444-555555555555","name":"a","later":{"x":[1,2]},
        "tls":{"keyFile":"k","token":true}}, 17]})"));
    ProfileStore store(m_path);
    store.load();
    Profile profile = store.profiles().constFirst();
    profile.name = QStringLiteral("b");
    profile.tls.keyFile = QStringLiteral("other");
    QVERIFY(store.replace(profile));
    const auto removed = store.remove(profile.id);
    QVERIFY(removed);
    store.restore(*removed);
    QVERIFY(store.saveNow());
    const QJsonObject file = QJsonDocument::fromJson(contentOf(m_path)).object();
    QCOMPARE(file.value(QStringLiteral("theme")).toInt(), 7);
    const QJsonArray entries = file.value(QStringLiteral("profiles")).toArray();
    QCOMPARE(entries.size(), 2);
    QCOMPARE(entries[1].toInt(), 17);
    const QJsonObject entry = entries[0].toObject();
    QCOMPARE(entry.value(QStringLiteral("name")).toString(), QStringLiteral("b"));
    QVERIFY(entry.value(QStringLiteral("later")).toObject().contains(QStringLiteral("x")));
    const QJsonObject tls = entry.value(QStringLiteral("tls")).toObject();
    QVERIFY(tls.value(QStringLiteral("token")).toBool());
    QCOMPARE(tls.value(QStringLiteral("keyFile")).toString(), QStringLiteral("other"));
    QCOMPARE(store.folders(), QList<QStringList>({{QStringLiteral("empty")}}));
}

void TestProfileStore::fileIsForTheOwnerAlone()
{
    const QString path = m_folder->filePath(QStringLiteral("new/folder/profiles.json"));
    ProfileStore store(path);
    store.load();
    store.add(named(QStringLiteral("a")));
    QVERIFY(store.saveNow());
    store.add(named(QStringLiteral("b")));
    QVERIFY(store.saveNow());
    for (const QString &name : {path, path + QStringLiteral(".bak"), QFileInfo(path).path()}) {
        QVERIFY2(QFileInfo::exists(name), qPrintable(name));
        QCOMPARE(QFile::permissions(name) & Others, QFile::Permissions());
    }
    // One that was open to all is closed when it is written.
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    store.add(named(QStringLiteral("c")));
    QVERIFY(store.saveNow());
    QCOMPARE(QFile::permissions(path) & Others, QFile::Permissions());
}

void TestProfileStore::backupIsTheVersionBefore()
{
    ProfileStore store(m_path);
    store.load();
    store.add(named(QStringLiteral("first")));
    QVERIFY(store.saveNow());
    const QByteArray first = contentOf(m_path);
    store.add(named(QStringLiteral("second")));
    QVERIFY(store.saveNow());
    QCOMPARE(contentOf(m_path + QStringLiteral(".bak")), first);
    QVERIFY(store.saveNow()); // nothing changed: nothing is written
    QCOMPARE(contentOf(m_path + QStringLiteral(".bak")), first);
}

void TestProfileStore::damagedFileIsSetAside_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut") << QByteArray(R"({"format":"etcdscope-profiles","version":1,"profiles":[{"id":)");
    QTest::newRow("no JSON") << QByteArray(200, '\0');
    QTest::newRow("something else") << QByteArray(R"({"profiles":[]})");
    QTest::newRow("no version") << QByteArray(R"({"format":"etcdscope-profiles","profiles":[]})");
    QTest::newRow("no profiles") << QByteArray(R"({"format":"etcdscope-profiles","version":1})");
}

void TestProfileStore::damagedFileIsSetAside()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(put(m_path, bytes));
    ProfileStore store(m_path);
    const auto reading = store.load();
    QCOMPARE(reading.source, Source::Nothing);
    QVERIFY(reading.error);
    QVERIFY(reading.error->detail.contains(m_path));
    QVERIFY(!reading.newer);
    QVERIFY(reading.setAside.contains(QLatin1String("damaged")));
    QCOMPARE(contentOf(reading.setAside), bytes);
    QVERIFY(!QFileInfo::exists(m_path));
    store.add(named(QStringLiteral("a")));
    QVERIFY(store.saveNow());
    QCOMPARE(contentOf(reading.setAside), bytes);
}

void TestProfileStore::setAsideTakesNoNamesPlace()
{
    QStringList aside;
    for (int i = 0; i < 3; ++i) {
        const QByteArray bytes = "damaged " + QByteArray::number(i);
        QVERIFY(put(m_path, bytes));
        aside << ProfileFile(m_path).read().setAside;
        QVERIFY(!aside.last().isEmpty());
    }
    aside.removeDuplicates();
    QCOMPARE(aside.size(), 3);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(contentOf(aside[i]), "damaged " + QByteArray::number(i));
}

void TestProfileStore::backupStandsIn()
{
    {
        ProfileStore store(m_path);
        store.load();
        store.add(named(QStringLiteral("a")));
        QVERIFY(store.saveNow());
        store.add(named(QStringLiteral("b")));
        QVERIFY(store.saveNow());
    }
    QVERIFY(put(m_path, "{"));
    {
        ProfileStore store(m_path);
        const auto reading = store.load();
        QCOMPARE(reading.source, Source::Backup);
        QVERIFY(reading.error);
        QCOMPARE(names(store), QStringList({QStringLiteral("a")}));
        // The backup becomes the file, without anybody's doing.
        QTRY_VERIFY_WITH_TIMEOUT(store.isSaved(), 30'000);
    }
    ProfileStore store(m_path);
    QCOMPARE(store.load().source, Source::File);
    QCOMPARE(names(store), QStringList({QStringLiteral("a")}));
}

void TestProfileStore::newerFileStaysUntilSomethingIsWritten()
{
    const QByteArray bytes = R"({"format":"etcdscope-profiles","version":2,"clusters":{}})";
    QVERIFY(put(m_path, bytes));
    {
        ProfileStore store(m_path);
        const auto reading = store.load();
        QVERIFY(reading.newer);
        QVERIFY(reading.error);
        QVERIFY(reading.setAside.isEmpty());
        QCOMPARE(reading.source, Source::Nothing);
    }
    QCOMPARE(contentOf(m_path), bytes);
    ProfileStore store(m_path);
    store.load();
    QSignalSpy aside(&store, &ProfileStore::setAside);
    store.add(named(QStringLiteral("a")));
    QVERIFY(store.saveNow());
    QCOMPARE(aside.size(), 1);
    QCOMPARE(contentOf(aside[0][0].toString()), bytes);
    QVERIFY(aside[0][0].toString().contains(QLatin1String("newer")));
    QVERIFY(contentOf(m_path).contains("\"version\": 1"));
}

void TestProfileStore::fileThatCannotBeReadIsLeftAlone()
{
    QVERIFY(QDir().mkpath(m_path)); // a folder in its place: cannot be opened, even by root
    ProfileStore store(m_path);
    const auto reading = store.load();
    QVERIFY(reading.error);
    QVERIFY(reading.setAside.isEmpty());
    QSignalSpy failed(&store, &ProfileStore::saveFailed);
    store.add(named(QStringLiteral("a")));
    QVERIFY(!store.saveNow());
    QCOMPARE(failed.size(), 1);
    QVERIFY(QFileInfo(m_path).isDir());
    QVERIFY(QDir().rmdir(m_path));
}

void TestProfileStore::writeThatFailsLosesNothing()
{
    const QString blocker = m_folder->filePath(QStringLiteral("blocker"));
    QVERIFY(put(blocker, "a file where a folder should be"));
    const QString path = blocker + QStringLiteral("/profiles.json");
    {
        ProfileStore store(path);
        store.load();
        QSignalSpy failed(&store, &ProfileStore::saveFailed);
        store.add(named(QStringLiteral("a")));
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 30'000);
        QVERIFY(store.lastError());
        QVERIFY(store.lastError()->detail.contains(blocker));
        QVERIFY(!store.isSaved());
        QCOMPARE(names(store), QStringList({QStringLiteral("a")}));

        QVERIFY(QFile::remove(blocker));
        QSignalSpy saved(&store, &ProfileStore::saved);
        store.save();
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, 30'000);
        QVERIFY(!store.lastError());
    }
    ProfileStore store(path);
    QCOMPARE(store.load().source, Source::File);
    QCOMPARE(names(store), QStringList({QStringLiteral("a")}));
}

void TestProfileStore::fullDiskLeavesTheOldFile()
{
#ifdef Q_OS_UNIX
    ProfileStore store(m_path);
    store.load();
    store.add(named(QStringLiteral("a")));
    QVERIFY(store.saveNow());
    const QByteArray before = contentOf(m_path);

    std::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &old), 0);
    rlimit none = old;
    none.rlim_cur = 1'000; // less than the file needs
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &none), 0);
    store.add(named(QString(2'000, QLatin1Char('x'))));
    const auto written = store.saveNow();
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &old), 0);
    QVERIFY(!written);
    QCOMPARE(contentOf(m_path), before);
    QCOMPARE(store.profiles().size(), 2);
    QVERIFY(store.saveNow());
    QCOMPARE(ProfileFile(m_path).read().document.entries.size(), 2);
#else
    QSKIP("no limit on the size of files here");
#endif
}

void TestProfileStore::removedComesBackWhereItWas()
{
    ProfileStore store(m_path);
    QList<QUuid> ids;
    for (const char *name : {"a", "b", "c"})
        ids << store.add(named(QString::fromLatin1(name), {QStringLiteral("f")}));
    QSignalSpy list(&store, &ProfileStore::listChanged);
    for (const QUuid &id : std::as_const(ids)) {
        const auto removed = store.remove(id);
        QVERIFY(removed);
        QVERIFY(!store.profile(id));
        store.restore(*removed);
        QCOMPARE(names(store).join(QString()), QStringLiteral("abc"));
    }
    QCOMPARE(list.size(), 6);
    QVERIFY(!store.remove(QUuid::createUuid()));
    QCOMPARE(store.folders(), QList<QStringList>({{QStringLiteral("f")}}));
}

void TestProfileStore::moveAndFolders()
{
    const QStringList a{QStringLiteral("a")};
    const QStringList ab{QStringLiteral("a"), QStringLiteral("b")};
    const QStringList x{QStringLiteral("x")};
    ProfileStore store(m_path);
    QList<QUuid> ids;
    for (const char *name : {"1", "2", "3", "4"})
        ids << store.add(named(QString::fromLatin1(name)));
    store.move({ids[3], ids[0]}, ab, ids[2]);
    QCOMPARE(names(store).join(QString()), QStringLiteral("2413"));
    QCOMPARE(store.profile(ids[0])->folder, ab);
    QCOMPARE(store.folders(), QList<QStringList>({a, ab}));
    store.move({ids[1]}, {});
    QCOMPARE(names(store).join(QString()), QStringLiteral("4132"));

    QVERIFY(!store.renameFolder(a, ab + QStringList{QStringLiteral("c")}));
    QVERIFY(!store.renameFolder(x, a));
    QVERIFY(store.renameFolder(a, x));
    QCOMPARE(store.profile(ids[0])->folder, (QStringList{QStringLiteral("x"), QStringLiteral("b")}));
    QCOMPARE(store.folders(), QList<QStringList>({x, {QStringLiteral("x"), QStringLiteral("b")}}));
    store.addFolder({QStringLiteral("empty")});
    QVERIFY(store.saveNow());
    ProfileStore again(m_path);
    again.load();
    QCOMPARE(again.folders(), store.folders());
    again.removeFolder(x);
    QCOMPARE(again.profile(ids[0])->folder, QStringList({QStringLiteral("b")}));
    QCOMPARE(again.folders(), QList<QStringList>({{QStringLiteral("b")}, {QStringLiteral("empty")}}));
}

void TestProfileStore::cloneOpensNothingAndTrustsNobody()
{
    ProfileStore store(m_path);
    const Profile original = full();
    store.add(original);
    store.add(named(QStringLiteral("last")));
    const QUuid id = store.clone(original.id, QStringLiteral("copy"));
    QVERIFY(id != original.id);
    Profile expected = original;
    expected.id = id;
    expected.name = QStringLiteral("copy");
    expected.autoOpen = false;
    expected.tls.acceptedFingerprint.clear();
    QVERIFY(store.profile(id) == expected);
    QCOMPARE(names(store), QStringList({original.name, expected.name, QStringLiteral("last")}));
    QVERIFY(store.clone(QUuid::createUuid(), {}).isNull());
}

void TestProfileStore::idsAreGivenOnce()
{
    const QByteArray same = R"({"id":"11111111-2222-3333-4444-555555555555","name":"x"})";
    QVERIFY(put(m_path, R"({"format":"etcdscope-profiles","version":1,"profiles":[)" + same + "," + same +
                            R"(,{"name":"y"}]})"));
    ProfileStore store(m_path);
    QCOMPARE(store.load().unread.size(), 2);
    QSet<QUuid> ids;
    for (const Profile &profile : store.profiles())
        ids.insert(profile.id);
    QCOMPARE(ids.size(), 3);
    QVERIFY(!ids.contains(QUuid()));
    Profile again = store.profiles().constFirst();
    QVERIFY(store.add(again) != again.id);
    ProfileStore other(m_path);
    other.load();
    for (const Profile &profile : other.profiles())
        QVERIFY(ids.contains(profile.id));
}

void TestProfileStore::addressesHoldNoPassword()
{
    ProfileStore store(m_path);
    Profile profile = named(QStringLiteral("a"));
    profile.endpoints = {QStringLiteral("https://root:geheim@a:1"), QStringLiteral("root:geheim@b")};
    profile.proxy.host = QStringLiteral("me:geheim@proxy");
    const QUuid id = store.add(profile);
    QCOMPARE(store.profile(id)->endpoints, QStringList({QStringLiteral("https://a:1"), QStringLiteral("b")}));
    profile.id = id;
    profile.endpoints << QStringLiteral("x:geheim@c");
    QVERIFY(store.replace(profile));
    QVERIFY(store.saveNow());
    QVERIFY(!contentOf(m_path).contains("geheim"));
    QVERIFY(!store.exported().contains("geheim"));
}

void TestProfileStore::searchFindsEveryWord_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("found");
    const auto row = [](const char *text, bool found) {
        QTest::newRow(text) << QString::fromUtf8(text) << found;
    };
    row("", true);
    row("  ", true);
    row("PAY", true);
    row("pay eu", true);
    row("eu pay 10.0", true);
    row("billing", true);
    row("STRASSE", false);
    row("straße", true);
    row("alice lab", true);
    row("example.org", true);
    row("extra", true);
    row("pay nothing", false);
}

void TestProfileStore::searchFindsEveryWord()
{
    QFETCH(QString, text);
    QFETCH(bool, found);
    ProfileStore store(m_path);
    Profile profile = named(QStringLiteral("Payments Straße"), {QStringLiteral("EU"), QStringLiteral("x")});
    profile.endpoints = {QStringLiteral("https://10.0.0.1:2379")};
    profile.srv.domain = QStringLiteral("example.org");
    profile.user = QStringLiteral("Alice");
    profile.prefixes = {QByteArray("/billing/")};
    profile.environment.label = QStringLiteral("Lab");
    const QUuid id = store.add(profile);
    const auto more = [](const Profile &) { return QStringLiteral("Extra"); };
    QCOMPARE(store.search(text, more), found ? QList<QUuid>{id} : QList<QUuid>());
}

void TestProfileStore::searchOfManyIsFast()
{
    ProfileStore store(m_path);
    for (int i = 0; i < 200; ++i) {
        Profile profile = full();
        profile.name = QStringLiteral("cluster %1").arg(i);
        store.add(profile);
    }
    const qint64 start = threadTime();
    const auto found = store.search(QStringLiteral("lab cluster 199"));
    const qint64 searched = threadTime() - start;
    QCOMPARE(found.size(), 1);
    QVERIFY(store.saveNow());
    ProfileStore again(m_path);
    const qint64 before = threadTime();
    again.load();
    qInfo("200 profiles: search %.2f ms, load %.2f ms", double(searched) / 1e6,
          double(threadTime() - before) / 1e6);
    QVERIFY(searched < 50'000'000);
    QCOMPARE(again.profiles().size(), 200);
}

void TestProfileStore::twoProgramsAddAndChange()
{
    ProfileStore mine(m_path);
    mine.load();
    QList<QUuid> ids;
    for (const char *name : {"a", "b", "c"})
        ids << mine.add(named(QString::fromLatin1(name)));
    QVERIFY(mine.saveNow());

    ProfileStore theirs(m_path);
    theirs.load();
    theirs.add(named(QStringLiteral("theirs"), {QStringLiteral("their folder")}), ids[1]);
    Profile b = *theirs.profile(ids[1]);
    b.user = QStringLiteral("root");
    QVERIFY(theirs.replace(b));
    theirs.remove(ids[2]);
    QVERIFY(theirs.saveNow());

    mine.add(named(QStringLiteral("mine")));
    Profile a = *mine.profile(ids[0]);
    a.readOnly = true;
    QVERIFY(mine.replace(a));
    QSignalSpy others(&mine, &ProfileStore::othersChanged);
    QSignalSpy changed(&mine, &ProfileStore::profileChanged);
    QSignalSpy list(&mine, &ProfileStore::listChanged);
    QVERIFY(mine.saveNow());
    QCOMPARE(others.size(), 1);
    QCOMPARE(others[0][0].value<QList<QUuid>>(), QList<QUuid>());
    QCOMPARE(list.size(), 1);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toUuid(), ids[1]);
    QCOMPARE(names(mine), QStringList({QStringLiteral("a"), QStringLiteral("theirs"), QStringLiteral("b"),
                                       QStringLiteral("mine")}));
    QCOMPARE(mine.profile(ids[1])->user, QStringLiteral("root"));
    QVERIFY(mine.profile(ids[0])->readOnly);
    QCOMPARE(mine.folders(), QList<QStringList>({{QStringLiteral("their folder")}}));

    QVERIFY(theirs.saveNow()); // nothing of its own to write: it reads
    QCOMPARE(names(theirs), names(mine));
}

void TestProfileStore::twoProgramsChangeOneProfile()
{
    ProfileStore mine(m_path);
    mine.load();
    const QUuid id = mine.add(named(QStringLiteral("a")));
    QVERIFY(mine.saveNow());
    ProfileStore theirs(m_path);
    theirs.load();
    Profile profile = *theirs.profile(id);
    profile.user = QStringLiteral("theirs");
    profile.tls.authorityFile = QStringLiteral("/their/ca");
    profile.name = QStringLiteral("their name");
    QVERIFY(theirs.replace(profile));
    QVERIFY(theirs.saveNow());

    profile = *mine.profile(id);
    profile.name = QStringLiteral("my name");
    profile.tls.keyFile = QStringLiteral("/my/key");
    QVERIFY(mine.replace(profile));
    QSignalSpy others(&mine, &ProfileStore::othersChanged);
    QVERIFY(mine.saveNow());
    profile = *mine.profile(id);
    QCOMPARE(profile.name, QStringLiteral("my name"));
    QCOMPARE(profile.user, QStringLiteral("theirs"));
    QCOMPARE(profile.tls.keyFile, QStringLiteral("/my/key"));
    QCOMPARE(profile.tls.authorityFile, QStringLiteral("/their/ca"));
    QCOMPARE(others[0][0].value<QList<QUuid>>(), QList<QUuid>({id}));
}

void TestProfileStore::changedHereRemovedThere()
{
    ProfileStore mine(m_path);
    mine.load();
    const QUuid changed = mine.add(named(QStringLiteral("a")));
    const QUuid removed = mine.add(named(QStringLiteral("b")));
    QVERIFY(mine.saveNow());
    ProfileStore theirs(m_path);
    theirs.load();
    theirs.remove(changed);
    Profile profile = *theirs.profile(removed);
    profile.user = QStringLiteral("x");
    QVERIFY(theirs.replace(profile));
    QVERIFY(theirs.saveNow());

    profile = *mine.profile(changed);
    profile.user = QStringLiteral("y");
    QVERIFY(mine.replace(profile));
    mine.remove(removed);
    QSignalSpy others(&mine, &ProfileStore::othersChanged);
    QVERIFY(mine.saveNow());
    QCOMPARE(mine.profile(changed)->user, QStringLiteral("y"));
    QCOMPARE(mine.profile(removed)->user, QStringLiteral("x"));
    const auto contested = others[0][0].value<QList<QUuid>>();
    QCOMPARE(QSet<QUuid>(contested.begin(), contested.end()), QSet<QUuid>({changed, removed}));
}

void TestProfileStore::changesDuringASaveAreSavedToo()
{
    ProfileStore store(m_path);
    store.load();
    int saves = 0;
    connect(&store, &ProfileStore::saved, this, [&] { ++saves; });
    QLockFile lock(m_path + QStringLiteral(".lock"));
    QVERIFY(lock.lock());
    store.add(named(QStringLiteral("a")));
    QTest::qWait(0); // the worker has its copy and waits for the lock
    store.add(named(QStringLiteral("b")));
    QTest::qWait(0);
    lock.unlock();
    QTRY_VERIFY_WITH_TIMEOUT(store.isSaved(), 30'000);
    QVERIFY(saves >= 1);
    QCOMPARE(ProfileFile(m_path).read().document.entries.size(), 2);
}

void TestProfileStore::lockedFileIsReported()
{
    ProfileStore store(m_path);
    store.load();
    QLockFile lock(m_path + QStringLiteral(".lock"));
    QVERIFY(lock.lock());
    store.add(named(QStringLiteral("a")));
    const auto written = store.saveNow();
    QVERIFY(!written);
    QVERIFY(written.error().detail.contains(QLatin1String("another program")));
    lock.unlock();
    QVERIFY(store.saveNow());
}

void TestProfileStore::exportHoldsNoSecretAndImportsAgain()
{
    QVERIFY(put(m_path, R"({"format":"etcdscope-profiles","version":1,"profiles":[
        {"id":"11111111-2222-3333-4444-555555555555","name":"a","password":"geheim","folder":["f"],
         "autoOpen":true,"tls":{"acceptedFingerprint":"a5a5","pass":"geheim"}},
        {"id":"21111111-2222-3333-4444-555555555555","name":"b"}]})"));
    ProfileStore store(m_path);
    store.load();
    const QUuid a = store.profiles().constFirst().id;
    const QByteArray all = store.exported();
    QVERIFY(!all.contains("geheim"));
    QVERIFY(!all.contains("a5a5"));
    QCOMPARE(ProfileDocument::fromBytes(store.exported({a})).value().entries.size(), 1);

    using Remark = ProfileStore::Imported::Remark;
    auto same = store.import(all);
    QVERIFY(same);
    QCOMPARE(same->added, QList<QUuid>());
    QCOMPARE(same->notes.size(), 2);
    QCOMPARE(same->notes[0].remark, Remark::AlreadyThere);

    Profile changed = *store.profile(a);
    changed.user = QStringLiteral("root");
    QVERIFY(store.replace(changed));
    const auto clash = store.import(all, {QStringLiteral("imported")});
    QCOMPARE(clash->added.size(), 1);
    QVERIFY(clash->added[0] != a);
    QCOMPARE(clash->notes[0].remark, Remark::NewId);
    const Profile added = *store.profile(clash->added[0]);
    QCOMPARE(added.folder, QStringList({QStringLiteral("imported"), QStringLiteral("f")}));
    QVERIFY(!added.autoOpen);

    ProfileStore fresh(m_folder->filePath(QStringLiteral("fresh.json")));
    const auto imported = fresh.import(contentOf(m_path));
    QCOMPARE(imported->added.size(), 2);
    QCOMPARE(imported->notes.size(), 1);
    QCOMPARE(imported->notes[0].remark, Remark::PinDropped);
    QVERIFY(fresh.profile(a)->tls.acceptedFingerprint.isEmpty());
    QVERIFY(!fresh.profile(a)->autoOpen);
}

void TestProfileStore::importIsRefusedWhole()
{
    ProfileStore store(m_path);
    QVERIFY(!store.import("nonsense"));
    const auto newer = store.import(R"({"format":"etcdscope-profiles","version":9,"profiles":[{}]})");
    QVERIFY(!newer);
    QCOMPARE(newer.error().kind, ErrorKind::Unsupported);
    QVERIFY(store.profiles().isEmpty());
    QVERIFY(store.isSaved());
}

QTEST_GUILESS_MAIN(TestProfileStore)
#include "tst_profilestore.moc"
