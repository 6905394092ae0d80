// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keyactions.h"

#include "ui/workspace/actionregistry.h"

#include <QMenu>

namespace etcdscope {

KeyActions::KeyActions(QWidget *workspace, QWidget *lists, const KeyStore &store, ActionRegistry &registry)
    : QObject(workspace)
    , m_features(store.features())
    , m_hasCommands(store.api() == Api::V3)
{
    using Effect = ActionRegistry::Effect;
    const auto add = [&](QWidget *widget, const char *id, const QString &text, Effect effect,
                         const QList<QKeySequence> &shortcuts = {}) {
        return registry.add(widget, {.id = id,
                                     .text = text,
                                     .group = tr("Keys"),
                                     .effect = effect,
                                     .shortcuts = shortcuts,
                                     .context = Qt::WidgetWithChildrenShortcut});
    };
    const auto ctrl = [](Qt::Key key) { return QKeySequence(QKeyCombination(Qt::CTRL, key)); };
    const auto alt = [](Qt::Key key) { return QKeySequence(QKeyCombination(Qt::ALT, key)); };
    save = add(workspace, "keys.save", tr("&Save…"), Effect::Writes, {ctrl(Qt::Key_S)});
    revert = add(workspace, "keys.revert", tr("&Revert the Edit"), Effect::Local);
    goTo = add(workspace, "keys.goto", tr("&Go to Exact Key…"), Effect::Reads, {ctrl(Qt::Key_L)});
    filter = add(workspace, "keys.filter", tr("&Filter Keys"), Effect::Local, {ctrl(Qt::Key_F)});
    newKey = add(workspace, "keys.new", tr("&New Key…"), Effect::Writes, {ctrl(Qt::Key_N)});
    newKeyHere = add(workspace, "keys.newHere", tr("New Key &Here…"), Effect::Writes);
    newDirectory = add(workspace, "keys.newDirectory", tr("New &Directory…"), Effect::Writes);
    remove = add(lists, "keys.delete", tr("&Delete…"), Effect::Writes, {QKeySequence(Qt::Key_Delete)});
    rename = add(lists, "keys.rename", tr("Re&name…"), Effect::Writes, {QKeySequence(Qt::Key_F2)});
    duplicate = add(lists, "keys.duplicate", tr("D&uplicate…"), Effect::Writes);
    copyKey = add(lists, "keys.copyKey", tr("&Copy Key"), Effect::Local, {ctrl(Qt::Key_C)});
    copyValue = add(lists, "keys.copyValue", tr("Copy &Value"), Effect::Reads);
    copyGet = add(lists, "keys.copyGet", tr("As etcdctl &get"), Effect::Local);
    copyPut = add(lists, "keys.copyPut", tr("As etcdctl &put"), Effect::Reads);
    copyRemove = add(lists, "keys.copyDelete", tr("As etcdctl &del"), Effect::Local);
    expandBelow = add(lists, "keys.expandBelow", tr("&Expand All Below"), Effect::Local);
    collapseBelow = add(lists, "keys.collapseBelow", tr("C&ollapse All Below"), Effect::Local);
    readAgain = add(workspace, "keys.readAgain", tr("Read the Keys &Again"), Effect::Reads);
    readOnDemand =
        add(workspace, "keys.readOnDemand", tr("Read &Directories Only When Opened"), Effect::Reads);
    readOnDemand->setCheckable(true);
    showHidden = add(workspace, "keys.showHidden", tr("Show Hidden &Keys"), Effect::Reads);
    showHidden->setCheckable(true);
    if (!m_features.explicitDirectories)
        ActionRegistry::setUnavailable(
            newDirectory,
            tr("Directories of this API are only in the names of keys: they need not be made."));
    if (!m_features.hiddenKeys)
        ActionRegistry::setUnavailable(showHidden, tr("This API hides no keys."));
    viewText =
        add(workspace, "keys.viewText", tr("Show the Value as &Text"), Effect::Local, {alt(Qt::Key_1)});
    viewJson =
        add(workspace, "keys.viewJson", tr("Show the Value as &JSON"), Effect::Local, {alt(Qt::Key_2)});
    viewHex = add(workspace, "keys.viewHex", tr("Show the Value as He&x"), Effect::Local, {alt(Qt::Key_3)});
    loadFile = add(workspace, "keys.loadFile", tr("&Load Value from File…"), Effect::Local);
    saveFile = add(workspace, "keys.saveFile", tr("Sa&ve Value to File…"), Effect::Local);
    find = add(workspace, "keys.find", tr("&Find in Value"), Effect::Local);
    findNext =
        add(workspace, "keys.findNext", tr("Find &Next in Value"), Effect::Local, {QKeySequence(Qt::Key_F3)});
    findPrevious = add(workspace, "keys.findPrevious", tr("Find &Previous in Value"), Effect::Local,
                       {QKeySequence(QKeyCombination(Qt::SHIFT, Qt::Key_F3))});
    setTarget({});
}

void KeyActions::setTarget(const KeyTarget &target)
{
    m_target = target;
    updateAvailability();
}

void KeyActions::updateTarget(const KeyTarget &target)
{
    if (target != m_target)
        setTarget(target);
}

void KeyActions::updateAvailability()
{
    const KeyTarget &target = m_target;
    const QString nothing = target.kind == KeyTarget::Kind::None ? tr("No key is selected.") : QString();
    const QString notKey = target.isDirectory() ? tr("This is a directory, not a key.") : nothing;
    const QString gone = target.isGoing ? tr("This key was deleted.") : QString();
    const bool hasNul = target.bytes.contains('\0');
    const QString noCommand = !m_hasCommands       ? tr("These commands speak the v3 API.")
                              : !nothing.isEmpty() ? nothing
                              : hasNul ? tr("The key has a NUL byte, which no command line can carry.")
                                       : notKey;
    const QString forDirectory = target.isDirectory() ? QString() : tr("This is for directories.");
    ActionRegistry::setUnavailable(copyKey, nothing);
    ActionRegistry::setUnavailable(copyValue, notKey.isEmpty() ? gone : notKey);
    ActionRegistry::setUnavailable(copyGet, noCommand);
    ActionRegistry::setUnavailable(copyPut, noCommand.isEmpty() ? gone : noCommand);
    ActionRegistry::setUnavailable(copyRemove, noCommand);
    ActionRegistry::setUnavailable(newKeyHere, nothing);
    const QString oneByOne =
        m_features.transactions
            ? QString()
            : tr("This API cannot write one key and delete another in one step, so this could end half done. "
                 "Make a new key and delete this one.");
    ActionRegistry::setUnavailable(remove, nothing.isEmpty() ? gone : nothing);
    for (QAction *const action : {rename, duplicate})
        ActionRegistry::setUnavailable(action, !nothing.isEmpty() ? nothing
                                               : !gone.isEmpty()  ? gone
                                                                  : oneByOne);
    ActionRegistry::setUnavailable(expandBelow, forDirectory);
    ActionRegistry::setUnavailable(collapseBelow, forDirectory);
}

QMenu *KeyActions::makeMenu(QWidget *parent) const
{
    auto *const menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("keyMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true); // why something is not available
    menu->addAction(copyKey);
    menu->addAction(copyValue);
    menu->addAction(saveFile);
    QMenu *const commands = menu->addMenu(tr("Copy Co&mmand"));
    commands->setToolTipsVisible(true);
    commands->addActions({copyGet, copyPut, copyRemove});
    menu->addSeparator();
    menu->addAction(newKeyHere);
    if (m_features.explicitDirectories)
        menu->addAction(newDirectory);
    menu->addAction(rename);
    menu->addAction(duplicate);
    menu->addAction(remove);
    menu->addSeparator();
    menu->addAction(expandBelow);
    menu->addAction(collapseBelow);
    menu->addSeparator();
    menu->addAction(readAgain);
    menu->addAction(readOnDemand);
    if (m_features.hiddenKeys)
        menu->addAction(showHidden);
    return menu;
}

} // namespace etcdscope
