// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/gatewayjson.h"

#include "core/rpc/status.h"

#include <google/protobuf/util/json_util.h>

#include <QJsonDocument>
#include <QJsonObject>

#include <memory>

namespace etcdscope {

namespace {

namespace json = google::protobuf::util;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

QByteArrayView trimmed(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && isSpace(bytes.front()))
        bytes = bytes.sliced(1);
    while (!bytes.isEmpty() && isSpace(bytes.back()))
        bytes.chop(1);
    return bytes;
}

bool take(QByteArrayView &bytes, QByteArrayView expected)
{
    if (!bytes.startsWith(expected))
        return false;
    bytes = trimmed(bytes.sliced(expected.size()));
    return true;
}

} // namespace

std::optional<QByteArray> gatewayJson(const google::protobuf::Message &message)
{
    json::JsonPrintOptions options;
    options.preserve_proto_field_names = true;
    std::string text;
    if (!json::MessageToJsonString(message, &text, options).ok())
        return std::nullopt;
    return QByteArray::fromStdString(text);
}

std::optional<QByteArray> wireFromGatewayJson(const Method &method, QByteArrayView text)
{
    // libprotobuf takes nothing at all for an empty message.
    if (!trimmed(text).startsWith('{'))
        return std::nullopt;
    const std::unique_ptr<google::protobuf::Message> message(method.reply().New());
    json::JsonParseOptions options;
    options.ignore_unknown_fields = true;
    const google::protobuf::StringPiece input(text.data(), size_t(text.size()));
    if (!json::JsonStringToMessage(input, message.get(), options).ok())
        return std::nullopt;
    QByteArray bytes(qsizetype(message->ByteSizeLong()), Qt::Uninitialized);
    message->SerializeWithCachedSizesToArray(reinterpret_cast<uint8_t *>(bytes.data()));
    return bytes;
}

bool endsInsideJson(QByteArrayView json)
{
    json = trimmed(json);
    if (json.isEmpty())
        return true;
    if (json.front() != '{')
        return false;
    qint64 depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return false;
        }
    }
    return true;
}

GatewayLine parseGatewayLine(QByteArrayView line)
{
    QByteArrayView rest = trimmed(line);
    if (!take(rest, "{") || !rest.endsWith('}'))
        return {};
    rest.chop(1);
    const bool isResult = take(rest, "\"result\"");
    if (!isResult && !take(rest, "\"error\""))
        return {};
    if (!take(rest, ":"))
        return {};
    return {isResult ? GatewayLine::Kind::Result : GatewayLine::Kind::Error, trimmed(rest)};
}

std::optional<Error> errorFromGatewayJson(QByteArrayView text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toByteArray());
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject object = document.object();
    const QJsonValue code = object.contains(QLatin1String("code")) ? object.value(QLatin1String("code"))
                                                                   : object.value(QLatin1String("grpc_code"));
    QJsonValue message = object.value(QLatin1String("message"));
    if (!message.isString())
        message = object.value(QLatin1String("error"));
    // Gateways before 3.4 send an error without its code.
    if (!code.isDouble() && !message.isString())
        return std::nullopt;
    return errorFromStatus(code.toInt(int(GrpcCode::Unknown)), message.toString());
}

} // namespace etcdscope
