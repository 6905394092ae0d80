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
    const QList<QUrl> urls = m_settings.endpoints.urls();
    for (const QUrl &url : urls) {
        m_results.emplace_back();
        m_results.back().endpoint = url;
        m_results.back().stages.resize(stageCount);
    }
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
    for (const EndpointResult &blank : m_results) {
        m_tests.push_back(std::make_unique<EndpointTest>(m_settings, *m_identity, blank));
        connect(m_tests.back().get(), &EndpointTest::changed, this, [this] { m_report.start(0); });
    }
    for (const auto &test : m_tests)
        test->start();
    m_report.start(0);
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
    const auto found = std::find_if(m_results.begin(), m_results.end(), [](const EndpointResult &result) {
        return result.failedStage().has_value();
    });
    return found == m_results.end() ? -1 : int(found - m_results.begin());
}

void ConnectionTest::takeResults()
{
    for (size_t i = 0; i < m_tests.size(); ++i)
        m_results[i] = m_tests[i]->result();
}

void ConnectionTest::report()
{
    takeResults();
    const bool isDone = std::all_of(m_results.begin(), m_results.end(),
                                    [](const EndpointResult &result) { return result.isDone(); });
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
