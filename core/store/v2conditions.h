// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/store/change.h"
#include "core/v2/keysapi.h"

#include <optional>
#include <vector>

/// Conditions of a transaction, as far as the v2 API knows them.
namespace etcdscope::v2conditions {

/// What the server itself compares.
struct Compare
{
    std::optional<bool> exists;
    std::optional<qint64> index;
    std::optional<QByteArray> value;
};

/// Nothing when the server cannot compare all of it, or would overlook a part: then the key is read, and
/// written under the index it was read at.
[[nodiscard]] std::optional<Compare> compare(const std::vector<Condition> &conditions);

/// Whether they hold for a key as it was read; nullopt: there is no such key.
[[nodiscard]] bool hold(const std::vector<Condition> &conditions, const std::optional<Entry> &entry);

/// Why such a transaction cannot be had from the v2 API.
[[nodiscard]] std::optional<Error> problem(const Transaction &transaction);

} // namespace etcdscope::v2conditions
