// SPDX-License-Identifier: Apache-2.0
#include "core/keys/decodedkey.h"

#include "core/base/utf8.h"

namespace etcdscope {

void decodeKey(QByteArrayView key, QString *text, std::vector<qsizetype> *bytes)
{
    text->resize(key.size()); // UTF-16 never has more units than UTF-8 has bytes
    if (bytes)
        bytes->resize(size_t(key.size()) + 1);
    QChar *const units = text->data();
    qsizetype count = 0;
    const auto append = [&](char16_t unit, qsizetype byte) {
        if (bytes)
            (*bytes)[size_t(count)] = byte;
        units[count++] = unit;
    };
    for (qsizetype i = 0; i < key.size();) {
        if (const uchar plain = uchar(key[i]); plain < 0x80) {
            append(plain, i++);
            continue;
        }
        char32_t codePoint = 0;
        const int length = utf8Length(key, i, &codePoint);
        if (length == 0) {
            append(uchar(key[i]), i);
        } else if (QChar::requiresSurrogates(codePoint)) {
            append(QChar::highSurrogate(codePoint), i);
            append(QChar::lowSurrogate(codePoint), i);
        } else {
            append(char16_t(codePoint), i);
        }
        i += qMax(1, length);
    }
    text->truncate(count);
    if (bytes) {
        bytes->resize(size_t(count) + 1);
        bytes->back() = key.size();
    }
}

} // namespace etcdscope
