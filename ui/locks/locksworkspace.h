// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/workspace/workspace.h"

class QTabWidget;

namespace etcdscope {

class ActionRegistry;
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

private:
    void add(LockPanel *panel, const QString &name);

    QTabWidget *m_tabs;
};

} // namespace etcdscope
