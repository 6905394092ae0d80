// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keyheader.h"

#include "ui/keys/storewords.h"
#include "ui/widgets/format.h"
#include "ui/widgets/keylabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace etcdscope {

QString leaseText(qint64 lease)
{
    return QString::number(quint64(lease), 16);
}

KeyHeader::KeyHeader(QWidget *parent)
    : QWidget(parent)
    , m_key(new KeyLabel(this))
    , m_copy(new QToolButton(this))
    , m_facts(new QLabel(this))
{
    setObjectName(QStringLiteral("keyHeader"));
    m_key->setObjectName(QStringLiteral("keyTitle"));
    QFont title = m_key->font();
    title.setPointSizeF(title.pointSizeF() * 1.2);
    title.setBold(true);
    m_key->setFont(title);
    m_copy->setObjectName(QStringLiteral("copyKeyButton"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the key"));
    m_copy->setAccessibleName(tr("Copy the key"));
    m_copy->setFocusPolicy(Qt::StrongFocus);
    connect(m_copy, &QToolButton::clicked, m_key, &KeyLabel::copy);
    m_facts->setObjectName(QStringLiteral("keyFacts"));
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_facts->setIndent(4); // as far in as the text of the label above

    auto *const row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_key, 1);
    row->addWidget(m_copy);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_facts);
}

void KeyHeader::setKey(const QByteArray &key)
{
    m_key->setKey(key);
}

const QByteArray &KeyHeader::key() const
{
    return m_key->key();
}

void KeyHeader::setFacts(const std::optional<Entry> &entry, const QString &words)
{
    if (!entry) {
        m_facts->setText(words);
        m_facts->setToolTip({});
        return;
    }
    const Entry &e = *entry;
    QStringList parts;
    QStringList whole;
    if (m_features.history) {
        parts += {tr("version %1").arg(formatNumber(e.version)),
                  tr("created r %1").arg(formatNumber(e.createRevision)),
                  tr("modified r %1").arg(formatNumber(e.modRevision))};
        whole += tr("Version %1: written so often since it was created").arg(formatNumber(e.version));
    } else {
        parts += {tr("created at index %1").arg(formatNumber(e.createRevision)),
                  tr("modified at index %1").arg(formatNumber(e.modRevision))};
    }
    whole += tr("Created at %1").arg(positionText(m_features, e.createRevision));
    whole += tr("Modified at %1").arg(positionText(m_features, e.modRevision));
    if (e.lease != 0) {
        parts += tr("lease %1").arg(leaseText(e.lease));
        whole += tr("Lease %1 (hexadecimal): the key goes when it expires").arg(leaseText(e.lease));
    } else if (m_features.leases) {
        parts += tr("no lease");
    }
    if (m_features.timeToLive)
        parts += e.timeToLive ? tr("TTL %1 s when read").arg(formatNumber(*e.timeToLive)) : tr("no TTL");
    parts += tr("key %1").arg(formatSize(e.key.size()));
    if (e.kind == Entry::Kind::Value)
        parts += tr("value %1").arg(formatSize(e.value.size()));
    whole += tr("Key: %1").arg(formatExactSize(e.key.size()));
    if (e.kind == Entry::Kind::Value)
        whole += tr("Value: %1").arg(formatExactSize(e.value.size()));
    m_facts->setText(parts.join(QStringLiteral(" · ")));
    m_facts->setToolTip(whole.join(QLatin1Char('\n')));
    m_facts->setAccessibleDescription(whole.join(QStringLiteral(". ")));
}

QString KeyHeader::facts() const
{
    return m_facts->text();
}

} // namespace etcdscope
