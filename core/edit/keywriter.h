// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/store/change.h"
#include "core/store/keystore.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace etcdscope {

class Journal;

/// How a write ended.
struct WriteOutcome
{
    enum class Kind {
        Done,     ///< written; `position` is its revision (of a delete settled by reading: not below it)
        Conflict, ///< nothing written: the key is not as expected; `theirs` is what is there now
        Failed,   ///< certainly nothing written; `error` says why
        Unknown,  ///< no answer came, and reading could not settle it either
    };
    Kind kind = Kind::Failed;
    QByteArray key = {};
    Position position = {};
    std::optional<Entry> theirs =
        {}; ///< Conflict, Unknown: the key as it was read afterwards; empty = absent
    std::optional<Error> error = {};
    /// Done or Conflict without an answer to the write: the key, read afterwards, told.
    bool settledByReading = false;
};

/// The one place that writes keys for a person. Every write is a compare-and-swap on what the person saw; it
/// belongs to this object, so that closing a panel never cancels one. A write without an answer is settled by
/// reading. Every write that happened, or may have, goes to the journal with its before-image.
class KeyWriter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyWriter)

public:
    KeyWriter(KeyStore &store, Journal &journal, QObject *parent = nullptr);
    ~KeyWriter() override;

    /// Writes `value` if the key still has base.modRevision. The lease stays unless `lease` says otherwise.
    /// Dropping the returned call forgets the answer, not the write.
    [[nodiscard]] Call<WriteOutcome> save(const Entry &base, const QByteArray &value,
                                          LeaseChoice lease = LeaseChoice::keep());

    /// Creates the key; Conflict when it exists.
    [[nodiscard]] Call<WriteOutcome> create(const QByteArray &key, const QByteArray &value,
                                            LeaseChoice lease = LeaseChoice::detach());

    /// Deletes the key if it still has base.modRevision.
    [[nodiscard]] Call<WriteOutcome> remove(const Entry &base);

    /// True while a write to this key is under way.
    [[nodiscard]] bool isWriting(const QByteArray &key) const;
    [[nodiscard]] int writesUnderWay() const;

signals:
    void started(const QByteArray &key);
    /// Every outcome, also of those whose caller is gone.
    void finished(const etcdscope::WriteOutcome &outcome);

private:
    struct Write;

    Call<WriteOutcome> begin(Transaction transaction, std::optional<Entry> before,
                             std::optional<QByteArray> after);
    void answered(Write *write, Result<TransactionResult> result);
    void settle(Write *write, const Error &error);
    void settled(Write *write, const Error &error, Result<ReadResult> result);
    void end(Write *write, WriteOutcome outcome);

    KeyStore &m_store;
    Journal &m_journal;
    std::vector<std::unique_ptr<Write>> m_writes;
};

} // namespace etcdscope

Q_DECLARE_METATYPE(etcdscope::WriteOutcome)
