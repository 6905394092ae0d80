// SPDX-License-Identifier: Apache-2.0
#include "app/theme.h"

#include <QApplication>
#include <QProxyStyle>
#include <QSettings>
#include <QStyle>
#include <QToolTip>

namespace etcdscope {

namespace {

/// Every role is named: Qt mixes missing ones with what it had before, which gives black placeholders on
/// dark.
struct Colours
{
    QColor window, text, base, alternate, button, mid, light, midlight, dark, shadow;
    QColor accent, accentText, link, visited, placeholder, toolTip, toolTipText, disabled, bright;
};

QPalette paletteOf(const Colours &c)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &colour) {
        palette.setColor(role, colour);
    };
    set(QPalette::Window, c.window);
    set(QPalette::WindowText, c.text);
    set(QPalette::Base, c.base);
    set(QPalette::AlternateBase, c.alternate);
    set(QPalette::Text, c.text);
    set(QPalette::Button, c.button);
    set(QPalette::ButtonText, c.text);
    set(QPalette::BrightText, c.bright);
    set(QPalette::Light, c.light);
    set(QPalette::Midlight, c.midlight);
    set(QPalette::Mid, c.mid);
    set(QPalette::Dark, c.dark);
    set(QPalette::Shadow, c.shadow);
    set(QPalette::Highlight, c.accent);
    set(QPalette::HighlightedText, c.accentText);
    set(QPalette::Link, c.link);
    set(QPalette::LinkVisited, c.visited);
    set(QPalette::PlaceholderText, c.placeholder);
    set(QPalette::ToolTipBase, c.toolTip);
    set(QPalette::ToolTipText, c.toolTipText);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                            QPalette::HighlightedText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, c.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, c.mid);
    return palette;
}

/// Fusion without pictures on the buttons of dialogs: they come from the desktop's icon theme, which knows
/// nothing of the palette chosen here.
class PlainFusion final : public QProxyStyle
{
public:
    PlainFusion()
        : QProxyStyle(QStringLiteral("Fusion"))
    {
    }

    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *data) const override
    {
        return hint == SH_DialogButtonBox_ButtonsHaveIcons
                   ? 0
                   : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

} // namespace

Theme::Theme()
    : m_platformStyle(QApplication::style()->objectName())
{
}

void Theme::apply(ThemeChoice choice)
{
    if (choice == ThemeChoice::System) {
        if (!m_changed)
            return;
        QApplication::setStyle(m_platformStyle);
        QApplication::setPalette(QPalette());
        QToolTip::setPalette(QApplication::palette());
        m_changed = false;
        return;
    }
    const QPalette palette = choice == ThemeChoice::Dark ? darkPalette() : lightPalette();
    if (!m_changed)
        QApplication::setStyle(new PlainFusion);
    m_changed = true;
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
}

QPalette Theme::lightPalette()
{
    return paletteOf({.window = QColor(0xf3f4f6),
                      .text = QColor(0x1c1f24),
                      .base = QColor(0xffffff),
                      .alternate = QColor(0xf7f8fa),
                      .button = QColor(0xf0f1f4),
                      .mid = QColor(0xb9bec7),
                      .light = QColor(0xffffff),
                      .midlight = QColor(0xe6e8ec),
                      .dark = QColor(0x9aa1ac),
                      .shadow = QColor(0x6b7280),
                      .accent = QColor(0x1f62c4),
                      .accentText = QColor(0xffffff),
                      .link = QColor(0x1a5fc0),
                      .visited = QColor(0x6f42a8),
                      .placeholder = QColor(0x646b76),
                      .toolTip = QColor(0xffffff),
                      .toolTipText = QColor(0x1c1f24),
                      .disabled = QColor(0x7c828c),
                      .bright = QColor(0xb3261e)});
}

QPalette Theme::darkPalette()
{
    return paletteOf({.window = QColor(0x26292e),
                      .text = QColor(0xe6e8ec),
                      .base = QColor(0x17191c),
                      .alternate = QColor(0x1c1e22),
                      .button = QColor(0x2f333a),
                      .mid = QColor(0x4a505a),
                      .light = QColor(0x4b515c),
                      .midlight = QColor(0x3a3f47),
                      .dark = QColor(0x14161a),
                      .shadow = QColor(0x0b0c0e),
                      .accent = QColor(0x2f6fd0),
                      .accentText = QColor(0xffffff),
                      .link = QColor(0x7fb2ff),
                      .visited = QColor(0xc3a1f0),
                      .placeholder = QColor(0x949ba7),
                      .toolTip = QColor(0x33373e),
                      .toolTipText = QColor(0xe6e8ec),
                      .disabled = QColor(0x7d838d),
                      .bright = QColor(0xff8a80)});
}

ThemeChoice Theme::remembered(const QSettings &settings)
{
    const QString name = settings.value(QStringLiteral("look/theme")).toString();
    return name == QLatin1String("light")  ? ThemeChoice::Light
           : name == QLatin1String("dark") ? ThemeChoice::Dark
                                           : ThemeChoice::System;
}

void Theme::remember(ThemeChoice choice, QSettings &settings)
{
    settings.setValue(QStringLiteral("look/theme"), choice == ThemeChoice::Light  ? QStringLiteral("light")
                                                    : choice == ThemeChoice::Dark ? QStringLiteral("dark")
                                                                                  : QStringLiteral("system"));
}

} // namespace etcdscope
