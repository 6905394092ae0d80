// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/tlsgroup.h"

#include "ui/connections/filefield.h"
#include "ui/connections/tlstext.h"
#include "ui/widgets/palette.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace etcdscope {

namespace {
constexpr int typingPause = 200; // milliseconds until files are looked at
} // namespace

TlsGroup::TlsGroup(QWidget *parent)
    : FormGroup(parent)
    , m_authority(new FileField("form.authority", tr("Certificate authority"), this))
    , m_authorityNote(new FieldNote(m_authority->line()))
    , m_certificate(new FileField("form.certificate", tr("Client certificate"), this))
    , m_certificateNote(new FieldNote(m_certificate->line()))
    , m_key(new FileField("form.key", tr("Client key"), this))
    , m_keyNote(new FieldNote(m_key->line()))
    , m_passphrase(named(new QLineEdit(this), "form.passphrase", tr("Passphrase of the key")))
    , m_serverName(named(new QLineEdit(this), "form.serverName", tr("Name in the server's certificate")))
    , m_serverNameNote(new FieldNote(m_serverName))
    , m_pin(named(new QLineEdit(this), "form.pin", tr("Fingerprint of the accepted certificate")))
    , m_unpin(
          named(new QPushButton(tr("&Remove"), this), "form.unpin", tr("Accept this certificate no longer")))
    , m_pinNote(new FieldNote(m_pin))
{
    m_authority->line()->setPlaceholderText(tr("Those of the system"));
    m_certificate->line()->setPlaceholderText(tr("None"));
    m_key->line()->setPlaceholderText(tr("None"));
    m_passphrase->setEchoMode(QLineEdit::Password);
    m_passphrase->setPlaceholderText(tr("As it is kept, or asked for"));
    m_serverName->setPlaceholderText(tr("The host of the endpoint"));
    m_serverNameNote->explain(tr("Used with https:// endpoints alone, as are these files."));
    m_pin->setReadOnly(true);
    m_pin->setFont(monospaceFont());

    auto *pinRow = new QHBoxLayout;
    pinRow->setSpacing(8);
    pinRow->addWidget(m_pin, 1);
    pinRow->addWidget(m_unpin);
    auto *layout = new FormLayout(this);
    const auto addFile = [layout, this](const QString &label, FileField *field, FieldNote *note) {
        auto *text = new QLabel(label, this);
        text->setBuddy(field->line());
        layout->addRow(text, field);
        layout->addRow(QString(), note);
    };
    addFile(tr("Certificate &authority:"), m_authority, m_authorityNote);
    addFile(tr("Client c&ertificate:"), m_certificate, m_certificateNote);
    addFile(tr("Client &key:"), m_key, m_keyNote);
    layout->addRow(tr("&Passphrase:"), m_passphrase);
    layout->addRow(tr("Server &name:"), m_serverName);
    layout->addRow(QString(), m_serverNameNote);
    auto *pinLabel = new QLabel(tr("Accepted:"), this);
    pinLabel->setBuddy(m_pin);
    layout->addRow(pinLabel, pinRow);
    layout->addRow(QString(), m_pinNote);

    m_rest.setSingleShot(true);
    m_rest.setInterval(typingPause);
    connect(&m_rest, &QTimer::timeout, this, &TlsGroup::showFacts);
    for (FileField *field : {m_authority, m_certificate, m_key})
        connect(field, &FileField::changed, this, &TlsGroup::edited);
    for (const QLineEdit *field : {m_passphrase, m_serverName})
        connect(field, &QLineEdit::textChanged, this, &TlsGroup::edited);
    connect(m_unpin, &QPushButton::clicked, this, [this] {
        m_fingerprint.clear();
        showPin();
        emit changed();
    });
    showPin();
}

QString TlsGroup::title() const
{
    return tr("TLS");
}

void TlsGroup::present(const Profile &profile)
{
    const QSignalBlocker quiet(this);
    m_authority->setPath(profile.tls.authorityFile);
    m_certificate->setPath(profile.tls.certificateFile);
    m_key->setPath(profile.tls.keyFile);
    m_serverName->setText(profile.tls.serverName);
    m_fingerprint = profile.tls.acceptedFingerprint;
    showPin();
    showFacts();
}

void TlsGroup::apply(Profile &profile) const
{
    profile.tls = {.authorityFile = m_authority->path(),
                   .certificateFile = m_certificate->path(),
                   .keyFile = m_key->path(),
                   .serverName = m_serverName->text().trimmed(),
                   .acceptedFingerprint = m_fingerprint};
}

void TlsGroup::applySecrets(ProfileSecrets &secrets) const
{
    if (m_passphrase->isEnabled() && !m_passphrase->text().isEmpty())
        secrets.passphrase = m_passphrase->text();
}

void TlsGroup::takeSecrets(const ProfileSecrets &secrets)
{
    if (secrets.passphrase)
        m_passphrase->setText(*secrets.passphrase);
}

void TlsGroup::focusFirst()
{
    m_authority->line()->setFocus();
}

void TlsGroup::showPin()
{
    const bool pinned = !m_fingerprint.isEmpty();
    m_pin->setText(pinned ? fingerprintText(m_fingerprint) : tr("None"));
    m_pin->setCursorPosition(0);
    m_pin->setToolTip(pinned ? m_pin->text() : QString());
    m_unpin->setEnabled(pinned);
    m_pinNote->explain(
        pinned ? tr("The server with this very certificate is trusted, whatever is wrong with it, "
                    "by this connection alone.")
               : QString());
}

void TlsGroup::edited()
{
    m_rest.start();
    emit changed();
}

void TlsGroup::showFacts()
{
    m_rest.stop();
    m_passphrase->setEnabled(!m_key->path().isEmpty());
    const auto show = [](FieldNote *note, const FileFacts &facts) {
        if (facts.isProblem)
            note->complain(facts.text);
        else
            note->explain(facts.text);
    };
    show(m_authorityNote, authorityFacts(m_authority->path()));
    show(m_certificateNote, certificateFacts(m_certificate->path()));
    show(m_keyNote, keyFacts(m_key->path(), m_passphrase->text(), m_certificate->path()));
}

} // namespace etcdscope
