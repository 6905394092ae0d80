// SPDX-License-Identifier: Apache-2.0
// Small reads one after the other, and a whole range with its values.
#include "tests/bench/benchsupport.h"

#include <algorithm>
#include <vector>

using namespace etcdscope;

namespace {

struct CallBench
{
    KeyStore *store = nullptr;
    int count = 1000;
    std::vector<qint64> times;
    QElapsedTimer clock;
    Call<TransactionResult> writing;
    Call<ReadResult> reading;
    std::unique_ptr<Listing> listing;
    qint64 keys = 0;
    qint64 bytes = 0;

    static void fail(const Error &error)
    {
        std::fprintf(stderr, "%s\n", qPrintable(error.toString()));
        QCoreApplication::exit(1);
    }

    void start()
    {
        Transaction transaction;
        transaction.success.push_back(
            PutStep{.key = "bench/call", .value = QByteArray(32, 'v'), .isNew = true});
        writing = store->commit(transaction);
        writing.then(QCoreApplication::instance(), [this](Result<TransactionResult> result) {
            if (result)
                readOne();
            else
                fail(result.error());
        });
    }

    void readOne()
    {
        clock.start();
        reading = store->get("bench/call");
        reading.then(QCoreApplication::instance(), [this](Result<ReadResult> result) {
            if (!result || !result->entry) {
                fail(result ? Error::local(QStringLiteral("the key is gone")) : result.error());
                return;
            }
            times.push_back(clock.nsecsElapsed() / 1000);
            if (qsizetype(times.size()) < count)
                QMetaObject::invokeMethod(
                    QCoreApplication::instance(), [this] { readOne(); }, Qt::QueuedConnection);
            else
                readAll();
        });
    }

    void readAll()
    {
        std::ranges::sort(times);
        report({{QStringLiteral("bench"), QStringLiteral("call")},
                {QStringLiteral("reads"), qint64(times.size())},
                {QStringLiteral("median_us"), times[times.size() / 2]},
                {QStringLiteral("p99_us"), times[times.size() * 99 / 100]}});
        ListQuery query;
        clock.start();
        listing = store->list(query);
        QObject::connect(listing.get(), &Listing::received, QCoreApplication::instance(), [this] {
            keys += listing->pending().size();
            bytes += listing->pending().byteSize();
            listing->pending().clear();
        });
        QObject::connect(listing.get(), &Listing::finished, QCoreApplication::instance(),
                         [this](const std::optional<Error> &error) {
                             if (error) {
                                 fail(*error);
                                 return;
                             }
                             report({{QStringLiteral("bench"), QStringLiteral("range_with_values")},
                                     {QStringLiteral("keys"), keys},
                                     {QStringLiteral("bytes"), bytes},
                                     {QStringLiteral("ms"), clock.elapsed()}});
                             QCoreApplication::quit();
                         });
    }
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    StoreBench bench(application, QStringLiteral("Small reads, and a whole range with its values."));
    CallBench calls;
    return bench.run([&](KeyStore &store) {
        calls.store = &store;
        calls.start();
    });
}
