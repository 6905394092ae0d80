// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/entry.h"

#include <deque>
#include <vector>

namespace etcdscope {

/// Part of a batch in byte order of the keys, one change to a key: the last in the order of the batch.
class KeyChanges final
{
    Q_DISABLE_COPY_MOVE(KeyChanges)

public:
    struct Change
    {
        QByteArrayView key; ///< of an explicit directory: ends in the separator
        const EntryBatch::Item *item = nullptr;
        qsizetype common = 0; ///< bytes shared with the key before

        [[nodiscard]] bool isDirectory() const { return item->kind == Entry::Kind::Directory; }
    };

    /// Borrows the batch. Keys that are too long for a row, and the directory that is the root, are left out.
    KeyChanges(const EntryBatch &batch, qsizetype first, qsizetype last, char separator);

    [[nodiscard]] const std::vector<Change> &all() const { return m_all; }
    /// Parts all() into what comes and what goes.
    void separate(std::vector<Change> *puts, std::vector<Change> *deletes) const;

private:
    void sort();

    std::vector<Change> m_all;
    std::deque<QByteArray> m_completed; ///< keys of directories that came without their separator
};

} // namespace etcdscope
