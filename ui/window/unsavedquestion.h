// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

#include <functional>

class QWidget;

namespace etcdscope {

/// What goes when sessions are closed, and the names of the sessions that have it.
struct ClosingLoss
{
    int unsaved = 0; ///< keys with edits that were not saved
    QStringList unsavedIn = {};
    int claims = 0; ///< places in queues of locks and elections, see Workspace::claimCount()
    QStringList claimsIn = {};
    int runs = 0; ///< deletions, renames and duplications that have not come to their end
    QStringList runsIn = {};

    [[nodiscard]] bool isNothing() const { return unsaved == 0 && claims == 0 && runs == 0; }
};

/// Asks over `window` whether that may go; `proceed` is called if so. To keep it is the default. That claims
/// are given back is said here and done by the caller. Precondition: it is something.
void askToLose(QWidget *window, const ClosingLoss &loss, const std::function<void()> &proceed);

} // namespace etcdscope
