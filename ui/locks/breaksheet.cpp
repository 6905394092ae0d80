// SPDX-License-Identifier: Apache-2.0
#include "ui/locks/breaksheet.h"

#include "core/base/printable.h"
#include "ui/keys/bulktext.h"
#include "ui/keys/confirmationfield.h"
#include "ui/workspace/targetheader.h"
#include "ui/workspace/writetarget.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

namespace etcdscope {

BreakSheet::BreakSheet(LockKind kind, WriteTarget &target, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_target(target)
    , m_title(makeSentences(QStringLiteral("breakTitle"), this))
    , m_facts(makeSentences(QStringLiteral("breakFacts"), this))
    , m_confirmation(new ConfirmationField(target, QStringLiteral("break"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_confirm(new QPushButton(this))
{
    setObjectName(QStringLiteral("breakSheet"));
    makeBold(m_title);
    m_cancel->setObjectName(QStringLiteral("breakCancel"));
    m_cancel->setAutoDefault(false);
    m_confirm->setObjectName(QStringLiteral("breakConfirm"));
    m_confirm->setAutoDefault(false);
    auto *const buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_confirm);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(new TargetHeader(target, this));
    layout->addWidget(m_title);
    layout->addWidget(m_facts);
    layout->addWidget(m_confirmation);
    layout->addStretch(1);
    layout->addLayout(buttons);
    connect(m_confirmation, &ConfirmationField::changed, this, &BreakSheet::check);
    connect(&target, &WriteTarget::changed, this, &BreakSheet::check);
    connect(&target, &WriteTarget::textChanged, this, [this] {
        if (!m_queue.contenders.empty())
            m_title->setText(titleText());
    });
    connect(m_cancel, &QPushButton::clicked, this, &BreakSheet::cancelled);
    connect(m_confirm, &QPushButton::clicked, this, [this] { emit confirmed(m_contender); });
}

QString BreakSheet::titleText() const
{
    const bool isHolder = m_queue.contenders.front().key == m_contender.key;
    const QString name = printable(m_queue.name);
    const QString who = tokenText(m_contender);
    if (m_kind == LockKind::Lock)
        return (isHolder ? tr("Break the lock “%1” that %2 holds in %3?")
                         : tr("Take %2 out of those who wait for the lock “%1” in %3?"))
            .arg(name, who, m_target.text());
    return (isHolder ? tr("Remove the leader %2 of “%1” in %3?")
                     : tr("Remove the candidate %2 from “%1” in %3?"))
        .arg(name, who, m_target.text());
}

QString BreakSheet::factsText(const LockQueue &queue) const
{
    const bool isHolder = queue.contenders.front().key == m_contender.key;
    QStringList facts{
        tr("The key %1 is deleted, if it is still as it was read here.").arg(printable(m_contender.key))};
    if (isHolder) {
        facts += tr("Whoever holds it is not asked. A program that does not look goes on as if it held it.");
        facts += queue.contenders.size() > 1 ? tr("Next is %1, at once.").arg(tokenText(queue.contenders[1]))
                                             : tr("Nobody waits; it is free then.");
    } else {
        facts += tr("Who holds it does not change.");
    }
    return facts.join(QLatin1Char('\n'));
}

void BreakSheet::present(const LockQueue &queue, const Contender &contender)
{
    m_queue = queue;
    m_contender = contender;
    m_title->setText(titleText());
    m_facts->setText(factsText(queue));
    m_confirm->setText(m_kind == LockKind::Lock ? tr("Break") : tr("Remove"));
    m_confirmation->clear();
    m_confirmation->ask(1, {});
    m_cancel->setFocus(Qt::OtherFocusReason);
    check();
}

void BreakSheet::check()
{
    const QString refusal = m_target.refusal();
    const bool isSatisfied = m_confirmation->isSatisfied();
    m_confirm->setEnabled(refusal.isEmpty() && isSatisfied);
    m_confirm->setToolTip(!refusal.isEmpty() ? refusal
                          : isSatisfied      ? QString()
                                             : m_confirmation->question());
}

void BreakSheet::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape || (enter && m_cancel->hasFocus()))
        m_cancel->click();
    else if (enter && m_confirm->hasFocus())
        m_confirm->click();
    else if (enter && m_confirmation->hasKeyboard() && m_confirm->isEnabled())
        m_confirm->setFocus(Qt::OtherFocusReason); // a second Enter breaks it
    else
        QWidget::keyPressEvent(event);
}

} // namespace etcdscope
