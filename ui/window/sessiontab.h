// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/window/sessionsummary.h"

#include <QIcon>
#include <QString>

namespace etcdscope {

struct Environment;

/// What stands on the tab of a session: "PROD payments".
[[nodiscard]] QString tabText(const QString &name, const Environment &environment);

/// The shape of the state, with a bar in the colour of the environment before it.
[[nodiscard]] QIcon tabIcon(SessionSummary::Level level, const Environment &environment);

} // namespace etcdscope
