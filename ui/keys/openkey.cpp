// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/openkey.h"

#include "core/session/keyspace.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {
constexpr int restTime = 60; // milliseconds without another choice: longer than the repeat of a key held down
constexpr int readingPause = 150; // milliseconds between two readings of a key that changes all the time
} // namespace

OpenKey::OpenKey(KeySpace &keys, QObject *parent)
    : QObject(parent)
    , m_keys(keys)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(restTime);
    connect(&m_settle, &QTimer::timeout, this, &OpenKey::startReading);
    m_again.setSingleShot(true);
    m_again.setInterval(readingPause);
    connect(&m_again, &QTimer::timeout, this, &OpenKey::startReading);

    const LiveFeed &feed = keys.feed();
    connect(&feed, &LiveFeed::applied, this, &OpenKey::compareWithIndex);
    connect(&feed, &LiveFeed::progressed, this, &OpenKey::compareWithIndex);
    connect(&feed, &LiveFeed::stateChanged, this, [this, &feed] {
        if (m_state == State::Failed && feed.state() == LiveFeed::State::Live)
            reload();
        else
            compareWithIndex();
    });
    connect(&keys.writer(), &KeyWriter::finished, this, &OpenKey::writeFinished);
    connect(&keys.drafts(), &DraftStore::restored, this, [this](const QByteArray &restored) {
        if (m_state == State::Nothing || restored != m_key)
            return;
        emit opened();
    });
}

OpenKey::~OpenKey() = default;

void OpenKey::open(const QByteArray &key)
{
    if (m_state != State::Nothing && key == m_key)
        return;
    m_reading.cancel();
    m_again.stop();
    m_key = key;
    m_current.reset();
    m_error.reset();
    m_readAt = {};
    m_wasDeleted = false;
    m_readAgain = false;
    const bool rested = !m_sinceChoice.isValid() || m_sinceChoice.elapsed() > 2 * restTime;
    m_sinceChoice.start();
    setState(State::Reading);
    if (rested)
        startReading();
    else
        m_settle.start();
}

void OpenKey::close()
{
    m_reading.cancel();
    m_settle.stop();
    m_again.stop();
    m_key.clear();
    m_current.reset();
    setState(State::Nothing);
}

void OpenKey::reload()
{
    if (m_state == State::Nothing)
        return;
    if (m_state == State::Failed)
        setState(State::Reading);
    startReading();
}

void OpenKey::startReading()
{
    m_settle.stop();
    m_readAgain = false;
    m_reading = m_keys.store().get(m_key);
    m_reading.then(this, [this](Result<ReadResult> result) { received(std::move(result)); });
}

void OpenKey::received(Result<ReadResult> result)
{
    if (!result) {
        m_error = result.error();
        // What was read before stays on screen; the state of the session says that it may be old.
        if (m_state == State::Reading)
            setState(State::Failed);
        return;
    }
    m_error.reset();
    take(result->entry, result->position);
    if (std::exchange(m_readAgain, false))
        m_again.start();
    else
        compareWithIndex();
}

void OpenKey::take(const std::optional<Entry> &entry, Position at)
{
    if (at < m_readAt)
        return;
    m_readAt = at;
    m_readTime = QDateTime::currentMSecsSinceEpoch();
    const bool first = m_state == State::Reading || m_state == State::Failed;
    const qint64 before = m_current ? m_current->modRevision : 0;
    const qint64 now = entry ? entry->modRevision : 0;
    const bool hadEntry = m_current.has_value();
    const bool sameFacts = m_current == entry;
    // A new time to live is a new revision of the same value: nothing that an edit could collide with.
    const bool sameValue = features().timeToLive && entry && m_current && entry->value == m_current->value &&
                           entry->createRevision == m_current->createRevision;
    m_current = entry;
    const bool settled = settleUnknown();
    if (sameValue)
        followTimeToLive();
    const State next = entry ? State::Present : State::Absent;
    if (first || next != m_state) {
        m_wasDeleted = !first && hadEntry && !entry;
        m_lastRevision = before;
        setState(next);
        return;
    }
    if (sameFacts)
        return;
    if (before == now || sameValue || draft()) {
        emit factsChanged();
        return;
    }
    emit valueReplaced();
    emit factsChanged();
    if (settled)
        emit written({.kind = WriteOutcome::Kind::Done,
                      .key = m_key,
                      .position = {now},
                      .theirs = {},
                      .error = {},
                      .settledByReading = true});
    else
        emit followed(before);
}

bool OpenKey::hasExpired() const
{
    return m_wasDeleted && m_lastRevision > 0 && m_keys.index().expiredAt(m_key) >= m_lastRevision;
}

void OpenKey::followTimeToLive()
{
    const Draft *edited = draft();
    if (!edited || edited->isNew || edited->base.value != m_current->value ||
        edited->base.createRevision != m_current->createRevision)
        return;
    Draft next = *edited;
    next.base = *m_current;
    m_keys.drafts().put(next);
}

/// A write whose answer was lost is known to have happened when the key holds just what it wrote.
bool OpenKey::settleUnknown()
{
    const WriteOutcome *lost = trouble();
    const Draft *edited = draft();
    if (!lost || lost->kind != WriteOutcome::Kind::Unknown || !edited || !m_current ||
        m_current->modRevision == edited->base.modRevision || m_current->value != edited->value)
        return false;
    m_troubles.remove(m_key);
    m_keys.drafts().remove(m_key);
    return true;
}

void OpenKey::compareWithIndex()
{
    if (m_state != State::Present && m_state != State::Absent)
        return;
    if (isWriting())
        return; // its outcome brings the same news with more to it
    const auto ref = m_keys.index().find(m_key);
    const KeyIndex::Row row = ref ? m_keys.index().row(*ref) : KeyIndex::Row();
    const bool exists = ref && !row.isGoing;
    bool stale = false;
    if (exists)
        stale = row.modRevision > (m_current ? m_current->modRevision : m_readAt.value);
    else if (ref)
        stale = m_current && row.modRevision > m_current->modRevision;
    else
        // Not in the tree: either gone, or outside of what is loaded.
        stale = m_current && m_keys.feed().isComplete() && m_keys.feed().ranges().contains(m_key) &&
                m_keys.feed().position() > m_readAt;
    if (!stale)
        return;
    if (m_reading.isActive())
        m_readAgain = true;
    else if (!m_again.isActive())
        m_again.start(m_readAt.isValid() && m_sinceChoice.elapsed() > readingPause ? 0 : readingPause);
}

void OpenKey::setState(State state)
{
    m_state = state;
    emit opened();
}

const Draft *OpenKey::draft() const
{
    return m_state == State::Nothing ? nullptr : m_keys.drafts().find(m_key);
}

Entry OpenKey::base() const
{
    if (const Draft *edited = draft())
        return edited->base;
    return m_current.value_or(Entry{.key = m_key});
}

QByteArray OpenKey::value() const
{
    if (const Draft *edited = draft())
        return edited->value;
    return m_current ? m_current->value : QByteArray();
}

bool OpenKey::isOvertaken() const
{
    const Draft *edited = draft();
    if (!edited || (m_state != State::Present && m_state != State::Absent))
        return false;
    return edited->base.modRevision != (m_current ? m_current->modRevision : 0);
}

bool OpenKey::isWriting() const
{
    return m_writing.contains(m_key) || m_keys.writer().isWriting(m_key);
}

StoreFeatures OpenKey::features() const
{
    return m_keys.store().features();
}

qint64 OpenKey::requestLimit() const
{
    return m_keys.store().features().requestLimit;
}

const WriteOutcome *OpenKey::trouble() const
{
    const auto it = m_troubles.constFind(m_key);
    return it == m_troubles.cend() ? nullptr : &it.value();
}

void OpenKey::setRights(const std::optional<AccessRights> &rights)
{
    if (std::exchange(m_rights, rights) != rights && m_state != State::Nothing)
        emit factsChanged();
}

void OpenKey::forgetTrouble()
{
    m_troubles.remove(m_key);
}

void OpenKey::edit(const QByteArray &value)
{
    const Draft *edited = draft();
    if (!edited && m_state != State::Present)
        return;
    Draft next{.key = m_key, .base = base(), .isNew = edited && edited->isNew, .value = value};
    // One that was overtaken stays: without it the editor would show what is nowhere any more.
    if (!next.isNew && value == next.base.value && !isOvertaken())
        m_keys.drafts().remove(m_key);
    else
        m_keys.drafts().put(next);
    emit factsChanged();
}

void OpenKey::discard()
{
    const Draft *edited = draft();
    if (!edited)
        return;
    m_discarded = *edited;
    m_keys.drafts().remove(m_key);
    m_troubles.remove(m_key);
    emit valueReplaced();
    emit factsChanged();
}

void OpenKey::bringBack()
{
    if (!canBringBack())
        return;
    m_keys.drafts().put(*m_discarded);
    m_discarded.reset();
    emit valueReplaced();
    emit factsChanged();
}

void OpenKey::rebase()
{
    const Draft *edited = draft();
    if (!edited)
        return;
    Draft next = *edited;
    next.base = m_current.value_or(Entry{.key = m_key});
    next.isNew = !m_current;
    m_keys.drafts().put(next);
    m_troubles.remove(m_key);
    emit factsChanged();
}

void OpenKey::save()
{
    const Draft *edited = draft();
    if (!edited || isWriting())
        return;
    m_troubles.remove(m_key);
    m_writing.insert(m_key, edited->value);
    // The outcome comes through KeyWriter::finished, also when another key is open by then.
    if (edited->isNew || edited->base.modRevision == 0)
        m_keys.writer().create(m_key, edited->value).cancel();
    else
        m_keys.writer().save(edited->base, edited->value).cancel();
    emit factsChanged();
}

void OpenKey::remove(const Entry &entry)
{
    if (m_keys.writer().isWriting(entry.key))
        return;
    m_writing.insert(entry.key, std::nullopt);
    m_keys.writer().remove(entry).cancel();
    emit factsChanged();
}

void OpenKey::writeFinished(const WriteOutcome &outcome)
{
    const auto it = m_writing.constFind(outcome.key);
    if (it == m_writing.cend())
        return;
    const std::optional<QByteArray> wrote = *it;
    m_writing.erase(it);
    if (outcome.kind != WriteOutcome::Kind::Done)
        m_troubles.insert(outcome.key, outcome);
    else if (wrote)
        settleDraft(outcome, *wrote);
    if (outcome.key == m_key && m_state != State::Nothing)
        takeOutcome(outcome, wrote);
    emit written(outcome);
}

void OpenKey::settleDraft(const WriteOutcome &outcome, const QByteArray &wrote)
{
    const Draft *edited = m_keys.drafts().find(outcome.key);
    if (!edited)
        return;
    if (edited->value == wrote) {
        m_keys.drafts().remove(outcome.key);
        return;
    }
    // Edited on while the write was under way: what was written is where the rest starts from.
    Draft next = *edited;
    next.isNew = false;
    next.base.value = wrote;
    next.base.modRevision = outcome.position.value;
    m_keys.drafts().put(next);
}

void OpenKey::takeOutcome(const WriteOutcome &outcome, const std::optional<QByteArray> &wrote)
{
    m_reading.cancel(); // it may have been answered from before the write
    const bool done = outcome.kind == WriteOutcome::Kind::Done;
    const bool known = done || outcome.kind == WriteOutcome::Kind::Conflict;
    if (known) {
        const State before = m_state;
        m_lastRevision = m_current ? m_current->modRevision : 0;
        if (done && wrote) {
            Entry entry = m_current.value_or(Entry{.key = m_key, .createRevision = outcome.position.value});
            entry.value = *wrote;
            entry.modRevision = outcome.position.value;
            ++entry.version;
            m_current = entry;
        } else {
            m_current = done ? std::nullopt : outcome.theirs;
        }
        m_readAt = std::max(m_readAt, outcome.position);
        m_wasDeleted = !m_current && before == State::Present;
        m_state = m_current ? State::Present : State::Absent;
        if (m_state != before)
            emit opened();
        else if (!draft())
            emit valueReplaced();
    }
    emit factsChanged();
    // The facts that an answer to a write does not bring: create revision, version, lease.
    if (done && wrote)
        startReading();
    else
        compareWithIndex();
}

} // namespace etcdscope
