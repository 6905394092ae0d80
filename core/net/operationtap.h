// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/operation.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>

#include <vector>

class QNetworkReply;

namespace etcdscope {

struct CallInfo;

/// Watches the replies of one NetworkAccess and tells what was asked and how it ended. Both signals come from
/// the event loop, the second after every slot on QNetworkReply::finished has run, so that an annotation made
/// there is part of it.
class OperationTap final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OperationTap)

public:
    explicit OperationTap(QObject *parent = nullptr);

    void follow(QNetworkReply *reply, const CallInfo &call);
    void annotate(const QNetworkReply *reply, qint64 revision, const std::optional<Error> &error);

signals:
    void started(const etcdscope::Operation &operation);
    void finished(const etcdscope::Operation &operation);

private:
    struct Running
    {
        Operation operation;
        QElapsedTimer clock;
        bool annotated = false;
    };
    struct Event
    {
        const QNetworkReply *reply = nullptr; // as a name only; it may be gone
        Operation operation;
    };

    void ended(const QNetworkReply *reply);
    void vanished(const QNetworkReply *reply);
    void tell(const QNetworkReply *reply, const Operation &operation);
    void flush();

    QHash<const QNetworkReply *, Running> m_running;
    std::vector<Event> m_events;
};

} // namespace etcdscope
