// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/edit/writeoutcome.h"
#include "core/store/keystore.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

namespace etcdscope {

class KeyWriter;

/// Renews the time to live of one key or directory after each third of it, without telling watchers, for as
/// long as it is the one it was started with. Each time it reads first, so that others may change the value.
/// What fails in passing (no connection, no leader, no answer) is tried again until the time must be over; at
/// anything else that is not as expected it ends by itself. Owned by who wants the key to live.
class Renewal final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Renewal)

public:
    enum class End {
        Gone,      ///< it expired, or somebody deleted it
        Replaced,  ///< it went and was made anew, by whom nobody knows
        Unlimited, ///< somebody took its time to live away
        Failed,    ///< it could not be read or written, in time: `outcome` says why
    };
    Q_ENUM(End)

    /// Both are borrowed and outlive this.
    Renewal(KeyStore &store, KeyWriter &writer, QObject *parent = nullptr);

    /// Renews at once, and from then on, to `seconds`. Precondition: the entry has a time to live.
    void start(const Entry &entry, qint64 seconds);
    /// No more; a write under way ends as it does. No signal comes.
    void stop();
    [[nodiscard]] bool isActive() const { return m_active; }
    [[nodiscard]] const QByteArray &key() const { return m_entry.key; }

signals:
    void renewed();
    void ended(etcdscope::Renewal::End end, const etcdscope::WriteOutcome &outcome);

private:
    void read();
    void write(const Result<ReadResult> &result);
    void written(const WriteOutcome &outcome);
    void failed(const WriteOutcome &outcome);
    void end(End end, const WriteOutcome &outcome = {});

    KeyStore &m_store;
    KeyWriter &m_writer;
    Entry m_entry;
    qint64 m_seconds = 0;
    bool m_active = false;
    int m_conflicts = 0;    // in a row
    QDeadlineTimer m_lasts; // as far as is known, the key lives until then
    Call<ReadResult> m_reading;
    Call<WriteOutcome> m_writing;
    QTimer m_timer;
};

} // namespace etcdscope
