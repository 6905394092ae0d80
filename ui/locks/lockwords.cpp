// SPDX-License-Identifier: Apache-2.0
#include "ui/locks/lockwords.h"

#include "core/base/printable.h"
#include "core/store/lockboard.h"
#include "ui/keys/errortext.h"
#include "ui/widgets/format.h"

#include <QCoreApplication>

namespace etcdscope {

namespace {

struct LockText
{
    Q_DECLARE_TR_FUNCTIONS(LockText)

public:
    static QString lock(LockWord word)
    {
        switch (word) {
        case LockWord::Tab:
        case LockWord::Group:
        case LockWord::Names:
            return tr("Locks");
        case LockWord::Holder:
            return tr("Holder");
        case LockWord::Waiting:
            return tr("Waiting");
        case LockWord::Queue:
            return tr("Who holds this lock and who waits for it");
        case LockWord::NothingTitle:
            return tr("No locks");
        case LockWord::NothingText:
            return tr("Nobody holds a lock or waits for one. Locks that programs take with python-etcd or "
                      "aio-etcd appear here as they are taken.");
        case LockWord::ChooseTitle:
            return tr("No lock chosen");
        case LockWord::ChooseText:
            return tr("Choose a lock on the left to see who holds it and who waits.");
        case LockWord::Acquire:
            return tr("&Acquire…");
        case LockWord::Renew:
            return tr("Renew &Now");
        case LockWord::Release:
            return tr("Re&lease");
        case LockWord::Break:
            return tr("&Break…");
        case LockWord::Refresh:
            return tr("Read the &Locks Again");
        case LockWord::AcquireTitle:
            return tr("Acquire a lock");
        case LockWord::AcquireButton:
            return tr("Acquire");
        case LockWord::NameLabel:
            return tr("&Name of the lock");
        case LockWord::Note:
            return {};
        }
        return {};
    }

    static QString election(LockWord word)
    {
        switch (word) {
        case LockWord::Tab:
            return tr("Leader");
        case LockWord::Group:
        case LockWord::Names:
            return tr("Elections");
        case LockWord::Holder:
            return tr("Leader");
        case LockWord::Waiting:
            return tr("Candidates waiting");
        case LockWord::Queue:
            return tr("Who leads and who stands for this election");
        case LockWord::NothingTitle:
            return tr("No elections");
        case LockWord::NothingText:
            return tr("Nobody leads and nobody stands for election.");
        case LockWord::ChooseTitle:
            return tr("No election chosen");
        case LockWord::ChooseText:
            return tr("Choose an election on the left to see who leads and who would follow.");
        case LockWord::Acquire:
            return tr("&Stand for Election…");
        case LockWord::Renew:
            return tr("Renew &Now");
        case LockWord::Release:
            return tr("&Withdraw");
        case LockWord::Break:
            return tr("&Remove Candidate…");
        case LockWord::Refresh:
            return tr("Read the &Elections Again");
        case LockWord::AcquireTitle:
            return tr("Stand for election");
        case LockWord::AcquireButton:
            return tr("Stand");
        case LockWord::NameLabel:
            return tr("&Name of the election");
        case LockWord::Note:
            return tr("Elections are laid out like locks, below /_elections; the value of a key is the name "
                      "of the candidate. The module /mod/v2/leader of etcd 0.x has been gone since etcd 2.0, "
                      "and the libraries of today raise NotImplementedError in its place: only programs "
                      "that use this layout take part.");
        }
        return {};
    }

    static QString queue(LockKind kind, const LockQueue &queue)
    {
        const bool isLock = kind == LockKind::Lock;
        if (queue.contenders.empty())
            return isLock ? tr("Nobody holds it.") : tr("Nobody leads.");
        const QString holder = tokenText(queue.contenders.front());
        const int waiting = int(queue.contenders.size()) - 1;
        const QString first = (isLock ? tr("Held by %1.") : tr("%1 leads.")).arg(holder);
        const QString second = waiting == 0 ? (isLock ? tr("Nobody waits.") : tr("Nobody else stands."))
                               : isLock     ? tr("%n wait(s).", nullptr, waiting)
                                            : tr("%n more stand(s).", nullptr, waiting);
        return first + QLatin1Char(' ') + second;
    }

    static QString claim(LockKind kind, const LockClaim &claim)
    {
        const bool isLock = kind == LockKind::Lock;
        QString text;
        if (claim.state() == LockClaim::State::Held)
            text = isLock ? tr("This program holds it.") : tr("This program's candidate leads.");
        else if (claim.state() == LockClaim::State::Waiting && claim.key().isEmpty())
            text = isLock ? tr("This program asks for it…") : tr("This program's candidate joins…");
        else if (claim.state() == LockClaim::State::Waiting)
            text = tr("This program waits for it, %n before it.", nullptr, claim.ahead());
        else
            return {};
        if (claim.isReleasing())
            text = isLock ? tr("This program gives it back…") : tr("This program's candidate withdraws…");
        if (!claim.error())
            return text;
        const QString what = errorText(*claim.error());
        const QString end = claim.timeToLive() && !claim.isReleasing()
                                ? tr("Unless it can be renewed, it ends with its time to live.")
                                : tr("It is tried again.");
        return QStringLiteral("%1 %2 %3").arg(text, what, end);
    }

    static QString end(LockKind kind, const LockClaim &claim)
    {
        const bool isLock = kind == LockKind::Lock;
        const QString name = printable(claim.name());
        switch (claim.state()) {
        case LockClaim::State::Lost:
            if (claim.error())
                return (isLock ? tr("The lock “%1” could not be renewed for its whole time to live, so it "
                                    "counts as lost. %2")
                               : tr("The candidacy in “%1” could not be renewed for its whole time to live, "
                                    "so it counts as lost. %2"))
                    .arg(name, errorText(*claim.error()));
            return (isLock ? tr("The lock “%1” was lost: its key is gone. It expired, or somebody broke it.")
                           : tr("The candidacy in “%1” was lost: its key is gone. It expired, or somebody "
                                "removed it."))
                .arg(name);
        case LockClaim::State::Failed: {
            const Error error = claim.error().value_or(Error());
            if (error.fate != RequestFate::MaybeSent)
                return (isLock ? tr("The lock “%1” was not acquired. %2")
                               : tr("The candidate could not stand in “%1”. %2"))
                    .arg(name, errorText(error));
            return (isLock ? tr("Whether there is a claim on the lock “%1” is not known: no answer came. If "
                                "it is there or appears yet, break it in the queue. %2")
                           : tr("Whether the candidate stands in “%1” is not known: no answer came. If it "
                                "is there or appears yet, remove it from the queue. %2"))
                .arg(name, errorText(error));
        }
        case LockClaim::State::Released:
            if (claim.error())
                return tr("Gave up waiting for “%1”: others were before it for longer than was to be "
                          "waited. Nothing of the attempt is left.")
                    .arg(name);
            return (isLock ? tr("Released “%1”.") : tr("Withdrew from “%1”.")).arg(name);
        case LockClaim::State::Waiting:
        case LockClaim::State::Held:
            break;
        }
        return {};
    }

    static QString left(const LockBoard &board, const Contender &contender)
    {
        const std::optional<qint64> left = board.timeLeft(contender);
        if (!left)
            return tr("until released");
        // Whole seconds: it ticks once in one.
        return *left == 0 ? tr("ends now")
                          : formatDuration(std::chrono::milliseconds((*left + 999) / 1'000 * 1'000));
    }
};

} // namespace

QString lockWord(LockKind kind, LockWord word)
{
    return kind == LockKind::Lock ? LockText::lock(word) : LockText::election(word);
}

QString timeLeftText(const LockBoard &board, const Contender &contender)
{
    return LockText::left(board, contender);
}

QString tokenText(const Contender &contender)
{
    return printable(contender.token);
}

QString queueText(LockKind kind, const LockQueue &queue)
{
    return LockText::queue(kind, queue);
}

QString claimText(LockKind kind, const LockClaim &claim)
{
    return LockText::claim(kind, claim);
}

QString endText(LockKind kind, const LockClaim &claim)
{
    return LockText::end(kind, claim);
}

} // namespace etcdscope
