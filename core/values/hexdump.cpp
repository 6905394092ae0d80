// SPDX-License-Identifier: Apache-2.0
#include "core/values/hexdump.h"

#include <algorithm>

namespace etcdscope {

namespace {

constexpr char16_t digits[] = u"0123456789abcdef";

void appendByte(QString &text, uchar byte)
{
    text += QChar(digits[byte >> 4]);
    text += QChar(digits[byte & 0xf]);
}

int digitValue(QChar c)
{
    const char16_t u = c.unicode();
    if (u >= u'0' && u <= u'9')
        return u - u'0';
    const char16_t lower = u | 0x20;
    return lower >= u'a' && lower <= u'f' ? lower - u'a' + 10 : -1;
}

} // namespace

QString hexText(QByteArrayView bytes)
{
    QString text;
    text.reserve(bytes.size() * 3);
    for (const char c : bytes) {
        if (!text.isEmpty())
            text += u' ';
        appendByte(text, uchar(c));
    }
    return text;
}

std::optional<QByteArray> fromHexText(QStringView text)
{
    QByteArray bytes;
    bytes.reserve(text.size() / 2);
    for (qsizetype at = 0; at < text.size();) {
        const QChar c = text[at];
        if (c.isSpace() || c == u',' || c == u':') {
            ++at;
            continue;
        }
        const bool prefixed = (c == u'0' || c == u'\\') && at + 1 < text.size() && (text[at + 1] == u'x');
        if (prefixed)
            at += 2;
        if (at + 1 >= text.size())
            return std::nullopt;
        const int high = digitValue(text[at]);
        const int low = digitValue(text[at + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        bytes += char(high << 4 | low);
        at += 2;
    }
    return bytes;
}

int hexOffsetDigits(qsizetype size)
{
    int wanted = 4;
    while (wanted < 16 && size > (qsizetype(1) << (4 * wanted)))
        wanted += 2;
    return wanted;
}

char16_t hexCharacter(uchar byte)
{
    return byte >= 0x20 && byte < 0x7f ? char16_t(byte) : u'.';
}

QString hexDumpRow(QByteArrayView bytes, qsizetype offset, int bytesPerRow, int offsetDigits)
{
    QString row = QStringLiteral("%1").arg(quint64(offset), offsetDigits, 16, QLatin1Char('0'));
    for (int i = 0; i < bytesPerRow; ++i) {
        row += i % 8 == 0 ? QStringView(u"  ") : QStringView(u" ");
        if (i < bytes.size())
            appendByte(row, uchar(bytes[i]));
        else
            row += QStringView(u"  ");
    }
    row += QStringView(u"  ");
    for (const char c : bytes)
        row += QChar(hexCharacter(uchar(c)));
    return row;
}

QString hexDump(QByteArrayView bytes, int bytesPerRow)
{
    QString dump;
    const int offsetDigits = hexOffsetDigits(bytes.size());
    for (qsizetype at = 0; at < bytes.size(); at += bytesPerRow) {
        dump += hexDumpRow(bytes.sliced(at, std::min<qsizetype>(bytesPerRow, bytes.size() - at)), at,
                           bytesPerRow, offsetDigits);
        dump += u'\n';
    }
    return dump;
}

} // namespace etcdscope
