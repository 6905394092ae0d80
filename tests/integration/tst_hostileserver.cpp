// SPDX-License-Identifier: Apache-2.0
//
// Servers that send anything but an answer. Whatever comes, over gRPC and over the gateway: a clear error
// within the time given, no crash, no hang, and no memory that only a claimed size asks for.
#include "core/keys/keyindex.h"
#include "core/keys/livefeed.h"
#include "core/net/networkaccess.h"
#include "core/rpc/channelprobe.h"
#include "core/rpc/gatewaychannel.h"
#include "core/rpc/grpcchannel.h"
#include "core/rpc/methods.h"
#include "core/store/v3keystore.h"
#include "tests/support/hostileserver.h"

#include "rpc.pb.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QTest>
#include <QTimer>

#include <optional>

using namespace etcdscope;

using Script = HostileServer::Script;
using End = HostileServer::End;
Q_DECLARE_METATYPE(Script)

#if defined(__SANITIZE_ADDRESS__)
#define MEMORY_IS_MEASURED false
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MEMORY_IS_MEASURED false
#endif
#endif
#ifndef MEMORY_IS_MEASURED
#define MEMORY_IS_MEASURED true
#endif

namespace {

constexpr int shortDeadline = 100;        // milliseconds; where nothing is to come
constexpr int longDeadline = 10'000;      // where the error does not wait for it
constexpr int latest = 5'000;             // after the deadline, on a machine with much else to do
constexpr qint64 memoryBound = 64 * 1024; // KiB

enum class Asked { Probe, Get, List, Watch };

qint64 statusField(const QByteArray &name)
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    const qsizetype at = text.indexOf(name + ':');
    return at < 0 ? 0 : text.mid(at + name.size() + 1, 20).trimmed().split(' ').first().toLongLong();
}

/// How much memory was resident at most since it was made, beyond what was then; in KiB.
class MemoryPeak final
{
public:
    MemoryPeak()
    {
        QFile file(QStringLiteral("/proc/self/clear_refs"));
        m_isReset = file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write("5") == 1;
        m_before = statusField("VmRSS");
    }
    [[nodiscard]] qint64 growth() const { return statusField(m_isReset ? "VmHWM" : "VmRSS") - m_before; }

private:
    bool m_isReset = false;
    qint64 m_before = 0;
};

/// Waits in a loop of its own: qWait() sleeps between events, and an endless answer is many.
class Outcome final
{
public:
    void end(const std::optional<Error> &error)
    {
        ++ends;
        m_error = error;
        m_loop.quit();
    }
    [[nodiscard]] bool wait(int deadline)
    {
        if (ends == 0) {
            QTimer::singleShot(deadline + latest, &m_loop, &QEventLoop::quit);
            m_loop.exec();
        }
        return ends == 1;
    }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

    int ends = 0;
    QObject context;

private:
    QEventLoop m_loop;
    std::optional<Error> m_error;
};

template<class T> std::optional<Error> errorOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error());
}

QByteArray noise(int size)
{
    QByteArray bytes;
    quint32 state = 12345;
    for (int i = 0; i < size; ++i) {
        state = state * 1664525 + 1013904223;
        bytes.append(char(state >> 24));
    }
    return bytes;
}

QByteArray settings()
{
    return HostileServer::frame(4, 0, 0, {});
}

/// The headers of a proper gRPC answer.
QByteArray okHeaders(int flags = 4)
{
    return HostileServer::frame(
        1, flags, 1, QByteArray("\x88") + HostileServer::field("content-type", "application/grpc"));
}

QByteArray data(const QByteArray &payload, int flags = 0)
{
    return HostileServer::frame(0, flags, 1, payload);
}

QByteArray trailers(const QByteArray &status)
{
    return HostileServer::frame(1, 5, 1, HostileServer::field("grpc-status", status));
}

QByteArray grpcPrefix(quint32 size)
{
    QByteArray prefix(1, '\0');
    for (const int shift : {24, 16, 8, 0})
        prefix.append(char(size >> shift));
    return prefix;
}

QByteArray pageOfAProxy(const QByteArray &status)
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>";
}

const QByteArray jsonHead = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
const QByteArray chunkedHead = jsonHead + "Transfer-Encoding: chunked\r\n\r\n";

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

/// Several kinds where it depends on what was asked, or on whose turn it is.
using Kinds = QList<ErrorKind>;

QString names(const Kinds &kinds)
{
    QStringList texts;
    for (const ErrorKind kind : kinds)
        texts += QLatin1String(toString(kind));
    return texts.join(QLatin1String(" or "));
}

} // namespace

Q_DECLARE_METATYPE(Asked)

class TestHostileServer : public QObject
{
    Q_OBJECT

private slots:
    void grpcEndsInAClearError_data();
    void grpcEndsInAClearError() { endsInAClearError(Transport::Grpc); }
    void gatewayEndsInAClearError_data();
    void gatewayEndsInAClearError() { endsInAClearError(Transport::Gateway); }
    void endlessJsonIsCutOff();
    void feedIsNeverLiveAndStops_data();
    void feedIsNeverLiveAndStops();

private:
    void endsInAClearError(Transport transport);
};

/// Calls `add(name, script, kinds)` with everything a peer of gRPC can do wrong.
template<class Add> static void eachGrpcScript(Add add)
{
    using K = ErrorKind;
    const auto raw = [](const QByteArray &bytes, End end = End::Open) {
        return Script{.bytes = bytes, .end = end};
    };
    const auto http2 = [](const QByteArray &bytes, End end = End::Open, const QByteArray &endless = {}) {
        return Script{.isHttp2 = true, .bytes = bytes, .end = end, .endless = endless};
    };
    const auto frame = [](int type, int flags, quint32 stream, const QByteArray &payload, int length = -1) {
        return HostileServer::frame(type, flags, stream, payload, length);
    };

    add("nothing at all", raw({}), Kinds{K::Timeout});
    add("closes at once", Script{.speaksFirst = true, .end = End::Close}, Kinds{K::Network});
    // A reset that comes before QTcpSocket has looked whether it is connected lets Qt 6.4 connect again and
    // again, without a word, until the time is over.
    add("resets at once", Script{.speaksFirst = true, .end = End::Reset}, Kinds{K::Network, K::Timeout});
    add("closes after the preface", raw({}, End::Close), Kinds{K::Network});
    add("resets after the preface", raw({}, End::Reset), Kinds{K::Network});
    add("noise", raw(noise(64 * 1024)), Kinds{K::Protocol});
    add("noise first", Script{.speaksFirst = true, .bytes = noise(999)}, Kinds{K::Protocol});
    add("noise and reset", raw(noise(999), End::Reset), Kinds{K::Protocol, K::Network});
    add("noise without end", Script{.end = End::Repeat, .endless = noise(4096)}, Kinds{K::Protocol});
    add("zeros without end", Script{.end = End::Repeat, .endless = QByteArray(4096, '\0')},
        Kinds{K::Protocol});
    add("page of HTTP/1.1", raw(pageOfAProxy("400 Bad Request"), End::Close), Kinds{K::Protocol});
    add("page of HTTP/1.1 stays open", raw(pageOfAProxy("200 OK")), Kinds{K::Protocol});
    add("half a word of HTTP/1.1", raw("HTT"), Kinds{K::Timeout});
    add("half a word of HTTP/1.1 and close", raw("HTT", End::Close), Kinds{K::Network, K::Protocol});
    add("TLS alert", raw(QByteArray::fromHex("15030100020250"), End::Close), Kinds{K::Protocol});
    add("greeting of SSH", Script{.speaksFirst = true, .bytes = "SSH-2.0-OpenSSH_9.2\r\n"},
        Kinds{K::Protocol});
    add("half a frame", raw(settings().first(5)), Kinds{K::Timeout});
    add("half a frame and close", raw(settings().first(5), End::Close), Kinds{K::Network});
    add("half a frame and reset", raw(settings().first(5), End::Reset), Kinds{K::Network});
    add("data before settings", raw(frame(0, 0, 1, "abc")), Kinds{K::Protocol});
    add("settings of impossible size", raw(frame(4, 0, 0, "abcd")), Kinds{K::Protocol});
    add("settings of impossible window", raw(frame(4, 0, 0, QByteArray::fromHex("0004ffffffff"))),
        Kinds{K::Protocol});
    add("settings without end", Script{.end = End::Repeat, .endless = settings()},
        Kinds{K::Timeout, K::Protocol});
    add("frame of 16 MiB", http2(frame(0, 0, 1, noise(100), 0xffffff)), Kinds{K::Protocol});
    add("silence after the request", http2({}), Kinds{K::Timeout});
    add("closes after the request", http2({}, End::Close), Kinds{K::Network});
    add("resets after the request", http2({}, End::Reset), Kinds{K::Network});
    add("goes away", http2(frame(7, 0, 0, QByteArray(8, '\0')), End::Close),
        Kinds{K::Unavailable, K::Network});
    add("resets the stream", http2(frame(3, 0, 1, QByteArray::fromHex("00000002"))), Kinds{K::Network});
    add("wants HTTP/1.1 for the stream", http2(frame(3, 0, 1, QByteArray::fromHex("0000000d"))),
        Kinds{K::Protocol});
    add("wants HTTP/1.1", http2(frame(7, 0, 0, QByteArray::fromHex("000000000000000d")), End::Close),
        Kinds{K::Protocol});
    add("refuses the stream", http2(frame(3, 0, 1, QByteArray::fromHex("00000007"))),
        Kinds{K::Network, K::Unavailable});
    add("pings without end", http2({}, End::Repeat, frame(6, 0, 0, QByteArray(8, 'p'))),
        Kinds{K::Timeout, K::Protocol});
    add("unknown frames without end", http2({}, End::Repeat, frame(0xbe, 0xff, 1, noise(50))),
        Kinds{K::Timeout});
    add("pushes", http2(frame(5, 4, 1, QByteArray::fromHex("0000000288"))),
        // While our SETTINGS are not acknowledged, nghttp2 passes over it.
        Kinds{K::Protocol, K::Timeout});
    add("window beyond 2^31", http2(frame(8, 0, 0, QByteArray::fromHex("7fffffff"))), Kinds{K::Protocol});
    add("frame of another stream", http2(frame(0, 0, 77, "abc")), Kinds{K::Protocol});
    add("headers that are no HPACK", http2(frame(1, 4, 1, QByteArray(40, '\xff'))), Kinds{K::Protocol});
    add("headers without status", http2(frame(1, 4, 1, HostileServer::field("a", "b"))), Kinds{K::Protocol});
    add("half the headers", http2(okHeaders().first(15)), Kinds{K::Timeout});
    add("half the headers and close", http2(okHeaders().first(15), End::Close), Kinds{K::Network});
    add("interim answers without end", http2({}, End::Repeat, frame(1, 4, 1, QByteArray("\x08\x03") + "100")),
        Kinds{K::Timeout});
    const QByteArray large = HostileServer::field("x-large", QByteArray(15'000, 'x'));
    add("headers of 150 KB",
        http2(frame(1, 0, 1, "\x88" + large) + frame(9, 0, 1, large).repeated(8) + frame(9, 4, 1, large)),
        Kinds{K::Protocol});
    add("headers without end",
        http2(frame(1, 0, 1, "\x88"), End::Repeat,
              frame(9, 0, 1, HostileServer::field("a", QByteArray(1000, 'x')))),
        Kinds{K::Protocol});
    add("trailers of 150 KB",
        http2(okHeaders() + frame(1, 1, 1, large) + frame(9, 0, 1, large).repeated(8) +
              frame(9, 4, 1, large)),
        Kinds{K::Protocol});
    // One entry of 4 KiB in the table of the connection, named again by a byte each.
    const QByteArray bomb = "\x88" + QByteArray("\x40\x01", 2) + "x" + QByteArray::fromHex("7f811f") +
                            QByteArray(4096, 'x') + QByteArray(12'000, '\xbe');
    add("bomb of HPACK", http2(frame(1, 4, 1, bomb)), Kinds{K::Protocol});
    add("table beyond its bound",
        http2(frame(1, 4, 1, QByteArray::fromHex("3fe1ffff0788") + HostileServer::field("a", "b"))),
        Kinds{K::Protocol});
    add("data before headers", http2(data("abc")), Kinds{K::Protocol});
    add("trailers alone without status", http2(trailers("0")), Kinds{K::Protocol});
    add("window of nothing", http2(frame(8, 0, 1, QByteArray(4, '\0'))), Kinds{K::Protocol});
    add("settings without end after the request", http2({}, End::Repeat, settings()),
        Kinds{K::Timeout, K::Protocol});
    add("windows without end", http2({}, End::Repeat, frame(8, 0, 0, QByteArray::fromHex("00000000"))),
        Kinds{K::Protocol});
    add("headers and silence", http2(okHeaders()), Kinds{K::Timeout});
    add("page over HTTP/2",
        http2(frame(1, 4, 1, "\x88" + HostileServer::field("content-type", "text/html")) +
              data("<html></html>", 1)),
        Kinds{K::Protocol});
    add("status of no number", http2(okHeaders() + trailers("abc")), Kinds{K::Protocol});
    add("status of a huge number", http2(okHeaders() + trailers("99999999999999999999")), Kinds{K::Protocol});
    add("ends without status", http2(okHeaders() + data({}, 1)), Kinds{K::Unavailable});
    add("half a gRPC prefix and end", http2(okHeaders() + data(QByteArray(2, '\0')) + trailers("0")),
        Kinds{K::Protocol});
    add("half a message and end", http2(okHeaders() + data(grpcPrefix(100) + "abc") + trailers("0")),
        Kinds{K::Protocol});
    add("half a message and reset", http2(okHeaders() + data(grpcPrefix(100) + "abc"), End::Reset),
        Kinds{K::Network});
    add("message of 4 GiB", http2(okHeaders() + data(grpcPrefix(0xffffffff) + "abc")), Kinds{K::TooLarge});
    add("message of 2 GiB that does not come", http2(okHeaders() + data(grpcPrefix(0x7fffffff) + "\x0a\x02")),
        Kinds{K::TooLarge, K::Timeout});
    add("key of 60 MiB that does not come",
        http2(okHeaders() + data(grpcPrefix(62 << 20) + QByteArray::fromHex("1280808c1e0a8080801e") + "/")),
        Kinds{K::Timeout});
    add("compressed message", http2(okHeaders() + data(QByteArray::fromHex("010000000161"))),
        Kinds{K::Protocol});
    add("message of noise", http2(okHeaders() + data(grpcPrefix(3) + "\xff\xff\xff") + trailers("0")),
        Kinds{K::Protocol});
    add("empty data without end", http2(okHeaders(), End::Repeat, data({})), Kinds{K::Timeout, K::Protocol});
    add("empty messages without end", http2(okHeaders(), End::Repeat, data(grpcPrefix(0))),
        Kinds{K::Timeout, K::Protocol});
}

/// The same for a peer of the gateway.
template<class Add> static void eachGatewayScript(Add add)
{
    using K = ErrorKind;
    const auto raw = [](const QByteArray &bytes, End end = End::Open, const QByteArray &endless = {}) {
        return Script{.bytes = bytes, .end = end, .endless = endless};
    };

    add("nothing at all", raw({}), Kinds{K::Timeout});
    add("closes at once", Script{.speaksFirst = true, .end = End::Close}, Kinds{K::Network});
    add("resets at once", Script{.speaksFirst = true, .end = End::Reset}, Kinds{K::Network});
    add("closes after the request", raw({}, End::Close), Kinds{K::Network});
    add("resets after the request", raw({}, End::Reset), Kinds{K::Network});
    add("noise", raw(noise(64 * 1024)), Kinds{K::Protocol, K::Network, K::Timeout});
    add("noise and close", raw(noise(999), End::Close), Kinds{K::Protocol, K::Network});
    add("noise without end", raw({}, End::Repeat, noise(4096)), Kinds{K::Protocol, K::Network, K::Timeout});
    add("noise without line ends", raw("HTTP/1.1 200 OK\r\n", End::Repeat, QByteArray(4096, 'x')),
        Kinds{K::Protocol, K::Network, K::Timeout});
    add("HTTP/2", raw(settings()), Kinds{K::Protocol, K::Network, K::Timeout});
    add("half a status line", raw("HTTP/1.1 20"), Kinds{K::Timeout});
    add("half a status line and close", raw("HTTP/1.1 20", End::Close), Kinds{K::Network, K::Protocol});
    add("half the headers and reset", raw(jsonHead, End::Reset), Kinds{K::Network, K::Protocol});
    add("headers without end",
        raw("HTTP/1.1 200 OK\r\n", End::Repeat, "x-a: " + QByteArray(500, 'x') + "\r\n"),
        Kinds{K::Protocol, K::Network, K::Timeout});
    add("interim answers without end", raw({}, End::Repeat, "HTTP/1.1 100 Continue\r\n\r\n"),
        Kinds{K::Protocol, K::Network, K::Timeout});
    add("body of 9 EB that does not come", raw(jsonHead + "Content-Length: 9223372036854775807\r\n\r\n{"),
        Kinds{K::Timeout});
    add("body of a negative size", raw(jsonHead + "Content-Length: -5\r\n\r\n{", End::Close),
        Kinds{K::Protocol, K::Network});
    add("half a body and close", raw(jsonHead + "Content-Length: 500\r\n\r\n{\"hea", End::Close),
        Kinds{K::Network});
    add("half a body and reset", raw(jsonHead + "Content-Length: 500\r\n\r\n{\"hea", End::Reset),
        Kinds{K::Network});
    add("chunk of 2^63", raw(chunkedHead + "ffffffffffffffff\r\n{"),
        Kinds{K::Timeout, K::Network, K::Protocol, K::Unavailable});
    add("chunk without a size", raw(chunkedHead + "zz\r\n{", End::Close),
        Kinds{K::Network, K::Protocol, K::Unavailable});
    add("chunks cut off", raw(chunkedHead + "5\r\n{\"re", End::Reset), Kinds{K::Network});
    add("cut off between chunks", raw(chunkedHead + chunk("{\"result\":{\"head"), End::Close),
        Kinds{K::Network});
    add("tiny chunks without end", raw(chunkedHead, End::Repeat, chunk(" ")), Kinds{K::Timeout, K::Protocol});
    add("empty body", raw(jsonHead + "Content-Length: 0\r\n\r\n"), Kinds{K::Protocol, K::Unavailable});
    add("page", raw(pageOfAProxy("200 OK")), Kinds{K::Protocol});
    add("page with 400", raw(pageOfAProxy("400 Bad Request")), Kinds{K::Protocol});
    add("page with 503", raw(pageOfAProxy("503 Away")), Kinds{K::Unavailable});
    add("page without end", raw("HTTP/1.1 200 OK\r\n\r\n", End::Repeat, "<p>So much to say.</p>\n"),
        Kinds{K::Protocol});
    add("page without end or lines", raw("HTTP/1.1 200 OK\r\n\r\n", End::Repeat, "<p>So much.</p>"),
        Kinds{K::Protocol});
    add("error without end", raw("HTTP/1.1 500 No\r\n\r\n", End::Repeat, QByteArray(4096, 'x')),
        Kinds{K::Protocol, K::TooLarge});
    add("spaces without end", raw(chunkedHead, End::Repeat, chunk(QByteArray(4096, ' '))),
        Kinds{K::Timeout, K::Protocol, K::TooLarge});
    add("empty lines without end", raw(chunkedHead, End::Repeat, chunk(QByteArray(4096, '\n'))),
        Kinds{K::Timeout, K::Protocol, K::TooLarge});
    add("redirects", raw("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"),
        Kinds{K::Protocol});
    add("JSON cut off", raw(jsonHead + "Content-Length: 12\r\n\r\n{\"header\":{\""), Kinds{K::Protocol});
    add("JSON of something else", raw(jsonHead + "Content-Length: 9\r\n\r\n[1,2,3,4]"), Kinds{K::Protocol});
    const QByteArray deep = QByteArray("{\"header\":").repeated(30'000);
    add("JSON of 30,000 levels",
        raw(jsonHead + "Content-Length: " + QByteArray::number(deep.size()) + "\r\n\r\n" + deep),
        Kinds{K::Protocol});
    const QByteArray unknown =
        QByteArray("{\"a\":").repeated(30'000) + QByteArray("1") + QByteArray("}").repeated(30'000);
    add("JSON of 30,000 unknown levels",
        raw(jsonHead + "Content-Length: " + QByteArray::number(unknown.size()) + "\r\n\r\n" + unknown),
        Kinds{K::Protocol});
    add("error of deep JSON",
        raw("HTTP/1.1 400 No\r\nContent-Length: " + QByteArray::number(deep.size()) + "\r\n\r\n" + deep),
        Kinds{K::Protocol});
}

template<class Each> static void addRows(Each each)
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QList<ErrorKind>>("kinds");
    each([](const char *name, const Script &script, const Kinds &kinds) {
        QTest::newRow(name) << script << kinds;
    });
}

void TestHostileServer::grpcEndsInAClearError_data()
{
    addRows([](auto add) { eachGrpcScript(add); });
}

void TestHostileServer::gatewayEndsInAClearError_data()
{
    addRows([](auto add) { eachGatewayScript(add); });
}

void TestHostileServer::endsInAClearError(Transport transport)
{
    QFETCH(Script, script);
    QFETCH(QList<ErrorKind>, kinds);
    const int deadline = kinds.contains(ErrorKind::Timeout) ? shortDeadline : longDeadline;

    for (const Asked asked : {Asked::Probe, Asked::Get, Asked::List, Asked::Watch}) {
        static constexpr const char *askedNames[] = {"probe", "get", "list", "watch"};
        const char *what = askedNames[int(asked)];
        const MemoryPeak memory;
        HostileServer server(script);
        NetworkAccess network;
        std::shared_ptr<Channel> channel;
        if (transport == Transport::Grpc)
            channel = std::make_shared<GrpcChannel>(network, server.url());
        else
            channel = std::make_shared<GatewayChannel>(network, server.url(), "/v3");
        V3KeyStore store(channel);
        Call<std::shared_ptr<Channel>> probe;
        Call<ReadResult> get;
        std::unique_ptr<Listing> listing;
        std::unique_ptr<ChangeStream> changes;

        Outcome outcome;
        switch (asked) {
        case Asked::Probe:
            probe = openChannel(network, server.url(), transport, nullptr, deadline);
            probe.then(&outcome.context, [&](const auto &result) { outcome.end(errorOf(result)); });
            break;
        case Asked::Get:
            get = store.get("key", {.deadline = deadline});
            get.then(&outcome.context, [&](const auto &result) { outcome.end(errorOf(result)); });
            break;
        case Asked::List:
            listing = store.list({.deadline = deadline});
            connect(listing.get(), &Listing::finished, &outcome.context,
                    [&](const auto &error) { outcome.end(error); });
            break;
        case Asked::Watch:
            changes = store.watch({.openDeadline = deadline});
            connect(changes.get(), &ChangeStream::finished, &outcome.context,
                    [&](const auto &error) { outcome.end(error); });
            break;
        }
        QVERIFY2(outcome.wait(deadline), what);
        QVERIFY2(outcome.error(), qPrintable(QStringLiteral("%1: success").arg(QLatin1String(what))));
        QVERIFY2(kinds.contains(outcome.error()->kind),
                 qPrintable(QStringLiteral("%1: %2, expected %3")
                                .arg(QLatin1String(what), outcome.error()->toString(), names(kinds))));
        QVERIFY2(!outcome.error()->detail.isEmpty() || !outcome.error()->serverMessage.isEmpty(), what);
        if (MEMORY_IS_MEASURED) {
            QVERIFY2(memory.growth() < memoryBound, qPrintable(QStringLiteral("%1: %2 KiB, sent %3")
                                                                   .arg(QLatin1String(what))
                                                                   .arg(memory.growth())
                                                                   .arg(server.bytesSent())));
        }
    }
}

/// JSON that is right as far as it goes can only be told by its size.
void TestHostileServer::endlessJsonIsCutOff()
{
    HostileServer server({.bytes = "HTTP/1.1 200 OK\r\n\r\n{\"kvs\":[{}",
                          .end = End::Repeat,
                          .endless = ",{\"key\":\"YWFh\"}"});
    NetworkAccess network;
    GatewayChannel channel(network, server.url(), "/v3");
    const MemoryPeak memory;
    Outcome outcome;
    CallOptions options;
    options.maxMessageSize = 1024 * 1024;
    auto call =
        channel.call<etcdserverpb::RangeResponse>(methods::range, etcdserverpb::RangeRequest(), options);
    call.then(&outcome.context, [&](const auto &result) { outcome.end(errorOf(result)); });
    QVERIFY(outcome.wait(longDeadline));
    QVERIFY(outcome.error());
    QCOMPARE(outcome.error()->kind, ErrorKind::TooLarge);
    if (MEMORY_IS_MEASURED)
        QVERIFY2(memory.growth() < memoryBound, qPrintable(QString::number(memory.growth())));
}

void TestHostileServer::feedIsNeverLiveAndStops_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<bool>("viaGateway");
    const auto both = [](bool viaGateway) {
        return [viaGateway](const char *name, const Script &script, const Kinds &) {
            QTest::addRow("%s: %s", viaGateway ? "gateway" : "gRPC", name) << script << viaGateway;
        };
    };
    eachGrpcScript(both(false));
    eachGatewayScript(both(true));
}

void TestHostileServer::feedIsNeverLiveAndStops()
{
    QFETCH(Script, script);
    QFETCH(bool, viaGateway);
    const MemoryPeak memory;
    HostileServer server(script);
    NetworkAccess network;
    std::shared_ptr<Channel> channel;
    if (viaGateway)
        channel = std::make_shared<GatewayChannel>(network, server.url(), "/v3");
    else
        channel = std::make_shared<GrpcChannel>(network, server.url());
    V3KeyStore store(channel);
    KeyIndex index;
    LiveFeed feed(store, index);
    feed.start(KeyRange::all());

    // A listing has a minute: what does not fail at once is stopped as a user would.
    QEventLoop loop;
    QTimer::singleShot(50, &loop, &QEventLoop::quit);
    loop.exec();
    QCOMPARE(feed.state(), LiveFeed::State::Loading);
    QVERIFY(!feed.isComplete());
    QCOMPARE(index.keyCount(), 0);
    QElapsedTimer stopping;
    stopping.start();
    feed.stop();
    QCOMPARE(feed.state(), LiveFeed::State::Idle);
    QVERIFY(stopping.elapsed() < 1'000);
    if (MEMORY_IS_MEASURED)
        QVERIFY2(memory.growth() < memoryBound, qPrintable(QString::number(memory.growth())));
}

QTEST_GUILESS_MAIN(TestHostileServer)
#include "tst_hostileserver.moc"
