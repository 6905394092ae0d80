// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/store/change.h"
#include "core/store/entry.h"

#include <QMetaType>

#include <optional>

namespace etcdscope {

struct ReadResult;

/// How a write ended.
struct WriteOutcome
{
    enum class Kind {
        Done,     ///< written; `position` is its revision (of a delete settled by reading: not below it)
        Conflict, ///< nothing written: the key is not as expected; `theirs` is what is there now
        Failed,   ///< certainly nothing written; `error` says why
        Unknown,  ///< no answer came, and reading could not settle it either
    };
    Kind kind = Kind::Failed;
    QByteArray key = {};
    Position position = {};
    std::optional<Entry> theirs =
        {}; ///< Conflict, Unknown: the key as it was read afterwards; empty = absent
    std::optional<Error> error = {};
    /// Done or Conflict without an answer to the write: the key, read afterwards, told.
    bool settledByReading = false;
};

/// What a write of one key was meant to make of it.
struct WriteIntent
{
    QByteArray key;
    std::optional<Entry> before = {};          ///< as the person saw it; empty: it did not exist
    std::optional<QByteArray> after = {};      ///< empty: it shall be deleted
    std::optional<TimeToLive> timeToLive = {}; ///< the write is about nothing but this
};

/// What became of a write whose answer was lost, from the key as it was read `seconds` after it was sent.
/// Stores that count the writes of a key (Entry::version) tell the first write after what was seen from later
/// ones. Where there is no such count, a key that has changed and is just as it was meant to be is taken for
/// Done: whoever wrote it last, the compare of ours cannot hold any more.
[[nodiscard]] WriteOutcome outcomeFromReading(const WriteIntent &intent, const Error &error,
                                              const ReadResult &result, qint64 seconds);

} // namespace etcdscope

Q_DECLARE_METATYPE(etcdscope::WriteOutcome)
