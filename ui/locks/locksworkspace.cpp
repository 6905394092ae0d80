// SPDX-License-Identifier: Apache-2.0
#include "ui/locks/locksworkspace.h"

#include "core/session/session.h"
#include "core/store/elections.h"
#include "ui/locks/lockpanel.h"
#include "ui/workspace/glyphs.h"
#include "ui/workspace/writetarget.h"

#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace etcdscope {

Locks *LocksWorkspace::locksOf(Session &session)
{
    for (KeySpace *space : session.keySpaces()) {
        if (Locks *locks = space->store().locks())
            return locks;
    }
    return nullptr;
}

QString LocksWorkspace::whyNot(Session &session)
{
    return locksOf(session) ? QString()
                            : tr("Locks are those of etcd's v2 API here, and this session has no keys of "
                                 "that API.");
}

LocksWorkspace::LocksWorkspace(Session &session, Locks &locks, ActionRegistry &registry, QWidget *parent)
    : Workspace(parent)
    , m_tabs(new QTabWidget(this))
{
    setObjectName(QStringLiteral("locksWorkspace"));
    auto *const target = new WriteTarget(session, this);
    connect(target, &WriteTarget::unlockRequested, this, &LocksWorkspace::unlockRequested);
    m_tabs->setObjectName(QStringLiteral("locksTabs"));
    m_tabs->setAccessibleName(tr("Locks and elections"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setObjectName(QStringLiteral("locksTabBar"));
    m_tabs->tabBar()->setAccessibleName(tr("Locks and elections"));
    add(new LockPanel(locks, nullptr, *target, registry, this), lockWord(LockKind::Lock, LockWord::Tab));
    if (Elections *elections = locks.elections())
        add(new LockPanel(elections->queues(), elections, *target, registry, this),
            lockWord(LockKind::Election, LockWord::Tab));
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);
}

void LocksWorkspace::add(LockPanel *panel, const QString &name)
{
    m_panels.push_back(panel);
    m_tabs->addTab(panel, name);
    connect(&panel->board(), &LockBoard::claimChanged, this, &LocksWorkspace::claimsChanged);
    connect(panel, &LockPanel::messageRequested, this, &LocksWorkspace::messageRequested);
}

QString LocksWorkspace::title() const
{
    return tr("Locks");
}

QIcon LocksWorkspace::icon() const
{
    return glyphIcon(Glyph::Locked);
}

std::vector<LockClaim *> LocksWorkspace::claims() const
{
    std::vector<LockClaim *> all;
    for (LockPanel *panel : m_panels)
        std::ranges::copy_if(panel->board().claims(), std::back_inserter(all), [](const LockClaim *claim) {
            return claim->state() == LockClaim::State::Waiting || claim->state() == LockClaim::State::Held;
        });
    return all;
}

int LocksWorkspace::claimCount() const
{
    return int(claims().size());
}

void LocksWorkspace::releaseClaims()
{
    for (LockClaim *claim : claims())
        claim->release();
}

void LocksWorkspace::focusFirst()
{
    if (auto *panel = qobject_cast<LockPanel *>(m_tabs->currentWidget()))
        panel->focusFirst();
}

} // namespace etcdscope
