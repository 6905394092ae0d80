// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace etcdscope {

/// The key number `i` of a benchmark cluster: `<prefix>svcNNN/instNNN/keyNNNNNN`, a hundred keys a directory,
/// a hundred of those a service.
inline QByteArray benchKey(const QByteArray &prefix, qint64 i)
{
    const auto number = [](qint64 value, int digits) {
        return QByteArray::number(value).rightJustified(digits, '0');
    };
    return prefix + "svc" + number(i / 10'000, 3) + "/inst" + number(i / 100 % 100, 3) + "/key" +
           number(i % 100, 6);
}

} // namespace etcdscope
