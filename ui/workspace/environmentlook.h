// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/environment.h"

#include <QColor>
#include <QString>

class QPalette;

namespace etcdscope {

/// The kind in a word for forms: "Production".
[[nodiscard]] QString environmentKindName(Environment::Kind kind);

/// What stands beside the name of the cluster: the environment's own label, else that of its kind ("PROD").
/// Empty when neither is there.
[[nodiscard]] QString environmentLabel(const Environment &environment);

/// The environment's own colour, else that of its kind. Invalid when neither is there.
[[nodiscard]] QColor environmentColour(const Environment &environment);

/// The same, at least 3:1 against the palette's window: for stripes and marks.
[[nodiscard]] QColor environmentMark(const Environment &environment, const QPalette &palette);

/// Black or white, whichever is easier to read on `fill`: at least 4.5:1.
[[nodiscard]] QColor textOn(const QColor &fill);

} // namespace etcdscope
