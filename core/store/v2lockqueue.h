// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/locks.h"
#include "core/v2/keysapi.h"

#include <QByteArray>

#include <vector>

namespace etcdscope {

/// The directory of one lock as a queue: its keys, lowest name first. That is how python-etcd orders them, so
/// it decides who holds the lock, also on servers before 2.2, whose keys in order are not padded.
/// Directories below belong to other locks ("a/b" lies in the directory of "a").
[[nodiscard]] LockQueue queueOf(const v2::Node &directory, const QByteArray &name, Position position);

/// All below `prefix`, which `root` is, that have at least one contender, by name.
[[nodiscard]] std::vector<LockQueue> queuesOf(const v2::Node &root, const QByteArray &prefix,
                                              Position position);

} // namespace etcdscope
