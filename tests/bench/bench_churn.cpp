// SPDX-License-Identifier: Apache-2.0
// Changes at a steady rate for a time: what a soak puts the window under. Over the keys that fill wrote,
// spread; one change in ten is a deletion, and what was deleted is written again later, so that their number
// stays.
#include "tests/bench/benchsupport.h"

#include <QTimer>

#include <vector>

using namespace etcdscope;

namespace {

constexpr int batch = 10; // changes in a transaction

struct Churn
{
    KeyStore *store = nullptr;
    qint64 keys = 100'000;
    qint64 rate = 2'000;
    qint64 seconds = 300;
    qint64 done = 0;
    qint64 begun = 0;
    qint64 failed = 0;
    int underWay = 0;
    QElapsedTimer clock;
    QTimer tick;
    std::vector<Call<TransactionResult>> calls = std::vector<Call<TransactionResult>>(64);

    void start()
    {
        clock.start();
        tick.setInterval(5);
        tick.setTimerType(Qt::PreciseTimer);
        QObject::connect(&tick, &QTimer::timeout, &tick, [this] { pump(); });
        tick.start();
    }

    void pump()
    {
        const bool isOver = clock.elapsed() >= seconds * 1000;
        const qint64 due = clock.elapsed() * rate / 1000;
        for (size_t slot = 0; slot < calls.size() && !isOver && begun < due; ++slot) {
            if (!calls[slot].isActive())
                commit(slot);
        }
        if (isOver && underWay == 0)
            end();
    }

    void commit(size_t slot)
    {
        Transaction transaction;
        for (int i = 0; i < batch; ++i, ++begun) {
            const qint64 key = begun * 7919 % keys;
            const auto number = [](qint64 value, int digits) {
                return QByteArray::number(value).rightJustified(digits, '0');
            };
            const QByteArray name = "/app/svc" + number(key / 10'000, 3) + "/inst" +
                                    number(key / 100 % 100, 3) + "/key" + number(key % 100, 6);
            if (i == 0 && begun / keys % 2 == 0)
                transaction.success.push_back(RemoveStep{.range = KeyRange::single(name)});
            else
                transaction.success.push_back(PutStep{.key = name,
                                                      .value = QByteArray(90, char('a' + begun % 26)),
                                                      .lease = LeaseChoice::detach()});
        }
        ++underWay;
        calls[slot] = store->commit(transaction);
        calls[slot].then(&tick, [this](const Result<TransactionResult> &result) {
            --underWay;
            (result ? done : failed) += batch;
        });
    }

    void end()
    {
        tick.stop();
        report({{QStringLiteral("bench"), QStringLiteral("churn")},
                {QStringLiteral("changes"), done},
                {QStringLiteral("failed"), failed},
                {QStringLiteral("changes_per_second"), double(done) * 1000.0 / double(clock.elapsed())}});
        QCoreApplication::exit(failed > 0);
    }
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    StoreBench bench(application, QStringLiteral("Changes keys at a steady rate."));
    const auto option = [&](const QString &name, const QString &help, const QString &standard) {
        bench.parser().addOption({name, help, QStringLiteral("N"), standard});
    };
    option(QStringLiteral("keys"), QStringLiteral("How many keys there are."), QStringLiteral("100000"));
    option(QStringLiteral("rate"), QStringLiteral("Changes a second."), QStringLiteral("2000"));
    option(QStringLiteral("seconds"), QStringLiteral("For how long."), QStringLiteral("300"));
    Churn churn;
    return bench.run([&](KeyStore &store) {
        churn.store = &store;
        churn.keys = bench.parser().value(QStringLiteral("keys")).toLongLong();
        churn.rate = bench.parser().value(QStringLiteral("rate")).toLongLong();
        churn.seconds = bench.parser().value(QStringLiteral("seconds")).toLongLong();
        churn.start();
    });
}
