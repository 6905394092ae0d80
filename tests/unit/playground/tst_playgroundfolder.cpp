// SPDX-License-Identifier: Apache-2.0
#include "core/playground/playgroundfolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace etcdscope;

class TestPlaygroundFolder : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void goesWithItsObject();
    void liveOnesStay();
    void deadOnesGo_data();
    void deadOnesGo();
    void freshOneOfALiveProgramStays();
    void linksAreNotFollowed();
    void unwritablePlaceGivesNone();

private:
    std::unique_ptr<QTemporaryDir> m_temporary;
};

void TestPlaygroundFolder::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    qputenv("TMPDIR", QFile::encodeName(m_temporary->path()));
}

void TestPlaygroundFolder::cleanup()
{
    qunsetenv("TMPDIR");
}

void TestPlaygroundFolder::goesWithItsObject()
{
    QString path;
    {
        const PlaygroundFolder folder;
        QVERIFY(folder.isValid());
        path = folder.path();
        QVERIFY(QDir(path).mkpath(QStringLiteral("data/member/wal")));
    }
    QVERIFY(!QFileInfo::exists(path));
}

void TestPlaygroundFolder::liveOnesStay()
{
    const PlaygroundFolder one;
    const PlaygroundFolder two;
    QVERIFY(one.path() != two.path());
    QCOMPARE(PlaygroundFolder::removeStale(), 0);
    QVERIFY(QFileInfo::exists(one.path()));
    QVERIFY(QFileInfo::exists(two.path()));
}

void TestPlaygroundFolder::deadOnesGo_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("locked");
    // The highest process id Linux gives is 4,194,303.
    QTest::newRow("locked") << QStringLiteral("etcdscope-playground-4194399-aaaaaa") << true;
    QTest::newRow("died before it locked") << QStringLiteral("etcdscope-playground-4194399-bbbbbb") << false;
    QTest::newRow("number used again by a live process")
        << QStringLiteral("etcdscope-playground-%1-cccccc").arg(QCoreApplication::applicationPid()) << true;
    QTest::newRow("no number") << QStringLiteral("etcdscope-playground-x") << false;
}

void TestPlaygroundFolder::deadOnesGo()
{
    QFETCH(QString, name);
    QFETCH(bool, locked);
    QDir place(m_temporary->path());
    QVERIFY(place.mkpath(name + QStringLiteral("/data")));
    QVERIFY(place.mkpath(QStringLiteral("other")));
    if (locked) {
        QFile lock(place.filePath(name + QStringLiteral("/owner.lock")));
        QVERIFY(lock.open(QIODevice::WriteOnly));
        lock.write("4194399\netcdscope\n" + QSysInfo::machineHostName().toUtf8() + "\n");
    }
    QCOMPARE(PlaygroundFolder::removeStale(), 1);
    QVERIFY(!place.exists(name));
    QVERIFY(place.exists(QStringLiteral("other")));
}

void TestPlaygroundFolder::freshOneOfALiveProgramStays()
{
    QDir place(m_temporary->path());
    const QString name =
        QStringLiteral("etcdscope-playground-%1-dddddd").arg(QCoreApplication::applicationPid());
    QVERIFY(place.mkpath(name));
    QCOMPARE(PlaygroundFolder::removeStale(), 0);
    QVERIFY(place.exists(name));
}

void TestPlaygroundFolder::linksAreNotFollowed()
{
    const QTemporaryDir elsewhere;
    QFile precious(elsewhere.filePath(QStringLiteral("precious")));
    QVERIFY(precious.open(QIODevice::WriteOnly));
    QVERIFY(QFile::link(elsewhere.path(),
                        m_temporary->filePath(QStringLiteral("etcdscope-playground-1-eeeeee"))));
    QCOMPARE(PlaygroundFolder::removeStale(), 0);
    QVERIFY(precious.exists());
}

void TestPlaygroundFolder::unwritablePlaceGivesNone()
{
    qputenv("TMPDIR", "/proc");
    const PlaygroundFolder folder;
    QVERIFY(!folder.isValid());
}

QTEST_GUILESS_MAIN(TestPlaygroundFolder)
#include "tst_playgroundfolder.moc"
