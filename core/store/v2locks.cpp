// SPDX-License-Identifier: Apache-2.0
#include "core/store/v2locks.h"

#include "core/store/elections.h"
#include "core/store/v2lockclaim.h"
#include "core/store/v2lockqueue.h"
#include "core/store/v2lockwatch.h"

namespace etcdscope {

namespace {

Position positionOf(const v2::KeysAnswer &answer)
{
    return {answer.headers.etcdIndex};
}

/// Whether a delete that ended like this may have happened all the same.
bool isUnknown(const Error &error)
{
    return error.fate == RequestFate::MaybeSent || error.kind == ErrorKind::Timeout ||
           error.kind == ErrorKind::Unavailable;
}

} // namespace

V2Locks::V2Locks(v2::KeysApi keys, QByteArray prefix)
    : m_keys(std::move(keys))
    , m_prefix(std::move(prefix))
{
}

V2Locks::~V2Locks() = default;

Elections *V2Locks::elections()
{
    if (!m_elections)
        m_elections = std::make_unique<Elections>(std::make_unique<V2Locks>(m_keys, electionPrefix()));
    return m_elections.get();
}

Call<std::vector<LockQueue>> V2Locks::all()
{
    return m_keys.get(m_prefix, {.recursive = true, .wantAbsence = true})
        .transform([prefix = m_prefix](const Result<v2::KeysAnswer> &answer) {
            using Queues = std::vector<LockQueue>;
            return answer ? Result<Queues>(queuesOf(answer->node, prefix, positionOf(*answer)))
                          : Result<Queues>(answer.error());
        });
}

Call<LockQueue> V2Locks::queue(const QByteArray &name)
{
    return m_keys.get(place(name), {.wantAbsence = true})
        .transform([name](const Result<v2::KeysAnswer> &answer) {
            return answer ? Result<LockQueue>(queueOf(answer->node, name, positionOf(*answer)))
                          : Result<LockQueue>(answer.error());
        });
}

std::unique_ptr<LockClaim> V2Locks::acquire(const QByteArray &name, const LockOptions &options)
{
    // What begins with '_' is hidden from those who watch a directory above.
    const bool isHidden = name.startsWith('_') || name.contains("/_");
    return std::make_unique<V2LockClaim>(m_keys, feed(isHidden ? place(name) : m_prefix), place(name), name,
                                         options);
}

Call<Position> V2Locks::remove(const Contender &contender)
{
    struct Steps
    {
        Call<v2::KeysAnswer> remove;
        Call<v2::KeysAnswer> read;
    };
    const Promise<Position> promise;
    const auto steps = std::make_shared<Steps>();
    promise.onCancel([steps] {
        steps->remove.cancel();
        steps->read.cancel();
    });
    v2::RemoveOptions options;
    options.previousIndex = contender.modRevision;
    steps->remove = m_keys.remove(contender.key, options);
    steps->remove.then(&m_context, [this, promise, steps, contender](Result<v2::KeysAnswer> removed) {
        if (removed)
            return promise.finish(positionOf(*removed));
        if (!isUnknown(removed.error()))
            return promise.finish(removed.error());
        steps->read = m_keys.get(contender.key, {.wantAbsence = true});
        steps->read.then(&m_context,
                         [promise, contender, error = removed.error()](Result<v2::KeysAnswer> read) {
                             // A key in order is never made twice: what is not there was removed, by this or
                             // by others.
                             if (read && read->isAbsent)
                                 return promise.finish(positionOf(*read));
                             promise.finish(error);
                         });
    });
    return promise.call();
}

std::unique_ptr<LockWatch> V2Locks::watch()
{
    return std::make_unique<V2LockWatch>(feed(m_prefix));
}

std::shared_ptr<V2LockFeed> V2Locks::feed(const QByteArray &directory)
{
    std::erase_if(m_feeds, [](const auto &each) { return each.second.expired(); });
    std::shared_ptr<V2LockFeed> feed = m_feeds[directory].lock();
    if (!feed) {
        feed = V2LockFeed::make(m_keys, directory);
        m_feeds[directory] = feed;
    }
    return feed;
}

void V2Locks::reconnect()
{
    for (const auto &[directory, each] : m_feeds) {
        if (const auto feed = each.lock())
            feed->reconnect();
    }
    if (m_elections)
        m_elections->queues().reconnect();
}

QString V2Locks::nameProblem(const QByteArray &name) const
{
    if (name.isEmpty())
        return QStringLiteral("empty");
    if (name.startsWith('/') || name.endsWith('/'))
        return QStringLiteral("begins or ends with '/'");
    return v2::KeysApi::keyProblem(place(name));
}

QByteArray V2Locks::place(const QByteArray &name) const
{
    return name.isEmpty() ? m_prefix : m_prefix + '/' + name;
}

} // namespace etcdscope
