// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/v2/client.h"

#include <QJsonObject>
#include <QStringList>

namespace etcdscope::v2 {

/// The JSON of an answer; Protocol when it is none.
[[nodiscard]] Result<QJsonObject> objectOf(const Result<Response> &response);

/// Nothing but that it went well.
[[nodiscard]] Result<void> doneOf(const Result<Response> &response);

/// A list of texts; etcd writes `null` for none.
[[nodiscard]] QStringList textsOf(const QJsonValue &value);

[[nodiscard]] Request jsonRequest(Request::Verb verb, const QByteArray &path, const QJsonObject &body);

} // namespace etcdscope::v2
