// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/timetolivepanel.h"

#include "core/session/keyspace.h"
#include "ui/keys/errortext.h"
#include "ui/keys/storewords.h"
#include "ui/keys/timetolivefield.h"
#include "ui/widgets/format.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/palette.h"
#include "ui/workspace/writetarget.h"

#include <QCheckBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

namespace etcdscope {

TimeToLivePanel::TimeToLivePanel(KeySpace &keys, WriteTarget &target, QWidget *parent)
    : QWidget(parent)
    , m_keys(keys)
    , m_target(target)
    , m_renewal(keys.store(), keys.writer())
    , m_left(new QLabel(this))
    , m_note(new QLabel(this))
    , m_field(new TimeToLiveField(false, this))
    , m_set(new QPushButton(this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_refresh(new QPushButton(tr("Refresh Quietly"), this))
    , m_keep(new QCheckBox(tr("Keep refreshing while open"), this))
    , m_message(new MessageBar(this))
{
    setObjectName(QStringLiteral("timeToLive"));
    m_left->setObjectName(QStringLiteral("timeToLiveLeft"));
    m_left->setTextFormat(Qt::PlainText);
    m_left->setIndent(4);
    m_note->setObjectName(QStringLiteral("timeToLiveNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_field->setObjectName(QStringLiteral("timeToLiveField"));
    m_set->setObjectName(QStringLiteral("timeToLiveSet"));
    m_remove->setObjectName(QStringLiteral("timeToLiveRemove"));
    m_remove->setToolTip(tr("It then stays until somebody deletes it"));
    m_refresh->setObjectName(QStringLiteral("timeToLiveRefresh"));
    m_refresh->setToolTip(tr("The time starts anew; those who watch it are not told"));
    m_keep->setObjectName(QStringLiteral("timeToLiveKeep"));
    m_keep->setToolTip(tr("Quietly, after each third of the time, until something else is opened"));
    m_message->setObjectName(QStringLiteral("timeToLiveMessage"));
    for (QPushButton *const button : {m_set, m_remove, m_refresh})
        button->setAutoDefault(false);
    buildLayout();
    m_tick.setInterval(1'000);
    connect(&m_tick, &QTimer::timeout, this, &TimeToLivePanel::tick);
    connect(m_field, &QComboBox::editTextChanged, this, &TimeToLivePanel::check);
    connect(m_field->lineEdit(), &QLineEdit::returnPressed, m_set, &QPushButton::click);
    connect(m_set, &QPushButton::clicked, this, [this] { write(Act::Set); });
    connect(m_remove, &QPushButton::clicked, this, [this] { write(Act::Remove); });
    connect(m_refresh, &QPushButton::clicked, this, [this] { write(Act::Refresh); });
    connect(m_keep, &QCheckBox::toggled, this, &TimeToLivePanel::toggleRenewal);
    connect(&m_renewal, &Renewal::renewed, this, &TimeToLivePanel::written);
    connect(&m_renewal, &Renewal::ended, this, &TimeToLivePanel::renewalEnded);
    connect(&target, &WriteTarget::changed, this, [this] {
        if (m_renewal.isActive() && !m_target.refusal().isEmpty()) {
            stopRenewal();
            m_message->showMessage(MessageBar::Severity::Warning,
                                   tr("Refreshing has stopped. %1").arg(m_target.refusal()));
        }
        check();
    });
    setEntry({}, std::nullopt, 0);
}

void TimeToLivePanel::buildLayout()
{
    auto *const above = new QHBoxLayout;
    above->setSpacing(8);
    above->addWidget(m_left);
    above->addWidget(m_note, 1);
    above->addWidget(m_keep);
    auto *const below = new QHBoxLayout;
    below->setSpacing(8);
    below->addWidget(m_field);
    below->addWidget(m_set);
    below->addWidget(m_remove);
    below->addWidget(m_refresh);
    below->addStretch(1);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(above);
    layout->addLayout(below);
    layout->addWidget(m_message);
}

void TimeToLivePanel::setEntry(const QByteArray &key, const std::optional<Entry> &entry, qint64 readAt)
{
    const bool isOther = key != m_key;
    if (isOther) {
        stopRenewal();
        m_writing.cancel(); // what was written is written
        m_message->dismiss();
        m_note->clear();
    }
    const bool isFirst = isOther || !m_entry;
    m_key = key;
    m_entry = entry;
    m_expires = entry && entry->timeToLive ? readAt + *entry->timeToLive * 1'000 : 0;
    if (isFirst && entry)
        m_field->setSeconds(entry->timeToLive.value_or(60));
    m_wasOverdue = false;
    setVisible(entry.has_value() || m_message->isVisibleTo(this));
    tick();
    check();
}

void TimeToLivePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    tick();
}

void TimeToLivePanel::tick()
{
    const bool ticks = m_expires != 0;
    const qint64 left = m_expires - QDateTime::currentMSecsSinceEpoch();
    const bool warns = ticks && isNearEnd(left);
    if (!ticks)
        m_left->setText(m_entry ? tr("Does not expire") : QString());
    else
        m_left->setText(left > 0 ? tr("Expires in %1").arg(timeLeftText(left)) : tr("Its time is over"));
    m_left->setToolTip(ticks ? tr("At %1, by the clock of this computer")
                                   .arg(formatExactTime(QDateTime::fromMSecsSinceEpoch(m_expires)))
                             : QString());
    QPalette look = palette();
    if (warns)
        look.setColor(QPalette::WindowText, toneText(look, Tone::Warning, QPalette::Window));
    m_left->setPalette(look);
    QFont font = this->font();
    font.setBold(warns);
    m_left->setFont(font);
    if (!ticks || !isVisible())
        m_tick.stop();
    else if (!m_tick.isActive())
        m_tick.start();
    // Somebody may have renewed it without telling.
    if (ticks && left < -1'000 && !std::exchange(m_wasOverdue, true))
        emit written();
}

// --- writing ---

void TimeToLivePanel::write(Act act)
{
    const auto seconds = m_field->seconds();
    if (!m_entry || m_writing.isActive() || (act != Act::Remove && !seconds))
        return;
    m_message->dismiss();
    m_note->clear();
    const TimeToLive timeToLive =
        act == Act::Remove ? TimeToLive::none() : TimeToLive::of(seconds.value_or(0));
    m_writing = m_keys.writer().setTimeToLive(*m_entry, timeToLive, act == Act::Refresh);
    m_writing.then(this, [this, act](const Result<WriteOutcome> &outcome) {
        if (outcome)
            ended(act, *outcome);
    });
    check();
}

void TimeToLivePanel::ended(Act act, const WriteOutcome &outcome)
{
    m_writing.cancel();
    switch (outcome.kind) {
    case WriteOutcome::Kind::Done: {
        const QString at = positionText(m_keys.store().features(), outcome.position.value);
        say(act == Act::Remove ? tr("Removed at %1").arg(at)
            : act == Act::Set  ? tr("Set at %1").arg(at)
                               : tr("Refreshed at %1").arg(at));
        break;
    }
    case WriteOutcome::Kind::Conflict:
        m_message->showMessage(
            MessageBar::Severity::Warning,
            outcome.theirs
                ? tr("Somebody else changed it meanwhile, so nothing was written. It is read again.")
                : tr("It expired, or somebody deleted it, before this could be written."));
        break;
    case WriteOutcome::Kind::Failed:
        m_message->showMessage(MessageBar::Severity::Error,
                               tr("Nothing was written. %1").arg(errorText(outcome.error.value_or(Error()))));
        break;
    case WriteOutcome::Kind::Unknown:
        m_message->showMessage(MessageBar::Severity::Warning,
                               tr("No answer came, so it may have been written. It is read again."),
                               outcome.error.value_or(Error()).toString());
        break;
    }
    check();
    emit written();
}

void TimeToLivePanel::say(const QString &text)
{
    m_note->setText(text);
    m_note->setToolTip(text);
}

// --- renewing ---

void TimeToLivePanel::toggleRenewal(bool on)
{
    const auto seconds = m_field->seconds();
    if (!on) {
        stopRenewal();
        say(tr("No longer refreshed"));
    } else if (m_entry && m_entry->timeToLive && seconds) {
        m_message->dismiss();
        m_renewal.start(*m_entry, *seconds);
        say(tr("Refreshed to %1 again and again").arg(formatDuration(std::chrono::seconds(*seconds))));
    } else {
        stopRenewal();
    }
    check();
}

void TimeToLivePanel::stopRenewal()
{
    m_renewal.stop();
    const QSignalBlocker quiet(m_keep);
    m_keep->setChecked(false);
}

void TimeToLivePanel::renewalEnded(Renewal::End end, const WriteOutcome &outcome)
{
    stopRenewal();
    m_note->clear();
    QString why;
    switch (end) {
    case Renewal::End::Gone:
        why = tr("Refreshing has stopped: it has expired meanwhile, or somebody deleted it.");
        break;
    case Renewal::End::Replaced:
        why = tr("Refreshing has stopped: somebody replaced it, and its time to live is theirs now.");
        break;
    case Renewal::End::Unlimited:
        why = tr("Refreshing has stopped: somebody took its time to live away, so it does not expire.");
        break;
    case Renewal::End::Failed:
        why = outcome.kind == WriteOutcome::Kind::Unknown
                  ? tr("Refreshing has stopped: no answer came to the last time, so it may expire.")
                  : tr("Refreshing has stopped, so it will expire. %1")
                        .arg(errorText(outcome.error.value_or(Error{.kind = ErrorKind::Conflict})));
        break;
    }
    m_message->showMessage(MessageBar::Severity::Warning, why);
    setVisible(true);
    check();
    emit written();
}

// --- what can be done ---

void TimeToLivePanel::check()
{
    const bool hasTime = m_entry && m_entry->timeToLive;
    const bool canRefresh = m_keys.store().features().quietRefresh;
    const QString refusal = m_target.refusal();
    const QString problem = m_field->problem();
    const QString busy = m_writing.isActive() ? tr("It is being written.") : QString();
    const QString notNow = !refusal.isEmpty() ? refusal : busy;
    const QString notSo = !notNow.isEmpty() ? notNow : problem;
    m_set->setText(hasTime ? tr("Change") : tr("Set"));
    m_set->setEnabled(m_entry && notSo.isEmpty());
    m_set->setToolTip(notSo);
    m_remove->setVisible(hasTime);
    m_remove->setEnabled(notNow.isEmpty());
    m_refresh->setVisible(hasTime && canRefresh);
    m_refresh->setEnabled(notSo.isEmpty());
    m_keep->setVisible((hasTime && canRefresh) || m_renewal.isActive());
    m_keep->setEnabled(m_renewal.isActive() || notSo.isEmpty());
    m_field->setEnabled(m_entry && refusal.isEmpty() && !m_renewal.isActive());
    m_field->setAccessibleDescription(problem);
}

} // namespace etcdscope
