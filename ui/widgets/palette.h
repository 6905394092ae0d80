// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

namespace etcdscope {

/// What a colour says. It never says it alone: a sign, a word or a shape goes with it.
enum class Tone {
    Added,
    Removed,
    Changed,
    Information,
    Warning,
    Error,
    Good,   ///< live, healthy
    Recent, ///< changed a moment ago
    Muted,  ///< less important: line numbers, placeholders
};

/// The parts of a highlighted text.
enum class Syntax { Name, String, Number, Literal, Punctuation, Invalid };

[[nodiscard]] bool isDark(const QPalette &palette);

/// WCAG 2 contrast ratio, 1 to 21, of two opaque colours.
[[nodiscard]] double contrastRatio(const QColor &one, const QColor &other);

/// `share` (0 to 1) of `over` on `under`, opaque.
[[nodiscard]] QColor blended(const QColor &under, const QColor &over, double share);

/// `colour` made lighter or darker, its hue kept, until it has `ratio` against the background.
[[nodiscard]] QColor readable(const QColor &colour, const QColor &background, double ratio = 4.5);

/// A colour for text or signs on the palette's `background`, at least 4.5:1.
[[nodiscard]] QColor toneText(const QPalette &palette, Tone tone,
                              QPalette::ColorRole background = QPalette::Base);

/// A tint of the palette's `background` on which the palette's text colour has at least 4.5:1.
[[nodiscard]] QColor toneBackground(const QPalette &palette, Tone tone,
                                    QPalette::ColorRole background = QPalette::Base);

/// A stronger tint for the part of a line that changed; text on it has at least 4.5:1 too.
[[nodiscard]] QColor toneEmphasis(const QPalette &palette, Tone tone);

/// At least 4.5:1 on Base.
[[nodiscard]] QColor syntaxText(const QPalette &palette, Syntax syntax);

/// The system's fixed-width font.
[[nodiscard]] QFont monospaceFont();

} // namespace etcdscope
