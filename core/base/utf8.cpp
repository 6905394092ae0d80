// SPDX-License-Identifier: Apache-2.0
#include "core/base/utf8.h"

namespace etcdscope {

int utf8Length(QByteArrayView bytes, qsizetype at, char32_t *codePoint)
{
    const auto byte = [&](qsizetype i) { return i < bytes.size() ? uchar(bytes[i]) : uchar(0); };
    const uchar lead = byte(at);
    if (lead < 0x80) {
        *codePoint = lead;
        return 1;
    }
    int length = 0;
    uchar low = 0x80;
    uchar high = 0xbf;
    if (lead >= 0xc2 && lead <= 0xdf) {
        length = 2;
        *codePoint = lead & 0x1f;
    } else if (lead >= 0xe0 && lead <= 0xef) {
        length = 3;
        *codePoint = lead & 0x0f;
        low = lead == 0xe0 ? 0xa0 : 0x80;
        high = lead == 0xed ? 0x9f : 0xbf;
    } else if (lead >= 0xf0 && lead <= 0xf4) {
        length = 4;
        *codePoint = lead & 0x07;
        low = lead == 0xf0 ? 0x90 : 0x80;
        high = lead == 0xf4 ? 0x8f : 0xbf;
    } else {
        return 0;
    }
    for (int i = 1; i < length; ++i) {
        const uchar next = byte(at + i);
        if (next < low || next > high)
            return 0;
        *codePoint = (*codePoint << 6) | (next & 0x3f);
        low = 0x80;
        high = 0xbf;
    }
    return length;
}

} // namespace etcdscope
