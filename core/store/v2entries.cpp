// SPDX-License-Identifier: Apache-2.0
#include "core/store/v2entries.h"

#include <QLocale>

#include <algorithm>

namespace etcdscope::v2entries {

QByteArray directoryKey(const QByteArray &path)
{
    return isDirectoryKey(path) ? path : path + '/';
}

void setTimeLeft(v2::Node &node, const QByteArray &date)
{
    if (!node.timeToLive || !node.expiration.isValid())
        return;
    QDateTime now =
        QLocale::c().toDateTime(QString::fromLatin1(date), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    if (!now.isValid())
        return;
    now.setTimeSpec(Qt::UTC);
    node.timeToLive = std::max<qint64>((now.msecsTo(node.expiration) + 999) / 1'000, 0);
}

Entry entry(const v2::Node &node)
{
    Entry entry;
    entry.key = node.isDirectory ? directoryKey(node.key) : node.key;
    entry.value = node.value.value_or(QByteArray());
    entry.kind = node.isDirectory ? Entry::Kind::Directory : Entry::Kind::Value;
    entry.createRevision = node.createdIndex;
    entry.modRevision = node.modifiedIndex;
    entry.timeToLive = node.timeToLive;
    if (!entry.timeToLive && node.expiration.isValid())
        entry.timeToLive = 0; // it is left out when it has run out
    return entry;
}

EntryBatch::Item item(const v2::Node &node, qint64 now)
{
    EntryBatch::Item item;
    item.kind = node.isDirectory ? Entry::Kind::Directory : Entry::Kind::Value;
    item.createRevision = node.createdIndex;
    item.modRevision = node.modifiedIndex;
    if (node.timeToLive || node.expiration.isValid())
        item.expires = now + node.timeToLive.value_or(0) * 1'000;
    return item;
}

QByteArray directoryOf(const KeyRange &range)
{
    QByteArrayView common = range.begin;
    if (range.extent == KeyRange::Extent::OpenEnd)
        common = {};
    if (range.extent == KeyRange::Extent::Span) {
        const auto [begin, end] = std::ranges::mismatch(range.begin, range.end);
        common = QByteArrayView(range.begin).first(begin - range.begin.begin());
        // Of a prefix the successor differs in the last byte, which may be the separator.
        const QByteArrayView next =
            QByteArrayView(range.begin).first(std::min<qsizetype>(range.begin.size(), common.size() + 1));
        if (prefixSuccessor(next) == range.end)
            common = next;
    }
    const QByteArray directory = common.first(common.lastIndexOf('/') + 1).toByteArray();
    return directory.isEmpty() ? QByteArrayLiteral("/") : directory;
}

std::optional<QByteArray> wholeDirectory(const KeyRange &range)
{
    if (!isDirectoryKey(range.begin) || range != KeyRange::prefix(range.begin))
        return std::nullopt;
    return range.begin;
}

bool isHiddenIn(QByteArrayView directory, QByteArrayView key)
{
    return key.startsWith(directory) && key.sliced(directory.size() - 1).indexOf("/_") >= 0;
}

} // namespace etcdscope::v2entries
