// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/heartbeat.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <functional>
#include <vector>

namespace etcdscope {

/// Something that happens to the window, and by what one sees that it has.
struct MeasuredAct
{
    QString name;
    std::function<void()> work;
    QPointer<QWidget> shownIn;           ///< where it is to be seen
    std::function<bool()> isDone = {};   ///< what is painted from then on shows it; empty: at once
    std::chrono::milliseconds rest{300}; ///< watched afterwards: what it leaves behind, such as an animation
};

/// Carries out acts one after the other. For each, the time from its beginning to the end of the turn of the
/// event loop in which it was painted, and the longest gap of the event loop in that time and the rest.
class MeasuredActs final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MeasuredActs)

public:
    explicit MeasuredActs(QObject *parent = nullptr);

    /// Once.
    void start(std::vector<MeasuredAct> acts);
    /// The act under way cannot be carried out; no other comes after it.
    void fail(const QString &why);

signals:
    void measured(const QString &name, double milliseconds, qint64 longestGap);
    /// Once. `failure` is empty when all were carried out.
    void finished(const QString &failure);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void next();
    void shown();
    void rested();
    [[nodiscard]] const MeasuredAct &act() const { return m_acts[m_current]; }

    std::vector<MeasuredAct> m_acts;
    size_t m_current = 0;
    Heartbeat m_heartbeat;
    QElapsedTimer m_clock;
    double m_milliseconds = 0; // until the act under way was painted
    QTimer m_rest;
    QTimer m_patience;
};

/// As the keyboard does it: presses the key and lets it go.
void pressKey(QWidget &widget, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier,
              const QString &text = {});
/// ASCII only.
void typeText(QWidget &widget, const QString &text);

} // namespace etcdscope
