// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/measuredacts.h"
#include "core/base/heartbeat.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonObject>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <optional>
#include <vector>

class QWidget;

namespace etcdscope {

class Arrival;
class LiveFeed;
class SessionView;
struct CommandLine;

/// Writes what a person would feel, from inside the real window, as JSON lines: when the window, the first
/// rows and all keys were there, and how long the event loop was away in each stretch between.
///
/// Stretches: "window" until the window was painted, "first_rows" until rows were painted, "live" until the
/// feeds were live, "arrived" until directories and key of the command line were open, "search" and "folder"
/// for what the command line asks to be done then, act by act, "after" for the seconds that follow. Times are
/// milliseconds since the process started; gaps are microseconds. At the end also how many changes the feed
/// has applied and when it applied the last one, by the clock of the wall.
class Measurement final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Measurement)

public:
    explicit Measurement(const CommandLine &commandLine, QObject *parent = nullptr);

    /// False when the file cannot be written; the reason is in error().
    [[nodiscard]] bool begin(QWidget &window);
    [[nodiscard]] QString error() const { return m_file.errorString(); }

    void follow(SessionView &view, Arrival &arrival);

signals:
    void finished(int exitCode);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void followKeys();
    void followFeed(LiveFeed &feed);
    void sessionLive();
    void mark(const QString &stretch);
    void actNext();
    void act(const QString &stretch, MeasuredActs &acts, std::vector<MeasuredAct> list);
    void end();
    void giveUp(const QString &why);
    void write(const QJsonObject &object);
    [[nodiscard]] double elapsed() const;

    QFile m_file;
    QString m_searchText;
    std::optional<QByteArray> m_folder;
    Heartbeat m_heartbeat;
    QElapsedTimer m_sinceBegin;
    qint64 m_beginAt = 0; // microseconds after the process started
    QTimer m_after;
    QTimer m_patience;
    QPointer<QWidget> m_window;
    QPointer<SessionView> m_view;
    QPointer<QWidget> m_rows;
    QJsonObject m_result;
    qint64 m_lastChange = 0; // milliseconds since 1970
    qint64 m_longestGap = 0; // of all stretches but the first
    int m_gapsAboveAim = 0;
    bool m_haveRows = false;
    bool m_live = false;
};

} // namespace etcdscope
