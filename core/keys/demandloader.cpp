// SPDX-License-Identifier: Apache-2.0
#include "core/keys/demandloader.h"

#include "core/keys/keyindex.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

constexpr int sweepKeys = 2'000;

/// The directory that holds all of a range.
QByteArray topOf(const KeyRange &range, char separator)
{
    if (range.extent != KeyRange::Extent::Span)
        return {};
    const auto [begin, end] = std::ranges::mismatch(range.begin, range.end);
    const QByteArrayView common = QByteArrayView(range.begin).first(begin - range.begin.begin());
    const QByteArrayView last =
        QByteArrayView(range.begin).first(std::min<qsizetype>(range.begin.size(), common.size() + 1));
    // Of a prefix the successor differs in the last byte, which may be the separator.
    const QByteArrayView shared = prefixSuccessor(last) == range.end ? last : common;
    return shared.first(directorySize(shared, separator)).toByteArray();
}

} // namespace

DemandLoader::DemandLoader(KeyStore &store, KeyIndex &index, QObject *parent)
    : QObject(parent)
    , m_index(index)
    , m_reader(store, index)
{
    connect(&m_reader, &DirectoryReader::progressed, this, [this] {
        const QPointer<DemandLoader> alive(this);
        if (!std::exchange(m_haveFirstRows, true))
            emit firstRows();
        if (alive)
            emit progressed();
    });
    m_reader.setIsRead([this](QByteArrayView prefix) { return m_opened.contains(prefix.toByteArray()); });
    connect(&m_reader, &DirectoryReader::finished, this, &DemandLoader::readFinished);
    m_sweep.setInterval(0);
    connect(&m_sweep, &QTimer::timeout, this, &DemandLoader::sweep);
}

void DemandLoader::start(const KeyRanges &ranges, bool compare, Position notBefore)
{
    cancel();
    m_ranges = ranges;
    m_compare = compare;
    m_notBefore = notBefore;
    m_position = {};
    m_otherHistory = false;
    m_haveFirstRows = false;
    m_readError.reset();
    m_active = true;
    const QByteArray top = topOf(ranges.hull(), m_index.separator());
    m_waiting.push_back(top);
    if (compare) {
        m_index.beginComparison();
        m_opened.erase(top);
        m_waiting.insert(m_waiting.end(), m_opened.begin(), m_opened.end());
    } else {
        m_opened.clear();
    }
    m_opened.insert(top);
    readNext();
}

void DemandLoader::resume()
{
    m_active = true;
    readNext();
}

void DemandLoader::cancel()
{
    m_active = false;
    m_sweep.stop();
    m_reader.cancel();
    m_waiting.clear();
}

void DemandLoader::open(const QByteArray &prefix)
{
    const auto directory = m_index.findDirectory(prefix);
    if (!directory || !m_index.isPartial(*directory) ||
        std::ranges::find(m_waiting, prefix) != m_waiting.end())
        return;
    m_readError.reset();
    m_waiting.push_back(prefix);
    if (!m_active && m_waiting.size() == 1)
        readNext();
}

void DemandLoader::readNext()
{
    m_reader.read(m_waiting.front(), m_ranges);
}

void DemandLoader::readFinished(const std::optional<Error> &error)
{
    const Position position = m_reader.position();
    const quint64 cluster = m_reader.clusterId();
    const bool isOther = cluster != 0 && m_clusterId != 0 && cluster != m_clusterId;
    if (!error && position.isValid() && (isOther || position < std::max(m_position, m_notBefore))) {
        m_otherHistory = true;
        m_clusterId = 0;
        end(Error{.kind = ErrorKind::Compacted,
                  .fate = RequestFate::Answered,
                  .detail = QStringLiteral("another cluster answers, or one with an earlier history")});
        return;
    }
    if (error && error->kind == ErrorKind::Compacted) { // while it was being read: begin it anew
        readNext();
        return;
    }
    if (error && m_active) {
        end(*error);
        return;
    }
    const QByteArray prefix = m_waiting.front();
    m_waiting.pop_front();
    m_readError = error;
    if (!error) {
        m_opened.insert(prefix);
        if (cluster != 0)
            m_clusterId = cluster;
        if (m_active && !m_position.isValid())
            m_position = position;
    }
    const QPointer<DemandLoader> alive(this);
    emit progressed();
    if (!alive || m_reader.isActive())
        return;
    if (!m_waiting.empty())
        readNext();
    else if (m_active && m_compare)
        m_sweep.start();
    else if (m_active)
        end(std::nullopt);
}

void DemandLoader::sweep()
{
    if (m_index.sweepUnseen(m_position.value, sweepKeys))
        return;
    end(std::nullopt);
}

void DemandLoader::end(const std::optional<Error> &error)
{
    m_active = false;
    m_sweep.stop();
    m_reader.cancel();
    const QPointer<DemandLoader> alive(this);
    emit finished(error);
    // What was opened while keys were being compared has waited for that.
    if (alive && !error && !m_active && !m_reader.isActive() && !m_waiting.empty())
        readNext();
}

} // namespace etcdscope
