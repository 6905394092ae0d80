// SPDX-License-Identifier: Apache-2.0
// A writer beside a watcher: single puts spread over the keys that bench_fill wrote, many in flight, as fast
// as the cluster takes them or at a rate. The last put is a mark, `bench/mark`, whose value is when it was
// sent.
#include "core/rpc/channelprobe.h"
#include "core/v3/kv.h"
#include "tests/bench/benchkeys.h"
#include "tests/bench/benchsupport.h"

#include <QDateTime>
#include <QTimer>

#include <algorithm>
#include <vector>

using namespace etcdscope;

namespace {

struct Writer
{
    Channel *channel = nullptr;
    qint64 count = 50'000;
    qint64 keys = 1'000'000;
    qint64 rate = 0; // a second; 0 = as fast as it goes
    int writers = 256;
    qint64 next = 0;
    int underWay = 0;
    QElapsedTimer clock;
    QTimer tick;
    std::vector<Call<etcdserverpb::PutResponse>> calls;
    std::vector<size_t> idle;

    void start()
    {
        calls.resize(size_t(writers));
        for (size_t slot = calls.size(); slot-- > 0;)
            idle.push_back(slot);
        clock.start();
        QObject::connect(&tick, &QTimer::timeout, &tick, [this] { pump(); });
        if (rate > 0)
            tick.start(5);
        pump();
    }

    void pump()
    {
        const qint64 due = rate > 0 ? std::min(count, clock.elapsed() * rate / 1000 + 1) : count;
        while (next < due && !idle.empty()) {
            const size_t slot = idle.back();
            idle.pop_back();
            put(slot, benchKey("/app/", (next++ * 7919) % keys), QByteArray(90, 'w'));
        }
        if (next >= count && underWay == 0)
            mark();
    }

    void put(size_t slot, const QByteArray &key, const QByteArray &value)
    {
        v3::PutQuery query;
        query.key = key;
        query.value = value;
        ++underWay;
        calls[slot] = v3::Kv(*channel).put(query, 60'000);
        calls[slot].then(QCoreApplication::instance(),
                         [this, slot](Result<etcdserverpb::PutResponse> result) {
                             --underWay;
                             if (!result) {
                                 std::fprintf(stderr, "%s\n", qPrintable(result.error().toString()));
                                 QCoreApplication::exit(1);
                                 return;
                             }
                             idle.push_back(slot);
                             pump();
                         });
    }

    void mark()
    {
        tick.stop();
        const double seconds = double(clock.nsecsElapsed()) / 1e9;
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        report({{QStringLiteral("bench"), QStringLiteral("writer")},
                {QStringLiteral("puts"), count},
                {QStringLiteral("changes"), count + 1}, // with the mark
                {QStringLiteral("writers"), writers},
                {QStringLiteral("puts_per_second"), double(count) / seconds},
                {QStringLiteral("last_put_ms"), now}});
        v3::PutQuery query;
        query.key = "bench/mark";
        query.value = QByteArray::number(now);
        calls[0] = v3::Kv(*channel).put(query);
        calls[0].then(QCoreApplication::instance(), [](Result<etcdserverpb::PutResponse> result) {
            QCoreApplication::exit(result ? 0 : 1);
        });
    }
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    StoreBench bench(application, QStringLiteral("Writes beside a watcher."));
    const auto number = [&](const QString &name, const QString &what, qint64 standard) {
        bench.parser().addOption({name, what, QStringLiteral("N"), QString::number(standard)});
    };
    Writer writer;
    number(QStringLiteral("puts"), QStringLiteral("How many."), writer.count);
    number(QStringLiteral("keys"), QStringLiteral("Keys that bench_fill wrote."), writer.keys);
    number(QStringLiteral("rate"), QStringLiteral("Puts a second; 0 = as fast as it goes."), writer.rate);
    number(QStringLiteral("writers"), QStringLiteral("Puts in flight."), writer.writers);
    return bench.run([&](KeyStore &) {
        const auto given = [&](const char *name) {
            return bench.parser().value(QString::fromLatin1(name)).toLongLong();
        };
        writer.channel = &bench.channel();
        writer.count = given("puts");
        writer.keys = given("keys");
        writer.rate = given("rate");
        writer.writers = int(std::clamp<qint64>(given("writers"), 1, 10'000));
        writer.start();
    });
}
