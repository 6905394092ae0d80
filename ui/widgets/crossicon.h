// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QIcon>

namespace etcdscope {

/// A cross that closes something, `size` pixels wide: thinner than the styles' own, which stands in a box in
/// some.
[[nodiscard]] QIcon crossIcon(const QColor &colour, int size, qreal pixelRatio);

} // namespace etcdscope
