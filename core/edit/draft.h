// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/entry.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace etcdscope {

/// An edit that is not saved yet.
struct Draft
{
    QByteArray key;
    Entry base;         ///< what the edit started from; base.modRevision is compared when saving
    bool isNew = false; ///< the key did not exist: `base` is empty
    QByteArray value;
};

/// The unsaved edits of one key space, by key. Nothing but the user takes a draft out: no watch event, no
/// selection, no reconnect.
class DraftStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DraftStore)

public:
    explicit DraftStore(QObject *parent = nullptr);

    [[nodiscard]] const Draft *find(const QByteArray &key) const;
    [[nodiscard]] bool contains(const QByteArray &key) const { return m_drafts.contains(key); }
    [[nodiscard]] qsizetype size() const { return m_drafts.size(); }
    [[nodiscard]] QList<QByteArray> keys() const { return m_drafts.keys(); }

    /// Adds or replaces the draft of `draft.key`.
    void put(const Draft &draft);
    /// The same for one of an earlier run of the program; nothing happens when there is one of that key.
    bool restore(const Draft &draft);
    void remove(const QByteArray &key);

    /// Whether something keeps them beyond the end of the program.
    void setKept(bool kept) { m_kept = kept; }
    [[nodiscard]] bool isKept() const { return m_kept; }

signals:
    /// A draft came, went or got another value.
    void changed(const QByteArray &key);
    /// It came from an earlier run of the program, not from who edits the key.
    void restored(const QByteArray &key);

private:
    QHash<QByteArray, Draft> m_drafts;
    bool m_kept = false;
};

} // namespace etcdscope
