// SPDX-License-Identifier: Apache-2.0
#include "core/v2/errors.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace etcdscope::v2 {

namespace {

struct Row
{
    int code;
    ErrorKind kind;
};

// https://etcd.io/docs/v2.3/errorcode/ and, for the servers before 2.0, their source.
constexpr std::array rows = std::to_array<Row>({
    {100, ErrorKind::NotFound},        // Key not found
    {101, ErrorKind::Conflict},        // Compare failed
    {102, ErrorKind::Conflict},        // Not a file
    {103, ErrorKind::Conflict},        // Reached the max number of peers in the cluster (0.4)
    {104, ErrorKind::Conflict},        // Not a directory
    {105, ErrorKind::AlreadyExists},   // Key already exists
    {106, ErrorKind::Local},           // The prefix of given key is a keyword in etcd
    {107, ErrorKind::Local},           // Root is read only
    {108, ErrorKind::Conflict},        // Directory not empty
    {109, ErrorKind::AlreadyExists},   // Peer address has existed (0.4)
    {110, ErrorKind::Unauthenticated}, // The request requires user authentication
    {200, ErrorKind::Local},           // Value is Required in POST form
    {201, ErrorKind::Local},           // PrevValue is Required in POST form
    {202, ErrorKind::Local},           // The given TTL in POST form is not a number
    {203, ErrorKind::Local},           // The given index in POST form is not a number
    {204, ErrorKind::Local},           // Value or TTL is required in POST form
    {205, ErrorKind::Local},           // The given timeout in POST form is not a number
    {206, ErrorKind::Local},           // Name is required in POST form
    {207, ErrorKind::Local},           // Index or value is required
    {208, ErrorKind::Local},           // Index and value cannot both be specified
    {209, ErrorKind::Local},           // Invalid field
    {210, ErrorKind::Local},           // Invalid POST form
    {211, ErrorKind::Local},           // Value provided on refresh
    {212, ErrorKind::Local},           // A TTL must be provided on refresh
    {300, ErrorKind::Unavailable},     // Raft Internal Error
    {301, ErrorKind::Unavailable},     // During Leader Election
    {400, ErrorKind::Compacted},       // watcher is cleared due to etcd recovery
    {401, ErrorKind::Compacted},       // The event in requested index is outdated and cleared
    {402, ErrorKind::Unavailable},     // Standby Internal Error (0.4)
    {403, ErrorKind::Local},           // Invalid active size (0.4)
    {404, ErrorKind::Local},           // Standby remove delay (0.4)
    {500, ErrorKind::Unavailable},     // Client Internal Error (0.4)
});

ErrorKind kindOfStatus(int status)
{
    switch (status) {
    case 400:
        return ErrorKind::Local;
    case 401:
        return ErrorKind::Unauthenticated;
    case 403:
        return ErrorKind::PermissionDenied;
    case 404:
    case 410:
        return ErrorKind::NotFound;
    case 405:
    case 501:
        return ErrorKind::Unsupported;
    case 408:
        return ErrorKind::Timeout;
    case 409:
    case 412:
        return ErrorKind::Conflict;
    case 413:
        return ErrorKind::TooLarge;
    case 429:
        return ErrorKind::Unavailable;
    default:
        return status >= 500 ? ErrorKind::Unavailable : ErrorKind::Protocol;
    }
}

void takeCode(Error &error, const QJsonObject &object)
{
    error.v2Code = object.value(QLatin1String("errorCode")).toInt();
    error.kind = kindOfCode(error.v2Code, error.httpStatus);
    const QString cause = object.value(QLatin1String("cause")).toString();
    if (error.v2Code == 210 && cause.contains(QLatin1String("too large")))
        error.kind = ErrorKind::TooLarge;
    if (!cause.isEmpty())
        error.serverMessage += QLatin1String(": ") + cause;
}

/// /members, /stats and /auth have no code.
void takeWords(Error &error)
{
    if (error.serverMessage.contains(QLatin1String("not current leader")))
        error.kind = ErrorKind::Conflict;
    else if (error.httpStatus == 409 && error.serverMessage.contains(QLatin1String("exist")))
        error.kind = ErrorKind::AlreadyExists;
}

void takeText(Error &error, const QByteArray &body)
{
    const QByteArray text = body.left(200).simplified();
    error.serverMessage = QString::fromUtf8(text);
    if (error.httpStatus == 404) {
        error.kind = ErrorKind::Unsupported;
        error.detail = text == "404 page not found" ? QStringLiteral("the server has no such path")
                                                    : QStringLiteral("there is no etcd at this path");
    } else {
        error.detail = QStringLiteral("HTTP %1, not an answer of etcd's v2 API").arg(error.httpStatus);
    }
}

} // namespace

ErrorKind kindOfCode(int v2Code, int httpStatus)
{
    const auto row = std::ranges::find(rows, v2Code, &Row::code);
    return row == rows.end() ? kindOfStatus(httpStatus) : row->kind;
}

Error errorOfAnswer(int httpStatus, const QByteArray &body)
{
    Error error;
    error.httpStatus = httpStatus;
    error.kind = kindOfStatus(httpStatus);
    error.fate = httpStatus >= 500 ? RequestFate::MaybeSent : RequestFate::Answered;
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    error.serverMessage = object.value(QLatin1String("message")).toString();
    if (object.contains(QLatin1String("errorCode")))
        takeCode(error, object);
    else if (object.contains(QLatin1String("message")))
        takeWords(error);
    else
        takeText(error, body);
    return error;
}

Error withoutValues(const Error &error)
{
    Error clean = error;
    if (error.v2Code == 101)
        clean.serverMessage = error.serverMessage.section(QLatin1Char(':'), 0, 0);
    return clean;
}

} // namespace etcdscope::v2
