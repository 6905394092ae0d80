// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/window/themechoice.h"

#include <QPalette>
#include <QString>

class QSettings;

namespace etcdscope {

/// The looks of the whole program. One object, made right after the QApplication, whose style it remembers as
/// that of the platform.
class Theme final
{
    Q_DISABLE_COPY_MOVE(Theme)

public:
    Theme();

    /// Light and dark are Fusion with palettes of our own, since other styles take their colours from
    /// elsewhere.
    void apply(ThemeChoice choice);

    [[nodiscard]] static QPalette lightPalette();
    [[nodiscard]] static QPalette darkPalette();

    [[nodiscard]] static ThemeChoice remembered(const QSettings &settings);
    static void remember(ThemeChoice choice, QSettings &settings);

private:
    const QString m_platformStyle;
    bool m_changed = false;
};

} // namespace etcdscope
