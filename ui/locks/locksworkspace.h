// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/workspace/workspace.h"

#include <vector>

class QTabWidget;

namespace etcdscope {

class ActionRegistry;
class LockClaim;
class LockPanel;
class Locks;
class Session;

/// The locks of a key space, and its elections, as an entry of the rail.
class LocksWorkspace final : public Workspace
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LocksWorkspace)

public:
    /// The first key space that has locks, or null: see whyNot().
    [[nodiscard]] static Locks *locksOf(Session &session);
    /// Why a session that is open has no such workspace; empty when it has.
    [[nodiscard]] static QString whyNot(Session &session);

    /// All are borrowed and outlive this.
    LocksWorkspace(Session &session, Locks &locks, ActionRegistry &registry, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QIcon icon() const override;
    void focusFirst() override;
    [[nodiscard]] int claimCount() const override;
    void releaseClaims() override;

private:
    void add(LockPanel *panel, const QString &name);

    /// Of all panels; those that have not ended.
    [[nodiscard]] std::vector<LockClaim *> claims() const;

    QTabWidget *m_tabs;
    std::vector<LockPanel *> m_panels;
};

} // namespace etcdscope
