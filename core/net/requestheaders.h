// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <utility>
#include <vector>

class QNetworkRequest;

namespace etcdscope {

using HeaderFields = std::vector<std::pair<QByteArray, QByteArray>>;

/// The header block of a gRPC request over HTTP/2: the pseudo-header fields first, then the raw headers of
/// `request` in lower case, without those that HTTP/2 forbids (RFC 9113, 8.2.2), and `te: trailers`.
[[nodiscard]] HeaderFields requestHeaders(const QNetworkRequest &request);

} // namespace etcdscope
