// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/keys/keysearch.h"
#include "core/keys/prefixsearch.h"

#include <QAbstractTableModel>
#include <QByteArray>
#include <QMetaType>

#include <array>
#include <vector>

namespace etcdscope {

class KeySpace;

/// Some characters of a text.
struct TextRange
{
    qsizetype begin = 0;
    qsizetype end = 0; ///< behind the last
};

/// What was found, as rows with the columns and roles of KeyTreeModel: loaded keys that match a pattern,
/// which follow what comes and goes, or keys that the server told, as they were at one revision. At most
/// 10,000 rows; they come in batches, and later only what differs changes.
class SearchResults final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SearchResults)

public:
    enum class Source { Loaded, Server };
    enum Role {
        MarksRole = Qt::UserRole + 100, ///< QList<TextRange>: what matches, in the text of the name
        NotLoadedRole,                  ///< bool: told by the server, not in the index
    };

    explicit SearchResults(KeySpace &keys, QObject *parent = nullptr);

    /// Looks for this among the loaded keys. The rows are replaced when the first hits are there; a pattern
    /// that cannot be used changes nothing, and its fault is returned.
    std::optional<KeyMatcher::Fault> setPattern(const KeyPattern &pattern);
    /// Asks the server for the keys with this prefix, whatever is loaded, and shows those.
    void searchServer(const QByteArray &prefix);
    /// Back from searchServer() to the pattern.
    void showLoaded();

    [[nodiscard]] Source source() const { return m_source; }
    [[nodiscard]] const KeySearch &search() const { return m_search; }
    [[nodiscard]] const PrefixSearch &server() const { return m_server; }
    void cancelServer();
    /// More rows may still come.
    [[nodiscard]] bool isSearching() const;
    [[nodiscard]] QByteArray keyAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool setHeaderData(int section, Qt::Orientation orientation, const QVariant &value, int role) override;

signals:
    /// Rows, counts or source have changed, or a search ended.
    void progressed();

private:
    struct Facts;

    void leaveServer();
    void takeHits();
    void takeEntries();
    void replaceChanged(const std::vector<KeyHit> &hits);
    [[nodiscard]] Facts factsOf(int row) const;
    [[nodiscard]] QList<TextRange> marksOf(int row) const;

    KeySpace &m_space;
    KeySearch m_search;
    PrefixSearch m_server;
    Source m_source = Source::Loaded;
    bool m_fresh = false; // rows are still those of the pattern before
    std::vector<KeyHit> m_hits;
    int m_serverRows = 0; // of the entries of m_server
    std::array<QVariant, 4> m_headers;
};

} // namespace etcdscope

Q_DECLARE_METATYPE(QList<etcdscope::TextRange>)
