// SPDX-License-Identifier: Apache-2.0
#include "core/playground/etcdprogram.h"

#include <QStandardPaths>
#include <QSysInfo>

namespace etcdscope {

QString findEtcd()
{
    return QStandardPaths::findExecutable(QStringLiteral("etcd"));
}

QProcessEnvironment etcdEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.startsWith(QLatin1String("ETCD_")))
            environment.remove(name);
    }
    // etcd 3.4 refuses to start on anything but amd64 and ppc64le without this.
    const QString architecture = QSysInfo::currentCpuArchitecture();
    if (architecture != QLatin1String("x86_64"))
        environment.insert(QStringLiteral("ETCD_UNSUPPORTED_ARCH"), architecture);
    return environment;
}

} // namespace etcdscope
