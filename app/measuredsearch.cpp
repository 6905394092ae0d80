// SPDX-License-Identifier: Apache-2.0
#include "app/measuredsearch.h"

#include "app/keysaccess.h"
#include "ui/keys/keytreeview.h"
#include "ui/keys/resultlist.h"
#include "ui/keys/searchresults.h"
#include "ui/widgets/filterfield.h"

#include <memory>

namespace etcdscope {

std::vector<MeasuredAct> searchActs(const SessionView &view, const QString &text)
{
    FilterField *const field = keyFilter(view);
    ResultList *const list = resultList(view);
    KeyTreeView *const tree = keyTree(view);
    if (!field || !list || !tree)
        return {};
    const auto *const results = qobject_cast<const SearchResults *>(list->model());
    // Until the first hits are there the list shows those of the key stroke before.
    auto areNew = std::make_shared<bool>(false);
    QObject::connect(results, &QAbstractItemModel::modelReset, list, [areNew] { *areNew = true; });

    std::vector<MeasuredAct> acts;
    for (const QChar character : text)
        acts.push_back({.name = QString(character),
                        .work =
                            [=] {
                                field->setFocus(Qt::ShortcutFocusReason);
                                *areNew = false;
                                typeText(*field, character);
                            },
                        .shownIn = list->viewport(),
                        .isDone = [=] { return *areNew && results->rowCount() > 0; }});
    acts.push_back({.name = QStringLiteral("cleared"),
                    .work = [=] { pressKey(*field, Qt::Key_Escape); },
                    .shownIn = tree->viewport()});
    return acts;
}

} // namespace etcdscope
