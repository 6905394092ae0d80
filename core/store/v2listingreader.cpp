// SPDX-License-Identifier: Apache-2.0
#include "core/store/v2listingreader.h"

#include "core/store/v2nodescanner.h"

#include <algorithm>
#include <compare>

namespace etcdscope {

namespace {

bool isWithin(qint64 number, qint64 least, qint64 most)
{
    return number >= least && (most == 0 || number <= most);
}

bool isWanted(const ScannedNode &node, const ListQuery &query)
{
    return !node.key.isEmpty() && query.range.contains(node.key) &&
           isWithin(node.modifiedIndex, query.minModRevision, query.maxModRevision) &&
           isWithin(node.createdIndex, query.minCreateRevision, query.maxCreateRevision);
}

int compareBytes(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b);
}

int compareNumbers(qint64 a, qint64 b)
{
    return a < b ? -1 : int(a > b);
}

int compare(const ScannedNode &a, const ScannedNode &b, ListQuery::Sort sort)
{
    int order = 0;
    if (sort == ListQuery::Sort::CreateRevision)
        order = compareNumbers(a.createdIndex, b.createdIndex);
    else if (sort == ListQuery::Sort::ModRevision)
        order = compareNumbers(a.modifiedIndex, b.modifiedIndex);
    else if (sort == ListQuery::Sort::Value)
        order = compareBytes(a.value, b.value);
    return order != 0 ? order : compareBytes(a.key, b.key);
}

EntryBatch::Item itemOf(const ScannedNode &node, qint64 now)
{
    EntryBatch::Item item;
    item.kind = node.isDirectory ? Entry::Kind::Directory : Entry::Kind::Value;
    item.createRevision = node.createdIndex;
    item.modRevision = node.modifiedIndex;
    if (node.expires)
        item.expires = now + std::max<qint64>(node.timeToLive, 0) * 1'000;
    return item;
}

} // namespace

V2Listed readV2Listing(QByteArray body, const ListQuery &query, qint64 now)
{
    V2Listed listed;
    V2NodeScanner scanner(body);
    if (!scanner.scan()) {
        listed.problem = QStringLiteral("not a listing of etcd's v2 API, at byte %1").arg(scanner.offset());
        return listed;
    }
    std::vector<const ScannedNode *> wanted;
    wanted.reserve(scanner.nodes().size());
    for (const ScannedNode &node : scanner.nodes()) {
        if (!isWanted(node, query))
            continue;
        wanted.push_back(&node);
        listed.total += query.oneLevel || !node.isDirectory;
    }
    if (query.countOnly)
        return listed;
    std::ranges::sort(wanted, [&](const ScannedNode *a, const ScannedNode *b) {
        const int order = compare(*a, *b, query.sort);
        return query.descending ? order > 0 : order < 0;
    });
    if (query.limit > 0 && size_t(query.limit) < wanted.size()) {
        wanted.resize(size_t(query.limit));
        listed.more = true;
    }
    for (const ScannedNode *node : wanted)
        listed.entries.append(node->key, query.keysOnly ? QByteArrayView() : node->value, itemOf(*node, now));
    return listed;
}

} // namespace etcdscope
