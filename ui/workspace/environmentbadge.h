// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/environment.h"

#include <QColor>
#include <QWidget>

namespace etcdscope {

/// The label of an environment on its colour. Takes no space when there is neither.
class EnvironmentBadge final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EnvironmentBadge)

public:
    explicit EnvironmentBadge(const Environment &environment, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
    [[nodiscard]] QString text() const { return m_text; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    const QString m_text;
    const QColor m_fill;
};

} // namespace etcdscope
