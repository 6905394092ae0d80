// SPDX-License-Identifier: Apache-2.0
#include "ui/workspace/actionregistry.h"

#include <QVariant>
#include <QWidget>

#include <algorithm>

namespace etcdscope {

namespace {

constexpr auto IdProperty = "etcdscopeId";
constexpr auto GroupProperty = "etcdscopeGroup";
constexpr auto EffectProperty = "etcdscopeEffect";
constexpr auto OwnReasonProperty = "etcdscopeOwnReason";
constexpr auto ReasonProperty = "etcdscopeReason";
constexpr auto RefusalProperty = "etcdscopeWritesRefused";
constexpr auto WhatsItProperty = "etcdscopeToolTip";

QString withoutMnemonic(QString text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'&')
            text.remove(i, 1); // what follows is kept, also when it is another '&'
    }
    return text;
}

QString toolTipFor(const QAction &action)
{
    const QString text = withoutMnemonic(action.text());
    const QKeySequence shortcut = action.shortcut();
    if (shortcut.isEmpty())
        return text;
    return ActionRegistry::tr("%1 (%2)").arg(text, shortcut.toString(QKeySequence::NativeText));
}

bool shareShortcut(const QAction &a, const QAction &b)
{
    const auto mine = a.shortcuts();
    const auto theirs = b.shortcuts();
    return std::ranges::any_of(mine, [&theirs](const QKeySequence &one) {
        return std::ranges::any_of(theirs, [&one](const QKeySequence &other) {
            // A chord that begins with a whole shortcut of another action can never be typed to its end.
            return !one.isEmpty() && !other.isEmpty() &&
                   (one.matches(other) != QKeySequence::NoMatch ||
                    other.matches(one) != QKeySequence::NoMatch);
        });
    });
}

/// Whether Qt offers a key press to `action`, owned by `owner`, while `other` has the focus.
bool reachesInto(const QAction &action, const QWidget &owner, const QWidget &other)
{
    switch (action.shortcutContext()) {
    case Qt::ApplicationShortcut:
        return true;
    case Qt::WindowShortcut:
        return owner.window() == other.window();
    case Qt::WidgetWithChildrenShortcut:
        return &owner == &other || owner.isAncestorOf(&other);
    case Qt::WidgetShortcut:
        return &owner == &other;
    }
    return false;
}

bool overlap(const QAction &a, const QAction &b)
{
    const auto *ownerOfA = qobject_cast<const QWidget *>(a.parent());
    const auto *ownerOfB = qobject_cast<const QWidget *>(b.parent());
    if (!ownerOfA || !ownerOfB)
        return false;
    // WidgetShortcut needs the focus on its very widget; the other one then has to reach it there.
    if (a.shortcutContext() == Qt::WidgetShortcut)
        return reachesInto(b, *ownerOfB, *ownerOfA);
    if (b.shortcutContext() == Qt::WidgetShortcut)
        return reachesInto(a, *ownerOfA, *ownerOfB);
    return reachesInto(a, *ownerOfA, *ownerOfB) || reachesInto(b, *ownerOfB, *ownerOfA);
}

/// Why nothing may be written where the action acts; empty when it may.
QString refusalFor(const QAction &action)
{
    if (ActionRegistry::effectOf(&action) != ActionRegistry::Effect::Writes)
        return {};
    for (const QObject *owner = action.parent(); owner; owner = owner->parent()) {
        if (const QString refusal = owner->property(RefusalProperty).toString(); !refusal.isEmpty())
            return refusal;
    }
    return {};
}

void applyReason(QAction &action)
{
    const QString refusal = refusalFor(action);
    const QString reason = refusal.isEmpty() ? action.property(OwnReasonProperty).toString() : refusal;
    const QString usual = action.property(WhatsItProperty).toString();
    action.setProperty(ReasonProperty, reason);
    action.setEnabled(reason.isEmpty());
    action.setToolTip(reason.isEmpty() ? usual
                                       : ActionRegistry::tr("%1\nNot available: %2").arg(usual, reason));
    action.setStatusTip(reason);
}

} // namespace

ActionRegistry::ActionRegistry(QObject *parent)
    : QObject(parent)
{
}

QAction *ActionRegistry::add(QWidget *widget, const Spec &spec)
{
    Q_ASSERT(widget);
    Q_ASSERT(!spec.id.isEmpty());
    auto *action = new QAction(spec.text, widget);
    action->setObjectName(QString::fromLatin1(spec.id));
    action->setProperty(IdProperty, spec.id);
    action->setProperty(GroupProperty, spec.group);
    action->setProperty(EffectProperty, int(spec.effect));
    action->setShortcuts(spec.shortcuts);
    action->setShortcutContext(spec.context);
    action->setToolTip(toolTipFor(*action));
    action->setProperty(WhatsItProperty, action->toolTip());
    applyReason(*action);
    widget->addAction(action);

    m_actions.append(action);
    // The pointer is only compared: by now it is a QObject, no longer a QAction.
    connect(action, &QObject::destroyed, this, [this](QObject *gone) {
        m_actions.removeIf([gone](const QAction *one) { return static_cast<const QObject *>(one) == gone; });
    });
    return action;
}

QList<QAction *> ActionRegistry::actions() const
{
    return m_actions;
}

QByteArray ActionRegistry::idOf(const QAction *action)
{
    return action->property(IdProperty).toByteArray();
}

QString ActionRegistry::groupOf(const QAction *action)
{
    return action->property(GroupProperty).toString();
}

ActionRegistry::Effect ActionRegistry::effectOf(const QAction *action)
{
    return Effect(action->property(EffectProperty).toInt());
}

QString ActionRegistry::plainTextOf(const QAction *action)
{
    return withoutMnemonic(action->text());
}

void ActionRegistry::setUnavailable(QAction *action, const QString &reason)
{
    action->setProperty(OwnReasonProperty, reason);
    applyReason(*action);
}

void ActionRegistry::refuseWrites(QWidget *scope, const QString &reason)
{
    scope->setProperty(RefusalProperty, reason);
    for (QAction *action : std::as_const(m_actions)) {
        if (effectOf(action) == Effect::Writes)
            applyReason(*action);
    }
}

QString ActionRegistry::reasonOf(const QAction *action)
{
    return action->property(ReasonProperty).toString();
}

QList<std::pair<QAction *, QAction *>> ActionRegistry::conflicts() const
{
    QList<std::pair<QAction *, QAction *>> found;
    for (qsizetype i = 0; i < m_actions.size(); ++i) {
        for (qsizetype k = i + 1; k < m_actions.size(); ++k) {
            QAction *a = m_actions[i];
            QAction *b = m_actions[k];
            if (a->isEnabled() && b->isEnabled() && shareShortcut(*a, *b) && overlap(*a, *b))
                found.emplaceBack(a, b);
        }
    }
    return found;
}

} // namespace etcdscope
