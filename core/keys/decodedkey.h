// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace etcdscope {

/// A key as the text that expressions are matched on: its UTF-8, and each byte that is none as the character
/// of the same number (the byte 0xff as U+00FF). So `\xff` in an expression finds that byte and the letter ÿ
/// alike. Never cut, never normalised.
///
/// `bytes` gets for each UTF-16 unit the byte its character begins at, and the size of the key behind them.
void decodeKey(QByteArrayView key, QString *text, std::vector<qsizetype> *bytes = nullptr);

} // namespace etcdscope
