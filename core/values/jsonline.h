// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/values/jsonscanner.h"

#include <QList>
#include <QStringView>

namespace etcdscope {

/// The tokens of one line of a JSON text for colouring it, in UTF-16 units, whatever state the text is in
/// while it is being typed: no grammar, an unfinished string ends with the line, what is no token is Invalid.
/// A JSON token never goes over a line, so a line needs nothing from the one before. A string followed by a
/// colon on the same line is a Name.
[[nodiscard]] QList<JsonToken> jsonTokensOfLine(QStringView line);

} // namespace etcdscope
