// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace etcdscope {

/// Long work in short turns: calls `step` again and again until it returns false, for at most 4 ms at a time,
/// and gives the event loop a turn in between. One step must be well under that. A step may start other work
/// in its own place, cancel, or delete the slicer.
class Slicer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Slicer)

public:
    explicit Slicer(QObject *parent = nullptr);

    /// Starts over with `step`; work under way is dropped. finished() comes from the event loop.
    void start(std::function<bool()> step);
    void cancel();
    [[nodiscard]] bool isActive() const { return bool(m_step); }

signals:
    void finished();

private:
    void run();

    QTimer m_timer;
    std::shared_ptr<std::function<bool()>> m_step; // shared with the turn that runs it
};

} // namespace etcdscope
