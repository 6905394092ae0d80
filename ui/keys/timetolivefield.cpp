// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/timetolivefield.h"

#include "ui/keys/storewords.h"
#include "ui/widgets/format.h"

#include <QLineEdit>

namespace etcdscope {

TimeToLiveField::TimeToLiveField(bool mayBeEmpty, QWidget *parent)
    : QComboBox(parent)
    , m_mayBeEmpty(mayBeEmpty)
{
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setCompleter(nullptr); // "1" is not meant to become "1 min"
    setAccessibleName(tr("Time to live"));
    setToolTip(tr("How long from now, with its unit: 90 s, 10 min, 1 h 30 min, 7 d"));
    addItem(tr("1 min"), 60);
    addItem(tr("10 min"), 600);
    addItem(tr("1 h"), 3'600);
    addItem(tr("1 day"), 86'400);
    setCurrentIndex(mayBeEmpty ? -1 : 0);
    lineEdit()->setPlaceholderText(mayBeEmpty ? tr("none") : tr("10 min"));
    setMinimumContentsLength(10);
}

std::optional<qint64> TimeToLiveField::seconds() const
{
    const int chosen = findText(currentText().trimmed());
    return chosen >= 0 ? std::optional(itemData(chosen).toLongLong()) : readDuration(currentText());
}

void TimeToLiveField::setSeconds(std::optional<qint64> seconds)
{
    const int known = seconds ? findData(*seconds) : -1;
    setCurrentIndex(known);
    if (known < 0)
        setEditText(seconds ? formatDuration(std::chrono::seconds(*seconds)) : QString());
}

QString TimeToLiveField::problem() const
{
    if (seconds() || (m_mayBeEmpty && currentText().trimmed().isEmpty()))
        return {};
    return tr("“%1” is no time to live: it is a number with its unit, as in 90 s, 10 min or 7 d.")
        .arg(currentText().trimmed());
}

} // namespace etcdscope
