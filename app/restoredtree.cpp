// SPDX-License-Identifier: Apache-2.0
#include "app/restoredtree.h"

#include "app/keysaccess.h"
#include "core/session/session.h"
#include "ui/keys/keytreeview.h"
#include "ui/window/sessionview.h"

#include <utility>

namespace etcdscope {

RestoredTree::RestoredTree(SessionView &view, const QByteArrayList &expanded,
                           const std::optional<QByteArray> &key)
    : QObject(&view)
    , m_view(view)
    , m_expanded(expanded)
    , m_key(key)
{
    if (view.session().keySpace())
        follow();
    else
        connect(&view.session(), &Session::opened, this, &RestoredTree::follow);
}

void RestoredTree::follow()
{
    const LiveFeed &feed = m_view.session().keySpace()->feed();
    connect(&feed, &LiveFeed::stateChanged, this, &RestoredTree::proceed, Qt::QueuedConnection);
    connect(&feed, &LiveFeed::applied, this, &RestoredTree::proceed, Qt::QueuedConnection);
    proceed();
}

void RestoredTree::proceed()
{
    const LiveFeed &feed = m_view.session().keySpace()->feed();
    const KeyTreeView *tree = keyTree(m_view);
    if (feed.state() != LiveFeed::State::Live || !tree)
        return;
    // The first row is where the keyboard goes by itself.
    if (m_key && tree->lineOf(tree->currentIndex()) <= 0)
        selectKey(m_view, *m_key);
    m_key.reset();
    const KeyIndex &index = m_view.session().keySpace()->index();
    QByteArrayList later;
    for (const QByteArray &prefix : std::as_const(m_expanded)) {
        if (index.findDirectory(prefix))
            expandDirectory(m_view, prefix, false);
        else
            later += prefix;
    }
    // On demand, what is in a directory comes when that is open; else all there is is there.
    const bool onDemand = feed.mode() == LiveFeed::LoadMode::OnDemand;
    const bool gotOn = later.size() < m_expanded.size();
    m_expanded = later;
    if (later.isEmpty() || !onDemand || (!gotOn && !feed.isReading()))
        deleteLater();
}

} // namespace etcdscope
