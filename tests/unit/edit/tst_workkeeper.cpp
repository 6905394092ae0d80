// SPDX-License-Identifier: Apache-2.0
#include "core/edit/draft.h"
#include "core/edit/journal.h"
#include "core/edit/savedwork.h"
#include "core/edit/workkeeper.h"
#include "tests/support/fulldisk.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace etcdscope;

namespace {

QByteArray allBytes()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes += char(i);
    return bytes;
}

Draft draftOf(const QByteArray &key, qint64 revision)
{
    return {.key = key,
            .base = {.key = key,
                     .value = "before",
                     .createRevision = 3,
                     .modRevision = revision,
                     .version = 4,
                     .lease = 77},
            .isNew = false,
            .value = allBytes()};
}

JournalEntry entryOf(const QByteArray &key, quint64 group = 0)
{
    return {.id = 0,
            .group = group,
            .time = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC),
            .key = key,
            .before = std::nullopt,
            .after = allBytes(),
            .position = {12},
            .outcome = JournalEntry::Outcome::Unknown};
}

/// A key space as far as a keeper knows it.
struct Work
{
    explicit Work(const QString &path)
        : keeper(std::make_unique<WorkKeeper>(drafts, journal, path))
        , waiting(keeper.get(), &WorkKeeper::waiting)
        , restored(keeper.get(), &WorkKeeper::restored)
        , failed(keeper.get(), &WorkKeeper::failed)
    {
        keeper->setPause(0);
    }
    [[nodiscard]] bool start()
    {
        keeper->start();
        return QTest::qWaitFor([this] { return restored.size() == 1; }, 30'000);
    }

    DraftStore drafts;
    Journal journal;
    std::unique_ptr<WorkKeeper> keeper;
    QSignalSpy waiting;
    QSignalSpy restored;
    QSignalSpy failed;
};

} // namespace

/// Drafts and journal that outlive the program.
class TestWorkKeeper : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("deep/er/one.work"));
    }
    void bytesComeBackExactly();
    void fileIsTheOwnersAlone();
    void whatIsTypedMeanwhileWins();
    void withoutWorkThereIsNoFile();
    void damagedFilesAreSetAside_data();
    void damagedFilesAreSetAside();
    void lastChangeIsOnDiskAfterTheEnd();
    void whatCannotBeWrittenIsSaid();
    void fullDiskLosesNoDraft();
    void whatIsTypedBeforeItIsReadIsWritten();
    void oneFileHasOneKeeper();
    void theNextKeeperGoesOnWithTheWork();
    void whatWouldBeLostIsWaitedFor();
    void whoComesBackAtOnceFindsTheLastChange();
    void workIsRemovedUnlessItHasAKeeper();
    void onlyTheNewestOfTheJournalStays();
    void groupsGetNumbersOfTheirOwn();

private:
    [[nodiscard]] bool waitForFile() const
    {
        return QTest::qWaitFor([this] { return QFile::exists(m_path); }, 30'000);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestWorkKeeper::bytesComeBackExactly()
{
    const Draft draft = draftOf(allBytes(), 9);
    {
        Work work(m_path);
        QVERIFY(work.start());
        work.drafts.put(draft);
        QVERIFY(work.journal.add(entryOf("/a")));
    }
    QVERIFY(waitForFile());
    Work again(m_path);
    QVERIFY(again.start());
    QCOMPARE(again.restored.first().first().value<QByteArrayList>(), QByteArrayList{allBytes()});
    const Draft *back = again.drafts.find(allBytes());
    QVERIFY(back);
    QCOMPARE(back->value, draft.value);
    QVERIFY(back->base == draft.base);
    QVERIFY(again.drafts.isKept());
    QCOMPARE(again.journal.entries().size(), size_t(1));
    const JournalEntry &entry = again.journal.entries().front();
    QCOMPARE(entry.key, QByteArray("/a"));
    QVERIFY(!entry.before);
    QCOMPARE(*entry.after, allBytes());
    QCOMPARE(entry.time, entryOf("/a").time);
    QCOMPARE(entry.position.value, 12);
    QCOMPARE(int(entry.outcome), int(JournalEntry::Outcome::Unknown));
}

void TestWorkKeeper::fileIsTheOwnersAlone()
{
    {
        Work work(m_path);
        QVERIFY(work.start());
        work.drafts.put(draftOf("/a", 1));
    }
    QVERIFY(waitForFile());
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                        QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    QVERIFY(!(QFile::permissions(m_path) & others));
    QVERIFY(!(QFile::permissions(QFileInfo(m_path).path()) & others));
}

void TestWorkKeeper::whatIsTypedMeanwhileWins()
{
    {
        Work work(m_path);
        QVERIFY(work.start());
        work.drafts.put(draftOf("/a", 1));
        work.drafts.put(draftOf("/b", 1));
    }
    QVERIFY(waitForFile());
    Work again(m_path);
    QSignalSpy restored(&again.drafts, &DraftStore::restored);
    Draft typed = draftOf("/a", 5);
    typed.value = "typed";
    again.drafts.put(typed);
    QVERIFY(again.start());
    QCOMPARE(again.drafts.find("/a")->value, QByteArray("typed"));
    QCOMPARE(again.drafts.find("/b")->value, allBytes());
    QCOMPARE(restored.size(), 1);
}

void TestWorkKeeper::withoutWorkThereIsNoFile()
{
    Work work(m_path);
    QVERIFY(work.start());
    work.drafts.put(draftOf("/a", 1));
    QVERIFY(waitForFile());
    work.drafts.remove("/a");
    QTRY_VERIFY(!QFile::exists(m_path));
    QCOMPARE(work.failed.size(), 0);
}

void TestWorkKeeper::damagedFilesAreSetAside_data()
{
    QTest::addColumn<QByteArray>("bytes");
    SavedWork work;
    work.drafts.append(draftOf("/a", 1));
    const QByteArray good = work.toBytes();
    QByteArray flipped = good;
    flipped[good.size() - 3] = char(flipped[good.size() - 3] ^ 1);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("something else") << QByteArray("hello, world");
    QTest::newRow("cut off") << good.chopped(1);
    QTest::newRow("one bit") << flipped;
}

void TestWorkKeeper::damagedFilesAreSetAside()
{
    QFETCH(const QByteArray, bytes);
    QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    Work work(m_path);
    QVERIFY(work.start());
    QCOMPARE(work.failed.size(), 1);
    QVERIFY(!QFile::exists(m_path));
    QFile aside(m_path + QStringLiteral(".unreadable"));
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), bytes);
    work.drafts.put(draftOf("/a", 1));
    QVERIFY(waitForFile());
}

void TestWorkKeeper::lastChangeIsOnDiskAfterTheEnd()
{
    {
        Work work(m_path);
        work.keeper->setPause(1'000'000);
        QVERIFY(work.start());
        work.drafts.put(draftOf("/a", 1));
        work.drafts.put(draftOf("/b", 1));
    }
    QVERIFY(waitForFile());
    Work again(m_path);
    QVERIFY(again.start());
    QCOMPARE(again.drafts.size(), 2);
}

void TestWorkKeeper::whatCannotBeWrittenIsSaid()
{
    // A file stands where the folder should be.
    QFile inTheWay(m_folder->filePath(QStringLiteral("deep")));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    Work work(m_path);
    QVERIFY(work.start());
    work.drafts.put(draftOf("/a", 1));
    QTRY_COMPARE(work.failed.size(), 1);
    QVERIFY(!work.drafts.isKept()); // who closes the window is asked
}

void TestWorkKeeper::fullDiskLosesNoDraft()
{
    const Draft before = draftOf("/a", 1);
    {
        Work work(m_path);
        QVERIFY(work.start());
        work.drafts.put(before);
        QVERIFY(waitForFile());
        const FullDisk disk;
        if (!disk.isFull())
            QSKIP("there is no limit on the size of files here");
        work.drafts.put(draftOf("/b", 2));
        QTRY_COMPARE_WITH_TIMEOUT(work.failed.size(), 1, 30'000);
        QVERIFY(!work.drafts.isKept()); // who closes the window is asked
    }
    Work again(m_path);
    QVERIFY(again.start());
    QCOMPARE(again.failed.size(), 0);
    QCOMPARE(again.restored[0][0].value<QByteArrayList>().contains("/a"), true);
}

void TestWorkKeeper::whatIsTypedBeforeItIsReadIsWritten()
{
    Work work(m_path);
    work.drafts.put(draftOf("/a", 1));
    QVERIFY(work.start());
    QVERIFY(waitForFile());
}

void TestWorkKeeper::oneFileHasOneKeeper()
{
    {
        Work first(m_path);
        QVERIFY(first.start());
        Work second(m_path);
        second.keeper->setWait(5);
        second.keeper->start();
        second.drafts.put(draftOf("/b", 1));
        QVERIFY(second.journal.add(entryOf("/b")));
        QTRY_COMPARE(second.waiting.size(), 1);
        QVERIFY(first.drafts.isKept());
        QVERIFY(!second.drafts.isKept()); // who closes it is asked
        QCOMPARE(second.restored.size() + second.failed.size(), 0);
        first.drafts.put(draftOf("/a", 1));
        QVERIFY(first.journal.add(entryOf("/a")));
    } // the second goes first
    QVERIFY(waitForFile());
    Work again(m_path);
    QVERIFY(again.start());
    QCOMPARE(again.drafts.keys(), QList<QByteArray>{"/a"});
    QCOMPARE(again.journal.entries().size(), size_t(1));
}

void TestWorkKeeper::theNextKeeperGoesOnWithTheWork()
{
    auto first = std::make_unique<Work>(m_path);
    QVERIFY(first->start());
    {
        Work second(m_path);
        second.keeper->setWait(5);
        second.keeper->start();
        second.drafts.put(draftOf("/b", 1));
        QTRY_COMPARE(second.waiting.size(), 1);
        first->drafts.put(draftOf("/a", 1));
        first.reset();
        QTRY_COMPARE_WITH_TIMEOUT(second.restored.size(), 1, 30'000);
        QCOMPARE(second.restored.first().first().value<QByteArrayList>(), QByteArrayList{"/a"});
        QVERIFY(second.drafts.isKept());
        QVERIFY(second.drafts.contains("/a") && second.drafts.contains("/b"));
        QCOMPARE(second.waiting.size(), 1);
    }
    Work again(m_path);
    QVERIFY(again.start());
    QCOMPARE(again.drafts.size(), 2);
}

void TestWorkKeeper::whatWouldBeLostIsWaitedFor()
{
    auto first = std::make_unique<Work>(m_path);
    QVERIFY(first->start());
    first->drafts.put(draftOf("/a", 1));
    Work second(m_path);
    second.keeper->setWait(5);
    second.keeper->start();
    Draft other = draftOf("/a", 1);
    other.value = "another value";
    second.drafts.put(other);
    second.drafts.put(draftOf("/b", 1));
    QTRY_COMPARE(second.waiting.size(), 1);
    first.reset();
    QVERIFY(waitForFile());
    // It has been its turn when somebody else could have the file: it gave that back.
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(m_path + QStringLiteral(".lock")), 30'000);
    const bool tookIt = QTest::qWaitFor([&second] { return second.restored.size() > 0; }, 500);
    QVERIFY(!tookIt);
    QVERIFY(!second.drafts.isKept());
    second.drafts.remove("/a");
    QTRY_COMPARE_WITH_TIMEOUT(second.restored.size(), 1, 30'000);
    QCOMPARE(second.drafts.find("/a")->value, allBytes());
    QVERIFY(second.drafts.isKept());
}

void TestWorkKeeper::whoComesBackAtOnceFindsTheLastChange()
{
    for (int round = 1; round <= 20; ++round) {
        Work work(m_path);
        QVERIFY(work.start());
        QCOMPARE(work.drafts.size(), round - 1);
        QCOMPARE(work.waiting.size(), 0); // not worth a word
        work.keeper->setPause(1'000'000);
        work.drafts.put(draftOf(QByteArray::number(round), 1));
    }
}

void TestWorkKeeper::workIsRemovedUnlessItHasAKeeper()
{
    {
        Work work(m_path);
        QVERIFY(work.start());
        work.drafts.put(draftOf("/a", 1));
        QVERIFY(waitForFile());
        QVERIFY(!WorkKeeper::remove(m_path));
        QVERIFY(QFile::exists(m_path));
    }
    QTRY_VERIFY(WorkKeeper::remove(m_path));
    QVERIFY(!QFile::exists(m_path));
    QVERIFY(WorkKeeper::remove(m_path));
}

void TestWorkKeeper::onlyTheNewestOfTheJournalStays()
{
    DraftStore drafts;
    Journal journal;
    const quint64 group = journal.newGroup();
    const int all = int(SavedWork::mostEntries) + 10;
    for (int i = 0; i < all; ++i)
        journal.add(entryOf(QByteArray::number(i), group));
    const SavedWork work = workOf(drafts, journal);
    QCOMPARE(work.entries.size(), SavedWork::mostEntries);
    QCOMPARE(work.entries.back().key, QByteArray::number(all - 1));
    QCOMPARE(work.broken, std::vector<quint64>{group});
    Journal again;
    again.restore(work.entries, work.broken);
    QVERIFY(!again.isWhole(again.entries().front().group));
}

void TestWorkKeeper::groupsGetNumbersOfTheirOwn()
{
    Journal journal;
    const quint64 now = journal.newGroup();
    journal.add(entryOf("/now", now));
    journal.restore({entryOf("/old", now), entryOf("/alone")}, {});
    QCOMPARE(journal.entries().size(), size_t(3));
    QCOMPARE(journal.entries()[0].key, QByteArray("/old"));
    QVERIFY(journal.entries()[0].group != 0);
    QVERIFY(journal.entries()[0].group != now);
    QCOMPARE(journal.entries()[1].group, quint64(0));
    QCOMPARE(journal.entries()[2].group, now);
    QVERIFY(journal.isWhole(journal.entries()[0].group));
    for (size_t i = 0; i < 3; ++i)
        QCOMPARE(journal.entries()[i].id, i + 1);
}

QTEST_GUILESS_MAIN(TestWorkKeeper)
#include "tst_workkeeper.moc"
