// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIcon>
#include <QString>

#include <functional>

class QWidget;

namespace etcdscope {

class ActionRegistry;
class KeySpace;
class Session;
class Workspace;

/// A workspace that every session is to have, known before the session has keys to show in it.
struct WorkspaceSpec
{
    QByteArray id; ///< "keys": the folder of the feature
    QString title; ///< translated
    QIcon icon;
    /// Called once for a session, when it has opened.
    std::function<Workspace *(Session &, KeySpace &, ActionRegistry &, QWidget *parent)> make;
    /// Why an open session has none, as it stands; empty when it has, and then for good. Asked again whenever
    /// the session gets further keys. Null: every session has it.
    std::function<QString(Session &)> whyNot = {};
};

} // namespace etcdscope
