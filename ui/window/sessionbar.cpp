// SPDX-License-Identifier: Apache-2.0
#include "ui/window/sessionbar.h"

#include "core/session/session.h"
#include "ui/window/readonlyswitch.h"
#include "ui/workspace/environmentbadge.h"
#include "ui/workspace/environmentlook.h"
#include "ui/workspace/glyphs.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace etcdscope {

namespace {
constexpr int stripeHeight = 4;
} // namespace

SessionBar::SessionBar(Session &session, ReadOnlySwitch &readOnly, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_environment(session.settings().environment)
    , m_shortcut(readOnly.action()->shortcut().toString(QKeySequence::NativeText))
    , m_lock(new QToolButton(this))
{
    setObjectName(QStringLiteral("session.bar"));
    auto *const badge = new EnvironmentBadge(m_environment, this);
    auto *const name = new QLabel(session.name(), this);
    name->setObjectName(QStringLiteral("session.name"));
    name->setTextFormat(Qt::PlainText);
    name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    name->setToolTip(session.name());

    m_lock->setObjectName(QStringLiteral("session.lock"));
    m_lock->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_lock->setFocusPolicy(Qt::TabFocus);
    m_lock->setIconSize(QSize(16, 16));
    m_lock->setCheckable(true);
    connect(m_lock, &QToolButton::clicked, readOnly.action(), [this, &readOnly] {
        readOnly.action()->trigger();
        update(); // a question may come first
    });
    connect(&session, &Session::readOnlyChanged, this, &SessionBar::update);
    if (readOnly.idleMenu()) {
        m_lock->setMenu(readOnly.idleMenu());
        m_lock->setPopupMode(QToolButton::MenuButtonPopup);
    }

    auto *const layout = new QHBoxLayout(this);
    const int stripe = environmentColour(m_environment).isValid() ? stripeHeight : 0;
    layout->setContentsMargins(8, 4 + stripe, 8, 4);
    layout->setSpacing(8);
    layout->addWidget(badge);
    layout->addWidget(name, 1);
    layout->addWidget(m_lock);
    update();
}

void SessionBar::update()
{
    const bool readOnly = m_session.isReadOnly();
    m_lock->setChecked(readOnly);
    m_lock->setText(readOnly ? tr("Read-only") : tr("Writing allowed"));
    m_lock->setAccessibleName(m_lock->text());
    m_lock->setToolTip(tr("%1 (%2)", "what a click does, shortcut")
                           .arg(readOnly
                                    ? tr("Nothing is written in this session. Click to allow writing.")
                                    : tr("This session can change the cluster. Click to make it read-only."),
                                m_shortcut));
    m_lock->setIcon(glyphIcon(readOnly ? Glyph::Locked : Glyph::Unlocked));
}

void SessionBar::paintEvent(QPaintEvent *)
{
    const QColor colour = environmentMark(m_environment, palette());
    if (colour.isValid())
        QPainter(this).fillRect(0, 0, width(), stripeHeight, colour);
}

} // namespace etcdscope
