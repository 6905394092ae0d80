// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/edit/draft.h"
#include "core/edit/journal.h"

#include <QList>

#include <vector>

namespace etcdscope {

/// What of the work on a key space outlives the program: unsaved edits and what was written. Plain data, so
/// that a worker may own it.
struct SavedWork
{
    static constexpr qsizetype mostBytes = 64 * 1024 * 1024; ///< of a file; drafts come first
    static constexpr size_t mostEntries = 5'000;             ///< of the journal, the newest

    QList<Draft> drafts;
    std::vector<JournalEntry> entries; ///< oldest first
    std::vector<quint64> broken;       ///< groups of which an entry was left out
    qsizetype draftsLeftOut = 0;       ///< for lack of room; not in the file

    [[nodiscard]] bool isEmpty() const { return drafts.isEmpty() && entries.empty(); }

    /// Bytes exact, with a version and a checksum.
    [[nodiscard]] QByteArray toBytes() const;
    /// Local: not such a file, one of a later version, or one that is damaged.
    [[nodiscard]] static Result<SavedWork> fromBytes(const QByteArray &bytes);
};

/// The drafts and the newest entries that are to be kept. Takes some 1 ms at most.
[[nodiscard]] SavedWork workOf(const DraftStore &drafts, const Journal &journal);

} // namespace etcdscope
