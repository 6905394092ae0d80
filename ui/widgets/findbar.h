// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace etcdscope {

/// A line to look for text in a view: what to look for, how many there are, previous and next. It looks for
/// nothing itself: its owner is told and says what was found. Hidden until open(). Enter goes to the next
/// one, Shift+Enter to the previous one, Escape closes.
class FindBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FindBar)

public:
    /// Object names of the parts begin with `name`: "valueFindText", "valueFindNext".
    explicit FindBar(const QString &name, QWidget *parent = nullptr);

    /// Shows the bar and puts the keyboard into it. `text`, when there is one, is what to look for.
    void open(const QString &text = {});
    void close();
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isCaseSensitive() const;
    /// Whether the choice of upper and lower case means anything.
    void setCaseChoice(bool offered);
    void setPlaceholder(const QString &text);

    /// What was found, in words; empty while nothing is looked for. `none`: nothing was found.
    void setResult(const QString &words, bool none);

signals:
    /// What to look for is another one.
    void changed();
    void nextRequested();
    void previousRequested();
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void updateLook();

    QLineEdit *m_text;
    QCheckBox *m_case;
    QLabel *m_result;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_close;
    bool m_none = false; // nothing was found
};

} // namespace etcdscope
