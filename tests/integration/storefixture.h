// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/keys/keyindex.h"
#include "core/net/networkaccess.h"
#include "core/rpc/channelprobe.h"
#include "core/store/v3keystore.h"
#include "tests/support/etcdserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace etcdscope {

/// Our store on an endpoint, over either transport.
class StoreFixture
{
public:
    [[nodiscard]] bool open(const QUrl &url, Transport transport = Transport::Grpc)
    {
        bool done = false;
        auto probe = openChannel(m_network, url, transport);
        probe.then(&m_network, [&](Result<std::shared_ptr<Channel>> channel) {
            done = true;
            if (channel)
                m_store = std::make_unique<V3KeyStore>(*channel);
            else
                qWarning("%s", qPrintable(channel.error().toString()));
        });
        return QTest::qWaitFor([&] { return done; }, 20'000) && m_store;
    }

    [[nodiscard]] KeyStore &store() { return *m_store; }
    [[nodiscard]] NetworkAccess &network() { return m_network; }

    /// Waits for the answer; std::nullopt when none came.
    template<class T> [[nodiscard]] std::optional<Result<T>> wait(Call<T> call, int milliseconds = 15'000)
    {
        std::optional<Result<T>> answer;
        QObject context;
        call.then(&context, [&](Result<T> result) { answer = std::move(result); });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, milliseconds))
            return std::nullopt;
        return answer;
    }

    /// Puts without conditions, 100 in a transaction, many in flight: in no particular order.
    [[nodiscard]] bool put(const std::vector<std::pair<QByteArray, QByteArray>> &entries)
    {
        std::vector<Call<TransactionResult>> calls(32);
        QObject context;
        size_t next = 0;
        int underWay = 0;
        bool failed = false;
        std::function<void(size_t)> pump = [&](size_t slot) {
            if (next >= entries.size() || failed)
                return;
            Transaction transaction;
            for (int i = 0; i < 100 && next < entries.size(); ++i, ++next)
                transaction.success.push_back(PutStep{.key = entries[next].first,
                                                      .value = entries[next].second,
                                                      .lease = LeaseChoice::detach()});
            ++underWay;
            calls[slot] = m_store->commit(transaction);
            calls[slot].then(&context, [&, slot](Result<TransactionResult> result) {
                --underWay;
                failed = failed || !result;
                pump(slot);
            });
        };
        for (size_t slot = 0; slot < calls.size(); ++slot)
            pump(slot);
        return QTest::qWaitFor([&] { return underWay == 0; }, 120'000) && !failed;
    }

private:
    NetworkAccess m_network;
    std::unique_ptr<V3KeyStore> m_store;
};

/// Why an answer is none, for QVERIFY2.
template<class T> QByteArray failureOf(const std::optional<Result<T>> &answer)
{
    if (!answer)
        return "no answer in time";
    return answer->ok() ? QByteArray() : answer->error().toString().toUtf8();
}

/// The keys an index holds, one a line, escaped, with their modification revision: to be compared as text.
inline QByteArray textOf(const KeyIndex &index)
{
    QByteArray text;
    index.visit({}, [&](QByteArrayView key, const KeyIndex::Row &row) {
        text += key.toByteArray().toPercentEncoding("/") + ' ' + QByteArray::number(row.modRevision) + '\n';
        return true;
    });
    return text;
}

/// The same of a server, as etcdctl tells it; now, or as it was at a revision.
inline QByteArray textOf(const EtcdServer &server, const QByteArray &prefix = {}, Position at = {})
{
    // The fields writer quotes keys as Go does; JSON gives them as base64, exactly.
    const QByteArray json = server.etcdctl(
        {"get", prefix, "--prefix", "--keys-only", "-w", "json", "--rev=" + QByteArray::number(at.value)});
    const QJsonArray entries = QJsonDocument::fromJson(json).object().value(QLatin1String("kvs")).toArray();
    QByteArray text;
    for (const QJsonValue &entry : entries) {
        const QJsonObject object = entry.toObject();
        const QByteArray key =
            QByteArray::fromBase64(object.value(QLatin1String("key")).toString().toLatin1());
        text += key.toPercentEncoding("/") + ' ' +
                QByteArray::number(object.value(QLatin1String("mod_revision")).toInteger()) + '\n';
    }
    return text;
}

} // namespace etcdscope
