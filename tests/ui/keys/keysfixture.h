// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/session.h"
#include "tests/ui/keys/memorykeystore.h"
#include "ui/keys/keysworkspace.h"
#include "ui/keys/keytreeview.h"
#include "ui/workspace/actionregistry.h"

#include <QAction>
#include <QLabel>
#include <QTest>
#include <QTreeView>
#include <QWidget>

#include <memory>
#include <type_traits>

namespace etcdscope {

class CodeEditor;
class HexView;
class MessageBar;

/// A keys workspace in a window of its own over a store in memory, with what a person does to it.
class KeysFixture
{
public:
    explicit KeysFixture(Api api = Api::V3);
    ~KeysFixture();

    /// Shows the window over a feed that was not started.
    void open();
    /// Shows the window, loads the keys and waits until they are live.
    void show();

    /// Of several of this name the one that is shown.
    template<class T> [[nodiscard]] T *find(const char *name) const
    {
        const auto all = m_window->findChildren<T *>(QString::fromLatin1(name));
        if constexpr (std::is_base_of_v<QWidget, T>) {
            for (T *const one : all) {
                if (one->isVisible())
                    return one;
            }
        }
        return all.isEmpty() ? nullptr : all.first();
    }
    [[nodiscard]] KeyTreeView *tree() const { return find<KeyTreeView>("keyTree"); }
    [[nodiscard]] CodeEditor *text() const;
    [[nodiscard]] HexView *hex() const;
    [[nodiscard]] MessageBar *message() const;
    [[nodiscard]] QAction *action(const char *id) const;
    [[nodiscard]] QString footer() const { return find<QLabel>("keyNote")->text(); }
    [[nodiscard]] QString facts() const { return find<QLabel>("keyFacts")->text(); }
    [[nodiscard]] bool isShown(const char *name) const;

    /// The row of a key or of the prefix of a directory, opening what is above; invalid when there is none.
    [[nodiscard]] QModelIndex indexOf(const QByteArray &key) const;
    [[nodiscard]] QByteArray currentKey() const;
    /// Clicks the row and waits for its value.
    void select(const QByteArray &key);
    void click(const char *button);
    /// Types into whatever has the focus.
    void type(const QString &text);
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /// Replaces the whole text of the text viewer by typing.
    void replaceText(const QString &text);
    /// Ctrl+S, waits for the difference, Enter.
    void saveByKeyboard();

    MemoryKeyStore *store; // owned by the key space
    std::unique_ptr<Session> session;
    std::unique_ptr<KeySpace> keys;
    std::unique_ptr<ActionRegistry> registry;
    KeysWorkspace *workspace = nullptr;
    QStringList messages; // for the status bar

    [[nodiscard]] QWidget &window() const { return *m_window; }

private:
    std::unique_ptr<QWidget> m_window;
};

} // namespace etcdscope
