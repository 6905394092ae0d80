// SPDX-License-Identifier: Apache-2.0
#include "ui/log/operationtext.h"

#include "core/base/printable.h"
#include "core/net/operation.h"
#include "ui/widgets/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <array>
#include <utility>

namespace etcdscope {

namespace {

struct OperationText
{
    Q_DECLARE_TR_FUNCTIONS(OperationText)

public:
    static QString failure(ErrorKind kind)
    {
        switch (kind) {
        case ErrorKind::Network:
            return tr("not reached");
        case ErrorKind::Tls:
            return tr("TLS failed");
        case ErrorKind::Timeout:
            return tr("timed out");
        case ErrorKind::Unauthenticated:
            return tr("not signed in");
        case ErrorKind::PermissionDenied:
            return tr("no permission");
        case ErrorKind::NotFound:
            return tr("not found");
        case ErrorKind::AlreadyExists:
            return tr("exists already");
        case ErrorKind::Conflict:
            return tr("conflict");
        case ErrorKind::Compacted:
            return tr("compacted");
        case ErrorKind::NoSpace:
            return tr("no space");
        case ErrorKind::Unavailable:
            return tr("unavailable");
        case ErrorKind::Unsupported:
            return tr("unknown call");
        case ErrorKind::TooLarge:
            return tr("too large");
        case ErrorKind::Protocol:
            return tr("not understood");
        case ErrorKind::ReadOnly:
            return tr("refused: read-only");
        case ErrorKind::Local:
            return tr("failed here");
        }
        return tr("failed");
    }

    static QString fate(RequestFate fate)
    {
        switch (fate) {
        case RequestFate::NotSent:
            return tr("was not sent");
        case RequestFate::MaybeSent:
            return tr("may have been sent; no answer came");
        case RequestFate::Answered:
            return tr("was answered by the server");
        }
        return {};
    }
};

// The calls whose whole request is known from their name.
constexpr std::array<std::pair<const char *, const char *>, 3> plainCommands{{
    {"etcdserverpb.Maintenance/Status", "endpoint status"},
    {"etcdserverpb.Maintenance/Alarm", "alarm list"},
    {"etcdserverpb.Cluster/MemberList", "member list"},
}};

} // namespace

QString shortCall(const Operation &operation)
{
    const QString method = QString::fromLatin1(operation.method);
    const qsizetype slash = method.lastIndexOf(u'/');
    const qsizetype dot = slash > 0 ? method.lastIndexOf(u'.', slash) : -1;
    return method.mid(dot + 1);
}

QString durationText(qint64 microseconds)
{
    const auto number = [](double amount) {
        const int decimals = amount < 9.995 ? 2 : amount < 99.95 ? 1 : 0;
        return QLocale().toString(amount, 'f', decimals);
    };
    if (microseconds < 999'500)
        return OperationText::tr("%1 ms").arg(number(double(microseconds) / 1e3));
    return OperationText::tr("%1 s").arg(number(double(microseconds) / 1e6));
}

QString resultText(const Operation &operation)
{
    if (operation.running)
        return OperationText::tr("under way");
    if (operation.cancelled)
        return OperationText::tr("cancelled");
    if (operation.error)
        return OperationText::failure(operation.error->kind);
    return OperationText::tr("OK");
}

QString operationDetails(const Operation &operation)
{
    QStringList lines;
    const auto add = [&lines](const QString &name, const QString &value) {
        if (!value.isEmpty())
            lines += OperationText::tr("%1: %2", "name of a fact, the fact").arg(name, value);
    };
    add(OperationText::tr("Call"), QString::fromLatin1(operation.method));
    add(OperationText::tr("Key"), printable(operation.key));
    add(OperationText::tr("Endpoint"), QString::fromUtf8(operation.endpoint));
    add(OperationText::tr("Started"), formatExactTime(operation.started.toLocalTime()));
    if (!operation.running)
        add(OperationText::tr("Duration"), durationText(operation.duration));
    if (operation.revision > 0)
        add(OperationText::tr("Revision"), formatNumber(operation.revision));
    add(OperationText::tr("Result"), resultText(operation));
    if (const auto &error = operation.error) {
        add(OperationText::tr("Server"), error->serverMessage);
        add(OperationText::tr("Detail"), error->detail);
        if (error->grpcCode >= 0)
            add(OperationText::tr("gRPC status"), QString::number(error->grpcCode));
        if (error->httpStatus > 0)
            add(OperationText::tr("HTTP status"), QString::number(error->httpStatus));
        add(OperationText::tr("The request"), OperationText::fate(error->fate));
    }
    return lines.join(u'\n');
}

QString operationRow(const Operation &operation)
{
    return QStringList{
        operation.started.toLocalTime().toString(Qt::ISODateWithMs),
        QString::fromLatin1(operation.method),
        printable(operation.key),
        operation.revision > 0 ? QString::number(operation.revision) : QString(),
        operation.running ? QString() : durationText(operation.duration),
        operation.error ? operation.error->toString() : resultText(operation),
    }
        .join(u'\t');
}

std::optional<QString> operationCommand(const Operation &operation)
{
    for (const auto &[method, command] : plainCommands) {
        if (operation.method == method)
            return QStringLiteral("ETCDCTL_API=3 etcdctl --endpoints=%1 %2")
                .arg(QString::fromUtf8(operation.endpoint), QLatin1String(command));
    }
    return std::nullopt;
}

} // namespace etcdscope
