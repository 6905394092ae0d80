// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/keys/keyindex.h"
#include "core/net/networkaccess.h"
#include "core/store/v2keystore.h"
#include "tests/support/etcdserver.h"

#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QProcess>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace etcdscope {

/// Our store of the v2 API on some endpoints; and, beside it, requests that none of our code has a part in.
class V2Fixture
{
public:
    /// `raw` is where the others ask; one of ours where it is not given.
    void open(const QList<QUrl> &urls, const QUrl &raw = {})
    {
        m_raw = raw.isEmpty() ? urls.front() : raw;
        EndpointSet endpoints;
        for (const QUrl &url : urls)
            (void)endpoints.add(url);
        m_client = std::make_shared<v2::Client>(m_network, m_polls, endpoints);
        m_store = std::make_unique<V2KeyStore>(m_client);
    }
    void close()
    {
        m_store.reset();
        m_client.reset();
    }

    [[nodiscard]] KeyStore &store() { return *m_store; }
    [[nodiscard]] v2::Client &client() { return *m_client; }

    template<class T> [[nodiscard]] std::optional<Result<T>> wait(Call<T> call, int milliseconds = 30'000)
    {
        std::optional<Result<T>> answer;
        QObject context;
        call.then(&context, [&](Result<T> result) { answer = std::move(result); });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, milliseconds))
            return std::nullopt;
        return answer;
    }

    /// A request as curl would make it; `path` is percent-encoded and has its query.
    QByteArray raw(const char *verb, const QByteArray &path, const QByteArray &form = {})
    {
        QNetworkRequest request(
            QUrl::fromEncoded(m_raw.toEncoded(QUrl::StripTrailingSlash) + "/v2/keys" + path));
        request.setHeader(QNetworkRequest::ContentTypeHeader,
                          QStringLiteral("application/x-www-form-urlencoded"));
        const std::unique_ptr<QNetworkReply> reply(m_curl.sendCustomRequest(request, verb, form));
        QEventLoop loop; // QTest::qWaitFor() looks every ten milliseconds
        QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        QTimer::singleShot(30'000, &loop, &QEventLoop::quit);
        loop.exec();
        m_rawIndex = reply->rawHeader("X-Etcd-Index").toLongLong();
        return reply->readAll();
    }
    QJsonObject rawJson(const char *verb, const QByteArray &path, const QByteArray &form = {})
    {
        return QJsonDocument::fromJson(raw(verb, path, form)).object();
    }
    QByteArray put(const QByteArray &path, const QByteArray &value)
    {
        return raw("PUT", path, "value=" + value.toPercentEncoding());
    }
    /// Writes to a key so often, some at once.
    [[nodiscard]] bool flood(const QByteArray &path, int count)
    {
        std::vector<std::unique_ptr<QNetworkReply>> replies;
        for (int i = 0; i < count; ++i) {
            QNetworkRequest request(QUrl::fromEncoded(m_raw.toEncoded(QUrl::StripTrailingSlash) + "/v2/keys" +
                                                      path + "?value=" + QByteArray::number(i)));
            replies.emplace_back(m_curl.sendCustomRequest(request, "PUT"));
        }
        return QTest::qWaitFor(
            [&] {
                return std::ranges::all_of(replies, [](const auto &reply) {
                    return reply->isFinished() && reply->error() == QNetworkReply::NoError;
                });
            },
            60'000);
    }
    /// X-Etcd-Index of the last of them.
    [[nodiscard]] qint64 rawIndex() const { return m_rawIndex; }

    /// All that is not hidden, one a line: key, index, and whether it has a time to live.
    [[nodiscard]] QByteArray freshText(const QByteArray &path = "/")
    {
        std::map<QByteArray, QByteArray> lines;
        addLines(rawJson("GET", path + "?recursive=true&quorum=true").value(QLatin1String("node")).toObject(),
                 &lines);
        QByteArray text;
        for (const auto &[key, line] : lines)
            text += key.toPercentEncoding("/") + line + '\n';
        return text;
    }

private:
    static void addLines(const QJsonObject &node, std::map<QByteArray, QByteArray> *lines)
    {
        const bool isDirectory = node.value(QLatin1String("dir")).toBool();
        const QByteArray key = node.value(QLatin1String("key")).toString().toUtf8();
        const auto index = isDirectory ? QLatin1String("createdIndex") : QLatin1String("modifiedIndex");
        if (!key.isEmpty())
            (*lines)[isDirectory ? key + '/' : key] =
                ' ' + QByteArray::number(node.value(index).toInteger()) +
                (node.contains(QLatin1String("expiration")) ? " timed" : "");
        for (const QJsonValue &child : node.value(QLatin1String("nodes")).toArray())
            addLines(child.toObject(), lines);
    }

    NetworkAccess m_network;
    NetworkAccess m_polls;
    QNetworkAccessManager m_curl;
    QUrl m_raw;
    std::shared_ptr<v2::Client> m_client;
    std::unique_ptr<V2KeyStore> m_store;
    qint64 m_rawIndex = 0;
};

template<class T> QByteArray failureOfV2(const std::optional<Result<T>> &answer)
{
    if (!answer)
        return "no answer in time";
    return answer->ok() ? QByteArray() : answer->error().toString().toUtf8();
}

namespace detail {

inline void addRows(const KeyIndex &index, DirectoryId directory, std::map<QByteArray, QByteArray> *lines)
{
    for (int i = 0; i < index.rowCount(directory); ++i) {
        const KeyIndex::Row row = index.row(directory, i);
        (*lines)[index.key({directory, i})] = ' ' + QByteArray::number(row.modRevision) +
                                              (row.expires != 0 ? " timed" : "") +
                                              (row.isDirectory() && !row.isExplicit ? " implied" : "");
        if (row.isDirectory())
            addRows(index, row.directory, lines);
    }
}

} // namespace detail

/// What an index has, as V2Fixture::freshText() tells it of a server.
inline QByteArray textOfV2(const KeyIndex &index)
{
    std::map<QByteArray, QByteArray> lines;
    detail::addRows(index, rootDirectory, &lines);
    QByteArray text;
    for (const auto &[key, line] : lines)
        text += key.toPercentEncoding("/") + line + '\n';
    return text;
}

} // namespace etcdscope

/// Instead of QTEST_MAIN where every function needs a server with the v2 API.
#define ETCDSCOPE_V2_TEST_MAIN(TestClass)                                                                    \
    int main(int argc, char **argv)                                                                          \
    {                                                                                                        \
        QCoreApplication application(argc, argv);                                                            \
        if (!etcdscope::EtcdServer::hasV2()) {                                                               \
            std::puts("SKIP: no etcd with --enable-v2 on PATH");                                             \
            return 77;                                                                                       \
        }                                                                                                    \
        TestClass test;                                                                                      \
        return QTest::qExec(&test, argc, argv);                                                              \
    }
