// SPDX-License-Identifier: Apache-2.0
#include "core/store/v2listing.h"

#include "core/base/background.h"
#include "core/store/v2entries.h"

#include <QDateTime>
#include <QPointer>

#include <memory>
#include <utility>

namespace etcdscope {

namespace {

Call<v2::Response> ask(const v2::KeysApi &keys, const ListQuery &query)
{
    if (query.at.isValid())
        return answered<v2::Response>(
            Error{.kind = ErrorKind::Unsupported,
                  .detail = QStringLiteral("the v2 API has no listings of an older index")});
    const bool isSingle = query.range.extent == KeyRange::Extent::Single;
    return keys.getRaw(isSingle ? query.range.begin : v2entries::directoryOf(query.range),
                       {.recursive = !isSingle && !query.oneLevel,
                        .wantAbsence = true,
                        .quorum = !query.serializable,
                        .deadline = query.deadline});
}

} // namespace

V2Listing::V2Listing(const v2::KeysApi &keys, const ListQuery &query)
    : m_query(query)
    , m_call(ask(keys, query))
{
    m_call.then(this, [this](const Result<v2::Response> &response) { answered(response); });
}

void V2Listing::setPaused(bool paused)
{
    if (std::exchange(m_paused, paused) && !paused && m_isRead)
        QMetaObject::invokeMethod(this, &V2Listing::deliver, Qt::QueuedConnection);
}

void V2Listing::answered(const Result<v2::Response> &response)
{
    if (response) {
        m_position = {response->headers.etcdIndex};
        m_clusterId = response->headers.clusterId;
    } else {
        m_error = response.error();
    }
    if (!response || response->status == 404) {
        m_isRead = true;
        deliver();
        return;
    }
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    inBackground(
        this,
        [body = response->body, query = m_query, now] {
            return std::make_shared<V2Listed>(readV2Listing(body, query, now));
        },
        [this](const std::shared_ptr<V2Listed> &listed) { read(*listed); });
}

void V2Listing::read(V2Listed &listed)
{
    m_isRead = true;
    m_read.swap(listed.entries);
    m_total = listed.total;
    m_more = listed.more;
    if (!listed.problem.isEmpty())
        m_error = Error{.kind = ErrorKind::Protocol, .fate = RequestFate::Answered, .detail = listed.problem};
    deliver();
}

void V2Listing::deliver()
{
    if (m_paused || m_isOver)
        return;
    m_isOver = true;
    m_pending.swap(m_read);
    const QPointer<V2Listing> alive(this);
    if (!m_pending.isEmpty())
        emit received();
    if (alive)
        emit finished(m_error);
}

} // namespace etcdscope
