// SPDX-License-Identifier: Apache-2.0
// Opening a session until its first rows are there: TLS with a client certificate, user and password
// included. Starts an etcd of its own.
#include "core/session/session.h"
#include "tests/bench/benchsupport.h"
#include "tests/support/etcdserver.h"
#include "tests/support/tlscertificates.h"

#include <algorithm>
#include <vector>

using namespace etcdscope;

namespace {

bool prepare(EtcdServer &server)
{
    bool ok = server.start();
    for (int i = 0; i < 100 && ok; ++i)
        (void)server.etcdctl({"put", "/bench/" + QByteArray::number(i), "value"}, {}, &ok);
    for (const QByteArrayList &command :
         {QByteArrayList{"user", "add", "root:rootpw"}, QByteArrayList{"user", "grant-role", "root", "root"},
          QByteArrayList{"auth", "enable"}}) {
        if (ok)
            (void)server.etcdctl(command, {}, &ok);
    }
    return ok;
}

/// Milliseconds; a negative number when it did not open.
double openOnce(const SessionSettings &settings)
{
    Session session(settings);
    QElapsedTimer clock;
    clock.start();
    double taken = -1;
    QEventLoop loop;
    QObject::connect(&session, &Session::opened, &loop, [&] {
        QObject::connect(&session.keySpace()->feed(), &LiveFeed::firstRows, &loop, [&] {
            taken = double(clock.nsecsElapsed()) / 1e6;
            loop.quit();
        });
    });
    QTimer::singleShot(20'000, &loop, &QEventLoop::quit);
    session.open();
    loop.exec();
    return taken;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Opening a session with TLS and authentication."));
    parser.addHelpOption();
    parser.addOption({QStringLiteral("rounds"), QStringLiteral("Sessions to open."), QStringLiteral("N"),
                      QStringLiteral("10")});
    parser.process(application);

    const TlsCertificates certificates;
    EtcdServer server({.tls = &certificates, .requireClientCertificate = true});
    if (!certificates.isValid() || !prepare(server)) {
        std::fprintf(stderr, "etcd could not be prepared\n");
        return 2;
    }
    SessionSettings settings;
    settings.endpoints = std::move(EndpointSet::parse({server.url().toString()})).value();
    settings.tls.authorityFile = certificates.caFile();
    settings.tls.certificateFile = certificates.clientFile();
    settings.tls.keyFile = certificates.clientKeyFile();
    settings.login = {QStringLiteral("root"), QStringLiteral("rootpw")};
    std::vector<double> times;
    for (int i = 0; i < parser.value(QStringLiteral("rounds")).toInt(); ++i) {
        times.push_back(openOnce(settings));
        if (times.back() < 0) {
            std::fprintf(stderr, "the session did not open\n");
            return 1;
        }
    }
    std::ranges::sort(times);
    report({{QStringLiteral("bench"), QStringLiteral("open")},
            {QStringLiteral("rounds"), qint64(times.size())},
            {QStringLiteral("first_rows_median_ms"), times[times.size() / 2]},
            {QStringLiteral("first_rows_worst_ms"), times.back()}});
    return 0;
}
