// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/keys/keytarget.h"

#include <QWidget>

class QAction;
class QStackedWidget;

namespace etcdscope {

class EmptyView;
class KeyActions;
class KeyPage;
class KeySpace;
class NewKeyPage;
class OpenKey;

/// The right side: the open key, the form for a new one, or why there is neither.
class KeyPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyPanel)

public:
    /// All are borrowed and outlive this panel.
    KeyPanel(KeySpace &keys, OpenKey &key, KeyActions &actions, const QString &target,
             QWidget *parent = nullptr);

    void showKey();
    void showDirectory(const KeyTarget &directory);
    /// Its count has changed; does nothing while something else is shown.
    void updateDirectory(const KeyTarget &directory);
    void showNothing();
    /// The form, with `key` as the beginning of what is to be typed.
    void showNewKey(const QByteArray &key);
    void focusValue();
    [[nodiscard]] KeyPage &page() { return *m_page; }
    [[nodiscard]] NewKeyPage &newKey() { return *m_newKey; }

signals:
    /// Escape: back to the list.
    void left();
    void newKeyRequested(const QByteArray &key);

private:
    OpenKey &m_key;
    QByteArray m_directory;
    QStackedWidget *m_stack;
    EmptyView *m_empty;
    KeyPage *m_page;
    NewKeyPage *m_newKey;
};

} // namespace etcdscope
