// SPDX-License-Identifier: Apache-2.0
#include "core/session/secretkeeper.h"

#include <array>

namespace etcdscope {

namespace {

constexpr std::array allKinds{SecretKind::Password, SecretKind::KeyPassphrase, SecretKind::ProxyPassword};

/// Holds the inner call until it is answered, or until the outer one is cancelled.
template<class Inner, class Outer, class Answer>
void follow(QObject *context, Call<Inner> inner, const Promise<Outer> &outer, Answer answer)
{
    auto held = std::make_shared<Call<Inner>>(std::move(inner));
    outer.onCancel([held] { held->cancel(); });
    held->then(context, [held, answer = std::move(answer)](Result<Inner> result) mutable {
        answer(std::move(result));
    });
}

} // namespace

SecretKeeper::SecretKeeper(SecretStore &keychain, SecretStore &thisRun,
                           const QProcessEnvironment &environment, QObject *parent)
    : QObject(parent)
    , m_keychain(keychain)
    , m_thisRun(thisRun)
    , m_environment(environment)
{
}

Call<SecretKeeper::Found> SecretKeeper::find(const Profile &profile, SecretKind kind)
{
    const Promise<Found> promise;
    auto call = promise.call();
    if (profile.secretKeeping == Profile::SecretKeeping::AskEachTime) {
        promise.finish(fromEnvironment(profile, kind, {}));
    } else if (profile.secretKeeping == Profile::SecretKeeping::ThisRun) {
        findInThisRun(profile, kind, {}, promise);
    } else {
        follow(this, m_keychain.read({profile.id, kind}), promise,
               [=, this](const Result<std::optional<QString>> &read) {
                   if (read && *read)
                       promise.finish(Found{Place::Keychain, **read, {}});
                   else
                       findInThisRun(profile, kind, read ? std::nullopt : std::optional(read.error()),
                                     promise);
               });
    }
    return call;
}

void SecretKeeper::findInThisRun(const Profile &profile, SecretKind kind, const std::optional<Error> &error,
                                 const Promise<Found> &promise)
{
    follow(this, m_thisRun.read({profile.id, kind}), promise,
           [=, this](const Result<std::optional<QString>> &read) {
               if (read && *read)
                   promise.finish(Found{Place::ThisRun, **read, error});
               else
                   promise.finish(fromEnvironment(profile, kind, error));
           });
}

Login SecretKeeper::environmentLogin() const
{
    const QString user = m_environment.value(QStringLiteral("ETCDCTL_USER"));
    const qsizetype colon = user.indexOf(QLatin1Char(':'));
    const QString password = QStringLiteral("ETCDCTL_PASSWORD");
    Login login{colon < 0 ? user : user.left(colon), {}};
    if (m_environment.contains(password))
        login.password = m_environment.value(password);
    else if (colon >= 0)
        login.password = user.mid(colon + 1);
    else
        return login;
    if (login.password.isNull()) // an empty one is one that is said
        login.password = QStringLiteral("");
    return login;
}

SecretKeeper::Found SecretKeeper::fromEnvironment(const Profile &profile, SecretKind kind,
                                                  const std::optional<Error> &error) const
{
    const Login login = environmentLogin();
    const bool known = kind == SecretKind::Password && !profile.user.isEmpty() &&
                       profile.user == login.user && !login.password.isNull();
    return known ? Found{Place::Environment, login.password, error} : Found{Place::Nowhere, {}, error};
}

Call<SecretKeeper::Kept> SecretKeeper::keep(const Profile &profile, SecretKind kind, const QString &secret)
{
    const SecretId id{profile.id, kind};
    if (profile.secretKeeping == Profile::SecretKeeping::AskEachTime)
        return answered(Result(Kept{}));
    const Promise<Kept> promise;
    auto call = promise.call();
    const auto keepForThisRun = [=, this](const std::optional<Error> &error) {
        follow(this, m_thisRun.write(id, secret), promise, [=](const Result<std::monostate> &written) {
            promise.finish(written ? Result(Kept{Place::ThisRun, error}) : Result<Kept>(written.error()));
        });
    };
    if (profile.secretKeeping == Profile::SecretKeeping::ThisRun) {
        keepForThisRun({});
        return call;
    }
    follow(this, m_keychain.write(id, secret), promise, [=](const Result<std::monostate> &written) {
        if (written)
            promise.finish(Kept{Place::Keychain, {}});
        else
            keepForThisRun(written.error());
    });
    return call;
}

Call<SecretKeeper::Kept> SecretKeeper::move(const Profile &profile, Profile::SecretKeeping former)
{
    const Promise<Kept> promise;
    auto call = promise.call();
    if (profile.secretKeeping == Profile::SecretKeeping::AskEachTime) {
        follow(this, forget(profile.id), promise, [promise](const Result<std::monostate> &forgotten) {
            promise.finish(Kept{Place::Nowhere, forgotten ? std::nullopt : std::optional(forgotten.error())});
        });
    } else {
        moveNext(profile, former, 0, {}, promise);
    }
    return call;
}

void SecretKeeper::moveNext(const Profile &profile, Profile::SecretKeeping former, int kind, const Kept &sum,
                            const Promise<Kept> &promise)
{
    if (kind == int(allKinds.size())) {
        promise.finish(sum);
        return;
    }
    const SecretId id{profile.id, allKinds[size_t(kind)]};
    const auto proceed = [=, this](const std::optional<Error> &error) {
        Kept next = sum;
        if (error)
            next.error = error;
        moveNext(profile, former, kind + 1, next, promise);
    };
    const auto put = [=, this](const QString &secret) {
        follow(this, keep(profile, id.kind, secret), promise, [=, this](const Result<Kept> &kept) {
            const auto error = kept ? kept->error : std::optional(kept.error());
            if (error) { // where it was it is safe
                proceed(error);
                return;
            }
            SecretStore &other = kept->place == Place::Keychain ? m_thisRun : m_keychain;
            follow(this, other.remove(id), promise, [proceed](const Result<std::monostate> &removed) {
                const bool failed = !removed && removed.error().kind != ErrorKind::Unsupported;
                proceed(failed ? std::optional(removed.error()) : std::nullopt);
            });
        });
    };
    // The keychain may not have taken one that it was to keep: it is looked for in both.
    const bool isInKeychain = former != Profile::SecretKeeping::ThisRun;
    SecretStore &first = isInKeychain ? m_keychain : m_thisRun;
    SecretStore &second = isInKeychain ? m_thisRun : m_keychain;
    using Read = Result<std::optional<QString>>;
    follow(this, first.read(id), promise, [=, this, &second](const Read &read) {
        if (read && *read) {
            put(**read);
            return;
        }
        follow(this, second.read(id), promise, [=](const Read &other) {
            if (other && *other) {
                put(**other);
                return;
            }
            const Read &worse = read ? other : read;
            const bool none = worse || worse.error().kind == ErrorKind::Unsupported;
            proceed(none ? std::nullopt : std::optional(worse.error()));
        });
    });
}

Call<std::monostate> SecretKeeper::forget(const QUuid &profile)
{
    const Promise<std::monostate> promise;
    auto call = promise.call();
    forgetNext(profile, 0, {}, promise);
    return call;
}

void SecretKeeper::forgetNext(const QUuid &profile, int step, const std::optional<Error> &error,
                              const Promise<std::monostate> &promise)
{
    if (step == int(2 * allKinds.size())) {
        promise.finish(error ? Result<std::monostate>(*error) : Result(std::monostate()));
        return;
    }
    SecretStore &store = step % 2 ? m_keychain : m_thisRun;
    follow(this, store.remove({profile, allKinds[size_t(step / 2)]}), promise,
           [=, this](const Result<std::monostate> &removed) {
               const bool failed = !removed && removed.error().kind != ErrorKind::Unsupported;
               forgetNext(profile, step + 1, failed ? std::optional(removed.error()) : error, promise);
           });
}

} // namespace etcdscope
