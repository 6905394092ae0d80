// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/printable.h"
#include "core/keys/keyindex.h"

#include <QStringList>

#include <map>
#include <vector>

namespace etcdscope::testing {

/// Batches and changes, written down short.
class Batch final
{
public:
    Batch &put(QByteArrayView key, qint64 revision, qint64 version = 1, qint64 lease = 0)
    {
        m_batch.append(key, {}, {.modRevision = revision, .version = version, .lease = lease});
        return *this;
    }
    Batch &directory(QByteArrayView key, qint64 revision)
    {
        m_batch.append(key, {}, {.kind = Entry::Kind::Directory, .modRevision = revision});
        return *this;
    }
    Batch &gone(QByteArrayView key, qint64 revision)
    {
        m_batch.append(key, {}, {.isDelete = true, .modRevision = revision});
        return *this;
    }
    Batch &directoryGone(QByteArrayView key, qint64 revision)
    {
        m_batch.append(key, {}, {.isDelete = true, .kind = Entry::Kind::Directory, .modRevision = revision});
        return *this;
    }
    void list(KeyIndex &index) const { index.insertListing(m_batch, 0, m_batch.size()); }
    void apply(KeyIndex &index) const { index.applyChanges(m_batch, 0, m_batch.size()); }
    [[nodiscard]] const EntryBatch &entries() const { return m_batch; }

private:
    EntryBatch m_batch;
};

inline void appendTree(const KeyIndex &index, DirectoryId directory, const QString &indent,
                       QStringList *lines)
{
    for (int i = 0; i < index.rowCount(directory); ++i) {
        const KeyIndex::Row row = index.row(directory, i);
        QString line = indent + (row.label.isEmpty() ? QStringLiteral("\"\"") : printable(row.label));
        if (row.isDirectory())
            line += QStringLiteral(" (%1)").arg(index.keyCount(row.directory));
        else
            line += QStringLiteral(" @%1").arg(row.modRevision);
        if (row.isExplicit)
            line += QStringLiteral(" explicit");
        if (row.isGoing)
            line += QStringLiteral(" going");
        lines->append(line);
        if (row.isDirectory())
            appendTree(index, row.directory, indent + QStringLiteral("  "), lines);
    }
}

/// The whole tree as indented text: `directory/ (count)`, `key @revision`.
inline QString treeText(const KeyIndex &index)
{
    QStringList lines;
    appendTree(index, rootDirectory, QString(), &lines);
    return lines.join(u'\n');
}

inline std::vector<QByteArray> visited(const KeyIndex &index, QByteArrayView from = {})
{
    std::vector<QByteArray> keys;
    index.visit(from, [&](QByteArrayView key, const KeyIndex::Row &) {
        keys.push_back(key.toByteArray());
        return true;
    });
    return keys;
}

/// Keeps the rows of observed directories as a view would have them, from announcements alone.
class Mirror final : public KeyIndexObserver
{
public:
    struct Row
    {
        QByteArray label;
        DirectoryId directory = noDirectory;
        qint64 count = 0;
        qint64 modRevision = 0;
        qint64 version = 0;
        qint64 lease = 0;
        bool isExplicit = false;
        bool isGoing = false;

        friend bool operator==(const Row &, const Row &) = default;
    };

    explicit Mirror(KeyIndex &index)
        : m_index(index)
    {
        m_index.setObserver(this);
    }
    ~Mirror() override { m_index.setObserver(nullptr); }

    void observe(DirectoryId directory)
    {
        std::vector<Row> &rows = m_rows[directory];
        rows.clear();
        for (int i = 0; i < m_index.rowCount(directory); ++i)
            rows.push_back(read(directory, i));
    }
    void forget(DirectoryId directory) { m_rows.erase(directory); }

    /// The first difference between what was announced and what is; empty if none.
    [[nodiscard]] QString difference() const
    {
        if (!faults.isEmpty())
            return faults.join(u'\n');
        for (const auto &[directory, rows] : m_rows) {
            if (int(rows.size()) != m_index.rowCount(directory))
                return QStringLiteral("row count of %1").arg(printable(m_index.prefix(directory)));
            for (int i = 0; i < int(rows.size()); ++i) {
                if (rows[size_t(i)] != read(directory, i))
                    return QStringLiteral("row %1 of %2").arg(i).arg(printable(m_index.prefix(directory)));
            }
        }
        return {};
    }

    [[nodiscard]] bool observes(DirectoryId directory) const override { return m_rows.contains(directory); }
    void rowsAboutToBeInserted(DirectoryId directory, int first, int last) override
    {
        log << QStringLiteral("insert %1 %2-%3").arg(name(directory)).arg(first).arg(last);
        begin(directory);
        if (first < 0 || last < first || first > int(m_rows[directory].size()))
            fault(QStringLiteral("bad range"));
    }
    void rowsInserted(DirectoryId directory, int first, int last) override
    {
        std::vector<Row> fresh;
        for (int i = first; i <= last; ++i)
            fresh.push_back(read(directory, i));
        std::vector<Row> &rows = m_rows[directory];
        rows.insert(rows.begin() + first, fresh.begin(), fresh.end());
        end(directory);
    }
    void rowsAboutToBeRemoved(DirectoryId directory, int first, int last) override
    {
        log << QStringLiteral("remove %1 %2-%3").arg(name(directory)).arg(first).arg(last);
        begin(directory);
        if (first < 0 || last < first || last >= int(m_rows[directory].size()))
            fault(QStringLiteral("bad range"));
    }
    void rowsRemoved(DirectoryId directory, int first, int last) override
    {
        std::vector<Row> &rows = m_rows[directory];
        rows.erase(rows.begin() + first, rows.begin() + last + 1);
        end(directory);
    }
    void rowsChanged(DirectoryId directory, int first, int last) override
    {
        log << QStringLiteral("change %1 %2-%3").arg(name(directory)).arg(first).arg(last);
        begin(directory);
        for (int i = first; i <= last; ++i)
            m_rows[directory][size_t(i)] = read(directory, i);
        end(directory);
    }
    [[nodiscard]] bool keepsDeleted(RowRef row) const override
    {
        const QByteArray label = m_index.row(row).label.toByteArray();
        return !keepLabelsWith.isEmpty() && label.contains(keepLabelsWith);
    }
    void directoryRemoved(DirectoryId directory) override
    {
        ++removedDirectories;
        m_rows.erase(directory);
    }
    void aboutToBeReset() override { log << QStringLiteral("reset"); }
    void reset() override { m_rows.clear(); }

    QByteArray keepLabelsWith; ///< deleted keys with this in their label stay as going; empty: none
    QStringList log;
    QStringList faults;
    int removedDirectories = 0;

private:
    [[nodiscard]] QString name(DirectoryId directory) const
    {
        return directory == rootDirectory ? QStringLiteral("root") : printable(m_index.prefix(directory));
    }
    [[nodiscard]] Row read(DirectoryId directory, int i) const
    {
        const KeyIndex::Row row = m_index.row(directory, i);
        return {.label = row.label.toByteArray(),
                .directory = row.directory,
                .count = row.isDirectory() ? m_index.keyCount(row.directory) : 0,
                .modRevision = row.modRevision,
                .version = row.version,
                .lease = row.lease,
                .isExplicit = row.isExplicit,
                .isGoing = row.isGoing};
    }
    void fault(const QString &text) { faults << text + u' ' + log.last(); }
    /// Before a change everything must still be as it was told, after it again.
    void begin(DirectoryId directory)
    {
        if (!m_rows.contains(directory) || m_index.rowCount(directory) != int(m_rows[directory].size()))
            fault(QStringLiteral("before"));
    }
    void end(DirectoryId directory)
    {
        if (m_index.rowCount(directory) != int(m_rows[directory].size()))
            fault(QStringLiteral("after"));
    }

    KeyIndex &m_index;
    std::map<DirectoryId, std::vector<Row>> m_rows;
};

} // namespace etcdscope::testing
