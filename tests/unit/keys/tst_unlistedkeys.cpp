// SPDX-License-Identifier: Apache-2.0
// Directories of which only some keys are in the index: their counts stay exact whatever comes and goes, seen
// or not, against a plain map as the server.
#include "core/keys/keyindex.h"
#include "tests/unit/keys/keyindextesting.h"

#include <QTest>

#include <deque>
#include <map>
#include <random>

using namespace etcdscope;
using namespace etcdscope::testing;

namespace {

struct Facts
{
    qint64 revision = 0;
    qint64 version = 0;
};

struct Server
{
    std::map<QByteArray, Facts> keys;
    qint64 revision = 1;

    [[nodiscard]] qint64 count(const QByteArray &prefix) const
    {
        return std::ranges::count_if(keys, [&](const auto &one) { return one.first.startsWith(prefix); });
    }
};

} // namespace

class tst_UnlistedKeys : public QObject
{
    Q_OBJECT

private slots:
    void unlistedKeysCount();
    void listingTakesFromThem();
    void createdKeysComeOnTop();
    void changedKeysWereAmongThem();
    void deletedKeysWereAmongThem();
    void directoryStaysUntilNothingIsUnlisted();
    void viewsHearOfCounts();
    void countsStayExact_data();
    void countsStayExact();
};

void tst_UnlistedKeys::unlistedKeysCount()
{
    KeyIndex index;
    Batch().put("a/1", 2).put("b/c/1", 2).list(index);
    index.setUnlisted(*index.findDirectory("b/c/"), 10, 5);
    QCOMPARE(treeText(index), QStringLiteral("a/ (1)\n  1 @2\nb/ (11)\n  c/ (11)\n    1 @2"));
    QCOMPARE(index.keyCount(), 12);
    QCOMPARE(index.unlistedCount(), 10);
    index.setUnlisted(*index.findDirectory("b/c/"), 3, 6);
    QCOMPARE(index.keyCount(), 5);
    index.clear();
    QCOMPARE(index.unlistedCount(), 0);
}

void tst_UnlistedKeys::listingTakesFromThem()
{
    KeyIndex index;
    Batch().put("a/1", 2).list(index);
    index.setUnlisted(*index.findDirectory("a/"), 2, 5);
    Batch().put("a/1", 2).put("a/b/2", 3).put("a/c", 3).list(index);
    QCOMPARE(index.keyCount(), 3);
    QCOMPARE(index.unlistedCount(), 0);
}

void tst_UnlistedKeys::createdKeysComeOnTop()
{
    KeyIndex index;
    Batch().put("a/1", 2).list(index);
    index.setUnlisted(*index.findDirectory("a/"), 2, 5);
    Batch().put("a/new", 6, 1).apply(index);
    QCOMPARE(index.keyCount(), 4);
    Batch().put("a/counted", 5, 1).apply(index); // created before they were counted
    QCOMPARE(index.keyCount(), 4);
}

void tst_UnlistedKeys::changedKeysWereAmongThem()
{
    KeyIndex index;
    Batch().put("a/1", 2).list(index);
    index.setUnlisted(*index.findDirectory("a/"), 2, 5);
    Batch().put("a/b/2", 6, 4).apply(index);
    QCOMPARE(index.keyCount(), 3);
    QCOMPARE(index.unlistedCount(), 1);
}

void tst_UnlistedKeys::deletedKeysWereAmongThem()
{
    KeyIndex index;
    Batch().put("a/1", 2).list(index);
    index.setUnlisted(*index.findDirectory("a/"), 2, 5);
    Batch().gone("a/b/2", 6).apply(index);
    QCOMPARE(index.keyCount(), 2);
    Batch().gone("a/b/3", 4).apply(index); // was gone when they were counted
    QCOMPARE(index.keyCount(), 2);
}

void tst_UnlistedKeys::directoryStaysUntilNothingIsUnlisted()
{
    KeyIndex index;
    Batch().put("a/1", 2).put("b", 2).list(index);
    index.setUnlisted(*index.findDirectory("a/"), 1, 5);
    Batch().gone("a/1", 6).apply(index);
    QCOMPARE(treeText(index), QStringLiteral("a/ (1)\nb @2"));
    Batch().gone("a/2", 7).apply(index);
    QCOMPARE(treeText(index), QStringLiteral("b @2"));
    Batch().put("a/1", 8).list(index);
    index.setUnlisted(*index.findDirectory("a/"), 1, 8);
    Batch().gone("a/1", 9).apply(index);
    index.setUnlisted(*index.findDirectory("a/"), 0, 9);
    QCOMPARE(treeText(index), QStringLiteral("b @2"));
    QCOMPARE(index.keyCount(), 1);
}

void tst_UnlistedKeys::viewsHearOfCounts()
{
    KeyIndex index;
    Mirror mirror(index);
    mirror.observe(rootDirectory);
    Batch().put("a/b/1", 2).list(index);
    mirror.observe(*index.findDirectory("a/"));
    index.setUnlisted(*index.findDirectory("a/b/"), 4, 5);
    QCOMPARE(mirror.difference(), QString());
    Batch().gone("a/b/7", 6).apply(index);
    QCOMPARE(mirror.difference(), QString());
    index.setUnlisted(*index.findDirectory("a/b/"), 0, 9);
    QCOMPARE(mirror.difference(), QString());
}

void tst_UnlistedKeys::countsStayExact_data()
{
    QTest::addColumn<uint>("seed");
    for (uint seed = 1; seed <= 40; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void tst_UnlistedKeys::countsStayExact()
{
    QFETCH(uint, seed);
    std::mt19937 random(seed);
    const auto roll = [&](int sides) { return int(random() % unsigned(sides)); };
    const auto someKey = [&] {
        QByteArray key = "d" + QByteArray::number(roll(3)) + '/';
        if (roll(2) == 0)
            key += "e" + QByteArray::number(roll(2)) + '/';
        return key + QByteArray::number(roll(12));
    };
    Server server;
    KeyIndex index;
    Mirror mirror(index);
    mirror.observe(rootDirectory);
    std::deque<std::pair<QByteArray, Facts>> events; // on their way; version 0: deleted
    const auto change = [&] {
        const QByteArray key = someKey();
        ++server.revision;
        const auto known = server.keys.find(key);
        if (known != server.keys.end() && roll(2) == 0) {
            server.keys.erase(known);
            events.push_back({key, {server.revision, 0}});
        } else {
            Facts &facts = server.keys[key];
            facts = {server.revision, facts.version + 1};
            events.push_back({key, facts});
        }
    };
    const auto deliver = [&](size_t count) {
        for (; count > 0 && !events.empty(); --count, events.pop_front()) {
            const auto &[key, facts] = events.front();
            if (facts.version == 0)
                Batch().gone(key, facts.revision).apply(index);
            else
                Batch().put(key, facts.revision, facts.version).apply(index);
        }
    };
    for (int i = 0; i < 40; ++i)
        change();
    events.clear();
    // The first read: some keys of each directory, the rest counted.
    for (int directory = 0; directory < 3; ++directory) {
        const QByteArray prefix = "d" + QByteArray::number(directory) + '/';
        qint64 listed = 0;
        for (const auto &[key, facts] : server.keys) {
            if (key.startsWith(prefix) && listed < 2 && ++listed)
                Batch().put(key, facts.revision, facts.version).list(index);
        }
        if (listed > 0)
            index.setUnlisted(*index.findDirectory(prefix), server.count(prefix) - listed, server.revision);
    }
    for (int step = 0; step < 200; ++step) {
        change();
        if (roll(3) == 0)
            deliver(size_t(roll(6)));
        if (roll(25) == 0) { // somebody opens a directory; the listing may be ahead of the events
            const QByteArray prefix = "d" + QByteArray::number(roll(3)) + '/';
            Batch listing;
            for (const auto &[key, facts] : server.keys) {
                if (key.startsWith(prefix))
                    listing.put(key, facts.revision, facts.version);
            }
            listing.list(index);
            if (const auto directory = index.findDirectory(prefix))
                index.setUnlisted(*directory, 0, server.revision);
        }
        if (roll(10) == 0)
            deliver(events.size());
        QCOMPARE(mirror.difference(), QString());
    }
    deliver(events.size());
    QCOMPARE(index.keyCount(), qint64(server.keys.size()));
    for (int directory = 0; directory < 3; ++directory) {
        const QByteArray prefix = "d" + QByteArray::number(directory) + '/';
        const auto found = index.findDirectory(prefix);
        QCOMPARE(found ? index.keyCount(*found) : 0, server.count(prefix));
    }
}

QTEST_GUILESS_MAIN(tst_UnlistedKeys)
#include "tst_unlistedkeys.moc"
