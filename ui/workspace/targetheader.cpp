// SPDX-License-Identifier: Apache-2.0
#include "ui/workspace/targetheader.h"

#include "ui/widgets/messagebar.h"
#include "ui/workspace/environmentbadge.h"
#include "ui/workspace/writetarget.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace etcdscope {

TargetHeader::TargetHeader(WriteTarget &target, QWidget *parent)
    : QWidget(parent)
    , m_target(target)
    , m_locked(new MessageBar(this))
{
    setObjectName(QStringLiteral("targetHeader"));
    auto *const badge = new EnvironmentBadge(target.environment(), this);
    m_hasEnvironment = !badge->text().isEmpty();
    auto *const name = new QLabel(target.name(), this);
    name->setObjectName(QStringLiteral("targetName"));
    name->setTextFormat(Qt::PlainText);
    name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    target.showText(name, [name](const QString &text) { name->setToolTip(text); });
    name->setVisible(m_hasEnvironment);
    m_locked->setObjectName(QStringLiteral("targetLocked"));
    m_locked->setClosable(false);

    auto *const row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(badge);
    row->addWidget(name, 1);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(row);
    layout->addWidget(m_locked);
    connect(&target, &WriteTarget::changed, this, &TargetHeader::update);
    update();
}

void TargetHeader::update()
{
    const QString refusal = m_target.refusal();
    if (refusal.isEmpty()) {
        m_locked->dismiss();
    } else {
        m_locked->showMessage(MessageBar::Severity::Information, refusal);
        connect(m_locked->addButton(tr("Allow Writing…"), QStringLiteral("targetUnlock")),
                &QPushButton::clicked, &m_target, &WriteTarget::requestUnlock);
    }
    setVisible(m_hasEnvironment || !refusal.isEmpty());
}

} // namespace etcdscope
