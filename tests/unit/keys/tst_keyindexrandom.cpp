// SPDX-License-Identifier: Apache-2.0
#include "core/keys/keyindex.h"
#include "tests/unit/keys/keyindextesting.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

using namespace etcdscope;
using namespace etcdscope::testing;

namespace {

struct Fact
{
    qint64 modRevision = 0;
    qint64 version = 0;
    qint64 lease = 0;
    bool seen = false;
};

/// What the index should hold, in the plainest form.
struct Model
{
    std::map<QByteArray, Fact> keys;
    std::map<QByteArray, qint64> going; ///< with the revision of the deletion
    std::map<QByteArray, Fact> directories;
};

/// The directories above a key, worked out anew: `a/b/c` has `a/` and `a/b/`; `/a/b` has `/a/`.
std::vector<QByteArray> directoriesOf(const QByteArray &key)
{
    std::vector<QByteArray> found;
    for (qsizetype i = 1; i < std::min(key.size(), longestPrefix); ++i) {
        if (key[i] == '/')
            found.push_back(key.first(i + 1));
    }
    return found;
}

struct ExpectedRow
{
    QByteArray label;
    bool isDirectory = false;
    friend bool operator<(const ExpectedRow &a, const ExpectedRow &b)
    {
        return std::tie(a.label, a.isDirectory) < std::tie(b.label, b.isDirectory);
    }
};

} // namespace

class tst_KeyIndexRandom : public QObject
{
    Q_OBJECT

private slots:
    void staysEqualToAMap_data();
    void staysEqualToAMap();

private:
    QByteArray randomKey();
    qint64 nextRevision() { return ++m_revision; }
    void put(KeyIndex &index, Model &model, int count);
    void list(KeyIndex &index, Model &model, int count);
    void compareOnce(KeyIndex &index, Model &model);
    void check(const KeyIndex &index, const Model &model, bool thorough);

    QRandomGenerator m_random;
    qint64 m_revision = 1;
    bool m_withDirectories = false;
    QByteArray m_kept;
};

QByteArray tst_KeyIndexRandom::randomKey()
{
    const auto pick = [this](int most) { return int(m_random.bounded(most)); };
    switch (pick(12)) {
    case 0: { // few and short, so that keys and directories of one name meet
        static const QByteArrayList odd{"a",
                                        "a-b",
                                        "a/b",
                                        "a//b",
                                        "/",
                                        "//",
                                        "//a",
                                        "/a",
                                        "/a/",
                                        "a/",
                                        "a//",
                                        "",
                                        "\xff\xfe/\x80",
                                        "a/\xff",
                                        QByteArrayView("a\0b/c", 5).toByteArray(),
                                        QByteArrayView("\0", 1).toByteArray(),
                                        "///",
                                        "/a//",
                                        " ",
                                        "a/b/",
                                        "a0"};
        return odd[pick(int(odd.size()))];
    }
    case 1: { // any bytes of a tiny alphabet
        QByteArray key;
        for (int i = pick(9); i > 0; --i)
            key.append("/a-\xff"[pick(4)]);
        return key;
    }
    case 2: { // long
        QByteArray key = "long/";
        // Explicit directories are short: see longestPrefix.
        key.append(pick(m_withDirectories ? 2'000 : 4'096), char('a' + pick(2)));
        if (pick(2))
            key.append("/x");
        if (pick(20) == 0)
            key = QByteArray(pick(200), '/');
        return key;
    }
    case 3:
    case 4: // one big directory
        return "flat/" + QByteArray::number(pick(3000)).rightJustified(6, '0');
    case 5: // many directories in one
        return "wide/" + QByteArray::number(pick(1200)) + "/k";
    default:
        return "/app/svc" + QByteArray::number(pick(5)) + "/inst" + QByteArray::number(pick(8)) + "/key" +
               QByteArray::number(pick(30));
    }
}

void tst_KeyIndexRandom::put(KeyIndex &index, Model &model, int count)
{
    Batch batch;
    const std::map<QByteArray, qint64> goingBefore = model.going;
    const bool heavyDelete = m_random.bounded(3) == 0;
    for (int i = 0; i < count; ++i) {
        QByteArray key = randomKey();
        const int kind = int(m_random.bounded(20));
        if (m_withDirectories && kind == 0) {
            if (key.isEmpty() || key == "/")
                continue;
            const qint64 revision = nextRevision();
            batch.directory(key, revision);
            if (!key.endsWith('/'))
                key.append('/');
            model.directories[key] = {.modRevision = revision, .version = 0, .lease = 0, .seen = true};
        } else if (m_withDirectories && kind == 1) {
            if (key.isEmpty() || key == "/" || m_random.bounded(4) != 0)
                continue;
            const qint64 revision = nextRevision();
            batch.directoryGone(key, revision);
            if (!key.endsWith('/'))
                key.append('/');
            const auto isIn = [&](const auto &one) { return one.first.startsWith(key); };
            for (const auto &one : model.keys) {
                if (isIn(one) && !m_kept.isEmpty())
                    qFatal("going keys are not modelled with directories");
            }
            std::erase_if(model.keys, isIn);
            std::erase_if(model.directories, isIn);
        } else if (kind < (heavyDelete ? 14 : 7)) {
            // Mostly of a key that is there.
            if (!model.keys.empty() && m_random.bounded(4) != 0) {
                auto there = model.keys.lower_bound(key);
                if (there == model.keys.end())
                    there = model.keys.begin();
                key = there->first;
            }
            const qint64 revision = nextRevision();
            batch.gone(key, revision);
            model.keys.erase(key);
            if (const auto kept = model.going.find(key); kept != model.going.end())
                kept->second = revision;
        } else if (kind == 19) { // older than what is there: nothing happens to a key that is there
            if (const auto there = model.keys.find(key); there != model.keys.end()) {
                if (m_random.bounded(2))
                    batch.put(key, there->second.modRevision - 1, 77);
                else
                    batch.gone(key, there->second.modRevision - 1);
                // The last change to a key decides, so an old one behind a new one would hide it.
                batch.put(key, there->second.modRevision, there->second.version, there->second.lease);
                there->second.seen = true;
            }
        } else {
            const qint64 lease = m_random.bounded(4) == 0 ? qint64(m_random.generate64()) : 0;
            const Fact fact{.modRevision = nextRevision(),
                            .version = qint64(m_random.bounded(100) + 1),
                            .lease = lease,
                            .seen = true};
            batch.put(key, fact.modRevision, fact.version, fact.lease);
            model.keys[key] = fact;
            model.going.erase(key);
        }
    }
    // A model of going keys: what the index keeps is decided at the end of a batch, from what it had before.
    if (!m_kept.isEmpty()) {
        std::set<QByteArray> before;
        index.visit({}, [&](QByteArrayView key, const KeyIndex::Row &) {
            before.insert(key.toByteArray());
            return true;
        });
        for (qsizetype i = 0; i < batch.entries().size(); ++i) {
            const QByteArray key = batch.entries().key(i).toByteArray();
            const std::vector<QByteArray> above = directoriesOf(key);
            const QByteArray label = above.empty() ? key : key.sliced(above.back().size());
            const bool observed = above.empty() || above.back().startsWith("/app/");
            const bool wasShown = goingBefore.contains(key) || before.contains(key);
            if (wasShown && !model.keys.contains(key) && observed && label.contains(m_kept))
                model.going[key] = 0;
        }
    }
    // In slices, as the feed does it; not across a key kept in two minds.
    if (m_kept.isEmpty()) {
        for (ChangesPlace place; place.next < batch.entries().size();)
            index.applySome(batch.entries(), place, m_random.bounded(1, 60));
    } else {
        batch.apply(index);
    }
}

void tst_KeyIndexRandom::list(KeyIndex &index, Model &model, int count)
{
    // Two parts of a listing that come turn by turn.
    std::map<QByteArray, Fact> fresh;
    for (int i = 0; i < count; ++i) {
        const QByteArray key = randomKey();
        if (model.going.contains(key))
            continue;
        const auto there = model.keys.find(key);
        Fact fact =
            there != model.keys.end() ? there->second : Fact{.modRevision = nextRevision(), .version = 1};
        fact.seen = true;
        fresh[key] = fact;
        model.keys[key] = fact;
    }
    Batch parts[2];
    for (const auto &[key, fact] : fresh)
        parts[key < "/app/svc2"].put(key, fact.modRevision, fact.version, fact.lease);
    const qsizetype step = 40;
    for (qsizetype from = 0; from < std::max(parts[0].entries().size(), parts[1].entries().size());
         from += step) {
        for (const Batch &part : parts) {
            const qsizetype size = part.entries().size();
            index.insertListing(part.entries(), std::min(from, size), std::min(from + step, size));
        }
    }
}

void tst_KeyIndexRandom::compareOnce(KeyIndex &index, Model &model)
{
    index.beginComparison();
    for (auto *facts : {&model.keys, &model.directories}) {
        for (auto &[key, fact] : *facts)
            fact.seen = false;
    }
    const qint64 revision = m_revision;
    // The store's truth: some keys are gone from it, unseen by us.
    Batch listing;
    for (auto &[key, fact] : model.keys) {
        if (m_random.bounded(3) != 0) {
            fact.seen = true;
            listing.put(key, fact.modRevision, fact.version, fact.lease);
        }
    }
    for (auto &[key, fact] : model.directories) {
        if (m_random.bounded(3) != 0) {
            fact.seen = true;
            listing.directory(key, fact.modRevision);
        }
    }
    if (m_random.bounded(8) == 0) // given up and begun again
        index.beginComparison();
    listing.list(index);
    put(index, model, 30);
    const auto isGone = [&](const auto &one) {
        return !one.second.seen && one.second.modRevision <= revision;
    };
    std::set<QByteArray> kept;
    for (const auto &one : model.keys) {
        const std::vector<QByteArray> above = directoriesOf(one.first);
        const QByteArray label = above.empty() ? one.first : one.first.sliced(above.back().size());
        const bool observed = above.empty() || above.back().startsWith("/app/");
        if (isGone(one) && !m_kept.isEmpty() && observed && label.contains(m_kept))
            model.going[one.first] = revision;
    }
    std::erase_if(model.keys, isGone);
    std::erase_if(model.directories, isGone);
    int slices = 0;
    while (index.sweepUnseen(revision, 50)) {
        QVERIFY(++slices < 100000);
    }
    QVERIFY(!index.sweepUnseen(revision, 50));
}

void tst_KeyIndexRandom::check(const KeyIndex &index, const Model &model, bool thorough)
{
    QCOMPARE(index.keyCount(), qint64(model.keys.size()));
    QCOMPARE(index.goingCount(), int(model.going.size()));
    auto expected = model.keys.begin();
    index.visit({}, [&](QByteArrayView key, const KeyIndex::Row &row) {
        if (expected == model.keys.end() || key != expected->first ||
            row.modRevision != expected->second.modRevision || row.version != expected->second.version ||
            row.lease != expected->second.lease)
            return false;
        ++expected;
        return true;
    });
    if (expected != model.keys.end())
        QFAIL(qPrintable(QStringLiteral("visit differs at ") + printable(expected->first)));
    if (!thorough)
        return;

    std::map<QByteArray, std::set<ExpectedRow>> rows;
    std::map<QByteArray, qint64> counts;
    const auto place = [&](const QByteArray &key, bool isKey, bool counted) {
        QByteArray parent;
        for (const QByteArray &directory : directoriesOf(key)) {
            rows[parent].insert({directory.sliced(parent.size()), true});
            rows[directory];
            counts[parent] += counted;
            parent = directory;
        }
        if (isKey) {
            rows[parent].insert({key.sliced(parent.size()), false});
            counts[parent] += counted;
        }
    };
    for (const auto &[key, fact] : model.keys)
        place(key, true, true);
    for (const auto &[key, revision] : model.going)
        place(key, true, false);
    for (const auto &[key, fact] : model.directories)
        place(key, false, false);
    rows[QByteArray()];

    for (const auto &[prefix, expectedRows] : rows) {
        const auto directory = index.findDirectory(prefix);
        QVERIFY2(directory, qPrintable(printable(prefix)));
        QCOMPARE(index.prefix(*directory), prefix);
        QCOMPARE(index.rowCount(*directory), int(expectedRows.size()));
        QCOMPARE(index.keyCount(*directory), counts[prefix]);
        int i = 0;
        for (const ExpectedRow &one : expectedRows) {
            const KeyIndex::Row row = index.row(*directory, i);
            QCOMPARE(row.label.toByteArray(), one.label);
            QCOMPARE(row.isDirectory(), one.isDirectory);
            const QByteArray key = prefix + one.label;
            QCOMPARE(index.key({*directory, i}), key);
            QCOMPARE(index.lowerBound(*directory, one.label), i);
            if (row.isDirectory()) {
                QCOMPARE(index.rowOf(row.directory), (RowRef{*directory, i}));
                QCOMPARE(index.findDirectory(key), row.directory);
                QCOMPARE(row.isExplicit, model.directories.contains(key));
            } else {
                QCOMPARE(index.find(key), (RowRef{*directory, i}));
                QCOMPARE(row.isGoing, model.going.contains(key));
            }
            ++i;
        }
    }
    for (int i = 0; i < 50; ++i) {
        const QByteArray key = randomKey();
        QCOMPARE(index.find(key).has_value(), model.keys.contains(key) || model.going.contains(key));
        QByteArray first;
        index.visit(key, [&](QByteArrayView found, const KeyIndex::Row &) {
            first = found.toByteArray();
            return false;
        });
        const auto next = model.keys.lower_bound(key);
        QCOMPARE(first, next == model.keys.end() ? QByteArray() : next->first);
    }
}

void tst_KeyIndexRandom::staysEqualToAMap_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<bool>("withDirectories");
    QTest::addColumn<QByteArray>("kept");
    const quint32 seeds =
        qEnvironmentVariableIsSet("ETCDSCOPE_SEEDS") ? qEnvironmentVariableIntValue("ETCDSCOPE_SEEDS") : 2;
    for (quint32 seed = 1; seed <= seeds; ++seed) {
        QTest::addRow("keys, seed %u", seed) << seed << false << QByteArray();
        QTest::addRow("explicit directories, seed %u", seed) << seed << true << QByteArray();
        QTest::addRow("going, seed %u", seed) << seed << false << QByteArray("1");
    }
}

void tst_KeyIndexRandom::staysEqualToAMap()
{
    QFETCH(quint32, seed);
    QFETCH(bool, withDirectories);
    QFETCH(QByteArray, kept);
    m_random.seed(seed);
    m_revision = 1;
    m_withDirectories = withDirectories;
    m_kept = kept;

    KeyIndex index;
    Mirror mirror(index);
    mirror.keepLabelsWith = kept;
    mirror.observe(rootDirectory);
    Model model;
    for (int round = 0; round < 250; ++round) {
        // Directories come to be watched and are forgotten; those of keys that may be kept always are
        // watched.
        for (DirectoryId id = rootDirectory;
             const QByteArray &prefix :
             {QByteArray("/app/"), QByteArray("flat/"), QByteArray("wide/"), QByteArray("a/")}) {
            if (const auto there = index.findDirectory(prefix))
                id = *there;
            else
                continue;
            if (kept.isEmpty() && m_random.bounded(3) == 0)
                mirror.forget(id);
            else if (kept.isEmpty() || prefix == "/app/")
                mirror.observe(id);
        }
        if (!kept.isEmpty()) {
            for (int svc = 0; svc < 5; ++svc) {
                for (int inst = -1; inst < 8; ++inst) {
                    QByteArray prefix = "/app/svc" + QByteArray::number(svc) + '/';
                    if (inst >= 0)
                        prefix += "inst" + QByteArray::number(inst) + '/';
                    if (const auto there = index.findDirectory(prefix))
                        mirror.observe(*there);
                }
            }
        }
        mirror.log.clear();
        switch (m_random.bounded(8)) {
        case 0:
            list(index, model, int(m_random.bounded(1200)));
            break;
        case 1:
            if (m_random.bounded(4) == 0)
                compareOnce(index, model);
            break;
        case 2:
            QCOMPARE(index.purge(), int(std::exchange(model.going, {}).size()));
            break;
        default:
            put(index, model, int(1 + m_random.bounded(m_random.bounded(10) == 0 ? 2000 : 60)));
        }
        QCOMPARE(mirror.difference(), QString());
        check(index, model, round % 10 == 0);
        if (QTest::currentTestFailed()) {
            qWarning("round %d", round);
            return;
        }
    }
}

QTEST_GUILESS_MAIN(tst_KeyIndexRandom)
#include "tst_keyindexrandom.moc"
