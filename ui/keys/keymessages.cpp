// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keymessages.h"

#include "ui/keys/errortext.h"
#include "ui/keys/openkey.h"
#include "ui/keys/storewords.h"
#include "ui/widgets/messagebar.h"

#include <QPushButton>

namespace etcdscope {

KeyMessages::KeyMessages(OpenKey &key, MessageBar &bar, QObject *parent)
    : QObject(parent)
    , m_key(key)
    , m_bar(bar)
{
    connect(&bar, &MessageBar::closed, this, &KeyMessages::closed);
}

QString KeyMessages::at(qint64 position) const
{
    return positionText(m_key.features(), position);
}

void KeyMessages::reset()
{
    m_bar.dismiss();
    m_shown = {};
    m_closed = {};
}

void KeyMessages::repeat()
{
    m_shown = {};
    m_closed = {};
}

void KeyMessages::dismissPassing()
{
    if (m_shown.topic == Topic::Passing)
        reset();
}

void KeyMessages::closed()
{
    m_closed = m_shown;
    if (m_shown.topic == Topic::Failed || m_shown.topic == Topic::Unknown)
        m_key.forgetTrouble();
}

KeyMessages::Message KeyMessages::pending(bool comparing) const
{
    const qint64 now = m_key.current() ? m_key.current()->modRevision : 0;
    const WriteOutcome *trouble = m_key.trouble();
    if (trouble && trouble->kind == WriteOutcome::Kind::Failed)
        return {Topic::Failed, 0};
    if (trouble && trouble->kind == WriteOutcome::Kind::Unknown)
        return {Topic::Unknown, now};
    if (m_key.isOvertaken() && !comparing)
        return {now == 0 ? Topic::Deleted : Topic::Overtaken, now};
    return {};
}

void KeyMessages::update(bool comparing)
{
    const Message message = pending(comparing);
    if (message.topic == Topic::None) {
        m_closed = {};
        if (m_shown.topic == Topic::Passing)
            return;
        m_bar.dismiss();
        m_shown = {};
    } else if (message != m_shown && message != m_closed) {
        m_shown = message;
        say(message);
    }
}

void KeyMessages::say(const Message &message)
{
    switch (message.topic) {
    case Topic::Failed:
        sayFailed(*m_key.trouble());
        break;
    case Topic::Unknown:
        sayUnknown(*m_key.trouble());
        break;
    case Topic::Overtaken:
        m_bar.showMessage(MessageBar::Severity::Warning,
                          tr("Changed at %1 by somebody else. Your edit, based on %2, is untouched.")
                              .arg(at(message.revision), at(m_key.base().modRevision)));
        offer(tr("Compare"), "compareButton", &KeyMessages::compareRequested);
        break;
    case Topic::Deleted:
        m_bar.showMessage(MessageBar::Severity::Warning,
                          m_key.hasExpired()
                              ? tr("Its time to live ran out, and the key is gone. Your edit is kept and can "
                                   "create the key again.")
                              : tr("Deleted by somebody else. Your edit is kept and can create the key "
                                   "again."));
        offer(tr("Create Again"), "createAgainButton", &KeyMessages::createAgainRequested);
        offer(tr("Put My Edit Aside"), "putAsideButton", &KeyMessages::putAsideRequested);
        break;
    case Topic::None:
    case Topic::Passing:
        break;
    }
}

void KeyMessages::sayFailed(const WriteOutcome &outcome)
{
    const Error error = outcome.error.value_or(Error());
    m_bar.showMessage(MessageBar::Severity::Error, tr("Nothing was written. %1").arg(errorText(error)),
                      error.toString());
    if (error.kind == ErrorKind::ReadOnly)
        offer(tr("Allow Writing…"), "unlockButton", &KeyMessages::unlockRequested);
    else if (m_key.draft())
        offer(tr("Save Again…"), "saveAgainButton", &KeyMessages::saveAgainRequested);
}

void KeyMessages::sayUnknown(const WriteOutcome &outcome)
{
    const qint64 compared = m_key.base().modRevision;
    QString state;
    if (!outcome.theirs)
        state = tr("The key could not be read since, or does not exist.");
    else if (outcome.theirs->modRevision == compared)
        state = tr("The key is unchanged so far.");
    else
        state = tr("The key holds %1 now.").arg(at(outcome.theirs->modRevision));
    m_bar.showMessage(
        MessageBar::Severity::Warning,
        tr("No answer came to the write, so it may have happened. %1 Writing again is safe, because it "
           "compares with %2.")
            .arg(state, at(compared)),
        outcome.error.value_or(Error()).toString());
    if (m_key.draft())
        offer(tr("Save Again…"), "saveAgainButton", &KeyMessages::saveAgainRequested);
}

void KeyMessages::sayPutAside()
{
    m_shown = {Topic::Passing, 0};
    m_bar.showMessage(MessageBar::Severity::Information, tr("Your edit was put aside."));
    offer(tr("Bring It Back"), "bringBackButton", &KeyMessages::bringBackRequested);
}

void KeyMessages::sayNotDeleted()
{
    m_shown = {Topic::Passing, 0};
    m_bar.showMessage(MessageBar::Severity::Warning,
                      m_key.current()
                          ? tr("Nothing was deleted: somebody else wrote %1 meanwhile. It is shown now.")
                                .arg(at(m_key.current()->modRevision))
                          : tr("Somebody else deleted the key already."));
}

void KeyMessages::offer(const QString &text, const char *name, void (KeyMessages::*request)())
{
    connect(m_bar.addButton(text, QLatin1String(name)), &QPushButton::clicked, this, request);
}

} // namespace etcdscope
