// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keystore.h"
#include "core/v2/keysapi.h"

namespace etcdscope {

/// Adds what an event of the v2 API means for the range of `query` to a batch; nothing as a rule when it lies
/// outside. The server's filter is not enough: of events it has kept it sends hidden ones too, and those of
/// every directory whose name merely begins like the one that is watched. `directory` is the one that holds
/// the range; what a listing of it hides is left out. `now` is in milliseconds since 1970.
void appendV2Change(EntryBatch &batch, const v2::KeysAnswer &event, const WatchQuery &query,
                    const QByteArray &directory, qint64 now);

} // namespace etcdscope
