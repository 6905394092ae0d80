// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/keys/keysfixture.h"

#include "core/models/keytreemodel.h"
#include "ui/keys/openkey.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/hexview.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QPushButton>
#include <QVBoxLayout>

namespace etcdscope {

KeysFixture::KeysFixture(Api api)
{
    SessionSettings settings;
    settings.name = QStringLiteral("playground");
    session = std::make_unique<Session>(settings);
    auto owned = std::make_unique<MemoryKeyStore>(api);
    store = owned.get();
    keys = std::make_unique<KeySpace>(std::move(owned), '/');
    registry = std::make_unique<ActionRegistry>();
}

KeysFixture::~KeysFixture() = default;

void KeysFixture::open()
{
    m_window = std::make_unique<QWidget>();
    workspace = new KeysWorkspace(*session, *keys, *registry, m_window.get());
    QObject::connect(workspace, &Workspace::messageRequested, m_window.get(),
                     [this](const QString &text) { messages += text; });
    auto *const layout = new QVBoxLayout(m_window.get());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(workspace);
    m_window->resize(1100, 700);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void KeysFixture::show()
{
    open();
    keys->feed().start(KeyRange::all());
    QTRY_COMPARE(keys->feed().state(), LiveFeed::State::Live);
    workspace->focusFirst();
}

CodeEditor *KeysFixture::text() const
{
    return find<CodeEditor>("valueText");
}

HexView *KeysFixture::hex() const
{
    return find<HexView>("valueHex");
}

MessageBar *KeysFixture::message() const
{
    return find<MessageBar>("keyMessage");
}

QAction *KeysFixture::action(const char *id) const
{
    const auto actions = registry->actions();
    for (QAction *action : actions)
        if (ActionRegistry::idOf(action) == id)
            return action;
    return nullptr;
}

bool KeysFixture::isShown(const char *name) const
{
    const auto *widget = find<QWidget>(name);
    return widget && widget->isVisible();
}

QModelIndex KeysFixture::indexOf(const QByteArray &key) const
{
    auto *const model = qobject_cast<KeyTreeModel *>(tree()->model());
    const QModelIndex index =
        key.endsWith('/') && !keys->index().find(key) ? model->indexOfDirectory(key) : model->indexOf(key);
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        tree()->expand(above);
    return index;
}

QByteArray KeysFixture::currentKey() const
{
    return tree()->currentIndex().data(KeyTreeModel::KeyBytesRole).toByteArray();
}

void KeysFixture::select(const QByteArray &key)
{
    const QModelIndex index = indexOf(key);
    QVERIFY2(index.isValid(), key.constData());
    tree()->scrollTo(index);
    const QRect place = tree()->visualRect(index);
    QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, place.center());
    QCOMPARE(currentKey(), key);
    if (!index.data(KeyTreeModel::IsDirectoryRole).toBool())
        QTRY_VERIFY(workspace->current().key() == key &&
                    workspace->current().state() != OpenKey::State::Reading);
}

void KeysFixture::click(const char *button)
{
    auto *const widget = find<QPushButton>(button);
    QVERIFY2(widget, button);
    QVERIFY2(widget->isVisible() && widget->isEnabled(), button);
    QTest::mouseClick(widget, Qt::LeftButton);
}

void KeysFixture::type(const QString &text)
{
    QVERIFY(QApplication::focusWidget());
    QTest::keyClicks(QApplication::focusWidget(), text);
}

void KeysFixture::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *const target = QApplication::focusWidget() ? QApplication::focusWidget() : m_window.get();
    QTest::keyClick(target, key, modifiers);
}

void KeysFixture::replaceText(const QString &typed)
{
    text()->setFocus();
    press(Qt::Key_A, Qt::ControlModifier);
    type(typed);
}

void KeysFixture::saveByKeyboard()
{
    press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(isShown("saveConfirm") && find<QPushButton>("saveConfirm")->isEnabled());
    press(Qt::Key_Return);
}

} // namespace etcdscope
