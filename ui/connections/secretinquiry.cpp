// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/secretinquiry.h"

#include "ui/connections/tlstext.h"

#include <utility>

namespace etcdscope {

SecretInquiry::SecretInquiry(SecretKeeper &keeper, const Profile &profile, const ProfileSecrets &typed,
                             SecretSheet::Purpose purpose, QWidget *window)
    : QObject(window)
    , m_keeper(keeper)
    , m_purpose(purpose)
    , m_profile(profile)
    , m_secrets(typed)
    , m_window(window)
{
    if (!profile.user.isEmpty() && !typed.password)
        m_open += SecretKind::Password;
    const QString given = typed.passphrase.value_or(QString());
    if (!fits(SecretKind::KeyPassphrase, given))
        m_open += SecretKind::KeyPassphrase;
    if (!profile.proxy.user.isEmpty() && !typed.proxyPassword)
        m_open += SecretKind::ProxyPassword;
}

void SecretInquiry::start()
{
    findNext();
}

void SecretInquiry::findNext()
{
    if (m_open.isEmpty()) {
        if (!m_unknown.isEmpty()) {
            ask();
            return;
        }
        deleteLater();
        emit found(m_secrets);
        return;
    }
    const SecretKind kind = m_open.takeFirst();
    m_call = m_keeper.find(m_profile, kind);
    m_call.then(this, [this, kind](const Result<SecretKeeper::Found> &result) {
        if (result && result->error)
            m_keychainProblem = result->error->detail;
        const bool isFound = result && result->place != SecretKeeper::Place::Nowhere;
        if (isFound && fits(kind, result->secret)) {
            placeOf(m_secrets, kind) = result->secret;
        } else {
            m_unknown += kind;
            if (isFound)
                m_remark = tr("The passphrase that is kept does not open the key.");
        }
        findNext();
    });
}

/// Of a passphrase it can be told here; what the others are worth the cluster and the proxy say.
bool SecretInquiry::fits(SecretKind kind, const QString &secret) const
{
    return kind != SecretKind::KeyPassphrase || opensKey(m_profile.tls.keyFile, secret);
}

void SecretInquiry::ask()
{
    auto *sheet = new SecretSheet(m_profile,
                                  {.purpose = m_purpose,
                                   .kinds = m_unknown,
                                   .isKept = m_purpose != SecretSheet::Purpose::TestOfForm,
                                   .keychainProblem = m_keychainProblem,
                                   .remark = m_remark},
                                  m_window);
    connect(sheet, &QDialog::accepted, this, [this, sheet] {
        ProfileSecrets typed;
        for (const SecretKind kind : std::as_const(m_unknown)) {
            placeOf(typed, kind) = sheet->secret(kind);
            placeOf(m_secrets, kind) = sheet->secret(kind);
        }
        emit entered(typed, sheet->keeping());
        deleteLater();
        emit found(m_secrets);
    });
    connect(sheet, &QDialog::rejected, this, [this] {
        deleteLater();
        emit cancelled();
    });
    sheet->open();
}

} // namespace etcdscope
