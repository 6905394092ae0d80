// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIcon>

namespace etcdscope {

/// The program's own line drawings, one family on a grid of 16. They are drawn in the colour of text at the
/// moment they are painted, so they are legible in light and dark and sharp at every size.
enum class Glyph { Keys, Log, Add, Close, Playground, Folder, Locked, Unlocked };

[[nodiscard]] QIcon glyphIcon(Glyph glyph);

} // namespace etcdscope
