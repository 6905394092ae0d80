// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QWidget>

namespace etcdscope {

/// A state as a small shape with a colour and its words beside it, so that colour is never the only sign.
class StatusDot final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusDot)

public:
    enum class State {
        Idle,    ///< a ring: nothing is going on
        Working, ///< a half-filled circle: connecting, loading
        Live,    ///< a filled circle
        Stale,   ///< a triangle: what is shown may be old
        Error,   ///< a cross
    };

    explicit StatusDot(QWidget *parent = nullptr);

    /// The words also become the accessible name. They are cut at the end where they do not fit.
    void setState(State state, const QString &text);
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString &text() const { return m_text; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    /// The shape alone, filling `place`, for an icon in a tab or a list.
    static void paintShape(QPainter &painter, const QRectF &place, State state, const QPalette &palette);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int shapeSize() const;

    State m_state = State::Idle;
    QString m_text;
};

} // namespace etcdscope
