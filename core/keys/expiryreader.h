// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keystore.h"

#include <QObject>
#include <QTimer>

namespace etcdscope {

class KeyIndex;

/// Reads again what the index has beyond its time to live. Stores that tell of every expiry may still renew a
/// time to live without telling (features().quietRefresh), so a key that is overdue is either gone, which the
/// watch is about to say, or goes on. One read at a time, each key once in some seconds. Owned by who keeps
/// the index true.
class ExpiryReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExpiryReader)

public:
    ExpiryReader(KeyStore &store, KeyIndex &index, QObject *parent = nullptr);
    ~ExpiryReader() override;

    /// Looks after what is in the index from now on. To be called again when it has changed.
    void start();
    void stop();

private:
    void schedule(qint64 delay);
    void readNext();
    void answered(const QByteArray &key, const Result<ReadResult> &result);

    KeyStore &m_store;
    KeyIndex &m_index;
    QTimer m_timer;
    qint64 m_due = 0; // when the timer comes; 0 = it does not run
    std::vector<QByteArray> m_waiting;
    Call<ReadResult> m_reading;
};

} // namespace etcdscope
