// SPDX-License-Identifier: Apache-2.0
#include "core/edit/bulk/bulktargets.h"

#include "core/edit/bulk/bulkcopy.h"

#include <QPointer>

#include <algorithm>

namespace etcdscope {

namespace {
constexpr size_t mostFlights = 4;
} // namespace

struct BulkTargets::Flight
{
    std::vector<quint32> keys;
    Call<TransactionResult> call;
};

BulkTargets::BulkTargets(KeyStore &store, std::shared_ptr<const BulkPlan> plan, BulkMapping mapping,
                         QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_plan(std::move(plan))
    , m_mapping(std::move(mapping))
{
}

BulkTargets::~BulkTargets() = default;

void BulkTargets::start()
{
    QMetaObject::invokeMethod(this, &BulkTargets::pump, Qt::QueuedConnection);
}

void BulkTargets::pump()
{
    const int most = m_store.features().transactionLimit;
    const int keysInStep = BulkCopy::keysInTransaction(m_store.features());
    const qint64 bytesInRequest = m_store.features().requestLimit - 4'096;
    while (m_flights.size() < mostFlights && m_next < m_plan->size()) {
        auto flight = std::make_unique<Flight>();
        Transaction reading;
        for (int i = 0; i < most && m_next < m_plan->size(); ++i, ++m_next) {
            const QByteArray name = m_mapping.nameFor(*m_plan, m_next);
            bool taken = name.isEmpty() || name == m_plan->key(m_next);
            if (m_mapping.canMeet() && !taken) {
                taken = m_names.contains(name);
                m_names.insert(name);
            }
            if (taken) {
                m_occupied.push_back(m_next);
                continue;
            }
            reading.success.push_back(ReadStep{.range = KeyRange::single(name), .keysOnly = true});
            flight->keys.push_back(m_next);
            const qint64 bytes = BulkCopy::bytesInTransaction(*m_plan, m_mapping, m_next);
            if (m_keysInStep == 0 || m_keysInStep == keysInStep || m_bytesInStep + bytes > bytesInRequest) {
                ++m_steps;
                m_keysInStep = 0;
                m_bytesInStep = 0;
            }
            ++m_keysInStep;
            m_bytesInStep += bytes;
        }
        if (flight->keys.empty()) {
            start(); // a turn for others, however many there are
            return;
        }
        Flight *const raw = m_flights.emplace_back(std::move(flight)).get();
        raw->call = m_store.commit(reading);
        raw->call.then(this,
                       [this, raw](Result<TransactionResult> result) { answered(raw, std::move(result)); });
    }
    if (m_flights.empty())
        end(std::nullopt);
}

void BulkTargets::answered(Flight *flight, Result<TransactionResult> result)
{
    const auto it = std::ranges::find_if(m_flights, [&](const auto &held) { return held.get() == flight; });
    const auto landed = std::move(*it);
    m_flights.erase(it);
    if (!result) {
        end(result.error());
        return;
    }
    for (size_t i = 0; i < landed->keys.size() && i < result->steps.size(); ++i) {
        if (!result->steps[i].entries.empty())
            m_occupied.push_back(landed->keys[i]);
    }
    m_checked += quint32(landed->keys.size());
    const QPointer<BulkTargets> alive(this);
    emit progressed();
    if (alive)
        pump();
}

void BulkTargets::end(const std::optional<Error> &error)
{
    if (std::exchange(m_ended, true))
        return;
    m_flights.clear();
    m_error = error;
    std::ranges::sort(m_occupied);
    emit finished();
}

} // namespace etcdscope
