// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/softbreaks.h"

#include "core/values/textconversion.h"

#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

constexpr int longestBlock = 4 * int(SoftBreaks::blockLength); // from then on typing becomes slow
constexpr int continues = QTextFormat::UserProperty + 1;

QTextBlockFormat formatOf(bool continuation)
{
    QTextBlockFormat format;
    if (continuation)
        format.setProperty(continues, true);
    return format;
}

} // namespace

SoftBreaks::SoftBreaks(QTextDocument &document, QObject *parent)
    : QObject(parent)
    , m_document(document)
{
    connect(&document, &QTextDocument::contentsChange, this, &SoftBreaks::follow);
    connect(&document, &QTextDocument::contentsChanged, this, &SoftBreaks::repair);
}

bool SoftBreaks::isContinuation(const QTextBlock &block)
{
    return block.blockFormat().boolProperty(continues);
}

void SoftBreaks::insertLineEnding(QTextCursor &cursor)
{
    cursor.insertBlock(formatOf(false));
}

void SoftBreaks::insert(QTextCursor &cursor, const QString &text) const
{
    const QTextBlockFormat soft = formatOf(true);
    cursor.beginEditBlock();
    qsizetype column = cursor.positionInBlock();
    bool continuing = isContinuation(cursor.block());
    qsizetype from = 0; // of what is not inserted yet and has line endings only
    for (qsizetype start = 0; start <= text.size();) {
        const qsizetype newline = text.indexOf(u'\n', start);
        const qsizetype end = newline < 0 ? text.size() : newline;
        while (end - start + column > 2 * blockLength) {
            qsizetype cut = start + std::max<qsizetype>(1, blockLength - column);
            if (text[cut - 1].isHighSurrogate() && text[cut].isLowSurrogate())
                ++cut;
            cursor.insertText(text.sliced(from, cut - from));
            cursor.insertBlock(soft);
            from = start = cut;
            column = 0;
            continuing = true;
        }
        if (newline < 0)
            break;
        // What follows a continuing block would continue too: insertText() copies the format of the block.
        if (std::exchange(continuing, false)) {
            cursor.insertText(text.sliced(from, end - from));
            insertLineEnding(cursor);
            from = end + 1;
        }
        start = end + 1;
        column = 0;
    }
    cursor.insertText(text.sliced(from));
    cursor.endEditBlock();
}

int SoftBreaks::lineOf(const QTextBlock &block) const
{
    return block.blockNumber() - int(countUpTo(block.position()));
}

int SoftBreaks::lineCount() const
{
    return m_document.blockCount() - int(m_starts.size());
}

QTextBlock SoftBreaks::blockOfLine(int line) const
{
    int low = line;
    int high = std::min(m_document.blockCount(), line + int(m_starts.size()) + 1);
    while (low < high) { // the first block of that line or a later one
        const int middle = low + (high - low) / 2;
        if (lineOf(m_document.findBlockByNumber(middle)) < line)
            low = middle + 1;
        else
            high = middle;
    }
    const QTextBlock block = m_document.findBlockByNumber(low);
    return block.isValid() && lineOf(block) == line ? block : QTextBlock();
}

QString SoftBreaks::joined(QString raw, const std::vector<int> &starts, int position)
{
    const qsizetype end = position + raw.size();
    auto next = std::upper_bound(starts.begin(), starts.end(), position);
    if (next == starts.end() || *next > end)
        return fromDocumentText(std::move(raw));
    QString text;
    text.reserve(raw.size());
    qsizetype from = 0;
    for (; next != starts.end() && *next <= end; ++next) {
        const qsizetype separator = *next - 1 - position;
        text += QStringView(raw).sliced(from, separator - from);
        from = separator + 1;
    }
    text += QStringView(raw).sliced(from);
    return fromDocumentText(std::move(text));
}

qsizetype SoftBreaks::countUpTo(int position) const
{
    return std::upper_bound(m_starts.begin(), m_starts.end(), position) - m_starts.begin();
}

void SoftBreaks::follow(int position, int removed, int added)
{
    // A start counts as changed when the separator before it is.
    const auto first = std::upper_bound(m_starts.begin(), m_starts.end(), position);
    const auto last = std::upper_bound(first, m_starts.end(), position + removed);
    std::vector<int> fresh;
    const QTextBlock changed = m_document.findBlock(position);
    for (QTextBlock block = changed.next(); block.isValid() && block.position() <= position + added;
         block = block.next()) {
        if (isContinuation(block))
            fresh.push_back(block.position());
    }
    if (added != removed) {
        for (auto it = last; it != m_starts.end(); ++it)
            *it += added - removed;
    }
    const auto at = m_starts.erase(first, last);
    m_starts.insert(at, fresh.begin(), fresh.end());

    // Steps back and forth in the history lead to what was right already.
    if (!changed.isValid() || m_document.isRedoAvailable())
        return;
    // Removing from the start of a block to within another one leaves the other's format, which would make or
    // lose a line ending nobody touched.
    const bool should = std::binary_search(m_starts.begin(), m_starts.end(), changed.position());
    if (isContinuation(changed) != should || changed.length() > longestBlock)
        m_wrong = changed.position();
}

void SoftBreaks::repair()
{
    if (!m_wrong)
        return;
    const int position = *std::exchange(m_wrong, std::nullopt);
    const bool should = std::binary_search(m_starts.begin(), m_starts.end(), position);
    QTextCursor cursor(m_document.findBlock(position));
    cursor.joinPreviousEditBlock();
    cursor.setBlockFormat(formatOf(should));
    while (cursor.block().length() > longestBlock) {
        cursor.setPosition(cursor.block().position() + int(blockLength));
        if (m_document.characterAt(cursor.position()).isLowSurrogate())
            cursor.movePosition(QTextCursor::PreviousCharacter);
        cursor.insertBlock(formatOf(true));
    }
    cursor.endEditBlock();
}

} // namespace etcdscope
