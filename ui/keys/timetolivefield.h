// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QComboBox>

#include <optional>

namespace etcdscope {

/// Takes a time to live: some to choose from, any other to be typed with its unit.
class TimeToLiveField final : public QComboBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimeToLiveField)

public:
    /// `mayBeEmpty`: no time to live is an answer too.
    explicit TimeToLiveField(bool mayBeEmpty, QWidget *parent = nullptr);

    /// Empty when there is none, or when what was typed is none: see problem().
    [[nodiscard]] std::optional<qint64> seconds() const;
    void setSeconds(std::optional<qint64> seconds);
    /// What is wrong with what was typed; empty when nothing is.
    [[nodiscard]] QString problem() const;

private:
    const bool m_mayBeEmpty;
};

} // namespace etcdscope
