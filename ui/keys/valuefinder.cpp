// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/valuefinder.h"

#include "core/base/background.h"
#include "core/base/printable.h"
#include "core/values/textsearch.h"
#include "ui/widgets/findbar.h"
#include "ui/widgets/format.h"
#include "ui/widgets/hexview.h"

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {
constexpr int pause = 120; // milliseconds
constexpr qsizetype longestSelection = 200;
} // namespace

ValueFinder::ValueFinder(FindBar &bar, QObject *parent)
    : QObject(parent)
    , m_bar(bar)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &ValueFinder::search);
    connect(&bar, &FindBar::changed, this, [this] {
        m_move = Move::Here;
        m_pause.start();
    });
    connect(&bar, &FindBar::nextRequested, this, [this] { step(true); });
    connect(&bar, &FindBar::previousRequested, this, [this] { step(false); });
    connect(&bar, &FindBar::closed, this, &ValueFinder::clear);
}

void ValueFinder::lookIn(CodeEditor *text)
{
    if (m_text == text)
        return;
    clear();
    m_text = text;
    m_hex = nullptr;
    m_bar.setCaseChoice(true);
    m_bar.setPlaceholder(tr("Find in the value"));
    lookAgain();
}

void ValueFinder::lookIn(HexView *hex)
{
    if (m_hex == hex)
        return;
    clear();
    m_hex = hex;
    m_text = nullptr;
    m_bar.setCaseChoice(false);
    m_bar.setPlaceholder(tr("Find bytes: text, or \\x00 to \\xff"));
    lookAgain();
}

void ValueFinder::open()
{
    QString selected;
    if (m_text && m_text->textCursor().selectedText().size() <= longestSelection)
        selected = m_text->textCursor().selectedText();
    if (selected.contains(QChar(QChar::ParagraphSeparator)))
        selected.clear();
    m_bar.open(selected);
}

void ValueFinder::step(bool forward)
{
    if (m_bar.isHidden()) {
        open();
        return;
    }
    m_move = forward ? Move::Next : Move::Previous;
    if (m_pause.isActive())
        search();
    else if (!m_searching)
        move();
}

void ValueFinder::lookAgain()
{
    if (!m_bar.isHidden())
        m_pause.start();
}

void ValueFinder::search()
{
    m_pause.stop();
    ++m_run;
    m_searching = true;
    const QString needle = m_bar.text();
    if (m_text) {
        const auto sensitivity = m_bar.isCaseSensitive() ? Qt::CaseSensitive : Qt::CaseInsensitive;
        inBackground(
            this,
            [snapshot = needle.isEmpty() ? TextSnapshot() : m_text->snapshot(), needle, sensitivity] {
                return snapshot.find(needle, sensitivity, mostFound);
            },
            [this, run = m_run](std::vector<TextStretch> stretches) {
                if (run == m_run)
                    found(std::move(stretches), {}, 0);
            });
    } else if (m_hex) {
        const QByteArray bytes = fromPrintable(needle).value_or(needle.toUtf8());
        inBackground(
            this, [bytes, data = m_hex->data()] { return occurrencesOf(bytes, data, mostFound); },
            [this, run = m_run, length = bytes.size()](std::vector<qsizetype> offsets) {
                if (run == m_run)
                    found({}, std::move(offsets), length);
            });
    }
}

void ValueFinder::found(std::vector<TextStretch> stretches, std::vector<qsizetype> offsets, qsizetype length)
{
    m_searching = false;
    m_stretches = std::move(stretches);
    m_offsets = std::move(offsets);
    m_length = length;
    m_current = -1;
    if (m_text)
        m_text->setMarks(m_stretches);
    move();
}

/// The first match at or after a position or offset.
qsizetype ValueFinder::firstFrom(qsizetype here) const
{
    qsizetype low = 0;
    qsizetype high = count();
    while (low < high) {
        const qsizetype middle = low + (high - low) / 2;
        if (startOf(middle) < here)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void ValueFinder::move()
{
    const Move how = std::exchange(m_move, Move::None);
    const qsizetype here = m_text  ? m_text->textCursor().selectionStart()
                           : m_hex ? m_hex->selectionStart()
                                   : 0;
    const qsizetype first = firstFrom(here);
    const bool selected =
        m_text ? m_text->textCursor().hasSelection() : m_hex && m_hex->selectionLength() > 0;
    const bool onIt = selected && first < count() && startOf(first) == here;
    if (how == Move::None) {
        m_current = onIt ? first : -1; // a search in another text, which may still be coming
    } else if (count() > 0) {
        const qsizetype step = how == Move::Previous ? -1 : how == Move::Next && onIt ? 1 : 0;
        m_current = (first + step + count()) % count();
        if (m_text)
            m_text->select(m_stretches[size_t(m_current)]);
        else if (m_hex)
            m_hex->select(m_offsets[size_t(m_current)], m_offsets[size_t(m_current)] + m_length);
    }
    showResult();
}

void ValueFinder::showResult()
{
    if (m_bar.text().isEmpty()) {
        m_bar.setResult({}, false);
    } else if (count() == 0) {
        m_bar.setResult(tr("No match"), true);
    } else {
        const QString total =
            count() == mostFound ? tr("%1 and more").arg(formatNumber(count())) : formatNumber(count());
        m_bar.setResult(
            tr("%1 of %2").arg(m_current < 0 ? QStringLiteral("–") : formatNumber(m_current + 1), total),
            false);
    }
}

qsizetype ValueFinder::count() const
{
    return qsizetype(m_text ? m_stretches.size() : m_offsets.size());
}

qsizetype ValueFinder::startOf(qsizetype index) const
{
    return m_text ? m_stretches[size_t(index)].from : m_offsets[size_t(index)];
}

void ValueFinder::clear()
{
    ++m_run;
    m_pause.stop();
    m_searching = false;
    m_stretches.clear();
    m_offsets.clear();
    m_current = -1;
    if (m_text)
        m_text->setMarks({});
}

} // namespace etcdscope
