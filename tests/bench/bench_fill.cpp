// SPDX-License-Identifier: Apache-2.0
// Fills a cluster for the benchmarks: transactions of 128 puts, many in flight.
#include "tests/bench/benchkeys.h"
#include "tests/bench/benchsupport.h"

#include <vector>

using namespace etcdscope;

namespace {

QByteArray keyOf(qint64 i, bool flat, const QByteArray &prefix)
{
    return flat ? prefix + "key" + QByteArray::number(i).rightJustified(7, '0') : benchKey(prefix, i);
}

struct Fill
{
    KeyStore *store = nullptr;
    qint64 keys = 0;
    qint64 next = 0;
    int valueSize = 90;
    bool flat = false;
    QByteArray prefix;
    int underWay = 0;
    QElapsedTimer clock;
    std::vector<Call<TransactionResult>> calls = std::vector<Call<TransactionResult>>(32);

    void pump(size_t slot)
    {
        if (next >= keys) {
            if (underWay == 0) {
                report({{QStringLiteral("bench"), QStringLiteral("fill")},
                        {QStringLiteral("keys"), keys},
                        {QStringLiteral("seconds"), double(clock.elapsed()) / 1000.0}});
                QCoreApplication::quit();
            }
            return;
        }
        Transaction transaction;
        for (int i = 0; i < 128 && next < keys; ++i, ++next) {
            const QByteArray key = keyOf(next, flat, prefix);
            transaction.success.push_back(
                PutStep{.key = key, .value = QByteArray(valueSize, char('a' + next % 26)), .isNew = true});
        }
        ++underWay;
        calls[slot] = store->commit(transaction);
        calls[slot].then(QCoreApplication::instance(), [this, slot](Result<TransactionResult> result) {
            --underWay;
            if (!result) {
                std::fprintf(stderr, "%s\n", qPrintable(result.error().toString()));
                QCoreApplication::exit(1);
                return;
            }
            pump(slot);
        });
    }
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    StoreBench bench(application, QStringLiteral("Fills a cluster for the benchmarks."));
    bench.parser().addOption({QStringLiteral("keys"), QStringLiteral("How many."), QStringLiteral("N"),
                              QStringLiteral("1000000")});
    bench.parser().addOption({QStringLiteral("value-size"), QStringLiteral("Bytes a value."),
                              QStringLiteral("N"), QStringLiteral("90")});
    bench.parser().addOption({QStringLiteral("prefix"), QStringLiteral("What every key starts with."),
                              QStringLiteral("TEXT"), QStringLiteral("/app/")});
    bench.parser().addOption({QStringLiteral("flat"), QStringLiteral("All keys in one directory.")});
    Fill fill;
    return bench.run([&](KeyStore &store) {
        fill.store = &store;
        fill.keys = bench.parser().value(QStringLiteral("keys")).toLongLong();
        fill.valueSize = bench.parser().value(QStringLiteral("value-size")).toInt();
        fill.prefix = bench.parser().value(QStringLiteral("prefix")).toUtf8();
        fill.flat = bench.parser().isSet(QStringLiteral("flat"));
        fill.clock.start();
        for (size_t slot = 0; slot < fill.calls.size(); ++slot)
            fill.pump(slot);
    });
}
