// SPDX-License-Identifier: Apache-2.0
#include "core/keys/expiryreader.h"

#include "core/keys/keyindex.h"

#include <QDateTime>

#include <algorithm>

namespace etcdscope {

namespace {

constexpr qint64 grace = 3'000;    // the server looks twice a second; our times are rounded up to a second
constexpr qint64 together = 1'000; // what would be due a moment later is read along
constexpr qint64 interval = 5'000;
constexpr size_t mostAtOnce = 100;

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

ExpiryReader::ExpiryReader(KeyStore &store, KeyIndex &index, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_index(index)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_due = 0;
        m_waiting = m_index.overdue(now() - grace + together, mostAtOnce);
        std::ranges::reverse(m_waiting);
        readNext();
    });
}

ExpiryReader::~ExpiryReader() = default;

void ExpiryReader::start()
{
    if (m_reading.isActive())
        return;
    if (const auto next = m_index.nextExpiry())
        schedule(std::max<qint64>(0, *next + grace - now()));
}

void ExpiryReader::stop()
{
    m_timer.stop();
    m_due = 0;
    m_waiting.clear();
    m_reading.cancel();
}

/// An earlier time that is set already stays.
void ExpiryReader::schedule(qint64 delay)
{
    delay = std::min(delay, qint64(60'000)); // clocks are set, computers sleep
    const qint64 due = now() + delay;
    if (m_due != 0 && m_due <= due)
        return;
    m_due = due;
    m_timer.start(int(delay));
}

void ExpiryReader::readNext()
{
    if (m_waiting.empty()) {
        if (const auto next = m_index.nextExpiry()) // who is overdue still was read a moment ago
            schedule(std::max<qint64>(interval, *next + grace - now()));
        return;
    }
    const QByteArray key = m_waiting.back();
    m_waiting.pop_back();
    m_reading = m_store.get(key);
    m_reading.then(this, [this, key](const Result<ReadResult> &result) { answered(key, result); });
}

void ExpiryReader::answered(const QByteArray &key, const Result<ReadResult> &result)
{
    if (!result && result.error().kind == ErrorKind::PermissionDenied) { // so may the others be, or not
        readNext();
        return;
    }
    if (!result) {
        m_waiting.clear(); // the watch will tell what is wrong
        schedule(interval);
        return;
    }
    const bool isDirectory = key.endsWith(m_index.separator());
    EntryBatch batch;
    EntryBatch::Item item{.kind = isDirectory ? Entry::Kind::Directory : Entry::Kind::Value,
                          .modRevision = result->position.value};
    if (const std::optional<Entry> &entry = result->entry) {
        item.createRevision = entry->createRevision;
        item.modRevision = entry->modRevision;
        item.version = entry->version;
        item.lease = entry->lease;
        item.expires = entry->timeToLive ? now() + *entry->timeToLive * 1'000 : 0;
        item.impliesDirectories = true;
    } else {
        item.isDelete = true;
        item.isExpired = true;
    }
    batch.append(key, {}, item);
    m_index.applyChanges(batch, 0, 1);
    readNext();
}

} // namespace etcdscope
