// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/requests.h"

#include <QCoreApplication>

namespace etcdscope {

CallInfo callInfo(const Method &method, const CallOptions &options)
{
    return {.method = QByteArray(method.name),
            .mutates = method.mutates && !options.readOnly,
            .key = options.key,
            .deadline = options.deadline};
}

QByteArray userAgent()
{
    const QByteArray version = QCoreApplication::applicationVersion().toLatin1();
    return version.isEmpty() ? QByteArrayLiteral("etcdscope") : "etcdscope/" + version;
}

QByteArray grpcTimeout(int milliseconds)
{
    constexpr int eightDigits = 99'999'999;
    if (milliseconds > eightDigits)
        return QByteArray::number(milliseconds / 1000) + 'S';
    return QByteArray::number(milliseconds) + 'm';
}

} // namespace etcdscope
