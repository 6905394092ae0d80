// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/edit/bulk/bulkrun.h"

#include <map>

namespace etcdscope {

class RangeReader;

/// Deletes the keys of a plan. First whole ranges, each in one transaction that compares that nothing in it
/// was written after the preview; where somebody did, the range is read again and its keys go in batches,
/// each compared with the revision of the preview. Keys created or changed since survive.
///
/// Where the store cannot compare ranges keys go in batches from the beginning. Where it has no transactions
/// every key goes by itself, compared in the same way, and then the directories, the inner ones first, each
/// only if it is empty by then.
class BulkDelete final : public BulkRun
{
    Q_OBJECT

public:
    /// Keys in one range transaction: a server is busy with as many for less than half a second.
    static constexpr quint32 mostInRange = 100'000;

    BulkDelete(KeyStore &store, Journal &journal, std::shared_ptr<const BulkPlan> plan,
               QObject *parent = nullptr);
    ~BulkDelete() override;

    [[nodiscard]] BulkKind kind() const override { return BulkKind::Delete; }

protected:
    [[nodiscard]] Transaction writeOf(const Batch &batch) const override;
    [[nodiscard]] std::vector<Step> readsOf(const Batch &batch, bool withValues) const override;
    [[nodiscard]] int readsPerKey() const override { return 1; }
    [[nodiscard]] Outcome judge(const Batch &batch, size_t i, const StepResult *reads,
                                bool lost) const override;
    [[nodiscard]] qint64 bytesOf(quint32 key) const override;
    [[nodiscard]] int keysPerBatch() const override;
    void keepBeforeImage(quint32 key, const QByteArray &value, Position position, bool known) override;
    bool runFirst() override;
    bool runLast() override;
    void abandon() override;

private:
    /// A range and its keys in the plan.
    struct Piece
    {
        KeyRange range;
        quint32 first = 0;
        quint32 last = 0;
    };
    enum class Survey {
        Conflict, ///< somebody wrote into the ranges: what is left of the plan?
        Loss,     ///< no answer came: did it happen?
        Shortage, ///< it happened, but to fewer keys than the plan has: which?
        Created,  ///< at the end: what is there that the plan does not know?
    };

    void cutPieces();
    void cutKeys();
    /// The innermost directories that have not been tried yet; false when there are none.
    bool addDirectories();
    void sendRanges();
    void rangesAnswered(Result<TransactionResult> result);
    void goByKey();
    /// Nobody knows whether the ranges under way were deleted.
    void lose();
    void survey(Survey purpose, Position at);
    void compare(quint32 part, const EntryBatch &batch);
    void leftBehind(const Piece &piece, quint32 upTo);
    void surveyed(const std::optional<Error> &error);

    std::deque<Piece> m_pieces;                              // not tried yet
    std::map<qsizetype, std::vector<quint32>> m_directories; // not tried yet, by depth
    std::vector<Piece> m_current;                            // in the transaction, or the survey, under way
    std::vector<Piece> m_disturbed;   // where somebody else wrote, or where it is not known
    std::optional<Survey> m_toSurvey; // of m_current, once it is possible
    Position m_surveyAt;
    Position m_deletedAt;
    Call<TransactionResult> m_call;
    std::unique_ptr<RangeReader> m_reader;
    Survey m_purpose = Survey::Conflict;
    quint32 m_at = 0;       // the survey stands before this key of the plan
    quint32 m_surveyed = 0; // piece of m_current
    bool m_cut = false;
    bool m_lost = false; // a range transaction may still arrive
    bool m_looked = false;
};

} // namespace etcdscope
