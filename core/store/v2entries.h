// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/entry.h"
#include "core/store/keyrange.h"
#include "core/v2/keysapi.h"

#include <optional>

/// What the v2 API says, as the neutral domain says it.
namespace etcdscope::v2entries {

/// With the '/' at its end that tells a directory from a key; "/" for the root. It goes into the path of a
/// request as it is: the right to "/app/*" is one to "/app/", and none to "/app".
[[nodiscard]] QByteArray directoryKey(const QByteArray &path);
[[nodiscard]] inline bool isDirectoryKey(QByteArrayView key)
{
    return key.endsWith('/');
}

/// Of an event from the past, which says of its time to live what it was then: to what is left by the clock
/// of the server, which answered at `date` (as v2::Headers::date). Changes nothing where one of both is
/// missing.
void setTimeLeft(v2::Node &node, const QByteArray &date);

[[nodiscard]] Entry entry(const v2::Node &node);
/// `now` is this computer's time when the answer came, in milliseconds since 1970.
[[nodiscard]] EntryBatch::Item item(const v2::Node &node, qint64 now);

/// The innermost directory that holds a whole range, with its '/'; "/" at the least. Of a directory's own
/// prefix() that is the directory itself.
[[nodiscard]] QByteArray directoryOf(const KeyRange &range);
/// The directory whose prefix() this range is, with its '/'.
[[nodiscard]] std::optional<QByteArray> wholeDirectory(const KeyRange &range);

/// Whether a listing of `directory` leaves the key out: a segment below begins with '_'.
[[nodiscard]] bool isHiddenIn(QByteArrayView directory, QByteArrayView key);

} // namespace etcdscope::v2entries
