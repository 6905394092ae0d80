// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QNetworkReply>

namespace etcdscope {

/// What a request that the CallPolicy refused gets: nothing is sent, and it ends from the event loop with
/// ContentAccessDenied and the refusal as its errorString().
class RefusedReply final : public QNetworkReply
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RefusedReply)

public:
    RefusedReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
                 const QString &refusal, QObject *parent);

    void abort() override;

protected:
    qint64 readData(char *, qint64) override { return -1; }

private:
    void end(NetworkError error, const QString &text);
};

} // namespace etcdscope
