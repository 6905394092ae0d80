// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/keys/keyindextesting.h"

#include <QTest>

using namespace etcdscope;

namespace {

void change(KeyIndex &index, QByteArrayView key, const EntryBatch::Item &item, bool isListing = false)
{
    EntryBatch batch;
    batch.append(key, {}, item);
    if (isListing)
        index.insertListing(batch, 0, 1);
    else
        index.applyChanges(batch, 0, 1);
}

EntryBatch::Item key(qint64 revision, qint64 expires = 0, qint64 lease = 0)
{
    return {.modRevision = revision, .lease = lease, .expires = expires};
}

EntryBatch::Item directory(qint64 created, qint64 revision, qint64 expires = 0)
{
    return {.kind = Entry::Kind::Directory,
            .createRevision = created,
            .modRevision = revision,
            .expires = expires};
}

} // namespace

/// What only stores with explicit directories and times to live ask of a KeyIndex.
class KeyExpiryTest : public QObject
{
    Q_OBJECT

private slots:
    void aTimeToLiveIsKeptPerKeyAndDirectory()
    {
        KeyIndex index;
        change(index, "/a/", directory(1, 1, 9'000'000), true);
        change(index, "/a/k", key(2, 5'000'000), true);
        change(index, "/a/leased", key(3, 0, 77), true);
        QCOMPARE(index.row(*index.find("/a/k")).expires, 5'000'000);
        QCOMPARE(index.row(*index.find("/a/k")).lease, 0);
        QCOMPARE(index.row(*index.find("/a/leased")).lease, 77);
        QCOMPARE(index.row(*index.find("/a/leased")).expires, 0);
        QCOMPARE(index.row(index.rowOf(*index.findDirectory("/a/"))).expires, 9'000'000);
        QCOMPARE(index.nextExpiry(), std::optional<qint64>(5'000'000));
        QVERIFY(index.overdue(4'999'999, 10).empty());
        QCOMPARE(index.overdue(9'000'000, 10), (std::vector<QByteArray>{"/a/k", "/a/"}));
        QCOMPARE(index.overdue(9'000'000, 1), (std::vector<QByteArray>{"/a/k"}));
    }

    void anotherReadMomentIsNoChange()
    {
        KeyIndex index;
        change(index, "/k", key(2, 5'000'000), true);
        change(index, "/k", key(2, 5'000'900), true);
        QCOMPARE(index.nextExpiry(), std::optional<qint64>(5'000'000));
        change(index, "/k", key(2, 9'000'000)); // renewed, or the clock was set
        QCOMPARE(index.nextExpiry(), std::optional<qint64>(9'000'000));
        change(index, "/k", key(3));
        QVERIFY(!index.nextExpiry());
    }

    void whatGoesIsNotWaitedFor()
    {
        KeyIndex index;
        change(index, "/a/", directory(1, 1, 9'000'000), true);
        change(index, "/a/k", key(2, 5'000'000), true);
        change(index, "/a/l", key(3, 6'000'000), true);
        change(index, "/a/k", {.isDelete = true, .isExpired = true, .modRevision = 4});
        QCOMPARE(index.nextExpiry(), std::optional<qint64>(6'000'000));
        QCOMPARE(index.expiredAt("/a/k"), 4);
        QCOMPARE(index.expiredAt("/a/l"), 0);
        change(index, "/a/", {.isDelete = true, .kind = Entry::Kind::Directory, .modRevision = 5});
        QVERIFY(!index.nextExpiry());
        change(index, "/b", key(6, 7'000'000));
        index.clear();
        QVERIFY(!index.nextExpiry());
    }

    void aNewTimeToLiveDoesNotMoveADirectory()
    {
        KeyIndex index;
        change(index, "/a/", directory(4, 4), true);
        change(index, "/a/", directory(4, 9, 5'000'000)); // the change has an index of its own
        const KeyIndex::Row row = index.row(index.rowOf(*index.findDirectory("/a/")));
        QCOMPARE(row.modRevision, 4);
        QCOMPARE(row.expires, 5'000'000);
        change(index, "/a/", directory(4, 4, 9'000'000), true); // what a listing says then counts
        QCOMPARE(index.nextExpiry(), std::optional<qint64>(9'000'000));
    }

    void aKeyBringsTheDirectoriesAboveIt()
    {
        KeyIndex index;
        change(index, "/old/", directory(2, 2), true);
        EntryBatch batch;
        // By name the later one comes first.
        batch.append("/old/new/z", {}, {.impliesDirectories = true, .modRevision = 10});
        batch.append("/old/new/b", {}, {.impliesDirectories = true, .modRevision = 11});
        batch.append("/plain/key", {}, {.modRevision = 12});
        index.applyChanges(batch, 0, batch.size());
        const auto rowOf = [&](QByteArrayView prefix) {
            return index.row(index.rowOf(*index.findDirectory(prefix)));
        };
        QVERIFY(rowOf("/old/new/").isExplicit);
        QCOMPARE(rowOf("/old/new/").modRevision, 10);
        QCOMPARE(rowOf("/old/").modRevision, 2);
        QVERIFY(!rowOf("/plain/").isExplicit);
        // It stays when the keys go, until it goes itself; and may come again.
        change(index, "/old/new/z", {.isDelete = true, .modRevision = 13});
        change(index, "/old/new/b", {.isDelete = true, .modRevision = 14});
        QVERIFY(index.findDirectory("/old/new/"));
        change(index, "/old/new/", {.isDelete = true, .kind = Entry::Kind::Directory, .modRevision = 15});
        QVERIFY(!index.findDirectory("/old/new/"));
        change(index, "/old/new/x", {.impliesDirectories = true, .modRevision = 16});
        QVERIFY(rowOf("/old/new/").isExplicit);
        QCOMPARE(rowOf("/old/new/").modRevision, 16);
    }

    void anUnreadDirectoryIsPartialUntilItIsRead()
    {
        KeyIndex index;
        change(index, "/a/", directory(1, 1), true);
        change(index, "/b/", directory(2, 2), true);
        const DirectoryId a = *index.findDirectory("/a/");
        index.setUnread(a);
        QVERIFY(index.isPartial(a));
        QVERIFY(!index.isPartial(*index.findDirectory("/b/")));
        QCOMPARE(index.unreadCount(), 1);
        QCOMPARE(index.unlistedCount(), 0);
        change(index, "/a/k", key(3));
        QVERIFY(index.isPartial(a));
        index.setUnlisted(a, 0, 4);
        QVERIFY(!index.isPartial(a));
        index.setUnread(*index.findDirectory("/b/"));
        change(index, "/b/", {.isDelete = true, .kind = Entry::Kind::Directory, .modRevision = 5});
        QCOMPARE(index.unreadCount(), 0);
    }
};

QTEST_GUILESS_MAIN(KeyExpiryTest)
#include "tst_keyexpiry.moc"
