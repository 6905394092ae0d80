// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/indexmodel.h"

#include <cstdio>
#include <cstdlib>
#include <vector>

namespace etcdscope::fuzz {

void found(const char *what)
{
    std::fprintf(stderr, "FOUND: %s\n", what);
    std::abort();
}

namespace {

/// Of each key the last item decides.
std::map<QByteArray, const EntryBatch::Item *> lastOf(const EntryBatch &batch)
{
    std::map<QByteArray, const EntryBatch::Item *> last;
    for (qsizetype i = 0; i < batch.size(); ++i)
        last[batch.key(i).toByteArray()] = &batch.at(i);
    return last;
}

/// The rows below all directories: in order, counted right, and found again by their key.
void checkRows(const KeyIndex &index)
{
    std::vector<DirectoryId> waiting{rootDirectory};
    while (!waiting.empty()) {
        const DirectoryId directory = waiting.back();
        waiting.pop_back();
        const QByteArray prefix = index.prefix(directory);
        expect(index.findDirectory(prefix) == directory, "a directory is not found by its prefix");
        qint64 keys = 0;
        QByteArray before;
        for (int i = 0; i < index.rowCount(directory); ++i) {
            const KeyIndex::Row row = index.row(directory, i);
            const QByteArray label = row.label.toByteArray();
            expect(i == 0 || before < label, "rows are not in order");
            expect(index.lowerBound(directory, label) == i, "a row is not found by its label");
            before = label;
            if (row.isDirectory()) {
                expect(index.rowOf(row.directory) == RowRef{directory, i}, "a directory is elsewhere");
                expect(index.rowCount(row.directory) > 0 || row.isExplicit, "an empty directory stays");
                keys += index.keyCount(row.directory);
                waiting.push_back(row.directory);
            } else {
                keys += row.isGoing ? 0 : 1;
                expect(index.find(prefix + label) == RowRef{directory, i}, "a key is not found");
            }
        }
        expect(keys == index.keyCount(directory), "the count of a directory is wrong");
    }
}

} // namespace

QByteArrayView IndexModel::labelOf(QByteArrayView key) const
{
    const qsizetype cut = key.lastIndexOf(m_separator);
    return cut > 0 ? key.sliced(cut + 1) : key;
}

void IndexModel::putOne(const QByteArray &key, qint64 revision)
{
    const auto [at, isNew] = m_keys.try_emplace(key, Fact{revision, false, true});
    Fact &fact = at->second;
    fact.isSeen = true;
    if (isNew || (fact.isGoing ? revision <= fact.modRevision : revision < fact.modRevision))
        return;
    fact.modRevision = revision;
    fact.isGoing = false;
}

void IndexModel::removeOne(const QByteArray &key, qint64 revision)
{
    const auto at = m_keys.find(key);
    if (at == m_keys.end() || revision < at->second.modRevision)
        return;
    if (at->second.isGoing || (m_keepsDeleted && isKept(labelOf(key)))) {
        at->second.isGoing = true;
        at->second.modRevision = revision;
    } else {
        m_keys.erase(at);
    }
}

void IndexModel::put(const EntryBatch &batch)
{
    for (const auto &[key, item] : lastOf(batch))
        putOne(key, item->modRevision);
}

void IndexModel::change(const EntryBatch &batch)
{
    for (const auto &[key, item] : lastOf(batch)) {
        if (item->isDelete)
            removeOne(key, item->modRevision);
        else
            putOne(key, item->modRevision);
    }
}

void IndexModel::purge()
{
    std::erase_if(m_keys, [](const auto &one) { return one.second.isGoing; });
}

void IndexModel::beginComparison()
{
    for (auto &one : m_keys)
        one.second.isSeen = false;
}

void IndexModel::sweep(qint64 revision)
{
    std::vector<QByteArray> unseen;
    for (const auto &[key, fact] : m_keys) {
        if (!fact.isSeen && !fact.isGoing && fact.modRevision <= revision)
            unseen.push_back(key);
    }
    for (const QByteArray &key : unseen)
        removeOne(key, revision);
}

void IndexModel::check(const KeyIndex &index) const
{
    auto next = m_keys.begin();
    const auto skipGoing = [&] {
        while (next != m_keys.end() && next->second.isGoing)
            ++next;
    };
    qint64 visited = 0;
    skipGoing();
    index.visit({}, [&](QByteArrayView key, const KeyIndex::Row &row) {
        expect(next != m_keys.end(), "a key is there that should not be");
        expect(next->first == key, "the keys are not those that came");
        expect(next->second.modRevision == row.modRevision, "a key has another revision");
        ++visited;
        ++next;
        skipGoing();
        return true;
    });
    expect(next == m_keys.end(), "a key is missing");
    expect(visited == index.keyCount(), "the count of all keys is wrong");
    checkRows(index);
}

} // namespace etcdscope::fuzz
