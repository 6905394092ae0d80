// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/watchrecord.h"

#include <set>

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
public:
    Stream(std::unique_ptr<ChangeStream> stream, WatchRecord &record)
        : m_stream(std::move(stream))
    {
        connect(m_stream.get(), &ChangeStream::opened, this, &ChangeStream::opened);
        connect(m_stream.get(), &ChangeStream::progressed, this, &ChangeStream::progressed);
        connect(m_stream.get(), &ChangeStream::finished, this, &ChangeStream::finished);
        connect(m_stream.get(), &ChangeStream::received, this, [this, &record] {
            EntryBatch &batch = m_stream->pending();
            record.push_back(changesOf(batch));
            for (qsizetype i = 0; i < batch.size(); ++i)
                m_pending.append(batch.key(i), batch.value(i), batch.at(i));
            batch.clear();
            emit received();
        });
    }

    [[nodiscard]] Position resumePosition() const override { return m_stream->resumePosition(); }
    [[nodiscard]] quint64 clusterId() const override { return m_stream->clusterId(); }
    void setPaused(bool paused) override { m_stream->setPaused(paused); }
    void requestProgress() override { m_stream->requestProgress(); }

private:
    std::unique_ptr<ChangeStream> m_stream;
};

std::unique_ptr<ChangeStream> RecordingStore::watch(const WatchQuery &query)
{
    return std::make_unique<Stream>(m_store.watch(query), m_record);
}

QString brokenOrder(const WatchRecord &record)
{
    std::set<std::pair<qint64, QByteArray>> seen;
    qint64 last = 0;
    for (const auto &batch : record) {
        if (!batch.empty() && batch.front().modRevision <= last)
            return QStringLiteral("atomic: revision %1 begins again or goes on in another batch, after %2")
                .arg(batch.front().modRevision)
                .arg(last);
        for (const RecordedChange &change : batch) {
            const QString what = QStringLiteral("%1 at %2")
                                     .arg(QString::fromLatin1(change.key.toPercentEncoding("/")))
                                     .arg(change.modRevision);
            if (change.modRevision < last)
                return QStringLiteral("ordered: %1 after revision %2").arg(what).arg(last);
            if (!seen.emplace(change.modRevision, change.key).second)
                return QStringLiteral("unique: %1 came twice").arg(what);
            if (!change.isDelete && (change.version == 1) != (change.createRevision == change.modRevision))
                return QStringLiteral("is create: %1, version %2, created at %3")
                    .arg(what)
                    .arg(change.version)
                    .arg(change.createRevision);
            last = change.modRevision;
        }
    }
    return {};
}

QString brokenPromise(const WatchRecord &record, const std::vector<RecordedChange> &history, qint64 after,
                      qint64 until)
{
    if (QString broken = brokenOrder(record); !broken.isEmpty())
        return broken;
    std::vector<RecordedChange> expected;
    for (const RecordedChange &change : history) {
        if (change.modRevision > after && change.modRevision <= until)
            expected.push_back(change);
    }
    size_t next = 0;
    for (const auto &batch : record) {
        for (const RecordedChange &change : batch) {
            if (next == expected.size() || !(change == expected[next]))
                return QStringLiteral("reliable: %1 at %2 instead of what happened at %3")
                    .arg(QString::fromLatin1(change.key.toPercentEncoding("/")))
                    .arg(change.modRevision)
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
