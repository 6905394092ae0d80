// SPDX-License-Identifier: Apache-2.0
#include "ui/window/readonlyswitch.h"

#include "core/session/session.h"
#include "ui/widgets/format.h"
#include "ui/widgets/messagebar.h"
#include "ui/workspace/actionregistry.h"
#include "ui/workspace/environmentbadge.h"
#include "ui/workspace/glyphs.h"
#include "ui/workspace/writetarget.h"

#include <QActionGroup>
#include <QApplication>
#include <QGridLayout>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTime>

#include <algorithm>

namespace etcdscope {

namespace {

constexpr int idleChoices[] = {1, 5, 10, 30, 60, 0}; // minutes

std::chrono::milliseconds idleTimeIn(const QSettings &settings)
{
    const int usual = int(std::chrono::duration_cast<std::chrono::minutes>(Relock::usual).count());
    const int minutes = settings.value(QLatin1String(ReadOnlySwitch::idleSetting), usual).toInt();
    return std::chrono::minutes(std::clamp(minutes, 0, 24 * 60));
}

} // namespace

ReadOnlySwitch::ReadOnlySwitch(Session &session, QWidget &view, MessageBar &messages, ActionRegistry &actions,
                               QSettings &settings)
    : QObject(&view)
    , m_session(session)
    , m_view(view)
    , m_messages(messages)
    , m_actions(actions)
    , m_settings(settings)
    , m_relock(session)
    , m_toggle(actions.add(&view, {.id = "session.readOnly",
                                   .text = tr("Read-&Only"),
                                   .group = tr("Session"),
                                   .shortcuts = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)}}))
{
    m_toggle->setCheckable(true);
    m_toggle->setChecked(session.isReadOnly());
    connect(m_toggle, &QAction::toggled, this, &ReadOnlySwitch::toggled);
    connect(&session, &Session::readOnlyChanged, this, &ReadOnlySwitch::update);
    connect(&m_relock, &Relock::announced, this, &ReadOnlySwitch::announce);
    connect(&m_relock, &Relock::withdrawn, &messages, [this] {
        if (m_messages.findChild<QPushButton *>(QStringLiteral("session.stayUnlocked")))
            m_messages.dismiss();
    });
    connect(&m_relock, &Relock::locked, this, [this] {
        m_messages.showMessage(MessageBar::Severity::Information,
                               tr("Nothing was done in this production session for %1, so it is read-only "
                                  "again. Unsaved edits are kept. %2")
                                   .arg(formatDuration(m_relock.idleTime()), afterwards())
                                   .trimmed());
        connect(m_messages.addButton(tr("Allow Writing…"), QStringLiteral("session.unlock")),
                &QPushButton::clicked, this, &ReadOnlySwitch::requestUnlock);
    });
    if (session.settings().environment.isProduction()) {
        m_relock.setIdleTime(idleTimeIn(settings));
        buildIdleMenu(actions);
        qApp->installEventFilter(this);
    }
    update();
}

void ReadOnlySwitch::buildIdleMenu(ActionRegistry &actions)
{
    m_idleMenu = new QMenu(tr("&Lock Again When Idle"), &m_view);
    m_idleMenu->setObjectName(QStringLiteral("session.idleMenu"));
    auto *const group = new QActionGroup(this);
    for (const int minutes : idleChoices) {
        QAction *action = actions.add(
            &m_view, {.id = "session.relock." + QByteArray::number(minutes),
                      .text = minutes == 0 ? tr("Never Lock Again by Itself")
                                           : tr("Lock Again After %n Minute(s)", nullptr, minutes),
                      .group = tr("Session")});
        action->setCheckable(true);
        action->setChecked(m_relock.idleTime() == std::chrono::minutes(minutes));
        group->addAction(action);
        m_idleMenu->addAction(action);
        connect(action, &QAction::triggered, this, [this, minutes] {
            m_settings.setValue(QLatin1String(idleSetting), minutes);
            m_relock.setIdleTime(std::chrono::minutes(minutes));
        });
    }
}

void ReadOnlySwitch::toggled(bool readOnly)
{
    if (readOnly == m_session.isReadOnly())
        return;
    if (readOnly) {
        m_session.setReadOnly(true);
        return;
    }
    m_toggle->setChecked(true); // until it is
    requestUnlock();
}

void ReadOnlySwitch::requestUnlock()
{
    if (!m_session.isReadOnly())
        return;
    if (m_session.settings().environment.isProduction())
        ask();
    else
        m_session.setReadOnly(false);
}

void ReadOnlySwitch::ask()
{
    if (m_question) {
        m_question->raise();
        return;
    }
    m_question = new QMessageBox(QMessageBox::Warning, tr("Allow Writing to Production"), {},
                                 QMessageBox::NoButton, &m_view);
    auto *const target = new WriteTarget(m_session, m_question);
    target->showText(m_question, [question = m_question.get()](const QString &text) {
        question->setText(tr("Allow writing to %1?").arg(text));
    });
    m_question->setObjectName(QStringLiteral("unlockQuestion"));
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->setTextFormat(Qt::PlainText);
    const QString again = m_relock.idleTime().count() > 0
                              ? tr("It becomes read-only again when nothing was done for %1.")
                                    .arg(formatDuration(m_relock.idleTime()))
                              : tr("It stays so until it is made read-only again or closed.");
    m_question->setInformativeText(
        tr("Saving, renaming and deleting change this cluster from then on. %1").arg(again));
    QPushButton *const unlock = m_question->addButton(tr("Allow Writing"), QMessageBox::DestructiveRole);
    unlock->setObjectName(QStringLiteral("unlockConfirm"));
    QPushButton *const cancel = m_question->addButton(tr("Stay Read-Only"), QMessageBox::RejectRole);
    cancel->setObjectName(QStringLiteral("unlockCancel"));
    m_question->setDefaultButton(cancel);
    m_question->setEscapeButton(cancel);
    if (auto *const grid = qobject_cast<QGridLayout *>(m_question->layout()))
        grid->addWidget(new EnvironmentBadge(target->environment(), m_question), 1, 0,
                        Qt::AlignBottom | Qt::AlignHCenter); // below the icon
    connect(unlock, &QPushButton::clicked, this, [this] { m_session.setReadOnly(false); });
    m_question->open();
}

void ReadOnlySwitch::update()
{
    const bool readOnly = m_session.isReadOnly();
    m_toggle->setChecked(readOnly);
    m_toggle->setIcon(glyphIcon(readOnly ? Glyph::Locked : Glyph::Unlocked));
    m_actions.refuseWrites(&m_view, readOnly ? tr("This session is read-only.") : QString());
    const bool offersUnlock = m_messages.findChild<QPushButton *>(QStringLiteral("session.unlock"));
    if (!readOnly && offersUnlock)
        m_messages.dismiss();
}

/// What becomes of renewals when it is locked; empty where there are none.
QString ReadOnlySwitch::afterwards() const
{
    const bool hasLocks = std::ranges::any_of(
        m_session.keySpaces(), [](KeySpace *keys) { return keys->store().locks() != nullptr; });
    return hasLocks ? tr("Locks that this program has asked for go on being renewed; keys that it keeps "
                         "refreshing do not.")
                    : QString();
}

/// The message stays until then, so that it gives the time and not what is left of it.
void ReadOnlySwitch::announce(qint64 left)
{
    m_messages.showMessage(
        MessageBar::Severity::Warning,
        tr("Nothing was done here for a while: this production session becomes read-only "
           "at %1. %2",
           "a time of day, and what becomes of renewals")
            .arg(QTime::currentTime().addMSecs(int(left)).toString(Qt::TextDate), afterwards())
            .trimmed());
    connect(m_messages.addButton(tr("Keep Writing Allowed"), QStringLiteral("session.stayUnlocked")),
            &QPushButton::clicked, &m_relock, &Relock::touch);
}

bool ReadOnlySwitch::eventFilter(QObject *object, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
        if (const auto *widget = qobject_cast<QWidget *>(object);
            widget && m_view.isVisible() && m_view.window()->isAncestorOf(widget))
            m_relock.touch();
        break;
    default:
        break;
    }
    return false;
}

} // namespace etcdscope
