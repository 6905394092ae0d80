// SPDX-License-Identifier: Apache-2.0
#include "core/playground/sampleservices.h"

#include <array>

namespace etcdscope {

namespace {

struct Service
{
    const char *name;
    int instances;
    const char *version;
};

constexpr std::array services = {
    Service{"catalog", 2, "2024.2.1"}, Service{"checkout", 3, "2024.2.7"},
    Service{"fox", 1, "1987.1.1"},     Service{"images", 4, "2023.11.0"},
    Service{"mail", 1, "2024.1.3"},    Service{"payments", 2, "2024.2.7"},
    Service{"reviews", 2, "2024.1.0"}, Service{"search", 3, "2024.2.2"},
    Service{"stock", 2, "2023.12.9"},  Service{"storefront", 3, "2024.2.7"},
    Service{"till", 2, "2024.2.4"},    Service{"weather", 1, "2022.6.1"},
};

constexpr int countInstances()
{
    int count = 0;
    for (const Service &service : services)
        count += service.instances;
    return count;
}
static_assert(countInstances() == serviceInstances);

/// FNV-1a; as an id above 2^53, which careless programs round.
quint64 idOf(const QByteArray &name)
{
    quint64 hash = 0xcbf29ce484222325ULL;
    for (const char c : name)
        hash = (hash ^ uchar(c)) * 0x100000001b3ULL;
    return hash | (1ULL << 62);
}

} // namespace

SampleKey sampleService(int instance, qint64 n)
{
    int index = instance;
    size_t which = 0;
    while (index >= services[which].instances)
        index -= services[which++].instances;
    const Service &service = services[which];
    const QByteArray name = QByteArray(service.name) + '-' + QByteArray::number(index + 1);
    const auto number = [](qint64 value) { return QByteArray::number(value); };
    // The weather service has its moods.
    const bool healthy = QByteArrayView(service.name) != "weather" || n / serviceInstances % 3 != 2;
    return {QByteArray("/services/") + service.name + '/' + name,
            "{\n  \"id\": " + QByteArray::number(idOf(name)) + ",\n  \"service\": \"" + service.name +
                "\",\n  \"address\": \"10.4." + number(qint64(which)) + '.' + number(11 + index) +
                ":8080\",\n  \"version\": \"" + service.version + "\",\n  \"zone\": \"" +
                (index % 2 ? "south" : "north") + "\",\n  \"weight\": " + number(100 / service.instances) +
                ",\n  \"healthy\": " + (healthy ? "true" : "false") + ",\n  \"seen\": " + number(n) +
                "\n}\n"};
}

std::vector<SampleKey> sampleServices(qint64 n)
{
    std::vector<SampleKey> keys;
    for (int instance = 0; instance < serviceInstances; ++instance)
        keys.push_back(sampleService(instance, n));
    return keys;
}

} // namespace etcdscope
