// SPDX-License-Identifier: Apache-2.0
#include "app/locksaccess.h"

#include "ui/locks/locksworkspace.h"
#include "ui/window/workspacespec.h"
#include "ui/workspace/glyphs.h"

#include <QCoreApplication>

namespace etcdscope {

namespace {

struct LocksText
{
    Q_DECLARE_TR_FUNCTIONS(LocksAccess)
};

} // namespace

WorkspaceSpec locksWorkspaceSpec()
{
    return {
        .id = "locks",
        .title = LocksText::tr("Locks"),
        .icon = glyphIcon(Glyph::Locked),
        .make = [](Session &session, KeySpace &, ActionRegistry &actions, QWidget *parent) -> Workspace * {
            return new LocksWorkspace(session, *LocksWorkspace::locksOf(session), actions, parent);
        },
        .whyNot = &LocksWorkspace::whyNot};
}

} // namespace etcdscope
