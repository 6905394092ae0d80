// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/keys/byterange.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace etcdscope {

/// Characters that a key has in this order, with anything between them. Blanks are passed over. Linear in the
/// size of the key.
///
/// A key scores by where the characters stand: side by side, at the beginning of a segment or a word, in the
/// last segment; what lies between them costs. Of all ways to find the characters in a key two are looked at,
/// the one that ends first and the one that begins last, each drawn together; the better one counts.
class FuzzyPattern final
{
public:
    FuzzyPattern() = default;
    FuzzyPattern(QByteArrayView characters, bool matchCase);

    [[nodiscard]] bool isEmpty() const { return m_characters.empty(); }
    /// Higher is better; nothing where the key does not have them.
    [[nodiscard]] std::optional<int> score(QByteArrayView key) const;
    /// Where the better way found them; neighbours are one range.
    [[nodiscard]] std::vector<ByteRange> marks(QByteArrayView key) const;

private:
    struct Character
    {
        char bytes[4] = {};
        char otherCase[4] = {};
        int size = 0;
        int otherSize = 0;

        /// Its size at this place of the key; 0 when it is not there.
        [[nodiscard]] int sizeAt(QByteArrayView key, qsizetype at) const;
    };
    using Way = std::vector<ByteRange>;

    [[nodiscard]] bool findFirst(QByteArrayView key, size_t character, qsizetype from,
                                 ByteRange *found) const;
    [[nodiscard]] bool findLast(QByteArrayView key, size_t character, qsizetype until,
                                ByteRange *found) const;
    [[nodiscard]] std::optional<int> bestWay(QByteArrayView key) const;
    [[nodiscard]] int scoreOf(QByteArrayView key, const Way &way) const;

    std::vector<Character> m_characters;
    mutable Way m_way; // the better one, of the last key
    mutable Way m_other;
};

} // namespace etcdscope
