// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/profile.h"
#include "core/session/secretstore.h"

#include <QGridLayout>
#include <QHash>
#include <QLabel>
#include <QWidget>

#include <optional>

namespace etcdscope {

/// Secrets that were typed beside a profile. Nothing = not typed, so what is kept stays.
struct ProfileSecrets
{
    std::optional<QString> password;
    std::optional<QString> passphrase; ///< of the client's key
    std::optional<QString> proxyPassword;
};

[[nodiscard]] std::optional<QString> &placeOf(ProfileSecrets &secrets, SecretKind kind);

/// One group of fields of a profile, a page of the ProfileForm.
class FormGroup : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FormGroup)

public:
    using QWidget::QWidget;

    [[nodiscard]] virtual QString title() const = 0;
    /// Fills the fields; does not emit changed().
    virtual void present(const Profile &profile) = 0;
    /// Writes what the fields say into `profile`; fields that are wrong write what is usual.
    virtual void apply(Profile &profile) const = 0;
    virtual void applySecrets(ProfileSecrets &) const {}
    /// Fills the fields of those secrets that are there, as if they had been typed here.
    virtual void takeSecrets(const ProfileSecrets &) {}
    /// Why this cannot be saved, as a sentence; empty when it can.
    [[nodiscard]] virtual QString problem() const { return {}; }
    virtual void focusFirst() = 0;

signals:
    /// The user changed something.
    void changed();
};

/// Gives a control its two names and returns it.
template<class T> T *named(T *control, const char *objectName, const QString &accessibleName)
{
    control->setObjectName(QLatin1String(objectName));
    control->setAccessibleName(accessibleName);
    return control;
}

/// A line below a field: what it means, or what is wrong with it. Announced with the field it belongs to.
class FieldNote final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldNote)

public:
    explicit FieldNote(QWidget *field);

    void explain(const QString &text); ///< hidden when empty
    void complain(const QString &text);
    void warn(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Look { Muted, Warning, Error };

    void say(const QString &text, Look look);
    void updateLook();

    QWidget *m_field;
    Look m_look = Look::Muted;
};

/// Labels at the left, fields at the right, rows packed at the top. In place of QFormLayout, which (Qt 6.4)
/// writes behind its memory when a row with a wrapped text was hidden after it had been shown.
class FormLayout final : public QGridLayout
{
public:
    explicit FormLayout(QWidget *parent = nullptr);

    /// The label gets the field as its buddy; an empty text makes no label.
    void addRow(const QString &label, QWidget *field);
    void addRow(QLabel *label, QWidget *field);
    void addRow(QLabel *label, QLayout *fields);
    [[nodiscard]] QLabel *labelForField(const QWidget *field) const { return m_labels.value(field); }

private:
    int nextRow(QLabel *label);

    QHash<const QWidget *, QLabel *> m_labels;
    int m_rows = 0;
};

} // namespace etcdscope
