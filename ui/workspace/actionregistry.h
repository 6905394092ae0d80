// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>

#include <utility>

namespace etcdscope {

/// Every action of a window, registered once under a stable id with its default shortcuts, so that the
/// palette, the list of shortcuts and the tests can walk all of them. Owned by the window; the actions are
/// owned by the widget they act in.
class ActionRegistry final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActionRegistry)

public:
    enum class Effect {
        Local,  ///< sends nothing
        Reads,  ///< sends calls that change nothing
        Writes, ///< can change the cluster
    };

    struct Spec
    {
        QByteArray id = {}; ///< "keys.save": folder of the feature, dot, verb
        QString text = {};  ///< translated, with mnemonic
        QString group = {}; ///< translated heading in the palette: "Keys"
        Effect effect = Effect::Local;
        QList<QKeySequence> shortcuts = {};
        Qt::ShortcutContext context = Qt::WidgetWithChildrenShortcut;
    };

    explicit ActionRegistry(QObject *parent = nullptr);

    /// Makes the action, adds it to `widget` (its owner and the scope of its shortcuts) and registers it
    /// until it is destroyed. Several sessions register the same id once each.
    QAction *add(QWidget *widget, const Spec &spec);

    /// All living actions, in the order of registration.
    [[nodiscard]] QList<QAction *> actions() const;
    [[nodiscard]] static QByteArray idOf(const QAction *action);
    [[nodiscard]] static QString groupOf(const QAction *action);
    [[nodiscard]] static Effect effectOf(const QAction *action);

    /// The text without its mnemonic.
    [[nodiscard]] static QString plainTextOf(const QAction *action);

    /// Disables an action and keeps the reason for tooltip, status tip and palette; an empty reason enables.
    static void setUnavailable(QAction *action, const QString &reason);

    /// While `reason` is not empty, every action that writes and is owned by `scope` or something in it is
    /// unavailable for that reason, those registered later included; then their own reasons count again.
    void refuseWrites(QWidget *scope, const QString &reason);

    /// Why the action is not available; empty when it is.
    [[nodiscard]] static QString reasonOf(const QAction *action);

    /// Pairs of enabled actions that share a shortcut in overlapping scopes. Empty in a healthy window.
    [[nodiscard]] QList<std::pair<QAction *, QAction *>> conflicts() const;

private:
    QList<QAction *> m_actions;
};

} // namespace etcdscope
