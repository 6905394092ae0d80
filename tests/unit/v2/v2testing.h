// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/networkaccess.h"
#include "core/v2/keysapi.h"

#include <QTcpServer>
#include <QTest>

#include <memory>
#include <optional>

namespace etcdscope {

/// Our v2 client on one endpoint or several.
class V2Fixture
{
public:
    explicit V2Fixture(const QList<QUrl> &urls)
    {
        EndpointSet endpoints;
        for (const QUrl &url : urls)
            endpoints.add(url);
        client = std::make_shared<v2::Client>(network, polls, endpoints);
        keys.emplace(client);
    }
    explicit V2Fixture(const QUrl &url)
        : V2Fixture(QList<QUrl>{url})
    {
    }

    /// Waits for the answer; an error when none came.
    template<class T> [[nodiscard]] static Result<T> wait(Call<T> call, int milliseconds = 20'000)
    {
        std::optional<Result<T>> answer;
        QObject context;
        call.then(&context, [&](Result<T> result) { answer = std::move(result); });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, milliseconds))
            return Error::local(QStringLiteral("the test waited in vain"));
        return *answer;
    }

    NetworkAccess network;
    NetworkAccess polls;
    std::shared_ptr<v2::Client> client;
    std::optional<v2::KeysApi> keys;
};

/// A loopback address at which nobody listens.
inline QUrl deadUrl()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort()));
}

} // namespace etcdscope

/// The end of the test with the error's words where there is one. Its argument is evaluated once.
#define V2_VERIFY_OK(result)                                                                                 \
    do {                                                                                                     \
        const auto &verified = (result);                                                                     \
        QVERIFY2(verified.ok(), verified.ok() ? "" : qPrintable(verified.error().toString()));               \
    } while (false)
