// SPDX-License-Identifier: Apache-2.0
#include "core/v3/watch.h"

#include "core/rpc/methods.h"
#include "core/rpc/status.h"

#include <QPointer>

#include <limits>

namespace etcdscope::v3 {

/// Keeps what the stream said until the burst is over, since nothing may be ended from inside a sink.
class Watch::Decoder final : public WatchDecoder
{
public:
    Decoder(WatchSink &sink, const WatchQuery &query)
        : next(query.startRevision)
        , m_sink(sink)
        , m_range(query.range)
        , m_once(query.once)
    {
    }

    bool created = false;
    bool cancelled = false;
    bool satisfied = false; ///< `once` has what it waited for
    qint64 createdRevision = 0;
    qint64 revision = 0;
    qint64 compactRevision = 0;
    quint64 clusterId = 0;
    QString cancelReason;
    qint64 next;

protected:
    void event(bool isDelete, const KeyValueView &keyValue, const KeyValueView *previous) override
    {
        if (cancelled || satisfied)
            return;
        // Servers before 3.4.38, 3.5.22 and 3.6.2 send older events to a watch from a future revision, those
        // before 3.4.24 and 3.5.8 repeat some, those before 3.5.33, 3.6.14 and 3.7.1 send a reader of one key
        // others too.
        if (keyValue.modRevision < next || !m_range.contains(keyValue.key))
            return;
        m_last = keyValue.modRevision;
        ++m_events;
        m_sink.event(isDelete, keyValue, previous);
    }

    void responseEnded(const Response &response) override
    {
        if (cancelled || satisfied)
            return;
        if (response.clusterId != 0)
            clusterId = response.clusterId;
        if (response.revision != 0)
            revision = response.revision;
        if (response.canceled) {
            cancelled = true;
            compactRevision = response.compactRevision;
            cancelReason = QString::fromUtf8(response.cancelReason);
            return;
        }
        if (response.created) {
            created = true;
            createdRevision = response.revision;
            if (next == 0)
                next = following(response.revision);
        }
        if (response.fragment)
            return;
        const qint64 events = std::exchange(m_events, 0);
        if (events > 0)
            next = following(m_last);
        if (events > 0 || !response.created)
            m_sink.responseEnded(response.revision, events);
        satisfied = m_once && events > 0;
    }

private:
    /// A server can say any number.
    [[nodiscard]] static qint64 following(qint64 revision)
    {
        return revision == std::numeric_limits<qint64>::max() ? revision : revision + 1;
    }

    WatchSink &m_sink;
    Range m_range;
    bool m_once;
    qint64 m_last = 0;   ///< revision of the last event handed out
    qint64 m_events = 0; ///< handed out since the last whole response
};

namespace {

/// Fragments keep a message small for a channel that takes it whole. One that takes it in parts is better off
/// without: to find where to cut, servers (seen on 3.4) measure the fragment again for each event, and need
/// half a minute for a revision of 100,000.
etcdserverpb::WatchRequest toMessage(const WatchQuery &query, bool fragment)
{
    using etcdserverpb::WatchCreateRequest;
    etcdserverpb::WatchRequest message;
    WatchCreateRequest &create = *message.mutable_create_request();
    create.set_key(query.range.key.toStdString());
    create.set_range_end(query.range.end.toStdString());
    create.set_start_revision(query.startRevision);
    create.set_progress_notify(query.progressNotify);
    create.set_prev_kv(query.previous);
    create.set_fragment(fragment);
    if (query.withoutPuts)
        create.add_filters(WatchCreateRequest::NOPUT);
    if (query.withoutDeletes)
        create.add_filters(WatchCreateRequest::NODELETE);
    return message;
}

} // namespace

Watch::Watch(Channel &channel, const WatchQuery &query, WatchSink &sink, QObject *parent)
    : QObject(parent)
    , m_decoder(std::make_unique<Decoder>(sink, query))
{
    CallOptions options;
    options.deadline = 0;
    options.key = query.range.key;
    options.metadata.emplace_back("hasleader", "true");
    // Nothing keeps a response whole; a server before 3.4 does not know fragments.
    options.maxMessageSize = 2'147'483'647;
    m_stream = channel.open(methods::watch, toMessage(query, !channel.isIncremental()), *m_decoder, options);
    connect(m_stream.get(), &ServerStream::received, this, &Watch::afterBurst);
    connect(m_stream.get(), &ServerStream::finished, this, &Watch::streamFinished);

    m_createdTimer.setSingleShot(true);
    connect(&m_createdTimer, &QTimer::timeout, this, [this] {
        end(Error{.kind = ErrorKind::Timeout,
                  .fate = RequestFate::MaybeSent,
                  .detail = QStringLiteral("the server did not accept the watch in time")});
    });
    if (query.createdTimeout > 0)
        m_createdTimer.start(query.createdTimeout);
}

Watch::~Watch()
{
    cancel();
}

void Watch::cancel()
{
    m_createdTimer.stop();
    m_stream->disconnect(this);
    m_stream->cancel();
}

void Watch::setPaused(bool paused)
{
    m_stream->setPaused(paused);
}

bool Watch::requestProgress()
{
    if (!m_stream->canSend())
        return false;
    etcdserverpb::WatchRequest message;
    message.mutable_progress_request();
    m_stream->send(message);
    return true;
}

bool Watch::isCreated() const
{
    return m_decoder->created;
}

qint64 Watch::nextRevision() const
{
    return m_decoder->next;
}

qint64 Watch::compactRevision() const
{
    return m_decoder->compactRevision;
}

quint64 Watch::clusterId() const
{
    return m_decoder->clusterId;
}

void Watch::afterBurst()
{
    const QPointer<Watch> self(this);
    m_stream->setRevision(m_decoder->revision);
    if (m_decoder->created && !m_announced) {
        m_announced = true;
        m_createdTimer.stop();
        emit created(m_decoder->createdRevision);
        if (!self)
            return;
    }
    emit received();
    if (!self)
        return;
    if (m_decoder->cancelled)
        end(cancelError());
    else if (m_decoder->satisfied)
        end(std::nullopt);
}

void Watch::streamFinished(const std::optional<Error> &error)
{
    end(error ? *error
              : Error{.kind = ErrorKind::Unavailable,
                      .fate = RequestFate::Answered,
                      .detail = QStringLiteral("the server ended the watch")});
}

Error Watch::cancelError() const
{
    if (m_decoder->compactRevision > 0) {
        return {.kind = ErrorKind::Compacted,
                .fate = RequestFate::Answered,
                .serverMessage = m_decoder->cancelReason,
                .detail =
                    QStringLiteral("the history before revision %1 is gone").arg(m_decoder->compactRevision)};
    }
    if (m_decoder->cancelReason.isEmpty()) {
        return {.kind = ErrorKind::Unavailable,
                .fate = RequestFate::Answered,
                .detail = QStringLiteral("the server cancelled the watch and gave no reason")};
    }
    return errorFromStatusText(m_decoder->cancelReason);
}

void Watch::end(const std::optional<Error> &error)
{
    cancel();
    emit finished(error);
}

} // namespace etcdscope::v3
