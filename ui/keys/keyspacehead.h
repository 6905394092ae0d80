// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>
#include <QTimer>

namespace etcdscope {

class KeySpace;

/// The head of one key space among several: its name, how many keys it has, its state and position. Clicked,
/// or with Space or Enter, it is to be opened.
class KeySpaceHead final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeySpaceHead)

public:
    /// `isOpen`: its tree is below this head. The key space is borrowed.
    KeySpaceHead(KeySpace &keys, bool isOpen, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void updateNow();
    [[nodiscard]] int barHeight() const;

    KeySpace &m_keys;
    const bool m_isOpen;
    QString m_state;
    QTimer m_update; // gathers what comes in one turn of the event loop
};

} // namespace etcdscope
