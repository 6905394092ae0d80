// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/profile.h"

#include <QWidget>

class QAction;
class QLabel;

namespace etcdscope {

class FormLayout;

class EnvironmentChip;

/// What is selected among the connections, in words, with what can be done with it.
class ProfileDetails final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfileDetails)

public:
    /// A button for each action, the first one as the most likely; they are borrowed.
    explicit ProfileDetails(const QList<QAction *> &actions, QWidget *parent = nullptr);

    void showProfile(const Profile &profile);
    /// A heading and a sentence, for a folder, several connections or none.
    void showText(const QString &heading, const QString &text);

private:
    QLabel *addRow(const char *objectName, const QString &label);
    void setRow(QLabel *value, const QString &text);

    QLabel *m_title;
    EnvironmentChip *m_chip;
    QLabel *m_text;
    FormLayout *m_rows;
    QLabel *m_folder;
    QLabel *m_endpoints;
    QLabel *m_transport;
    QLabel *m_prefixes;
    QLabel *m_user;
    QLabel *m_tls;
    QLabel *m_proxy;
    QLabel *m_opening;
};

} // namespace etcdscope
