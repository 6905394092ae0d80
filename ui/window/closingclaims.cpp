// SPDX-License-Identifier: Apache-2.0
#include "ui/window/closingclaims.h"

#include "ui/workspace/workspace.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace etcdscope {

namespace {

constexpr int patience = 1'000; // milliseconds

} // namespace

void releaseClaims(const QList<Workspace *> &workspaces, QObject *context,
                   const std::function<void()> &proceed)
{
    QList<QPointer<Workspace>> holding;
    for (Workspace *workspace : workspaces) {
        if (workspace->claimCount() > 0)
            holding.append(workspace);
    }
    if (holding.isEmpty()) {
        proceed();
        return;
    }
    auto *const over = new QTimer(context);
    over->setSingleShot(true);
    QObject::connect(over, &QTimer::timeout, context, [over, proceed] {
        over->deleteLater();
        proceed();
    });
    const auto check = [over, holding] {
        if (std::ranges::none_of(holding, [](const auto &one) { return one && one->claimCount() > 0; }))
            over->start(0);
    };
    over->start(patience);
    for (const QPointer<Workspace> &one : holding) {
        if (!one)
            continue;
        QObject::connect(one, &Workspace::claimsChanged, over, check);
        QObject::connect(one, &QObject::destroyed, over, check);
        one->releaseClaims();
    }
}

} // namespace etcdscope
