// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/connections/formgroup.h"

#include <QDialog>
#include <QList>

class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace etcdscope {

class AuthenticationGroup;
class EndpointsGroup;
class GeneralGroup;
class MessageBar;

/// All of one connection, in groups: a list of them at the left, the fields at the right. Nothing is kept
/// before saved(), which closes it; closing it otherwise asks when something was changed.
class ProfileForm final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfileForm)

public:
    enum class Purpose { New, Edit };

    ProfileForm(const Profile &profile, Purpose purpose, const QList<QStringList> &folders,
                QWidget *parent = nullptr);

    /// What the fields say. The id and what has no field are those of the profile given.
    [[nodiscard]] Profile profile() const;
    [[nodiscard]] ProfileSecrets secrets() const;
    [[nodiscard]] bool isChanged() const;

    /// Puts what was read elsewhere into the fields: what `read` says beyond what is usual.
    void take(const Profile &read, const std::optional<QString> &password);
    /// As if they had been typed here.
    void takeSecrets(const ProfileSecrets &secrets);
    void setPinned(const QByteArray &fingerprint);
    void setKeychainProblem(const QString &problem);
    void showProblem(const QString &text);
    void closeWithoutAsking();

signals:
    /// Asked for once, with a profile that has no problem(); the form closes.
    void saved(const etcdscope::Profile &profile, const etcdscope::ProfileSecrets &secrets, bool open);
    void testRequested(const etcdscope::Profile &profile, const etcdscope::ProfileSecrets &secrets);
    void importRequested();

public slots:
    void reject() override;

private:
    void addGroup(FormGroup *group);
    void buildButtons();
    void present(const Profile &profile);
    void groupChanged();
    /// Shows the group that has a problem; false when none has.
    bool showFirstProblem();
    void save(bool open);
    void test();

    Profile m_original;
    Profile m_shown; ///< what the fields were filled with first
    const Purpose m_purpose;
    MessageBar *m_message;
    QListWidget *m_list;
    QStackedWidget *m_pages;
    GeneralGroup *m_general;
    EndpointsGroup *m_endpoints;
    AuthenticationGroup *m_authentication;
    QList<FormGroup *> m_groups;
    QPushButton *m_save = nullptr;
    bool m_triedToSave = false;
};

} // namespace etcdscope
