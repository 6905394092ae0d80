// SPDX-License-Identifier: Apache-2.0
#include "core/store/elections.h"

#include <QSysInfo>

#include <algorithm>

namespace etcdscope {

Elections::Elections(std::unique_ptr<Locks> locks)
    : m_locks(std::move(locks))
{
}

QByteArray Elections::thisComputer()
{
    const QByteArray name = QSysInfo::machineHostName().toUtf8();
    return name.isEmpty() ? QByteArrayLiteral("localhost") : name;
}

std::unique_ptr<LockClaim> Elections::stand(const QByteArray &election, const CandidateOptions &options)
{
    LockOptions lock;
    lock.timeToLive = options.timeToLive > 0 ? std::optional(options.timeToLive) : std::nullopt;
    lock.patience = options.patience;
    lock.renewing = options.renewing;
    lock.token = options.name.isEmpty() ? thisComputer() : options.name;
    return m_locks->acquire(election, lock);
}

Call<std::optional<Contender>> Elections::leader(const QByteArray &election)
{
    return m_locks->queue(election).transform([](Result<LockQueue> queue) {
        using Leader = std::optional<Contender>;
        if (!queue)
            return Result<Leader>(queue.error());
        return Result<Leader>(queue->contenders.empty() ? Leader() : Leader(queue->contenders.front()));
    });
}

Call<Position> Elections::withdraw(const QByteArray &election, const QByteArray &name)
{
    struct Steps
    {
        Call<LockQueue> read;
        Call<Position> remove;
    };
    const Promise<Position> promise;
    const auto steps = std::make_shared<Steps>();
    promise.onCancel([steps] {
        steps->read.cancel();
        steps->remove.cancel();
    });
    steps->read = m_locks->queue(election);
    steps->read.then(&m_context, [this, promise, steps, name](Result<LockQueue> queue) {
        if (!queue)
            return promise.finish(queue.error());
        const auto found = std::ranges::find(queue->contenders, name, &Contender::token);
        if (found == queue->contenders.end())
            return promise.finish(Error{.kind = ErrorKind::NotFound,
                                        .fate = RequestFate::NotSent,
                                        .detail = QStringLiteral("no such candidate")});
        steps->remove = m_locks->remove(*found);
        steps->remove.then(&m_context, [promise](Result<Position> position) { promise.finish(position); });
    });
    return promise.call();
}

} // namespace etcdscope
