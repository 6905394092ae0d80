// SPDX-License-Identifier: Apache-2.0
#include "ui/window/connectingpage.h"

#include "core/net/transporterror.h"
#include "core/session/session.h"
#include "ui/keys/errortext.h"
#include "ui/widgets/emptyview.h"

#include <QBoxLayout>
#include <QPushButton>

namespace etcdscope {

namespace {

/// Which secret the way to the cluster does not take.
std::optional<SecretKind> refusedSecret(const Session &session)
{
    const std::optional<Error> &error = session.lastError();
    if (!error)
        return std::nullopt;
    if (error->tlsCause == TlsCause::KeyNeedsPassphrase || error->tlsCause == TlsCause::WrongPassphrase)
        return SecretKind::KeyPassphrase;
    if (isOfProxyLogin(*error) && !session.settings().proxy.user.isEmpty())
        return SecretKind::ProxyPassword;
    return std::nullopt;
}

} // namespace

ConnectingPage::ConnectingPage(QWidget *parent)
    : QWidget(parent)
    , m_view(new EmptyView(this))
    , m_cancel(new QPushButton(tr("&Stop trying"), this))
    , m_diagnose(new QPushButton(tr("&Diagnose…"), this))
    , m_edit(new QPushButton(tr("&Edit connection…"), this))
    , m_secret(new QPushButton(this))
{
    setObjectName(QStringLiteral("session.connecting"));
    m_cancel->setObjectName(QStringLiteral("session.cancel"));
    m_cancel->setAccessibleName(tr("Stop trying to connect"));
    connect(m_view, &EmptyView::activated, this, &ConnectingPage::retryRequested);
    connect(m_cancel, &QPushButton::clicked, this, &ConnectingPage::cancelRequested);

    m_diagnose->setObjectName(QStringLiteral("session.diagnose"));
    m_diagnose->setAccessibleName(tr("Find out why it does not work"));
    m_edit->setObjectName(QStringLiteral("session.edit"));
    m_edit->setAccessibleName(tr("Edit this connection"));
    connect(m_diagnose, &QPushButton::clicked, this, &ConnectingPage::diagnosisRequested);
    connect(m_edit, &QPushButton::clicked, this, &ConnectingPage::editRequested);
    m_secret->setObjectName(QStringLiteral("session.enterSecret"));
    connect(m_secret, &QPushButton::clicked, this, [this] {
        if (m_wanted)
            emit secretRequested(*m_wanted);
    });

    m_view->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(m_view);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    for (QPushButton *button : {m_secret, m_cancel, m_diagnose, m_edit})
        buttons->addWidget(button);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    layout->addStretch(3);
}

void ConnectingPage::showState(const Session &session)
{
    const QString endpoint = session.endpoint().toString();
    const auto why = [&session] {
        return session.lastError() ? errorText(*session.lastError()) : tr("Nothing has been tried yet.");
    };
    switch (session.state()) {
    case Session::State::Connecting:
        m_view->setContent(tr("Connecting to %1").arg(endpoint),
                           session.lastError() ? tr("The last attempt failed. %1").arg(why())
                                               : tr("Finding out how the cluster is spoken to."));
        break;
    case Session::State::Retrying:
        m_view->setContent(tr("Not connected to %1").arg(endpoint), why(), tr("&Retry now"));
        break;
    case Session::State::Closed:
        m_view->setContent(tr("Closed"), tr("Nothing is sent to %1.").arg(endpoint), tr("&Connect"));
        break;
    case Session::State::Open:
        break;
    }
    m_cancel->setVisible(session.state() != Session::State::Closed);
    m_diagnose->setVisible(session.lastError().has_value());
    m_edit->setVisible(m_editable && session.lastError());
    offerSecret(refusedSecret(session));
}

void ConnectingPage::offerSecret(std::optional<SecretKind> wanted)
{
    m_secret->setVisible(wanted.has_value());
    if (wanted == m_wanted)
        return;
    m_wanted = wanted;
    const bool isPassphrase = wanted == SecretKind::KeyPassphrase;
    m_secret->setText(isPassphrase ? tr("Enter &passphrase…") : tr("Enter &proxy password…"));
    m_secret->setAccessibleName(isPassphrase ? tr("Enter the passphrase of the key")
                                             : tr("Enter the password of the proxy"));
}

void ConnectingPage::setEditable(bool editable)
{
    m_editable = editable;
}

void ConnectingPage::focusFirst()
{
    if (m_cancel->isVisible())
        m_cancel->setFocus();
    else
        m_view->setFocus();
}

} // namespace etcdscope
