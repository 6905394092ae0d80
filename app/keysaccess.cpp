// SPDX-License-Identifier: Apache-2.0
#include "app/keysaccess.h"

#include "core/models/keytreemodel.h"
#include "ui/keys/keysworkspace.h"
#include "ui/keys/keytreeview.h"
#include "ui/keys/resultlist.h"
#include "ui/widgets/filterfield.h"
#include "ui/window/sessionview.h"
#include "ui/window/workspacespec.h"
#include "ui/workspace/glyphs.h"
#include "ui/workspace/workspace.h"

#include <QCoreApplication>

namespace etcdscope {

namespace {

struct KeysText
{
    Q_DECLARE_TR_FUNCTIONS(KeysAccess)
};

constexpr auto keysId = "keys";

template<class T> T *partOf(const SessionView &view)
{
    const Workspace *keys = view.workspace(keysId);
    return keys ? keys->findChild<T *>() : nullptr;
}

} // namespace

WorkspaceSpec keysWorkspaceSpec()
{
    return {.id = keysId,
            .title = KeysText::tr("Keys"),
            .icon = glyphIcon(Glyph::Keys),
            .make = [](Session &session, KeySpace &space, ActionRegistry &actions, QWidget *parent)
                -> Workspace * { return new KeysWorkspace(session, space, actions, parent); }};
}

KeyTreeView *keyTree(const SessionView &view)
{
    return partOf<KeyTreeView>(view);
}

FilterField *keyFilter(const SessionView &view)
{
    return partOf<FilterField>(view);
}

ResultList *resultList(const SessionView &view)
{
    return partOf<ResultList>(view);
}

void expandDirectory(const SessionView &view, const QByteArray &prefix, bool children)
{
    KeyTreeView *tree = keyTree(view);
    if (!tree)
        return;
    KeyTreeModel *model = &tree->keys();
    const QModelIndex directory = model->indexOfDirectory(prefix);
    if (!directory.isValid())
        return;
    for (QModelIndex above = directory; above.isValid(); above = above.parent())
        tree->expand(above);
    if (!children)
        return;
    for (int row = 0; row < model->rowCount(directory); ++row) {
        const QModelIndex child = model->index(row, KeyTreeModel::NameColumn, directory);
        if (model->directoryAt(child) != noDirectory)
            tree->expand(child);
    }
}

void selectKey(const SessionView &view, const QByteArray &key)
{
    if (auto *keys = qobject_cast<KeysWorkspace *>(view.workspace(keysId)))
        keys->goToKey(key);
}

} // namespace etcdscope
