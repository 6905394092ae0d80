// SPDX-License-Identifier: Apache-2.0
#include "core/values/linematch.h"

#include <QHash>

#include <algorithm>
#include <cstring>
#include <optional>
#include <span>
#include <vector>

namespace etcdscope {

namespace {

using Numbers = std::span<const int>; // lines by number: equal lines have the same

class Matcher final
{
public:
    Matcher(Numbers left, Numbers right, int edits)
        : m_left(left)
        , m_right(right)
        , m_edits(edits)
    {
    }

    LineMatch run()
    {
        match({0, qsizetype(m_left.size())}, {0, qsizetype(m_right.size())}, true);
        return std::move(m_match);
    }

private:
    void add(qsizetype left, qsizetype right, qsizetype count)
    {
        if (count == 0)
            return;
        if (!m_match.runs.isEmpty()) {
            LineRun &last = m_match.runs.last();
            if (last.left + last.count == left && last.right + last.count == right) {
                last.count += count;
                return;
            }
        }
        m_match.runs.append({left, right, count});
    }

    /// The common start and end go first; what is between is compared by myers(), or cut at anchors once.
    void match(LineRange left, LineRange right, bool mayAnchor)
    {
        const qsizetype shorter = std::min(left.count, right.count);
        qsizetype start = 0;
        while (start < shorter && m_left[left.first + start] == m_right[right.first + start])
            ++start;
        qsizetype tail = 0;
        while (tail < shorter - start && m_left[left.end() - 1 - tail] == m_right[right.end() - 1 - tail])
            ++tail;
        add(left.first, right.first, start);
        const LineRange leftCore{left.first + start, left.count - start - tail};
        const LineRange rightCore{right.first + start, right.count - start - tail};
        if (leftCore.count > 0 && rightCore.count > 0 && !myers(leftCore, rightCore)) {
            m_match.coarse = true;
            if (mayAnchor)
                matchAnchored(leftCore, rightCore);
        }
        add(left.end() - tail, right.end() - tail, tail);
    }

    /// Greedy furthest-reaching paths; false when it takes more edits than allowed.
    bool myers(LineRange left, LineRange right)
    {
        const Numbers a = m_left.subspan(left.first, left.count);
        const Numbers b = m_right.subspan(right.first, right.count);
        const int most = int(std::min<qsizetype>(m_edits, left.count + right.count));
        const auto n = int(a.size());
        const auto m = int(b.size());
        std::vector<int> reach(2 * size_t(most) + 3, 0); // x by diagonal k, at k + most + 1
        std::vector<std::vector<int>> trace;             // reach[-d..d] as it was before step d
        const auto at = [&](int k) -> int & { return reach[size_t(k + most + 1)]; };
        for (int d = 0; d <= most; ++d) {
            trace.emplace_back(reach.begin() + (most + 1 - d), reach.begin() + (most + 2 + d));
            for (int k = -d; k <= d; k += 2) {
                int x = k == -d || (k != d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
                int y = x - k;
                while (x < n && y < m && a[size_t(x)] == b[size_t(y)]) {
                    ++x;
                    ++y;
                }
                at(k) = x;
                if (x >= n && y >= m) {
                    walkBack(left, right, trace);
                    return true;
                }
            }
        }
        return false;
    }

    void walkBack(LineRange left, LineRange right, const std::vector<std::vector<int>> &trace)
    {
        std::vector<LineRun> runs;
        auto x = int(left.count);
        auto y = int(right.count);
        for (int d = int(trace.size()) - 1; d > 0; --d) {
            const std::vector<int> &reach = trace[size_t(d)];
            const auto at = [&](int k) { return k < -d || k > d ? 0 : reach[size_t(k + d)]; };
            const int k = x - y;
            const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
            const int fromX = down ? at(k + 1) : at(k - 1);
            const int fromY = fromX - (down ? k + 1 : k - 1);
            const int afterX = down ? fromX : fromX + 1;
            if (x > afterX)
                runs.push_back({left.first + afterX, right.first + (y - (x - afterX)), x - afterX});
            x = fromX;
            y = fromY;
        }
        if (x > 0)
            runs.push_back({left.first, right.first, x});
        for (auto run = runs.rbegin(); run != runs.rend(); ++run)
            add(run->left, run->right, run->count);
    }

    /// Lines that occur once on each side, in the longest order both sides share, cut the rest into pieces.
    void matchAnchored(LineRange left, LineRange right)
    {
        struct Seen
        {
            int leftCount = 0;
            int rightCount = 0;
            qsizetype right = 0;
        };
        QHash<int, Seen> seen;
        for (qsizetype i = left.first; i < left.end(); ++i)
            ++seen[m_left[i]].leftCount;
        for (qsizetype i = right.first; i < right.end(); ++i) {
            Seen &line = seen[m_right[i]];
            ++line.rightCount;
            line.right = i;
        }
        struct Anchor
        {
            qsizetype left;
            qsizetype right;
            qsizetype before; // index of the anchor before it in the longest sequence that ends here
        };
        std::vector<Anchor> anchors;
        std::vector<qsizetype> lasts; // by length - 1: the anchor with the smallest right end
        for (qsizetype i = left.first; i < left.end(); ++i) {
            const Seen line = seen.value(m_left[i]);
            if (line.leftCount != 1 || line.rightCount != 1)
                continue;
            const auto place =
                std::lower_bound(lasts.begin(), lasts.end(), line.right, [&](qsizetype anchor, qsizetype r) {
                    return anchors[size_t(anchor)].right < r;
                });
            anchors.push_back({i, line.right, place == lasts.begin() ? -1 : *(place - 1)});
            const auto index = qsizetype(anchors.size()) - 1;
            if (place == lasts.end())
                lasts.push_back(index);
            else
                *place = index;
        }
        std::vector<Anchor> chain;
        for (qsizetype i = lasts.empty() ? -1 : lasts.back(); i >= 0; i = anchors[size_t(i)].before)
            chain.push_back(anchors[size_t(i)]);
        // All pieces together get as many edits as one comparison: the cost stays bounded.
        m_edits = std::max(16, m_edits / int(chain.size() + 1));
        LineRange leftRest = left;
        LineRange rightRest = right;
        for (auto anchor = chain.rbegin(); anchor != chain.rend(); ++anchor) {
            match({leftRest.first, anchor->left - leftRest.first},
                  {rightRest.first, anchor->right - rightRest.first}, false);
            add(anchor->left, anchor->right, 1);
            leftRest = {anchor->left + 1, left.end() - anchor->left - 1};
            rightRest = {anchor->right + 1, right.end() - anchor->right - 1};
        }
        match(leftRest, rightRest, false);
    }

    Numbers m_left;
    Numbers m_right;
    int m_edits;
    LineMatch m_match;
};

LineMatch commonEnds(QByteArrayView left, const QList<LineSpan> &leftLines, QByteArrayView right,
                     const QList<LineSpan> &rightLines)
{
    const auto same = [&](qsizetype l, qsizetype r) {
        const LineSpan a = leftLines[l];
        const LineSpan b = rightLines[r];
        return left.sliced(a.offset, a.length) == right.sliced(b.offset, b.length);
    };
    LineMatch match;
    match.coarse = true;
    const qsizetype shorter = std::min(leftLines.size(), rightLines.size());
    qsizetype start = 0;
    while (start < shorter && same(start, start))
        ++start;
    qsizetype tail = 0;
    while (tail < shorter - start && same(leftLines.size() - 1 - tail, rightLines.size() - 1 - tail))
        ++tail;
    if (start > 0)
        match.runs.append({0, 0, start});
    if (tail > 0)
        match.runs.append({leftLines.size() - tail, rightLines.size() - tail, tail});
    return match;
}

} // namespace

QList<LineSpan> splitLines(QByteArrayView bytes)
{
    QList<LineSpan> lines;
    const char *const begin = bytes.data();
    const char *const end = begin + bytes.size();
    for (const char *at = begin; at < end;) {
        const void *newline = std::memchr(at, '\n', size_t(end - at));
        const char *const next = newline ? static_cast<const char *>(newline) + 1 : end;
        lines.append({at - begin, next - at});
        at = next;
    }
    return lines;
}

LineMatch matchLines(QByteArrayView left, const QList<LineSpan> &leftLines, QByteArrayView right,
                     const QList<LineSpan> &rightLines, const MatchLimits &limits)
{
    if (left.size() + right.size() > limits.bytes || leftLines.size() + rightLines.size() > limits.lines)
        return commonEnds(left, leftLines, right, rightLines);
    QHash<QByteArrayView, int> numbers;
    const auto numbered = [&numbers](QByteArrayView bytes, const QList<LineSpan> &lines) {
        std::vector<int> result;
        result.reserve(size_t(lines.size()));
        for (const LineSpan &line : lines) {
            const QByteArrayView key = bytes.sliced(line.offset, line.length);
            auto number = numbers.constFind(key);
            if (number == numbers.constEnd())
                number = numbers.insert(key, int(numbers.size()));
            result.push_back(*number);
        }
        return result;
    };
    const std::vector<int> a = numbered(left, leftLines);
    const std::vector<int> b = numbered(right, rightLines);
    return Matcher(a, b, limits.edits).run();
}

} // namespace etcdscope
