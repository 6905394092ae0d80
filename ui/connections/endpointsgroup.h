// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/connections/formgroup.h"

class QComboBox;

class QLineEdit;
class QPlainTextEdit;

namespace etcdscope {

/// Where the cluster is: API, addresses, DNS, paths.
class EndpointsGroup final : public FormGroup
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EndpointsGroup)

public:
    explicit EndpointsGroup(QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    void present(const Profile &profile) override;
    void apply(Profile &profile) const override;
    [[nodiscard]] QString problem() const override;
    void focusFirst() override;

private:
    [[nodiscard]] QString addressProblem() const;
    [[nodiscard]] QStringList addresses() const;
    [[nodiscard]] QString pathProblem(const QLineEdit &field) const;
    void check();
    void edited();

    FormLayout *m_layout;
    QPlainTextEdit *m_endpoints;
    FieldNote *m_endpointsNote;
    QLineEdit *m_domain;
    QLineEdit *m_service;
    FieldNote *m_domainNote;
    QComboBox *m_api;
    QLineEdit *m_basePath;
    FieldNote *m_basePathNote;
    QLineEdit *m_versionPrefix;
    FieldNote *m_versionPrefixNote;
    QComboBox *m_redirects;
};

} // namespace etcdscope
