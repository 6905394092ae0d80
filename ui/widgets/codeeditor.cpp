// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/codeeditor.h"

#include "core/values/textsearch.h"
#include "ui/widgets/gutter.h"
#include "ui/widgets/palette.h"
#include "ui/widgets/softbreaks.h"

#include <QAbstractTextDocumentLayout>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTextBlock>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

constexpr qsizetype firstPiece = 64 * 1024;    // bytes; some 8 ms
constexpr qsizetype furtherPiece = 4 * 1024;   // well below what the slicer gives a turn
constexpr int announcements = 100;             // milliseconds between two of loading()
constexpr qsizetype mostWrappedLines = 20'000; // wrapping lays out all lines again when the width changes

struct Lines
{
    qsizetype count = 1;
    bool areLong = false;
};

/// Gives up counting above `most`: JSON that is laid out may have millions.
Lines linesOf(QByteArrayView bytes, qsizetype most)
{
    Lines lines;
    for (qsizetype start = 0;; ++lines.count) {
        const qsizetype newline = bytes.indexOf('\n', start);
        lines.areLong |= (newline < 0 ? bytes.size() : newline) - start > 2 * SoftBreaks::blockLength;
        if (newline < 0 || lines.count > most)
            return lines;
        start = newline + 1;
    }
}

} // namespace

QString TextSnapshot::text() const
{
    return SoftBreaks::joined(raw, softStarts);
}

QByteArray TextSnapshot::bytes() const
{
    return toBytes(text(), ending);
}

std::vector<TextStretch> TextSnapshot::find(const QString &needle, Qt::CaseSensitivity sensitivity,
                                            qsizetype most) const
{
    const QString lines = text();
    std::vector<TextStretch> found;
    auto passed = softStarts.begin(); // the breaks before an offset in the text without them
    for (const qsizetype at : occurrencesOf(needle, lines, sensitivity, most)) {
        const auto count = [&] { return passed - softStarts.begin(); };
        while (passed != softStarts.end() && *passed - 1 - count() <= at)
            ++passed;
        TextStretch stretch;
        stretch.from = int(at + count());
        const qsizetype end = at + needle.size();
        while (passed != softStarts.end() && *passed - 1 - count() < end)
            ++passed;
        stretch.to = int(end + count());
        found.push_back(stretch);
    }
    return found;
}

CodeEditor::CodeEditor(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_breaks(new SoftBreaks(*document(), this))
    , m_gutter(new Gutter(this, [this](QPainter &painter, const QRect &area) { paintGutter(painter, area); }))
{
    setObjectName(QStringLiteral("codeEditor"));
    setAccessibleName(tr("Value"));
    setAccessibleDescription(tr("Tab leaves the editor. Ctrl+M makes Tab write a tab. Ctrl+F finds."));
    setFont(monospaceFont());
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(true);
    connect(&m_loading, &Slicer::finished, this, &CodeEditor::finishLoading);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeEditor::updateGutter);
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        viewport()->update();
        m_gutter->update();
    });
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &area, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, area.y(), m_gutter->width(), area.height());
    });
    connect(document(), &QTextDocument::contentsChange, this, [this](int, int removed, int added) {
        // New colours come as a change of the same length; modificationChanged tells the rest.
        m_textChanged = m_textChanged || removed != added || document()->isModified();
    });
    // Only now does the document know that it is modified, and bytes() what they are.
    connect(document(), &QTextDocument::contentsChanged, this, [this] {
        if (!std::exchange(m_textChanged, false) || m_settingText)
            return;
        setMarks({});
        emit edited();
    });
    updateLook();
    updateGutter();
}

CodeEditor::~CodeEditor() = default;

void CodeEditor::setBytes(const QByteArray &bytes)
{
    m_loading.cancel();
    m_settingText = true;
    m_bytes = bytes;
    const bool isLarge = bytes.size() > largestValue;
    const Lines lines = linesOf(isLarge ? QByteArrayView(bytes).first(shownBytes) : bytes, mostLines);
    m_truncated = isLarge || lines.count > mostLines;
    const bool longLines = lines.areLong && lines.count <= mostWrappedLines;
    m_reader.emplace(m_truncated ? utf8Prefix(bytes, shownBytes).toByteArray() : bytes);
    m_form = {};
    setMarks({});
    setUndoRedoEnabled(false);
    clear();
    setLineWrapMode(longLines ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
    append(m_reader->next(firstPiece));
    moveCursor(QTextCursor::Start);
    m_settingText = false;
    if (m_truncated)
        emit truncated(m_reader->size(), bytes.size());
    if (m_reader->atEnd()) {
        finishLoading();
        return;
    }
    m_announced.start();
    m_loading.start([this] { return loadMore(); });
    updateReadOnly();
}

bool CodeEditor::loadMore()
{
    m_settingText = true;
    const int keptPosition = textCursor().position();
    const int keptScroll = verticalScrollBar()->value();
    {
        // What comes is below what is seen: nothing of it has to be painted, and the scroll bar can wait.
        const QSignalBlocker quiet(document()->documentLayout());
        append(m_reader->next(furtherPiece));
    }
    if (textCursor().position() != keptPosition) { // a cursor at the end moves along with what comes there
        QTextCursor cursor = textCursor();
        cursor.setPosition(keptPosition);
        setTextCursor(cursor);
        verticalScrollBar()->setValue(keptScroll);
    }
    m_settingText = false;
    if (m_announced.hasExpired(announcements)) {
        m_announced.start();
        QAbstractTextDocumentLayout *const layout = document()->documentLayout();
        emit layout->documentSizeChanged(layout->documentSize());
        emit loading();
    }
    return !m_reader->atEnd();
}

int CodeEditor::loadedPercent() const
{
    return m_reader && m_reader->size() > 0 ? int(100 * m_reader->position() / m_reader->size()) : 100;
}

void CodeEditor::append(const QString &text)
{
    QTextCursor end(document());
    end.setPosition(document()->characterCount() - 1); // to move there would lay out the last block
    m_breaks->insert(end, text);
}

void CodeEditor::finishLoading()
{
    m_form = m_reader->form();
    m_reader.reset();
    QAbstractTextDocumentLayout *const layout = document()->documentLayout();
    emit layout->documentSizeChanged(layout->documentSize());
    setUndoRedoEnabled(true);
    document()->setModified(false);
    updateReadOnly();
    viewport()->update();
    emit loaded();
}

QByteArray CodeEditor::bytes() const
{
    return isModified() ? snapshot().bytes() : m_bytes;
}

TextSnapshot CodeEditor::snapshot() const
{
    return {document()->toRawText(), m_breaks->starts(), m_form.ending};
}

bool CodeEditor::isModified() const
{
    return canEditValue() && document()->isModified();
}

void CodeEditor::setEditable(bool editable)
{
    m_editable = editable;
    updateReadOnly();
}

void CodeEditor::updateReadOnly()
{
    setReadOnly(!m_editable || !canEditValue());
    // The cursor shows where copying starts, also in a text that cannot be changed.
    if (isReadOnly())
        setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

void CodeEditor::setHighlighting(Highlighting highlighting)
{
    if (highlighting == m_highlighting)
        return;
    m_highlighting = highlighting;
    viewport()->update();
}

void CodeEditor::goTo(qsizetype line, qsizetype column)
{
    QTextBlock block = m_breaks->blockOfLine(int(line - 1));
    if (!block.isValid())
        return;
    QString text = block.text();
    qsizetype units = 0;
    for (qsizetype i = 1; i < column; ++i) {
        if (units == text.size() && SoftBreaks::isContinuation(block.next())) {
            block = block.next();
            text = block.text();
            units = 0;
        }
        if (units == text.size())
            break;
        units += text[units].isHighSurrogate() && units + 1 < text.size() ? 2 : 1;
    }
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + int(units));
    setTextCursor(cursor);
    centerCursor();
}

void CodeEditor::select(const TextStretch &stretch)
{
    QTextCursor cursor(document());
    cursor.setPosition(stretch.from);
    const bool visible = viewport()->rect().contains(cursorRect(cursor));
    cursor.setPosition(stretch.to, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    if (!visible)
        centerCursor();
}

void CodeEditor::setMarks(std::vector<TextStretch> marks)
{
    if (marks.empty() && m_marks.empty())
        return;
    m_marks = std::move(marks);
    viewport()->update();
}

} // namespace etcdscope
