// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keycopier.h"

#include "core/base/printable.h"
#include "core/values/hexdump.h"
#include "core/values/textconversion.h"
#include "ui/keys/errortext.h"
#include "ui/keys/shellcommand.h"
#include "ui/widgets/format.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace etcdscope {

namespace {

bool isText(const QByteArray &bytes)
{
    return firstInvalidUtf8(bytes) < 0 && !bytes.contains('\0');
}

void putOnClipboard(const QByteArray &bytes, const QString &text)
{
    auto *const data = new QMimeData;
    data->setText(text);
    if (!isText(bytes))
        data->setData(QStringLiteral("application/octet-stream"), bytes);
    QGuiApplication::clipboard()->setMimeData(data);
}

} // namespace

KeyCopier::KeyCopier(KeyStore &store, const QString &endpoint, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_endpoint(endpoint)
{
}

void KeyCopier::copyKey(const QByteArray &key)
{
    const bool asIs = isText(key);
    putOnClipboard(key, asIs ? QString::fromUtf8(key) : printable(key));
    emit noted(asIs ? tr("Key copied") : tr("Key copied with escapes: it is not text"));
}

void KeyCopier::copyValue(const QByteArray &key)
{
    withValue(key, [this](const QByteArray &value) {
        const bool asIs = isText(value);
        putOnClipboard(value, asIs ? QString::fromUtf8(value) : hexText(value));
        const QString size = formatExactSize(value.size());
        emit noted(asIs ? tr("Value copied, %1").arg(size)
                        : tr("Value copied as hexadecimal, %1: it is not text").arg(size));
    });
}

void KeyCopier::copyGet(const QByteArray &key)
{
    copyCommand(etcdctlGet(key, m_endpoint));
}

void KeyCopier::copyRemove(const QByteArray &key)
{
    copyCommand(etcdctlRemove(key, m_endpoint));
}

void KeyCopier::copyPut(const QByteArray &key)
{
    withValue(key, [this, key](const QByteArray &value) { copyCommand(etcdctlPut(key, value, m_endpoint)); });
}

void KeyCopier::withValue(const QByteArray &key, const std::function<void(const QByteArray &)> &use)
{
    m_reading = m_store.get(key);
    m_reading.then(this, [this, use](Result<ReadResult> result) {
        if (!result)
            emit noted(tr("Nothing was copied. %1").arg(errorSentence(result.error())));
        else if (!result->entry)
            emit noted(tr("Nothing was copied: the key does not exist any more"));
        else
            use(result->entry->value);
    });
}

void KeyCopier::copyCommand(const std::optional<QString> &command)
{
    if (!command) {
        emit noted(tr("Nothing was copied: no command line can carry a NUL byte"));
        return;
    }
    QGuiApplication::clipboard()->setText(*command);
    emit noted(tr("Command copied"));
}

} // namespace etcdscope
