// SPDX-License-Identifier: Apache-2.0
#include "core/store/v2changes.h"

#include "core/store/v2entries.h"

namespace etcdscope {

namespace {

bool isDelete(v2::Action action)
{
    return action == v2::Action::Delete || action == v2::Action::CompareAndDelete ||
           action == v2::Action::Expire;
}

/// A directory that is gone has taken the one that is watched with it.
bool holds(const QByteArray &directoryKey, const QByteArray &watched)
{
    return directoryKey.size() < watched.size() && watched.startsWith(directoryKey);
}

} // namespace

void appendV2Change(EntryBatch &batch, const v2::KeysAnswer &event, const WatchQuery &query,
                    const QByteArray &directory, qint64 now)
{
    const v2::Node &node = event.node;
    QByteArray key = node.isDirectory ? v2entries::directoryKey(node.key) : node.key;
    EntryBatch::Item item = v2entries::item(node, now);
    item.isDelete = isDelete(event.action);
    item.isExpired = event.action == v2::Action::Expire;
    if (item.isDelete) {
        item.expires = 0;
        if (node.isDirectory && holds(key, query.range.begin)) {
            const bool isKey = query.range.extent == KeyRange::Extent::Single &&
                               !v2entries::isDirectoryKey(query.range.begin);
            key = isKey ? query.range.begin : directory;
            item.kind = isKey ? Entry::Kind::Value : Entry::Kind::Directory;
        } else if (!query.range.contains(key) || v2entries::isHiddenIn(directory, key)) {
            return;
        }
        if (query.deletes)
            batch.append(key, {}, item);
        return;
    }
    if (v2entries::isHiddenIn(directory, key))
        return;
    // A directory that is made in the place of a key ends the key without an event of its own.
    if (node.isDirectory && event.previous && !event.previous->isDirectory && query.deletes &&
        query.range.contains(node.key)) {
        EntryBatch::Item ended = item;
        ended.kind = Entry::Kind::Value;
        ended.isDelete = true;
        ended.expires = 0;
        batch.append(node.key, {}, ended);
    }
    if (!query.puts || !query.range.contains(key))
        return;
    // Directories above a key come with it and are told of by nobody.
    item.impliesDirectories = !event.previous;
    batch.append(key, query.wantValues && node.value ? *node.value : QByteArray(), item);
}

} // namespace etcdscope
