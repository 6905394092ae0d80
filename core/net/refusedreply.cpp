// SPDX-License-Identifier: Apache-2.0
#include "core/net/refusedreply.h"

#include "core/net/networkaccess.h"

#include <QPointer>

namespace etcdscope {

RefusedReply::RefusedReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
                           const QString &refusal, QObject *parent)
    : QNetworkReply(parent)
{
    setOperation(operation);
    setRequest(request);
    setUrl(request.url());
    setProperty(NetworkAccess::RefusedProperty, true);
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    QMetaObject::invokeMethod(
        this, [this, refusal] { end(ContentAccessDenied, refusal); }, Qt::QueuedConnection);
}

void RefusedReply::abort()
{
    end(OperationCanceledError, QStringLiteral("cancelled"));
}

void RefusedReply::end(NetworkError error, const QString &text)
{
    if (isFinished())
        return;
    setError(error, text);
    setFinished(true);
    const QPointer<RefusedReply> self(this);
    emit errorOccurred(error);
    if (self)
        emit finished();
}

} // namespace etcdscope
