// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/v2/keysapi.h"

namespace etcdscope::v2 {

/// Everything but unreserved characters (RFC 3986, 2.3) is encoded: etcd refuses a form with a bare ';'.
[[nodiscard]] QByteArray percentEncoded(const QByteArray &text);

/// "/keys/a%20b"; a '/' at the end is kept.
[[nodiscard]] QByteArray keyPath(const QByteArray &key);

// The parameters of a request, or why it must not be sent: an Error of kind Local or TooLarge.
[[nodiscard]] QByteArray queryOf(const GetOptions &options);
[[nodiscard]] QByteArray queryOf(const PollOptions &options);
[[nodiscard]] Result<QByteArray> formOf(const SetOptions &options);
[[nodiscard]] Result<QByteArray> formOf(const QByteArray &value, std::optional<qint64> timeToLive);
[[nodiscard]] Result<QByteArray> queryOf(const RemoveOptions &options);

} // namespace etcdscope::v2
