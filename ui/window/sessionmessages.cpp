// SPDX-License-Identifier: Apache-2.0
//
// What a SessionView says of its session as a whole, above its workspaces.
#include "core/session/session.h"
#include "ui/widgets/format.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/sessionview.h"

#include <QPushButton>

namespace etcdscope {

void SessionView::showProblem(const QString &text, const QString &details)
{
    m_messages->showMessage(MessageBar::Severity::Error, text, details);
}

void SessionView::showRefusedLogin(const Error &error)
{
    const QString user = m_session->settings().login.user;
    QString text;
    if (user.isEmpty())
        text = tr("The cluster wants a user name and a password.");
    else if (error.v2Code != 0) // this API has one answer to a wrong password and to a missing right
        text =
            tr("The cluster refuses the user “%1”: the password is wrong, or these keys may not be read; the "
               "v2 API does not tell which. Enter the password again, or limit the connection to the "
               "prefixes that this user may read. It is not tried again by itself.")
                .arg(user);
    else
        text =
            tr("The cluster does not accept the password of the user “%1”. It is not tried again by itself.")
                .arg(user);
    m_messages->showMessage(user.isEmpty() ? MessageBar::Severity::Warning : MessageBar::Severity::Error,
                            text, error.toString());
    connect(m_messages->addButton(user.isEmpty() ? tr("Sign In…") : tr("Enter Password…"),
                                  QStringLiteral("session.enterPassword")),
            &QPushButton::clicked, this, &SessionView::loginRequested);
}

void SessionView::showInformation(const QString &text)
{
    m_messages->showMessage(MessageBar::Severity::Information, text);
}

void SessionView::offerToOpenAgain()
{
    m_messages->showMessage(
        MessageBar::Severity::Information,
        tr("The connection “%1” was changed. This session goes on with what it was opened "
           "with.")
            .arg(m_session->name()));
    connect(m_messages->addButton(tr("Open Again"), QStringLiteral("session.openAgain")),
            &QPushButton::clicked, this, &SessionView::openAgainRequested);
}

void SessionView::showGap(Api api, Position from, Position to)
{
    const QString text =
        api == Api::V2 ? tr("The v2 API remembers its last 1,000 changes: those from index %1 to %2 were "
                            "no longer among them. The keys were listed again and compared; what happened "
                            "in between cannot be shown.")
                       : tr("The history from revision %1 to %2 was compacted while this session was "
                            "away. The keys were listed "
                            "again and compared; what happened in between cannot be shown.");
    m_messages->showMessage(MessageBar::Severity::Information,
                            text.arg(formatNumber(from.value), formatNumber(to.value)));
}

void SessionView::showReplacedHistory()
{
    m_messages->showMessage(
        MessageBar::Severity::Warning,
        tr("This endpoint answers with another history than before: another cluster, or one "
           "restored from a backup. The keys were read anew. Unsaved edits are kept, but they "
           "started from keys of the former history: compare before saving."));
}

} // namespace etcdscope
