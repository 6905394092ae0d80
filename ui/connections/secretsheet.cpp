// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/secretsheet.h"

#include "ui/connections/environmentchip.h"
#include "ui/connections/profiletext.h"
#include "ui/connections/tlstext.h"

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

QString titleOf(SecretSheet::Purpose purpose, const Profile &profile)
{
    switch (purpose) {
    case SecretSheet::Purpose::Open:
        return SecretSheet::tr("Open %1", "a connection").arg(profileTitle(profile));
    case SecretSheet::Purpose::Test:
    case SecretSheet::Purpose::TestOfForm:
        return SecretSheet::tr("Test %1", "a connection").arg(profileTitle(profile));
    case SecretSheet::Purpose::SignIn:
        return SecretSheet::tr("Sign in to %1", "a connection").arg(profileTitle(profile));
    }
    return {};
}

} // namespace

SecretSheet::SecretSheet(const Profile &profile, const Question &question, QWidget *parent)
    : QDialog(parent)
    , m_question(question)
    , m_keyFile(profile.tls.keyFile)
    , m_knownUser(profile.user)
    , m_layout(new QVBoxLayout(this))
    , m_keeping(named(new QComboBox(this), "secrets.keeping", tr("Keep it")))
    , m_note(new FieldNote(m_keeping))
{
    setObjectName(QStringLiteral("secrets"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(titleOf(question.purpose, profile));
    m_layout->setSpacing(8);
    addHead(profile);
    addFields(profile);
    addKeeping(profile);
    addButtons();
    explain();
    setMinimumWidth(fontMetrics().averageCharWidth() * 64);
    if (m_user)
        m_user->setFocus();
    else if (!m_fields.isEmpty())
        m_fields.first().second->setFocus();
}

void SecretSheet::addHead(const Profile &profile)
{
    auto *place = new QLabel(
        profileTitle(profile) == profilePlace(profile)
            ? profileTitle(profile)
            : tr("%1 at %2", "a connection, an address").arg(profileTitle(profile), profilePlace(profile)),
        this);
    place->setTextFormat(Qt::PlainText);
    auto *chip = new EnvironmentChip(this);
    chip->setEnvironment(profile.environment);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(place);
    head->addWidget(chip);
    head->addStretch(1);
    m_layout->addLayout(head);
    if (m_question.remark.isEmpty())
        return;
    auto *remark = new QLabel(m_question.remark, this);
    remark->setObjectName(QStringLiteral("secrets.remark"));
    remark->setTextFormat(Qt::PlainText);
    remark->setWordWrap(true);
    m_layout->addWidget(remark);
}

void SecretSheet::addFields(const Profile &profile)
{
    const auto add = [this](QLineEdit *field) {
        m_layout->addWidget(new QLabel(field->accessibleName(), this));
        m_layout->addWidget(field);
    };
    if (m_question.asksUser) {
        m_user = named(new QLineEdit(this), "secrets.user", tr("User"));
        connect(m_user, &QLineEdit::textChanged, this, &SecretSheet::explain);
        add(m_user);
    }
    for (const SecretKind kind : m_question.kinds) {
        const QString label =
            m_user && kind == SecretKind::Password ? tr("Password") : labelOf(kind, profile);
        auto *field = named(new QLineEdit(this), nameOf(kind), label);
        field->setEchoMode(QLineEdit::Password);
        add(field);
        if (kind == SecretKind::KeyPassphrase) {
            m_keyNote = new FieldNote(field);
            m_layout->addWidget(m_keyNote);
        }
        m_fields.append({kind, field});
    }
}

void SecretSheet::addKeeping(const Profile &profile)
{
    m_keeping->addItem(tr("In the keychain of this desktop"), int(Keeping::Keychain));
    m_keeping->addItem(tr("In memory until the program ends"), int(Keeping::ThisRun));
    m_keeping->addItem(tr("Nowhere: ask each time"), int(Keeping::AskEachTime));
    const bool none = !m_question.keychainProblem.isEmpty() && profile.secretKeeping == Keeping::Keychain;
    m_keeping->setCurrentIndex(m_keeping->findData(int(none ? Keeping::ThisRun : profile.secretKeeping)));
    auto *label = new QLabel(tr("&Keep it"), this);
    label->setBuddy(m_keeping);
    m_layout->addWidget(label);
    m_layout->addWidget(m_keeping);
    m_layout->addWidget(m_note);
    label->setVisible(m_question.isKept);
    m_keeping->setVisible(m_question.isKept);
    connect(m_keeping, &QComboBox::currentIndexChanged, this, &SecretSheet::explain);
}

/// In the order of all forms here, whatever that of the desktop's own dialogs is.
void SecretSheet::addButtons()
{
    auto *cancel = named(new QPushButton(tr("&Cancel"), this), "secrets.cancel", tr("Cancel"));
    m_proceed = named(new QPushButton(this), "secrets.open", windowTitle());
    switch (m_question.purpose) {
    case Purpose::Open:
        m_proceed->setText(tr("&Open"));
        break;
    case Purpose::Test:
    case Purpose::TestOfForm:
        m_proceed->setText(tr("&Test"));
        break;
    case Purpose::SignIn:
        m_proceed->setText(tr("&Sign In"));
        break;
    }
    m_proceed->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_proceed);
    m_layout->addLayout(buttons);
    connect(m_proceed, &QPushButton::clicked, this, &SecretSheet::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

void SecretSheet::accept()
{
    const QLineEdit *passphrase = field(SecretKind::KeyPassphrase);
    if (passphrase && !opensKey(m_keyFile, passphrase->text())) {
        m_keyNote->complain(tr("This passphrase does not open the key. Type it again."));
        field(SecretKind::KeyPassphrase)->selectAll();
        field(SecretKind::KeyPassphrase)->setFocus();
        return;
    }
    QDialog::accept();
}

Keeping SecretSheet::keeping() const
{
    return Keeping(m_keeping->currentData().toInt());
}

QString SecretSheet::user() const
{
    return m_user ? m_user->text().trimmed() : m_knownUser;
}

QLineEdit *SecretSheet::field(SecretKind kind) const
{
    for (const auto &[of, field] : m_fields) {
        if (of == kind)
            return field;
    }
    return nullptr;
}

QString SecretSheet::secret(SecretKind kind) const
{
    const QLineEdit *typed = field(kind);
    return typed ? typed->text() : QString();
}

void SecretSheet::setUser(const QString &user)
{
    if (m_user)
        m_user->setText(user);
}

void SecretSheet::setSecret(SecretKind kind, const QString &secret)
{
    if (QLineEdit *typed = field(kind))
        typed->setText(secret);
}

void SecretSheet::explain()
{
    m_proceed->setEnabled(!m_user || !user().isEmpty());
    const QString &problem = m_question.keychainProblem;
    if (m_question.purpose == Purpose::TestOfForm)
        m_note->explain(tr("It goes into the form, and is kept when that is saved."));
    else if (!m_question.isKept)
        m_note->explain(tr("It is used by this session alone, and kept nowhere."));
    else if (problem.isEmpty())
        m_note->explain(tr("It is never written into a file."));
    else if (keeping() == Keeping::Keychain)
        m_note->warn(tr("There is no keychain here (%1). It would be kept until the program ends.", "why")
                         .arg(problem));
    else
        m_note->explain(tr("There is no keychain here (%1).", "why").arg(problem));
}

} // namespace etcdscope
