// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/v2listingreader.h"
#include "core/v2/keysapi.h"

namespace etcdscope {

/// One GET of the directory that holds the range: recursive, or of one level. It is taken apart on another
/// thread and comes whole; what does not exist is an empty listing. Hidden names are in it only where the
/// directory itself lies below one.
class V2Listing final : public Listing
{
    Q_OBJECT

public:
    V2Listing(const v2::KeysApi &keys, const ListQuery &query);

    [[nodiscard]] Position position() const override { return m_position; }
    [[nodiscard]] qint64 total() const override { return m_total; }
    [[nodiscard]] bool more() const override { return m_more; }
    [[nodiscard]] quint64 clusterId() const override { return m_clusterId; }
    /// The answer cannot be held back, only its delivery.
    void setPaused(bool paused) override;

private:
    void answered(const Result<v2::Response> &response);
    void read(V2Listed &listed);
    void deliver();

    ListQuery m_query;
    Call<v2::Response> m_call;
    EntryBatch m_read; // whole, not handed over yet
    Position m_position;
    qint64 m_total = 0;
    quint64 m_clusterId = 0;
    std::optional<Error> m_error;
    bool m_more = false;
    bool m_paused = false;
    bool m_isRead = false;
    bool m_isOver = false;
};

} // namespace etcdscope
