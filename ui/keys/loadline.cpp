// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/loadline.h"

#include "core/base/printable.h"
#include "core/session/keyspace.h"
#include "ui/keys/bulktext.h"
#include "ui/keys/errortext.h"
#include "ui/keys/rightswords.h"
#include "ui/keys/storewords.h"
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
           (feed.loader().isActive() || feed.demandLoader().isActive());
}

/// Those ranges that hold a key, or that hold none.
KeyRanges rangesOf(KeySpace &keys, bool withKeys)
{
    std::vector<KeyRange> found;
    for (const KeyRange &range : keys.feed().ranges()) {
        bool hasKey = false;
        keys.index().visit(range.begin, [&](QByteArrayView key, const KeyIndex::Row &) {
            hasKey = range.contains(key);
            return false;
        });
        if (hasKey == withKeys)
            found.push_back(range);
    }
    return KeyRanges(std::move(found));
}

/// How much is loaded, and of what, where the session does not show all keys.
QString withScope(const QString &text, KeySpace &keys)
{
    const QString scope = scopeNames(keys.feed().ranges());
    if (scope.isEmpty())
        return text;
    const KeyRanges filled = rangesOf(keys, true);
    if (!keys.feed().isComplete() || filled.isEmpty() || filled == keys.feed().ranges())
        return LoadLine::tr("%1 in %2", "how much is loaded, the prefixes it is limited to").arg(text, scope);
    return LoadLine::tr("%1 in %2; none yet in %3", "how much is loaded, prefixes, prefixes without keys")
        .arg(text, scopeNames(filled), scopeNames(rangesOf(keys, false)));
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
    const QString count = keysText(m_keys.index().keyCount());
    const bool onDemand = feed.mode() == LiveFeed::LoadMode::OnDemand;
    const qint64 keysLoaded = onDemand ? feed.loadedKeys() : loader.loaded();
    const qint64 keysInAll = onDemand ? feed.totalKeys() : std::max(loader.total(), loader.loaded());
    const QString loaded = formatNumber(keysLoaded);
    const QString total = formatNumber(keysInAll);
    const bool isCurrent = (onDemand || feed.isComplete()) && !isLoading(feed);
    const Position position = isCurrent  ? feed.position()
                              : onDemand ? feed.demandLoader().position()
                                         : loader.position();
    const StoreFeatures features = m_keys.store().features();
    const QString revision = positionText(features, position.value);
    QString why = feed.lastError() ? errorSentence(*feed.lastError()) : QString();

    QString text;
    QString button;
    switch (feed.state()) {
    case LiveFeed::State::Idle:
        if (feed.isPartlyCompared())
            text = tr("%1 at %2, partly read again since; not live").arg(count, revision);
        else if (feed.isComplete())
            text = tr("%1 at %2, not live").arg(count, revision);
        else if (onDemand && position.isValid())
            text = tr("%1 of %2 keys read at %3, not live").arg(loaded, total, revision);
        else if (position.isValid())
            text = tr("%1 of %2 keys at %3: loading was stopped")
                       .arg(formatNumber(feed.loadedKeys()), total, revision);
        else
            text = tr("Nothing is loaded");
        button = feed.isComplete() || (onDemand && position.isValid()) ? tr("Go live") : tr("Load the rest");
        break;
    case LiveFeed::State::Loading:
        if (!isLoading(feed)) {
            text = position.isValid() ? tr("%1 of %2 keys at %3; the connection was lost, trying again")
                                            .arg(loaded, total, revision)
                                      : tr("Trying again to read the keys");
            button = tr("Retry now");
        } else {
            text = position.isValid() ? tr("%1 of %2 keys at %3").arg(loaded, total, revision)
                                      : tr("Reading the keys…");
            button = tr("Cancel");
        }
        break;
    case LiveFeed::State::Live:
        if (feed.isComplete())
            text = tr("%1 at %2").arg(count, revision);
        else if (m_keys.index().unreadCount() > 0) // of which nobody has said how much they hold
            text = tr("%1 keys read at %2; directories are read when they are opened").arg(loaded, revision);
        else
            text = tr("%1 of %2 keys read at %3").arg(loaded, total, revision);
        if (onDemand)
            button = describeReading(text, why);
        break;
    case LiveFeed::State::Reconnecting:
        text = tr("%1 as of %2, %3 old; reconnecting")
                   .arg(count, revision, formatDuration(std::chrono::milliseconds(feed.staleFor())));
        button = tr("Retry now");
        break;
    case LiveFeed::State::Comparing:
        text = isLoading(feed) ? tr("Reading again: %1 of %2 keys at %3").arg(loaded, total, revision)
                               : tr("%1; reading again was interrupted, trying again").arg(count);
        button = isLoading(feed) ? tr("Cancel") : tr("Retry now");
        break;
    case LiveFeed::State::Failed:
        text = tr("%1, not live: %2").arg(count, why);
        button = tr("Retry");
        break;
    }
    QString details = why;
    if (feed.startedOver() > 1) {
        text = tr("%1; started over").arg(text);
        details = onDemand ? tr("The cluster compacts its history faster than the keys can be read: reading "
                                "had to begin anew %n time(s).",
                                nullptr, feed.startedOver())
                           : tr("The cluster compacts its history faster than all keys can be read: reading "
                                "had to begin anew %n time(s). Directories can be read only when they are "
                                "opened instead (Keys menu).",
                                nullptr, feed.startedOver());
    }
    if (const auto [from, to] = feed.lastGap(); from.isValid()) {
        text = tr("%1, gap bridged").arg(text);
        details =
            tr("What changed after %1 up to %2 was gone from the history before it was seen; the keys were "
               "listed again and compared.")
                .arg(positionText(features, from.value), positionText(features, to.value));
    }
    if (position.isValid())
        text = withScope(text, m_keys);
    m_text->setText(text);
    m_text->setToolTip(details.isEmpty() ? text : text + QLatin1Char('\n') + details);
    m_progress->setVisible(isLoading(feed));
    m_progress->setValue(keysInAll > 0 ? int(1000 * keysLoaded / keysInAll) : 0);
    m_button->setVisible(!button.isEmpty());
    m_button->setText(button);
    m_button->setAccessibleName(button);
    if (feed.state() == LiveFeed::State::Reconnecting)
        m_ageing.start();
    else
        m_ageing.stop();
}

/// Directories are read when they are opened: which one, or what went wrong with it. Returns what the button
/// does.
QString LoadLine::describeReading(QString &text, QString &details) const
{
    const LiveFeed &feed = m_keys.feed();
    const DemandLoader &loader = feed.demandLoader();
    if (loader.isReading()) {
        const QByteArray prefix = loader.reader().prefix();
        text = tr("Reading “%1”: %2 keys so far")
                   .arg(prefix.isEmpty() ? tr("the top", "of the tree of keys") : printable(prefix),
                        formatNumber(loader.reader().keysRead()));
    } else if (loader.readError()) {
        details = errorSentence(*loader.readError());
        text = tr("“%1” could not be read; open it again to try again: %2")
                   .arg(printable(loader.reader().prefix()), details);
    }
    return feed.isComplete() ? QString() : tr("Load Everything");
}

void LoadLine::act()
{
    const LiveFeed &feed = m_keys.feed();
    if (isLoading(feed))
        m_keys.feed().stop();
    else if (feed.mode() == LiveFeed::LoadMode::OnDemand && feed.state() == LiveFeed::State::Live)
        emit everythingRequested();
    else
        emit refreshRequested();
}

} // namespace etcdscope
