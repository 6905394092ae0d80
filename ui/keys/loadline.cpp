// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/loadline.h"

#include "core/session/keyspace.h"
#include "ui/keys/errortext.h"
#include "ui/widgets/format.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace etcdscope {

namespace {

constexpr int updateInterval = 100; // milliseconds: a person reads no faster

bool isLoading(const LiveFeed &feed)
{
    return (feed.state() == LiveFeed::State::Loading || feed.state() == LiveFeed::State::Comparing) &&
           feed.loader().isActive();
}

} // namespace

LoadLine::LoadLine(KeySpace &keys, QWidget *parent)
    : QWidget(parent)
    , m_keys(keys)
    , m_text(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_button(new QPushButton(this))
{
    setObjectName(QStringLiteral("loadLine"));
    m_text->setObjectName(QStringLiteral("loadText"));
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_text->setTextFormat(Qt::PlainText);
    m_progress->setObjectName(QStringLiteral("loadProgress"));
    m_progress->setAccessibleName(tr("Keys loaded"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(120);
    m_progress->setFixedHeight(8);
    m_button->setObjectName(QStringLiteral("loadButton"));
    m_button->setAutoDefault(false);
    connect(m_button, &QPushButton::clicked, this, &LoadLine::act);

    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 4, 4);
    layout->setSpacing(8);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_progress, 0, Qt::AlignVCenter);
    layout->addWidget(m_button);
    // The same height with and without the button: the tree above must not move.
    setFixedHeight(m_button->sizeHint().height() + 8);

    m_update.setSingleShot(true);
    m_update.setInterval(updateInterval);
    connect(&m_update, &QTimer::timeout, this, &LoadLine::updateNow);
    m_ageing.setInterval(1000);
    connect(&m_ageing, &QTimer::timeout, this, &LoadLine::updateNow);
    const LiveFeed *const feed = &keys.feed();
    connect(feed, &LiveFeed::stateChanged, this,
            &LoadLine::scheduleUpdate); // the loader starts only after it
    connect(feed, &LiveFeed::firstRows, this, &LoadLine::scheduleUpdate);
    connect(feed, &LiveFeed::progressed, this, &LoadLine::scheduleUpdate);
    connect(feed, &LiveFeed::applied, this, &LoadLine::scheduleUpdate);
    connect(feed, &LiveFeed::positionChanged, this, &LoadLine::scheduleUpdate);
    updateNow();
}

QString LoadLine::text() const
{
    return m_text->text();
}

void LoadLine::scheduleUpdate()
{
    if (!m_update.isActive())
        m_update.start();
}

void LoadLine::updateNow()
{
    const LiveFeed &feed = m_keys.feed();
    const IndexLoader &loader = feed.loader();
    const QString count = formatNumber(m_keys.index().keyCount());
    const QString loaded = formatNumber(loader.loaded());
    const QString total = formatNumber(std::max(loader.total(), loader.loaded()));
    const Position position = feed.isComplete() && !isLoading(feed) ? feed.position() : loader.position();
    const QString revision = formatNumber(position.value);
    const QString why = feed.lastError() ? errorSentence(*feed.lastError()) : QString();

    QString text;
    QString button;
    switch (feed.state()) {
    case LiveFeed::State::Idle:
        if (feed.isComplete())
            text = tr("%1 keys at revision %2, not live").arg(count, revision);
        else if (loader.position().isValid())
            text = tr("%1 of %2 keys at revision %3: loading was stopped").arg(count, total, revision);
        else
            text = tr("Nothing is loaded");
        button = feed.isComplete() ? tr("Go live") : tr("Load the rest");
        break;
    case LiveFeed::State::Loading:
        if (!loader.isActive()) {
            text = loader.position().isValid()
                       ? tr("%1 of %2 keys at revision %3; the connection was lost, trying again")
                             .arg(loaded, total, revision)
                       : tr("Trying again to read the keys");
            button = tr("Retry now");
        } else {
            text = loader.position().isValid()
                       ? tr("%1 of %2 keys at revision %3").arg(loaded, total, revision)
                       : tr("Reading the keys…");
            button = tr("Cancel");
        }
        break;
    case LiveFeed::State::Live:
        text = tr("%1 keys at revision %2").arg(count, revision);
        break;
    case LiveFeed::State::Reconnecting:
        text = tr("%1 keys as of revision %2, %3 old; reconnecting")
                   .arg(count, revision, formatDuration(std::chrono::milliseconds(feed.staleFor())));
        button = tr("Retry now");
        break;
    case LiveFeed::State::Comparing:
        text = loader.isActive()
                   ? tr("Reading again: %1 of %2 keys at revision %3").arg(loaded, total, revision)
                   : tr("%1 keys; reading again was interrupted, trying again").arg(count);
        button = loader.isActive() ? tr("Cancel") : tr("Retry now");
        break;
    case LiveFeed::State::Failed:
        text = tr("%1 keys, not live: %2").arg(count, why);
        button = tr("Retry");
        break;
    }
    QString details = why;
    if (const auto [from, to] = feed.lastGap(); from.isValid()) {
        text = tr("%1, gap bridged").arg(text);
        details =
            tr("What changed after revision %1 up to %2 was compacted before it was seen; the keys were "
               "listed again and compared.")
                .arg(formatNumber(from.value), formatNumber(to.value));
    }
    m_text->setText(text);
    m_text->setToolTip(details.isEmpty() ? text : text + QLatin1Char('\n') + details);
    m_progress->setVisible(isLoading(feed));
    m_progress->setValue(loader.total() > 0 ? int(1000 * loader.loaded() / loader.total()) : 0);
    m_button->setVisible(!button.isEmpty());
    m_button->setText(button);
    m_button->setAccessibleName(button);
    if (feed.state() == LiveFeed::State::Reconnecting)
        m_ageing.start();
    else
        m_ageing.stop();
}

void LoadLine::act()
{
    if (isLoading(m_keys.feed()))
        m_keys.feed().stop();
    else
        emit refreshRequested();
}

} // namespace etcdscope
