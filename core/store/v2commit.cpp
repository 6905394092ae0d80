// SPDX-License-Identifier: Apache-2.0
#include "core/store/v2commit.h"

#include "core/store/v2conditions.h"
#include "core/store/v2entries.h"

#include <QPointer>

#include <algorithm>

namespace etcdscope {

namespace {

constexpr int mostAttempts = 8; // against others who write the same key

enum Code { KeyNotFound = 100, CompareFailed = 101, NotAFile = 102, AlreadyExists = 105 };

Error inTheWay(bool isDirectory)
{
    return {.kind = ErrorKind::Conflict,
            .fate = RequestFate::Answered,
            .v2Code = isDirectory ? NotAFile : AlreadyExists,
            .detail = isDirectory ? QStringLiteral("a directory stands in the place of the key")
                                  : QStringLiteral("a key stands in the place of the directory")};
}

std::optional<qint64> secondsOf(const TimeToLive &timeToLive, const std::optional<Entry> &entry)
{
    if (timeToLive.kind == TimeToLive::Kind::Seconds)
        return timeToLive.seconds;
    if (timeToLive.kind == TimeToLive::Kind::Keep && entry)
        return entry->timeToLive;
    return std::nullopt;
}

} // namespace

Call<TransactionResult> V2Commit::run(const v2::KeysApi &keys, const Transaction &transaction,
                                      QObject *parent)
{
    if (const auto problem = v2conditions::problem(transaction))
        return answered<TransactionResult>(*problem);
    auto *commit = new V2Commit(keys, transaction, parent);
    commit->m_promise.onCancel([commit = QPointer<V2Commit>(commit)] {
        if (commit)
            commit->deleteLater();
    });
    auto call = commit->m_promise.call();
    commit->begin();
    return call;
}

V2Commit::V2Commit(const v2::KeysApi &keys, const Transaction &transaction, QObject *parent)
    : QObject(parent)
    , m_keys(keys)
    , m_transaction(transaction)
{
    m_key = put() ? put()->key : remove().range.begin;
    m_isDirectory = v2entries::isDirectoryKey(m_key);
}

void V2Commit::begin()
{
    if (put() && put()->quiet)
        askVersion();
    else
        act();
}

/// To a server before 2.3 "refresh" says nothing: the same request would empty the value.
void V2Commit::askVersion()
{
    m_version = v2::ServerApi(m_keys.sharedClient()).version();
    m_version.then(this, [this](const Result<v2::ServerVersion> &version) {
        if (!version) {
            Error error = version.error();
            error.fate = RequestFate::NotSent; // the write
            fail(error);
        } else if (!version->isAtLeast(2, 3)) {
            fail({.kind = ErrorKind::Unsupported,
                  .detail =
                      QStringLiteral("etcd %1 cannot renew a time to live without telling watchers; 2.3 can")
                          .arg(version->server)});
        } else {
            act();
        }
    });
}

void V2Commit::act()
{
    if (isOneRequest())
        send();
    else
        read();
}

/// Whether the server can do it at once, and do nothing else.
bool V2Commit::isOneRequest() const
{
    const auto compare = v2conditions::compare(m_transaction.conditions);
    if (!compare)
        return false;
    const bool isCreate = compare->exists == false;
    if (const PutStep *const step = put()) {
        if (m_isDirectory)
            return !step->keepValue && (isCreate || m_transaction.conditions.empty());
        if (step->keepValue)
            return step->quiet && !isCreate;
        return step->timeToLive.kind != TimeToLive::Kind::Keep || step->isNew || isCreate;
    }
    // Of a delete it ignores prevExist, and what is asked to delete a directory would delete a key as well.
    return !m_isDirectory && !isCreate;
}

void V2Commit::send()
{
    const auto compare = *v2conditions::compare(m_transaction.conditions);
    if (!put()) {
        write(m_keys.remove(m_key, {.previousValue = compare.value, .previousIndex = compare.index}));
        return;
    }
    if (m_isDirectory) {
        putDirectory(false);
        return;
    }
    v2::SetOptions options;
    if (!put()->keepValue)
        options.value = put()->value;
    options.refresh = put()->quiet;
    options.isAutomatic = put()->quiet;
    options.previousExists = put()->quiet ? std::optional(true) : compare.exists;
    options.previousIndex = compare.index;
    options.previousValue = compare.value;
    options.timeToLive = secondsOf(put()->timeToLive, std::nullopt);
    write(m_keys.set(m_key, options));
}

void V2Commit::read()
{
    ++m_attempts;
    m_call = m_keys.get(m_key, {.wantAbsence = true});
    m_call.then(this, [this](const Result<v2::KeysAnswer> &answer) { wasRead(answer); });
}

void V2Commit::wasRead(const Result<v2::KeysAnswer> &answer)
{
    if (!answer) {
        Error error = answer.error();
        error.fate = RequestFate::NotSent; // the write
        fail(error);
        return;
    }
    std::optional<Entry> entry;
    if (!answer->isAbsent)
        entry = v2entries::entry(answer->node);
    m_readAt = {answer->headers.etcdIndex};
    if (entry && (entry->kind == Entry::Kind::Directory) != m_isDirectory) {
        if (put()) {
            fail(inTheWay(!m_isDirectory));
            return;
        }
        entry.reset();
    }
    if (!v2conditions::hold(m_transaction.conditions, entry)) {
        refused();
        return;
    }
    if (!put())
        removeWhat(entry);
    else if (m_isDirectory)
        putDirectory(entry.has_value());
    else
        putOver(entry);
}

void V2Commit::putOver(const std::optional<Entry> &entry)
{
    if (!entry && put()->keepValue) {
        fail({.kind = ErrorKind::NotFound,
              .v2Code = KeyNotFound,
              .detail = QStringLiteral("there is no key whose value could be kept")});
        return;
    }
    v2::SetOptions options;
    if (!put()->quiet)
        options.value = put()->keepValue ? entry->value : put()->value;
    options.refresh = put()->quiet;
    options.isAutomatic = put()->quiet;
    if (entry)
        options.previousIndex = entry->modRevision;
    if (!entry || put()->quiet)
        options.previousExists = entry.has_value();
    options.timeToLive = secondsOf(put()->timeToLive, entry);
    write(m_keys.set(m_key, options));
}

/// Of a directory the API compares nothing but that it exists.
void V2Commit::putDirectory(bool exists)
{
    if (put()->keepValue && !exists) {
        fail({.kind = ErrorKind::NotFound,
              .v2Code = KeyNotFound,
              .detail = QStringLiteral("there is no such directory")});
        return;
    }
    if (put()->keepValue && put()->timeToLive.kind == TimeToLive::Kind::Keep) {
        nothingToDo();
        return;
    }
    v2::SetOptions options;
    options.isDirectory = true;
    options.previousExists = put()->keepValue;
    options.refresh = put()->quiet;
    options.isAutomatic = put()->quiet;
    options.timeToLive = secondsOf(put()->timeToLive, std::nullopt);
    write(m_keys.set(m_key, options));
}

void V2Commit::removeWhat(const std::optional<Entry> &entry)
{
    if (!entry) {
        nothingToDo();
        return;
    }
    v2::RemoveOptions options;
    if (m_isDirectory) {
        options.isDirectory = true;
        options.recursive = remove().range.extent != KeyRange::Extent::Single;
    } else {
        options.previousIndex = entry->modRevision;
    }
    write(m_keys.remove(m_key, options));
}

void V2Commit::write(Call<v2::KeysAnswer> call)
{
    m_call = std::move(call);
    m_call.then(this, [this](const Result<v2::KeysAnswer> &answer) { written(answer); });
}

void V2Commit::written(const Result<v2::KeysAnswer> &answer)
{
    if (!answer) {
        writeFailed(answer.error());
        return;
    }
    StepResult step;
    step.removed = put() ? 0 : 1;
    if ((put() ? put()->wantPrevious : remove().wantPrevious) && answer->previous)
        step.entries.push_back(v2entries::entry(*answer->previous));
    finish({.succeeded = true, .position = {answer->node.modifiedIndex}, .steps = {step}});
}

void V2Commit::writeFailed(const Error &error)
{
    const bool isAbsent = error.v2Code == KeyNotFound || (error.v2Code == NotAFile && !put());
    const bool isCompare = error.v2Code == CompareFailed || error.v2Code == AlreadyExists || isAbsent;
    if (!isCompare || error.fate == RequestFate::MaybeSent) {
        fail(error);
    } else if (m_readAt.isValid()) { // somebody was faster
        if (m_attempts < mostAttempts)
            read();
        else
            refused();
    } else if (isAbsent && !put() && m_transaction.conditions.empty()) {
        read(); // at which index it is absent
    } else if (m_transaction.conditions.empty()) {
        fail(error);
    } else if (error.v2Code == AlreadyExists) {
        read(); // of the other kind? Then the conditions say nothing about it
    } else {
        refused();
    }
}

/// A condition does not hold: what the transaction reads then is read now.
void V2Commit::refused()
{
    if (m_transaction.failure.empty()) {
        finish({.succeeded = false, .position = m_readAt, .steps = {}});
        return;
    }
    m_call = m_keys.get(m_key, {.wantAbsence = true});
    m_call.then(this, [this](const Result<v2::KeysAnswer> &answer) {
        if (!answer) {
            Error error = answer.error();
            error.fate = RequestFate::Answered; // the write: it was refused
            fail(error);
            return;
        }
        StepResult step;
        if (!answer->isAbsent && answer->node.isDirectory == m_isDirectory)
            step.entries.push_back(v2entries::entry(answer->node));
        finish({.succeeded = false,
                .position = {answer->headers.etcdIndex},
                .steps = std::vector<StepResult>(m_transaction.failure.size(), step)});
    });
}

void V2Commit::nothingToDo()
{
    finish({.succeeded = true, .position = m_readAt, .steps = {StepResult()}});
}

void V2Commit::fail(const Error &error)
{
    deleteLater();
    const auto promise = m_promise;
    promise.finish(error);
}

void V2Commit::finish(TransactionResult result)
{
    deleteLater();
    const auto promise = m_promise;
    promise.finish(std::move(result));
}

} // namespace etcdscope
