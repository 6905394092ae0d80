// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/networkgroup.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>

namespace etcdscope {

namespace {

QSpinBox *timeField(QWidget *parent)
{
    auto *field = new QSpinBox(parent);
    field->setRange(100, 600'000);
    field->setSingleStep(1'000);
    field->setGroupSeparatorShown(true);
    field->setSuffix(NetworkGroup::tr(" ms"));
    return field;
}

} // namespace

NetworkGroup::NetworkGroup(QWidget *parent)
    : FormGroup(parent)
    , m_transport(named(new QComboBox(this), "form.transport", tr("Transport")))
    , m_proxy(named(new QComboBox(this), "form.proxy", tr("Proxy")))
    , m_host(named(new QLineEdit(this), "form.proxyHost", tr("Host of the proxy")))
    , m_port(named(new QSpinBox(this), "form.proxyPort", tr("Port of the proxy")))
    , m_user(named(new QLineEdit(this), "form.proxyUser", tr("User at the proxy")))
    , m_password(named(new QLineEdit(this), "form.proxyPassword", tr("Password at the proxy")))
    , m_proxyNote(new FieldNote(m_proxy))
    , m_connectTimeout(named(timeField(this), "form.connectTimeout", tr("Time to connect")))
    , m_callTimeout(named(timeField(this), "form.callTimeout", tr("Time for a call")))
{
    m_transport->addItem(tr("gRPC, or the JSON gateway where only HTTP/1.1 passes"), int(Transport::Auto));
    m_transport->addItem(tr("gRPC"), int(Transport::Grpc));
    m_transport->addItem(tr("JSON gateway"), int(Transport::Gateway));
    using Kind = ProxySettings::Kind;
    m_proxy->addItem(tr("As the system has it"), int(Kind::System));
    m_proxy->addItem(tr("None"), int(Kind::None));
    m_proxy->addItem(tr("HTTP"), int(Kind::Http));
    m_proxy->addItem(tr("SOCKS 5"), int(Kind::Socks5));
    m_port->setRange(0, 65'535);
    m_port->setSpecialValueText(tr("Port"));
    m_host->setPlaceholderText(tr("Host"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(tr("As it is kept, or asked for"));

    auto *hostRow = new QHBoxLayout;
    hostRow->setSpacing(8);
    hostRow->addWidget(m_host, 1);
    hostRow->addWidget(m_port);
    auto *layout = new FormLayout(this);
    layout->addRow(tr("&Transport:"), m_transport);
    layout->addRow(tr("&Proxy:"), m_proxy);
    auto *hostLabel = new QLabel(tr("&Address:"), this);
    hostLabel->setBuddy(m_host);
    layout->addRow(hostLabel, hostRow);
    layout->addRow(tr("&User:"), m_user);
    layout->addRow(tr("Pass&word:"), m_password);
    layout->addRow(QString(), m_proxyNote);
    layout->addRow(tr("Time to c&onnect:"), m_connectTimeout);
    layout->addRow(tr("Time for a &call:"), m_callTimeout);

    connect(m_transport, &QComboBox::currentIndexChanged, this, &NetworkGroup::edited);
    connect(m_proxy, &QComboBox::currentIndexChanged, this, &NetworkGroup::edited);
    for (const QLineEdit *field : {m_host, m_user, m_password})
        connect(field, &QLineEdit::textChanged, this, &NetworkGroup::edited);
    for (const QSpinBox *field : {m_port, m_connectTimeout, m_callTimeout})
        connect(field, &QSpinBox::valueChanged, this, &NetworkGroup::edited);
    check();
}

QString NetworkGroup::title() const
{
    return tr("Network");
}

void NetworkGroup::present(const Profile &profile)
{
    const QSignalBlocker quiet(this);
    m_transport->setCurrentIndex(m_transport->findData(int(profile.transport)));
    m_proxy->setCurrentIndex(m_proxy->findData(int(profile.proxy.kind)));
    m_host->setText(profile.proxy.host);
    m_port->setValue(profile.proxy.port);
    m_user->setText(profile.proxy.user);
    m_connectTimeout->setValue(profile.connectTimeout);
    m_callTimeout->setValue(profile.callTimeout);
    check();
}

void NetworkGroup::apply(Profile &profile) const
{
    profile.transport = Transport(m_transport->currentData().toInt());
    profile.proxy = {.kind = ProxySettings::Kind(m_proxy->currentData().toInt()),
                     .host = m_host->text().trimmed(),
                     .port = m_port->value(),
                     .user = m_user->text().trimmed()};
    if (!hasOwnProxy())
        profile.proxy = {.kind = profile.proxy.kind, .host = {}, .user = {}};
    profile.connectTimeout = m_connectTimeout->value();
    profile.callTimeout = m_callTimeout->value();
}

void NetworkGroup::applySecrets(ProfileSecrets &secrets) const
{
    if (hasOwnProxy() && !m_password->text().isEmpty())
        secrets.proxyPassword = m_password->text();
}

void NetworkGroup::takeSecrets(const ProfileSecrets &secrets)
{
    if (secrets.proxyPassword)
        m_password->setText(*secrets.proxyPassword);
}

QString NetworkGroup::problem() const
{
    const bool complete = !m_host->text().trimmed().isEmpty() && m_port->value() > 0;
    return hasOwnProxy() && !complete ? tr("The proxy needs a host and a port.") : QString();
}

void NetworkGroup::focusFirst()
{
    m_transport->setFocus();
}

bool NetworkGroup::hasOwnProxy() const
{
    const auto kind = ProxySettings::Kind(m_proxy->currentData().toInt());
    return kind == ProxySettings::Kind::Http || kind == ProxySettings::Kind::Socks5;
}

void NetworkGroup::check()
{
    const bool own = hasOwnProxy();
    m_host->setEnabled(own);
    m_port->setEnabled(own);
    m_user->setEnabled(own);
    m_password->setEnabled(own && !m_user->text().trimmed().isEmpty());
    if (const QString wrong = problem(); !wrong.isEmpty())
        m_proxyNote->complain(wrong);
    else
        m_proxyNote->explain({});
}

void NetworkGroup::edited()
{
    check();
    emit changed();
}

} // namespace etcdscope
