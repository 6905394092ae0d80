// SPDX-License-Identifier: Apache-2.0
#include "core/store/v3streams.h"

#include "core/store/v3messages.h"

#include <QPointer>

#include <utility>

namespace etcdscope {

namespace {

EntryBatch::Item itemOf(const KeyValueView &keyValue)
{
    return {.createRevision = keyValue.createRevision,
            .modRevision = keyValue.modRevision,
            .version = keyValue.version,
            .lease = keyValue.lease};
}

} // namespace

void V3Listing::Decoder::keyValue(const KeyValueView &keyValue)
{
    m_batch.append(keyValue.key, keyValue.value, itemOf(keyValue));
}

V3Listing::V3Listing(Channel &channel, const ListQuery &query)
    : m_decoder(m_pending)
    , m_stream(v3::Kv(channel).openRange(v3messages::query(query), m_decoder, query.deadline))
{
    connect(m_stream.get(), &ServerStream::received, this, [this] {
        m_stream->setRevision(m_decoder.revision());
        emit received();
    });
    const bool pinned = query.at.isValid() && !query.serializable;
    connect(m_stream.get(), &ServerStream::finished, this, [this, pinned](std::optional<Error> error) {
        // A linearizable read never lags: a revision it does not know yet is one of another history (a backup
        // was restored), as gone as a compacted one.
        if (pinned && error && error->serverMessage.contains(QLatin1String("is a future revision")))
            error->kind = ErrorKind::Compacted;
        emit finished(error);
    });
}

V3Listing::~V3Listing() = default;

V3ChangeStream::V3ChangeStream(Channel &channel, const WatchQuery &query)
    : m_range(query.range)
    , m_watch(
          std::make_unique<v3::Watch>(channel, v3messages::query(query), static_cast<v3::WatchSink &>(*this)))
    , m_resume(query.since)
    , m_wantValues(query.wantValues)
{
    connect(m_watch.get(), &v3::Watch::created, this, [this](qint64 revision) {
        if (!m_resume.isValid())
            m_resume = {revision};
        emit opened({revision});
    });
    connect(m_watch.get(), &v3::Watch::received, this, [this] {
        const Position progress = std::exchange(m_progress, Position());
        const QPointer<V3ChangeStream> alive(this);
        if (!m_pending.isEmpty())
            emit received();
        if (alive && progress.isValid())
            emit progressed(progress);
    });
    connect(m_watch.get(), &v3::Watch::finished, this, &ChangeStream::finished);
}

V3ChangeStream::~V3ChangeStream() = default;

void V3ChangeStream::event(bool isDelete, const KeyValueView &keyValue, const KeyValueView *)
{
    if (!m_range.contains(keyValue.key))
        return; // servers before 3.5.33 can deliver keys beyond the range
    EntryBatch::Item item = itemOf(keyValue);
    item.isDelete = isDelete;
    m_incoming.append(keyValue.key, m_wantValues ? keyValue.value : QByteArrayView(), item);
}

void V3ChangeStream::responseEnded(qint64 revision, qint64 events)
{
    if (events == 0) {
        // Before 3.4.25 and 3.5.8 a progress note could overtake events: a sign of life, not a resume point.
        m_progress = {revision};
        return;
    }
    if (!m_incoming.isEmpty())
        m_resume = {m_incoming.at(m_incoming.size() - 1).modRevision};
    if (m_pending.isEmpty()) {
        m_pending.swap(m_incoming);
    } else {
        for (qsizetype i = 0; i < m_incoming.size(); ++i)
            m_pending.append(m_incoming.key(i), m_incoming.value(i), m_incoming.at(i));
    }
    m_incoming.clear();
}

} // namespace etcdscope
