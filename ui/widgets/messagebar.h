// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace etcdscope {

/// A message inside the panel it concerns: icon, word-wrapped text, buttons for what helps, and a cross to
/// close it. Hidden until showMessage(). It is announced to assistive technology as an alert, never takes the
/// focus, and stays until it is closed or dismissed by its owner. Escape closes it while the focus is inside.
class MessageBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessageBar)

public:
    enum class Severity { Information, Warning, Error };

    explicit MessageBar(QWidget *parent = nullptr);

    /// Shows the bar with this text and no buttons; what it showed before is gone. Plain text; `details` go
    /// into the tooltip.
    void showMessage(Severity severity, const QString &text, const QString &details = {});

    /// A button after those added already, until the next message; owned by the bar. Connect its clicked().
    QPushButton *addButton(const QString &text, const QString &objectName);

    /// Hides the bar without closed().
    void dismiss();

    /// Whether there is a cross; true at first.
    void setClosable(bool closable);

    [[nodiscard]] Severity severity() const { return m_severity; }
    [[nodiscard]] QString text() const;

signals:
    /// The user closed the bar.
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void close();
    void clearButtons();
    void updateLook();

    QLabel *m_icon;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
    QToolButton *m_close;
    Severity m_severity = Severity::Information;
};

} // namespace etcdscope
