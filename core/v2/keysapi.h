// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/v2/client.h"

#include <QByteArray>
#include <QDateTime>

#include <memory>
#include <optional>
#include <vector>

namespace etcdscope::v2 {

/// A key or directory as the v2 API shows it.
struct Node
{
    QByteArray key; ///< UTF-8, begins with '/', "/" for the root; no '/' at the end
    std::optional<QByteArray>
        value; ///< UTF-8; of a key; absent where the answer leaves it out (after a delete)
    bool isDirectory = false;
    qint64 createdIndex = 0;
    qint64 modifiedIndex = 0;
    std::optional<qint64> timeToLive; ///< seconds, rounded up by the server
    QDateTime expiration;             ///< UTC; invalid = none
    std::vector<Node> nodes;          ///< of a directory, as far as the answer has them
};

enum class Action { Get, Set, Create, Update, CompareAndSwap, Delete, CompareAndDelete, Expire, Unknown };

struct KeysAnswer
{
    Action action = Action::Unknown;
    Node node;                    ///< without a key where the server was told to leave it out
    std::optional<Node> previous; ///< what the change replaced
    bool wasCreated = false;      ///< HTTP 201
    bool isAbsent = false;        ///< there is no such key; beside this only the headers count
    Headers headers;
};

struct GetOptions
{
    bool recursive = false;
    bool sorted = false;
    bool wantAbsence = false; ///< see KeysAnswer::isAbsent; else that is an error
    bool quorum = true;       ///< false: answered by one member alone, possibly stale
    int deadline = 10'000;
};

/// A PUT. Traps of the API end here: previousIndex is never sent as 0, a value is never left out by accident,
/// a directory never replaces a key: previousExists must be set for one, and if it is true and no refresh,
/// the directory is read first.
struct SetOptions
{
    std::optional<QByteArray> value = {}; ///< absent only for directories and refresh
    std::optional<bool> previousExists = {};
    std::optional<QByteArray> previousValue = {}; ///< may not be empty: the API cannot compare with that
    std::optional<qint64> previousIndex = {};     ///< at least 1
    std::optional<qint64> timeToLive =
        {}; ///< seconds, 0..1'000'000'000; absent = none, an existing one is removed
    bool isDirectory = false;
    bool refresh = false;   ///< only the time to live, watchers are not told; since etcd 2.3
    bool wantValues = true; ///< false: noValueOnSuccess
    int deadline = 10'000;
    bool isAutomatic = false;                      ///< as CallInfo::isAutomatic
    std::shared_ptr<const CallPermit> permit = {}; ///< as CallInfo::permit
};

struct RemoveOptions
{
    bool isDirectory = false; ///< an empty one
    bool recursive = false;
    std::optional<QByteArray> previousValue = {};
    std::optional<qint64> previousIndex = {};
    int deadline = 10'000;
    std::shared_ptr<const CallPermit> permit = {}; ///< as CallInfo::permit
};

struct PollOptions
{
    bool recursive = false;
    std::optional<qint64> waitIndex = {}; ///< absent: the next event
    int timeout = 0; ///< milliseconds after which it ends without an event, see Client::poll(); 0 = never
};

/// /v2/keys. Keys are UTF-8 paths; one that the API would clean ("//", ".", "..") or damage (bytes that are
/// not UTF-8) is refused here with ErrorKind::Local before anything is sent, and so is such a value. One '/'
/// at the end of a directory is sent as it is: the rights of a user may depend on it.
/// https://etcd.io/docs/v2.3/api/
class KeysApi final
{
public:
    explicit KeysApi(std::shared_ptr<Client> client);

    [[nodiscard]] Call<KeysAnswer> get(const QByteArray &key, const GetOptions &options = {}) const;
    /// The body of such a GET, not parsed: for a large listing, which is taken apart elsewhere.
    [[nodiscard]] Call<Response> getRaw(const QByteArray &key, const GetOptions &options = {}) const;
    [[nodiscard]] Call<KeysAnswer> set(const QByteArray &key, const SetOptions &options) const;
    /// POST: a key whose name the server chooses, ascending in time.
    [[nodiscard]] Call<KeysAnswer> createInOrder(const QByteArray &directory, const QByteArray &value,
                                                 std::optional<qint64> timeToLive = std::nullopt) const;
    [[nodiscard]] Call<KeysAnswer> remove(const QByteArray &key, const RemoveOptions &options = {}) const;
    [[nodiscard]] std::unique_ptr<Poll> poll(const QByteArray &key, const PollOptions &options) const;

    /// Of a response to any of these.
    [[nodiscard]] static Result<KeysAnswer> parse(const Response &response);
    /// Why the API cannot have such a key, technical; empty when it can.
    [[nodiscard]] static QString keyProblem(QByteArrayView key);

    [[nodiscard]] Client &client() const { return *m_client; }
    [[nodiscard]] const std::shared_ptr<Client> &sharedClient() const { return m_client; }

private:
    std::shared_ptr<Client> m_client;
};

} // namespace etcdscope::v2
