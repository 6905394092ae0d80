// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/errortext.h"

#include "core/base/error.h"

#include <QCoreApplication>

namespace etcdscope {

namespace {

struct ErrorText
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)

public:
    static QString summary(ErrorKind kind)
    {
        switch (kind) {
        case ErrorKind::Network:
            return tr("The cluster cannot be reached.");
        case ErrorKind::Tls:
            return tr("No secure connection could be made.");
        case ErrorKind::Timeout:
            return tr("The cluster did not answer in time.");
        case ErrorKind::Unauthenticated:
            return tr("The cluster wants a user name and a password.");
        case ErrorKind::PermissionDenied:
            return tr("This user has no right to do that.");
        case ErrorKind::NotFound:
            return tr("It does not exist.");
        case ErrorKind::AlreadyExists:
            return tr("It exists already.");
        case ErrorKind::Conflict:
            return tr("Somebody else changed it meanwhile.");
        case ErrorKind::Compacted:
            return tr("This revision has been compacted away.");
        case ErrorKind::NoSpace:
            return tr("The cluster has used up its space and takes no writes.");
        case ErrorKind::Unavailable:
            return tr("The cluster has no leader or is not ready.");
        case ErrorKind::Unsupported:
            return tr("This server does not know the call.");
        case ErrorKind::TooLarge:
            return tr("It is larger than the cluster allows.");
        case ErrorKind::Protocol:
            return tr("The server's answer was not understood.");
        case ErrorKind::ReadOnly:
            return tr("This session is read-only; nothing was sent.");
        case ErrorKind::Local:
            return tr("The request could not be made.");
        }
        return tr("The call failed.");
    }

    static QString remedy(ErrorKind kind)
    {
        switch (kind) {
        case ErrorKind::Network:
            return tr(
                "Check the address and whether a member is running there; it is tried again by itself.");
        case ErrorKind::Tls:
            return tr("Check the certificates of the connection.");
        case ErrorKind::Timeout:
            return tr("Try again; if it stays so, look at the load of the cluster and the network.");
        case ErrorKind::Unauthenticated:
            return tr("Sign in and try again.");
        case ErrorKind::PermissionDenied:
            return tr("Ask an administrator of the cluster for a role with this key.");
        case ErrorKind::Compacted:
            return tr("Read again to see the newest revision.");
        case ErrorKind::NoSpace:
            return tr("Compact, defragment and then disarm the NOSPACE alarm.");
        case ErrorKind::Unavailable:
            return tr("Wait for an election, or check whether a majority of the members is running.");
        case ErrorKind::TooLarge:
            return tr("Make the value smaller, or raise --max-request-bytes of the members.");
        case ErrorKind::Protocol:
            return tr("Check that the address is the client address of an etcd member.");
        case ErrorKind::ReadOnly:
            return tr("Unlock the session to write.");
        default:
            return {};
        }
    }
};

} // namespace

QString errorSentence(const Error &error)
{
    const QString summary = ErrorText::summary(error.kind);
    const QString words = error.serverMessage.isEmpty() ? error.detail : error.serverMessage;
    if (words.isEmpty())
        return summary;
    return ErrorText::tr("%1 (%2)", "what happened, the technical words for it").arg(summary, words);
}

QString errorRemedy(const Error &error)
{
    return ErrorText::remedy(error.kind);
}

QString errorText(const Error &error)
{
    const QString remedy = errorRemedy(error);
    return remedy.isEmpty() ? errorSentence(error) : errorSentence(error) + QLatin1Char(' ') + remedy;
}

} // namespace etcdscope
