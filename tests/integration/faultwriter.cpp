// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/faultwriter.h"

#include "core/rpc/grpcchannel.h"

#include <QRandomGenerator>

namespace etcdscope {

namespace {
constexpr int pause = 20; // milliseconds after a failure
} // namespace

FaultWriter::FaultWriter(const QUrl &endpoint, const QByteArray &prefix, int keys, int writers)
    : m_store(std::make_unique<V3KeyStore>(std::make_shared<GrpcChannel>(m_network, endpoint)))
    , m_prefix(prefix)
    , m_keys(keys)
    , m_calls(size_t(writers))
{
}

void FaultWriter::start()
{
    m_running = true;
    for (size_t writer = 0; writer < m_calls.size(); ++writer)
        write(writer);
}

void FaultWriter::write(size_t writer)
{
    if (!m_running)
        return;
    auto *random = QRandomGenerator::global();
    Transaction transaction;
    // Neighbours, so that no key is written twice in one transaction.
    const int first = random->bounded(m_keys);
    for (int i = 0, steps = random->bounded(4) == 0 ? 5 : 1; i < steps; ++i) {
        const QByteArray key = m_prefix + QByteArray::number((first + i) % m_keys);
        if (random->bounded(4) == 0)
            transaction.success.push_back(RemoveStep{.range = KeyRange::single(key)});
        else
            transaction.success.push_back(PutStep{
                .key = key, .value = QByteArray::number(random->generate()), .lease = LeaseChoice::detach()});
    }
    ++m_underWay;
    m_calls[writer] = m_store->commit(transaction);
    m_calls[writer].then(this, [this, writer](const Result<TransactionResult> &result) {
        --m_underWay;
        if (result) {
            m_promised.push_back(result->position.value);
            write(writer);
        } else {
            ++m_failures;
            QTimer::singleShot(pause, this, [this, writer] { write(writer); });
        }
    });
}

} // namespace etcdscope
