// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/keys/byterange.h"
#include "core/keys/fuzzypattern.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QRegularExpression>
#include <QString>

#include <optional>
#include <vector>

namespace etcdscope {

/// What a person looks for in the names of keys.
struct KeyPattern
{
    enum class Kind {
        Substring,         ///< printable form (core/base/printable.h), or any text where that is none
        Fuzzy,             ///< the same, its characters in this order with anything between
        RegularExpression, ///< Perl's, as PCRE2 has it; on the text of decodedkey.h
    };

    QString text;
    Kind kind = Kind::Substring;
    bool matchCase = false;

    friend bool operator==(const KeyPattern &, const KeyPattern &) = default;
};

/// Tells which keys have what is looked for, and where. One key costs a bounded time whatever the expression:
/// one that would try for longer than a millisecond or so is left undecided, and that is said.
class KeyMatcher final
{
public:
    enum class Answer { No, Yes, Undecided };

    struct Fault
    {
        QString detail;         ///< from the expression's compiler
        qsizetype position = 0; ///< in the text
    };

    /// Finds nothing.
    KeyMatcher() = default;
    explicit KeyMatcher(const KeyPattern &pattern);

    [[nodiscard]] const KeyPattern &pattern() const { return m_pattern; }
    /// Nothing is looked for.
    [[nodiscard]] bool isEmpty() const;
    /// Why the pattern cannot be used; isEmpty() then too.
    [[nodiscard]] const std::optional<Fault> &fault() const { return m_fault; }
    /// Whether `score` of match() tells better keys from worse.
    [[nodiscard]] bool isRanked() const { return m_pattern.kind == KeyPattern::Kind::Fuzzy; }

    [[nodiscard]] Answer match(QByteArrayView key, int *score = nullptr) const;
    /// Where it is in a key that matches, in ascending order, at most some dozen.
    [[nodiscard]] std::vector<ByteRange> marks(QByteArrayView key) const;
    /// Bytes with which a person who typed this may mean keys to begin: what was typed, or the literal
    /// beginning of an expression that is anchored there. Empty when there are none.
    [[nodiscard]] QByteArray literalPrefix() const;

private:
    void setSubstring(const QByteArray &bytes, bool isEscaped);
    void setExpression();
    [[nodiscard]] qsizetype indexOf(QByteArrayView key, qsizetype from) const;
    [[nodiscard]] std::vector<ByteRange> textMarks(QByteArrayView key) const;
    [[nodiscard]] std::vector<ByteRange> expressionMarks(QByteArrayView key) const;

    KeyPattern m_pattern;
    std::optional<Fault> m_fault;
    QByteArray m_bytes;    // typed; of a substring in any case folded to lower, as far as it is ASCII
    bool m_asText = false; // compared as text: letters beyond ASCII have cases too
    QString m_text;
    FuzzyPattern m_fuzzy;
    QRegularExpression m_expression;
    mutable QByteArray m_folded; // the key being looked at
    mutable QString m_decoded;
};

} // namespace etcdscope
