// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/codeeditor.h"

#include "ui/widgets/softbreaks.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QTextBlock>

#include <algorithm>

namespace etcdscope {

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
    if (event->matches(QKeySequence::Undo) && isEditable() && !document()->isUndoAvailable()) {
        emit undoExhausted();
        return;
    }
    if (!isReadOnly())
        crossSoftBreak(*event);
    QPlainTextEdit::keyPressEvent(event);
}

/// A soft break is nothing that could be deleted: the key means what is beyond it.
void CodeEditor::crossSoftBreak(const QKeyEvent &event)
{
    QTextCursor cursor = textCursor();
    if (cursor.hasSelection())
        return;
    const bool backwards = event.matches(QKeySequence::Backspace) ||
                           event.matches(QKeySequence::DeleteStartOfWord) ||
                           (event.key() == Qt::Key_Backspace && !(event.modifiers() & ~Qt::ShiftModifier));
    const bool forwards = event.matches(QKeySequence::Delete) ||
                          event.matches(QKeySequence::DeleteEndOfWord) ||
                          event.matches(QKeySequence::DeleteEndOfLine);
    while (backwards && cursor.atBlockStart() && SoftBreaks::isContinuation(cursor.block()))
        cursor.movePosition(QTextCursor::PreviousCharacter);
    while (forwards && cursor.atBlockEnd() && SoftBreaks::isContinuation(cursor.block().next()))
        cursor.movePosition(QTextCursor::NextCharacter);
    if (cursor.position() != textCursor().position())
        setTextCursor(cursor);
}

void CodeEditor::breakLine()
{
    QTextCursor cursor = textCursor();
    const int start = cursor.selectionStart();
    const QTextBlock block = document()->findBlock(start);
    const QString before =
        SoftBreaks::isContinuation(block) ? QString() : block.text().first(start - block.position());
    const auto indent =
        std::find_if(before.begin(), before.end(), [](QChar c) { return c != u' ' && c != u'\t'; });
    cursor.beginEditBlock();
    cursor.removeSelectedText();
    SoftBreaks::insertLineEnding(cursor);
    cursor.insertText(before.first(indent - before.begin()));
    cursor.endEditBlock();
    setTextCursor(cursor);
    ensureCursorVisible();
}

void CodeEditor::insertFromMimeData(const QMimeData *source)
{
    QString text = source->text();
    if (text.size() > largestPaste || document()->characterCount() + text.size() > largestValue) {
        emit pasteRefused(text.toUtf8().size());
        return;
    }
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    text.replace(u'\r', u'\n');
    text.replace(QChar(QChar::ParagraphSeparator), u'\n');
    QTextCursor cursor = textCursor();
    cursor.beginEditBlock();
    cursor.removeSelectedText();
    m_breaks->insert(cursor, text);
    cursor.endEditBlock();
    setTextCursor(cursor);
    ensureCursorVisible();
}

QMimeData *CodeEditor::createMimeDataFromSelection() const
{
    // Qt's own would turn U+00A0 into a space.
    const QTextCursor cursor = textCursor();
    auto *const data = new QMimeData;
    data->setText(SoftBreaks::joined(cursor.selectedText(), m_breaks->starts(), cursor.selectionStart()));
    return data;
}

} // namespace etcdscope
