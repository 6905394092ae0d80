// SPDX-License-Identifier: Apache-2.0
#include "core/session/connectiontest.h"

#include "core/net/tlsidentity.h"
#include "core/session/endpointtest.h"

#include <QPointer>

#include <algorithm>

namespace etcdscope {

bool ConnectionTest::EndpointResult::works() const
{
    const State read = stage(Stage::Read).state;
    return !failedStage() && (read == State::Passed || read == State::Warned);
}

std::optional<ConnectionTest::Stage> ConnectionTest::EndpointResult::failedStage() const
{
    for (int i = 0; i < stageCount; ++i) {
        if (stages[size_t(i)].state == State::Failed)
            return Stage(i);
    }
    return std::nullopt;
}

bool ConnectionTest::EndpointResult::isDone() const
{
    return std::none_of(stages.begin(), stages.end(), [](const StageResult &stage) {
        return stage.state == State::Waiting || stage.state == State::Running;
    });
}

ConnectionTest::ConnectionTest(SessionSettings settings, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
{
    const auto add = [this](const QList<QUrl> &urls, bool older) {
        for (const QUrl &url : urls) {
            m_results.emplace_back();
            m_results.back().endpoint = url;
            m_results.back().isOlder = older;
            m_results.back().stages.resize(stageCount);
        }
    };
    add(m_settings.endpoints.urls(), false);
    if (m_settings.api != Profile::Api::V3)
        add(m_settings.olderEndpoints, true);
    m_report.setSingleShot(true);
    connect(&m_report, &QTimer::timeout, this, &ConnectionTest::report);
}

ConnectionTest::~ConnectionTest()
{
    m_tests.clear();
    wipe(m_settings.login.password);
    wipe(m_settings.keyPassphrase);
    wipe(m_settings.proxyPassword);
}

void ConnectionTest::start()
{
    Q_ASSERT(!m_running && m_tests.empty());
    m_running = true;
    m_identity = std::make_unique<TlsIdentity>();
    const bool isSecure = m_settings.endpoints.current().scheme() == QLatin1String("https");
    if (isSecure) {
        Result<TlsIdentity> identity = loadTlsIdentity(m_settings.tls, m_settings.keyPassphrase);
        if (!identity) {
            m_settingsError = identity.error();
            cancel();
            return;
        }
        *m_identity = std::move(*identity);
        for (const TlsIdentity::Warning &warning : m_identity->warnings)
            m_warnings.push_back({warning.cause, warning.detail});
    }
    startTests(false);
    m_report.start(0);
}

void ConnectionTest::startTests(bool older)
{
    const size_t before = m_tests.size();
    for (const EndpointResult &blank : m_results) {
        if (blank.isOlder != older)
            continue;
        m_tests.push_back(std::make_unique<EndpointTest>(m_settings, *m_identity, blank));
        connect(m_tests.back().get(), &EndpointTest::changed, this, [this] { m_report.start(0); });
    }
    for (size_t i = before; i < m_tests.size(); ++i)
        m_tests[i]->start();
}

/// No password goes to a port that nobody named where a named one is that of the cluster, and nobody waits
/// for a port that a firewall swallows.
void ConnectionTest::goOnWithOlder()
{
    const bool speaks = std::ranges::any_of(m_results, [](const EndpointResult &result) {
        const State http = result.stage(Stage::Http).state;
        return http == State::Passed || http == State::Warned;
    });
    if (!speaks) {
        startTests(true);
        return;
    }
    for (EndpointResult &result : m_results) {
        if (result.isOlder) {
            for (StageResult &stage : result.stages)
                stage.state = State::Skipped;
        }
    }
}

void ConnectionTest::cancel()
{
    if (!m_running)
        return;
    takeResults();
    m_tests.clear();
    for (EndpointResult &result : m_results) {
        for (StageResult &stage : result.stages) {
            if (stage.state == State::Waiting || stage.state == State::Running)
                stage.state = State::Skipped;
        }
    }
    m_report.start(0);
}

int ConnectionTest::firstWorking() const
{
    const auto found = std::find_if(m_results.begin(), m_results.end(),
                                    [](const EndpointResult &result) { return result.works(); });
    return found == m_results.end() ? -1 : int(found - m_results.begin());
}

int ConnectionTest::firstFailing() const
{
    for (const EndpointResult *result : deciding()) {
        if (result->failedStage())
            return int(result - m_results.data());
    }
    return -1;
}

std::vector<const ConnectionTest::EndpointResult *> ConnectionTest::deciding() const
{
    const bool olderDecide = std::ranges::none_of(
        m_results, [](const EndpointResult &result) { return !result.isOlder && result.works(); });
    std::vector<const EndpointResult *> asked;
    std::vector<const EndpointResult *> older;
    for (const EndpointResult &result : m_results) {
        if (!result.isOlder)
            asked.push_back(&result);
        else if (olderDecide && result.works())
            older.push_back(&result);
    }
    return older.empty() ? asked : older;
}

void ConnectionTest::takeResults()
{
    for (size_t i = 0; i < m_tests.size(); ++i)
        m_results[i] = m_tests[i]->result();
}

void ConnectionTest::report()
{
    takeResults();
    const auto areDone = [this](size_t count) {
        return std::all_of(m_results.begin(), m_results.begin() + std::ptrdiff_t(count),
                           [](const EndpointResult &result) { return result.isDone(); });
    };
    if (!m_tests.empty() && m_tests.size() < m_results.size() && areDone(m_tests.size()))
        goOnWithOlder();
    const bool isDone = areDone(m_results.size());
    if (isDone) {
        m_running = false;
        m_tests.clear();
    }
    const QPointer<ConnectionTest> alive(this);
    emit changed();
    if (alive && isDone)
        emit finished();
}

} // namespace etcdscope
