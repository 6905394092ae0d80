// SPDX-License-Identifier: Apache-2.0
#include "core/playground/sampleticks.h"

#include "core/playground/sampleservices.h"

#include <array>
#include <cmath>

namespace etcdscope {

namespace {

constexpr int queueTime = 6;      // seconds an order waits
constexpr int lampPeriod = 8;     // seconds from flash to flash
constexpr int lampTime = 2;       // of which the lamp is on
constexpr int visitorPeriod = 15; // seconds from visitor to visitor
constexpr int visitorStays = 40;  // so that two or three are there at any time
constexpr int seriesPerTick = 3;

constexpr std::array teas = {"Darjeeling First Flush", "Assam Breakfast", "Lapsang Souchong", "Matcha"};

QByteArray orderKey(qint64 n)
{
    return "/live/queue/order-" + QByteArray::number(2042 + n);
}

/// Warms up for 40 s, is poured out in one.
QByteArray kettle(qint64 n, int phase)
{
    const double degrees = 18 + 82 * std::sqrt(double((n + phase) % 40) / 39);
    return QByteArray::number(degrees, 'f', 1) + " \xc2\xb0"
                                                 "C";
}

QByteArray status(qint64 n)
{
    return "{\n  \"second\": " + QByteArray::number(n) +
           ",\n  \"ordersWaiting\": " + QByteArray::number(qMin<qint64>(n / 2 + 1, queueTime / 2)) +
           ",\n  \"lamp\": \"" + (n % lampPeriod < lampTime ? "on" : "off") + "\",\n  \"kettle\": \"" +
           kettle(n, 0) + "\",\n  \"mood\": \"" + (n % 60 < 45 ? "busy" : "quiet") + "\"\n}\n";
}

} // namespace

SampleTick sampleTick(qint64 n)
{
    SampleTick tick;
    tick.puts.push_back({"/live/heartbeat", QByteArray::number(n)});
    tick.puts.push_back({"/live/status.json", status(n)});
    tick.puts.push_back({"/live/kettles/gooseneck", kettle(n, 0)});
    if (n % 3 == 0)
        tick.puts.push_back({"/live/kettles/the-big-one", kettle(n / 3, 20)});

    if (n % 2 == 0)
        tick.puts.push_back({orderKey(n), R"({"order":)" + QByteArray::number(2042 + n) + R"(,"tea":")" +
                                              teas[size_t(n / 2) % teas.size()] + R"(","placed":)" +
                                              QByteArray::number(n) + '}'});
    if (n >= queueTime && n % 2 == 0)
        tick.deletes.push_back(orderKey(n - queueTime));

    if (n % lampPeriod == 0)
        tick.puts.push_back({"/live/lamp", "on"});
    else if (n % lampPeriod == lampTime)
        tick.deletes.push_back("/live/lamp");

    if (n % visitorPeriod == 0)
        tick.puts.push_back({"/sessions/visitor-" + QByteArray::number(n / visitorPeriod + 1),
                             R"({"since":)" + QByteArray::number(n) + '}', visitorStays});

    tick.puts.push_back(sampleService(int(n % serviceInstances), n));
    for (int i = 0; i < seriesPerTick; ++i)
        tick.puts.push_back(sampleSeries(int((n * 37 + i * 1009) % seriesCount), n));
    return tick;
}

} // namespace etcdscope
