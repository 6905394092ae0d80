// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

namespace etcdscope {

class KeySpace;
class SearchResults;

/// What was looked at and how much of it matches, as one line: never "none" of what was not looked at.
[[nodiscard]] QString scopeText(KeySpace &keys, const SearchResults &results);

/// In the place of an empty list: a heading, and why nothing is there.
[[nodiscard]] QString noResultTitle(KeySpace &keys, const SearchResults &results);
[[nodiscard]] QString noResultText(KeySpace &keys, const SearchResults &results);

/// A prefix for a button or a line: printable, cut in the middle when it is long.
[[nodiscard]] QString shortPrefix(const QByteArray &prefix);

} // namespace etcdscope
