// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace etcdscope {

/// A key as a person typed it.
struct TypedKey
{
    QByteArray bytes;
    QString problem;         ///< a sentence for the person; empty when `bytes` is the key
    qsizetype position = -1; ///< in the text, of the problem
};

/// Reads the printable form (core/base/printable.h). Blanks at either end are taken off: a key that has some
/// is written with `\x20`.
[[nodiscard]] TypedKey readTypedKey(const QString &text);

/// A warning when writing `value` takes a request above `limit` bytes; else empty.
[[nodiscard]] QString requestLimitText(const QByteArray &key, const QByteArray &value, qint64 limit);

} // namespace etcdscope
