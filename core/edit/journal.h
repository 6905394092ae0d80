// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/entry.h"

#include <QDateTime>
#include <QObject>

#include <deque>
#include <optional>
#include <set>
#include <vector>

namespace etcdscope {

/// One write of this program, with what was there before.
struct JournalEntry
{
    enum class Outcome { Done, Unknown };

    quint64 id = 0;    ///< ascending in a journal; changes when older entries are restored
    quint64 group = 0; ///< of all writes of one bulk operation, to be taken back together; 0 = stands alone
    QDateTime time;    ///< UTC
    QByteArray key;
    std::optional<Entry> before;     ///< empty: the key did not exist
    std::optional<QByteArray> after; ///< empty: the key was deleted
    Position position;               ///< of the write; invalid when unknown
    Outcome outcome = Outcome::Done;
};

/// What this program wrote, newest last, within a bound on memory: the oldest entries go first. The source of
/// undo.
class Journal final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Journal)

public:
    explicit Journal(qsizetype byteLimit = 64 * 1024 * 1024, QObject *parent = nullptr);

    /// False when the entry alone is larger than the bound and was not kept.
    bool add(JournalEntry entry);

    /// Puts what an earlier run of the program wrote (oldest first) before what is here. Its groups, of which
    /// `broken` ones lost an entry, get new numbers. What does not fit is dropped, the oldest first.
    void restore(std::vector<JournalEntry> older, const std::vector<quint64> &broken);

    /// A number for the writes of one operation.
    [[nodiscard]] quint64 newGroup() { return m_nextGroup++; }
    /// False once an entry of the group had to make room or was too large: the rest takes back only a part.
    [[nodiscard]] bool isWhole(quint64 group) const { return !m_broken.contains(group); }
    [[nodiscard]] qsizetype byteLimit() const { return m_limit; }
    /// What an entry with a key, and values before and after, of these sizes takes of the bound.
    [[nodiscard]] static qsizetype bytesFor(qsizetype key, qsizetype before, qsizetype after);

    [[nodiscard]] const std::deque<JournalEntry> &entries() const { return m_entries; }
    [[nodiscard]] qsizetype byteSize() const { return m_bytes; }
    [[nodiscard]] qint64 dropped() const { return m_dropped; } ///< entries that had to make room

signals:
    void added();

private:
    std::deque<JournalEntry> m_entries;
    qsizetype m_limit;
    qsizetype m_bytes = 0;
    qint64 m_dropped = 0;
    quint64 m_nextId = 1;
    quint64 m_nextGroup = 1;
    std::set<quint64> m_broken; // groups that lost an entry
};

} // namespace etcdscope
