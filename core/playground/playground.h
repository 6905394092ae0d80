// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

#include <memory>

class QProcess;

namespace etcdscope {

class HealthProbe;
class PlaygroundFolder;

/// Owner of a private etcd for trying things out: one member on free loopback ports, its data in a temporary
/// folder, both gone with this object. It dies with this program in whatever way that ends (see
/// dieWithThisProgram()); folders a dead program left behind are removed at the next start().
///
/// Starting takes about a second. All signals but stateChanged() come from the event loop, and any of their
/// slots may delete this object. What is put into it (sampledata.h) is
/// somebody else's work, through the store like any other write.
class Playground final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Playground)

public:
    enum class State {
        Stopped,
        Starting,
        Running,
        Stopping,
    };
    Q_ENUM(State)

    explicit Playground(QObject *parent = nullptr);
    /// Kills etcd and removes the folder before it returns (milliseconds; two seconds at worst).
    ~Playground() override;

    /// Ends in started() or failed(). Does nothing unless stopped.
    void start();

    /// Asks etcd to end, after three seconds makes it; ends in stopped(). Does nothing when stopped.
    void stop();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] QUrl endpoint() const;    ///< http://127.0.0.1:port while Running, else empty
    [[nodiscard]] QString folder() const;   ///< empty while Stopped
    [[nodiscard]] qint64 processId() const; ///< of etcd, 0 when it does not run

signals:
    void stateChanged(etcdscope::Playground::State state);
    void started(const QUrl &endpoint);
    /// It could not be started, or ended by itself later. Kind Local; the detail carries etcd's last words.
    /// The state is Stopped and the folder gone.
    void failed(const etcdscope::Error &error);
    void stopped();

private:
    bool setState(State state);
    void launch();
    void becomeRunning();
    void becomeStopped();
    void processEnded();
    void fail(const QString &detail);
    void dispose();

    State m_state = State::Stopped;
    std::unique_ptr<PlaygroundFolder> m_folder;
    std::unique_ptr<QProcess> m_process;
    std::unique_ptr<HealthProbe> m_probe;
    QTimer m_patience;
    quint16 m_port = 0;
    int m_attempt = 0;
};

} // namespace etcdscope
