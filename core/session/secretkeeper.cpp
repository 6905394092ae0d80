// SPDX-License-Identifier: Apache-2.0
#include "core/session/secretkeeper.h"

#include <array>

namespace etcdscope {

namespace {

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

SecretKeeper::Found SecretKeeper::fromEnvironment(const Profile &profile, SecretKind kind,
                                                  const std::optional<Error> &error) const
{
    const QString user = m_environment.value(QStringLiteral("ETCDCTL_USER"));
    const qsizetype colon = user.indexOf(QLatin1Char(':'));
    const bool known = kind == SecretKind::Password && !profile.user.isEmpty() &&
                       profile.user == (colon < 0 ? user : user.left(colon));
    const QString password = QStringLiteral("ETCDCTL_PASSWORD");
    if (known && m_environment.contains(password))
        return {Place::Environment, m_environment.value(password), error};
    if (known && colon >= 0)
        return {Place::Environment, user.mid(colon + 1), error};
    return {Place::Nowhere, {}, error};
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
    constexpr std::array Kinds{SecretKind::Password, SecretKind::KeyPassphrase, SecretKind::ProxyPassword};
    if (step == int(2 * Kinds.size())) {
        promise.finish(error ? Result<std::monostate>(*error) : Result(std::monostate()));
        return;
    }
    SecretStore &store = step % 2 ? m_keychain : m_thisRun;
    follow(this, store.remove({profile, Kinds[size_t(step / 2)]}), promise,
           [=, this](const Result<std::monostate> &removed) {
               const bool failed = !removed && removed.error().kind != ErrorKind::Unsupported;
               forgetNext(profile, step + 1, failed ? std::optional(removed.error()) : error, promise);
           });
}

} // namespace etcdscope
