// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace etcdscope {

class KeyRanges;
class Session;
struct KeyRange;

/// A range in words: “/a/” for a prefix, the key, or where it begins and ends.
[[nodiscard]] QString rangeName(const KeyRange &range);
/// The first few of them, joined; empty when they are all keys.
[[nodiscard]] QString scopeNames(const KeyRanges &ranges);
/// What should be shown and may not be read; empty when there is nothing of the kind.
[[nodiscard]] QString missingText(const Session &session);
/// Why there is nothing to show at all: the server refused every key that was asked for.
[[nodiscard]] QString refusalText(const Session &session);

} // namespace etcdscope
