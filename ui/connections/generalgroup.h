// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/connections/formgroup.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QToolButton;

namespace etcdscope {

class EnvironmentChip;

/// Name, folder, environment, and how carefully the connection is opened.
class GeneralGroup final : public FormGroup
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GeneralGroup)

public:
    /// Choosing production for a connection that `isNew` makes it read-only and keeps no work on disk, until
    /// the person says otherwise.
    GeneralGroup(const QList<QStringList> &folders, bool isNew, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    void present(const Profile &profile) override;
    void apply(Profile &profile) const override;
    void focusFirst() override;

    /// What stands for an empty name.
    void setNamePlaceholder(const QString &text);

private:
    void environmentChosen();
    void chooseColour(const QString &colour);
    void buildColours();
    void updateEnvironment();
    [[nodiscard]] Environment environment() const;

    const bool m_isNew;
    QLineEdit *m_name;
    QComboBox *m_folder;
    QComboBox *m_kind;
    QLineEdit *m_label;
    QToolButton *m_colourButton;
    EnvironmentChip *m_chip;
    QCheckBox *m_readOnly;
    QCheckBox *m_autoOpen;
    QCheckBox *m_keepWork;
    FieldNote *m_keepNote;
    QString m_colour;
    bool m_readOnlyChosen = false; // by the person
    bool m_keepWorkChosen = false;
};

} // namespace etcdscope
