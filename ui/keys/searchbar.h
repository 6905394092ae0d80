// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/keys/keymatcher.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace etcdscope {

class FilterField;
class KeySpace;
class SearchResults;

/// What is looked for among the keys and how, and below it what was looked at: the field, its modes, the
/// scope of the results, and the way to the server where not everything is loaded.
class SearchBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SearchBar)

public:
    /// Results are borrowed.
    SearchBar(KeySpace &keys, SearchResults &results, QWidget *parent = nullptr);

    /// Something is looked for: the results shall be seen.
    [[nodiscard]] bool isActive() const;
    void clear();
    /// Puts the focus into the field, its text selected.
    void focusText();
    /// Whether searchServer() would ask for something.
    [[nodiscard]] bool canSearchServer() const;
    void searchServer();
    /// The feed knows more or less than before.
    void updateScope();

signals:
    /// isActive() or the results may have changed.
    void changed();
    /// The list shall take the focus.
    void listRequested();
    /// What was worked with before shall take the focus.
    void left();

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildModes();
    QToolButton *addMode(const QString &sign, const QString &name, const QString &help,
                         const char *objectName);
    void buildScope();
    [[nodiscard]] KeyPattern pattern() const;
    [[nodiscard]] QByteArray serverPrefix() const;
    void startSearch();
    void colourFault();
    void actOnServer();
    void updateButtons();

    KeySpace &m_keys;
    SearchResults &m_results;
    FilterField *m_field;
    QToolButton *m_case = nullptr;
    QToolButton *m_expression = nullptr;
    QToolButton *m_fuzzy = nullptr;
    QLabel *m_fault;
    QLabel *m_scope;
    QPushButton *m_server;
    QPushButton *m_back;
};

} // namespace etcdscope
