// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/profileform.h"

#include "ui/connections/authenticationgroup.h"
#include "ui/connections/endpointsgroup.h"
#include "ui/connections/generalgroup.h"
#include "ui/connections/keysgroup.h"
#include "ui/connections/networkgroup.h"
#include "ui/connections/profiletext.h"
#include "ui/connections/tlsgroup.h"
#include "ui/widgets/messagebar.h"

#include <QBoxLayout>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStyle>

#include <algorithm>

namespace etcdscope {

ProfileForm::ProfileForm(const Profile &profile, Purpose purpose, const QList<QStringList> &folders,
                         QWidget *parent)
    : QDialog(parent)
    , m_original(profile)
    , m_purpose(purpose)
    , m_message(new MessageBar(this))
    , m_list(named(new QListWidget(this), "form.groups", tr("Groups")))
    , m_pages(new QStackedWidget(this))
    , m_general(new GeneralGroup(folders, purpose == Purpose::New, this))
    , m_endpoints(new EndpointsGroup(this))
    , m_authentication(new AuthenticationGroup(purpose == Purpose::New, this))
{
    setObjectName(QStringLiteral("form"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(purpose == Purpose::New ? tr("New connection")
                                           : tr("Edit %1", "a connection").arg(profileTitle(profile)));
    m_message->setObjectName(QStringLiteral("form.message"));
    m_pages->setObjectName(QStringLiteral("form.pages"));
    m_list->setSpacing(2);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (FormGroup *group :
         std::initializer_list<FormGroup *>{m_general, m_endpoints, new KeysGroup(this), m_authentication,
                                            new TlsGroup(this), new NetworkGroup(this)})
        addGroup(group);
    m_list->setFixedWidth(m_list->sizeHintForColumn(0) + 36);

    auto *middle = new QHBoxLayout;
    middle->setSpacing(8);
    middle->addWidget(m_list);
    middle->addWidget(m_pages, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_message);
    layout->addLayout(middle, 1);
    buildButtons();

    connect(m_list, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    m_list->setCurrentRow(0);
    const QSize room = screen()->availableSize() - QSize(32, 64);
    resize(QSize(fontMetrics().averageCharWidth() * 116, fontMetrics().height() * 38).boundedTo(room));
    present(profile);
    m_shown = this->profile();
    if (purpose == Purpose::New && profile.endpoints.isEmpty()) {
        m_list->setCurrentRow(1); // the one thing that is needed
        m_endpoints->focusFirst();
    } else {
        m_general->focusFirst();
    }
}

void ProfileForm::addGroup(FormGroup *group)
{
    auto *area = new QScrollArea(m_pages);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(group);
    m_pages->addWidget(area);
    m_groups += group;
    m_list->addItem(group->title());
    connect(group, &FormGroup::changed, this, &ProfileForm::groupChanged);
}

void ProfileForm::buildButtons()
{
    const auto button = [this](const QString &text, const char *name, const QString &accessible) {
        auto *made = named(new QPushButton(text, this), name, accessible);
        made->setAutoDefault(false);
        return made;
    };
    QPushButton *paste =
        button(tr("&Import…"), "form.import", tr("Fill in from addresses, flags or variables"));
    paste->setToolTip(paste->accessibleName());
    QPushButton *testing = button(tr("&Test"), "form.test", tr("Test this connection"));
    QPushButton *cancel = button(tr("Cancel"), "form.cancel", tr("Cancel"));
    QPushButton *open = button(tr("Save and &open"), "form.saveAndOpen", tr("Save and open"));
    m_save = button(tr("&Save"), "form.save", tr("Save"));
    m_save->setDefault(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(paste);
    row->addWidget(testing);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(open);
    row->addWidget(m_save);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
    connect(paste, &QPushButton::clicked, this, &ProfileForm::importRequested);
    connect(testing, &QPushButton::clicked, this, &ProfileForm::test);
    connect(cancel, &QPushButton::clicked, this, &ProfileForm::reject);
    connect(open, &QPushButton::clicked, this, [this] { save(true); });
    connect(m_save, &QPushButton::clicked, this, [this] { save(false); });
}

Profile ProfileForm::profile() const
{
    Profile now = m_original;
    for (const FormGroup *group : m_groups)
        group->apply(now);
    return now;
}

ProfileSecrets ProfileForm::secrets() const
{
    ProfileSecrets typed;
    for (const FormGroup *group : m_groups)
        group->applySecrets(typed);
    return typed;
}

bool ProfileForm::isChanged() const
{
    const ProfileSecrets typed = secrets();
    return profile() != m_shown || typed.password || typed.passphrase || typed.proxyPassword;
}

void ProfileForm::take(const Profile &read, const std::optional<QString> &password)
{
    const Profile usual;
    Profile now = profile();
    const auto put = [&](auto Profile::*field) {
        if (!(read.*field == usual.*field))
            now.*field = read.*field;
    };
    put(&Profile::name);
    put(&Profile::api);
    put(&Profile::transport);
    put(&Profile::endpoints);
    put(&Profile::srv);
    put(&Profile::basePath);
    put(&Profile::versionPrefix);
    put(&Profile::prefixes);
    put(&Profile::user);
    put(&Profile::tls);
    put(&Profile::proxy);
    put(&Profile::connectTimeout);
    put(&Profile::callTimeout);
    present(now);
    ProfileSecrets secrets;
    secrets.password = password;
    takeSecrets(secrets);
}

void ProfileForm::takeSecrets(const ProfileSecrets &secrets)
{
    for (FormGroup *group : std::as_const(m_groups))
        group->takeSecrets(secrets);
}

void ProfileForm::setPinned(const QByteArray &fingerprint)
{
    Profile now = profile();
    now.tls.acceptedFingerprint = fingerprint;
    present(now);
}

void ProfileForm::setKeychainProblem(const QString &problem)
{
    const bool untouched = !isChanged();
    m_authentication->setKeychainProblem(problem);
    if (untouched)
        m_shown = profile();
}

void ProfileForm::showProblem(const QString &text)
{
    m_message->showMessage(MessageBar::Severity::Error, text);
}

void ProfileForm::closeWithoutAsking()
{
    QDialog::reject();
}

void ProfileForm::reject()
{
    if (!isChanged()) {
        QDialog::reject();
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Unsaved changes"),
                                m_purpose == Purpose::New ? tr("Throw this new connection away?")
                                                          : tr("Throw your changes to this connection away?"),
                                QMessageBox::NoButton, this);
    box->setObjectName(QStringLiteral("form.unsaved"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *discard = box->addButton(tr("&Discard"), QMessageBox::DestructiveRole);
    discard->setObjectName(QStringLiteral("form.discard"));
    QPushButton *keep = box->addButton(tr("&Keep editing"), QMessageBox::RejectRole);
    keep->setObjectName(QStringLiteral("form.keepEditing"));
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(discard, &QPushButton::clicked, this, &ProfileForm::closeWithoutAsking);
    box->open();
}

void ProfileForm::present(const Profile &profile)
{
    for (FormGroup *group : std::as_const(m_groups))
        group->present(profile);
    groupChanged();
}

void ProfileForm::groupChanged()
{
    Profile unnamed = profile();
    unnamed.name.clear();
    m_general->setNamePlaceholder(profilePlace(unnamed));
    const QIcon sign = style()->standardIcon(QStyle::SP_MessageBoxWarning);
    bool anyProblem = false;
    for (int i = 0; i < m_groups.size(); ++i) {
        const QString problem = m_groups[i]->problem();
        anyProblem = anyProblem || !problem.isEmpty();
        // What was not begun yet is not wrong yet.
        const bool shows = !problem.isEmpty() && (m_triedToSave || m_purpose == Purpose::Edit);
        m_list->item(i)->setIcon(shows ? sign : QIcon());
        m_list->item(i)->setToolTip(shows ? problem : QString());
    }
    if (!anyProblem && m_triedToSave)
        m_message->dismiss();
}

bool ProfileForm::showFirstProblem()
{
    m_triedToSave = true;
    groupChanged();
    const auto wrong =
        std::ranges::find_if(m_groups, [](const FormGroup *group) { return !group->problem().isEmpty(); });
    if (wrong == m_groups.end())
        return false;
    m_list->setCurrentRow(int(wrong - m_groups.begin()));
    (*wrong)->focusFirst();
    showProblem((*wrong)->problem());
    return true;
}

void ProfileForm::save(bool open)
{
    if (showFirstProblem())
        return;
    emit saved(profile(), secrets(), open);
    accept();
}

void ProfileForm::test()
{
    if (!showFirstProblem())
        emit testRequested(profile(), secrets());
}

} // namespace etcdscope
