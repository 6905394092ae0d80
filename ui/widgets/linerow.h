// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/rowtextview.h"

#include <QByteArrayView>

namespace etcdscope {

/// Bytes of a line that are shown of it; a QPlainTextEdit is slow with longer ones.
constexpr qsizetype longestShownLine = 2000;
/// Characters of all rows of a comparison; laying out more would be felt.
constexpr qsizetype mostShownText = 1 << 19;

/// One line of a value as it can stand in a text widget: without its '\n', with signs in the place of what
/// cannot be seen or would break the line (a carriage return, controls, other line separators).
[[nodiscard]] QString visibleLine(QByteArrayView line);

/// The row of one line after a sign, if any, with `changed` bytes from `from` on marked; cut to what is
/// around them when it is longer than longestShownLine.
[[nodiscard]] TextRow lineRow(QByteArrayView line, QChar sign, RowKind kind, qsizetype from = 0,
                              qsizetype changed = 0);

[[nodiscard]] TextRow headingRow(const QString &text);

} // namespace etcdscope
