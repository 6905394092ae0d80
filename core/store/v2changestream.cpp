// SPDX-License-Identifier: Apache-2.0
#include "core/store/v2changestream.h"

#include "core/store/v2changes.h"
#include "core/store/v2entries.h"

#include <QDateTime>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

constexpr qint64 mostPolls = 4;
constexpr int mostPollsOfAll = 8; // each is a connection
constexpr qint64 shortPoll =
    1'000; // milliseconds; one that ends sooner without an event is not asked at once
constexpr int pauseAfterShort = 200;
constexpr qint64 quietAfter = 5'000; // no event that was there when a poll was opened takes that long to come
constexpr int renewEvery = 20'000;

} // namespace

V2ChangeStream::Poll::Poll(std::shared_ptr<int> count)
    : underWay(std::move(count))
{
    ++*underWay;
}

V2ChangeStream::V2ChangeStream(const v2::KeysApi &keys, const WatchQuery &query,
                               std::shared_ptr<int> underWay)
    : m_keys(keys)
    , m_query(query)
    , m_underWay(std::move(underWay))
    , m_directory(v2entries::directoryOf(query.range))
    , m_resume(query.since)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &V2ChangeStream::askMore);
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, &V2ChangeStream::renew);
    m_idle.start(m_query.openDeadline);
    ask(m_resume.isValid() ? m_resume.value + 1 : 0);
}

V2ChangeStream::~V2ChangeStream() = default;

void V2ChangeStream::setPaused(bool paused)
{
    m_paused = paused;
    if (!paused)
        m_again.start(0);
}

void V2ChangeStream::ask(qint64 from)
{
    const bool isSingle = m_query.range.extent == KeyRange::Extent::Single;
    v2::PollOptions options;
    options.recursive = !isSingle;
    if (from > 0)
        options.waitIndex = from;
    auto poll = std::make_unique<Poll>(m_underWay);
    poll->from = from;
    poll->age.start();
    poll->request = m_keys.poll(isSingle ? m_query.range.begin : m_directory, options);
    Poll *const raw = poll.get();
    connect(raw->request.get(), &v2::Poll::opened, this,
            [this, raw](const v2::Headers &headers) { pollOpened(raw, headers); });
    connect(raw->request.get(), &v2::Poll::finished, this,
            [this, raw](const Result<v2::Response> &response) { pollFinished(raw, response); });
    m_polls.push_back(std::move(poll));
}

bool V2ChangeStream::isAsked(qint64 from) const
{
    return std::ranges::any_of(m_polls, [from](const auto &poll) { return poll->from == from; });
}

/// Keeps the one poll under way that the next event will come by, and more where the store is ahead.
void V2ChangeStream::askMore()
{
    if (m_isOver || m_paused || m_again.isActive())
        return;
    const qint64 next = m_resume.value + 1;
    if (!isAsked(next))
        ask(next);
    const qint64 last = m_isBehind ? std::min(m_newest, m_resume.value + mostPolls) : next;
    for (qint64 from = next + 1; from <= last && qint64(m_polls.size()) < mostPolls; ++from) {
        if (!isAsked(from) && *m_underWay < mostPollsOfAll)
            ask(from);
    }
    if (!m_idle.isActive())
        m_idle.start(renewEvery);
}

void V2ChangeStream::pollOpened(Poll *poll, const v2::Headers &headers)
{
    poll->openedAt = headers.etcdIndex;
    poll->age.restart();
    m_newest = std::max(m_newest, headers.etcdIndex);
    if (headers.clusterId != 0)
        m_clusterId = headers.clusterId;
    if (!m_resume.isValid()) {
        m_resume = {headers.etcdIndex};
        poll->from = headers.etcdIndex + 1;
    }
    // It has taken the place of one that was asked long ago.
    const bool isNext = poll->from <= m_resume.value + 1;
    std::erase_if(m_polls, [&](const auto &other) {
        return isNext && other.get() != poll && other->from <= poll->from && other->openedAt != 0 &&
               !other->event && other->age.hasExpired(renewEvery / 2);
    });
    if (!std::exchange(m_isOpened, true)) {
        m_idle.start(renewEvery);
        emit opened({headers.etcdIndex});
    }
}

void V2ChangeStream::pollFinished(Poll *poll, const Result<v2::Response> &response)
{
    if (!response) {
        release(poll);
        pollRefused(response.error());
        return;
    }
    if (response->body.trimmed().isEmpty()) {
        noteQuiet(*poll);
        const bool isShort = !poll->age.hasExpired(shortPoll);
        release(poll);
        if (isShort)
            m_again.start(pauseAfterShort);
        askMore();
        return;
    }
    const Result<v2::KeysAnswer> event = v2::KeysApi::parse(*response);
    if (!event || event->node.modifiedIndex <= 0) {
        release(poll);
        end(event ? Error{.kind = ErrorKind::Protocol,
                          .fate = RequestFate::Answered,
                          .detail = QStringLiteral("an event without an index")}
                  : event.error());
        return;
    }
    poll->event = *event;
    if (event->node.modifiedIndex <= poll->openedAt) // it was history when it was asked for
        v2entries::setTimeLeft(poll->event->node, event->headers.date);
    m_newest = std::max(m_newest, event->node.modifiedIndex);
    deliver();
}

void V2ChangeStream::pollRefused(const Error &error)
{
    if (error.kind != ErrorKind::Compacted) {
        end(error);
        return;
    }
    // The events from there on are over. That is no loss where it is known that there were none.
    for (const auto &poll : m_polls)
        noteQuiet(*poll);
    if (m_quiet <= m_resume.value || error.v2Code == 400) {
        end(error);
        return;
    }
    m_resume = {m_quiet};
    const QPointer<V2ChangeStream> alive(this);
    emit progressed(m_resume);
    if (alive)
        askMore();
}

/// Hands on what follows without gap.
void V2ChangeStream::deliver()
{
    const qsizetype before = m_pending.size();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (bool found = true; found;) {
        found = false;
        for (const auto &poll : m_polls) {
            if (!poll->event || poll->from > m_resume.value + 1 ||
                poll->event->node.modifiedIndex <= m_resume.value)
                continue;
            appendV2Change(m_pending, *poll->event, m_query, m_directory, now);
            m_resume = {poll->event->node.modifiedIndex};
            m_isBehind = poll->openedAt >= m_resume.value;
            found = true;
            if (m_query.once && m_pending.size() > before)
                break;
        }
        if (m_query.once && m_pending.size() > before)
            break;
    }
    for (size_t i = 0; i < m_polls.size();) {
        Poll *const poll = m_polls[i].get();
        if (poll->event && poll->event->node.modifiedIndex <= m_resume.value)
            release(poll);
        else
            ++i;
    }
    m_idle.start(renewEvery);
    const QPointer<V2ChangeStream> alive(this);
    if (m_pending.size() > before) {
        emit received();
        if (alive && m_query.once)
            end(std::nullopt);
    } else {
        emit progressed(m_resume); // what came was of no concern here
    }
    if (alive)
        askMore();
}

/// Nothing has come for long, or the first poll was not opened in time.
void V2ChangeStream::renew()
{
    if (m_paused)
        return;
    if (!m_isOpened || std::ranges::any_of(m_polls, [this](const auto &poll) {
            return poll->openedAt == 0 && poll->age.hasExpired(m_query.openDeadline);
        })) {
        end(Error{.kind = ErrorKind::Timeout,
                  .detail = QStringLiteral("no answer to a watch within %1 ms").arg(m_query.openDeadline)});
        return;
    }
    // Of those that were to bring what has come already none is needed, nor of those beyond.
    std::erase_if(m_polls, [this](const auto &poll) { return poll->from != m_resume.value + 1; });
    ask(m_resume.value + 1);
    m_idle.start(std::max(m_query.openDeadline, renewEvery));
}

void V2ChangeStream::noteQuiet(const Poll &poll)
{
    const bool isSilent = poll.openedAt > 0 && !poll.event && !poll.request->hasBody();
    if (isSilent && poll.from <= m_resume.value + 1 && poll.age.hasExpired(quietAfter))
        m_quiet = std::max(m_quiet, poll.openedAt);
}

/// It may be the sender.
void V2ChangeStream::release(Poll *poll)
{
    const auto it = std::ranges::find(m_polls, poll, &std::unique_ptr<Poll>::get);
    v2::Poll *const request = (*it)->request.release();
    request->disconnect(this);
    request->setParent(this);
    request->deleteLater();
    m_polls.erase(it);
}

void V2ChangeStream::end(const std::optional<Error> &error)
{
    if (std::exchange(m_isOver, true))
        return;
    m_again.stop();
    m_idle.stop();
    while (!m_polls.empty())
        release(m_polls.back().get());
    emit finished(error);
}

} // namespace etcdscope
