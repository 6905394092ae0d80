// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/condition.h"
#include "core/store/entry.h"
#include "core/store/keyrange.h"

#include <QByteArray>

#include <optional>
#include <variant>
#include <vector>

namespace etcdscope {

/// What becomes of a key's lease when the key is written.
struct LeaseChoice
{
    enum class Kind {
        Keep,   ///< as it is; none when the key is new
        Detach, ///< none
        Attach, ///< `id`
    };
    Kind kind = Kind::Keep;
    qint64 id = 0;

    [[nodiscard]] static LeaseChoice keep() { return {}; }
    [[nodiscard]] static LeaseChoice detach() { return {Kind::Detach, 0}; }
    [[nodiscard]] static LeaseChoice attach(qint64 id) { return {Kind::Attach, id}; }
};

/// What becomes of a key's time to live when the key is written, where the store has one per key.
struct TimeToLive
{
    enum class Kind {
        Keep, ///< what is left of it goes on; none when the key is new
        None,
        Seconds, ///< `seconds` from now on
    };
    Kind kind = Kind::Keep;
    qint64 seconds = 0;

    [[nodiscard]] static TimeToLive keep() { return {}; }
    [[nodiscard]] static TimeToLive none() { return {Kind::None, 0}; }
    [[nodiscard]] static TimeToLive of(qint64 seconds) { return {Kind::Seconds, seconds}; }
};

/// Writes one key, or an explicit directory where the store has them.
struct PutStep
{
    QByteArray key;
    QByteArray value = {};
    LeaseChoice lease = {};
    bool keepValue = false; ///< write no value: a new revision, or a new lease, for the old one
    bool isNew = false;     ///< known not to exist (a condition says so): LeaseChoice::keep() means none
    bool wantPrevious = false;
    TimeToLive timeToLive = {};
    bool isDirectory = false; ///< makes one (with isNew), or, with keepValue, changes its time to live
    /// With keepValue and a time to live: watchers are not told (features().quietRefresh). Such a write does
    /// not say that somebody is there, see CallInfo::isAutomatic.
    bool quiet = false;
};

/// Deletes all keys of a range; where directories are explicit, KeyRange::prefix() of one ends it with all it
/// holds, and single() of one only if it is empty.
struct RemoveStep
{
    KeyRange range;
    bool wantPrevious = false;
};

/// Reads a range inside a transaction.
struct ReadStep
{
    KeyRange range;
    bool keysOnly = false;
    qint64 limit = 0;
};

using Step = std::variant<PutStep, RemoveStep, ReadStep>;

/// All conditions hold: `success` happens, else `failure`; either way at one revision, as one change.
struct Transaction
{
    std::vector<Condition> conditions;
    std::vector<Step> success;
    std::vector<Step> failure;

    [[nodiscard]] bool mutates() const;
};

struct StepResult
{
    std::vector<Entry> entries; ///< of a ReadStep, or the before-images of a step that wanted them
    qint64 removed = 0;         ///< of a RemoveStep
};

struct TransactionResult
{
    bool succeeded = false; ///< which branch ran
    Position position;      ///< the revision of the change, or at which was read
    std::vector<StepResult> steps;
};

} // namespace etcdscope
