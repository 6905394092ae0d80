// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/environment.h"

#include <QWidget>

class QPainter;

namespace etcdscope {

/// Width of the chip for `environment`; 0 when there is nothing to show.
[[nodiscard]] int environmentChipWidth(const Environment &environment, const QFont &font);

/// The word of an environment on its colour, filling `place`.
void paintEnvironmentChip(QPainter &painter, const QRect &place, const Environment &environment,
                          const QFont &font);

/// The same as a widget; hidden while there is no environment. Its accessible name is the word.
class EnvironmentChip final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EnvironmentChip)

public:
    explicit EnvironmentChip(QWidget *parent = nullptr);

    void setEnvironment(const Environment &environment);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Environment m_environment;
};

} // namespace etcdscope
