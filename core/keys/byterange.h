// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace etcdscope {

/// Some bytes of a key.
struct ByteRange
{
    qsizetype begin = 0;
    qsizetype end = 0; ///< behind the last

    friend bool operator==(const ByteRange &, const ByteRange &) = default;
};

} // namespace etcdscope
