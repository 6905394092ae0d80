// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

#include <functional>

class QWidget;

namespace etcdscope {

/// Asks over `window` whether the unsaved edits of `count` keys, in sessions of these names, may be lost;
/// `proceed` is called if so. To keep them is the default.
void askToLose(QWidget *window, int count, const QStringList &names, const std::function<void()> &proceed);

} // namespace etcdscope
