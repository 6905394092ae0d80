// SPDX-License-Identifier: Apache-2.0
#include "core/store/v3streams.h"

#include "core/store/v3messages.h"

#include <QPointer>

#include <utility>

namespace etcdscope {

namespace {

constexpr qsizetype MiB = 1024 * 1024;
constexpr qsizetype batchSize = MiB;       // from here on a batch ends with the next revision
constexpr qsizetype pendingSize = 4 * MiB; // more is not added to what the consumer has not taken
constexpr qsizetype waitingSize = 8 * MiB; // beyond it the server is held back
constexpr qsizetype largestRevision = 512 * MiB;

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
    connect(m_watch.get(), &v3::Watch::received, this, &V3ChangeStream::burstEnded);
    connect(m_watch.get(), &v3::Watch::finished, this, &V3ChangeStream::watchFinished);
    // The consumer does not say when it has taken what is pending.
    m_handOver.setInterval(1);
    connect(&m_handOver, &QTimer::timeout, this, &V3ChangeStream::handOverLater);
}

V3ChangeStream::~V3ChangeStream() = default;

void V3ChangeStream::setPaused(bool paused)
{
    m_paused = paused;
    if (!m_whole.empty())
        m_handOver.start();
    m_watch->setPaused(m_paused || m_heldBack);
}

void V3ChangeStream::event(bool isDelete, const KeyValueView &keyValue, const KeyValueView *)
{
    if (m_tooLarge || !m_range.contains(keyValue.key))
        return; // servers before 3.5.33 can deliver keys beyond the range
    if (m_incoming.memorySize() >= batchSize) {
        // Events come in order: a later revision says that those before it are complete, though the response
        // goes on.
        if (keyValue.modRevision > m_incoming.at(m_incoming.size() - 1).modRevision)
            closeIncoming();
        m_tooLarge = m_incoming.memorySize() > largestRevision;
    }
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
    if (!m_incoming.isEmpty() && !m_tooLarge)
        closeIncoming();
}

void V3ChangeStream::burstEnded()
{
    const Position progress = std::exchange(m_progress, Position());
    const QPointer<V3ChangeStream> alive(this);
    handOver();
    holdBack();
    if (!m_pending.isEmpty())
        emit received();
    // A note that came before changes of the same burst says nothing any more.
    if (alive && progress.isValid() && progress >= m_resume && m_whole.empty())
        emit progressed(progress);
    if (alive && m_tooLarge) {
        m_watch->cancel();
        watchFinished(Error{.kind = ErrorKind::TooLarge,
                            .fate = RequestFate::Answered,
                            .detail = QStringLiteral("the changes of revision %1 take more than %2 MiB")
                                          .arg(m_incoming.at(m_incoming.size() - 1).modRevision)
                                          .arg(largestRevision / 1024 / 1024)});
    }
}

void V3ChangeStream::watchFinished(const std::optional<Error> &error)
{
    if (std::exchange(m_finished, true))
        return;
    m_end = error;
    m_incoming = {};
    if (m_whole.empty())
        end();
}

/// What is in m_incoming is complete.
void V3ChangeStream::closeIncoming()
{
    // As a rule nothing waits, and the two batches change places without giving memory back.
    if (m_whole.empty() && takeIn(m_incoming))
        return;
    m_wholeSize += m_incoming.memorySize();
    m_whole.push_back(std::exchange(m_incoming, {}));
}

bool V3ChangeStream::takeIn(EntryBatch &batch)
{
    const Position last{batch.at(batch.size() - 1).modRevision};
    if (m_pending.isEmpty()) {
        const bool isLarge = batch.memorySize() > pendingSize;
        m_pending.swap(batch);
        if (std::exchange(m_pendingIsLarge, isLarge))
            batch = {}; // the memory of one large revision is not kept for ever
    } else if (m_pending.memorySize() < pendingSize && batch.memorySize() < 2 * batchSize) {
        for (qsizetype i = 0; i < batch.size(); ++i)
            m_pending.append(batch.key(i), batch.value(i), batch.at(i));
    } else {
        return false;
    }
    m_resume = last;
    batch.clear();
    return true;
}

bool V3ChangeStream::handOver()
{
    bool moved = false;
    while (!m_whole.empty() && !m_paused) {
        const qsizetype size = m_whole.front().memorySize();
        if (!takeIn(m_whole.front()))
            break;
        moved = true;
        m_wholeSize -= size;
        m_whole.pop_front();
    }
    if (m_whole.empty() || m_paused)
        m_handOver.stop();
    else if (!m_handOver.isActive())
        m_handOver.start();
    return moved;
}

void V3ChangeStream::handOverLater()
{
    const QPointer<V3ChangeStream> alive(this);
    const bool moved = handOver();
    holdBack();
    if (moved)
        emit received();
    if (alive && m_finished && m_whole.empty())
        end();
}

void V3ChangeStream::holdBack()
{
    const bool enough = m_wholeSize > (m_heldBack ? waitingSize / 4 : waitingSize);
    if (enough == m_heldBack || m_finished)
        return;
    m_heldBack = enough;
    m_watch->setPaused(m_paused || m_heldBack);
}

void V3ChangeStream::end()
{
    m_handOver.stop();
    emit finished(m_end);
}

} // namespace etcdscope
