// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/palette.h"

#include <QFontDatabase>

#include <algorithm>
#include <cmath>

namespace etcdscope {

namespace {

double luminance(const QColor &colour)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

/// The hue of a tone at middle lightness; readable() brings it to the background.
QColor toneHue(const QPalette &palette, Tone tone)
{
    switch (tone) {
    case Tone::Added:
    case Tone::Good:
        return QColor::fromHsl(140, 170, 105);
    case Tone::Removed:
    case Tone::Error:
        return QColor::fromHsl(2, 190, 125);
    case Tone::Changed:
    case Tone::Information:
        return QColor::fromHsl(212, 190, 125);
    case Tone::Warning:
        return QColor::fromHsl(36, 220, 115);
    case Tone::Recent:
        return QColor::fromHsl(48, 230, 120);
    case Tone::Muted:
        return blended(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.5);
    }
    return palette.color(QPalette::Text);
}

QColor textOn(const QPalette &palette, QPalette::ColorRole background)
{
    return palette.color(background == QPalette::Base ? QPalette::Text : QPalette::WindowText);
}

QColor tint(const QPalette &palette, Tone tone, QPalette::ColorRole background, double share)
{
    const QColor ground = palette.color(background);
    const QColor text = textOn(palette, background);
    for (; share > 0.02; share -= 0.02) {
        const QColor colour = blended(ground, toneHue(palette, tone), share);
        if (contrastRatio(colour, text) >= 4.5)
            return colour;
    }
    return ground;
}

} // namespace

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::WindowText)) > luminance(palette.color(QPalette::Window));
}

double contrastRatio(const QColor &one, const QColor &other)
{
    const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)});
    return (lighter + 0.05) / (darker + 0.05);
}

QColor blended(const QColor &under, const QColor &over, double share)
{
    const auto mix = [share](float a, float b) { return float(a + (b - a) * share); };
    return QColor::fromRgbF(mix(under.redF(), over.redF()), mix(under.greenF(), over.greenF()),
                            mix(under.blueF(), over.blueF()));
}

QColor readable(const QColor &colour, const QColor &background, double ratio)
{
    const bool lighten = luminance(background) < 0.18; // where black and white are equally far
    QColor result = colour.toHsl();
    float lightness = result.lightnessF();
    while (contrastRatio(result, background) < ratio && (lighten ? lightness < 1.0F : lightness > 0.0F)) {
        lightness = std::clamp(lightness + (lighten ? 0.02F : -0.02F), 0.0F, 1.0F);
        result.setHslF(std::max(0.0F, result.hslHueF()), result.hslSaturationF(), lightness);
    }
    return result.toRgb();
}

QColor toneText(const QPalette &palette, Tone tone, QPalette::ColorRole background)
{
    return readable(toneHue(palette, tone), palette.color(background));
}

QColor toneBackground(const QPalette &palette, Tone tone, QPalette::ColorRole background)
{
    return tint(palette, tone, background, isDark(palette) ? 0.26 : 0.18);
}

QColor toneEmphasis(const QPalette &palette, Tone tone)
{
    return tint(palette, tone, QPalette::Base, isDark(palette) ? 0.52 : 0.40);
}

QColor syntaxText(const QPalette &palette, Syntax syntax)
{
    const QColor base = palette.color(QPalette::Base);
    switch (syntax) {
    case Syntax::Name:
        return readable(QColor::fromHsl(212, 200, 120), base);
    case Syntax::String:
        return readable(QColor::fromHsl(135, 150, 90), base);
    case Syntax::Number:
        return readable(QColor::fromHsl(22, 220, 105), base);
    case Syntax::Literal:
        return readable(QColor::fromHsl(285, 140, 125), base);
    case Syntax::Punctuation:
        return readable(blended(base, palette.color(QPalette::Text), 0.65), base);
    case Syntax::Invalid:
        return toneText(palette, Tone::Error);
    }
    return palette.color(QPalette::Text);
}

QFont monospaceFont()
{
    return QFontDatabase::systemFont(QFontDatabase::FixedFont);
}

} // namespace etcdscope
