// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/locks.h"
#include "core/store/v2lockwatch.h"
#include "core/v2/keysapi.h"

#include <QDeadlineTimer>
#include <QTimer>

#include <functional>
#include <memory>

namespace etcdscope {

/// A key in order in the directory of a lock, by the recipe of python-etcd, but for what goes wrong with
/// that: the directory is watched from the index it was read at and read again when that is out of the
/// history; the time to live is renewed while waiting too; and renewing compares with the own token, so that
/// a key that expired is never made again. A write without an answer is settled by looking for the token.
class V2LockClaim final : public LockClaim
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(V2LockClaim)

public:
    /// `feed` is of the locks that `directory` is one of.
    V2LockClaim(v2::KeysApi keys, std::shared_ptr<V2LockFeed> feed, QByteArray directory, QByteArray name,
                LockOptions options);

    [[nodiscard]] QByteArray name() const override { return m_name; }
    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] int ahead() const override { return m_ahead; }
    [[nodiscard]] QByteArray key() const override { return m_key; }
    [[nodiscard]] QByteArray token() const override { return m_options.token; }
    [[nodiscard]] std::optional<qint64> timeToLive() const override { return m_options.timeToLive; }
    [[nodiscard]] const std::optional<Error> &error() const override { return m_error; }
    [[nodiscard]] bool isReleasing() const override { return m_isReleasing; }
    void renew() override;
    void release() override;

private:
    void begin();
    void find(bool afterWrite);
    void write();
    void written(const Result<v2::KeysAnswer> &answer, QDeadlineTimer lapse);
    void notFound();
    void join(const QByteArray &key, QDeadlineTimer lapse);
    void look();
    void happened(const QByteArray &key);
    void looked(const Result<v2::KeysAnswer> &answer);
    void renewed(const Result<v2::KeysAnswer> &answer, QDeadlineTimer lapse);
    void confirm(QDeadlineTimer lapse);
    void lapsed();
    void patienceOver();
    void removeOwn();
    void removed(const Result<v2::KeysAnswer> &answer);
    void meet(const Error &error);
    void later(const std::function<void()> &step);
    void end(State state, std::optional<Error> error = std::nullopt);
    [[nodiscard]] bool hasEnded() const;
    [[nodiscard]] QDeadlineTimer lapseFromNow() const;

    const v2::KeysApi m_keys;
    std::shared_ptr<V2LockFeed> m_feed;
    const QByteArray m_directory;
    const QByteArray m_name;
    LockOptions m_options;
    State m_state = State::Waiting;
    int m_ahead = 0;
    std::shared_ptr<CallPermit> m_permit; // to renew and release; null where nobody refuses that
    QByteArray m_key;
    std::optional<Error> m_error;
    std::optional<Error> m_writeError; // of a write whose outcome is not known
    bool m_isReleasing = false;
    bool m_wasSent = false;
    bool m_isOutOfPatience = false;
    bool m_looksAgain = false; // something changed while it was looking
    int m_failures = 0;        // in a row
    int m_misses = 0;          // readings in a row that did not have the token of a write in doubt
    QDeadlineTimer m_lapse;    // when the key is gone if nothing renews it
    Call<v2::KeysAnswer> m_step;
    Call<v2::KeysAnswer> m_look;
    Call<v2::KeysAnswer> m_renewal;
    QTimer m_again;
    std::function<void()> m_next; // when m_again is over
    QTimer m_renewAgain;
    QTimer m_lapseTimer;
    QTimer m_patience;
};

} // namespace etcdscope
