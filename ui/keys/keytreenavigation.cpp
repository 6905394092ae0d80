// SPDX-License-Identifier: Apache-2.0
// What mouse and keyboard do in a KeyTreeView.
#include "core/models/keytreemodel.h"
#include "ui/keys/keyselection.h"
#include "ui/keys/keytreeview.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHoverEvent>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace etcdscope {

// --- going to a row ---

void KeyTreeView::goTo(const QModelIndex &index, Reach reach)
{
    using Model = QItemSelectionModel;
    if (!index.isValid())
        return;
    // What is shown elsewhere was not this row, though it is current already.
    const bool returns = index == currentIndex() && (!m_selection->hasSelection() || m_leftBehind);
    const QScopedValueRollback guard(m_extending, reach == Reach::Extend || reach == Reach::ExtendMore);
    switch (reach) {
    case Reach::Only:
        m_selection->setCurrentIndex(index, Model::ClearAndSelect | Model::Rows);
        break;
    case Reach::Move:
        m_selection->setCurrentIndex(index, Model::NoUpdate);
        break;
    case Reach::Toggle:
        m_selection->setCurrentIndex(index, Model::Toggle | Model::Rows);
        break;
    case Reach::Extend:
    case Reach::ExtendMore:
        if (!m_anchor.isValid())
            m_anchor = currentIndex();
        selectLines(nearestLine(m_anchor), nearestLine(index),
                    reach == Reach::Extend ? Model::ClearAndSelect : Model::Select);
        m_selection->setCurrentIndex(index, Model::NoUpdate);
        break;
    }
    if (!m_extending)
        m_anchor = index;
    m_leftBehind = false;
    if (returns)
        emit targetChanged(targetAt(index));
}

void KeyTreeView::selectLines(int from, int to, QItemSelectionModel::SelectionFlags command)
{
    const auto [first, last] = std::minmax(from < 0 ? to : from, to);
    m_selection->select(m_rows.spans(first, last), command);
}

void KeyTreeView::selectAll()
{
    selectLines(0, lineCount() - 1, QItemSelectionModel::ClearAndSelect);
}

void KeyTreeView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const QRect area = rect.normalized();
    selectLines(std::max(lineAt(area.top()), 0), lineAt(area.bottom()), command);
}

QItemSelectionModel::SelectionFlags KeyTreeView::selectionCommand(const QModelIndex &index,
                                                                  const QEvent *) const
{
    // Only asked for by setCurrentIndex(). Which keys happen to be down, Ctrl of a shortcut, does not matter.
    return index.isValid() ? QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows
                           : QItemSelectionModel::SelectionFlags(QItemSelectionModel::NoUpdate);
}

KeyTreeView::Reach KeyTreeView::reachOf(Qt::KeyboardModifiers modifiers)
{
    const bool shift = modifiers & Qt::ShiftModifier;
    const bool control = modifiers & Qt::ControlModifier;
    if (shift)
        return control ? Reach::ExtendMore : Reach::Extend;
    return control ? Reach::Toggle : Reach::Only;
}

void KeyTreeView::activate(const QModelIndex &index)
{
    const KeyTarget target = targetAt(index);
    if (target.isDirectory())
        setExpanded(index, !isExpanded(index));
    else if (target.isKey())
        emit keyActivated(target.bytes);
}

// --- keyboard ---

QModelIndex KeyTreeView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int last = lineCount() - 1;
    const int current = nearestLine(currentIndex());
    if (current < 0)
        return indexOnLine(action == MoveEnd ? last : 0);
    // One line of what was seen stays on screen.
    const int page = std::max(viewport()->height() / m_rowHeight - 1, 1);
    int line = current;
    switch (action) {
    case MoveUp:
    case MovePrevious:
        line = current - 1;
        break;
    case MoveDown:
    case MoveNext:
        line = current + 1;
        break;
    case MovePageUp:
        line = current - page;
        break;
    case MovePageDown:
        line = current + page;
        break;
    case MoveHome:
        line = 0;
        break;
    case MoveEnd:
        line = last;
        break;
    case MoveLeft:
    case MoveRight:
        break;
    }
    return indexOnLine(std::clamp(line, 0, last));
}

std::optional<QAbstractItemView::CursorAction> KeyTreeView::moveOf(const QKeyEvent &event) const
{
    switch (event.key()) {
    case Qt::Key_Up:
        return MoveUp;
    case Qt::Key_Down:
        return MoveDown;
    case Qt::Key_PageUp:
        return MovePageUp;
    case Qt::Key_PageDown:
        return MovePageDown;
    case Qt::Key_Home:
        return MoveHome;
    case Qt::Key_End:
        return MoveEnd;
    default:
        return std::nullopt;
    }
}

void KeyTreeView::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() & (Qt::AltModifier | Qt::MetaModifier)) {
        event->ignore();
        return;
    }
    if (const std::optional<CursorAction> action = moveOf(*event)) {
        const Reach reach = reachOf(event->modifiers());
        goTo(moveCursor(*action, event->modifiers()), reach == Reach::Toggle ? Reach::Move : reach);
        return;
    }
    // Amid a word that is being typed signs and spaces belong to it.
    const bool isTyping = m_sinceTyped.isValid() && !event->text().isEmpty() &&
                          event->text().front().isPrint() &&
                          m_sinceTyped.elapsed() <= QApplication::keyboardInputInterval() &&
                          !(event->modifiers() & Qt::ControlModifier);
    if (isTyping)
        keyboardSearch(event->text());
    else if (!currentIndex().isValid() || !handleTreeKey(*event))
        QAbstractItemView::keyPressEvent(event); // searching by typing, among others
}

bool KeyTreeView::handleTreeKey(const QKeyEvent &event)
{
    const QModelIndex current = currentIndex();
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const auto goSideways = [this](const QModelIndex &row, int scroll) {
        if (row.isValid())
            goTo(row, Reach::Only);
        else
            horizontalScrollBar()->setValue(horizontalScrollBar()->value() + scroll);
    };
    int key = event.key();
    if (isRightToLeft() && (key == Qt::Key_Left || key == Qt::Key_Right))
        key = key == Qt::Key_Left ? Qt::Key_Right : Qt::Key_Left;
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (modifiers != Qt::NoModifier)
            return false;
        if (!m_selection->hasSelection() || m_leftBehind)
            goTo(current, Reach::Only);
        activate(current);
        return true;
    case Qt::Key_Left:
        if (isExpanded(current))
            collapse(current);
        else
            goSideways(current.parent(), -indentation);
        return true;
    case Qt::Key_Right:
        if (isExpanded(current))
            goTo(m_model.index(0, 0, current), Reach::Only);
        else if (m_model.hasChildren(current))
            expand(current);
        else
            goSideways({}, indentation);
        return true;
    case Qt::Key_Plus:
        expand(current);
        return true;
    case Qt::Key_Minus:
        collapse(current);
        return true;
    case Qt::Key_Asterisk:
        expandAllBelow();
        return true;
    case Qt::Key_Space:
        goTo(current, reachOf(modifiers));
        return true;
    default:
        return false;
    }
}

// --- mouse ---

void KeyTreeView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return; // the menu chooses its row by itself
    executeDelayedItemsLayout();
    const QPoint place = event->position().toPoint();
    const QModelIndex row = indexAt(place).siblingAtColumn(KeyTreeModel::NameColumn);
    if (row.isValid() && branchRect(row).contains(place))
        setExpanded(row, !isExpanded(row));
    else if (row.isValid())
        goTo(row, reachOf(event->modifiers()));
    else if (m_selection->hasSelection() && !m_leftBehind)
        goTo(currentIndex(), Reach::Only);
}

void KeyTreeView::mouseMoveEvent(QMouseEvent *)
{
    // Dragging selects nothing: a list that changes while it is pointed at is no place for it.
}

void KeyTreeView::mouseReleaseEvent(QMouseEvent *) {}

void KeyTreeView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QPoint place = event->position().toPoint();
    const QModelIndex row = indexAt(place).siblingAtColumn(KeyTreeModel::NameColumn);
    const bool isPlain = event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier;
    if (isPlain && row.isValid() && row == currentIndex() && !branchRect(row).contains(place))
        activate(row);
    else
        mousePressEvent(event); // the second of two quick clicks
}

void KeyTreeView::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint place = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const QModelIndex current = currentIndex();
        if (current.isValid())
            scrollTo(current);
        const QRect row = visualRect(current);
        place = viewport()->mapToGlobal(row.isValid() ? row.bottomLeft() : QPoint(8, 8));
    } else if (const QModelIndex under = indexAt(event->pos()).siblingAtColumn(KeyTreeModel::NameColumn);
               under.isValid()) {
        goTo(under, m_selection->holds(m_model.rowAt(under)) ? Reach::Move : Reach::Only);
    }
    emit menuRequested(place);
}

void KeyTreeView::hover(std::optional<QPoint> place)
{
    const auto updateLine = [this] {
        if (m_hover)
            viewport()->update(0, topOfLine(lineAt(m_hover->y())), viewport()->width(), m_rowHeight);
    };
    updateLine();
    m_hover = place;
    updateLine();
}

bool KeyTreeView::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::HoverEnter:
    case QEvent::HoverMove:
        hover(static_cast<QHoverEvent *>(event)->position().toPoint());
        return true;
    case QEvent::HoverLeave:
    case QEvent::Leave:
        hover(std::nullopt);
        return true;
    default:
        return QAbstractItemView::viewportEvent(event);
    }
}

} // namespace etcdscope
