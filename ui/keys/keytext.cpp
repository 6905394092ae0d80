// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keytext.h"

#include "core/base/printable.h"
#include "ui/widgets/format.h"

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

QString requestLimitText(const QByteArray &key, const QByteArray &value, qint64 limit)
{
    constexpr qint64 wrapping = 64; // the comparison and the message around key and value
    const qint64 request = 2 * key.size() + value.size() + wrapping;
    if (limit <= 0 || request <= limit)
        return {};
    return KeyText::tr("This is a request of %1. A server refuses more than %2 unless it was started with a "
                       "larger --max-request-bytes. It can be tried: when it is refused, nothing is written "
                       "and your edit is kept.")
        .arg(formatSize(request), formatSize(limit));
}

} // namespace etcdscope
