// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/codeeditor.h"

#include "ui/widgets/gutter.h"
#include "ui/widgets/jsonhighlighter.h"
#include "ui/widgets/palette.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

constexpr qsizetype charactersATurn = 16 * 1024; // some 4 ms with colours

/// What is shown of a value that is too large: no line of it longer than typing and painting can bear.
QByteArrayView shownPart(const QByteArray &bytes)
{
    QByteArrayView part = utf8Prefix(bytes, CodeEditor::shownBytes);
    for (qsizetype start = 0; start < part.size();) {
        const qsizetype newline = part.indexOf('\n', start);
        const qsizetype end = newline < 0 ? part.size() : newline;
        if (end - start > CodeEditor::longestLine)
            return utf8Prefix(part, start + CodeEditor::longestLine);
        start = end + 1;
    }
    return part;
}

bool isTooLarge(QByteArrayView bytes)
{
    if (bytes.size() > CodeEditor::largestValue)
        return true;
    for (qsizetype start = 0; bytes.size() - start > CodeEditor::longestLine;) {
        const qsizetype newline = bytes.indexOf('\n', start);
        const qsizetype end = newline < 0 ? bytes.size() : newline;
        if (end - start > CodeEditor::longestLine)
            return true;
        start = end + 1;
    }
    return false;
}

} // namespace

CodeEditor::CodeEditor(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_gutter(new Gutter(this, [this](QPainter &painter, const QRect &area) { paintGutter(painter, area); }))
{
    setObjectName(QStringLiteral("codeEditor"));
    setAccessibleName(tr("Value"));
    setAccessibleDescription(tr("Tab leaves the editor. Ctrl+M makes Tab write a tab."));
    setFont(monospaceFont());
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(true);
    m_loading.setInterval(0);
    connect(&m_loading, &QTimer::timeout, this, &CodeEditor::loadMore);
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
        // A highlighter reports new colours as a change of the same length; modificationChanged tells the
        // rest.
        m_textChanged = m_textChanged || removed != added || document()->isModified();
    });
    // Only now does the document know that it is modified, and bytes() what they are.
    connect(document(), &QTextDocument::contentsChanged, this, [this] {
        if (std::exchange(m_textChanged, false) && !m_settingText)
            emit edited();
    });
    updateLook();
    updateGutter();
}

CodeEditor::~CodeEditor() = default;

void CodeEditor::setBytes(const QByteArray &bytes)
{
    m_settingText = true;
    m_loading.stop();
    m_bytes = bytes;
    m_truncated = isTooLarge(bytes);
    const QByteArray shown = m_truncated ? shownPart(bytes).toByteArray() : bytes;
    m_form = toTextForm(shown);
    setUndoRedoEnabled(false);
    const bool inTurns = m_form.text.size() > 4 * charactersATurn;
    m_loaded = inTurns ? charactersATurn : m_form.text.size();
    setPlainText(inTurns ? m_form.text.first(m_loaded) : m_form.text);
    m_settingText = false;
    if (inTurns)
        m_loading.start();
    updateReadOnly();
    if (m_truncated)
        emit truncated(shown.size(), bytes.size());
    if (!inTurns)
        finishLoading();
}

void CodeEditor::loadMore()
{
    m_settingText = true;
    const qsizetype count = std::min(charactersATurn, m_form.text.size() - m_loaded);
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    const int keptPosition = textCursor().position();
    const int keptScroll = verticalScrollBar()->value();
    end.insertText(m_form.text.sliced(m_loaded, count));
    if (textCursor().position() !=
        keptPosition) { // a cursor at the end moves along with what is inserted there
        QTextCursor cursor = textCursor();
        cursor.setPosition(keptPosition);
        setTextCursor(cursor);
        verticalScrollBar()->setValue(keptScroll);
    }
    m_loaded += count;
    m_settingText = false;
    if (m_loaded == m_form.text.size())
        finishLoading();
}

void CodeEditor::finishLoading()
{
    m_loading.stop();
    m_form.text = QString();
    setUndoRedoEnabled(true);
    document()->setModified(false);
    updateReadOnly();
    emit loaded();
}

QByteArray CodeEditor::bytes() const
{
    if (!isModified())
        return m_bytes;
    return toBytes(fromDocumentText(document()->toRawText()), m_form.ending);
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
    if ((highlighting == Highlighting::Json) == bool(m_highlighter))
        return;
    m_settingText = true;
    if (highlighting == Highlighting::Json) {
        m_highlighter = std::make_unique<JsonHighlighter>(document());
        m_highlighter->setPalette(palette());
    } else {
        m_highlighter.reset();
    }
    m_settingText = false;
}

void CodeEditor::setLineWrap(bool wrap)
{
    setLineWrapMode(wrap ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
}

void CodeEditor::goTo(qsizetype line, qsizetype column)
{
    const QTextBlock block = document()->findBlockByNumber(int(line - 1));
    if (!block.isValid())
        return;
    const QString text = block.text();
    qsizetype units = 0;
    for (qsizetype i = 1; i < column && units < text.size(); ++i)
        units += text[units].isHighSurrogate() && units + 1 < text.size() ? 2 : 1;
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + int(units));
    setTextCursor(cursor);
    centerCursor();
}

bool CodeEditor::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *const key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_M && key->modifiers() == Qt::ControlModifier)
            event->accept();
    }
    return QPlainTextEdit::event(event);
}

void CodeEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_M && event->modifiers() == Qt::ControlModifier) {
        setTabChangesFocus(!tabChangesFocus());
        return;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    // With Shift, Qt would insert U+2028 instead of a line ending.
    if (enter && !isReadOnly() && (modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier)) {
        breakLine();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void CodeEditor::breakLine()
{
    QTextCursor cursor = textCursor();
    const QString before = cursor.block().text().first(
        std::clamp(cursor.selectionStart() - cursor.block().position(), 0, cursor.block().length() - 1));
    const auto indent =
        std::find_if(before.begin(), before.end(), [](QChar c) { return c != u' ' && c != u'\t'; });
    cursor.insertText(u'\n' + before.first(indent - before.begin()));
    setTextCursor(cursor);
    ensureCursorVisible();
}

void CodeEditor::insertFromMimeData(const QMimeData *source)
{
    const QByteArray pasted = source->text().toUtf8();
    const qsizetype lineLength = textCursor().block().length();
    if (document()->characterCount() + pasted.size() > largestValue || isTooLarge(pasted) ||
        (lineLength + pasted.size() > longestLine && !pasted.contains('\n'))) {
        emit pasteRefused(pasted.size());
        return;
    }
    insertPlainText(source->text());
    ensureCursorVisible();
}

QMimeData *CodeEditor::createMimeDataFromSelection() const
{
    // Qt's own would turn U+00A0 into a space.
    const QTextCursor cursor = textCursor();
    QString text = fromDocumentText(cursor.selectedText());
    auto *const data = new QMimeData;
    data->setText(text);
    return data;
}

void CodeEditor::paintEvent(QPaintEvent *event)
{
    if (hasFocus() || !isReadOnly()) {
        QPainter painter(viewport());
        const QTextBlock block = textCursor().block();
        const qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
        // Not the height of that geometry: the last block's includes the margin below the text.
        painter.fillRect(QRectF(0, top, viewport()->width(), block.layout()->boundingRect().height()),
                         blended(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.05));
    }
    QPlainTextEdit::paintEvent(event);
}

void CodeEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void CodeEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateLook();
    else if (event->type() == QEvent::FontChange)
        updateGutter();
}

void CodeEditor::updateLook()
{
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(u' '));
    if (m_highlighter) {
        m_settingText = true;
        m_highlighter->setPalette(palette());
        m_highlighter->rehighlight();
        m_settingText = false;
    }
    m_gutter->update();
}

void CodeEditor::updateGutter()
{
    const auto digits = std::max<qsizetype>(3, QString::number(blockCount()).size());
    setViewportMargins(int(digits) * fontMetrics().horizontalAdvance(u'0') + 16, 0, 0, 0);
    placeGutter();
}

void CodeEditor::placeGutter()
{
    const QRect inside = contentsRect();
    m_gutter->setGeometry(inside.left(), inside.top(), viewportMargins().left(), viewport()->height());
}

void CodeEditor::paintGutter(QPainter &painter, const QRect &area)
{
    painter.fillRect(area, blended(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.04));
    painter.setFont(font());
    const QColor muted = toneText(palette(), Tone::Muted);
    const int current = textCursor().blockNumber();
    QTextBlock block = firstVisibleBlock();
    QRectF place = blockBoundingGeometry(block).translated(contentOffset());
    while (block.isValid() && place.top() <= area.bottom()) {
        if (block.isVisible() && place.bottom() >= area.top()) {
            painter.setPen(block.blockNumber() == current ? palette().color(QPalette::Text) : muted);
            painter.drawText(QRectF(0, place.top(), m_gutter->width() - 8, fontMetrics().height()),
                             Qt::AlignRight | Qt::AlignVCenter, QString::number(block.blockNumber() + 1));
        }
        block = block.next();
        place = blockBoundingGeometry(block).translated(contentOffset());
    }
}

} // namespace etcdscope
