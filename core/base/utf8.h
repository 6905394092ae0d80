// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>

namespace etcdscope {

/// Length of the well-formed UTF-8 sequence at `at` (RFC 3629 table 3-7) and its code point; 0 when there is
/// none.
[[nodiscard]] int utf8Length(QByteArrayView bytes, qsizetype at, char32_t *codePoint);

} // namespace etcdscope
