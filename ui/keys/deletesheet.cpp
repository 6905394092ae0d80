// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/deletesheet.h"

#include "core/base/printable.h"
#include "core/edit/bulk/bulkdelete.h"
#include "ui/keys/bulktext.h"
#include "ui/keys/confirmationfield.h"
#include "ui/keys/errortext.h"
#include "ui/keys/storewords.h"
#include "ui/widgets/format.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/rowtextview.h"
#include "ui/workspace/targetheader.h"
#include "ui/workspace/writetarget.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace etcdscope {

DeleteSheet::DeleteSheet(BulkRunner &runner, WriteTarget &target, QWidget *parent)
    : QWidget(parent)
    , m_runner(runner)
    , m_target(target)
    , m_title(makeSentences(QStringLiteral("bulkDeleteTitle"), this))
    , m_message(new MessageBar(this))
    , m_boundary(makeSentences(QStringLiteral("bulkDeleteBoundary"), this))
    , m_progress(new QProgressBar(this))
    , m_sample(new RowTextView(this))
    , m_facts(makeSentences(QStringLiteral("bulkDeleteFacts"), this))
    , m_confirmation(new ConfirmationField(target, QStringLiteral("bulkDelete"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_confirm(new QPushButton(this))
{
    setObjectName(QStringLiteral("deleteSheet"));
    makeBold(m_title);
    m_message->setObjectName(QStringLiteral("bulkDeleteMessage"));
    m_message->setClosable(false);
    m_progress->setObjectName(QStringLiteral("bulkDeleteReading"));
    m_progress->setAccessibleName(tr("Keys read"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(8);
    m_sample->setObjectName(QStringLiteral("bulkDeleteSample"));
    m_sample->setAccessibleName(tr("The first keys that are deleted"));
    m_cancel->setObjectName(QStringLiteral("bulkDeleteCancel"));
    m_cancel->setAutoDefault(false);
    m_confirm->setObjectName(QStringLiteral("bulkDeleteConfirm"));
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
    layout->addWidget(m_message);
    layout->addWidget(m_boundary);
    layout->addWidget(m_progress);
    layout->addWidget(m_sample, 1);
    layout->addWidget(m_facts);
    layout->addWidget(m_confirmation);
    layout->addLayout(buttons);

    connect(m_confirmation, &ConfirmationField::changed, this, &DeleteSheet::check);
    connect(&target, &WriteTarget::changed, this, &DeleteSheet::check);
    connect(&target, &WriteTarget::textChanged, this, &DeleteSheet::showTitle);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        abandon();
        emit cancelled();
    });
    connect(m_confirm, &QPushButton::clicked, this, &DeleteSheet::confirm);
}

void DeleteSheet::present(const SelectedKeys &selection)
{
    m_selection = selection;
    const QString boundary = boundaryText(selection);
    m_boundary->setText(boundary);
    m_boundary->setVisible(!boundary.isEmpty());
    read();
}

void DeleteSheet::read()
{
    m_preview = m_runner.preview(BulkScope(m_selection.parts), BulkKind::Delete);
    connect(m_preview.get(), &BulkPreview::progressed, this, &DeleteSheet::showProgress);
    connect(m_preview.get(), &BulkPreview::finished, this, &DeleteSheet::showPlan);
    m_message->dismiss();
    m_sample->setRows({});
    m_facts->clear();
    m_confirmation->clear();
    if (const BulkRun *other = m_runner.current())
        connect(other, &BulkRun::rested, m_preview.get(), [this] {
            if (m_preview->state() == BulkPreview::State::Ready)
                showPlan();
        });
    m_preview->start();
    showProgress();
    check();
}

void DeleteSheet::abandon()
{
    m_preview.reset();
}

void DeleteSheet::focusFirst()
{
    m_cancel->setFocus(Qt::OtherFocusReason);
}

void DeleteSheet::showTitle()
{
    if (!m_preview)
        return;
    if (m_preview->state() == BulkPreview::State::Failed)
        m_title->setText(tr("Delete %1 from %2").arg(nameOf(m_selection), m_target.text()));
    else if (m_preview->state() == BulkPreview::State::Ready)
        m_title->setText(tr("Delete %1 from %2?").arg(planText(*m_preview->plan()), m_target.text()));
    else
        m_title->setText(tr("Reading %1 in %2… %3")
                             .arg(nameOf(m_selection), m_target.text(), keysText(m_preview->keysRead())));
}

void DeleteSheet::showProgress()
{
    showTitle();
    m_progress->show();
    const qint64 expected = m_preview->keysExpected();
    m_progress->setRange(0, expected > 0 ? 1'000 : 0);
    if (expected > 0)
        m_progress->setValue(int(m_preview->keysRead() * 1'000 / expected));
}

void DeleteSheet::showPlan()
{
    m_progress->hide();
    showTitle();
    if (m_preview->state() == BulkPreview::State::Failed) {
        m_message->showMessage(MessageBar::Severity::Error,
                               tr("The keys could not be read, so nothing can be deleted yet. %1")
                                   .arg(errorText(m_preview->error().value_or(Error()))));
        connect(m_message->addButton(tr("Try Again"), QStringLiteral("bulkDeleteRetry")),
                &QPushButton::clicked, this, &DeleteSheet::read);
        check();
        return;
    }
    const auto plan = m_preview->plan();
    QList<TextRow> rows;
    for (quint32 i = 0; i < std::min<quint32>(plan->size(), sampleSize); ++i)
        rows.append(
            {.text = printable(plan->key(i)), .gutter = QStringLiteral("−"), .kind = RowKind::Removed});
    if (plan->size() > sampleSize)
        rows.append({.text = tr("… and %1 more").arg(keysText(plan->size() - sampleSize)),
                     .gutter = {},
                     .kind = RowKind::Heading});
    m_sample->setRows(rows);
    m_facts->setText(factsText());
    m_confirmation->ask(plan->size(),
                        m_selection.only.isDirectory() ? printable(m_selection.only.bytes) : QString());
    if (const QString other = otherRunText(m_runner); !other.isEmpty())
        m_message->showMessage(MessageBar::Severity::Warning, other);
    else if (!m_preview->fitsJournal())
        m_message->showMessage(MessageBar::Severity::Warning,
                               tr("This is more than the journal of this session can keep. What is deleted "
                                  "cannot be brought back from here."));
    else
        m_message->dismiss();
    check();
}

QString DeleteSheet::factsText() const
{
    const auto plan = m_preview->plan();
    const StoreFeatures features = m_runner.features();
    const QString at = positionText(features, plan->position().value);
    if (plan->size() == 0)
        return tr("No key is there any more at %1.").arg(at);
    QStringList facts;
    if (features.transactions)
        facts +=
            tr("As of %1. Keys that somebody changes or creates after it are left alone, and named.").arg(at);
    else
        facts += tr("As of %1. Keys that somebody changes or creates after it are left alone.").arg(at);
    if (plan->leasedKeys() > 0)
        facts += tr("%1 belong to a lease; the leases stay.").arg(keysText(plan->leasedKeys()));
    if (plan->hasValues())
        facts += tr("Keys and values (%1) are kept in the journal of this session.")
                     .arg(formatSize(plan->valueBytes()));
    if (!features.transactions) {
        facts +=
            tr("This API cannot delete several keys in one step: they go one by one, each only if it is as "
               "it was read. Others can see it half done.");
        if (plan->directories() > 0)
            facts +=
                tr("Directories go last, and only if they are empty by then: one with hidden keys (names "
                   "that begin with “_”), or with keys that came meanwhile, stays.");
    } else if (plan->size() > BulkDelete::mostInRange)
        facts += tr("It takes several steps; others can see it half done.");
    else
        facts += tr("It happens all at once, unless somebody writes meanwhile.");
    return facts.join(QLatin1Char('\n'));
}

void DeleteSheet::check()
{
    const bool ready = m_preview && m_preview->state() == BulkPreview::State::Ready;
    const quint32 keys = ready ? m_preview->plan()->size() : 0;
    const QString refusal = m_target.refusal();
    const bool confirmed = keys > 0 && m_confirmation->isSatisfied();
    m_confirm->setText(ready ? tr("Delete %1").arg(planText(*m_preview->plan())) : tr("Delete"));
    m_confirm->setEnabled(confirmed && refusal.isEmpty() && !m_runner.isBusy());
    if (!refusal.isEmpty())
        m_confirm->setToolTip(refusal);
    else
        m_confirm->setToolTip(keys > 0 && !confirmed ? m_confirmation->question() : QString());
}

void DeleteSheet::confirm()
{
    if (!m_confirm->isEnabled() || m_runner.isBusy())
        return;
    const auto plan = m_preview->plan();
    m_preview.reset();
    m_runner.remove(plan);
    emit started();
}

void DeleteSheet::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape || (enter && m_cancel->hasFocus()))
        m_cancel->click();
    else if (enter && m_confirm->hasFocus())
        confirm();
    else if (enter && m_confirmation->hasKeyboard() && m_confirm->isEnabled())
        m_confirm->setFocus(Qt::OtherFocusReason); // a second Enter deletes
    else
        QWidget::keyPressEvent(event);
}

} // namespace etcdscope
