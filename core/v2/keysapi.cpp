// SPDX-License-Identifier: Apache-2.0
#include "core/v2/keysapi.h"

#include "core/base/background.h"
#include "core/v2/keysform.h"
#include "core/v2/keysjson.h"
#include "core/v2/sequence.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringDecoder>
#include <QTimer>

namespace etcdscope::v2 {

namespace {

/// JSON up to this size is parsed at once: about a millisecond.
constexpr qsizetype parsedAtOnce = 128 * 1024;

Request requestFor(Request::Verb verb, const QByteArray &key, const QByteArray &query, int deadline)
{
    return {.verb = verb, .path = keyPath(key), .query = query, .key = key, .deadline = deadline};
}

Request requestWithForm(Request::Verb verb, const QByteArray &key, const QByteArray &form, int deadline)
{
    Request request = requestFor(verb, key, {}, deadline);
    request.body = form;
    request.bodyKind = Request::Body::Form;
    return request;
}

std::optional<Error> problemOfKey(const QByteArray &key)
{
    const QString problem = KeysApi::keyProblem(key);
    return problem.isEmpty() ? std::nullopt : std::optional(Error::local(problem));
}

/// Qt would take the byte order mark off the beginning of a value.
QByteArray withEscapedMarks(QByteArray json)
{
    constexpr QByteArrayView mark = "\"\xef\xbb\xbf";
    return json.contains(mark) ? json.replace(mark, "\"\\ufeff") : json;
}

class RefusedPoll final : public Poll
{
public:
    explicit RefusedPoll(const Error &error)
    {
        QTimer::singleShot(0, this, [this, error] { emit finished(error); });
    }
};

Call<KeysAnswer> parsedLater(const Response &response)
{
    if (response.body.size() <= parsedAtOnce)
        return answered(KeysApi::parse(response));
    auto *context = new QObject;
    const Promise<KeysAnswer> promise;
    promise.onCancel([pointer = QPointer<QObject>(context)] {
        if (pointer)
            pointer->deleteLater();
    });
    inBackground(
        context, [response] { return KeysApi::parse(response); },
        [context, promise](Result<KeysAnswer> answer) {
            context->deleteLater();
            promise.finish(std::move(answer));
        });
    return promise.call();
}

Call<KeysAnswer> parsed(Call<Response> call)
{
    return andThen(std::move(call), parsedLater);
}

} // namespace

KeysApi::KeysApi(std::shared_ptr<Client> client)
    : m_client(std::move(client))
{
}

Call<Response> KeysApi::getRaw(const QByteArray &key, const GetOptions &options) const
{
    if (const auto problem = problemOfKey(key))
        return answered<Response>(*problem);
    Request request = requestFor(Request::Verb::Get, key, queryOf(options), options.deadline);
    request.wantAbsence = options.wantAbsence;
    return m_client->send(request);
}

Call<KeysAnswer> KeysApi::get(const QByteArray &key, const GetOptions &options) const
{
    return parsed(getRaw(key, options));
}

Call<KeysAnswer> KeysApi::set(const QByteArray &key, const SetOptions &options) const
{
    if (const auto problem = problemOfKey(key))
        return answered<KeysAnswer>(*problem);
    const Result<QByteArray> form = formOf(options);
    if (!form)
        return answered<KeysAnswer>(form.error());
    Request request = requestWithForm(Request::Verb::Put, key, *form, options.deadline);
    request.isAutomatic = options.isAutomatic;
    request.permit = options.permit;
    if (!options.isDirectory || options.refresh || options.previousExists == false)
        return parsed(m_client->send(request));

    // etcd would empty the value of a key in the place of the directory.
    return andThen(beforeWriting(get(key, {.deadline = options.deadline})),
                   [client = m_client, request](const KeysAnswer &answer) {
                       if (answer.node.isDirectory)
                           return parsed(client->send(request));
                       return answered<KeysAnswer>(
                           Error{.kind = ErrorKind::Conflict,
                                 .detail = QStringLiteral("a key stands in the place of the directory")});
                   });
}

Call<KeysAnswer> KeysApi::createInOrder(const QByteArray &directory, const QByteArray &value,
                                        std::optional<qint64> timeToLive) const
{
    if (const auto problem = problemOfKey(directory))
        return answered<KeysAnswer>(*problem);
    const Result<QByteArray> form = formOf(value, timeToLive);
    if (!form)
        return answered<KeysAnswer>(form.error());
    return parsed(
        m_client->send(requestWithForm(Request::Verb::Post, directory, *form, SetOptions().deadline)));
}

Call<KeysAnswer> KeysApi::remove(const QByteArray &key, const RemoveOptions &options) const
{
    if (const auto problem = problemOfKey(key))
        return answered<KeysAnswer>(*problem);
    const Result<QByteArray> query = queryOf(options);
    if (!query)
        return answered<KeysAnswer>(query.error());
    Request request = requestFor(Request::Verb::Delete, key, *query, options.deadline);
    request.permit = options.permit;
    return parsed(m_client->send(request));
}

std::unique_ptr<Poll> KeysApi::poll(const QByteArray &key, const PollOptions &options) const
{
    if (const auto problem = problemOfKey(key))
        return std::make_unique<RefusedPoll>(*problem);
    return m_client->poll(requestFor(Request::Verb::Get, key, queryOf(options), options.timeout));
}

Result<KeysAnswer> KeysApi::parse(const Response &response)
{
    KeysAnswer answer;
    if (response.status == 404) {
        answer.action = Action::Get;
        answer.isAbsent = true;
        answer.headers = response.headers;
        return answer;
    }
    QJsonParseError problem;
    const QJsonObject object = QJsonDocument::fromJson(withEscapedMarks(response.body), &problem).object();
    answer.action = actionFromText(object.value(QLatin1String("action")).toString());
    if (answer.action == Action::Unknown) {
        return Error{.kind = ErrorKind::Protocol,
                     .fate = RequestFate::MaybeSent,
                     .httpStatus = response.status,
                     .detail = QStringLiteral("not an answer of etcd's v2 API: %1")
                                   .arg(problem.error == QJsonParseError::NoError
                                            ? QStringLiteral("it has no known action")
                                            : problem.errorString())};
    }
    if (const QJsonValue node = object.value(QLatin1String("node")); node.isObject())
        answer.node = nodeFromJson(node.toObject());
    if (const QJsonValue previous = object.value(QLatin1String("prevNode")); previous.isObject())
        answer.previous = nodeFromJson(previous.toObject());
    answer.wasCreated = response.status == 201;
    answer.headers = response.headers;
    return answer;
}

QString KeysApi::keyProblem(QByteArrayView key)
{
    if (!key.startsWith('/'))
        return QStringLiteral("a key of the v2 API begins with a slash");
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    (void)QString(decoder(key));
    if (decoder.hasError())
        return QStringLiteral("a key of the v2 API is UTF-8");
    const QByteArrayView path = key.endsWith('/') ? key.first(key.size() - 1) : key;
    qsizetype begin = 1;
    while (begin <= path.size()) {
        qsizetype end = path.indexOf('/', begin);
        if (end < 0)
            end = path.size();
        const QByteArrayView segment = path.sliced(begin, end - begin);
        if (segment.isEmpty())
            return QStringLiteral("a key of the v2 API has no empty segment");
        if (segment == "." || segment == "..")
            return QStringLiteral("no segment of a key of the v2 API is \".\" or \"..\"");
        begin = end + 1;
    }
    return {};
}

} // namespace etcdscope::v2
