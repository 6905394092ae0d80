// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/hiddenkeys.h"

#include "core/base/printable.h"
#include "core/session/keyspace.h"
#include "ui/keys/bulktext.h"
#include "ui/keys/errortext.h"
#include "ui/keys/keytext.h"
#include "ui/keys/storewords.h"
#include "ui/widgets/format.h"
#include "ui/widgets/palette.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

#include <algorithm>

namespace etcdscope {

namespace {
constexpr qsizetype mostShown = 1'000;
} // namespace

HiddenKeys::HiddenKeys(KeySpace &keys, QWidget *parent)
    : QWidget(parent)
    , m_keys(keys)
    , m_path(new QLineEdit(QStringLiteral("/_locks"), this))
    , m_read(new QPushButton(tr("Read"), this))
    , m_list(new QListWidget(this))
    , m_state(new QLabel(this))
{
    setObjectName(QStringLiteral("hiddenKeys"));
    auto *const title = new QLabel(
        tr("Hidden keys: names that begin with “_”. The server lists them only below their exact path."),
        this);
    title->setWordWrap(true);
    title->setTextFormat(Qt::PlainText);
    m_path->setObjectName(QStringLiteral("hiddenPath"));
    m_path->setAccessibleName(tr("Exact path of a hidden directory"));
    m_path->setFont(monospaceFont());
    m_read->setObjectName(QStringLiteral("hiddenRead"));
    m_read->setAutoDefault(false);
    m_list->setObjectName(QStringLiteral("hiddenList"));
    m_list->setAccessibleName(tr("Hidden keys"));
    m_list->setFont(monospaceFont());
    m_list->setUniformItemSizes(true);
    m_state->setObjectName(QStringLiteral("hiddenState"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);

    auto *const row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_path, 1);
    row->addWidget(m_read);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 4);
    layout->setSpacing(4);
    layout->addWidget(title);
    layout->addLayout(row);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_state);
    connect(m_path, &QLineEdit::returnPressed, this, &HiddenKeys::read);
    connect(m_read, &QPushButton::clicked, this, &HiddenKeys::read);
    connect(m_list, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        emit keyActivated(item->data(Qt::UserRole).toByteArray());
    });
}

HiddenKeys::~HiddenKeys() = default;

void HiddenKeys::read()
{
    const TypedKey typed = readTypedKey(m_path->text());
    m_list->clear();
    if (!typed.problem.isEmpty()) {
        m_state->setText(typed.problem);
        return;
    }
    m_directory = typed.bytes;
    if (!m_directory.endsWith('/'))
        m_directory += '/';
    ListQuery query;
    query.range = KeyRange::prefix(m_directory);
    m_state->setText(tr("Reading…"));
    m_listing = m_keys.store().list(query);
    connect(m_listing.get(), &Listing::finished, this, &HiddenKeys::ended);
}

void HiddenKeys::ended(const std::optional<Error> &error)
{
    Listing *const listing = m_listing.release();
    listing->deleteLater(); // it speaks here
    if (error && error->kind != ErrorKind::NotFound) {
        m_state->setText(tr("“%1” could not be read. %2").arg(printable(m_directory), errorText(*error)));
        return;
    }
    const EntryBatch &found = listing->pending();
    qint64 keys = 0;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (qsizetype i = 0; !error && i < found.size(); ++i) {
        if (found.at(i).kind == Entry::Kind::Directory || ++keys > mostShown)
            continue;
        const QByteArray key = found.key(i).toByteArray();
        const qint64 expires = found.at(i).expires;
        auto *const item = new QListWidgetItem(
            expires != 0 ? tr("%1  (%2)", "key, time left").arg(printable(key), timeLeftText(expires - now))
                         : printable(key),
            m_list);
        item->setData(Qt::UserRole, key);
    }
    if (keys == 0) {
        m_state->setText(tr("Nothing is below “%1” now.").arg(printable(m_directory)));
        return;
    }
    const QString at = positionText(m_keys.store().features(), listing->position().value);
    const QString count = keysText(keys);
    m_state->setText(keys > mostShown
                         ? tr("The first %1 of %2 at %3. They are not followed; read again to see changes.")
                               .arg(formatNumber(mostShown), count, at)
                         : tr("%1 at %2. They are not followed; read again to see changes.").arg(count, at));
}

void HiddenKeys::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        emit left();
    else
        QWidget::keyPressEvent(event);
}

} // namespace etcdscope
