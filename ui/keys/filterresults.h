// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/slicer.h"

#include <QAbstractTableModel>
#include <QByteArray>
#include <QElapsedTimer>
#include <QTimer>

#include <array>
#include <vector>

namespace etcdscope {

class KeySpace;

/// The loaded keys that contain a text, in byte order: the first 10,000 of them, all counted. Upper and lower
/// case count as the same. Searches in slices, and again when keys have come or gone; then only what differs
/// changes.
class FilterResults final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterResults)

public:
    static constexpr qsizetype mostRows = 10'000;

    explicit FilterResults(KeySpace &keys, QObject *parent = nullptr);

    /// Printable form (core/base/printable.h), or any text where that is none. Empty: no rows.
    void setText(const QString &text);
    [[nodiscard]] bool isSearching() const { return m_search.isActive(); }
    /// Keys that match; more than there are rows when that is bounded. Final when not searching.
    [[nodiscard]] qint64 matches() const { return m_matches; }
    /// Loaded keys looked at.
    [[nodiscard]] qint64 searched() const { return m_searched; }
    [[nodiscard]] const QByteArray &keyAt(int row) const { return m_keys[size_t(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool setHeaderData(int section, Qt::Orientation orientation, const QVariant &value, int role) override;

signals:
    /// Counts have changed, or a search ended.
    void progressed();

private:
    void start();
    [[nodiscard]] bool step();
    [[nodiscard]] bool matchesKey(QByteArrayView key);
    void append();
    void finish();
    void replaceChanged();
    void keysChanged();

    KeySpace &m_space;
    Slicer m_search;
    QTimer m_again;
    QElapsedTimer m_took;
    QString m_text;
    QByteArray m_needle; // lower case; ASCII alone when m_ascii
    QString m_wideNeedle;
    QByteArray m_folded; // the key being looked at
    bool m_ascii = true;
    bool m_fresh = true; // the first search for this text: rows are shown as they are found
    bool m_stale = false;
    QByteArray m_next;
    std::array<QVariant, 4> m_headers;
    std::vector<QByteArray> m_keys;
    std::vector<QByteArray> m_found;
    qint64 m_cost = 0; // milliseconds of the last search
    qint64 m_matches = 0;
    qint64 m_searched = 0;
    qint64 m_counting = 0;
    qint64 m_looked = 0;
};

} // namespace etcdscope
