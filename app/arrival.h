// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/entry.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <optional>

namespace etcdscope {

struct CommandLine;
class KeySpace;
struct Operation;
class SessionView;

/// Brings a session to where the command line wants it: its keys live, directories opened, a key selected and
/// shown. Owned by the view it follows.
class Arrival final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Arrival)

public:
    /// `view` becomes the parent. With `waits`, nothing is done before release().
    Arrival(SessionView &view, const CommandLine &commandLine, bool waits);

    /// What had to be written first is written; it is waited for until it is shown at `position`.
    void release(Position position);

signals:
    /// Once: all of it is there, and nothing is under way any more.
    void arrived();

private:
    void followSession();
    void followKeys(KeySpace *space);
    [[nodiscard]] bool isThere() const;
    void operationStarted(const Operation &operation);
    void operationFinished(const Operation &operation);
    void proceed();
    void restartQuiet();

    SessionView &m_view;
    const QList<QByteArray> m_expand;
    const QList<QByteArray> m_expandChildren;
    const std::optional<QByteArray> m_key;
    bool m_waits;
    Position m_needed;
    bool m_done = false;
    bool m_arrived = false;
    QSet<quint64> m_underWay; // without the watches, which never end
    QTimer m_quiet;
};

} // namespace etcdscope
