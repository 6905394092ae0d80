// SPDX-License-Identifier: Apache-2.0
#include "core/base/wholefile.h"
#include "tests/support/fulldisk.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace etcdscope;
using Rights = WholeFile::Rights;

class TestWholeFile : public QObject
{
    Q_OBJECT

private slots:
    void ownersFileIsTheOwnersAlone();
    void usualFileKeepsTheRightsItHad();
    void whatCannotBeOpenedSaysWhy();
    void fullDiskLeavesTheOldFile_data();
    void fullDiskLeavesTheOldFile();

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("file")); }
    [[nodiscard]] QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
    }
    [[nodiscard]] bool makeOld() const
    {
        QFile file(path());
        return file.open(QIODevice::WriteOnly) && file.write("old") == 3 &&
               file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup);
    }
    /// Of the owner, the group and all others.
    [[nodiscard]] QFile::Permissions rights() const
    {
        return QFile::permissions(path()) & ~(QFile::ReadUser | QFile::WriteUser | QFile::ExeUser);
    }

    QTemporaryDir m_folder;
};

void TestWholeFile::ownersFileIsTheOwnersAlone()
{
    QVERIFY(makeOld());
    QVERIFY(WholeFile(path(), Rights::Owner).write("replaced"));
    QCOMPARE(content(), QByteArray("replaced"));
    QCOMPARE(rights(), QFile::ReadOwner | QFile::WriteOwner);
    QVERIFY(QFile::remove(path()));
    QVERIFY(WholeFile(path(), Rights::Owner).writeDurably("new"));
    QCOMPARE(content(), QByteArray("new"));
    QCOMPARE(rights(), QFile::ReadOwner | QFile::WriteOwner);
}

void TestWholeFile::usualFileKeepsTheRightsItHad()
{
    QVERIFY(makeOld());
    QVERIFY(WholeFile(path(), Rights::Usual).write({}));
    QCOMPARE(content(), QByteArray());
    QCOMPARE(rights(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup);
}

void TestWholeFile::whatCannotBeOpenedSaysWhy()
{
    const auto written = WholeFile(path() + QStringLiteral("/none/file"), Rights::Owner).write("x");
    QVERIFY(!written);
    QCOMPARE(written.error().kind, ErrorKind::Local);
    QVERIFY(!written.error().detail.isEmpty());
}

void TestWholeFile::fullDiskLeavesTheOldFile_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::newRow("all of it in the buffer") << qsizetype(100);
    QTest::newRow("more than a buffer") << qsizetype(100'000);
}

void TestWholeFile::fullDiskLeavesTheOldFile()
{
    QFETCH(const qsizetype, size);
    QVERIFY(makeOld());
    for (const bool durable : {false, true}) {
        const WholeFile file(path(), Rights::Owner);
        std::optional<Result<void>> written;
        {
            const FullDisk disk;
            if (!disk.isFull())
                QSKIP("there is no limit on the size of files here");
            written = durable ? file.writeDurably(QByteArray(size, 'x')) : file.write(QByteArray(size, 'x'));
        }
        QVERIFY(!*written);
        QVERIFY(!written->error().detail.isEmpty());
        QCOMPARE(content(), QByteArray("old"));
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("file")});
    }
    QVERIFY(WholeFile(path(), Rights::Owner).write("then"));
    QCOMPARE(content(), QByteArray("then"));
}

QTEST_GUILESS_MAIN(TestWholeFile)
#include "tst_wholefile.moc"
