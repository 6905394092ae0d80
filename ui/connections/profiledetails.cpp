// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/profiledetails.h"

#include "core/base/printable.h"
#include "ui/connections/environmentchip.h"
#include "ui/connections/formgroup.h"
#include "ui/connections/profiletext.h"
#include "ui/widgets/palette.h"

#include <QAction>
#include <QBoxLayout>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>

namespace etcdscope {

namespace {

constexpr int mostLines = 6; // of endpoints or prefixes

QString linesText(const QStringList &lines)
{
    if (lines.size() <= mostLines)
        return lines.join(QLatin1Char('\n'));
    const auto more = int(lines.size() - mostLines);
    return lines.mid(0, mostLines).join(QLatin1Char('\n')) + QLatin1Char('\n') +
           ProfileDetails::tr("and %n more", nullptr, more);
}

QString tlsText(const TlsSettings &tls)
{
    QStringList parts;
    if (!tls.certificateFile.isEmpty())
        parts += ProfileDetails::tr("client certificate %1", "a file")
                     .arg(QFileInfo(tls.certificateFile).fileName());
    if (!tls.authorityFile.isEmpty())
        parts += ProfileDetails::tr("authority %1", "a file").arg(QFileInfo(tls.authorityFile).fileName());
    if (!tls.serverName.isEmpty())
        parts += ProfileDetails::tr("server name %1").arg(tls.serverName);
    if (!tls.acceptedFingerprint.isEmpty())
        parts += ProfileDetails::tr("one certificate accepted by its fingerprint");
    return parts.join(QLatin1Char('\n'));
}

QString proxyText(const ProxySettings &proxy)
{
    switch (proxy.kind) {
    case ProxySettings::Kind::System:
        return {};
    case ProxySettings::Kind::None:
        return ProfileDetails::tr("None");
    case ProxySettings::Kind::Http:
        return ProfileDetails::tr("HTTP, %1:%2").arg(proxy.host).arg(proxy.port);
    case ProxySettings::Kind::Socks5:
        return ProfileDetails::tr("SOCKS 5, %1:%2").arg(proxy.host).arg(proxy.port);
    }
    return {};
}

QString transportText(const Profile &profile)
{
    QStringList parts;
    if (profile.api != Profile::Api::Auto)
        parts +=
            profile.api == Profile::Api::V2 ? ProfileDetails::tr("API v2") : ProfileDetails::tr("API v3");
    if (profile.transport != Transport::Auto)
        parts += profile.transport == Transport::Grpc ? ProfileDetails::tr("gRPC")
                                                      : ProfileDetails::tr("JSON gateway");
    return parts.join(ProfileDetails::tr(", "));
}

} // namespace

ProfileDetails::ProfileDetails(const QList<QAction *> &actions, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_chip(new EnvironmentChip(this))
    , m_text(new QLabel(this))
    , m_rows(new FormLayout)
{
    setObjectName(QStringLiteral("connections.details"));
    m_title->setObjectName(QStringLiteral("connections.title"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    QFont heading = m_title->font();
    heading.setPointSizeF(heading.pointSizeF() * 1.25);
    heading.setBold(true);
    m_title->setFont(heading);
    m_text->setObjectName(QStringLiteral("connections.text"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_folder = addRow("connections.folder", tr("Folder"));
    m_endpoints = addRow("connections.endpoints", tr("Endpoints"));
    m_endpoints->setFont(monospaceFont());
    m_transport = addRow("connections.transport", tr("Spoken"));
    m_prefixes = addRow("connections.prefixes", tr("Keys below"));
    m_prefixes->setFont(monospaceFont());
    m_user = addRow("connections.user", tr("User"));
    m_tls = addRow("connections.tls", tr("TLS"));
    m_proxy = addRow("connections.proxy", tr("Proxy"));
    m_opening = addRow("connections.opening", tr("Opened"));

    auto *chipRow = new QHBoxLayout;
    chipRow->addWidget(m_chip);
    chipRow->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addLayout(chipRow);
    layout->addWidget(m_text);
    layout->addLayout(m_rows);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QAction *action : actions) {
        auto *button = new QPushButton(this);
        button->setObjectName(QStringLiteral("connections.button.") + action->objectName());
        button->setAutoDefault(false);
        const auto follow = [button, action] {
            button->setText(action->text());
            button->setAccessibleName(action->iconText());
            button->setToolTip(action->toolTip());
            button->setVisible(action->isEnabled());
        };
        follow();
        connect(action, &QAction::changed, button, follow);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    layout->addSpacing(8);
    layout->addLayout(buttons);
    layout->addStretch(1);
}

void ProfileDetails::showProfile(const Profile &profile)
{
    m_title->setText(profileTitle(profile));
    m_chip->setEnvironment(profile.environment);
    m_text->hide();
    setRow(m_folder, folderText(profile.folder));
    QStringList places = profile.endpoints;
    if (!profile.srv.domain.isEmpty())
        places += tr("SRV records of %1", "a domain").arg(profile.srv.domain);
    setRow(m_endpoints, linesText(places));
    setRow(m_transport, transportText(profile));
    QStringList prefixes;
    for (const QByteArray &prefix : profile.prefixes)
        prefixes += printable(prefix);
    setRow(m_prefixes, linesText(prefixes));
    setRow(m_user, profile.user);
    setRow(m_tls, tlsText(profile.tls));
    setRow(m_proxy, proxyText(profile.proxy));
    QStringList opening;
    if (profile.readOnly)
        opening += tr("read-only");
    if (profile.autoOpen)
        opening += tr("when the program starts");
    setRow(m_opening, opening.join(tr(", ")));
}

void ProfileDetails::showText(const QString &heading, const QString &text)
{
    m_title->setText(heading);
    m_chip->setEnvironment({});
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    for (QLabel *value : {m_folder, m_endpoints, m_transport, m_prefixes, m_user, m_tls, m_proxy, m_opening})
        setRow(value, {});
}

QLabel *ProfileDetails::addRow(const char *objectName, const QString &label)
{
    auto *value = new QLabel(this);
    value->setObjectName(QLatin1String(objectName));
    value->setAccessibleName(label);
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_rows->addRow(new QLabel(label, this), value);
    return value;
}

void ProfileDetails::setRow(QLabel *value, const QString &text)
{
    value->setText(text);
    value->setVisible(!text.isEmpty());
    m_rows->labelForField(value)->setVisible(!text.isEmpty());
}

} // namespace etcdscope
