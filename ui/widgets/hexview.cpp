// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/hexview.h"

#include "core/values/hexdump.h"
#include "ui/widgets/hexaccessible.h"
#include "ui/widgets/palette.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace etcdscope {

HexView::HexView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    installHexAccessibility();
    setObjectName(QStringLiteral("hexView"));
    setAccessibleName(tr("Bytes in hexadecimal"));
    setAccessibleDescription(tr("Ctrl+Left and Ctrl+Right change between digits and text, Insert between "
                                "overwriting and inserting, Tab leaves the view."));
    setFont(monospaceFont());
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setBackgroundRole(QPalette::Base);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    relayout();
}

void HexView::setData(const QByteArray &data)
{
    m_edits.reset(data);
    m_cursor = 0;
    m_anchor = 0;
    m_secondDigit = false;
    relayout();
    verticalScrollBar()->setValue(0);
    announceCursor();
}

void HexView::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    viewport()->update();
}

void HexView::setInserting(bool inserting)
{
    if (m_inserting == inserting)
        return;
    m_inserting = inserting;
    m_secondDigit = false;
    viewport()->update();
    emit insertingChanged(inserting);
}

void HexView::select(qsizetype anchor, qsizetype cursor)
{
    m_anchor = std::clamp<qsizetype>(anchor, 0, data().size());
    moveTo(cursor, true);
}

QSize HexView::sizeHint() const
{
    const HexLayout widest(fontMetrics(), QWIDGETSIZE_MAX, data().size());
    return {widest.width() + verticalScrollBar()->sizeHint().width() + 2 * frameWidth(),
            16 * widest.rowHeight()};
}

void HexView::moveTo(qsizetype offset, bool select)
{
    m_cursor = std::clamp<qsizetype>(offset, 0, data().size());
    if (!select)
        m_anchor = m_cursor;
    m_secondDigit = false;
    showCursor();
    announceCursor();
}

void HexView::announceCursor()
{
    viewport()->update();
    const auto index = int(m_cursor % m_layout.bytesPerRow());
    QAccessibleTextCursorEvent moved(this, m_layout.offsetDigits() + 2 + index * 3 + index / 8);
    QAccessible::updateAccessibility(&moved);
    emit cursorMoved(m_cursor, selectionLength());
}

void HexView::edited(qsizetype cursor)
{
    relayout();
    m_cursor = std::clamp<qsizetype>(cursor, 0, data().size());
    m_anchor = m_cursor;
    m_secondDigit = false;
    showCursor();
    announceCursor();
    emit dataEdited();
}

void HexView::undo()
{
    if (m_readOnly)
        return;
    if (const auto cursor = m_edits.undo())
        edited(*cursor);
}

void HexView::redo()
{
    if (m_readOnly)
        return;
    if (const auto cursor = m_edits.redo())
        edited(*cursor);
}

void HexView::cut()
{
    if (m_readOnly || selectionLength() == 0)
        return;
    if (m_pane == HexPane::Hex)
        copyHex();
    else
        copyText();
    replaceSelection({});
}

QByteArray HexView::selectedBytes() const
{
    return data().sliced(selectionStart(), selectionLength());
}

void HexView::copyHex()
{
    if (selectionLength() > 0)
        QApplication::clipboard()->setText(hexText(selectedBytes()));
}

void HexView::copyText()
{
    if (selectionLength() > 0)
        QApplication::clipboard()->setText(QString::fromUtf8(selectedBytes()));
}

void HexView::paste()
{
    if (m_readOnly)
        return;
    const QString text = QApplication::clipboard()->text();
    if (text.isEmpty())
        return;
    const auto hex = m_pane == HexPane::Hex ? fromHexText(text) : std::nullopt;
    replaceSelection(hex ? *hex : text.toUtf8());
}

void HexView::selectAll()
{
    select(0, data().size());
}

/// Without a selection: in the place of as many bytes as there are when overwriting, before the cursor when
/// inserting.
void HexView::replaceSelection(QByteArrayView bytes)
{
    const qsizetype at = selectionStart();
    qsizetype count = selectionLength();
    if (count == 0 && !m_inserting)
        count = std::min(bytes.size(), data().size() - at);
    if (count == 0 && bytes.isEmpty())
        return;
    m_edits.replace(at, count, bytes);
    edited(at + bytes.size());
}

void HexView::removeAt(qsizetype offset, qsizetype count)
{
    if (offset < 0 || count <= 0 || offset + count > data().size())
        return;
    m_edits.replace(offset, count, {});
    edited(offset);
}

void HexView::typeDigit(int digit)
{
    if (m_secondDigit) {
        const char byte = char((uchar(data()[m_cursor]) & 0xf0) | digit);
        m_edits.replace(m_cursor, 1, QByteArrayView(&byte, 1), true);
        edited(m_cursor + 1);
        return;
    }
    const qsizetype at = selectionStart();
    qsizetype count = selectionLength();
    const bool overwrite = count == 0 && !m_inserting && at < data().size();
    const char byte = char(digit << 4 | (overwrite ? uchar(data()[at]) & 0xf : 0));
    if (overwrite)
        count = 1;
    m_edits.replace(at, count, QByteArrayView(&byte, 1));
    edited(at);
    m_secondDigit = true;
    viewport()->update();
}

void HexView::type(const QString &text)
{
    if (m_pane == HexPane::Text) {
        replaceSelection(text.toUtf8());
        return;
    }
    bool isDigit = false;
    const int digit = text.toInt(&isDigit, 16);
    if (isDigit && text.size() == 1)
        typeDigit(digit);
}

bool HexView::event(QEvent *event)
{
    // Typing belongs here, not to a shortcut of the window.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *const key = static_cast<QKeyEvent *>(event);
        const bool plain = (key->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
        const bool writes = !key->text().isEmpty() && key->text().at(0).isPrint();
        const bool removes = key->key() == Qt::Key_Delete || key->key() == Qt::Key_Backspace;
        if ((plain && !m_readOnly && (writes || removes)) || key->matches(QKeySequence::Copy) ||
            key->matches(QKeySequence::Cut) || key->matches(QKeySequence::Paste) ||
            key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo) ||
            key->matches(QKeySequence::SelectAll)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    if (!handleStandardKey(*event) && !handleMove(*event) && (m_readOnly || !handleEditKey(*event)))
        event->ignore(); // not the base class: it would scroll away from the cursor
}

bool HexView::handleStandardKey(const QKeyEvent &event)
{
    if (event.matches(QKeySequence::Copy)) {
        if (m_pane == HexPane::Hex)
            copyHex();
        else
            copyText();
    } else if (event.matches(QKeySequence::Cut)) {
        cut();
    } else if (event.matches(QKeySequence::Paste)) {
        paste();
    } else if (event.matches(QKeySequence::Undo)) {
        undo();
    } else if (event.matches(QKeySequence::Redo)) {
        redo();
    } else if (event.matches(QKeySequence::SelectAll)) {
        selectAll();
    } else {
        return false;
    }
    return true;
}

bool HexView::handleMove(const QKeyEvent &event)
{
    const bool select = event.modifiers().testFlag(Qt::ShiftModifier);
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    if (event.modifiers().testFlag(Qt::AltModifier))
        return false;
    const qsizetype row = m_layout.bytesPerRow();
    const qsizetype page = std::max(1, viewport()->height() / m_layout.rowHeight() - 1) * row;
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (control) {
            m_pane = event.key() == Qt::Key_Left ? HexPane::Hex : HexPane::Text;
            moveTo(m_cursor, true);
        } else {
            moveTo(m_cursor + (event.key() == Qt::Key_Left ? -1 : 1), select);
        }
        return true;
    case Qt::Key_Up:
        moveTo(m_cursor >= row ? m_cursor - row : m_cursor, select);
        return true;
    case Qt::Key_Down:
        moveTo(m_cursor + row <= data().size() ? m_cursor + row : m_cursor, select);
        return true;
    case Qt::Key_PageUp:
        moveTo(m_cursor >= page ? m_cursor - page : m_cursor % row, select);
        return true;
    case Qt::Key_PageDown:
        moveTo(m_cursor + page, select);
        return true;
    case Qt::Key_Home:
        moveTo(control ? 0 : m_cursor - m_cursor % row, select);
        return true;
    case Qt::Key_End:
        moveTo(control ? data().size() : m_cursor - m_cursor % row + row - 1, select);
        return true;
    default:
        return false;
    }
}

bool HexView::handleEditKey(const QKeyEvent &event)
{
    switch (event.key()) {
    case Qt::Key_Insert:
        setInserting(!m_inserting);
        return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (selectionLength() > 0)
            removeAt(selectionStart(), selectionLength());
        else
            removeAt(event.key() == Qt::Key_Delete ? m_cursor : m_cursor - 1, 1);
        return true;
    default:
        break;
    }
    const bool command = event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (command || event.text().isEmpty() || !event.text().at(0).isPrint())
        return false;
    type(event.text());
    return true;
}

HexLayout::Hit HexView::hitAt(const QPoint &point) const
{
    const int y = std::max(0, point.y());
    return m_layout.hit(point.x() + horizontalScrollBar()->value(),
                        verticalScrollBar()->value() + y / m_layout.rowHeight() - (point.y() < 0 ? 1 : 0));
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const HexLayout::Hit hit = hitAt(event->pos());
    m_pane = hit.pane;
    moveTo(hit.offset, event->modifiers().testFlag(Qt::ShiftModifier));
    m_pressed = m_anchor;
    m_pressedAt = event->pos();
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    const qsizetype offset = hitAt(event->pos()).offset;
    const bool moved = (event->pos() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (!moved && offset == m_pressed)
        return;
    // The byte under the press is part of the selection in either direction.
    if (offset >= m_pressed)
        select(m_pressed, offset + 1);
    else
        select(m_pressed + 1, offset);
}

void HexView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const qsizetype offset = hitAt(event->pos()).offset;
    select(offset, offset + 1);
}

void HexView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *const menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("hexMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &text, const QKeySequence &keys, void (HexView::*slot)(),
                         bool enabled) {
        QAction *const action = menu->addAction(text, this, slot);
        action->setShortcut(keys);
        action->setEnabled(enabled);
    };
    const bool selected = selectionLength() > 0;
    add(tr("&Undo"), QKeySequence::Undo, &HexView::undo, !m_readOnly && m_edits.canUndo());
    add(tr("&Redo"), QKeySequence::Redo, &HexView::redo, !m_readOnly && m_edits.canRedo());
    menu->addSeparator();
    add(tr("Cu&t"), QKeySequence::Cut, &HexView::cut, !m_readOnly && selected);
    add(tr("&Copy as Hex"), m_pane == HexPane::Hex ? QKeySequence::Copy : QKeySequence(), &HexView::copyHex,
        selected);
    add(tr("Copy as Te&xt"), m_pane == HexPane::Text ? QKeySequence::Copy : QKeySequence(),
        &HexView::copyText, selected);
    add(tr("&Paste"), QKeySequence::Paste, &HexView::paste, !m_readOnly);
    menu->addSeparator();
    add(tr("Select &All"), QKeySequence::SelectAll, &HexView::selectAll, !data().isEmpty());
    QAction *const inserting = menu->addAction(tr("&Insert Instead of Overwrite"));
    inserting->setCheckable(true);
    inserting->setChecked(m_inserting);
    inserting->setEnabled(!m_readOnly);
    connect(inserting, &QAction::toggled, this, &HexView::setInserting);
    const bool byKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    menu->popup(byKeyboard ? viewport()->mapToGlobal(cursorRect().bottomLeft()) : event->globalPos());
}

} // namespace etcdscope
