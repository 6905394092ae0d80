// SPDX-License-Identifier: Apache-2.0
#include "core/playground/sampledata.h"
#include "core/playground/sampleservices.h"
#include "core/playground/sampleticks.h"

#include <QDirIterator>
#include <QFile>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace etcdscope;

class TestSampleData : public QObject
{
    Q_OBJECT

private slots:
    void isAscendingAndTheSameEveryTime();
    void fitsEtcdsLimits();
    void everyFileIsThereByteForByte();
    void holdsEveryKind_data();
    void holdsEveryKind();
    void flatDirectoryHasFiveThousandKeys();
    void leasesAreFew();
    void ticksAreTheSameEveryTimeAndNameNoKeyTwice();
    void ticksLeaveNoHeapBehind();
    void ticksKeepToKnownPlaces();
};

namespace {

const SampleKey *find(const std::vector<SampleKey> &keys, const QByteArray &key)
{
    const auto found = std::ranges::find(keys, key, &SampleKey::key);
    return found == keys.end() ? nullptr : &*found;
}

qsizetype below(const std::vector<SampleKey> &keys, const QByteArray &prefix)
{
    return std::ranges::count_if(keys, [&](const SampleKey &key) { return key.key.startsWith(prefix); });
}

} // namespace

void TestSampleData::isAscendingAndTheSameEveryTime()
{
    const auto keys = sampleData();
    QVERIFY(keys.size() > 5100);
    for (size_t i = 1; i < keys.size(); ++i)
        QVERIFY2(keys[i - 1].key < keys[i].key, keys[i].key.toPercentEncoding().constData());
    const auto again = sampleData();
    QCOMPARE(again.size(), keys.size());
    QVERIFY(std::ranges::equal(keys, again, [](const SampleKey &a, const SampleKey &b) {
        return a.key == b.key && a.value == b.value && a.leaseSeconds == b.leaseSeconds;
    }));
}

void TestSampleData::fitsEtcdsLimits()
{
    qsizetype total = 0;
    for (const SampleKey &key : sampleData()) {
        QVERIFY(!key.key.isEmpty());
        QVERIFY(key.key.size() <= 4096);
        QVERIFY2(key.value.size() <= 200'000, key.key.constData());
        total += key.key.size() + key.value.size();
    }
    QVERIFY2(total < 1'400'000, qPrintable(QString::number(total)));
}

void TestSampleData::everyFileIsThereByteForByte()
{
    const auto keys = sampleData();
    const QString root = QStringLiteral(SAMPLE_FILES);
    int files = 0;
    QDirIterator folder(root, QDir::Files, QDirIterator::Subdirectories);
    while (folder.hasNext()) {
        QFile file(folder.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const SampleKey *sample = find(keys, file.fileName().mid(root.size()).toUtf8());
        QVERIFY2(sample, "is it in resources/playground.qrc?");
        QCOMPARE(sample->value, file.readAll());
        ++files;
    }
    QVERIFY(files > 20);
}

void TestSampleData::holdsEveryKind_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("start");
    const auto row = [](const char *name, const QByteArray &key, const QByteArray &start) {
        QTest::newRow(name) << key << start;
    };
    row("JSON", "/config/payments/limits.json", "{\n  \"account\": 9007199254740993,");
    row("YAML", "/config/shop/storefront.yaml", "# What visitors see");
    row("XML", "/config/catalog/teas.xml", "<?xml");
    row("CSV with carriage returns", "/config/catalog/stock.csv", "id,name,grams,price,stock\r\n");
    row("bare scalar", "/config/features/gift-wrap", "true");
    row("gzip", "/binary/order-2041.json.gz", "\x1f\x8b\x08");
    row("zstd", "/binary/order-2041.json.zst", "\x28\xb5\x2f\xfd");
    row("PNG", "/binary/fox.png", "\x89PNG\r\n\x1a\n");
    row("CBOR", "/binary/basket.cbor", "\xd9\xd9\xf7");
    row("Kubernetes", "/registry/configmaps/shop/storefront", QByteArray("k8s\0", 4));
    row("all bytes", "/binary/all-256-bytes", QByteArray("\0\1\2\3", 4));
    row("empty value", "/binary/empty", "");
    row("no leading slash", "no-slash-in-front", "");
    row("key and directory", "a", "");
    row("in the directory", "a/b", "");
    row("doubled slash", "//two//slashes", "");
    row("empty segment", "/odd/empty//segment", "");
    row("NUL", QByteArray("/odd/nul\0in the middle", 22), "");
    row("not UTF-8", "/odd/not-utf8/\xff\xfe\x80", "");
    row("fox", "/odd/unicode/🦊", "a fox");
    row("service", "/services/checkout/checkout-3", "{\n  \"id\": ");
}

void TestSampleData::holdsEveryKind()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, start);
    const auto keys = sampleData();
    const SampleKey *sample = find(keys, key);
    QVERIFY(sample);
    QCOMPARE(sample->value.left(start.size()), start);
}

void TestSampleData::flatDirectoryHasFiveThousandKeys()
{
    const auto keys = sampleData();
    QCOMPARE(below(keys, "/metrics/series/"), seriesCount);
    QCOMPARE(below(keys, "/services/"), serviceInstances);
    QVERIFY(std::ranges::any_of(keys, [](const SampleKey &key) { return key.key.size() == 4096; }));
}

void TestSampleData::leasesAreFew()
{
    QSet<int> leases;
    for (const SampleKey &key : sampleData()) {
        if (key.leaseSeconds)
            leases.insert(key.leaseSeconds);
    }
    QCOMPARE(leases, QSet<int>({300, 900, 3600}));
}

void TestSampleData::ticksAreTheSameEveryTimeAndNameNoKeyTwice()
{
    for (qint64 n = 0; n < 2000; ++n) {
        const SampleTick tick = sampleTick(n);
        const SampleTick again = sampleTick(n);
        QSet<QByteArray> named;
        QCOMPARE(again.puts.size(), tick.puts.size());
        for (size_t i = 0; i < tick.puts.size(); ++i) {
            QCOMPARE(again.puts[i].value, tick.puts[i].value);
            QVERIFY2(!named.contains(tick.puts[i].key), tick.puts[i].key.constData());
            named.insert(tick.puts[i].key);
        }
        for (const QByteArray &key : tick.deletes) {
            QVERIFY2(!named.contains(key), key.constData());
            named.insert(key);
        }
        QVERIFY(named.size() >= 5 && named.size() <= 20);
        QCOMPARE(tick.puts.front().value, QByteArray::number(n));
    }
}

void TestSampleData::ticksLeaveNoHeapBehind()
{
    QSet<QByteArray> here;
    qsizetype most = 0;
    for (qint64 n = 0; n < 10'000; ++n) {
        const SampleTick tick = sampleTick(n);
        for (const SampleKey &key : tick.puts) {
            if (key.leaseSeconds == 0 && key.key.startsWith("/live/"))
                here.insert(key.key);
        }
        for (const QByteArray &key : tick.deletes)
            here.remove(key);
        most = qMax(most, here.size());
    }
    QVERIFY2(most >= 7 && most <= 12, qPrintable(QString::number(most)));
}

void TestSampleData::ticksKeepToKnownPlaces()
{
    const auto keys = sampleData();
    QSet<QByteArray> known;
    for (const SampleKey &key : keys)
        known.insert(key.key);
    for (qint64 n = 0; n < 200; ++n) {
        for (const SampleKey &key : sampleTick(n).puts)
            QVERIFY2(known.contains(key.key) || key.key.startsWith("/live/") || key.leaseSeconds > 0,
                     key.key.constData());
    }
}

QTEST_GUILESS_MAIN(TestSampleData)
#include "tst_sampledata.moc"
