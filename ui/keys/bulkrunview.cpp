// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/bulkrunview.h"

#include "core/base/printable.h"
#include "ui/keys/bulktext.h"
#include "ui/keys/errortext.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/rowtextview.h"
#include "ui/workspace/targetheader.h"
#include "ui/workspace/writetarget.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <utility>

namespace etcdscope {

using Outcome = BulkRun::Outcome;
using State = BulkRun::State;

BulkRunView::BulkRunView(BulkRunner &runner, WriteTarget &target, QWidget *parent)
    : QWidget(parent)
    , m_runner(runner)
    , m_target(target)
    , m_title(makeSentences(QStringLiteral("bulkRunTitle"), this))
    , m_message(new MessageBar(this))
    , m_progress(new QProgressBar(this))
    , m_text(makeSentences(QStringLiteral("bulkRunText"), this))
    , m_exceptions(new RowTextView(this))
    , m_action(new QPushButton(this))
    , m_close(new QPushButton(tr("Close"), this))
{
    setObjectName(QStringLiteral("bulkRunView"));
    makeBold(m_title);
    m_message->setObjectName(QStringLiteral("bulkRunMessage"));
    m_message->setClosable(false);
    m_progress->setObjectName(QStringLiteral("bulkRunProgress"));
    m_progress->setAccessibleName(tr("Keys done"));
    m_progress->setRange(0, 1'000);
    m_exceptions->setObjectName(QStringLiteral("bulkRunExceptions"));
    m_exceptions->setAccessibleName(tr("Keys that were left alone, and why"));
    m_action->setObjectName(QStringLiteral("bulkRunAction"));
    m_action->setAutoDefault(false);
    m_close->setObjectName(QStringLiteral("bulkRunClose"));
    m_close->setAutoDefault(false);

    auto *const buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_action);
    buttons->addWidget(m_close);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(new TargetHeader(target, this));
    layout->addWidget(m_title);
    layout->addWidget(m_message);
    layout->addWidget(m_progress);
    layout->addWidget(m_text);
    layout->addWidget(m_exceptions, 1);
    layout->addStretch(0);
    layout->addLayout(buttons);

    connect(m_action, &QPushButton::clicked, this, &BulkRunView::act);
    connect(m_close, &QPushButton::clicked, this, [this] {
        m_runner.dismiss(); // does nothing while it is under way
        emit left();
    });
    connect(&m_runner, &BulkRunner::currentChanged, this, &BulkRunView::takeRun);
    connect(&target, &WriteTarget::changed, this, &BulkRunView::update);
    connect(&target, &WriteTarget::textChanged, this, &BulkRunView::update);
    takeRun();
}

void BulkRunView::takeRun()
{
    if (m_run)
        disconnect(m_run, nullptr, this, nullptr);
    m_run = m_runner.current();
    if (!m_run)
        return;
    connect(m_run, &BulkRun::progressed, this, &BulkRunView::update);
    connect(m_run, &BulkRun::stateChanged, this, &BulkRunView::update);
    connect(m_run, &BulkRun::rested, this, &BulkRunView::update);
    update();
}

void BulkRunView::update()
{
    if (!m_run)
        return;
    m_title->setText(tr("%1 in %2", "what is done, where").arg(runTitle(*m_run), m_target.text()));
    const bool resting = m_run->isResting();
    m_progress->setVisible(!resting);
    m_progress->setValue(m_run->total() > 0 ? int(m_run->settled() * 1'000 / m_run->total()) : 1'000);
    const QString text = runText(*m_run);
    const bool allDone = m_run->state() == State::Finished && m_run->count(Outcome::Done) == m_run->total();
    const bool bar = (resting && !allDone) || m_run->state() == State::Waiting;
    m_text->setText(bar ? QString() : text);
    m_text->setVisible(!bar);
    const auto severity = m_run->state() == State::Failed || m_run->count(Outcome::Refused) > 0
                              ? MessageBar::Severity::Error
                              : MessageBar::Severity::Warning;
    if (!bar)
        m_message->dismiss();
    else if (!m_message->isVisibleTo(this) || m_message->text() != text || m_message->severity() != severity)
        m_message->showMessage(severity, text);
    const bool resumes = m_run->state() == State::Stopped || m_run->state() == State::Failed;
    m_action->setVisible(!resting || resumes);
    m_action->setText(resumes ? tr("Go On") : tr("Stop"));
    const QString refusal = resumes ? m_target.refusal() : QString();
    m_action->setEnabled(m_run->state() != State::Stopping && refusal.isEmpty());
    m_action->setToolTip(refusal);
    m_close->setToolTip(resting ? QString() : tr("It goes on; what became of it is said here."));
    m_close->setText(resting ? tr("Close") : tr("Hide"));
    showExceptions();
    if (resting && m_action->isHidden() && isVisible() && !QWidget::focusWidget())
        m_close->setFocus(Qt::OtherFocusReason);
}

void BulkRunView::showExceptions()
{
    const auto &exceptions = m_run->exceptions();
    const auto &created = m_run->createdNames();
    m_exceptions->setVisible(m_run->isResting() && (!exceptions.empty() || !created.empty()));
    if (!m_run->isResting())
        return;
    QList<TextRow> rows;
    qint64 named = 0;
    const auto heading = [&](const QString &text) {
        rows.append({.text = text, .gutter = {}, .kind = RowKind::Heading});
    };
    for (const Outcome outcome : {Outcome::Refused, Outcome::Changed, Outcome::Occupied, Outcome::Gone}) {
        bool first = true;
        for (const BulkRun::Exception &exception : exceptions) {
            if (exception.outcome != outcome)
                continue;
            if (std::exchange(first, false))
                heading(reasonText(outcome));
            rows.append({.text = printable(exception.key),
                         .gutter = QStringLiteral("!"),
                         .kind = outcome == Outcome::Refused ? RowKind::Removed : RowKind::Conflict});
            if (exception.error)
                rows.append({.text = QStringLiteral("  ") + errorSentence(*exception.error), .gutter = {}});
            ++named;
        }
    }
    if (!created.empty())
        heading(tr("Made since the preview, left alone:"));
    for (const QByteArray &name : created) {
        rows.append({.text = printable(name), .gutter = QStringLiteral("+"), .kind = RowKind::Conflict});
        ++named;
    }
    const qint64 all = m_run->count(Outcome::Changed) + m_run->count(Outcome::Gone) +
                       m_run->count(Outcome::Occupied) + m_run->count(Outcome::Refused) +
                       m_run->createdMeanwhile();
    if (all > named)
        heading(tr("… and %1 more").arg(keysText(all - named)));
    m_exceptions->setRows(rows);
}

void BulkRunView::act()
{
    if (!m_run)
        return;
    if (m_run->isResting())
        m_run->resume();
    else
        m_run->cancel();
}

void BulkRunView::focusFirst()
{
    (m_action->isVisible() && m_action->isEnabled() ? m_action : m_close)->setFocus(Qt::OtherFocusReason);
}

void BulkRunView::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        emit left(); // what is under way goes on, and what was not read yet stays
    else if (enter && m_action->hasFocus())
        m_action->click();
    else if (enter)
        m_close->click();
    else
        QWidget::keyPressEvent(event);
}

} // namespace etcdscope
