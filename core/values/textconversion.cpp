// SPDX-License-Identifier: Apache-2.0
#include "core/values/textconversion.h"

#include <QStringDecoder>

#include <algorithm>
#include <initializer_list>

namespace etcdscope {

namespace {

struct Endings
{
    LineEnding first = LineEnding::Lf;
    qsizetype mixedAt = -1; // offset of the first ending that differs from the first one
    bool any = false;
};

Endings endingsOf(QByteArrayView bytes)
{
    Endings found;
    const char *const begin = bytes.data();
    const char *const end = begin + bytes.size();
    if (!bytes.contains('\r'))
        return found;
    for (const char *at = begin; at < end; ++at) {
        if (*at != '\n' && *at != '\r')
            continue;
        const char *const start = at;
        LineEnding ending = *at == '\n' ? LineEnding::Lf : LineEnding::Cr;
        if (*at == '\r' && at + 1 < end && at[1] == '\n') {
            ending = LineEnding::CrLf;
            ++at;
        }
        if (!found.any) {
            found.first = ending;
            found.any = true;
        } else if (ending != found.first) {
            found.mixedAt = start - begin;
            return found;
        }
    }
    return found;
}

qsizetype firstReserved(QByteArrayView bytes)
{
    qsizetype first = -1;
    for (const QByteArrayView character :
         {QByteArrayView("\xe2\x80\xa9"), QByteArrayView("\xef\xb7\x90"), QByteArrayView("\xef\xb7\x91")}) {
        const qsizetype at = (first < 0 ? bytes : bytes.first(first)).indexOf(character);
        if (at >= 0)
            first = at;
    }
    return first;
}

int sequenceLength(uchar lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead <= 0xdf)
        return 2;
    if (lead >= 0xe0 && lead <= 0xef)
        return 3;
    if (lead >= 0xf0 && lead <= 0xf4)
        return 4;
    return 0;
}

bool validSequence(const uchar *at, int length)
{
    const uchar second = length > 1 ? at[1] : 0x80;
    // The second byte is where overlong forms, surrogates and values above U+10FFFF show (RFC 3629, section
    // 4).
    const uchar lowest = at[0] == 0xe0 ? 0xa0 : at[0] == 0xf0 ? 0x90 : 0x80;
    const uchar highest = at[0] == 0xed ? 0x9f : at[0] == 0xf4 ? 0x8f : 0xbf;
    if (second < lowest || second > highest)
        return false;
    return std::all_of(at + std::min(length, 2), at + length, [](uchar c) { return (c & 0xc0) == 0x80; });
}

} // namespace

qsizetype firstInvalidUtf8(QByteArrayView bytes)
{
    if (bytes.isValidUtf8())
        return -1;
    const auto *const begin = reinterpret_cast<const uchar *>(bytes.data());
    const auto *const end = begin + bytes.size();
    for (const uchar *at = begin; at < end;) {
        const int length = sequenceLength(*at);
        if (length == 0 || end - at < length || !validSequence(at, length))
            return at - begin;
        at += length;
    }
    return -1;
}

QByteArrayView utf8Prefix(QByteArrayView bytes, qsizetype limit)
{
    if (bytes.size() <= limit)
        return bytes;
    qsizetype cut = limit;
    while (cut > 0 && limit - cut < 3 && (uchar(bytes[cut]) & 0xc0) == 0x80)
        --cut;
    const bool wholeSequence = sequenceLength(uchar(bytes[cut])) > limit - cut;
    return bytes.first(wholeSequence ? cut : limit);
}

TextForm toTextForm(const QByteArray &bytes)
{
    TextForm form;
    const auto refuse = [&form](TextObstacle obstacle, qsizetype offset) {
        if (offset < 0 || !form.exact)
            return;
        form.exact = false;
        form.obstacle = obstacle;
        form.obstacleOffset = offset;
    };
    refuse(TextObstacle::InvalidUtf8, firstInvalidUtf8(bytes));
    const Endings endings = endingsOf(bytes);
    form.ending = endings.first;
    refuse(TextObstacle::MixedLineEndings, endings.mixedAt);
    refuse(TextObstacle::ReservedCharacter, firstReserved(bytes));

    // QString::fromUtf8() would drop a byte order mark.
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    form.text = decoder(bytes);
    if (form.text.contains(u'\r')) {
        form.text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
        form.text.replace(u'\r', u'\n');
    }
    return form;
}

QByteArray toBytes(const QString &text, LineEnding ending)
{
    QByteArray bytes = text.toUtf8();
    if (ending == LineEnding::CrLf)
        bytes.replace("\n", "\r\n");
    else if (ending == LineEnding::Cr)
        bytes.replace('\n', '\r');
    return bytes;
}

QString fromDocumentText(QString rawText)
{
    rawText.replace(QChar(QChar::ParagraphSeparator), u'\n');
    return rawText;
}

} // namespace etcdscope
