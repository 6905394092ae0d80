// SPDX-License-Identifier: Apache-2.0
// A live index while another process writes: how far the last change lags behind the last write, and the
// longest gap of the event loop. With --write this process is the writer.
#include "core/base/heartbeat.h"
#include "core/keys/keyindex.h"
#include "core/keys/livefeed.h"
#include "tests/bench/benchsupport.h"

#include <QDateTime>
#include <QProcess>

#include <vector>

using namespace etcdscope;

namespace {

/// Single puts over the keys that fill wrote, spread, 64 in flight; the last one is a mark.
struct Writer
{
    KeyStore *store = nullptr;
    qint64 count = 50'000;
    qint64 keys = 1'000'000;
    qint64 next = 0;
    int underWay = 0;
    QElapsedTimer clock;
    std::vector<Call<TransactionResult>> calls = std::vector<Call<TransactionResult>>(64);

    void pump(size_t slot)
    {
        if (next >= count) {
            if (underWay == 0)
                mark();
            return;
        }
        const qint64 i = (next++ * 7919) % keys;
        const auto number = [](qint64 value, int digits) {
            return QByteArray::number(value).rightJustified(digits, '0');
        };
        put(slot, "/app/svc" + number(i / 10'000, 3) + "/inst" + number(i / 100 % 100, 3) + "/key" +
                      number(i % 100, 6));
    }

    void put(size_t slot, const QByteArray &key)
    {
        Transaction transaction;
        transaction.success.push_back(
            PutStep{.key = key, .value = QByteArray(90, 'w'), .lease = LeaseChoice::detach()});
        ++underWay;
        calls[slot] = store->commit(transaction);
        calls[slot].then(QCoreApplication::instance(), [this, slot](Result<TransactionResult> result) {
            --underWay;
            if (result)
                pump(slot);
            else
                QCoreApplication::exit(1);
        });
    }

    void mark()
    {
        const double seconds = double(clock.nsecsElapsed()) / 1e9;
        report({{QStringLiteral("bench"), QStringLiteral("watch_writer")},
                {QStringLiteral("puts"), count},
                {QStringLiteral("puts_per_second"), double(count) / seconds}});
        Transaction transaction;
        transaction.success.push_back(
            PutStep{.key = "bench/mark",
                    .value = QByteArray::number(QDateTime::currentMSecsSinceEpoch()),
                    .lease = LeaseChoice::detach()});
        calls[0] = store->commit(transaction);
        calls[0].then(QCoreApplication::instance(),
                      [](Result<TransactionResult> result) { QCoreApplication::exit(result ? 0 : 1); });
    }
};

struct Watcher
{
    KeyIndex index;
    std::unique_ptr<LiveFeed> feed;
    Heartbeat heartbeat;
    QElapsedTimer clock;
    QProcess writer;
    QStringList arguments;
    Call<ReadResult> reading;
    bool writing = false;

    void start(KeyStore &store)
    {
        feed = std::make_unique<LiveFeed>(store, index);
        QObject::connect(feed.get(), &LiveFeed::stateChanged, feed.get(), [this] {
            if (feed->state() != LiveFeed::State::Live || writing)
                return;
            writing = true;
            report({{QStringLiteral("bench"), QStringLiteral("watch_load")},
                    {QStringLiteral("keys"), index.keyCount()},
                    {QStringLiteral("ms"), clock.elapsed()},
                    {QStringLiteral("longest_gap_us"), heartbeat.longestGap()},
                    {QStringLiteral("index_bytes"), qint64(index.memoryUsage())}});
            writer.setProcessChannelMode(QProcess::ForwardedChannels);
            writer.start(QCoreApplication::applicationFilePath(), arguments);
            heartbeat.reset();
        });
        QObject::connect(feed.get(), &LiveFeed::applied, feed.get(), [this, &store] {
            if (!reading.isActive() && index.find("bench/mark") && feed->changesSeen() >= 50'000)
                finish(store);
        });
        heartbeat.start();
        clock.start();
        feed->start(KeyRange::all());
    }

    void finish(KeyStore &store)
    {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        reading = store.get("bench/mark");
        reading.then(feed.get(), [this, now](Result<ReadResult> result) {
            const qint64 written = result && result->entry ? result->entry->value.toLongLong() : 0;
            report({{QStringLiteral("bench"), QStringLiteral("watch")},
                    {QStringLiteral("changes"), feed->changesSeen()},
                    {QStringLiteral("delay_ms"), now - written},
                    {QStringLiteral("longest_gap_us"), heartbeat.longestGap()}});
            writer.waitForFinished(5'000);
            QCoreApplication::quit();
        });
    }
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    StoreBench bench(application, QStringLiteral("A live index while another process writes."));
    bench.parser().addOption({QStringLiteral("write"), QStringLiteral("Be the writer.")});
    bench.parser().addOption({QStringLiteral("keys"), QStringLiteral("Keys that fill wrote."),
                              QStringLiteral("N"), QStringLiteral("1000000")});
    Writer writer;
    Watcher watcher;
    const int code = bench.run([&](KeyStore &store) {
        if (bench.parser().isSet(QStringLiteral("write"))) {
            writer.store = &store;
            writer.keys = bench.parser().value(QStringLiteral("keys")).toLongLong();
            writer.clock.start();
            for (size_t slot = 0; slot < writer.calls.size(); ++slot)
                writer.pump(slot);
        } else {
            watcher.arguments = QCoreApplication::arguments().mid(1) << QStringLiteral("--write");
            watcher.start(store);
        }
    });
    watcher.feed.reset();
    return code;
}
