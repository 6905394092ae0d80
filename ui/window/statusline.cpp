// SPDX-License-Identifier: Apache-2.0
#include "ui/window/statusline.h"

#include <QBoxLayout>
#include <QLabel>

#include <chrono>

namespace etcdscope {

namespace {

constexpr std::chrono::seconds noteTime(6);

QLabel *label(const char *name, QWidget *parent)
{
    auto *made = new QLabel(parent);
    made->setObjectName(QString::fromLatin1(name));
    made->setTextFormat(Qt::PlainText);
    return made;
}

void setText(QLabel *label, const QString &text, const QString &meaning)
{
    label->setText(text);
    label->setToolTip(text.isEmpty() ? QString() : meaning);
    label->setAccessibleName(text.isEmpty() ? QString() : meaning);
    label->setVisible(!text.isEmpty());
}

} // namespace

StatusDot::State dotOf(SessionSummary::Level level)
{
    switch (level) {
    case SessionSummary::Level::Idle:
        return StatusDot::State::Idle;
    case SessionSummary::Level::Busy:
        return StatusDot::State::Working;
    case SessionSummary::Level::Live:
        return StatusDot::State::Live;
    case SessionSummary::Level::Warning:
        return StatusDot::State::Stale;
    case SessionSummary::Level::Failed:
        return StatusDot::State::Error;
    }
    return StatusDot::State::Idle;
}

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent)
    , m_state(new StatusDot(this))
    , m_environment(label("status.environment", this))
    , m_access(label("status.access", this))
    , m_endpoint(label("status.endpoint", this))
    , m_transport(label("status.transport", this))
    , m_keys(label("status.keys", this))
    , m_roundTrip(label("status.roundTrip", this))
    , m_note(label("status.note", this))
{
    setObjectName(QStringLiteral("status"));
    setAccessibleName(tr("State of the session"));
    m_state->setObjectName(QStringLiteral("status.state"));
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(20);
    layout->addWidget(m_state);
    for (QLabel *fact : {m_environment, m_access, m_endpoint, m_transport, m_keys, m_roundTrip})
        layout->addWidget(fact);
    layout->addWidget(m_note, 1);

    m_noteTimer.setSingleShot(true);
    connect(&m_noteTimer, &QTimer::timeout, m_note, &QLabel::clear);
}

void StatusLine::showSummary(const SessionSummary &summary)
{
    m_state->setState(dotOf(summary.level), summary.state);
    m_state->setToolTip(summary.detail.isEmpty() ? summary.state : summary.detail);
    setText(m_environment, summary.environment, tr("Environment: %1").arg(summary.environment));
    setText(m_access, summary.readOnly ? tr("read-only") : QString(),
            tr("Nothing is written in this session until writing is allowed"));
    setText(m_endpoint, summary.endpoint, tr("Endpoint in use: %1").arg(summary.endpoint));
    setText(m_transport, summary.transport, tr("Spoken to the cluster: %1").arg(summary.transport));
    setText(m_keys, summary.keys, tr("Loaded: %1").arg(summary.keys));
    setText(m_roundTrip, summary.roundTrip, tr("Time of the last heartbeat: %1").arg(summary.roundTrip));
}

void StatusLine::showNote(const QString &text)
{
    m_note->setText(text);
    m_noteTimer.start(noteTime);
}

} // namespace etcdscope
