// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/secretsheet.h"

#include "ui/connections/environmentchip.h"
#include "ui/connections/profiletext.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>

namespace etcdscope {

using Keeping = Profile::SecretKeeping;

namespace {

const char *nameOf(SecretKind kind)
{
    switch (kind) {
    case SecretKind::Password:
        return "secrets.password";
    case SecretKind::KeyPassphrase:
        return "secrets.passphrase";
    case SecretKind::ProxyPassword:
        return "secrets.proxyPassword";
    }
    return "";
}

QString labelOf(SecretKind kind, const Profile &profile)
{
    switch (kind) {
    case SecretKind::Password:
        return SecretSheet::tr("Password of the user %1").arg(profile.user);
    case SecretKind::KeyPassphrase:
        return SecretSheet::tr("Passphrase of the key %1", "a file")
            .arg(QFileInfo(profile.tls.keyFile).fileName());
    case SecretKind::ProxyPassword:
        return SecretSheet::tr("Password of %1 at the proxy", "a user").arg(profile.proxy.user);
    }
    return {};
}

} // namespace

SecretSheet::SecretSheet(const Profile &profile, const QList<SecretKind> &kinds,
                         const QString &keychainProblem, QWidget *parent)
    : QDialog(parent)
    , m_keeping(named(new QComboBox(this), "secrets.keeping", tr("Keep it")))
    , m_note(new FieldNote(m_keeping))
{
    setObjectName(QStringLiteral("secrets"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Open %1", "a connection").arg(profileTitle(profile)));
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    auto *place = new QLabel(
        tr("%1 at %2", "a connection, an address").arg(profileTitle(profile), profilePlace(profile)), this);
    place->setTextFormat(Qt::PlainText);
    auto *chip = new EnvironmentChip(this);
    chip->setEnvironment(profile.environment);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(place);
    head->addWidget(chip);
    head->addStretch(1);
    layout->addLayout(head);
    for (const SecretKind kind : kinds) {
        auto *field = named(new QLineEdit(this), nameOf(kind), labelOf(kind, profile));
        field->setEchoMode(QLineEdit::Password);
        layout->addWidget(new QLabel(field->accessibleName(), this));
        layout->addWidget(field);
        m_fields.append({kind, field});
    }
    m_keeping->addItem(tr("In the keychain of this desktop"), int(Keeping::Keychain));
    m_keeping->addItem(tr("In memory until the program ends"), int(Keeping::ThisRun));
    m_keeping->addItem(tr("Nowhere: ask each time"), int(Keeping::AskEachTime));
    const bool none = !keychainProblem.isEmpty() && profile.secretKeeping == Keeping::Keychain;
    m_keeping->setCurrentIndex(m_keeping->findData(int(none ? Keeping::ThisRun : profile.secretKeeping)));
    auto *keepLabel = new QLabel(tr("&Keep it"), this);
    keepLabel->setBuddy(m_keeping);
    layout->addWidget(keepLabel);
    layout->addWidget(m_keeping);
    layout->addWidget(m_note);
    // In the order of all forms here, whatever that of the desktop's own dialogs is.
    auto *cancel = named(new QPushButton(tr("&Cancel"), this), "secrets.cancel", tr("Cancel"));
    auto *open = named(new QPushButton(tr("&Open"), this), "secrets.open", tr("Open the connection"));
    open->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(open);
    layout->addLayout(buttons);
    connect(open, &QPushButton::clicked, this, &QDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_keeping, &QComboBox::currentIndexChanged, this,
            [this, keychainProblem] { explain(keychainProblem); });
    explain(keychainProblem);
    setMinimumWidth(fontMetrics().averageCharWidth() * 64);
    if (!m_fields.isEmpty())
        m_fields.first().second->setFocus();
}

Keeping SecretSheet::keeping() const
{
    return Keeping(m_keeping->currentData().toInt());
}

QString SecretSheet::secret(SecretKind kind) const
{
    for (const auto &[of, field] : m_fields) {
        if (of == kind)
            return field->text();
    }
    return {};
}

void SecretSheet::explain(const QString &keychainProblem)
{
    if (keychainProblem.isEmpty())
        m_note->explain(tr("It is never written into a file."));
    else if (keeping() == Keeping::Keychain)
        m_note->warn(tr("There is no keychain here (%1). It would be kept until the program ends.", "why")
                         .arg(keychainProblem));
    else
        m_note->explain(tr("There is no keychain here (%1).", "why").arg(keychainProblem));
}

} // namespace etcdscope
