// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/formgroup.h"

#include "ui/widgets/palette.h"

#include <QAbstractScrollArea>
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
    QSizePolicy wide(QSizePolicy::Expanding, QSizePolicy::Minimum);
    wide.setHeightForWidth(true);
    setSizePolicy(wide);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFocusPolicy(Qt::NoFocus);
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

FormLayout::FormLayout(QWidget *parent)
    : QGridLayout(parent)
{
    setColumnStretch(1, 1);
    setHorizontalSpacing(12);
    setVerticalSpacing(8);
}

void FormLayout::addRow(const QString &label, QWidget *field)
{
    QLabel *words = label.isEmpty() ? nullptr : new QLabel(label, field->parentWidget());
    if (words)
        words->setBuddy(field);
    addRow(words, field);
}

void FormLayout::addRow(QLabel *label, QWidget *field)
{
    addWidget(field, nextRow(label), 1);
    m_labels.insert(field, label);
    const bool hasLines = qobject_cast<QLabel *>(field) || qobject_cast<QAbstractScrollArea *>(field);
    if (label && hasLines) // beside the first of them
        setAlignment(label, Qt::AlignLeft | Qt::AlignTop);
}

void FormLayout::addRow(QLabel *label, QLayout *fields)
{
    addLayout(fields, nextRow(label), 1);
}

int FormLayout::nextRow(QLabel *label)
{
    const int row = m_rows++;
    setRowStretch(row, 0);
    setRowStretch(row + 1, 1);
    if (label)
        addWidget(label, row, 0, Qt::AlignLeft | Qt::AlignVCenter);
    return row;
}

} // namespace etcdscope
