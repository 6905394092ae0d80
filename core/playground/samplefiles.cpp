// SPDX-License-Identifier: Apache-2.0
#include "core/playground/samplefiles.h"

#include <QDirIterator>
#include <QFile>

// A static library's resources are only linked in when something asks for them, outside of any namespace.
static void initResources()
{
    Q_INIT_RESOURCE(playground);
}

namespace etcdscope {

std::vector<SampleKey> sampleFiles()
{
    initResources();
    const QString root = QStringLiteral(":/playground");
    std::vector<SampleKey> keys;
    QDirIterator files(root, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            keys.push_back({file.fileName().mid(root.size()).toUtf8(), file.readAll()});
    }
    return keys;
}

} // namespace etcdscope
