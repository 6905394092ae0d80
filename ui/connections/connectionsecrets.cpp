// SPDX-License-Identifier: Apache-2.0
//
// How connections come to their secrets, and where those are kept.
#include "ui/connections/connections.h"

#include "core/session/profilesettings.h"
#include "ui/connections/profileform.h"
#include "ui/connections/profiletext.h"
#include "ui/connections/secretinquiry.h"

#include <utility>

namespace etcdscope {

void Connections::keep(const Profile &profile, const ProfileSecrets &secrets,
                       const std::function<void()> &proceed)
{
    const auto before = m_store.profile(profile.id);
    if (before)
        m_store.replace(profile);
    else
        m_store.add(profile);
    if (before && before->secretKeeping != profile.secretKeeping) {
        std::erase_if(m_keeping, [](const auto &call) { return !call.isActive(); });
        auto call = m_secrets.move(profile, before->secretKeeping);
        call.then(this, [this, profile, secrets, proceed](const Result<SecretKeeper::Kept> &moved) {
            if (const auto error = moved ? moved->error : std::optional(moved.error()))
                emit problemFound(
                    tr("Not all secrets of %1 could be brought to where they shall be kept now. "
                       "Those that could not are where they were.",
                       "a connection")
                        .arg(profileTitle(profile)),
                    error->toString());
            keepTyped(profile, secrets);
            proceed();
        });
        m_keeping.push_back(std::move(call));
        emit kept(profile.id);
    } else {
        keepTyped(profile, secrets);
        emit kept(profile.id);
        proceed();
    }
}

void Connections::keepTyped(const Profile &profile, const ProfileSecrets &secrets)
{
    std::erase_if(m_keeping, [](const auto &call) { return !call.isActive(); });
    if (profile.secretKeeping == Profile::SecretKeeping::AskEachTime)
        return;
    ProfileSecrets typed = secrets;
    for (const SecretKind kind :
         {SecretKind::Password, SecretKind::KeyPassphrase, SecretKind::ProxyPassword}) {
        const auto &secret = placeOf(typed, kind);
        if (!secret)
            continue;
        auto call = m_secrets.keep(profile, kind, *secret);
        call.then(this, [this](const Result<SecretKeeper::Kept> &kept) {
            if (const auto error = kept ? kept->error : std::optional(kept.error()))
                emit problemFound(tr("The keychain did not take the secret. It is kept in memory until the "
                                     "program ends."),
                                  error->toString());
        });
        m_keeping.push_back(std::move(call));
    }
}

void Connections::keepAnswer(const QUuid &id, const ProfileSecrets &secrets, Profile::SecretKeeping keeping)
{
    auto profile = m_store.profile(id);
    if (!profile)
        return;
    profile->secretKeeping = keeping;
    keep(*profile, secrets, [] {});
}

void Connections::inquire(const Profile &profile, const ProfileSecrets &typed, SecretSheet::Purpose purpose,
                          QWidget *window, const WithSecrets &proceed)
{
    auto *inquiry = new SecretInquiry(m_secrets, profile, typed, purpose, window);
    auto asked = std::make_shared<Profile>(profile);
    if (purpose == SecretSheet::Purpose::TestOfForm) {
        // What the form says is not what is kept, before it is saved.
        connect(inquiry, &SecretInquiry::entered, window,
                [form = qobject_cast<ProfileForm *>(window)](const ProfileSecrets &secrets) {
                    form->takeSecrets(secrets);
                });
    } else {
        connect(inquiry, &SecretInquiry::entered, this,
                [this, asked](const ProfileSecrets &secrets, Profile::SecretKeeping keeping) {
                    asked->secretKeeping = keeping;
                    keepAnswer(asked->id, secrets, keeping);
                });
    }
    connect(inquiry, &SecretInquiry::found, this,
            [asked, proceed](const ProfileSecrets &secrets) { proceed(*asked, secrets); });
    inquiry->start();
}

void Connections::askPassword(const SessionSettings &settings, QWidget *window,
                              const std::function<void(const Login &)> &entered)
{
    Profile profile = m_store.profile(settings.profile).value_or(profileOf(settings));
    profile.user = settings.login.user;
    SecretSheet::Question question{.purpose = SecretSheet::Purpose::SignIn,
                                   .kinds = {SecretKind::Password},
                                   .asksUser = profile.user.isEmpty()};
    const Login known = question.asksUser ? m_secrets.environmentLogin() : Login();
    if (!known.user.isEmpty())
        question.remark = tr("User and password are those that ETCDCTL_USER and ETCDCTL_PASSWORD say. They "
                             "are sent to the cluster above, to no other.");
    ask(
        profile, question, window,
        [known](SecretSheet &sheet) {
            sheet.setUser(known.user);
            if (!known.user.isEmpty())
                sheet.setSecret(SecretKind::Password, known.password);
        },
        [this, id = settings.profile, entered](const SecretSheet &sheet) {
            const Login login{.user = sheet.user(), .password = sheet.secret(SecretKind::Password)};
            if (auto kept = m_store.profile(id)) {
                kept->user = login.user;
                kept->secretKeeping = sheet.keeping();
                ProfileSecrets typed;
                typed.password = login.password;
                keep(*kept, typed, [] {});
            }
            entered(login);
        });
}

void Connections::askSecret(SecretKind kind, const SessionSettings &settings, QWidget *window,
                            const std::function<void(const QString &)> &entered)
{
    ask(
        m_store.profile(settings.profile).value_or(profileOf(settings)),
        {.purpose = SecretSheet::Purpose::Open, .kinds = {kind}}, window, [](SecretSheet &) {},
        [this, kind, id = settings.profile, entered](const SecretSheet &sheet) {
            const QString secret = sheet.secret(kind);
            ProfileSecrets typed;
            placeOf(typed, kind) = secret;
            keepAnswer(id, typed, sheet.keeping());
            entered(secret);
        });
}

void Connections::ask(const Profile &profile, const SecretSheet::Question &question, QWidget *window,
                      const std::function<void(SecretSheet &)> &prepare, const Answered &answered)
{
    const auto show = [=, this](const SecretSheet::Question &whole) {
        auto *sheet = new SecretSheet(profile, whole, window);
        prepare(*sheet);
        connect(sheet, &QDialog::accepted, this, [sheet, answered] { answered(*sheet); });
        sheet->open();
    };
    SecretSheet::Question whole = question;
    whole.isKept = m_store.profile(profile.id).has_value();
    if (!whole.isKept) {
        show(whole);
        return;
    }
    lookForKeychain(profile, window, [whole, show](const QString &problem) mutable {
        whole.keychainProblem = problem;
        show(whole);
    });
}

void Connections::lookForKeychain(const Profile &profile, QObject *context,
                                  const std::function<void(const QString &)> &proceed)
{
    Profile asked = profile;
    asked.secretKeeping = Profile::SecretKeeping::Keychain;
    auto look = std::make_shared<Call<SecretKeeper::Found>>(m_secrets.find(asked, SecretKind::Password));
    look->then(context, [proceed, look](const Result<SecretKeeper::Found> &found) {
        proceed(found && found->error ? found->error->detail : QString());
    });
}

} // namespace etcdscope
