// SPDX-License-Identifier: Apache-2.0
#include "core/base/fileclaim.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace etcdscope;
using Outcome = FileClaim::Outcome;

/// One writer for one file.
class TestFileClaim : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void onlyOneHasIt();
    void itGoesOnWithTheNextOne();
    void howeverOldItIsNotTakenAway();
    void whatACrashLeftIsNobodys();
    void whereNothingCanBeWrittenItIsImpossible();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("one.work")); }
    [[nodiscard]] QString lockPath() const { return path() + QStringLiteral(".lock"); }
    [[nodiscard]] bool makeOld() const
    {
        QFile lock(lockPath());
        return lock.open(QIODevice::ReadWrite) &&
               lock.setFileTime(QDateTime::currentDateTime().addDays(-3), QFileDevice::FileModificationTime);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestFileClaim::onlyOneHasIt()
{
    FileClaim first(path());
    FileClaim second(path());
    QCOMPARE(first.take(), Outcome::Ours);
    QCOMPARE(second.take(), Outcome::Others);
    QCOMPARE(first.take(), Outcome::Ours);
    FileClaim other(path() + QLatin1Char('2'));
    QCOMPARE(other.take(), Outcome::Ours);
}

void TestFileClaim::itGoesOnWithTheNextOne()
{
    FileClaim waiting(path());
    {
        FileClaim first(path());
        QCOMPARE(first.take(), Outcome::Ours);
        QCOMPARE(waiting.take(), Outcome::Others);
    }
    QCOMPARE(waiting.take(), Outcome::Ours);
    waiting.giveBack();
    QVERIFY(!QFile::exists(lockPath()));
    FileClaim last(path());
    QCOMPARE(last.take(), Outcome::Ours);
}

void TestFileClaim::howeverOldItIsNotTakenAway()
{
    FileClaim first(path());
    QCOMPARE(first.take(), Outcome::Ours);
    QVERIFY(makeOld());
    FileClaim second(path());
    QCOMPARE(second.take(), Outcome::Others);
    QVERIFY(QFile::exists(lockPath()));
}

/// The number of the program that crashed is the one of this process, as it may be in a sandbox.
void TestFileClaim::whatACrashLeftIsNobodys()
{
    QByteArray left;
    {
        FileClaim crashing(path());
        QCOMPARE(crashing.take(), Outcome::Ours);
        QFile lock(lockPath());
        QVERIFY(lock.open(QIODevice::ReadOnly));
        left = lock.readAll();
    }
    QVERIFY(left.startsWith(QByteArray::number(QCoreApplication::applicationPid())));
    {
        QFile lock(lockPath());
        QVERIFY(lock.open(QIODevice::WriteOnly));
        lock.write(left);
    }
    QVERIFY(makeOld());
    FileClaim next(path());
    QCOMPARE(next.take(), Outcome::Ours);
}

void TestFileClaim::whereNothingCanBeWrittenItIsImpossible()
{
    FileClaim claim(m_folder->filePath(QStringLiteral("no/such/folder")));
    QCOMPARE(claim.take(), Outcome::Impossible);
    QFile file(m_folder->filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    FileClaim inFile(m_folder->filePath(QStringLiteral("file/one.work")));
    QCOMPARE(inFile.take(), Outcome::Impossible);
}

QTEST_GUILESS_MAIN(TestFileClaim)
#include "tst_fileclaim.moc"
