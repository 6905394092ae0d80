// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace etcdscope {

class Session;

/// Makes a production session read-only again when nobody has written or done anything in it for a while.
/// Writes are seen by itself, but for renewals, which say of nobody that he is there; what else a person does
/// is told by touch(). It is announced before, and never happens while a write or a bulk operation is under
/// way. Time asleep counts. Locks are renewed afterwards too, see Session::setReadOnly(); keys are not kept
/// alive.
class Relock final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Relock)

public:
    static constexpr std::chrono::milliseconds usual = std::chrono::minutes(10);
    static constexpr std::chrono::milliseconds longestNotice = std::chrono::minutes(1);

    /// `session` is borrowed and outlives this.
    explicit Relock(Session &session, QObject *parent = nullptr);

    /// Starts the time anew; zero: never.
    void setIdleTime(std::chrono::milliseconds idle);
    [[nodiscard]] std::chrono::milliseconds idleTime() const { return m_idle; }
    /// Somebody is there.
    void touch();
    [[nodiscard]] bool isAnnounced() const { return m_announced; }

signals:
    /// It is going to happen unless something is done, in this many milliseconds.
    void announced(qint64 left);
    /// It is not going to happen soon any more.
    void withdrawn();
    /// The session was made read-only by this object.
    void locked();

private:
    void follow();
    void restart();
    void withdraw();
    void look();
    [[nodiscard]] qint64 idleFor() const;

    Session &m_session;
    std::chrono::milliseconds m_idle = usual;
    QTimer m_look;
    QElapsedTimer m_since; // does not count time asleep
    QDateTime m_sinceWall; // does, but can be set
    bool m_announced = false;
};

} // namespace etcdscope
