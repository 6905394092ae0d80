// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/playground/playground.h"
#include "core/playground/sampledata.h"
#include "core/store/change.h"
#include "core/store/leases.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace etcdscope {

class KeyStore;
class Session;

/// A playground from its start to its end: a private etcd, a session on it, sample data in it and a change
/// every second. It ends with its session, or when it is destroyed.
class PlaygroundLauncher final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlaygroundLauncher)

public:
    explicit PlaygroundLauncher(QObject *parent = nullptr);
    ~PlaygroundLauncher() override;

    /// Ends in ready(), or in failed().
    void start();
    /// Gives up a start that is under way. No signal follows.
    void cancel();

    [[nodiscard]] bool isStarting() const;
    /// Of the etcd; 0 when none runs.
    [[nodiscard]] qint64 etcdProcess() const { return m_playground.processId(); }
    /// True once all sample data is written.
    [[nodiscard]] bool isFilled() const { return m_filled; }

signals:
    /// A session on the running etcd, not open yet. Whoever takes it opens it and owns it; what nobody takes
    /// is destroyed after the signal.
    void ready(std::unique_ptr<etcdscope::Session> &session);
    /// All sample data is written; the last of it is at `position`.
    void filled(etcdscope::Position position);
    /// Texts for people: what went wrong, what helps; and the technical words for it.
    void failed(const QString &text, const QString &details);

private:
    void offerSession(const QUrl &endpoint);
    void follow(Session &session);
    void sessionStateChanged();
    void fill();
    void fillNext();
    void tick();
    void stopWriting();
    void sessionGone();
    void playgroundFailed(const Error &error);
    /// Grants the first lease these need and that is not there, calls `then` afterwards and returns true;
    /// false when nothing is missing.
    [[nodiscard]] bool grantMissing(std::span<const SampleKey> samples, std::function<void()> then);
    [[nodiscard]] Step putStep(const SampleKey &sample) const;

    Playground m_playground;
    QPointer<Session> m_session;
    std::vector<SampleKey> m_samples;
    size_t m_written = 0;
    Position m_position; // of the last batch
    bool m_filled = false;
    qint64 m_second = 0;
    QTimer m_tick;
    Call<TransactionResult> m_write;
    struct GrantedLease
    {
        qint64 id = 0;
        QDeadlineTimer ends;
    };
    QHash<int, GrantedLease> m_leases; // by seconds: samples with the same number share one
    Call<LeaseState> m_grant;
};

} // namespace etcdscope
