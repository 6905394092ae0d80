// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keysworkspace.h"

#include "core/session/session.h"
#include "ui/keys/keyspacehead.h"
#include "ui/keys/keyspaceview.h"
#include "ui/workspace/glyphs.h"

#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace etcdscope {

KeysWorkspace::KeysWorkspace(Session &session, KeySpace &keys, ActionRegistry &registry, QWidget *parent)
    : Workspace(parent)
    , m_session(session)
    , m_registry(registry)
    , m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("keysWorkspace"));
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    addKeySpace(keys);
    addJoined();
    connect(&session, &Session::keySpaceAdded, this, &KeysWorkspace::addJoined);
}

KeysWorkspace::~KeysWorkspace() = default;

QString KeysWorkspace::title() const
{
    return tr("Keys");
}

QIcon KeysWorkspace::icon() const
{
    return glyphIcon(Glyph::Keys);
}

void KeysWorkspace::focusFirst()
{
    openView().focusFirst();
}

int KeysWorkspace::unsavedCount() const
{
    int count = 0;
    for (const KeySpaceView *one : m_views)
        count += one->unsavedCount();
    return count;
}

void KeysWorkspace::goToKey(const QByteArray &key)
{
    openView().goToKey(key);
}

const OpenKey &KeysWorkspace::current() const
{
    return openView().current();
}

KeySpaceView &KeysWorkspace::openView() const
{
    return *m_views[size_t(std::ranges::find(m_views, m_stack->currentWidget()) - m_views.begin())];
}

// --- several ---

KeySpaceView *KeysWorkspace::viewOf(const KeySpace &keys) const
{
    const auto view = std::ranges::find(m_views, &keys, [](const KeySpaceView *one) { return &one->keys(); });
    return view == m_views.end() ? nullptr : *view;
}

void KeysWorkspace::addJoined()
{
    for (KeySpace *const keys : m_session.keySpaces())
        addKeySpace(*keys);
}

void KeysWorkspace::addKeySpace(KeySpace &keys)
{
    if (viewOf(keys))
        return;
    auto *const added = new KeySpaceView(m_session, keys, m_registry, m_stack);
    m_stack->addWidget(added);
    m_views.push_back(added);
    connect(added, &KeySpaceView::messageRequested, this, &Workspace::messageRequested);
    connect(added, &KeySpaceView::unlockRequested, this, &Workspace::unlockRequested);
    if (m_views.size() > 1)
        makeHeads();
}

void KeysWorkspace::makeHeads()
{
    for (size_t shown = 0; shown < m_views.size(); ++shown) {
        std::vector<QWidget *> above;
        std::vector<QWidget *> below;
        for (size_t i = 0; i < m_views.size(); ++i) {
            auto *const head = new KeySpaceHead(m_views[i]->keys(), i == shown, m_views[shown]);
            connect(head, &QAbstractButton::clicked, this, [this, i] { open(int(i), true); });
            (i <= shown ? above : below).push_back(head);
        }
        m_views[shown]->setHeads(above, below);
    }
}

void KeysWorkspace::openKeySpace(const KeySpace &keys)
{
    const auto view = std::ranges::find(m_views, viewOf(keys));
    if (view != m_views.end())
        open(int(view - m_views.begin()), false);
}

void KeysWorkspace::open(int number, bool takeFocus)
{
    KeySpaceView &before = openView();
    KeySpaceView &next = *m_views[size_t(number)];
    if (&before != &next) {
        next.setSplitterState(before.splitterState()); // what was on the left stays as wide
        m_stack->setCurrentWidget(&next);
    }
    if (takeFocus)
        next.focusFirst();
}

} // namespace etcdscope
