// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/valueeditor.h"

#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QUrl>

namespace etcdscope {

/// From the buttons around the viewer, which leave these keys to their parents.
bool ValueEditor::event(QEvent *event)
{
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    return (isKey && handleKey(*static_cast<QKeyEvent *>(event))) || QWidget::event(event);
}

bool ValueEditor::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
        return handleKey(*static_cast<QKeyEvent *>(event)) || QWidget::eventFilter(watched, event);
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::Drop:
        return handleDrag(*static_cast<QDropEvent *>(event)) || QWidget::eventFilter(watched, event);
    default:
        return QWidget::eventFilter(watched, event);
    }
}

/// In the value these keys find in the value, whatever they are shortcuts of elsewhere.
bool ValueEditor::handleKey(QKeyEvent &event)
{
    const bool next = event.matches(QKeySequence::FindNext);
    const bool previous = event.matches(QKeySequence::FindPrevious);
    if (!next && !previous && !event.matches(QKeySequence::Find))
        return false;
    event.accept();
    if (event.type() == QEvent::ShortcutOverride)
        return true;
    if (next || previous)
        findNext(next);
    else
        find();
    return true;
}

/// A file is taken as a value; anything else is left to the viewer.
bool ValueEditor::handleDrag(QDropEvent &event)
{
    const QList<QUrl> urls = event.mimeData()->urls();
    if (urls.isEmpty())
        return false;
    const bool taken = m_editable && urls.size() == 1 && urls.first().isLocalFile();
    event.setAccepted(taken);
    if (!taken)
        return true;
    event.setDropAction(Qt::CopyAction);
    if (event.type() == QEvent::Drop)
        emit fileDropped(urls.first().toLocalFile());
    return true;
}

} // namespace etcdscope
