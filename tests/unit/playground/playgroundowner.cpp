// SPDX-License-Identifier: Apache-2.0
#include "core/playground/playground.h"

#include <QCoreApplication>

#include <cstdio>

/// A program that owns a playground, to be killed by a test: says "<etcd's process id> <folder>" once it
/// runs.
int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    etcdscope::Playground playground;
    QObject::connect(&playground, &etcdscope::Playground::started, &application, [&playground] {
        std::printf("%lld %s\n", static_cast<long long>(playground.processId()),
                    playground.folder().toUtf8().constData());
        std::fflush(stdout);
    });
    QObject::connect(&playground, &etcdscope::Playground::failed, &application,
                     [] { QCoreApplication::exit(1); });
    playground.start();
    return QCoreApplication::exec();
}
