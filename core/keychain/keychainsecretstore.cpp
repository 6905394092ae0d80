// SPDX-License-Identifier: Apache-2.0
#include "core/keychain/keychainsecretstore.h"

#include <QAbstractEventDispatcher>
#include <QFileInfo>

#include <qt6keychain/keychain.h>

#include <memory>

namespace etcdscope {

namespace {

Error unsupported(const char *why)
{
    return {.kind = ErrorKind::Unsupported, .detail = QLatin1String(why)};
}

/// Why no keychain can be reached from here, found out without reaching for one: libraries below would start
/// a session bus of their own, or never answer.
std::optional<Error> obstacle()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")) {
        const QString folder = qEnvironmentVariable("XDG_RUNTIME_DIR");
        if (folder.isEmpty() || !QFileInfo::exists(folder + QStringLiteral("/bus")))
            return unsupported("there is no session bus");
    }
    // libsecret answers from GLib's main loop; KWallet does not need it.
    const bool kde = qEnvironmentVariable("XDG_CURRENT_DESKTOP").contains(QLatin1String("KDE"));
    const QAbstractEventDispatcher *dispatcher = QAbstractEventDispatcher::instance();
    if (!kde && (!dispatcher || !dispatcher->inherits("QEventDispatcherGlib")))
        return unsupported("the event loop is not that of GLib");
#endif
    return std::nullopt;
}

QString keyOf(const SecretId &id)
{
    const char *kind = "password";
    if (id.kind == SecretKind::KeyPassphrase)
        kind = "key-passphrase";
    else if (id.kind == SecretKind::ProxyPassword)
        kind = "proxy-password";
    return id.profile.toString(QUuid::WithoutBraces) + QLatin1Char('/') + QLatin1String(kind);
}

std::optional<Error> errorOf(const QKeychain::Job &job)
{
    Error error{.detail = QStringLiteral("keychain: ") + job.errorString()};
    switch (job.error()) {
    case QKeychain::NoError:
    case QKeychain::EntryNotFound:
        return std::nullopt;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return error;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError: // what 0.13 says of a bus without a Secret Service
        break;
    }
    error.kind = ErrorKind::Unsupported;
    return error;
}

} // namespace

KeychainSecretStore::KeychainSecretStore(const QString &service, QObject *parent)
    : SecretStore(parent)
    , m_service(service)
{
}

template<class T, class Job, class Take>
Call<T> KeychainSecretStore::run(const SecretId &id, Job *job, Take take)
{
    std::unique_ptr<Job> owned(job);
    if (const auto error = obstacle())
        return answered(Result<T>(*error));
    const Promise<T> promise;
    auto call = promise.call();
    job->setKey(keyOf(id));
    job->setInsecureFallback(false);
    // The job deletes itself when it is done, and not before: the library's answer comes to it.
    QObject::connect(owned.release(), &QKeychain::Job::finished, job, [promise, job, take](QKeychain::Job *) {
        const auto error = errorOf(*job);
        promise.finish(error ? Result<T>(*error) : Result<T>(take(*job)));
    });
    job->start();
    return call;
}

Call<std::optional<QString>> KeychainSecretStore::read(const SecretId &id)
{
    return run<std::optional<QString>>(
        id, new QKeychain::ReadPasswordJob(m_service), [](const QKeychain::ReadPasswordJob &job) {
            return job.error() == QKeychain::EntryNotFound ? std::nullopt : std::optional(job.textData());
        });
}

Call<std::monostate> KeychainSecretStore::write(const SecretId &id, const QString &secret)
{
    auto *job = new QKeychain::WritePasswordJob(m_service);
    job->setTextData(secret);
    return run<std::monostate>(id, job, [](const QKeychain::Job &) { return std::monostate(); });
}

Call<std::monostate> KeychainSecretStore::remove(const SecretId &id)
{
    return run<std::monostate>(id, new QKeychain::DeletePasswordJob(m_service),
                               [](const QKeychain::Job &) { return std::monostate(); });
}

} // namespace etcdscope
