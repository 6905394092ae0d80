// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/store/keystore.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace etcdscope {

/// Asks a store for its status every few seconds: whether it is there, how far away, and how the cluster is.
class StorePulse final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StorePulse)

public:
    /// `store` is borrowed and outlives this.
    explicit StorePulse(KeyStore &store, QObject *parent = nullptr);

    /// Asks now, and from now on.
    void start();
    void stop();
    /// Asks now, unless the last answer is still waited for.
    void beat();
    /// Connections are made anew: the answer waited for is not.
    void forget() { m_call.cancel(); }

    /// Microseconds of the last status call; nothing before the first, or when it failed.
    [[nodiscard]] std::optional<qint64> roundTrip() const { return m_roundTrip; }
    [[nodiscard]] const std::optional<StoreStatus> &status() const { return m_status; }
    /// The server answers, but this user may not see its status.
    [[nodiscard]] const std::optional<Error> &refusal() const { return m_refusal; }
    /// What the last call met otherwise.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

signals:
    /// After every answer. Slots may destroy this object.
    void changed();

private:
    void take(Result<StoreStatus> status, qint64 microseconds);

    KeyStore &m_store;
    Call<StoreStatus> m_call;
    QTimer m_timer;
    std::optional<qint64> m_roundTrip;
    std::optional<StoreStatus> m_status;
    std::optional<Error> m_refusal;
    std::optional<Error> m_error;
};

} // namespace etcdscope
