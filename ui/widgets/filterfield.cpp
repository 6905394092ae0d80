// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/filterfield.h"

#include <QKeyEvent>

namespace etcdscope {

FilterField::FilterField(QWidget *parent)
    : QLineEdit(parent)
{
    setObjectName(QStringLiteral("filterField"));
    setAccessibleName(tr("Filter"));
    setPlaceholderText(tr("Filter"));
    setClearButtonEnabled(true);
}

bool FilterField::event(QEvent *event)
{
    // Escape is ours before it is a shortcut or closes a dialog, as long as there is something to clear.
    if (event->type() == QEvent::ShortcutOverride && !text().isEmpty()) {
        const auto *const key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape && key->modifiers() == Qt::NoModifier)
            event->accept();
    }
    return QLineEdit::event(event);
}

void FilterField::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier) {
        switch (event->key()) {
        case Qt::Key_Escape:
            if (text().isEmpty())
                emit left();
            else
                clear();
            return;
        case Qt::Key_Down:
        case Qt::Key_PageDown:
            emit listRequested();
            return;
        default:
            break;
        }
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace etcdscope
