// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace etcdscope {

/// Reads app/, core/ and ui/ below `root` and returns one line for every breach of the rules of the house, as
/// "file: what": who may include and link whom (app -> ui -> core, the order of the rooms inside core,
/// protobuf not above the store, the transports not above the session), and what core does without (GUI,
/// translation, singletons, nested event loops).
[[nodiscard]] QStringList layerBreaches(const QString &root);

} // namespace etcdscope
