// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/connections/formgroup.h"

#include <QHash>
#include <QObject>
#include <QUuid>

namespace etcdscope {

class Connections;
class MainWindow;
class SessionView;
struct SessionSettings;

/// Between the tabs and the connections that they were opened by: answers what a tab asks for, and brings it
/// in line with its connection when that is changed, by a form, by an accepted certificate or by another
/// program. A session that could not be opened yet is opened anew in its tab; one that is open goes on and
/// offers that, as does one that was told to stop when it is not the person who changed its connection here.
class TabConnections final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TabConnections)

public:
    /// Both are borrowed and outlive it.
    TabConnections(MainWindow &window, Connections &connections);

    /// To be told of every session that is shown.
    void follow(SessionView *view);

signals:
    /// A session with these settings shall take the place of this one.
    void replacementReady(etcdscope::SessionView *view, const etcdscope::SessionSettings &settings);

private:
    struct Change
    {
        ProfileSecrets typed;
        bool opens = false;  // a session of it is on its way
        bool isOurs = false; // the person made it here
    };

    void answer(SessionView *view);
    void note(const QUuid &id, const Change &change);
    void look();
    void openAnew(SessionView *view, const ProfileSecrets &typed);

    MainWindow &m_window;
    Connections &m_connections;
    QHash<const QObject *, Profile> m_openedWith; // by view
    QHash<QUuid, Change> m_changes;               // not looked at yet
};

} // namespace etcdscope
