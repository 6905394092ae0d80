// SPDX-License-Identifier: Apache-2.0
#include "core/base/threadclock.h"
#include "core/session/profilestore.h"
#include "tests/unit/session/profilefixture.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace etcdscope;

class TestProfileStore : public QObject
{
    Q_OBJECT

private slots:
    void init();
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
    void whatOthersWriteIsSeen();
    void whatOthersSpoilIsLeftAlone();
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

void TestProfileStore::whatOthersWriteIsSeen()
{
    ProfileStore mine(m_path);
    mine.load();
    mine.follow(); // also where there is no file yet
    const QUuid id = mine.add(named(QStringLiteral("a")));
    QTRY_VERIFY(mine.isSaved());
    QSignalSpy others(&mine, &ProfileStore::othersChanged);
    for (const char *name : {"first", "second"}) { // a file that was replaced is followed as well
        ProfileStore theirs(m_path);
        theirs.load();
        theirs.add(named(QString::fromLatin1(name)));
        QVERIFY(theirs.saveNow());
        QTRY_VERIFY_WITH_TIMEOUT(names(mine).contains(QLatin1String(name)), 30'000);
    }
    QCOMPARE(others.size(), 2);
    QVERIFY(mine.profile(id));

    // In place, as an editor does it.
    QByteArray bytes = contentOf(m_path);
    QVERIFY(put(m_path, bytes.replace("\"second\"", "\"third\"")));
    QTRY_VERIFY_WITH_TIMEOUT(names(mine).contains(QLatin1String("third")), 30'000);
    QCOMPARE(others.size(), 3);
    QVERIFY(!names(mine).contains(QLatin1String("second")));
}

void TestProfileStore::whatOthersSpoilIsLeftAlone()
{
    ProfileStore mine(m_path);
    mine.load();
    mine.add(named(QStringLiteral("a")));
    QVERIFY(mine.saveNow());
    mine.follow();
    QSignalSpy aside(&mine, &ProfileStore::setAside);
    QSignalSpy others(&mine, &ProfileStore::othersChanged);
    const QByteArray half = contentOf(m_path).first(20);
    QVERIFY(put(m_path, half));
    // Whoever wrote half of it goes on.
    ProfileStore theirs(m_folder->filePath(QStringLiteral("elsewhere.json")));
    theirs.add(named(QStringLiteral("b")));
    QVERIFY(theirs.saveNow());
    const bool touched =
        QTest::qWaitFor([&] { return !aside.isEmpty() || contentOf(m_path) != half; }, 1'000);
    QVERIFY(!touched);
    QCOMPARE(names(mine), QStringList{QStringLiteral("a")});
    QVERIFY(put(m_path, contentOf(theirs.path())));
    QTRY_COMPARE_WITH_TIMEOUT(others.size(), 1, 30'000);
    QCOMPARE(names(mine), QStringList{QStringLiteral("b")});

    QVERIFY(put(m_path, half));
    mine.add(named(QStringLiteral("c")));
    QTRY_COMPARE_WITH_TIMEOUT(aside.size(), 1, 30'000);
    QCOMPARE(contentOf(aside[0][0].toString()), half);
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
