// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <vector>

namespace etcdscope {

/// Where `needle` occurs, at most `most` times, no two over each other. Pure, for any thread; some 10 ms for
/// 1 MiB without regard to case. Nothing occurs of an empty needle.
[[nodiscard]] std::vector<qsizetype> occurrencesOf(const QString &needle, QStringView text,
                                                   Qt::CaseSensitivity sensitivity, qsizetype most);
[[nodiscard]] std::vector<qsizetype> occurrencesOf(const QByteArray &needle, QByteArrayView bytes,
                                                   qsizetype most);

} // namespace etcdscope
