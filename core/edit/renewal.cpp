// SPDX-License-Identifier: Apache-2.0
#include "core/edit/renewal.h"

#include "core/edit/keywriter.h"

#include <algorithm>

namespace etcdscope {

namespace {
constexpr int mostConflicts = 3;         // until a key that changes all the time is called a failure
constexpr qint64 shortestInterval = 300; // milliseconds
constexpr qint64 longestInterval = 86'400'000;
constexpr int retryInterval = 500;

/// Of a fault that may be over in a moment.
bool passes(ErrorKind kind)
{
    return kind == ErrorKind::Network || kind == ErrorKind::Timeout || kind == ErrorKind::Unavailable;
}
} // namespace

Renewal::Renewal(KeyStore &store, KeyWriter &writer, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_writer(writer)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Renewal::read);
}

void Renewal::start(const Entry &entry, qint64 seconds)
{
    m_entry = entry;
    m_seconds = seconds;
    m_active = true;
    m_conflicts = 0;
    m_lasts.setRemainingTime(entry.timeToLive.value_or(seconds) * 1'000);
    read();
}

void Renewal::stop()
{
    m_active = false;
    m_timer.stop();
    m_reading.cancel();
    m_writing.cancel();
}

void Renewal::read()
{
    m_reading = m_store.get(m_entry.key);
    m_reading.then(this, [this](const Result<ReadResult> &result) { write(result); });
}

void Renewal::write(const Result<ReadResult> &result)
{
    if (!result) {
        failed({.kind = WriteOutcome::Kind::Failed, .key = m_entry.key, .error = result.error()});
        return;
    }
    const std::optional<Entry> &now = result->entry;
    if (!now) {
        end(End::Gone);
    } else if (now->createRevision != m_entry.createRevision) {
        end(End::Replaced);
    } else if (!now->timeToLive) {
        end(End::Unlimited);
    } else {
        m_writing = m_writer.setTimeToLive(*now, TimeToLive::of(m_seconds), true);
        m_writing.then(this, [this](const Result<WriteOutcome> &outcome) {
            if (outcome)
                written(*outcome);
        });
    }
}

void Renewal::written(const WriteOutcome &outcome)
{
    if (outcome.kind == WriteOutcome::Kind::Conflict && ++m_conflicts < mostConflicts) {
        m_timer.start(0); // somebody wrote between reading and writing
        return;
    }
    if (outcome.kind != WriteOutcome::Kind::Done) {
        failed(outcome);
        return;
    }
    m_conflicts = 0;
    m_lasts.setRemainingTime(m_seconds * 1'000);
    m_timer.start(int(std::clamp(m_seconds * 1'000 / 3, shortestInterval, longestInterval)));
    emit renewed();
}

/// Writing twice renews twice, which does no harm.
void Renewal::failed(const WriteOutcome &outcome)
{
    if (outcome.error && passes(outcome.error->kind) && !m_lasts.hasExpired())
        m_timer.start(retryInterval);
    else
        end(End::Failed, outcome);
}

void Renewal::end(End end, const WriteOutcome &outcome)
{
    stop();
    emit ended(end, outcome);
}

} // namespace etcdscope
