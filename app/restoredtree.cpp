// SPDX-License-Identifier: Apache-2.0
#include "app/restoredtree.h"

#include "app/keysaccess.h"
#include "core/session/session.h"
#include "ui/keys/keytreeview.h"
#include "ui/window/sessionview.h"

#include <algorithm>
#include <utility>

namespace etcdscope {

RestoredTree::RestoredTree(SessionView &view, const RememberedTree &tree, const QList<RememberedTree> &all)
    : QObject(&view)
    , m_view(view)
    , m_tree(tree)
    , m_all(all)
{
    connect(&view.session(), &Session::opened, this, &RestoredTree::look);
    connect(&view.session(), &Session::keySpaceAdded, this, &RestoredTree::look);
    look();
}

void RestoredTree::look()
{
    const auto spaces = m_view.session().keySpaces();
    const auto keys = std::ranges::find_if(spaces, [this](KeySpace *one) {
        return m_tree.api.value_or(one->store().api()) == one->store().api();
    });
    if (m_keys || keys == spaces.end())
        return;
    m_keys = *keys;
    const LiveFeed &feed = m_keys->feed();
    connect(&feed, &LiveFeed::stateChanged, this, &RestoredTree::proceed, Qt::QueuedConnection);
    connect(&feed, &LiveFeed::applied, this, &RestoredTree::proceed, Qt::QueuedConnection);
    proceed();
}

/// The first row is where the keyboard goes by itself, and the key that is remembered where this class goes.
bool RestoredTree::isUntouched(KeySpace &keys) const
{
    const KeyTreeView *tree = keyTree(m_view, &keys);
    if (!tree || tree->lineOf(tree->currentIndex()) <= 0)
        return true;
    const KeyTarget target = tree->currentTarget();
    return std::ranges::any_of(m_all, [&](const RememberedTree &one) {
        return one.api == keys.store().api() && target.isKey() && one.key == target.bytes;
    });
}

void RestoredTree::proceed()
{
    const LiveFeed &feed = m_keys->feed();
    const KeyTreeView *tree = keyTree(m_view, m_keys);
    if (feed.state() != LiveFeed::State::Live || !tree)
        return;
    KeySpace *const open = openKeySpace(m_view);
    if (std::exchange(m_tree.isOpen, false) && open != m_keys && isUntouched(*open))
        showKeySpace(m_view, *m_keys);
    if (const auto key = std::exchange(m_tree.key, std::nullopt); key && isUntouched(*m_keys))
        selectKey(m_view, *key, m_keys);
    QByteArrayList later;
    for (const QByteArray &prefix : std::as_const(m_tree.expanded)) {
        if (m_keys->index().findDirectory(prefix))
            expandDirectory(m_view, prefix, false, m_keys);
        else
            later += prefix;
    }
    // On demand, what is in a directory comes when that is open; else all there is is there.
    const bool onDemand = feed.mode() == LiveFeed::LoadMode::OnDemand;
    const bool gotOn = later.size() < m_tree.expanded.size();
    m_tree.expanded = later;
    if (later.isEmpty() || !onDemand || (!gotOn && !feed.isReading()))
        deleteLater();
}

} // namespace etcdscope
