// SPDX-License-Identifier: Apache-2.0
#include "app/tabconnections.h"

#include "core/session/profilesettings.h"
#include "core/session/session.h"
#include "ui/connections/connections.h"
#include "ui/window/mainwindow.h"
#include "ui/window/sessionview.h"

#include <QPointer>

#include <utility>

namespace etcdscope {

namespace {

/// Whether sessions of both are the same: what only the list and the keychain know does not count.
bool opensTheSame(const Profile &one, Profile other)
{
    other.folder = one.folder;
    other.autoOpen = one.autoOpen;
    other.secretKeeping = one.secretKeeping;
    return one == other;
}

bool isEmpty(const ProfileSecrets &secrets)
{
    return !secrets.password && !secrets.passphrase && !secrets.proxyPassword;
}

/// What a session knows of the secrets that its connection wants now, behind those typed.
ProfileSecrets knownSecrets(const SessionSettings &settings, const Profile &now, const ProfileSecrets &typed)
{
    ProfileSecrets known = typed;
    const auto put = [](std::optional<QString> &place, bool isTheSame, const QString &secret) {
        if (!place && isTheSame && !secret.isEmpty())
            place = secret;
    };
    put(known.password, settings.login.user == now.user, settings.login.password);
    put(known.passphrase, settings.tls.keyFile == now.tls.keyFile, settings.keyPassphrase);
    put(known.proxyPassword, settings.proxy == now.proxy, settings.proxyPassword);
    return known;
}

} // namespace

TabConnections::TabConnections(MainWindow &window, Connections &connections)
    : m_window(window)
    , m_connections(connections)
{
    connect(&connections.store(), &ProfileStore::profileChanged, this,
            [this](const QUuid &id) { note(id, {}); });
    connect(&connections, &Connections::changed, this,
            [this](const QUuid &id, const ProfileSecrets &typed, bool opens) {
                note(id, {typed, opens, true});
            });
}

void TabConnections::follow(SessionView *view)
{
    answer(view);
    const auto profile = m_connections.store().profile(view->session().settings().profile);
    view->setKept(profile.has_value());
    if (!profile)
        return;
    m_openedWith.insert(view, *profile);
    connect(view, &QObject::destroyed, this, [this](const QObject *gone) { m_openedWith.remove(gone); });
    connect(view, &SessionView::openAgainRequested, this, [this, view] { openAnew(view, {}); });
}

void TabConnections::answer(SessionView *view)
{
    const auto settings = [view]() -> const SessionSettings & { return view->session().settings(); };
    connect(view, &SessionView::diagnosisRequested, this,
            [this, settings] { m_connections.diagnose(settings().profile, settings(), &m_window); });
    connect(view, &SessionView::loginRequested, this, [this, view, settings] {
        m_connections.askPassword(settings(), &m_window,
                                  [view = QPointer<SessionView>(view)](const Login &login) {
                                      if (view)
                                          view->setLogin(login);
                                  });
    });
    connect(view, &SessionView::secretRequested, this, [this, view, settings](SecretKind kind) {
        m_connections.askSecret(kind, settings(), &m_window,
                                [view = QPointer<SessionView>(view), kind](const QString &secret) {
                                    if (view)
                                        view->setSecret(kind, secret);
                                });
    });
    connect(view, &SessionView::editRequested, this,
            [this, settings] { m_connections.edit(settings().profile, &m_window); });
    connect(view, &SessionView::keepRequested, this,
            [this, settings] { m_connections.create(profileOf(settings()), &m_window); });
}

/// Looked at when all of it is told: the store speaks first, and has no secrets.
void TabConnections::note(const QUuid &id, const Change &change)
{
    if (m_changes.isEmpty())
        QMetaObject::invokeMethod(this, &TabConnections::look, Qt::QueuedConnection);
    if (!m_changes.contains(id) || change.isOurs)
        m_changes.insert(id, change);
}

void TabConnections::look()
{
    const auto changes = std::exchange(m_changes, {});
    const auto views = m_window.sessions();
    for (SessionView *view : views) {
        const QUuid id = view->session().settings().profile;
        const auto change = changes.constFind(id);
        const auto openedWith = m_openedWith.constFind(view);
        const auto now = m_connections.store().profile(id);
        if (change == changes.cend() || openedWith == m_openedWith.cend() || !now ||
            (opensTheSame(*openedWith, *now) && isEmpty(change->typed)))
            continue;
        const bool isStopped = view->session().state() == Session::State::Closed;
        if (view->session().keySpace() || (isStopped && !change->isOurs))
            view->offerToOpenAgain();
        else if (!change->opens)
            openAnew(view, change->typed);
    }
}

void TabConnections::openAnew(SessionView *view, const ProfileSecrets &typed)
{
    const SessionSettings &settings = view->session().settings();
    const auto now = m_connections.store().profile(settings.profile);
    if (!now)
        return;
    m_connections.prepare(settings.profile, knownSecrets(settings, *now, typed), &m_window,
                          [this, view = QPointer<SessionView>(view)](const SessionSettings &changed) {
                              if (view)
                                  emit replacementReady(view, changed);
                          });
}

} // namespace etcdscope
