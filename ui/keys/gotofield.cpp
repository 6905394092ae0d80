// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/gotofield.h"

#include "ui/keys/keytext.h"
#include "ui/widgets/palette.h"

#include <QAction>
#include <QKeyEvent>
#include <QStyle>
#include <QToolTip>

namespace etcdscope {

GoToField::GoToField(QWidget *parent)
    : QLineEdit(parent)
    , m_problem(addAction(style()->standardIcon(QStyle::SP_MessageBoxWarning), QLineEdit::TrailingPosition))
{
    setObjectName(QStringLiteral("goToField"));
    setAccessibleName(tr("Go to exact key"));
    setPlaceholderText(tr("Go to exact key (Ctrl+L)"));
    setClearButtonEnabled(true);
    setFont(monospaceFont());
    m_problem->setVisible(false);
    connect(this, &QLineEdit::textChanged, this, &GoToField::check);
}

void GoToField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        choose();
    } else if (event->key() == Qt::Key_Escape) {
        clear();
        emit left();
    } else {
        QLineEdit::keyPressEvent(event);
    }
}

void GoToField::choose()
{
    const TypedKey typed = readTypedKey(text());
    if (typed.problem.isEmpty()) {
        emit keyChosen(typed.bytes);
        return;
    }
    if (typed.position >= 0)
        setCursorPosition(int(typed.position));
    QToolTip::showText(mapToGlobal(QPoint(0, height())), typed.problem, this);
}

void GoToField::check()
{
    const TypedKey typed = readTypedKey(text());
    const bool wrong = typed.position >= 0;
    m_problem->setVisible(wrong);
    m_problem->setToolTip(typed.problem);
    setAccessibleDescription(wrong ? typed.problem : QString());
}

} // namespace etcdscope
