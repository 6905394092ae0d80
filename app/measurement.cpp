// SPDX-License-Identifier: Apache-2.0
#include "app/measurement.h"

#include "app/arrival.h"
#include "app/commandline.h"
#include "app/keysaccess.h"
#include "app/measuredfolder.h"
#include "app/measuredsearch.h"
#include "app/processclock.h"
#include "core/session/session.h"
#include "ui/keys/keytreeview.h"
#include "ui/window/sessionview.h"

#include <QDateTime>
#include <QEvent>
#include <QJsonDocument>
#include <QWidget>

#include <algorithm>
#include <chrono>
#include <utility>

namespace etcdscope {

namespace {
constexpr std::chrono::minutes patience(5);
}

Measurement::Measurement(const CommandLine &commandLine, QObject *parent)
    : QObject(parent)
    , m_file(commandLine.measure)
    , m_searchText(commandLine.measureSearch)
    , m_folder(commandLine.measureFolder)
{
    m_after.setSingleShot(true);
    m_after.setInterval(std::chrono::seconds(commandLine.measureSeconds));
    connect(&m_after, &QTimer::timeout, this, &Measurement::end);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] { giveUp(QStringLiteral("not live in time")); });
}

bool Measurement::begin(QWidget &window)
{
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return false;
    m_sinceBegin.start();
    m_beginAt = microsecondsSinceProcessStart().value_or(0);
    m_heartbeat.start();
    m_patience.start();
    m_window = &window;
    window.installEventFilter(this);
    return true;
}

void Measurement::follow(SessionView &view, Arrival &arrival)
{
    m_view = &view;
    connect(&view.session(), &Session::opened, this, &Measurement::followKeys);
    connect(&arrival, &Arrival::arrived, this, [this] {
        mark(QStringLiteral("arrived"));
        m_patience.stop();
        actNext();
    });
}

void Measurement::followKeys()
{
    for (KeySpace *space : m_view->session().keySpaces())
        followFeed(space->feed());
    connect(&m_view->session(), &Session::keySpaceAdded, this,
            [this](KeySpace *space) { followFeed(space->feed()); });
    if (const KeyTreeView *tree = keyTree(*m_view)) {
        m_rows = tree->viewport();
        m_rows->installEventFilter(this);
    }
}

void Measurement::followFeed(LiveFeed &feed)
{
    connect(&feed, &LiveFeed::firstRows, this, [this] { m_haveRows = true; });
    connect(&feed, &LiveFeed::stateChanged, this, &Measurement::sessionLive);
    connect(&feed, &LiveFeed::applied, this, [this] { m_lastChange = QDateTime::currentMSecsSinceEpoch(); });
}

void Measurement::sessionLive()
{
    const auto spaces = m_view->session().keySpaces();
    if (m_live || !std::ranges::all_of(
                      spaces, [](KeySpace *space) { return space->feed().state() == LiveFeed::State::Live; }))
        return;
    m_live = true;
    mark(QStringLiteral("live"));
}

bool Measurement::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Paint)
        return false;
    const bool isWindow = watched == m_window;
    if (isWindow || (watched == m_rows && m_haveRows)) {
        watched->removeEventFilter(this);
        // Painting comes after this filter; its turn of the event loop has to end first.
        QMetaObject::invokeMethod(
            this,
            [this, isWindow] { mark(isWindow ? QStringLiteral("window") : QStringLiteral("first_rows")); },
            Qt::QueuedConnection);
    }
    return false;
}

void Measurement::mark(const QString &stretch)
{
    const qint64 gap = m_heartbeat.longestGap();
    const int gaps = m_heartbeat.gapsAboveAim();
    m_heartbeat.reset();
    if (stretch != QLatin1String("window")) {
        m_longestGap = std::max(m_longestGap, gap);
        m_gapsAboveAim += gaps;
    }
    m_result.insert(stretch + QStringLiteral("_ms"), elapsed());
    m_result.insert(stretch + QStringLiteral("_longest_gap_us"), gap);
    write({{QStringLiteral("stretch"), stretch},
           {QStringLiteral("until_ms"), elapsed()},
           {QStringLiteral("longest_gap_us"), gap},
           {QStringLiteral("gaps_above_16ms"), gaps}});
}

void Measurement::actNext()
{
    if (m_searchText.isEmpty() && !m_folder) {
        m_after.start();
        return;
    }
    auto *const acts = new MeasuredActs(this);
    if (!m_searchText.isEmpty())
        act(QStringLiteral("search"), *acts, searchActs(*m_view, std::exchange(m_searchText, {})));
    else
        act(QStringLiteral("folder"), *acts,
            (new MeasuredFolder(*m_view, *std::exchange(m_folder, {}), *acts))->acts());
}

void Measurement::act(const QString &stretch, MeasuredActs &acts, std::vector<MeasuredAct> list)
{
    if (list.empty()) {
        giveUp(QStringLiteral("%1: there are no keys to do it with").arg(stretch));
        return;
    }
    connect(&acts, &MeasuredActs::measured, this,
            [this, stretch](const QString &name, double milliseconds, qint64 longestGap) {
                const QString slowest = stretch + QStringLiteral("_slowest_ms");
                m_result.insert(slowest, std::max(milliseconds, m_result.value(slowest).toDouble()));
                write({{QStringLiteral("act"), stretch},
                       {QStringLiteral("name"), name},
                       {QStringLiteral("ms"), milliseconds},
                       {QStringLiteral("longest_gap_us"), longestGap}});
            });
    connect(&acts, &MeasuredActs::finished, this, [this, stretch, done = &acts](const QString &failure) {
        done->deleteLater();
        if (!failure.isEmpty()) {
            giveUp(QStringLiteral("%1: %2").arg(stretch, failure));
            return;
        }
        mark(stretch);
        actNext();
    });
    acts.start(std::move(list));
}

void Measurement::end()
{
    mark(QStringLiteral("after"));
    m_result.insert(QStringLiteral("longest_gap_us"), m_longestGap);
    m_result.insert(QStringLiteral("gaps_above_16ms"), m_gapsAboveAim);
    m_result.insert(QStringLiteral("vm_hwm_kib"), peakResidentKiB().value_or(-1));
    const auto spaces = m_view ? m_view->session().keySpaces() : std::vector<KeySpace *>();
    qint64 keys = spaces.empty() ? -1 : 0;
    qint64 changes = keys;
    for (KeySpace *space : spaces) {
        keys += space->index().keyCount();
        changes += space->feed().changesSeen();
    }
    m_result.insert(QStringLiteral("keys"), keys);
    m_result.insert(QStringLiteral("changes"), changes);
    m_result.insert(QStringLiteral("last_change_unix_ms"), m_lastChange);
    write(m_result);
    emit finished(0);
}

void Measurement::giveUp(const QString &why)
{
    write({{QStringLiteral("error"), why}});
    emit finished(1);
}

void Measurement::write(const QJsonObject &object)
{
    m_file.write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
    m_file.flush();
}

double Measurement::elapsed() const
{
    return double(m_beginAt + m_sinceBegin.nsecsElapsed() / 1000) / 1000.0;
}

} // namespace etcdscope
