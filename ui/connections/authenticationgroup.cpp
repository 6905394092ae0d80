// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/authenticationgroup.h"

#include <QComboBox>
#include <QLineEdit>

namespace etcdscope {

using Keeping = Profile::SecretKeeping;

AuthenticationGroup::AuthenticationGroup(bool isNew, QWidget *parent)
    : FormGroup(parent)
    , m_isNew(isNew)
    , m_user(named(new QLineEdit(this), "form.user", tr("User")))
    , m_userNote(new FieldNote(m_user))
    , m_password(named(new QLineEdit(this), "form.password", tr("Password")))
    , m_passwordNote(new FieldNote(m_password))
    , m_keeping(named(new QComboBox(this), "form.keeping", tr("Where secrets are kept")))
    , m_keepingNote(new FieldNote(m_keeping))
{
    m_user->setPlaceholderText(tr("None"));
    m_userNote->explain(
        tr("Without a user, the common name of the client certificate counts where the cluster "
           "takes it."));
    m_password->setEchoMode(QLineEdit::Password);
    m_keeping->addItem(tr("In the keychain of this desktop"), int(Keeping::Keychain));
    m_keeping->addItem(tr("In memory until the program ends"), int(Keeping::ThisRun));
    m_keeping->addItem(tr("Nowhere: ask each time"), int(Keeping::AskEachTime));

    auto *layout = new FormLayout(this);
    layout->addRow(tr("&User:"), m_user);
    layout->addRow(QString(), m_userNote);
    layout->addRow(tr("&Password:"), m_password);
    layout->addRow(QString(), m_passwordNote);
    layout->addRow(tr("&Keep secrets:"), m_keeping);
    layout->addRow(QString(), m_keepingNote);

    connect(m_user, &QLineEdit::textChanged, this, &AuthenticationGroup::edited);
    connect(m_password, &QLineEdit::textChanged, this, &AuthenticationGroup::edited);
    connect(m_keeping, &QComboBox::activated, this, [this] { m_keepingChosen = true; });
    connect(m_keeping, &QComboBox::currentIndexChanged, this, &AuthenticationGroup::edited);
    check();
}

QString AuthenticationGroup::title() const
{
    return tr("Authentication");
}

void AuthenticationGroup::present(const Profile &profile)
{
    const QSignalBlocker quiet(this);
    m_user->setText(profile.user);
    m_keeping->setCurrentIndex(m_keeping->findData(int(profile.secretKeeping)));
    check();
}

void AuthenticationGroup::apply(Profile &profile) const
{
    profile.user = m_user->text().trimmed();
    profile.secretKeeping = keeping();
}

void AuthenticationGroup::applySecrets(ProfileSecrets &secrets) const
{
    if (m_password->isEnabled() && !m_password->text().isEmpty())
        secrets.password = m_password->text();
}

void AuthenticationGroup::focusFirst()
{
    m_user->setFocus();
}

void AuthenticationGroup::takeSecrets(const ProfileSecrets &secrets)
{
    if (secrets.password)
        m_password->setText(*secrets.password);
}

void AuthenticationGroup::setKeychainProblem(const QString &problem)
{
    m_keychainProblem = problem;
    if (!problem.isEmpty() && m_isNew && !m_keepingChosen && keeping() == Keeping::Keychain) {
        const QSignalBlocker quiet(this); // nobody has edited anything
        m_keeping->setCurrentIndex(m_keeping->findData(int(Keeping::ThisRun)));
    }
    check();
}

Keeping AuthenticationGroup::keeping() const
{
    return Keeping(m_keeping->currentData().toInt());
}

void AuthenticationGroup::check()
{
    const bool hasUser = !m_user->text().trimmed().isEmpty();
    m_password->setEnabled(hasUser);
    if (m_isNew || keeping() == Keeping::AskEachTime)
        m_password->setPlaceholderText(tr("Asked for when the connection is opened"));
    else
        m_password->setPlaceholderText(tr("Stays as it is; type to replace it"));
    const bool idle = keeping() == Keeping::AskEachTime && !m_password->text().isEmpty();
    m_passwordNote->explain(idle ? tr("It is used for testing from here alone.") : QString());
    const QString all =
        tr("The same goes for the passphrase of the key and the password of the proxy. None of "
           "them is ever written into a file.");
    if (m_keychainProblem.isEmpty())
        m_keepingNote->explain(all);
    else if (keeping() == Keeping::Keychain)
        m_keepingNote->warn(
            tr("There is no keychain to keep them in (%1). Choose to keep them until the program "
               "ends, or to be asked each time.",
               "why")
                .arg(m_keychainProblem));
    else
        m_keepingNote->explain(tr("There is no keychain here (%1).", "why").arg(m_keychainProblem) + u'\n' +
                               all);
}

void AuthenticationGroup::edited()
{
    check();
    emit changed();
}

} // namespace etcdscope
