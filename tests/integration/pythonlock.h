// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

namespace etcdscope {

/// etcd.Lock of python-etcd in a process of its own: the other party of our locks. One command at a time.
class PythonLock final
{
    Q_DISABLE_COPY_MOVE(PythonLock)

public:
    [[nodiscard]] static bool isInstalled()
    {
        QProcess probe;
        probe.start(QStringLiteral("/usr/bin/python3"),
                    {QStringLiteral("-c"), QStringLiteral("import etcd")});
        return probe.waitForFinished(30'000) && probe.exitStatus() == QProcess::NormalExit &&
               probe.exitCode() == 0;
    }

    PythonLock(quint16 port, const QByteArray &name)
    {
        static const QString script = QStringLiteral(R"(
import etcd, sys
lock = etcd.Lock(etcd.Client(host='127.0.0.1', port=int(sys.argv[1])), sys.argv[2])
for line in sys.stdin:
    words = line.split()
    try:
        if words[0] == 'acquire':
            got = lock.acquire(blocking=words[1] == '1', lock_ttl=int(words[2]) or None)
            print('acquired' if got else 'refused', lock.uuid, flush=True)
        elif words[0] == 'release':
            lock.release()
            print('released', flush=True)
        elif words[0] == 'holds':
            print('yes' if lock.is_acquired else 'no', flush=True)
    except Exception as error:
        print(type(error).__name__, flush=True)
)");
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("/usr/bin/python3"),
                        {QStringLiteral("-c"), script, QString::number(port), QString::fromUtf8(name)});
    }

    ~PythonLock() { kill(); }

    /// `timeToLive` in seconds; 0 = none.
    void startAcquiring(bool blocking, int timeToLive)
    {
        send("acquire " + QByteArray(blocking ? "1 " : "0 ") + QByteArray::number(timeToLive));
    }
    /// Its token; empty when it did not get the lock.
    [[nodiscard]] QByteArray acquired()
    {
        const QByteArrayList words = answer().split(' ');
        return words.size() == 2 && words[0] == "acquired" ? words[1] : QByteArray();
    }
    [[nodiscard]] QByteArray acquire(bool blocking, int timeToLive)
    {
        startAcquiring(blocking, timeToLive);
        return acquired();
    }
    [[nodiscard]] bool release()
    {
        send("release");
        return answer() == "released";
    }
    [[nodiscard]] bool holds()
    {
        send("holds");
        return answer() == "yes";
    }
    /// As a program that crashes.
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished(30'000);
    }

private:
    void send(const QByteArray &line) { m_process.write(line + '\n'); }

    [[nodiscard]] QByteArray answer()
    {
        // Our own side goes on meanwhile.
        if (!QTest::qWaitFor([this] { return m_process.canReadLine(); }, 60'000))
            return "no answer";
        return m_process.readLine().trimmed();
    }

    QProcess m_process;
};

} // namespace etcdscope
