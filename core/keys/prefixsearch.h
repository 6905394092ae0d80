// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/store/keystore.h"

#include <QObject>

#include <memory>
#include <optional>

namespace etcdscope {

/// Asks the store which keys begin with some bytes, loaded or not: keys and their facts in byte order, all at
/// one position, page by page, the first 10,000 of them. Owned by whoever shows them.
class PrefixSearch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PrefixSearch)

public:
    static constexpr qint64 mostKeys = 10'000;

    /// The store is borrowed.
    explicit PrefixSearch(KeyStore &store, QObject *parent = nullptr);
    ~PrefixSearch() override;

    /// Asks anew; what was read before is forgotten.
    void start(const QByteArray &prefix);
    /// Stops at once; what was read stays. No finished().
    void cancel();

    [[nodiscard]] bool isActive() const { return bool(m_listing); }
    [[nodiscard]] const QByteArray &prefix() const { return m_prefix; }
    [[nodiscard]] const EntryBatch &entries() const { return m_entries; }
    [[nodiscard]] Position position() const { return m_position; } ///< invalid until the first page has come
    /// Keys with the prefix at position(); known with the first page.
    [[nodiscard]] qint64 total() const { return m_total; }
    /// Why it ended early; what was read before stays.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

signals:
    /// A page has come.
    void progressed();
    /// Once per start(), from the event loop: everything is there, or error() says why not.
    void finished();

private:
    void readPage();
    void takePending();
    void pageFinished(const std::optional<Error> &error);
    void dropListing();

    KeyStore &m_store;
    std::unique_ptr<Listing> m_listing;
    QByteArray m_prefix;
    EntryBatch m_entries;
    Position m_position;
    qint64 m_total = 0;
    qsizetype m_pageBegin = 0; // entries there before the page that is being read
    std::optional<Error> m_error;
};

} // namespace etcdscope
