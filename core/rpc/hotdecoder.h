// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/channel.h"
#include "core/rpc/fieldscanner.h"

#include <QByteArray>
#include <QByteArrayView>

namespace etcdscope {

/// mvccpb.KeyValue without owning its bytes.
struct KeyValueView
{
    QByteArrayView key;
    QByteArrayView value;
    qint64 createRevision = 0;
    qint64 modRevision = 0;
    qint64 version = 0;
    qint64 lease = 0;
};

/// Decodes RangeResponse messages while their bytes arrive: each KeyValue is handed out as soon as it is
/// whole, and never more than one of them is kept. Fields unknown to us are passed over. Abstract: the store
/// says what to do with the keys.
class RangeDecoder : public MessageSink
{
public:
    std::optional<QString> messageStarted(qint64 size) final;
    std::optional<QString> messageData(QByteArrayView bytes) final;
    std::optional<QString> messageEnded() final;

    [[nodiscard]] qint64 revision() const { return m_revision; } ///< header.revision, 0 before it came
    [[nodiscard]] quint64 clusterId() const { return m_clusterId; }
    [[nodiscard]] qint64 count() const { return m_count; } ///< valid at the end
    [[nodiscard]] bool more() const { return m_more; }     ///< valid at the end

protected:
    /// The views are valid during the call only.
    virtual void keyValue(const KeyValueView &keyValue) = 0;

private:
    FieldScanner m_fields;
    qint64 m_revision = 0;
    quint64 m_clusterId = 0;
    qint64 m_count = 0;
    bool m_more = false;
};

/// Decodes WatchResponse messages the same way. Events are handed out as they are decoded; what a message
/// says besides (created, cancelled, compacted, fragment) comes in responseEnded(), since etcd may write it
/// first.
class WatchDecoder : public MessageSink
{
public:
    struct Response
    {
        qint64 revision = 0; ///< header.revision
        quint64 clusterId = 0;
        qint64 watchId = 0;
        bool created = false;
        bool canceled = false;
        qint64 compactRevision = 0;
        QByteArray cancelReason;
        bool fragment = false; ///< more parts of the same response follow
        qint64 events = 0;     ///< how many were handed out
    };

    std::optional<QString> messageStarted(qint64 size) final;
    std::optional<QString> messageData(QByteArrayView bytes) final;
    std::optional<QString> messageEnded() final;

protected:
    /// `previous` is null when the event carries no prev_kv. The views are valid during the call only.
    virtual void event(bool isDelete, const KeyValueView &keyValue, const KeyValueView *previous) = 0;
    virtual void responseEnded(const Response &response) = 0;

private:
    std::optional<QString> takeEvent(QByteArrayView bytes);

    FieldScanner m_fields;
    Response m_response;
};

} // namespace etcdscope
