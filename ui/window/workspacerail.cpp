// SPDX-License-Identifier: Apache-2.0
#include "ui/window/workspacerail.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QToolButton>

namespace etcdscope {

WorkspaceRail::WorkspaceRail(QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("session.rail"));
    setAccessibleName(tr("Workspaces"));
    m_group->setExclusive(true);
    m_layout->setContentsMargins(4, 8, 4, 8);
    m_layout->setSpacing(4);
    m_layout->addStretch();
    connect(m_group, &QButtonGroup::idToggled, this, [this](int index, bool checked) {
        if (checked)
            emit chosen(index);
    });
}

int WorkspaceRail::addEntry(const QByteArray &id, const QString &title, const QIcon &icon,
                            const QString &shortcut)
{
    const int index = int(m_group->buttons().size());
    auto *button = new QToolButton(this);
    button->setObjectName(QStringLiteral("session.rail.%1").arg(QString::fromLatin1(id)));
    button->setAccessibleName(title);
    button->setText(title);
    button->setIcon(icon);
    button->setIconSize(QSize(20, 20));
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setMinimumWidth(fontMetrics().averageCharWidth() * 9);
    m_toolTips.append(shortcut.isEmpty() ? title : tr("%1 (%2)").arg(title, shortcut));
    button->setToolTip(m_toolTips.last());
    m_group->addButton(button, index);
    m_layout->insertWidget(index, button);
    return index;
}

int WorkspaceRail::current() const
{
    return m_group->checkedId();
}

void WorkspaceRail::setCurrent(int index)
{
    const QSignalBlocker quiet(m_group);
    m_group->button(index)->setChecked(true);
}

void WorkspaceRail::setUnavailable(int index, const QString &reason)
{
    QAbstractButton *button = m_group->button(index);
    button->setEnabled(reason.isEmpty());
    button->setToolTip(reason.isEmpty() ? m_toolTips[index]
                                        : tr("%1\nNot available: %2").arg(m_toolTips[index], reason));
}

} // namespace etcdscope
