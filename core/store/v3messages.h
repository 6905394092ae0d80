// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/change.h"
#include "core/store/keystore.h"
#include "core/v3/kv.h"
#include "core/v3/watch.h"

#include "rpc.pb.h"

/// Between the neutral domain and etcd's v3 messages. For the v3 half of the store alone.
namespace etcdscope::v3messages {

[[nodiscard]] v3::Range range(const KeyRange &range);
[[nodiscard]] v3::RangeQuery query(const ListQuery &query);
[[nodiscard]] v3::WatchQuery query(const WatchQuery &query);
[[nodiscard]] v3::Comparison comparison(const Condition &condition);
[[nodiscard]] v3::Txn txn(const Transaction &transaction);
[[nodiscard]] Entry entry(const mvccpb::KeyValue &keyValue);
[[nodiscard]] TransactionResult result(const etcdserverpb::TxnResponse &response);

} // namespace etcdscope::v3messages
