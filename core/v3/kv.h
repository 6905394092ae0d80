// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/channel.h"
#include "core/rpc/hotdecoder.h"
#include "core/v3/range.h"

#include "rpc.pb.h"

#include <memory>
#include <vector>

namespace etcdscope::v3 {

/// A Range with all of its options. Limits by revision are inclusive, 0 = none.
struct RangeQuery
{
    enum class Order { None, Ascending, Descending };
    enum class By { Key, Version, CreateRevision, ModRevision, Value };

    Range range;
    qint64 limit = 0;    ///< keys, 0 = no limit
    qint64 revision = 0; ///< read as of this revision, 0 = newest
    Order order = Order::None;
    By by = By::Key;
    bool serializable = false; ///< from this member's own, perhaps stale data; works without a quorum
    bool keysOnly = false;
    bool countOnly = false;
    qint64 minModRevision = 0;
    qint64 maxModRevision = 0;
    qint64 minCreateRevision = 0;
    qint64 maxCreateRevision = 0;
};

struct PutQuery
{
    QByteArray key;
    QByteArray value = {};
    qint64 lease = 0;         ///< 0 takes the key off its lease, unless ignoreLease
    bool previous = false;    ///< ask for the key as it was
    bool ignoreValue = false; ///< keep the value the key has; it must exist, and `value` be empty
    bool ignoreLease = false; ///< keep the lease the key has; it must exist, and `lease` be 0
};

struct DeleteQuery
{
    Range range;
    bool previous = false; ///< ask for the keys as they were
};

/// One comparison of a Txn. A key that does not exist has version, revisions and lease 0; comparing its value
/// is never true. With a range, every key in it must meet the comparison (true when there is none).
struct Comparison
{
    enum class What { Version, CreateRevision, ModRevision, Value, Lease };
    enum class Is { Equal, Greater, Less, NotEqual };

    Range range;
    What what = What::ModRevision;
    Is is = Is::Equal;
    qint64 number = 0; ///< for all but Value
    QByteArray value;  ///< for Value
};

[[nodiscard]] etcdserverpb::RangeRequest toMessage(const RangeQuery &query);
[[nodiscard]] etcdserverpb::PutRequest toMessage(const PutQuery &query);
[[nodiscard]] etcdserverpb::DeleteRangeRequest toMessage(const DeleteQuery &query);
[[nodiscard]] etcdserverpb::Compare toMessage(const Comparison &comparison);

/// A transaction: all comparisons true => the operations of then(), else those of otherwise(), as one
/// revision. At most 128 operations by default of the server.
class Txn final
{
public:
    Txn &when(const Comparison &comparison);
    Txn &then(const RangeQuery &query);
    Txn &then(const PutQuery &query);
    Txn &then(const DeleteQuery &query);
    Txn &otherwise(const RangeQuery &query);
    Txn &otherwise(const PutQuery &query);
    Txn &otherwise(const DeleteQuery &query);

    [[nodiscard]] const etcdserverpb::TxnRequest &message() const { return m_message; }

    /// True when neither branch changes anything.
    [[nodiscard]] bool onlyReads() const;

    /// For the log: of the first operation, else of the first comparison.
    [[nodiscard]] QByteArray firstKey() const;

private:
    etcdserverpb::TxnRequest m_message;
};

/// etcd's KV service. Borrows the channel. `deadline` is in milliseconds, 0 = none.
class Kv final
{
public:
    /// What the decoded calls take as one message. Nothing keeps it whole, and etcd sends up to 2 GiB.
    static constexpr qint64 largestPage = 2'147'483'647;

    explicit Kv(Channel &channel)
        : m_channel(channel)
    {
    }

    [[nodiscard]] Call<etcdserverpb::RangeResponse> range(const RangeQuery &query, int deadline = 10'000);

    /// A Range whose keys are handed to `decoder` as they arrive: one message. The decoder is borrowed and
    /// must live as long as the stream.
    [[nodiscard]] std::unique_ptr<ServerStream> openRange(const RangeQuery &query, RangeDecoder &decoder,
                                                          int deadline = 60'000);

    /// The same through RangeStream (etcd 3.7, gRPC only; Unsupported elsewhere): many messages, the header,
    /// more and count with the last.
    [[nodiscard]] std::unique_ptr<ServerStream> openRangeStream(const RangeQuery &query,
                                                                RangeDecoder &decoder, int deadline = 60'000);

    [[nodiscard]] Call<etcdserverpb::PutResponse> put(const PutQuery &query, int deadline = 10'000);
    [[nodiscard]] Call<etcdserverpb::DeleteRangeResponse> deleteRange(const DeleteQuery &query,
                                                                      int deadline = 10'000);

    /// A Txn that only reads is sent as such, so that a read-only session lets it pass.
    [[nodiscard]] Call<etcdserverpb::TxnResponse> txn(const Txn &txn, int deadline = 10'000);

    /// Forgets the history before `revision`. `physical` answers only when the space is free.
    [[nodiscard]] Call<etcdserverpb::CompactionResponse> compact(qint64 revision, bool physical = false,
                                                                 int deadline = 10'000);

private:
    Channel &m_channel;
};

} // namespace etcdscope::v3
