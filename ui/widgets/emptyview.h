// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace etcdscope {

/// In the place of a list that has nothing to show: what would be here, why it is not, and one button for the
/// next step.
class EmptyView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmptyView)

public:
    explicit EmptyView(QWidget *parent = nullptr);

    /// Plain text. An empty `button` means there is none.
    void setContent(const QString &title, const QString &explanation, const QString &button = {});

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString explanation() const;

signals:
    /// The button was pressed.
    void activated();

private:
    QLabel *m_title;
    QLabel *m_explanation;
    QPushButton *m_button;
};

} // namespace etcdscope
