// SPDX-License-Identifier: Apache-2.0
#include "core/values/safefilename.h"

#include <algorithm>

namespace etcdscope {

QString safeFileName(QByteArrayView key, char separator)
{
    constexpr qsizetype longest = 100;
    while (key.endsWith(separator))
        key.chop(1);
    QString name = QString::fromUtf8(key.sliced(key.lastIndexOf(separator) + 1));
    for (QChar &c : name) {
        const bool refused = QStringView(u"/\\:*?\"<>|").contains(c) || c == QChar::ReplacementCharacter;
        if (refused || !(c.isPrint() || c.isSurrogate()))
            c = u'_';
    }
    name.truncate(longest);
    if (name.endsWith(u'.') || (!name.isEmpty() && name.back().isHighSurrogate()))
        name.chop(1);
    name = name.trimmed();
    if (name.startsWith(u'.'))
        name.front() = u'_';
    const bool nothing = std::all_of(name.begin(), name.end(), [](QChar c) { return c == u'_'; });
    return nothing ? QStringLiteral("value") : name;
}

} // namespace etcdscope
