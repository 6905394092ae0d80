// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/channel.h"

namespace etcdscope {

Error Channel::malformed()
{
    // The server answered, but what became of the request cannot be read from it.
    return {.kind = ErrorKind::Protocol,
            .fate = RequestFate::MaybeSent,
            .detail = QStringLiteral("the answer is not the message that was expected")};
}

} // namespace etcdscope
