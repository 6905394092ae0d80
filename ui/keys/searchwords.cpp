// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/searchwords.h"

#include "core/base/printable.h"
#include "core/session/keyspace.h"
#include "ui/keys/errortext.h"
#include "ui/keys/rightswords.h"
#include "ui/keys/searchresults.h"
#include "ui/keys/storewords.h"
#include "ui/widgets/format.h"

#include <QCoreApplication>

namespace etcdscope {

namespace {

struct SearchWords
{
    Q_DECLARE_TR_FUNCTIONS(SearchWords)
};

QString shortened(const QString &text)
{
    constexpr qsizetype longest = 40;
    return text.size() <= longest ? text : text.left(24) + QChar(u'…') + text.right(15);
}

QString matchesText(const KeySearch &search)
{
    const QString matches = formatNumber(search.matches());
    const QString searched = formatNumber(search.searched());
    if (search.isFirstPass())
        return SearchWords::tr("searching… %1 of %2 loaded keys so far").arg(matches, searched);
    if (search.matches() <= KeySearch::mostHits) {
        return search.matches() == 1 ? SearchWords::tr("1 of %1 loaded keys matches").arg(searched)
                                     : SearchWords::tr("%1 of %2 loaded keys match").arg(matches, searched);
    }
    const QString shown = formatNumber(KeySearch::mostHits);
    return search.matcher().isRanked()
               ? SearchWords::tr("%1 of %2 loaded keys match, best %3 shown").arg(matches, searched, shown)
               : SearchWords::tr("%1 of %2 loaded keys match, first %3 shown").arg(matches, searched, shown);
}

/// Empty when everything is loaded.
QString partText(KeySpace &keys)
{
    const LiveFeed &feed = keys.feed();
    if (feed.isComplete())
        return {};
    const qint64 loaded = feed.loadedKeys();
    const qint64 total = feed.totalKeys();
    return total > loaded ? SearchWords::tr("Searched %1 of %2 keys: not everything is loaded.")
                                .arg(formatNumber(loaded), formatNumber(total))
                          : SearchWords::tr("Not everything is loaded.");
}

/// Empty when the session shows all keys.
QString limitText(KeySpace &keys)
{
    const QString scope = scopeNames(keys.feed().ranges());
    return scope.isEmpty() ? QString() : SearchWords::tr("Searched in %1 only.").arg(scope);
}

QString undecidedText(const KeySearch &search)
{
    const QString count = formatNumber(search.undecided());
    if (search.gaveUp())
        return SearchWords::tr("Stopped: the expression took too long for %1 keys.").arg(count);
    if (search.undecided() == 1)
        return SearchWords::tr("1 key is not decided: the expression took too long for it.");
    return search.undecided() > 0
               ? SearchWords::tr("%1 keys are not decided: the expression took too long for them.").arg(count)
               : QString();
}

QString loadedText(KeySpace &keys, const KeySearch &search)
{
    QStringList lines{matchesText(search)};
    for (const QString &more : {undecidedText(search), partText(keys), limitText(keys)})
        if (!more.isEmpty())
            lines += more;
    return lines.join(QLatin1Char('\n'));
}

QString serverText(const StoreFeatures &features, const PrefixSearch &server)
{
    const QString prefix = shortPrefix(server.prefix());
    const QString read = formatNumber(server.entries().size());
    const QString total = formatNumber(server.total());
    const QString at = positionText(features, server.position().value);
    if (server.error()) {
        const QString why = errorText(*server.error());
        return server.entries().isEmpty()
                   ? SearchWords::tr("The server could not be searched. %1").arg(why)
                   : SearchWords::tr("%1 of %2 keys that start with “%3” were read at %4, then: %5")
                         .arg(read, total, prefix, at, why);
    }
    if (server.isActive())
        return server.position().isValid()
                   ? SearchWords::tr("reading from the server… %1 of %2 keys that start with “%3”")
                         .arg(read, total, prefix)
                   : SearchWords::tr("asking the server for keys that start with “%1”…").arg(prefix);
    if (!server.position().isValid())
        return SearchWords::tr("Stopped before the server answered.");
    if (server.entries().size() == server.total())
        return server.total() == 1
                   ? SearchWords::tr("1 key starts with “%1” on the server at %2").arg(prefix, at)
                   : SearchWords::tr("%1 keys start with “%2” on the server at %3").arg(total, prefix, at);
    return SearchWords::tr("first %1 of %2 keys that start with “%3” on the server at %4")
        .arg(read, total, prefix, at);
}

} // namespace

QString shortPrefix(const QByteArray &prefix)
{
    return shortened(printable(prefix));
}

QString scopeText(KeySpace &keys, const SearchResults &results)
{
    return results.source() == SearchResults::Source::Server
               ? serverText(keys.store().features(), results.server())
               : loadedText(keys, results.search());
}

QString noResultTitle(KeySpace &keys, const SearchResults &results)
{
    if (results.source() == SearchResults::Source::Loaded)
        return keys.feed().isComplete() ? SearchWords::tr("No key matches")
                                        : SearchWords::tr("No loaded key matches");
    const PrefixSearch &server = results.server();
    if (server.error())
        return SearchWords::tr("The server could not be searched");
    return server.position().isValid() ? SearchWords::tr("The server has no such key")
                                       : SearchWords::tr("The server was not asked to the end");
}

QString noResultText(KeySpace &keys, const SearchResults &results)
{
    if (results.source() == SearchResults::Source::Server) {
        const PrefixSearch &server = results.server();
        if (server.error())
            return errorText(*server.error());
        if (!server.position().isValid())
            return SearchWords::tr("It was stopped before the server answered.");
        return SearchWords::tr("No key started with “%1” at %2.")
            .arg(shortPrefix(server.prefix()),
                 positionText(keys.store().features(), server.position().value));
    }
    const QString searched = formatNumber(results.search().searched());
    const QString text = shortened(results.search().matcher().pattern().text);
    QStringList sentences{
        SearchWords::tr("“%1” matches none of the loaded keys. Keys searched: %2.").arg(text, searched)};
    if (const QString undecided = undecidedText(results.search()); !undecided.isEmpty())
        sentences += undecided;
    if (!keys.feed().isComplete()) {
        sentences += partText(keys);
        sentences += SearchWords::tr("Others may match.");
    }
    return sentences.join(QLatin1Char(' '));
}

} // namespace etcdscope
