// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace etcdscope {

class KeySpace;

/// The line below the tree: how many of the keys are loaded, at which revision, and how fresh that is; a
/// progress bar and Cancel while loading, a way on when it was stopped or failed.
class LoadLine final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LoadLine)

public:
    explicit LoadLine(KeySpace &keys, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;

signals:
    /// Load what is missing, or try again.
    void refreshRequested();
    /// Load all keys, no longer only what is opened.
    void everythingRequested();

private:
    void scheduleUpdate();
    void updateNow();
    void act();
    [[nodiscard]] QString describeReading(QString &text, QString &details) const;

    KeySpace &m_keys;
    QLabel *m_text;
    QProgressBar *m_progress;
    QPushButton *m_button;
    QTimer m_update; // gathers what comes in one turn of the event loop
    QTimer m_ageing; // "4 s old" grows
};

} // namespace etcdscope
