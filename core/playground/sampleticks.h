// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playground/sampledata.h"

namespace etcdscope {

struct SampleTick
{
    std::vector<SampleKey> puts;
    std::vector<QByteArray> deletes;
};

/// What happens in the playground in second `n` (0, 1, 2, ...): some ten writes, the same for the same n.
/// No key is there twice, so that all of it may go into one transaction. Deletes may name keys that do not
/// exist (any more).
[[nodiscard]] SampleTick sampleTick(qint64 n);

} // namespace etcdscope
