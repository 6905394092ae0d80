// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace etcdscope {

class LockBoard;
class LockClaim;
struct Contender;
struct LockQueue;

/// Locks and elections are queues of the same making; what they are called differs.
enum class LockKind { Lock, Election };

/// What the panel says that depends on it.
enum class LockWord {
    Tab,
    Names, ///< header of the list, and its name for a screen reader
    Holder,
    Waiting,
    Queue, ///< the queue's name for a screen reader
    NothingTitle,
    NothingText,
    ChooseTitle,
    ChooseText,
    Acquire, ///< of actions
    Renew,
    Release,
    Break,
    Refresh,
    Group,
    AcquireTitle, ///< of the sheet
    AcquireButton,
    NameLabel,
    Note, ///< what a person should know who looks for it here; may be empty
};
[[nodiscard]] QString lockWord(LockKind kind, LockWord word);

/// "41 s", "until released".
[[nodiscard]] QString timeLeftText(const LockBoard &board, const Contender &contender);
/// The value of its key as it can be shown.
[[nodiscard]] QString tokenText(const Contender &contender);
/// Who holds it and how many wait: one sentence or two.
[[nodiscard]] QString queueText(LockKind kind, const LockQueue &queue);
/// What one's own claim is about now; empty when it has ended.
[[nodiscard]] QString claimText(LockKind kind, const LockClaim &claim);
/// How a claim ended, for a message.
[[nodiscard]] QString endText(LockKind kind, const LockClaim &claim);

} // namespace etcdscope
