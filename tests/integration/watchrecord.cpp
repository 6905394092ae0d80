// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/watchrecord.h"

#include <QVersionNumber>

#include <algorithm>
#include <set>
#include <utility>

namespace etcdscope {

std::vector<RecordedChange> changesOf(const EntryBatch &batch)
{
    std::vector<RecordedChange> changes;
    for (qsizetype i = 0; i < batch.size(); ++i) {
        const EntryBatch::Item &item = batch.at(i);
        changes.push_back({.key = batch.key(i).toByteArray(),
                           .isDelete = item.isDelete,
                           .modRevision = item.modRevision,
                           .createRevision = item.createRevision,
                           .version = item.version});
    }
    return changes;
}

class RecordingStore::Stream final : public ChangeStream
{
    Q_DISABLE_COPY_MOVE(Stream)

public:
    Stream(std::unique_ptr<ChangeStream> stream, WatchRecord &record)
        : m_stream(std::move(stream))
        , m_record(record)
        , m_watch(record.watches++)
    {
        connect(m_stream.get(), &ChangeStream::opened, this, &ChangeStream::opened);
        connect(m_stream.get(), &ChangeStream::progressed, this, [this](Position now) {
            m_record.parts.push_back({.watch = m_watch, .changes = {}, .progress = now.value});
            emit progressed(now);
        });
        connect(m_stream.get(), &ChangeStream::finished, this, &ChangeStream::finished);
        connect(m_stream.get(), &ChangeStream::received, this, [this] {
            EntryBatch &batch = m_stream->pending();
            m_record.parts.push_back({.watch = m_watch, .changes = changesOf(batch)});
            for (qsizetype i = 0; i < batch.size(); ++i)
                m_pending.append(batch.key(i), batch.value(i), batch.at(i));
            batch.clear();
            emit received();
        });
    }

    /// What was not taken when the watch is dropped comes again with the next one: it does not count.
    ~Stream() override
    {
        qsizetype left = m_pending.size();
        for (auto part = m_record.parts.rbegin(); part != m_record.parts.rend() && left > 0; ++part) {
            if (part->watch != m_watch)
                continue;
            const qsizetype dropped = std::min(left, qsizetype(part->changes.size()));
            part->changes.resize(part->changes.size() - size_t(dropped));
            left -= dropped;
        }
    }

    [[nodiscard]] Position resumePosition() const override { return m_stream->resumePosition(); }
    [[nodiscard]] quint64 clusterId() const override { return m_stream->clusterId(); }
    void setPaused(bool paused) override { m_stream->setPaused(paused); }
    void requestProgress() override { m_stream->requestProgress(); }

private:
    std::unique_ptr<ChangeStream> m_stream;
    WatchRecord &m_record;
    const int m_watch;
};

std::unique_ptr<ChangeStream> RecordingStore::watch(const WatchQuery &query)
{
    auto record = std::ranges::find(m_records, query.range, [](const auto &each) { return each->range; });
    if (record == m_records.end())
        record = m_records.insert(record, std::make_unique<WatchRecord>(WatchRecord{.range = query.range}));
    return std::make_unique<Stream>(m_store.watch(query), **record);
}

ProgressNotes progressNotesOf(const QByteArray &version)
{
    const auto number = QVersionNumber::fromString(QString::fromLatin1(version));
    const bool isReliable = number >= QVersionNumber(3, 5) ? number >= QVersionNumber(3, 5, 8)
                                                           : number >= QVersionNumber(3, 4, 25);
    return isReliable ? ProgressNotes::Reliable : ProgressNotes::MayOvertake;
}

namespace {

QString nameOf(const RecordedChange &change)
{
    return QStringLiteral("%1 at %2")
        .arg(QString::fromLatin1(change.key.toPercentEncoding("/")))
        .arg(change.modRevision);
}

/// One of the changes that come together, after `last`.
QString brokenBy(const RecordedChange &change, qint64 last, const KeyRange &range)
{
    if (!range.contains(change.key))
        return QStringLiteral("filter: %1 is not in the range").arg(nameOf(change));
    if (change.modRevision < last)
        return QStringLiteral("ordered: %1 after revision %2").arg(nameOf(change)).arg(last);
    if (!change.isDelete && (change.version == 1) != (change.createRevision == change.modRevision))
        return QStringLiteral("is create: %1, version %2, created at %3")
            .arg(nameOf(change))
            .arg(change.version)
            .arg(change.createRevision);
    return {};
}

} // namespace

QString brokenOrder(const WatchRecord &record, ProgressNotes notes)
{
    std::set<std::pair<qint64, QByteArray>> seen;
    qint64 last = 0; // revision, over all watches: each goes on where the one before it ended
    int watch = 0;
    qint64 told = 0;     // by that watch: the last revision of a change
    qint64 progress = 0; // and of a note
    for (const RecordedPart &part : record.parts) {
        if (std::exchange(watch, part.watch) != part.watch)
            told = progress = 0;
        if (part.progress > 0) {
            if (part.progress < std::max(told, progress))
                return QStringLiteral("bookmarkable: a note of revision %1 after %2")
                    .arg(part.progress)
                    .arg(std::max(told, progress));
            progress = part.progress;
            continue;
        }
        if (part.changes.empty())
            continue;
        if (part.changes.front().modRevision <= last)
            return QStringLiteral("atomic: revision %1 begins again or goes on in another batch, after %2")
                .arg(part.changes.front().modRevision)
                .arg(last);
        for (const RecordedChange &change : part.changes) {
            if (const QString broken = brokenBy(change, last, record.range); !broken.isEmpty())
                return broken;
            if (!seen.emplace(change.modRevision, change.key).second)
                return QStringLiteral("unique: %1 came twice").arg(nameOf(change));
            if (notes == ProgressNotes::Reliable && change.modRevision <= progress)
                return QStringLiteral("bookmarkable: %1 after a note of revision %2")
                    .arg(nameOf(change))
                    .arg(progress);
            last = told = change.modRevision;
        }
    }
    return {};
}

QString brokenPromise(const WatchRecord &record, const std::vector<RecordedChange> &history, qint64 after,
                      qint64 until, ProgressNotes notes)
{
    if (QString broken = brokenOrder(record, notes); !broken.isEmpty())
        return broken;
    std::vector<RecordedChange> expected;
    for (const RecordedChange &change : history) {
        if (change.modRevision > after && change.modRevision <= until && record.range.contains(change.key))
            expected.push_back(change);
    }
    size_t next = 0;
    for (const RecordedPart &part : record.parts) {
        for (const RecordedChange &change : part.changes) {
            if (next == expected.size() || !(change == expected[next]))
                return QStringLiteral("reliable: %1 instead of what happened at %2")
                    .arg(nameOf(change))
                    .arg(next < expected.size() ? expected[next].modRevision : -1);
            ++next;
        }
    }
    if (next < expected.size())
        return QStringLiteral("reliable: %1 changes from revision %2 on are missing")
            .arg(expected.size() - next)
            .arg(expected[next].modRevision);
    return {};
}

} // namespace etcdscope
