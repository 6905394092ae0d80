// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/networkaccess.h"
#include "core/store/v2locks.h"
#include "core/v2/client.h"
#include "tests/support/etcdserver.h"

#include <QMetaEnum>
#include <QProcess>
#include <QTest>

#include <memory>
#include <optional>
#include <vector>

namespace etcdscope {

constexpr int longTime = 60'000; // milliseconds

/// A program of its own that uses the locks of a server.
struct Party
{
    explicit Party(quint16 port)
        : client(std::make_shared<v2::Client>(
              network, polls, *EndpointSet::parse({QStringLiteral("127.0.0.1:%1").arg(port)})))
        , keys(client)
        , locks(keys)
    {
    }

    template<class T> [[nodiscard]] std::optional<Result<T>> wait(Call<T> call)
    {
        std::optional<Result<T>> answer;
        QObject context;
        call.then(&context, [&](Result<T> result) { answer = std::move(result); });
        (void)QTest::qWaitFor([&] { return answer.has_value(); }, longTime);
        return answer;
    }

    /// Empty when it cannot be read.
    [[nodiscard]] std::vector<Contender> queue(const QByteArray &name)
    {
        const auto answer = wait(locks.queue(name));
        return answer && answer->ok() ? (*answer)->contenders : std::vector<Contender>();
    }

    NetworkAccess network;
    NetworkAccess polls;
    std::shared_ptr<v2::Client> client;
    v2::KeysApi keys;
    V2Locks locks;
};

inline LockOptions lasting(std::optional<qint64> seconds)
{
    LockOptions options;
    options.timeToLive = seconds;
    return options;
}

/// For a failure.
inline QByteArray textOf(const LockClaim &claim)
{
    const char *const state = QMetaEnum::fromType<LockClaim::State>().valueToKey(int(claim.state()));
    return QByteArray(state) + ' ' + (claim.error() ? claim.error()->toString().toUtf8() : QByteArray());
}

} // namespace etcdscope

#define TRY_STATE(claim, wanted)                                                                             \
    QTRY_VERIFY2_WITH_TIMEOUT((claim)->state() == (wanted), textOf(*(claim)).constData(), longTime)
