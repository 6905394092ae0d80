// SPDX-License-Identifier: Apache-2.0
#include "core/edit/bulk/bulkdelete.h"

#include "core/edit/bulk/rangereader.h"

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

const QByteArray least(1, '\0'); // etcd has no empty key, and as an end of a range this means "no end"

/// Holds while nothing in the range was written after `position`: what was deleted since does not matter, and
/// what was created since has a later revision.
Condition quietSince(const KeyRange &range, Position position)
{
    Condition condition{.key = range.begin.isEmpty() ? least : range.begin,
                        .target = Condition::Target::ModRevision,
                        .relation = Condition::Relation::Less,
                        .number = position.value + 1};
    if (range.extent != KeyRange::Extent::Single)
        condition.rangeEnd = range.extent == KeyRange::Extent::OpenEnd ? least : range.end;
    return condition;
}

/// The keys from `begin` on that lie before `end`, which has no end when it is empty.
KeyRange part(const QByteArray &begin, const QByteArray &end)
{
    return end.isEmpty() ? KeyRange::from(begin) : KeyRange::span(begin, end);
}

} // namespace

BulkDelete::BulkDelete(KeyStore &store, Journal &journal, std::shared_ptr<const BulkPlan> plan,
                       QObject *parent)
    : BulkRun(store, journal, std::move(plan), parent)
{
}

BulkDelete::~BulkDelete() = default;

// --- whole ranges ---

void BulkDelete::cutPieces()
{
    if (!m_store.features().transactions || !m_store.features().rangeConditions) {
        cutKeys();
        return;
    }
    quint32 first = 0;
    for (const BulkPart &scope : m_plan->scope().parts()) {
        const QByteArray end = endOf(scope.range);
        quint32 last = first;
        if (scope.range.extent == KeyRange::Extent::Single)
            last += first < m_plan->size() && m_plan->key(first) == QByteArrayView(scope.range.begin) ? 1 : 0;
        else
            last = end.isEmpty() ? m_plan->size() : m_plan->lowerBound(end, first);
        if (last - first <= mostInRange) {
            if (first < last)
                m_pieces.push_back({scope.range, first, last});
            first = last;
            continue;
        }
        QByteArray begin = scope.range.begin;
        while (first < last) {
            const quint32 next = std::min(last, first + mostInRange);
            const QByteArray cut = next == last ? end : m_plan->key(next).toByteArray();
            m_pieces.push_back({part(begin, cut), first, next});
            begin = cut;
            first = next;
        }
    }
}

void BulkDelete::cutKeys()
{
    quint32 first = 0;
    for (quint32 i = 0; i < m_plan->size(); ++i) {
        if (!m_plan->isDirectory(i))
            continue;
        addWork(first, i);
        first = i + 1;
        const QByteArrayView name = m_plan->key(i);
        m_directories[std::ranges::count(name, name.back())].push_back(i);
    }
    addWork(first, m_plan->size());
}

bool BulkDelete::addDirectories()
{
    if (m_directories.empty())
        return false;
    const auto innermost = std::prev(m_directories.end());
    for (const quint32 directory : innermost->second)
        addWork(directory, directory + 1);
    m_directories.erase(innermost);
    return true;
}

bool BulkDelete::runFirst()
{
    if (!std::exchange(m_cut, true))
        cutPieces();
    if (m_call.isActive() || m_reader)
        return true;
    if (isStopping())
        return false;
    if (m_toSurvey) {
        if (!isMarking())
            survey(*m_toSurvey, m_surveyAt);
        return true;
    }
    if (m_pieces.empty())
        return false;
    sendRanges();
    return true;
}

void BulkDelete::sendRanges()
{
    const int most = m_store.features().transactionLimit;
    const qint64 mostBytes = m_store.features().requestLimit / 2;
    Transaction transaction;
    qint64 bytes = 0;
    quint32 keys = 0;
    m_current.clear();
    while (!m_pieces.empty() && int(m_current.size()) < most) {
        const Piece &piece = m_pieces.front();
        bytes += 2 * (piece.range.begin.size() + piece.range.end.size()) + 64;
        keys += piece.last - piece.first;
        if (!m_current.empty() && (bytes > mostBytes || keys > mostInRange))
            break;
        transaction.conditions.push_back(quietSince(piece.range, m_plan->position()));
        transaction.success.push_back(RemoveStep{.range = piece.range});
        m_current.push_back(piece);
        m_pieces.pop_front();
    }
    m_call = m_store.commit(transaction);
    m_call.then(this, [this](Result<TransactionResult> result) { rangesAnswered(std::move(result)); });
}

void BulkDelete::rangesAnswered(Result<TransactionResult> result)
{
    if (!result) {
        const Error &error = result.error();
        if (error.fate == RequestFate::MaybeSent) {
            lose();
            waitAndRetry(error);
        } else if (mayPass(error) || concernsAll(error)) {
            m_pieces.insert(m_pieces.begin(), m_current.begin(), m_current.end());
            m_current.clear();
            if (mayPass(error))
                waitAndRetry(error);
            else
                fail(error);
        } else {
            goByKey(); // no right to all of a range, for one, can be a right to some of its keys
        }
        pump();
        return;
    }
    working();
    answeredAt(result->position);
    if (!result->succeeded) {
        m_toSurvey = Survey::Conflict;
        m_surveyAt = {};
        pump();
        return;
    }
    quint32 expected = 0;
    qint64 removed = 0;
    for (size_t i = 0; i < m_current.size(); ++i) {
        expected += m_current[i].last - m_current[i].first;
        removed += i < result->steps.size() ? result->steps[i].removed : 0;
    }
    if (removed < expected) {
        // Somebody else deleted some before: those are not ours to take back. v3 can still tell which.
        m_deletedAt = result->position;
        for (const Piece &piece : m_current) // until the survey, which may not come to an end
            mark(piece.first, piece.last, Outcome::Unknown, result->position);
        m_toSurvey = Survey::Shortage;
        m_surveyAt = {result->position.value - 1};
    } else {
        for (const Piece &piece : std::exchange(m_current, {}))
            mark(piece.first, piece.last, Outcome::Done, result->position);
    }
    pump();
}

void BulkDelete::goByKey()
{
    for (const Piece &piece : std::exchange(m_current, {}))
        addWork(piece.first, piece.last);
}

void BulkDelete::abandon()
{
    if (m_call.isActive()) {
        m_call.cancel();
        lose();
    }
    m_reader.reset();
}

void BulkDelete::lose()
{
    m_lost = true;
    m_toSurvey = Survey::Loss;
    m_surveyAt = {};
    for (const Piece &piece : m_current)
        mark(piece.first, piece.last, Outcome::Unknown);
}

// --- looking again ---

void BulkDelete::survey(Survey purpose, Position at)
{
    m_purpose = purpose;
    m_surveyed = 0;
    m_at = m_current.empty() ? 0 : m_current.front().first;
    std::vector<KeyRange> ranges;
    for (const Piece &piece : m_current)
        ranges.push_back(piece.range);
    m_reader = std::make_unique<RangeReader>(m_store, std::move(ranges), at, true);
    connect(m_reader.get(), &RangeReader::received, this, &BulkDelete::compare);
    connect(m_reader.get(), &RangeReader::finished, this, &BulkDelete::surveyed);
    m_reader->start();
}

/// The keys of the plan from where the survey stands up to `upTo` were not found.
void BulkDelete::leftBehind(const Piece &piece, quint32 upTo)
{
    if (m_purpose != Survey::Created)
        mark(m_at, std::min(upTo, piece.last), m_purpose == Survey::Loss ? Outcome::Done : Outcome::Gone, {},
             m_purpose == Survey::Loss);
    m_at = std::max(m_at, upTo);
}

void BulkDelete::compare(quint32 part, const EntryBatch &batch)
{
    for (; m_surveyed < part; ++m_surveyed) {
        leftBehind(m_current[m_surveyed], m_current[m_surveyed].last);
        m_at = m_current[m_surveyed + 1].first;
    }
    const Piece &piece = m_current[part];
    for (qsizetype i = 0; i < batch.size(); ++i) {
        const bool isNext = m_at < piece.last && m_plan->key(m_at) == batch.key(i);
        const quint32 found = isNext ? m_at : m_plan->lowerBound(batch.key(i), m_at);
        leftBehind(piece, std::min(found, piece.last));
        const bool planned = found < piece.last && m_plan->key(found) == batch.key(i);
        if (planned)
            m_at = found + 1;
        if (m_purpose == Survey::Created) {
            const bool left =
                planned && outcomeOf(found) != Outcome::Done && outcomeOf(found) != Outcome::Gone;
            if (!left)
                created(batch.key(i).toByteArray());
        } else if (planned && m_purpose == Survey::Shortage) {
            mark(found, found + 1, Outcome::Done, m_deletedAt);
        } else if (planned) {
            const bool same = batch.at(i).modRevision == m_plan->at(found).modRevision;
            setOutcome(found, same ? Outcome::Pending : Outcome::Changed);
        }
    }
}

void BulkDelete::surveyed(const std::optional<Error> &error)
{
    m_reader.release()->deleteLater(); // it speaks here
    if (error && error->kind == ErrorKind::Compacted && m_purpose == Survey::Shortage) {
        // Which ones cannot be told any more; that they are gone can.
        for (const Piece &piece : std::exchange(m_current, {}))
            mark(piece.first, piece.last, Outcome::Done, m_deletedAt);
        m_toSurvey.reset();
    } else if (error) {
        if (!mayPass(*error))
            fail(*error);
        else
            waitAndRetry(*error);
    } else {
        working();
        for (; m_surveyed < m_current.size(); ++m_surveyed) {
            m_at = std::max(m_at, m_current[m_surveyed].first);
            leftBehind(m_current[m_surveyed], m_current[m_surveyed].last);
        }
        m_toSurvey.reset();
        if (m_purpose == Survey::Created) {
            m_looked = true;
            m_current.clear();
        } else if (m_purpose != Survey::Shortage) {
            m_disturbed.insert(m_disturbed.end(), m_current.begin(), m_current.end());
            goByKey();
        } else {
            m_current.clear();
        }
    }
    pump();
}

bool BulkDelete::runLast()
{
    if (m_reader)
        return true;
    if (!isStopping() && addDirectories()) {
        QMetaObject::invokeMethod(this, &BulkDelete::pump, Qt::QueuedConnection);
        return true;
    }
    if (isStopping() || m_looked || m_disturbed.empty())
        return false;
    forgetCreated();
    m_current = m_disturbed;
    survey(Survey::Created, {});
    return true;
}

// --- key by key ---

Transaction BulkDelete::writeOf(const Batch &batch) const
{
    Transaction transaction;
    for (const quint32 key : batch.keys) {
        const QByteArray bytes = m_plan->key(key).toByteArray();
        transaction.conditions.push_back(m_plan->isDirectory(key)
                                             ? Condition::exists(bytes)
                                             : Condition::unchangedSince(bytes, m_plan->at(key).modRevision));
        transaction.success.push_back(RemoveStep{.range = KeyRange::single(bytes)});
    }
    return transaction;
}

std::vector<Step> BulkDelete::readsOf(const Batch &batch, bool) const
{
    std::vector<Step> steps;
    for (const quint32 key : batch.keys)
        steps.push_back(
            ReadStep{.range = KeyRange::single(m_plan->key(key).toByteArray()), .keysOnly = true});
    return steps;
}

BulkRun::Outcome BulkDelete::judge(const Batch &batch, size_t i, const StepResult *reads, bool lost) const
{
    if (reads->entries.empty())
        return lost || m_lost ? Outcome::Done : Outcome::Gone;
    const bool same = reads->entries.front().modRevision == m_plan->at(batch.keys[i]).modRevision;
    return same ? Outcome::Pending : Outcome::Changed;
}

qint64 BulkDelete::bytesOf(quint32 key) const
{
    return 3 * qint64(m_plan->at(key).size) + 64;
}

int BulkDelete::keysPerBatch() const
{
    const StoreFeatures features = m_store.features();
    return features.transactions ? features.transactionLimit : 1;
}

void BulkDelete::keepBeforeImage(quint32 key, const QByteArray &value, Position position, bool known)
{
    Entry before = m_plan->entry(key);
    before.value = value;
    m_journal.add({.id = 0,
                   .group = m_group,
                   .time = QDateTime::currentDateTimeUtc(),
                   .key = before.key,
                   .before = before,
                   .after = std::nullopt,
                   .position = position,
                   .outcome = known ? JournalEntry::Outcome::Done : JournalEntry::Outcome::Unknown});
}

} // namespace etcdscope
