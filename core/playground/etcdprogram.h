// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcessEnvironment>
#include <QString>

namespace etcdscope {

/// The etcd on PATH, empty when there is none.
[[nodiscard]] QString findEtcd();

/// This program's environment without what etcd would take as options (ETCD_*), and with its leave to run on
/// this processor where it asks for one.
[[nodiscard]] QProcessEnvironment etcdEnvironment();

} // namespace etcdscope
