// SPDX-License-Identifier: Apache-2.0
#include "core/playground/sampledata.h"

#include "core/playground/oddkeys.h"
#include "core/playground/samplefiles.h"
#include "core/playground/sampleservices.h"

#include <QByteArrayList>

#include <algorithm>
#include <array>
#include <iterator>

namespace etcdscope {

namespace {

constexpr std::array paths = {"/",       "/teas/101", "/teas/117", "/teas/140",
                              "/basket", "/checkout", "/search",   "/fox"};
constexpr std::array kinds = {"request_seconds", "response_bytes", "cache_hits", "queue_depth",
                              "steeping_seconds"};

QByteArray zeroPadded(int number, int digits)
{
    return QByteArray::number(number).rightJustified(digits, '0');
}

/// Spreads small numbers over all 64 bits (a step of splitmix64).
quint64 scattered(quint64 x)
{
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

void addSessions(std::vector<SampleKey> &keys)
{
    static constexpr std::array visitors = {"ada", "bruno", "chiyo", "dmitri", "esra", "fox"};
    static constexpr std::array leases = {300, 900, 3600};
    for (size_t i = 0; i < visitors.size(); ++i) {
        const QByteArray visitor = visitors[i];
        const int lease = leases[i % leases.size()];
        keys.push_back({"/sessions/" + visitor,
                        R"({"visitor":")" + visitor + R"(","session":)" +
                            QByteArray::number(scattered(i + 1)) + R"(,"language":"de"})",
                        lease});
        keys.push_back({"/sessions/" + visitor + "/basket",
                        R"([{"tea":101,"tins":)" + QByteArray::number(int(i) + 1) + "}]", lease});
    }
    keys.push_back({"/sessions/.leader", "checkout-2", 3600});
}

/// Every order of a year on one line, as a program would write it that nobody was to read.
QByteArray yearInTea()
{
    QByteArray text = R"({"year":2023,"currency":"EUR","orders":[)";
    for (int i = 0; i < 1500; ++i) {
        const quint64 chance = scattered(quint64(i));
        if (i)
            text += ',';
        text += R"({"order":)" + QByteArray::number(i + 1) + R"(,"customer":)" + QByteArray::number(chance) +
                R"(,"day":)" + QByteArray::number(1 + i * 365 / 1500) + R"(,"tea":)" +
                QByteArray::number(101 + int(chance % 40)) + R"(,"tins":)" +
                QByteArray::number(1 + int(chance % 5)) + R"(,"total":)" +
                QByteArray::number(5 + int(chance % 90)) + '.' + zeroPadded(int(chance / 7 % 10) * 10, 2) +
                '}';
    }
    return text + "]}";
}

void addBinaries(std::vector<SampleKey> &keys)
{
    QByteArray all(256, Qt::Uninitialized);
    for (int i = 0; i < 256; ++i)
        all[i] = char(i);
    keys.push_back({"/binary/all-256-bytes", all});
    keys.push_back({"/binary/empty", {}});
    keys.push_back({"/binary/one-nul", QByteArray(1, '\0')});
    keys.push_back({"/binary/random", [] {
                        QByteArray bytes;
                        for (quint64 i = 0; i < 512; ++i)
                            bytes += char(scattered(i) & 0xff);
                        return bytes;
                    }()});
    keys.push_back(
        {"/binary/note.base64", QByteArrayLiteral("The kettle is warm. Come back soon.\n").toBase64()});
}

} // namespace

SampleKey sampleSeries(int series, qint64 n)
{
    const quint64 chance = scattered(quint64(series) + quint64(n) * quint64(seriesCount));
    const auto index = size_t(series);
    const QByteArray name = QByteArray("shop_") + kinds[index % kinds.size()];
    const QByteArray path = paths[index / kinds.size() % paths.size()];
    return {"/metrics/series/" + zeroPadded(series, 5),
            R"({"name":")" + name + R"(","path":")" + path + R"(","last":)" +
                QByteArray::number(int(chance % 10'000)) + R"(,"max":)" +
                QByteArray::number(10'000 + int(chance / 10'000 % 5'000)) + R"(,"second":)" +
                QByteArray::number(n) + '}'};
}

std::vector<SampleKey> sampleData()
{
    std::vector<SampleKey> keys = sampleFiles();
    std::ranges::move(sampleServices(0), std::back_inserter(keys));
    std::ranges::move(oddKeys(), std::back_inserter(keys));
    addSessions(keys);
    addBinaries(keys);
    keys.push_back({"/reports/year-in-tea.json", yearInTea()});
    for (int series = 0; series < seriesCount; ++series)
        keys.push_back(sampleSeries(series, 0));
    std::ranges::sort(keys, {}, &SampleKey::key);
    return keys;
}

} // namespace etcdscope
