// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/store/keystore.h"

#include <QObject>
#include <QString>

#include <functional>

namespace etcdscope {

/// Puts keys, values and commands on the clipboard, byte for byte. What is not text goes there in a form that
/// says what it is, and as application/octet-stream beside it.
class KeyCopier final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyCopier)

public:
    /// `endpoint` as etcdctl takes it. The store outlives this object.
    KeyCopier(KeyStore &store, const QString &endpoint, QObject *parent = nullptr);

    void copyKey(const QByteArray &key);
    /// Reads the value first.
    void copyValue(const QByteArray &key);
    void copyGet(const QByteArray &key);
    void copyRemove(const QByteArray &key);
    /// Reads the value first.
    void copyPut(const QByteArray &key);

signals:
    /// What was copied, or why it could not be.
    void noted(const QString &text);

private:
    void withValue(const QByteArray &key, const std::function<void(const QByteArray &value)> &use);
    void copyCommand(const std::optional<QString> &command);

    KeyStore &m_store;
    const QString m_endpoint;
    Call<ReadResult> m_reading;
};

} // namespace etcdscope
