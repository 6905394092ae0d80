// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/connections.h"

#include "core/session/profilesettings.h"
#include "ui/connections/importsheet.h"
#include "ui/connections/profileform.h"
#include "ui/connections/profiletext.h"
#include "ui/connections/secretinquiry.h"
#include "ui/connections/secretsheet.h"
#include "ui/connections/testsheet.h"
#include "ui/keys/errortext.h"

#include <QDir>
#include <QPointer>
#include <QWidget>

#include <array>
#include <utility>

namespace etcdscope {

Connections::Connections(ProfileStore &store, SecretKeeper &secrets, QSettings *settings,
                         SrvResolver *resolver, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_secrets(secrets)
    , m_removal(secrets, settings)
    , m_resolver(resolver ? *resolver : m_systemResolver)
{
    connect(&store, &ProfileStore::saveFailed, this, [this](const Error &error) {
        emit problemFound(
            tr("The connections could not be written to their file. They are kept in memory and "
               "written again with the next change."),
            error.toString());
    });
    connect(&store, &ProfileStore::othersChanged, this, &Connections::tellOfOthers);
    connect(&store, &ProfileStore::setAside, this, [this](const QString &path) {
        emit problemFound(
            tr("Another program left something in the place of the file of connections that cannot be "
               "read. It is kept as %1; the file holds what is shown here again.")
                .arg(QDir::toNativeSeparators(path)),
            {});
    });
}

Connections::~Connections()
{
    forgetRemoved();
}

void Connections::tellOfOthers(const QList<QUuid> &contested)
{
    QStringList names;
    for (const QUuid &id : contested) {
        if (const auto profile = m_store.profile(id))
            names += profileTitle(*profile);
    }
    if (names.isEmpty())
        emit noted(tr("Another program changed the connections. The list shows them as they are now."));
    else
        emit problemFound(tr("Another program changed %n connection(s) that were changed here too. Where "
                             "both changed the same, what was entered here stays: %1",
                             nullptr, int(names.size()))
                              .arg(names.join(QStringLiteral(", "))),
                          {});
}

void Connections::open(const QUuid &id, QWidget *window)
{
    prepare(id, {}, window, [this](const SessionSettings &settings) { emit sessionRequested(settings); });
}

void Connections::prepare(const QUuid &id, const ProfileSecrets &known, QWidget *window,
                          const std::function<void(const SessionSettings &)> &proceed)
{
    const auto profile = m_store.profile(id);
    if (!profile)
        return;
    inquire(*profile, known, SecretSheet::Purpose::Open, window,
            [this, proceed](const Profile &asked, const ProfileSecrets &secrets) {
                resolve(asked, secrets, proceed);
            });
}

ProfileForm *Connections::create(const Profile &filled, QWidget *window)
{
    Profile profile = filled;
    profile.id = QUuid::createUuid(); // before it is kept: secrets are kept by it
    return showForm(profile, true, window);
}

void Connections::edit(const QUuid &id, QWidget *window)
{
    if (const auto profile = m_store.profile(id))
        showForm(*profile, false, window);
}

void Connections::test(const QUuid &id, QWidget *window)
{
    if (const auto profile = m_store.profile(id))
        testProfile(*profile, {}, window, nullptr);
}

ProfileForm *Connections::showForm(const Profile &profile, bool isNew, QWidget *window)
{
    auto *form = new ProfileForm(profile, isNew ? ProfileForm::Purpose::New : ProfileForm::Purpose::Edit,
                                 m_store.folders(), window);
    connect(form, &ProfileForm::saved, this,
            [this, isNew, window = QPointer<QWidget>(window)](const Profile &saved,
                                                              const ProfileSecrets &secrets, bool open) {
                keep(saved, secrets, [this, window, saved, secrets, open] {
                    if (open && window)
                        prepare(saved.id, secrets, window,
                                [this](const SessionSettings &settings) { emit sessionRequested(settings); });
                });
                if (!isNew)
                    emit changed(saved.id, secrets, open);
            });
    connect(form, &ProfileForm::testRequested, this,
            [this, form](const Profile &tested, const ProfileSecrets &secrets) {
                testProfile(tested, secrets, form, form);
            });
    connect(form, &ProfileForm::importRequested, form, [form] {
        auto *sheet = new ImportSheet(ImportSheet::Purpose::FillForm, form);
        connect(sheet, &ImportSheet::profileRead, form, &ProfileForm::take);
        sheet->open();
    });
    // What the form says about the keychain must be true when it is read.
    lookForKeychain(profile, form, [form](const QString &problem) {
        if (!problem.isEmpty())
            form->setKeychainProblem(problem);
    });
    form->open();
    return form;
}

void Connections::remove(const QList<QUuid> &ids, const QList<QStringList> &folders)
{
    forgetRemoved();
    QList<QUuid> all = ids;
    const auto profiles = m_store.profiles();
    for (const QStringList &folder : folders) {
        for (const Profile &profile : profiles) {
            if (profile.folder.mid(0, folder.size()) == folder && !all.contains(profile.id))
                all += profile.id;
        }
    }
    for (const QUuid &id : std::as_const(all)) {
        if (const auto removed = m_store.remove(id))
            m_removed += *removed;
    }
    const auto known = m_store.folders();
    for (const QStringList &folder : folders) {
        for (const QStringList &other : known) {
            if (other.mid(0, folder.size()) == folder && !m_removedFolders.contains(other))
                m_removedFolders += other;
        }
    }
    for (qsizetype i = m_removedFolders.size(); i-- > 0;)
        m_store.removeFolder(m_removedFolders[i]);
}

void Connections::forgetEarlier()
{
    const auto owed = m_removal.owed();
    for (const QUuid &id : owed) {
        if (m_store.profile(id))
            m_removal.drop(id); // it was put back
        else
            m_removal.remove(id);
    }
}

void Connections::undoRemove()
{
    for (const QStringList &folder : std::as_const(m_removedFolders))
        m_store.addFolder(folder);
    // Backwards: each stood before one that may have been removed after it.
    for (qsizetype i = m_removed.size(); i-- > 0;)
        m_store.restore(m_removed[i]);
    m_removed.clear();
    m_removedFolders.clear();
}

void Connections::forgetRemoved()
{
    for (const ProfileStore::Removed &removed : std::as_const(m_removed))
        m_removal.remove(removed.entry.profile.id);
    m_removed.clear();
    m_removedFolders.clear();
}

void Connections::resolve(const Profile &profile, const ProfileSecrets &secrets,
                          const std::function<void(const SessionSettings &)> &proceed)
{
    if (profile.srv.domain.isEmpty()) {
        settle(profile, secrets, proceed);
        return;
    }
    std::erase_if(m_lookUps, [](const auto &call) { return !call.isActive(); });
    auto call =
        lookUpSrvEndpoints(m_resolver, profile.srv.domain, profile.srv.serviceName, profile.connectTimeout);
    call.then(this, [this, profile, secrets, proceed](const Result<SrvEndpoints> &found) {
        Profile whole = profile;
        if (found)
            whole.endpoints += found->endpoints;
        else if (whole.endpoints.isEmpty()) {
            emit problemFound(tr("The endpoints of %1 could not be looked up. %2", "a connection, why")
                                  .arg(profileTitle(profile), errorSentence(found.error())),
                              {});
            return;
        }
        settle(whole, secrets, proceed);
    });
    m_lookUps.push_back(std::move(call));
}

void Connections::settle(const Profile &profile, const ProfileSecrets &secrets,
                         const std::function<void(const SessionSettings &)> &proceed)
{
    auto settings = sessionSettings(profile);
    if (!settings) {
        emit problemFound(tr("%1 cannot be opened. %2", "a connection, why")
                              .arg(profileTitle(profile), errorSentence(settings.error())),
                          {});
        return;
    }
    settings->login.password = secrets.password.value_or(QString());
    settings->keyPassphrase = secrets.passphrase.value_or(QString());
    settings->proxyPassword = secrets.proxyPassword.value_or(QString());
    proceed(*settings);
}

void Connections::testProfile(const Profile &profile, const ProfileSecrets &typed, QWidget *window,
                              ProfileForm *form)
{
    const auto purpose = form ? SecretSheet::Purpose::TestOfForm : SecretSheet::Purpose::Test;
    inquire(profile, typed, purpose, window,
            [this, form = QPointer<ProfileForm>(form), fromForm = form != nullptr,
             window = QPointer<QWidget>(window)](const Profile &asked, const ProfileSecrets &secrets) {
                resolve(asked, secrets,
                        [this, form, fromForm, window, asked](const SessionSettings &settings) {
                            if (window && (form || !fromForm))
                                showTest(settings, asked, window, form);
                        });
            });
}

void Connections::diagnose(const QUuid &id, const SessionSettings &settings, QWidget *window)
{
    showTest(settings, m_store.profile(id).value_or(profileOf(settings)), window, nullptr);
}

void Connections::showTest(const SessionSettings &settings, const Profile &profile, QWidget *window,
                           ProfileForm *form)
{
    const bool canKeep = form || m_store.profile(profile.id);
    auto *sheet = new TestSheet(settings, profileTitle(profile), window, canKeep);
    connect(sheet, &TestSheet::acceptRequested, form ? static_cast<QObject *>(form) : this,
            [this, form, id = profile.id](const QByteArray &fingerprint) {
                if (form) { // kept with the rest of the form, or not at all
                    form->setPinned(fingerprint);
                    return;
                }
                if (auto kept = m_store.profile(id)) {
                    kept->tls.acceptedFingerprint = fingerprint;
                    m_store.replace(*kept);
                    emit changed(id, {}, false);
                }
            });
    sheet->open();
}

void Connections::import(QWidget *window)
{
    auto *sheet = new ImportSheet(ImportSheet::Purpose::Connections, window);
    connect(sheet, &ImportSheet::profileRead, this,
            [this, window = QPointer<QWidget>(window)](const Profile &read,
                                                       const std::optional<QString> &password) {
                if (window)
                    create({}, window)->take(read, password);
            });
    connect(sheet, &ImportSheet::fileRead, this, [this, sheet](const QByteArray &bytes) {
        const auto imported = m_store.import(bytes);
        if (imported)
            sheet->showImported(*imported);
        else
            sheet->showProblem(errorSentence(imported.error()));
    });
    sheet->open();
}

} // namespace etcdscope
