// SPDX-License-Identifier: Apache-2.0
#include "core/values/textsearch.h"

#include <QByteArrayMatcher>
#include <QStringMatcher>

namespace etcdscope {

namespace {

template<class Matcher, class View>
std::vector<qsizetype> collect(const Matcher &matcher, View text, qsizetype length, qsizetype most)
{
    std::vector<qsizetype> found;
    if (length == 0)
        return found;
    for (qsizetype at = matcher.indexIn(text, 0); at >= 0 && qsizetype(found.size()) < most;
         at = matcher.indexIn(text, at + length))
        found.push_back(at);
    return found;
}

} // namespace

std::vector<qsizetype> occurrencesOf(const QString &needle, QStringView text, Qt::CaseSensitivity sensitivity,
                                     qsizetype most)
{
    return collect(QStringMatcher(needle, sensitivity), text, needle.size(), most);
}

std::vector<qsizetype> occurrencesOf(const QByteArray &needle, QByteArrayView bytes, qsizetype most)
{
    return collect(QByteArrayMatcher(needle), bytes, needle.size(), most);
}

} // namespace etcdscope
