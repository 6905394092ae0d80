// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/connectiontest.h"
#include "core/session/session.h"
#include "tests/support/etcdserver.h"

#include <QMetaEnum>
#include <QSignalSpy>
#include <QTest>

#include <memory>

namespace etcdscope {

[[nodiscard]] inline SessionSettings settingsFor(const QList<QUrl> &urls)
{
    QStringList texts;
    for (const QUrl &url : urls)
        texts << url.toString();
    SessionSettings settings;
    settings.endpoints = std::move(EndpointSet::parse(texts)).value();
    settings.transport = Transport::Grpc;
    return settings;
}

/// Runs to its end.
[[nodiscard]] inline std::unique_ptr<ConnectionTest> tested(const SessionSettings &settings)
{
    auto test = std::make_unique<ConnectionTest>(settings);
    QSignalSpy finished(test.get(), &ConnectionTest::finished);
    test->start();
    if (!QTest::qWaitFor([&] { return !finished.isEmpty(); }, 60'000))
        qWarning("the connection test did not end");
    return test;
}

/// "Tls WrongName", or "works" with what was warned of.
[[nodiscard]] inline QString outcome(const ConnectionTest::EndpointResult &result)
{
    const auto word = [](auto value) {
        return QString::fromLatin1(QMetaEnum::fromType<decltype(value)>().valueToKey(int(value)));
    };
    if (const auto failed = result.failedStage())
        return word(*failed) + QLatin1Char(' ') + word(result.stage(*failed).cause);
    QString text = result.works() ? QStringLiteral("works") : QStringLiteral("undecided");
    for (const ConnectionTest::StageResult &stage : result.stages) {
        if (stage.state == ConnectionTest::State::Warned)
            text += QLatin1Char(' ') + word(stage.cause);
    }
    return text;
}

[[nodiscard]] inline QString outcome(const SessionSettings &settings)
{
    return outcome(tested(settings)->results().front());
}

[[nodiscard]] inline bool isLive(Session &session)
{
    return session.keySpace() && session.keySpace()->feed().state() == LiveFeed::State::Live;
}

/// Users, roles and authentication of a server; every command after enable() needs root's password.
class Accounts
{
public:
    explicit Accounts(EtcdServer &server)
        : m_server(server)
    {
    }
    [[nodiscard]] bool add(const QByteArray &user, const QByteArray &password, const QByteArray &role)
    {
        return run({"user", "add", user + ':' + password}) && run({"user", "grant-role", user, role});
    }
    [[nodiscard]] bool addWithoutPassword(const QByteArray &user, const QByteArray &role)
    {
        return run({"user", "add", user, "--no-password"}) && run({"user", "grant-role", user, role});
    }
    [[nodiscard]] bool addRole(const QByteArray &role, const QByteArray &prefix)
    {
        return run({"role", "add", role}) &&
               run({"role", "grant-permission", role, "--prefix=true", "readwrite", prefix});
    }
    /// With a user root, whose password is "rootpw".
    [[nodiscard]] bool enable()
    {
        return run({"user", "add", "root:rootpw"}) && run({"user", "grant-role", "root", "root"}) &&
               run({"auth", "enable"});
    }
    bool run(QByteArrayList arguments, bool asRoot = false)
    {
        if (asRoot)
            arguments.prepend("--user=root:rootpw");
        bool ok = false;
        (void)m_server.etcdctl(arguments, {}, &ok);
        return ok;
    }

private:
    EtcdServer &m_server;
};

} // namespace etcdscope
