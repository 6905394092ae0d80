// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

namespace etcdscope {

struct Operation;

/// "KV/Range" for "etcdserverpb.KV/Range": what tells calls apart in a narrow column.
[[nodiscard]] QString shortCall(const Operation &operation);

/// "0.21 ms", "12 ms", "1.25 s": three digits, as short as that allows.
[[nodiscard]] QString durationText(qint64 microseconds);

/// One or two words: OK, under way, cancelled, or what kind of failure.
[[nodiscard]] QString resultText(const Operation &operation);

/// Everything known about it, a line each, for the details pane and for support.
[[nodiscard]] QString operationDetails(const Operation &operation);

/// One line with tabs between the columns, as it is copied.
[[nodiscard]] QString operationRow(const Operation &operation);

/// A command for a shell that does the same with etcdctl. std::nullopt where the log does not know enough:
/// it keeps neither values nor the end of a range.
[[nodiscard]] std::optional<QString> operationCommand(const Operation &operation);

} // namespace etcdscope
