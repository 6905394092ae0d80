// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/connections/formgroup.h"

class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace etcdscope {

/// Which keys are shown, and how they are read.
class KeysGroup final : public FormGroup
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeysGroup)

public:
    explicit KeysGroup(QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    void present(const Profile &profile) override;
    void apply(Profile &profile) const override;
    [[nodiscard]] QString problem() const override;
    void focusFirst() override;

private:
    [[nodiscard]] QString prefixProblem() const;
    [[nodiscard]] QString separatorProblem() const;
    void check();
    void edited();

    QPlainTextEdit *m_prefixes;
    FieldNote *m_prefixesNote;
    QLineEdit *m_separator;
    FieldNote *m_separatorNote;
    QComboBox *m_loadMode;
    FieldNote *m_loadNote;
};

} // namespace etcdscope
