// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <memory>
#include <optional>

namespace etcdscope {

class TlsCertificates;

struct EtcdOptions
{
    QStringList arguments = {};            ///< further command line, e.g. "--max-txn-ops=1000"
    const TlsCertificates *tls = nullptr;  ///< serves https with it; borrowed
    bool requireClientCertificate = false; ///< with tls: --client-cert-auth
};

[[nodiscard]] inline EtcdOptions v2Options()
{
    return {.arguments = {QStringLiteral("--enable-v2")}};
}

/// A real etcd of one member for a test: found on PATH, on free loopback ports, its data in a temporary
/// folder that goes with this object, and so does the process (kill -9 of the test included). Ports and data
/// stay the same over restarts. Not thread-safe; blocks, as a fixture may.
class EtcdServer final
{
    Q_DISABLE_COPY_MOVE(EtcdServer)

public:
    [[nodiscard]] static bool isInstalled();
    /// Whether that etcd has a v2 API, which is then switched on by v2Options(): 3.5 is the last.
    [[nodiscard]] static bool hasV2();

    explicit EtcdServer(EtcdOptions options = {});
    ~EtcdServer();

    /// Starts and waits until it serves. On failure the end of etcd's log goes to the test's output.
    [[nodiscard]] bool start();
    void stop(); ///< SIGTERM; waits for the end
    void kill(); ///< SIGKILL; waits for the end
    /// start() again after stop() or kill().
    [[nodiscard]] bool restart() { return start(); }
    void freeze(); ///< SIGSTOP: connections stay open, nobody answers
    void thaw();   ///< SIGCONT
    [[nodiscard]] bool isRunning() const;
    /// TCP first, then `etcdctl endpoint health` (a linearizable read: there is a leader).
    [[nodiscard]] bool waitUntilReady(int milliseconds = 30'000);

    [[nodiscard]] QString scheme() const;
    [[nodiscard]] QByteArray endpoint() const; ///< "127.0.0.1:port"
    [[nodiscard]] QUrl url() const;            ///< scheme://127.0.0.1:port
    [[nodiscard]] quint16 port() const { return m_clientPort; }
    [[nodiscard]] quint16 peerPort() const { return m_peerPort; }
    [[nodiscard]] qint64 processId() const { return m_process ? m_process->processId() : 0; }
    [[nodiscard]] const EtcdOptions &options() const { return m_options; }

    /// Runs etcdctl (API 3) on this server, with its certificates when there are any. Arguments go out as the
    /// bytes they are (anything but NUL). Returns its standard output byte for byte; on failure empty, `ok`
    /// false, and its complaint in the test's output.
    QByteArray etcdctl(const QByteArrayList &arguments, const QByteArray &standardInput = {},
                       bool *ok = nullptr) const;

    /// etcd's own log since the first start.
    [[nodiscard]] QByteArray log() const;

private:
    friend class EtcdCluster;

    struct Membership ///< one of several members; a server alone needs none
    {
        QString name;
        QString initialCluster;
    };

    [[nodiscard]] bool launch();
    [[nodiscard]] QStringList commandLine() const;
    void reportLog() const;
    void waitForEnd();

    EtcdOptions m_options;
    std::optional<Membership> m_membership;
    QTemporaryDir m_directory;
    quint16 m_clientPort = 0;
    quint16 m_peerPort = 0;
    std::unique_ptr<QProcess> m_process;
};

namespace detail {

/// Says so and returns 77, which ctest counts as skipped, when there is no etcd; else 0.
[[nodiscard]] int skipCodeWithoutEtcd();

} // namespace detail

} // namespace etcdscope

/// For a test function that needs etcd among others that do not.
#define ETCDSCOPE_NEEDS_ETCD()                                                                               \
    do {                                                                                                     \
        if (!etcdscope::EtcdServer::isInstalled())                                                           \
            QSKIP("etcd and etcdctl are not on PATH");                                                       \
    } while (false)

/// Instead of QTEST_MAIN where every function needs etcd: the executable then counts as skipped without it.
/// `Application` is QCoreApplication, or QApplication for windows.
#define ETCDSCOPE_ETCD_TEST_MAIN(TestClass, Application)                                                     \
    int main(int argc, char **argv)                                                                          \
    {                                                                                                        \
        if (const int code = etcdscope::detail::skipCodeWithoutEtcd())                                       \
            return code;                                                                                     \
        Application application(argc, argv);                                                                 \
        TestClass test;                                                                                      \
        return QTest::qExec(&test, argc, argv);                                                              \
    }
