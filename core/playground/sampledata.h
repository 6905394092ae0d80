// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <vector>

namespace etcdscope {

struct SampleKey
{
    QByteArray key;
    QByteArray value;
    int leaseSeconds = 0; ///< 0 = none; keys with the same number share one lease
};

/// What the playground holds at its start: the small world of a tea shop, with every kind of key and value
/// this program is to show well. The same bytes every time, in ascending order of keys, no key twice; about
/// 5,150 keys, 1 MB, no value above 200 KB. See resources/playground/welcome.txt for the map of it.
[[nodiscard]] std::vector<SampleKey> sampleData();

/// The key of one of the `seriesCount` keys of the flat directory, and its value at second `n`.
inline constexpr int seriesCount = 5000;
[[nodiscard]] SampleKey sampleSeries(int series, qint64 n);

} // namespace etcdscope
