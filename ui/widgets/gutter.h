// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include <functional>

namespace etcdscope {

/// The strip beside a text, painted and sized by the text's widget, which owns it. Wheel turns go to the
/// text.
class Gutter final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Gutter)

public:
    using Paint = std::function<void(QPainter &painter, const QRect &area)>;

    Gutter(QWidget *text, Paint paint);

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    Paint m_paint;
};

} // namespace etcdscope
