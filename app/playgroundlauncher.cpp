// SPDX-License-Identifier: Apache-2.0
#include "app/playgroundlauncher.h"

#include "core/playground/etcdprogram.h"
#include "core/playground/sampleticks.h"
#include "core/session/session.h"

#include <algorithm>
#include <chrono>

namespace etcdscope {

namespace {

constexpr std::chrono::seconds tickInterval(1);

// Well below what etcd takes in one request, so that one write does not hold up the others.
constexpr qsizetype batchBytes = 256 * 1024;

} // namespace

PlaygroundLauncher::PlaygroundLauncher(QObject *parent)
    : QObject(parent)
{
    m_tick.setInterval(tickInterval);
    connect(&m_tick, &QTimer::timeout, this, &PlaygroundLauncher::tick);
    connect(&m_playground, &Playground::started, this, &PlaygroundLauncher::offerSession);
    connect(&m_playground, &Playground::failed, this, &PlaygroundLauncher::playgroundFailed);
}

PlaygroundLauncher::~PlaygroundLauncher()
{
    if (m_session)
        m_session->disconnect(this);
}

void PlaygroundLauncher::start()
{
    if (findEtcd().isEmpty()) {
        emit failed(
            tr("There is no etcd on this computer to start a playground with. Install it (on Debian and "
               "Ubuntu: the package etcd-server), or put the program etcd on PATH, and try again."),
            {});
        return;
    }
    m_playground.start();
}

void PlaygroundLauncher::cancel()
{
    if (isStarting())
        m_playground.stop();
}

bool PlaygroundLauncher::isStarting() const
{
    return m_playground.state() == Playground::State::Starting;
}

void PlaygroundLauncher::offerSession(const QUrl &endpoint)
{
    auto endpoints = EndpointSet::parse({endpoint.toString()});
    if (!endpoints) {
        playgroundFailed(endpoints.error());
        return;
    }
    auto session = std::make_unique<Session>(
        SessionSettings{.name = tr("playground"), .endpoints = std::move(*endpoints), .keepWork = false});
    follow(*session);
    emit ready(session);
}

void PlaygroundLauncher::follow(Session &session)
{
    m_session = &session;
    connect(&session, &Session::stateChanged, this, &PlaygroundLauncher::sessionStateChanged);
    connect(&session, &QObject::destroyed, this, &PlaygroundLauncher::sessionGone);
}

void PlaygroundLauncher::sessionStateChanged()
{
    // Its store is only there while it is open; when it closes, it may be about to go.
    if (m_session->state() != Session::State::Open)
        stopWriting();
    else if (m_filled)
        m_tick.start();
    else
        fill();
}

void PlaygroundLauncher::fill()
{
    if (m_samples.empty())
        m_samples = sampleData();
    fillNext();
}

void PlaygroundLauncher::fillNext()
{
    if (m_written == m_samples.size()) {
        m_filled = true;
        m_samples = {};
        m_tick.start();
        emit filled(m_position);
        return;
    }
    KeyStore &store = m_session->keySpace()->store();
    const size_t most = size_t(store.features().transactionLimit);
    Transaction batch;
    qsizetype bytes = 0;
    size_t next = m_written;
    for (; next < m_samples.size() && next - m_written < most && bytes < batchBytes; ++next)
        bytes += m_samples[next].key.size() + m_samples[next].value.size();
    if (grantMissing({m_samples.begin() + qsizetype(m_written), m_samples.begin() + qsizetype(next)},
                     [this] { fillNext(); }))
        return;
    for (size_t i = m_written; i < next; ++i)
        batch.success.push_back(putStep(m_samples[i]));
    m_write = store.commit(batch);
    m_write.then(this, [this, next](const Result<TransactionResult> &result) {
        if (!result) {
            emit failed(tr("The sample data could not be written."), result.error().toString());
            return;
        }
        m_written = next;
        m_position = result->position;
        fillNext();
    });
}

void PlaygroundLauncher::tick()
{
    if (m_write.isActive() || m_grant.isActive())
        return; // etcd is slow or away; what it missed is not made up for
    const SampleTick now = sampleTick(m_second);
    if (grantMissing(now.puts, [this] { tick(); }))
        return;
    ++m_second;
    Transaction change;
    for (const SampleKey &put : now.puts)
        change.success.push_back(putStep(put));
    for (const QByteArray &key : now.deletes)
        change.success.push_back(RemoveStep{.range = KeyRange::single(key)});
    m_write = m_session->keySpace()->store().commit(change);
    m_write.then(this, [](const Result<TransactionResult> &) {}); // the log shows what became of it
}

bool PlaygroundLauncher::grantMissing(std::span<const SampleKey> samples, std::function<void()> then)
{
    Leases *leases = m_session->keySpace()->store().leases();
    if (!leases)
        return false;
    for (const SampleKey &sample : samples) {
        const int seconds = sample.leaseSeconds;
        if (seconds == 0)
            continue;
        const auto known = m_leases.constFind(seconds);
        if (known != m_leases.cend() && !known->ends.hasExpired())
            continue;
        m_grant = leases->grant(seconds);
        m_grant.then(this, [this, seconds, then](const Result<LeaseState> &lease) {
            // Without a lease the keys are still worth showing.
            m_leases.insert(seconds, {lease ? lease->id : 0, QDeadlineTimer((seconds - 1) * 1000)});
            then();
        });
        return true;
    }
    return false;
}

Step PlaygroundLauncher::putStep(const SampleKey &sample) const
{
    const qint64 lease = m_leases.value(sample.leaseSeconds).id;
    return PutStep{.key = sample.key,
                   .value = sample.value,
                   .lease = lease ? LeaseChoice::attach(lease) : LeaseChoice::detach()};
}

void PlaygroundLauncher::stopWriting()
{
    m_tick.stop();
    m_write.cancel();
    m_grant.cancel();
}

void PlaygroundLauncher::sessionGone()
{
    stopWriting();
    m_filled = false;
    m_written = 0;
    m_leases.clear();
    m_playground.stop();
}

void PlaygroundLauncher::playgroundFailed(const Error &error)
{
    stopWriting();
    emit failed(m_session ? tr("The playground's etcd has ended.")
                          : tr("The playground could not be started."),
                error.toString());
}

} // namespace etcdscope
