// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/rememberedtabs.h"
#include "core/base/fileclaim.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

namespace etcdscope {

class MainWindow;
class RestoredPage;
class SessionView;

/// Remembers the tabs of the window in a file of this user's own (0600, replaced as a whole, written by a
/// worker), and puts them back at the next start: as pages that open their session when they are shown first,
/// so that nothing is connected, and nothing ever written, by itself. The file is of the program that was
/// there first: another one neither restores nor remembers.
class SessionRestore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionRestore)

public:
    /// `window` is borrowed and outlives this.
    SessionRestore(MainWindow &window, const QString &path);
    ~SessionRestore() override;

    /// Puts back what is remembered, if the person wants that; false when there is nothing. From then on
    /// changes are written; of somebody who does not want it, nothing is.
    bool start();
    /// Asks for the sessions of this profile in the tabs that were put back, also before those are shown;
    /// false when there are none.
    [[nodiscard]] bool request(const QUuid &profile);
    /// What this session shows is not remembered.
    void leaveOut(SessionView *view);
    /// The page in whose place a session with these settings was asked for; null when it was not, or when
    /// that is closed.
    [[nodiscard]] RestoredPage *pageFor(const SessionSettings &settings) const;
    /// To be told of every session that is shown: its tree gets the shape it had.
    void sessionShown(SessionView &view);

signals:
    /// A restored tab is shown for the first time: its session is wanted in its place.
    void openRequested(const etcdscope::RememberedTab &tab);
    /// What is remembered could not be read or written: technical.
    void failed(const QString &detail);

private:
    struct Awaited
    {
        RestoredPage *page;
        RememberedTab tab;
    };

    void addPage(const RememberedTab &tab);
    void save();
    [[nodiscard]] RememberedTabs current() const;
    [[nodiscard]] static RememberedTab tabOf(SessionView &view);

    MainWindow &m_window;
    const QString m_path;
    FileClaim m_claim; // until the last was written
    QHash<const QObject *, RememberedTab> m_pages;
    QList<Awaited> m_awaited; // were asked for; their session has not been shown yet
    QSet<const QObject *> m_leftOut;
    bool m_failing = false; // to be written
    QTimer m_pause;
    QThreadPool m_writer; // one thread: what is written last is what stays
};

} // namespace etcdscope
