// SPDX-License-Identifier: Apache-2.0
#include "core/store/change.h"

#include <algorithm>

namespace etcdscope {

bool Transaction::mutates() const
{
    const auto writes = [](const Step &step) { return !std::holds_alternative<ReadStep>(step); };
    return std::ranges::any_of(success, writes) || std::ranges::any_of(failure, writes);
}

} // namespace etcdscope
