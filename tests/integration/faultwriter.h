// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/networkaccess.h"
#include "core/store/v3keystore.h"

#include <QTimer>
#include <QUrl>

#include <memory>
#include <vector>

namespace etcdscope {

/// Somebody else who writes while a test breaks things: puts, deletes and transactions of several keys below
/// a prefix, on a connection of its own, for as long as it is not stopped and whatever the server does. Lives
/// on the thread of the test.
class FaultWriter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FaultWriter)

public:
    FaultWriter(const QUrl &endpoint, const QByteArray &prefix, int keys = 300, int writers = 8);

    void start();
    /// Writes that are under way still end.
    void stop() { m_running = false; }
    [[nodiscard]] bool isIdle() const { return m_underWay == 0; }

    /// Revisions the server has promised to keep. Those of a write without an answer are not among them.
    [[nodiscard]] const std::vector<qint64> &promised() const { return m_promised; }
    [[nodiscard]] int failures() const { return m_failures; }

private:
    void write(size_t writer);

    NetworkAccess m_network;
    std::unique_ptr<V3KeyStore> m_store;
    QByteArray m_prefix;
    int m_keys;
    bool m_running = false;
    int m_underWay = 0;
    int m_failures = 0;
    std::vector<qint64> m_promised;
    std::vector<Call<TransactionResult>> m_calls;
};

} // namespace etcdscope
