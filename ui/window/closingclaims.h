// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>

#include <functional>

class QObject;

namespace etcdscope {

class Workspace;

/// Gives back the claims of workspaces that are about to be closed (Workspace::releaseClaims()) and calls
/// `proceed` once: when none is left, at the latest after a second, from the event loop; never when `context`
/// goes first. At once where there are none.
void releaseClaims(const QList<Workspace *> &workspaces, QObject *context,
                   const std::function<void()> &proceed);

} // namespace etcdscope
