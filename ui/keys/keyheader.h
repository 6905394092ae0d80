// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keystore.h"

#include <QWidget>

#include <optional>

class QLabel;
class QToolButton;

namespace etcdscope {

class KeyLabel;

/// The head of a key: the exact key with a button to copy it, and its facts in one line.
class KeyHeader final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyHeader)

public:
    explicit KeyHeader(QWidget *parent = nullptr);

    void setKey(const QByteArray &key);
    [[nodiscard]] const QByteArray &key() const;
    /// Without facts `words` stand in their place: why there are none.
    void setFacts(const std::optional<Entry> &entry, const QString &words = {});
    /// Which facts there are; those of a store with everything at first.
    void setFeatures(const StoreFeatures &features) { m_features = features; }

    [[nodiscard]] QString facts() const;

private:
    KeyLabel *m_key;
    QToolButton *m_copy;
    QLabel *m_facts;
    StoreFeatures m_features;
};

/// A lease as etcdctl prints it: hexadecimal without a prefix.
[[nodiscard]] QString leaseText(qint64 lease);

} // namespace etcdscope
