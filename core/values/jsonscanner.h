// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <optional>
#include <vector>

namespace etcdscope {

enum class JsonTokenType : quint8 {
    ObjectStart,
    ObjectEnd,
    ArrayStart,
    ArrayEnd,
    Colon,
    Comma,
    Name, ///< a string that names a member
    String,
    Number,
    Literal, ///< true, false, null
    Invalid, ///< only from a tolerant source (jsonline.h)
};

/// Where a token lies in the bytes that were scanned; a string includes its quotation marks.
struct JsonToken
{
    JsonTokenType type = JsonTokenType::Invalid;
    qsizetype offset = 0;
    qsizetype length = 0;

    bool operator==(const JsonToken &) const = default;
};

enum class JsonProblem {
    UnexpectedEnd,
    ExpectedValue,
    ExpectedName, ///< a member's name, or the end of an empty object
    ExpectedColon,
    ExpectedComma,    ///< a comma or the end of the array or object
    TrailingContent,  ///< something after the one value of the text
    ControlCharacter, ///< a raw control character inside a string
    InvalidEscape,
    InvalidUtf8,
    InvalidNumber,
    TooDeep,  ///< nested deeper than JsonScanner::maximumDepth
    TooLarge, ///< the rewritten text would be out of proportion (jsonrewriter.h)
};

/// The first thing that is wrong. Line and column count from 1; the column counts characters (code points).
struct JsonError
{
    JsonProblem problem = JsonProblem::UnexpectedEnd;
    qsizetype offset = 0;
    qsizetype line = 1;
    qsizetype column = 1;
};

[[nodiscard]] JsonError jsonErrorAt(JsonProblem problem, qsizetype offset, const QByteArray &bytes);

/// Checks a JSON text (RFC 8259) and gives its tokens one by one with their places, without turning any of
/// them into a value: order, duplicate names, digits and escapes stay what they are. Any value may stand
/// alone. A byte order mark at the start is passed over like white space. Not recursive, and can stop
/// anywhere, also in the middle of a token, to go on later.
class JsonScanner final
{
public:
    static constexpr qsizetype maximumDepth = 10'000;

    enum class Event {
        Token,  ///< token() is the next one
        Paused, ///< the budget is used up, call again
        End,    ///< the text is complete and valid
        Error,  ///< error() says what and where; next() only repeats it
    };

    explicit JsonScanner(QByteArray bytes);

    /// Goes on to the next token but reads no more than `budget` bytes, which are taken off it.
    Event next(qsizetype &budget);

    [[nodiscard]] const JsonToken &token() const { return m_token; }
    [[nodiscard]] const JsonError &error() const { return m_error; }

    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    [[nodiscard]] qsizetype position() const { return m_at; }
    /// How many arrays and objects are open after token().
    [[nodiscard]] qsizetype depth() const { return qsizetype(m_open.size()); }

private:
    enum class Expect : quint8 { Value, ValueOrArrayEnd, Name, NameOrObjectEnd, Colon, CommaOrEnd, Nothing };
    enum class Inside : quint8 { None, String, Escape, Hex, Utf8, Number, Literal };
    enum class NumberPart : quint8 { Minus, Zero, Integer, Point, Fraction, Exponent, ExponentSign, Power };

    [[nodiscard]] Event fail(JsonProblem problem, qsizetype offset);
    [[nodiscard]] Event begin(uchar c);
    [[nodiscard]] Event open(JsonTokenType type);
    [[nodiscard]] Event close(JsonTokenType type);
    [[nodiscard]] Event single(JsonTokenType type, Expect then);
    [[nodiscard]] Event finish(qsizetype end);
    [[nodiscard]] Event unexpected();
    [[nodiscard]] std::optional<Event> continueString(qsizetype limit);
    [[nodiscard]] std::optional<Event> continueNumber(qsizetype limit);
    [[nodiscard]] std::optional<Event> continueLiteral(qsizetype limit);
    [[nodiscard]] bool startSequence(uchar lead);
    [[nodiscard]] bool numberMayEnd() const;

    QByteArray m_bytes;
    qsizetype m_at = 0;
    JsonToken m_token;
    JsonError m_error;
    std::vector<bool> m_open; // one per open bracket, true for an object
    const char *m_literal = nullptr;
    qsizetype m_left = 0;  // bytes still to come of an escape or a UTF-8 sequence
    uchar m_lowest = 0x80; // bounds of the next byte of a UTF-8 sequence
    uchar m_highest = 0xbf;
    Expect m_expect = Expect::Value;
    Inside m_inside = Inside::None;
    NumberPart m_number = NumberPart::Minus;
    bool m_failed = false;
};

/// Scans all of it: std::nullopt when valid. For 1 MiB about 4 ms; a longer text goes through JsonRewriter or
/// a scanner of one's own in slices.
[[nodiscard]] std::optional<JsonError> checkJson(const QByteArray &bytes);

} // namespace etcdscope
