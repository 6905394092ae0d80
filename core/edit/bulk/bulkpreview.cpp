// SPDX-License-Identifier: Apache-2.0
#include "core/edit/bulk/bulkpreview.h"

#include "core/edit/bulk/rangereader.h"
#include "core/edit/journal.h"

namespace etcdscope {

namespace {

constexpr int mostRestarts = 3;

qsizetype journalBytes(BulkKind kind, qsizetype key, qsizetype value)
{
    switch (kind) {
    case BulkKind::Delete:
        return Journal::bytesFor(key, value, 0);
    case BulkKind::Duplicate:
        return Journal::bytesFor(key, 0, value);
    case BulkKind::Rename:
        break;
    }
    return Journal::bytesFor(key, value, 0) + Journal::bytesFor(key, 0, value);
}

std::vector<KeyRange> rangesOf(const BulkScope &scope)
{
    std::vector<KeyRange> ranges;
    for (const BulkPart &part : scope.parts())
        ranges.push_back(part.range);
    return ranges;
}

} // namespace

BulkPreview::BulkPreview(KeyStore &store, BulkScope scope, BulkKind kind, qsizetype journalLimit,
                         QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_scope(std::move(scope))
    , m_kind(kind)
    , m_journalLimit(journalLimit)
    , m_plan(std::make_shared<BulkPlan>(m_scope))
{
}

BulkPreview::~BulkPreview() = default;

void BulkPreview::start()
{
    m_state = State::Reading;
    m_error.reset();
    m_journalBytes = 0;
    m_plan = std::make_shared<BulkPlan>(m_scope);
    m_reader = std::make_unique<RangeReader>(m_store, rangesOf(m_scope), Position(), false);
    connect(m_reader.get(), &RangeReader::received, this, &BulkPreview::take);
    connect(m_reader.get(), &RangeReader::finished, this, &BulkPreview::ended);
    m_reader->start();
}

void BulkPreview::cancel()
{
    m_reader.reset();
    if (m_state == State::Reading)
        m_state = State::Cancelled;
}

qint64 BulkPreview::keysExpected() const
{
    return m_reader ? std::max(m_reader->total(), keysRead()) : keysRead();
}

void BulkPreview::take(quint32 part, const EntryBatch &batch)
{
    for (qsizetype i = 0; i < batch.size(); ++i) {
        if (m_plan->hasValues()) {
            m_journalBytes += journalBytes(m_kind, batch.key(i).size(), batch.value(i).size());
            if (m_journalBytes > m_journalLimit) {
                m_plan->dropValues();
                m_reader->leaveOutValues();
            }
        }
        m_plan->append(batch.key(i), batch.value(i), batch.at(i), part, m_plan->hasValues());
    }
    emit progressed();
}

void BulkPreview::ended(const std::optional<Error> &error)
{
    if (error && error->kind == ErrorKind::Compacted && m_restarts++ < mostRestarts) {
        QMetaObject::invokeMethod(this, &BulkPreview::start, Qt::QueuedConnection); // at a newer revision
        return;
    }
    if (!error)
        m_plan->setPosition(m_reader->position());
    m_error = error;
    m_state = error ? State::Failed : State::Ready;
    m_reader.release()->deleteLater(); // it speaks here
    emit finished();
}

} // namespace etcdscope
