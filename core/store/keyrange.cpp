// SPDX-License-Identifier: Apache-2.0
#include "core/store/keyrange.h"

namespace etcdscope {

QByteArray prefixSuccessor(QByteArrayView prefix)
{
    QByteArray next = prefix.toByteArray();
    while (!next.isEmpty() && uchar(next.back()) == 0xff)
        next.chop(1);
    if (!next.isEmpty())
        next.back() = char(uchar(next.back()) + 1);
    return next;
}

KeyRange KeyRange::prefix(const QByteArray &prefix)
{
    const QByteArray end = prefixSuccessor(prefix);
    return end.isEmpty() ? from(prefix) : span(prefix, end);
}

bool KeyRange::contains(QByteArrayView key) const
{
    switch (extent) {
    case Extent::Single:
        return key == QByteArrayView(begin);
    case Extent::Span:
        return key >= QByteArrayView(begin) && key < QByteArrayView(end);
    case Extent::OpenEnd:
        return key >= QByteArrayView(begin);
    }
    return false;
}

bool KeyRange::isEmpty() const
{
    return extent == Extent::Span && QByteArrayView(begin) >= QByteArrayView(end);
}

KeyRange KeyRange::startingAt(const QByteArray &key) const
{
    KeyRange rest = *this;
    if (QByteArrayView(key) <= QByteArrayView(begin))
        return rest;
    if (extent == Extent::Single)
        return span(key, key); // empty: the one key lies before
    rest.begin = key;
    return rest;
}

} // namespace etcdscope
