// SPDX-License-Identifier: Apache-2.0
#include "tests/layers/roomfile.h"

#include <QRegularExpression>

namespace etcdscope {

namespace {

/// Targets of ui are named ui_<room>, but for the widgets.
QString folderOf(const QString &target)
{
    if (target.startsWith(QLatin1String("ui_")))
        return QStringLiteral("ui/") + target.mid(3);
    return (target == QLatin1String("widgets") ? QStringLiteral("ui/") : QStringLiteral("core/")) + target;
}

} // namespace

RoomFile::RoomFile(const QString &cmake)
{
    static const QRegularExpression comment(QStringLiteral("#[^\n]*"));
    static const QRegularExpression separators(QStringLiteral("[\\s()\"]+"));
    const QStringList words = QString(cmake).remove(comment).split(separators, Qt::SkipEmptyParts);
    const QString ownPrefix = QStringLiteral("etcdscope_");
    QString section;
    QString own;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words[i];
        if (word == QLatin1String("etcdscope_room")) {
            own = words.value(++i);
            section.clear();
        } else if (word == QLatin1String("SOURCES") || word == QLatin1String("USES") ||
                   word == QLatin1String("LIBRARIES")) {
            section = word;
        } else if (word.contains(QLatin1String("::"))) {
            libraries << word;
        } else if (word == QLatin1String("etcdscope_proto") || word == QLatin1String("etcdscope_options")) {
            libraries << word;
        } else if (word.startsWith(ownPrefix)) {
            if (word.mid(ownPrefix.size()) != own)
                uses << folderOf(word.mid(ownPrefix.size()));
        } else if (section == QLatin1String("USES") && word.toLower() == word) {
            uses << folderOf(word);
        }
    }
    uses.removeDuplicates();
    libraries.removeDuplicates();
}

} // namespace etcdscope
