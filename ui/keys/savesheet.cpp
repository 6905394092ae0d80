// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/savesheet.h"

#include "core/base/background.h"
#include "core/values/difference.h"
#include "ui/keys/keytext.h"
#include "ui/keys/storewords.h"
#include "ui/widgets/diffrows.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/format.h"
#include "ui/widgets/messagebar.h"
#include "ui/workspace/targetheader.h"
#include "ui/workspace/writetarget.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

#include <utility>

namespace etcdscope {

SaveSheet::SaveSheet(WriteTarget &target, QWidget *parent)
    : QWidget(parent)
    , m_target(target)
    , m_title(new QLabel(this))
    , m_limit(new MessageBar(this))
    , m_stack(new QStackedWidget(this))
    , m_difference(new DiffView(this))
    , m_cancel(new QPushButton(tr("Back to the Editor"), this))
    , m_save(new QPushButton(this))
{
    setObjectName(QStringLiteral("saveSheet"));
    m_title->setObjectName(QStringLiteral("saveTitle"));
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_limit->setObjectName(QStringLiteral("saveLimit"));
    m_limit->setClosable(false);
    auto *const waiting = new EmptyView(this);
    waiting->setContent(tr("Comparing…"), {});
    m_stack->addWidget(waiting);
    m_stack->addWidget(m_difference);
    m_cancel->setObjectName(QStringLiteral("saveCancel"));
    m_cancel->setAutoDefault(false);
    m_save->setObjectName(QStringLiteral("saveConfirm"));
    m_save->setAutoDefault(false);
    target.showText(this, [this](const QString &text) {
        m_save->setText(tr("Save to %1").arg(text));
        m_save->setAccessibleName(m_save->text());
    });
    connect(&target, &WriteTarget::changed, this, &SaveSheet::check);
    connect(m_cancel, &QPushButton::clicked, this, &SaveSheet::cancelled);
    connect(m_save, &QPushButton::clicked, this, &SaveSheet::confirm);

    auto *const buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_save);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(new TargetHeader(target, this));
    layout->addWidget(m_title);
    layout->addWidget(m_limit);
    layout->addWidget(m_stack, 1);
    layout->addLayout(buttons);
}

void SaveSheet::present(const Entry &base, const QByteArray &value, const StoreFeatures &features)
{
    const bool isNew = base.modRevision == 0;
    const QString bytes =
        tr("%1 → %2").arg(formatExactSize(base.value.size()), formatExactSize(value.size()));
    m_title->setText(tr("This is what changes: %1").arg(bytes));
    m_difference->setSides(isNew ? tr("nothing") : positionText(features, base.modRevision), tr("your edit"));
    m_compared = false;
    check();
    m_problem = valueProblem(features, value);
    const QString limit = requestLimitText(base.key, value, features.requestLimit);
    if (!m_problem.isEmpty())
        m_limit->showMessage(MessageBar::Severity::Error, m_problem);
    else if (limit.isEmpty())
        m_limit->dismiss();
    else
        m_limit->showMessage(MessageBar::Severity::Warning, limit);
    m_stack->setCurrentIndex(0);
    m_cancel->setFocus();
    inBackground(
        this,
        [left = base.value, right = value] {
            const Difference difference = differenceOf(left, right);
            return std::pair(difference, unifiedRows(difference));
        },
        [this, run = ++m_run](const std::pair<Difference, QList<TextRow>> &compared) {
            if (run != m_run)
                return;
            m_difference->setDifference(compared.first, compared.second);
            m_stack->setCurrentIndex(1);
            m_compared = true;
            check();
            if (isVisible() && isAncestorOf(QWidget::focusWidget() ? QWidget::focusWidget() : this))
                m_save->setFocus();
        });
}

void SaveSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        emit cancelled();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        m_cancel->hasFocus() && m_save->isEnabled() ? emit cancelled() : confirm();
    else
        QWidget::keyPressEvent(event);
}

void SaveSheet::check()
{
    const QString refusal = m_problem.isEmpty() ? m_target.refusal() : m_problem;
    m_save->setEnabled(m_compared && refusal.isEmpty());
    m_save->setToolTip(refusal);
}

void SaveSheet::confirm()
{
    if (!m_save->isEnabled())
        return;
    m_compared = false;
    check();
    emit confirmed();
}

} // namespace etcdscope
