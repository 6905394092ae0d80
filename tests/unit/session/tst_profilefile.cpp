// SPDX-License-Identifier: Apache-2.0
#include "core/session/profilejson.h"
#include "core/session/profilestore.h"
#include "tests/support/fulldisk.h"
#include "tests/unit/session/profilefixture.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLockFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace etcdscope;
using Source = ProfileFile::Source;

namespace {

QJsonObject firstIn(const QByteArray &bytes)
{
    return QJsonDocument::fromJson(bytes).object().value(QStringLiteral("profiles")).toArray()[0].toObject();
}

constexpr QFile::Permissions Others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                      QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;

} // namespace

class TestProfileFile : public QObject
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
    void productionKeepsNothingUnlessItSaysSo();
    void fileThatCannotBeReadIsLeftAlone();
    void writeThatFailsLosesNothing();
    void fullDiskLeavesTheOldFile();
    void lockedFileIsReported();
    void changesDuringASaveAreSavedToo();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestProfileFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("etcdscope/profiles.json"));
    QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
}

void TestProfileFile::everyFieldComesBack()
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

void TestProfileFile::unreadableFieldsAreCarefulAndStay_data()
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

void TestProfileFile::unreadableFieldsAreCarefulAndStay()
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
    QCOMPARE(profile.keepWork, field != QLatin1String("keepWork") && !profile.environment.isProduction());
    QVERIFY(profile.tls.acceptedFingerprint.isEmpty());

    profile.user = QStringLiteral("somebody");
    QVERIFY(store.replace(profile));
    QVERIFY(store.saveNow());
    const QJsonObject now = firstIn(contentOf(m_path));
    for (auto kept = written.begin(); kept != written.end(); ++kept)
        QCOMPARE(now.value(kept.key()), kept.value());
    QCOMPARE(now.value(QStringLiteral("user")).toString(), profile.user);
}

void TestProfileFile::unknownFieldsStay()
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

void TestProfileFile::fileIsForTheOwnerAlone()
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

void TestProfileFile::backupIsTheVersionBefore()
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

void TestProfileFile::damagedFileIsSetAside_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut") << QByteArray(R"({"format":"etcdscope-profiles","version":1,"profiles":[{"id":)");
    QTest::newRow("no JSON") << QByteArray(200, '\0');
    QTest::newRow("something else") << QByteArray(R"({"profiles":[]})");
    QTest::newRow("no version") << QByteArray(R"({"format":"etcdscope-profiles","profiles":[]})");
    QTest::newRow("no profiles") << QByteArray(R"({"format":"etcdscope-profiles","version":1})");
}

void TestProfileFile::damagedFileIsSetAside()
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

void TestProfileFile::setAsideTakesNoNamesPlace()
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

void TestProfileFile::backupStandsIn()
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

void TestProfileFile::newerFileStaysUntilSomethingIsWritten()
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

void TestProfileFile::fileThatCannotBeReadIsLeftAlone()
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

void TestProfileFile::writeThatFailsLosesNothing()
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

void TestProfileFile::productionKeepsNothingUnlessItSaysSo()
{
    const QJsonObject production{
        {QStringLiteral("environment"), QJsonObject{{QStringLiteral("kind"), QStringLiteral("production")}}}};
    QVERIFY(!profileFromJson(production).keepWork);
    QVERIFY(profileFromJson({}).keepWork);
    QJsonObject asked = production;
    asked.insert(QStringLiteral("keepWork"), true);
    QVERIFY(profileFromJson(asked).keepWork);
}

void TestProfileFile::fullDiskLeavesTheOldFile()
{
    ProfileStore store(m_path);
    store.load();
    store.add(named(QStringLiteral("a")));
    QVERIFY(store.saveNow());
    const QByteArray before = contentOf(m_path);

    store.add(named(QString(2'000, QLatin1Char('x'))));
    std::optional<Result<void>> written;
    {
        const FullDisk disk(before.size() + 100); // enough for the backup
        if (!disk.isFull())
            QSKIP("there is no limit on the size of files here");
        written = store.saveNow();
    }
    QVERIFY(!*written);
    QCOMPARE(contentOf(m_path), before);
    QCOMPARE(store.profiles().size(), 2);
    QVERIFY(store.saveNow());
    QCOMPARE(ProfileFile(m_path).read().document.entries.size(), 2);
}

void TestProfileFile::lockedFileIsReported()
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

void TestProfileFile::changesDuringASaveAreSavedToo()
{
    ProfileStore store(m_path);
    store.load();
    int saves = 0;
    connect(&store, &ProfileStore::saved, this, [&] { ++saves; });
    QLockFile lock(m_path + QStringLiteral(".lock"));
    QVERIFY(lock.lock());
    store.add(named(QStringLiteral("a")));
    QCoreApplication::processEvents(); // the worker has its copy and waits for the lock
    store.add(named(QStringLiteral("b")));
    QCoreApplication::processEvents();
    lock.unlock();
    QTRY_VERIFY_WITH_TIMEOUT(store.isSaved(), 30'000);
    QVERIFY(saves >= 1);
    QCOMPARE(ProfileFile(m_path).read().document.entries.size(), 2);
}

QTEST_GUILESS_MAIN(TestProfileFile)
#include "tst_profilefile.moc"
