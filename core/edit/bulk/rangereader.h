// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keystore.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace etcdscope {

/// Reads ranges one after the other, page by page, all at one position where the store keeps history; else
/// each as it is then, and position() is that of the first. Pages are small enough that nothing
/// large is held, whatever the size of the values. Owned by whoever asked; destruction cancels.
class RangeReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RangeReader)

public:
    /// `at` invalid: as the store is when the first page is read.
    RangeReader(KeyStore &store, std::vector<KeyRange> ranges, Position at, bool keysOnly,
                QObject *parent = nullptr);
    ~RangeReader() override;

    /// The first answer comes from the event loop.
    void start();
    /// From the next page on.
    void leaveOutValues() { m_keysOnly = true; }

    [[nodiscard]] Position position() const { return m_at; }
    /// Keys in the ranges that were begun.
    [[nodiscard]] qint64 total() const { return m_total; }

signals:
    /// Keys of range number `part`, in order. The batch is emptied afterwards.
    void received(quint32 part, const etcdscope::EntryBatch &batch);
    /// Once; nothing after it. Slots may destroy this object.
    void finished(const std::optional<etcdscope::Error> &error);

private:
    void nextPage();
    void take();
    void pageEnded(const std::optional<Error> &error);

    KeyStore &m_store;
    const std::vector<KeyRange> m_ranges;
    Position m_at;
    bool m_keysOnly;
    quint32 m_part = 0;
    std::unique_ptr<Listing> m_listing;
    QByteArray m_last; // key read last in this range
    bool m_firstPage = true;
    qint64 m_total = 0;
    qint64 m_keys = 0;
    qint64 m_bytes = 0;
};

} // namespace etcdscope
