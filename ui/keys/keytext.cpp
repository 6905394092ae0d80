// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keytext.h"

#include "core/base/printable.h"

#include <QCoreApplication>

namespace etcdscope {

namespace {
struct KeyText
{
    Q_DECLARE_TR_FUNCTIONS(KeyText)
};
} // namespace

TypedKey readTypedKey(const QString &text)
{
    const QString trimmed = text.trimmed();
    TypedKey typed;
    if (trimmed.isEmpty()) {
        typed.problem = KeyText::tr("A key has at least one byte.");
        return typed;
    }
    qsizetype position = -1;
    const auto bytes = fromPrintable(trimmed, &position);
    if (bytes) {
        typed.bytes = *bytes;
        return typed;
    }
    typed.position = position + text.indexOf(trimmed);
    typed.problem = KeyText::tr("“%1” is no escape: a backslash is written \\\\, any byte \\x00 to \\xff.")
                        .arg(trimmed.mid(position, 4));
    return typed;
}

} // namespace etcdscope
