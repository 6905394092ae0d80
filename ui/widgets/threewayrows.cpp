// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/threewayrows.h"

#include "core/values/difference.h"
#include "core/values/hexdump.h"
#include "ui/widgets/format.h"
#include "ui/widgets/linerow.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

struct ThreeWay
{
    Q_DECLARE_TR_FUNCTIONS(ThreeWay)
};

constexpr qsizetype linesAround = 3; // around the changes of a merge that is too long to be shown whole

/// Signs of a side within a chunk, and its colour.
struct Look
{
    RowKind kind = RowKind::Plain;
    QChar sign = u' ';
};

Look lookOf(MergeKind kind, int side)
{
    switch (kind) {
    case MergeKind::Unchanged:
        return {};
    case MergeKind::Conflict:
        return {RowKind::Conflict, u'!'};
    case MergeKind::Mine:
        return side == 1 ? Look{RowKind::Changed, u'*'} : Look{};
    case MergeKind::Theirs:
        return side == 2 ? Look{RowKind::Changed, u'*'} : Look{};
    case MergeKind::Both:
        return side != 0 ? Look{RowKind::Changed, u'='} : Look{};
    }
    return {};
}

class ThreeWayWriter
{
public:
    ThreeWayWriter(const Merge &merge, qsizetype mostRows)
        : m_merge(merge)
        , m_texts{&merge.base, &merge.mine, &merge.theirs}
        , m_most(mostRows)
    {
        const qsizetype lines =
            std::max({merge.base.lines.size(), merge.mine.lines.size(), merge.theirs.lines.size()});
        m_width = QString::number(lines).size();
    }

    ThreeWayRows write()
    {
        const auto count = [this](MergeKind kind) {
            return int(std::count_if(m_merge.chunks.begin(), m_merge.chunks.end(),
                                     [kind](const MergeChunk &chunk) { return chunk.kind == kind; }));
        };
        m_rows.conflicts = m_merge.conflicts;
        m_rows.mine = count(MergeKind::Mine);
        m_rows.theirs = count(MergeKind::Theirs);
        m_rows.both = count(MergeKind::Both);
        qsizetype all = 0;
        for (const MergeChunk &chunk : m_merge.chunks)
            all += heightOf(chunk);
        for (const MergeChunk &chunk : m_merge.chunks) {
            if (all > m_most && chunk.kind == MergeKind::Unchanged)
                addAround(chunk);
            else
                addLines(chunk, 0, heightOf(chunk));
        }
        if (m_full)
            addHeading(ThreeWay::tr("Only the first %1 lines are shown.").arg(formatNumber(shown())));
        return std::move(m_rows);
    }

private:
    [[nodiscard]] static qsizetype heightOf(const MergeChunk &chunk)
    {
        return std::max({chunk.base.count, chunk.mine.count, chunk.theirs.count});
    }

    [[nodiscard]] qsizetype shown() const { return m_rows.sides[0].size(); }

    void addHeading(const QString &text)
    {
        for (QList<TextRow> &rows : m_rows.sides)
            rows.append(headingRow(text));
    }

    /// Of lines that are the same in all three, those next to a change.
    void addAround(const MergeChunk &chunk)
    {
        const qsizetype before = &chunk == &m_merge.chunks.constFirst() ? 0 : linesAround;
        const qsizetype after = &chunk == &m_merge.chunks.constLast() ? 0 : linesAround;
        const qsizetype left = chunk.base.count - before - after;
        if (left <= 1) {
            addLines(chunk, 0, chunk.base.count);
            return;
        }
        addLines(chunk, 0, before);
        if (!m_full)
            addHeading(ThreeWay::tr("Lines that are the same in all three: %1").arg(formatNumber(left)));
        addLines(chunk, before + left, after);
    }

    void addLines(const MergeChunk &chunk, qsizetype first, qsizetype count)
    {
        const std::array<LineRange, 3> ranges{chunk.base, chunk.mine, chunk.theirs};
        for (qsizetype i = first; i < first + count; ++i) {
            m_full = m_full || shown() >= m_most || m_text >= mostShownText;
            if (m_full)
                return;
            for (size_t side = 0; side < 3; ++side) {
                m_rows.sides[side].append(rowOf(chunk.kind, ranges, side, i));
                m_text += m_rows.sides[side].constLast().text.size();
            }
        }
    }

    [[nodiscard]] TextRow rowOf(MergeKind kind, const std::array<LineRange, 3> &ranges, size_t side,
                                qsizetype i) const
    {
        const Look look = lookOf(kind, int(side));
        TextRow row;
        if (i >= ranges[side].count) {
            row.kind = RowKind::Filler;
            row.gutter = QString(m_width + 1, u' ') + look.sign;
            return row;
        }
        const qsizetype index = ranges[side].first + i;
        const QByteArrayView line = m_texts[side]->line(index);
        if (m_merge.binary) {
            row.text = hexText(line.first(std::min<qsizetype>(256, line.size())));
        } else {
            const LineRange changed =
                line.size() > longestShownLine ? changedPart(ranges, side, i) : LineRange{0, 0};
            row = lineRow(line, QChar(), look.kind, changed.first, changed.count);
        }
        row.kind = look.kind;
        row.gutter = QString::number(index + 1).rightJustified(m_width) + u' ' + look.sign;
        return row;
    }

    /// The bytes of a line in which it differs from that beside it on either of the other sides.
    [[nodiscard]] LineRange changedPart(const std::array<LineRange, 3> &ranges, size_t side,
                                        qsizetype i) const
    {
        const QByteArrayView line = m_texts[side]->line(ranges[side].first + i);
        qsizetype from = line.size();
        qsizetype to = 0;
        for (size_t other = 0; other < 3; ++other) {
            if (other == side || i >= ranges[other].count)
                continue;
            const QByteArrayView beside = m_texts[other]->line(ranges[other].first + i);
            const CommonEnds common = commonEndsOf(line, beside);
            if (common.start == line.size() && line.size() == beside.size())
                continue;
            from = std::min(from, common.start);
            to = std::max(to, line.size() - common.tail);
        }
        return from < to ? LineRange{from, to - from} : LineRange{std::min(from, to), 0};
    }

    const Merge &m_merge;
    std::array<const MergeText *, 3> m_texts;
    qsizetype m_most;
    qsizetype m_width = 0;
    qsizetype m_text = 0; // characters so far
    bool m_full = false;
    ThreeWayRows m_rows;
};

} // namespace

ThreeWayRows threeWayRows(const Merge &merge, qsizetype mostRows)
{
    return ThreeWayWriter(merge, mostRows).write();
}

} // namespace etcdscope
