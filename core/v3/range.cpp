// SPDX-License-Identifier: Apache-2.0
#include "core/v3/range.h"

namespace etcdscope::v3 {

namespace {

const char zero[] = {'\0'};

} // namespace

QByteArray prefixEnd(QByteArrayView prefix)
{
    while (!prefix.isEmpty() && uchar(prefix.back()) == 0xff)
        prefix.chop(1);
    if (prefix.isEmpty())
        return QByteArray(zero, 1);
    QByteArray end = prefix.toByteArray();
    end.back() = char(uchar(end.back()) + 1);
    return end;
}

Range Range::prefix(const QByteArray &prefix)
{
    // An empty key is refused by Range and means something else to Watch.
    return {prefix.isEmpty() ? QByteArray(zero, 1) : prefix, prefixEnd(prefix)};
}

Range Range::from(QByteArray key)
{
    return {key.isEmpty() ? QByteArray(zero, 1) : std::move(key), QByteArray(zero, 1)};
}

bool Range::contains(QByteArrayView candidate) const
{
    if (end.isEmpty())
        return candidate == QByteArrayView(key);
    if (candidate < QByteArrayView(key))
        return false;
    const bool endless = end.size() == 1 && end.front() == '\0';
    return endless || candidate < QByteArrayView(end);
}

} // namespace etcdscope::v3
