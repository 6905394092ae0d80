// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/formgroup.h"

#include "ui/widgets/palette.h"

#include <QEvent>
#include <QGuiApplication>

#include <utility>

namespace etcdscope {

std::optional<QString> &placeOf(ProfileSecrets &secrets, SecretKind kind)
{
    switch (kind) {
    case SecretKind::Password:
        break;
    case SecretKind::KeyPassphrase:
        return secrets.passphrase;
    case SecretKind::ProxyPassword:
        return secrets.proxyPassword;
    }
    return secrets.password;
}

FieldNote::FieldNote(QWidget *field)
    : QLabel(field->parentWidget())
    , m_field(field)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setObjectName(field->objectName() + QStringLiteral(".note"));
    updateLook();
    hide();
}

void FieldNote::explain(const QString &text)
{
    say(text, Look::Muted);
}

void FieldNote::complain(const QString &text)
{
    say(text, Look::Error);
}

void FieldNote::warn(const QString &text)
{
    say(text, Look::Warning);
}

void FieldNote::say(const QString &text, Look look)
{
    setText(text);
    m_field->setAccessibleDescription(text);
    setVisible(!text.isEmpty());
    if (std::exchange(m_look, look) != look)
        updateLook();
}

void FieldNote::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ParentChange || event->type() == QEvent::ApplicationPaletteChange)
        updateLook();
    QLabel::changeEvent(event);
}

void FieldNote::updateLook()
{
    const Tone tone = m_look == Look::Error     ? Tone::Error
                      : m_look == Look::Warning ? Tone::Warning
                                                : Tone::Muted;
    QPalette colours = QGuiApplication::palette();
    colours.setColor(QPalette::WindowText, toneText(colours, tone, QPalette::Window));
    setPalette(colours);
}

} // namespace etcdscope
