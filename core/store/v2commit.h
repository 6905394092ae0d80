// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keystore.h"
#include "core/v2/keysapi.h"
#include "core/v2/serverapi.h"

#include <QObject>

namespace etcdscope {

/// One change by the v2 API. What the server can compare goes out as one request. For the rest the key is
/// read and written under the index it had then; where somebody else was faster it certainly was not written,
/// and that begins anew, a few times. A write whose outcome is unknown is never repeated. Deletes itself when
/// it has answered, or the call is dropped.
class V2Commit final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(V2Commit)

public:
    [[nodiscard]] static Call<TransactionResult> run(const v2::KeysApi &keys, const Transaction &transaction,
                                                     QObject *parent);

private:
    V2Commit(const v2::KeysApi &keys, const Transaction &transaction, QObject *parent);

    void begin();
    void askVersion();
    void act();
    [[nodiscard]] const PutStep *put() const { return std::get_if<PutStep>(&m_transaction.success.front()); }
    [[nodiscard]] const RemoveStep &remove() const
    {
        return std::get<RemoveStep>(m_transaction.success.front());
    }
    [[nodiscard]] bool isOneRequest() const;
    void send();
    void read();
    void wasRead(const Result<v2::KeysAnswer> &answer);
    void putOver(const std::optional<Entry> &entry);
    void putDirectory(bool exists);
    void removeWhat(const std::optional<Entry> &entry);
    void write(Call<v2::KeysAnswer> call);
    void written(const Result<v2::KeysAnswer> &answer);
    void writeFailed(const Error &error);
    void refused();
    void nothingToDo();
    void fail(const Error &error);
    void finish(TransactionResult result);

    v2::KeysApi m_keys;
    Transaction m_transaction;
    QByteArray m_key; ///< of a directory with its '/'
    bool m_isDirectory = false;
    Promise<TransactionResult> m_promise;
    Call<v2::ServerVersion> m_version;
    Call<v2::KeysAnswer> m_call;
    Position m_readAt; ///< invalid: what was written was not read before
    int m_attempts = 0;
};

} // namespace etcdscope
