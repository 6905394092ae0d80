// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace etcdscope {

/// Keeps applied batches from crowding out everything else. After each batch it measures how much processor
/// time this thread needed until the event loop came round again (the batch itself, layout, painting) and
/// asks for four times that as a pause, so that a costly view costs at most a fifth of the time. What other
/// threads and programs take of the machine does not count.
class BatchPacer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BatchPacer)

public:
    explicit BatchPacer(QObject *parent = nullptr);

    /// True when a batch may be applied now. When false, wake() comes once it may.
    [[nodiscard]] bool ready();

    /// Around each batch. A batch is made of as many steps as hasTime() allows.
    void batchStarted();
    [[nodiscard]] bool hasTime() const;
    void batchApplied();

signals:
    void wake();

private:
    void measure();

    QElapsedTimer m_clock; // runs from construction
    QElapsedTimer m_batch; // since the last batch was started
    QTimer m_turn;         // comes when the loop has gone round once
    QTimer m_pause;
    qint64 m_started = 0; // of this thread's processor time
    qint64 m_notBefore = 0;
    bool m_measuring = false;
    bool m_wanted = false;
};

} // namespace etcdscope
