// SPDX-License-Identifier: Apache-2.0
#include "ui/window/endpointlearning.h"

#include "core/session/session.h"
#include "ui/keys/errortext.h"
#include "ui/widgets/messagebar.h"
#include "ui/workspace/actionregistry.h"

#include <QStringList>

namespace etcdscope {

EndpointLearning::EndpointLearning(Session &session, QWidget &view, MessageBar &messages,
                                   ActionRegistry &actions)
    : QObject(&view)
    , m_session(session)
    , m_messages(messages)
    , m_action(actions.add(&view, {.id = "session.learnEndpoints",
                                   .text = tr("&Learn Endpoints from the Members"),
                                   .group = tr("Session"),
                                   .effect = ActionRegistry::Effect::Reads}))
{
    connect(m_action, &QAction::triggered, this, &EndpointLearning::ask);
    connect(&session, &Session::stateChanged, this, &EndpointLearning::update);
    update();
}

void EndpointLearning::ask()
{
    m_call = m_session.learnEndpoints();
    m_call.then(this, [this](const Result<QList<QUrl>> &added) { take(added); });
}

void EndpointLearning::take(const Result<QList<QUrl>> &added)
{
    if (!added) {
        m_messages.showMessage(
            MessageBar::Severity::Error,
            tr("The members could not be asked for their addresses. %1").arg(errorText(added.error())),
            added.error().toString());
        return;
    }
    QStringList names;
    for (const QUrl &url : *added)
        names += url.toString();
    m_messages.showMessage(
        MessageBar::Severity::Information,
        names.isEmpty()
            ? tr("The members name no address that this session does not know already, or none that can be "
                 "reached from this computer.")
            : tr("%n address(es) of the members are tried too from now on, as long as this session is open: "
                 "%1",
                 nullptr, int(names.size()))
                  .arg(names.join(QStringLiteral(", "))));
}

void EndpointLearning::update()
{
    const bool isOpen = m_session.state() == Session::State::Open;
    ActionRegistry::setUnavailable(
        m_action, isOpen ? QString() : tr("There is no connection to ask the members through."));
}

} // namespace etcdscope
