// SPDX-License-Identifier: Apache-2.0
// The keys, the mouse and the menu of HexView.
#include "ui/widgets/hexview.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>

namespace etcdscope {

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
