// SPDX-License-Identifier: Apache-2.0
#include "core/edit/journal.h"

#include <algorithm>
#include <map>

namespace etcdscope {

namespace {

qsizetype bytesOf(const JournalEntry &entry)
{
    qsizetype bytes = qsizetype(sizeof(JournalEntry)) + entry.key.size();
    if (entry.before)
        bytes += entry.before->key.size() + entry.before->value.size();
    if (entry.after)
        bytes += entry.after->size();
    return bytes;
}

} // namespace

Journal::Journal(qsizetype byteLimit, QObject *parent)
    : QObject(parent)
    , m_limit(byteLimit)
{
}

qsizetype Journal::bytesFor(qsizetype key, qsizetype before, qsizetype after)
{
    return qsizetype(sizeof(JournalEntry)) + 2 * key + before + after;
}

bool Journal::add(JournalEntry entry)
{
    const qsizetype bytes = bytesOf(entry);
    if (bytes > m_limit) {
        ++m_dropped;
        if (entry.group != 0)
            m_broken.insert(entry.group);
        return false;
    }
    while (m_bytes + bytes > m_limit) {
        m_bytes -= bytesOf(m_entries.front());
        if (m_entries.front().group != 0)
            m_broken.insert(m_entries.front().group);
        m_entries.pop_front();
        ++m_dropped;
    }
    entry.id = m_nextId++;
    m_bytes += bytes;
    m_entries.push_back(std::move(entry));
    emit added();
    return true;
}

void Journal::restore(std::vector<JournalEntry> older, const std::vector<quint64> &broken)
{
    std::map<quint64, quint64> groups;
    for (auto entry = older.rbegin(); entry != older.rend(); ++entry) {
        const qsizetype bytes = bytesOf(*entry);
        quint64 &group = entry->group;
        if (group != 0) {
            const auto [known, isNew] = groups.try_emplace(group, m_nextGroup);
            if (isNew) {
                ++m_nextGroup;
                if (std::ranges::find(broken, group) != broken.end())
                    m_broken.insert(known->second);
            }
            group = known->second;
        }
        if (m_bytes + bytes > m_limit) {
            ++m_dropped;
            if (group != 0)
                m_broken.insert(group);
            continue;
        }
        m_bytes += bytes;
        m_entries.push_front(std::move(*entry));
    }
    m_nextId = 1;
    for (JournalEntry &entry : m_entries)
        entry.id = m_nextId++;
    if (!m_entries.empty())
        emit added();
}

} // namespace etcdscope
