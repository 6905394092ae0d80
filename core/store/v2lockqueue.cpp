// SPDX-License-Identifier: Apache-2.0
#include "core/store/v2lockqueue.h"

#include <algorithm>

namespace etcdscope {

namespace {

void collect(const v2::Node &directory, const QByteArray &prefix, Position position,
             std::vector<LockQueue> &queues)
{
    if (directory.key.size() > prefix.size() + 1) {
        LockQueue queue = queueOf(directory, directory.key.sliced(prefix.size() + 1), position);
        if (!queue.contenders.empty())
            queues.push_back(std::move(queue));
    }
    for (const v2::Node &node : directory.nodes) {
        if (node.isDirectory)
            collect(node, prefix, position, queues);
    }
}

} // namespace

LockQueue queueOf(const v2::Node &directory, const QByteArray &name, Position position)
{
    LockQueue queue{.name = name, .contenders = {}, .position = position};
    for (const v2::Node &node : directory.nodes) {
        if (node.isDirectory)
            continue;
        queue.contenders.push_back({.key = node.key,
                                    .token = node.value.value_or(QByteArray()),
                                    .createRevision = node.createdIndex,
                                    .modRevision = node.modifiedIndex,
                                    .timeToLive = node.timeToLive});
    }
    std::ranges::sort(queue.contenders, {}, &Contender::key);
    return queue;
}

std::vector<LockQueue> queuesOf(const v2::Node &root, const QByteArray &prefix, Position position)
{
    std::vector<LockQueue> queues;
    collect(root, prefix, position, queues);
    std::ranges::sort(queues, {}, &LockQueue::name);
    return queues;
}

} // namespace etcdscope
