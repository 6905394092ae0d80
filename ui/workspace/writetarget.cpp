// SPDX-License-Identifier: Apache-2.0
#include "ui/workspace/writetarget.h"

#include "core/session/session.h"
#include "ui/workspace/environmentlook.h"

#include <QStringList>

#include <utility>

namespace etcdscope {

namespace {

QString textOf(const Session &session, const QString &name)
{
    QStringList more;
    const QString endpoint = session.endpoint().toString();
    if (!endpoint.isEmpty() && name != endpoint && !name.contains(session.endpoint().authority()))
        more += endpoint;
    if (const QString label = environmentLabel(session.settings().environment); !label.isEmpty())
        more += label;
    return more.isEmpty()
               ? name
               : WriteTarget::tr("%1 (%2)", "cluster, endpoint and environment")
                     .arg(name, more.join(WriteTarget::tr(", ", "between endpoint and environment")));
}

} // namespace

WriteTarget::WriteTarget(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_name(session.name())
    , m_environment(session.settings().environment)
    , m_text(textOf(session, m_name))
{
    connect(&session, &Session::readOnlyChanged, this, &WriteTarget::changed);
    connect(&session, &Session::endpointChanged, this, &WriteTarget::updateText);
}

void WriteTarget::updateText()
{
    const QString before = std::exchange(m_text, textOf(m_session, m_name));
    if (m_text != before)
        emit textChanged();
}

bool WriteTarget::asksToType(qint64 keys) const
{
    return keys > mostWithoutTyping || (keys > 0 && m_environment.isProduction());
}

QString WriteTarget::refusal() const
{
    return m_session.isReadOnly() ? tr("This session is read-only.") : QString();
}

} // namespace etcdscope
