// SPDX-License-Identifier: Apache-2.0
#include "core/base/printable.h"

#include "core/base/utf8.h"

#include <QChar>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

/// Letters, marks and symbols by category that draw nothing: joiners, fillers, variation selectors, blanks
/// (Unicode's Default_Ignorable_Code_Point, and the empty braille pattern).
bool hasNoShape(char32_t codePoint)
{
    static constexpr std::pair<char32_t, char32_t> ranges[] = {
        {0x034f, 0x034f}, {0x115f, 0x1160}, {0x17b4, 0x17b5}, {0x180b, 0x180f},   {0x2800, 0x2800},
        {0x3164, 0x3164}, {0xfe00, 0xfe0f}, {0xffa0, 0xffa0}, {0xe0100, 0xe01ef},
    };
    return std::ranges::any_of(ranges, [codePoint](const auto &range) {
        return codePoint >= range.first && codePoint <= range.second;
    });
}

bool isVisible(char32_t codePoint)
{
    if (codePoint == U' ')
        return true;
    switch (QChar::category(codePoint)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    default:
        return !hasNoShape(codePoint);
    }
}

bool isMark(char32_t codePoint)
{
    const auto category = QChar::category(codePoint);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_SpacingCombining ||
           category == QChar::Mark_Enclosing;
}

int hexDigit(QChar c)
{
    const char16_t u = c.unicode();
    if (u >= u'0' && u <= u'9')
        return u - u'0';
    if (u >= u'a' && u <= u'f')
        return u - u'a' + 10;
    if (u >= u'A' && u <= u'F')
        return u - u'A' + 10;
    return -1;
}

void appendHex(QString &text, uchar byte)
{
    static constexpr char digits[] = "0123456789abcdef";
    text += QLatin1String("\\x");
    text += QLatin1Char(digits[byte >> 4]);
    text += QLatin1Char(digits[byte & 15]);
}

} // namespace

QString printable(QByteArrayView bytes, std::vector<qsizetype> *places)
{
    QString text;
    text.reserve(bytes.size());
    if (places)
        places->clear();
    const auto notePlace = [places, &text](int count) {
        if (places)
            places->insert(places->end(), size_t(count), text.size());
    };
    bool afterShown = false; // a combining mark is shown only on a character it was written for
    for (qsizetype i = 0; i < bytes.size();) {
        const char c = bytes[i];
        if (c > ' ' && c < 0x7f && c != '\\') {
            notePlace(1);
            text += QLatin1Char(c);
            afterShown = true;
            ++i;
            continue;
        }
        char32_t codePoint = 0;
        const int length = utf8Length(bytes, i, &codePoint);
        const bool edgeSpace = c == ' ' && (i == 0 || i == bytes.size() - 1);
        const bool shown = length > 0 && isVisible(codePoint) && !edgeSpace && c != '\\' &&
                           (afterShown || !isMark(codePoint));
        if (length < 2 || shown)
            notePlace(qMax(1, length));
        if (c == '\\')
            text += QLatin1String("\\\\");
        else if (c == '\t')
            text += QLatin1String("\\t");
        else if (c == '\n')
            text += QLatin1String("\\n");
        else if (c == '\r')
            text += QLatin1String("\\r");
        else if (shown)
            text += QString::fromUcs4(&codePoint, 1);
        else
            for (int k = 0; k < qMax(1, length); ++k) {
                if (length > 1)
                    notePlace(1);
                appendHex(text, uchar(bytes[i + k]));
            }
        afterShown = shown;
        i += qMax(1, length);
    }
    notePlace(1);
    return text;
}

std::optional<QByteArray> fromPrintable(QStringView text, qsizetype *errorPosition)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    qsizetype plain = 0;
    const auto flush = [&](qsizetype end) { bytes += text.mid(plain, end - plain).toUtf8(); };
    for (qsizetype i = 0; i < text.size();) {
        if (text[i] != QLatin1Char('\\')) {
            ++i;
            continue;
        }
        flush(i);
        const QChar escape = i + 1 < text.size() ? text[i + 1] : QChar();
        qsizetype used = 2;
        if (escape == QLatin1Char('\\')) {
            bytes += '\\';
        } else if (escape == QLatin1Char('t')) {
            bytes += '\t';
        } else if (escape == QLatin1Char('n')) {
            bytes += '\n';
        } else if (escape == QLatin1Char('r')) {
            bytes += '\r';
        } else {
            const bool whole = escape == QLatin1Char('x') && i + 3 < text.size();
            const int high = whole ? hexDigit(text[i + 2]) : -1;
            const int low = whole ? hexDigit(text[i + 3]) : -1;
            if (high < 0 || low < 0) {
                if (errorPosition)
                    *errorPosition = i;
                return std::nullopt;
            }
            bytes += char(high << 4 | low);
            used = 4;
        }
        i += used;
        plain = i;
    }
    flush(text.size());
    return bytes;
}

} // namespace etcdscope
