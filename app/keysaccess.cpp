// SPDX-License-Identifier: Apache-2.0
#include "app/keysaccess.h"

#include "core/models/keytreemodel.h"
#include "ui/keys/keyspaceview.h"
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

KeysWorkspace *workspaceOf(const SessionView &view)
{
    return qobject_cast<KeysWorkspace *>(view.workspace(keysId));
}

KeySpaceView *viewOf(const SessionView &view, const KeySpace *keys)
{
    const KeysWorkspace *workspace = workspaceOf(view);
    if (!workspace)
        return nullptr;
    return keys ? workspace->viewOf(*keys) : &workspace->openView();
}

template<class T> T *partOf(const SessionView &view, const KeySpace *keys = nullptr)
{
    const KeySpaceView *shown = viewOf(view, keys);
    return shown ? shown->findChild<T *>() : nullptr;
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

KeySpace *openKeySpace(const SessionView &view)
{
    const KeySpaceView *open = viewOf(view, nullptr);
    return open ? &open->keys() : nullptr;
}

FilterField *keyFilter(const SessionView &view)
{
    return partOf<FilterField>(view);
}

ResultList *resultList(const SessionView &view)
{
    return partOf<ResultList>(view);
}

KeyTreeView *keyTree(const SessionView &view, const KeySpace *keys)
{
    return partOf<KeyTreeView>(view, keys);
}

void expandDirectory(const SessionView &view, const QByteArray &prefix, bool children, const KeySpace *keys)
{
    KeyTreeView *tree = keyTree(view, keys);
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

void selectKey(const SessionView &view, const QByteArray &key, const KeySpace *keys)
{
    if (KeySpaceView *shown = viewOf(view, keys))
        shown->goToKey(key);
}

void showKeySpace(const SessionView &view, const KeySpace &keys)
{
    if (KeysWorkspace *workspace = workspaceOf(view))
        workspace->openKeySpace(keys);
}

} // namespace etcdscope
