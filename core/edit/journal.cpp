// SPDX-License-Identifier: Apache-2.0
#include "core/edit/journal.h"

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

} // namespace etcdscope
