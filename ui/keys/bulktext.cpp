// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/bulktext.h"

#include "core/base/printable.h"
#include "ui/keys/errortext.h"
#include "ui/widgets/format.h"

#include <QCoreApplication>
#include <QLabel>

namespace etcdscope {

namespace {

struct BulkText
{
    Q_DECLARE_TR_FUNCTIONS(BulkText)
};

using Outcome = BulkRun::Outcome;
using State = BulkRun::State;

QString leftAlone(const BulkRun &run)
{
    QStringList parts;
    const auto add = [&](Outcome outcome, const QString &text) {
        if (const qint64 keys = run.count(outcome); keys > 0)
            parts += text.arg(keysText(keys));
    };
    add(Outcome::Changed, BulkText::tr("%1 changed since the preview and left alone"));
    add(Outcome::Gone, BulkText::tr("%1 already deleted by somebody else"));
    add(Outcome::Occupied, BulkText::tr("%1 left alone because the new name exists"));
    add(Outcome::Refused, BulkText::tr("%1 refused by the cluster"));
    add(Outcome::Unknown, BulkText::tr("%1 of which nobody knows yet: no answer came"));
    add(Outcome::Pending, BulkText::tr("%1 not touched yet"));
    if (run.createdMeanwhile() > 0)
        parts +=
            BulkText::tr("%1 made since the preview and left alone").arg(keysText(run.createdMeanwhile()));
    return parts.isEmpty() ? QString() : parts.join(BulkText::tr("; ")) + QLatin1Char('.');
}

} // namespace

QString doneText(const BulkRun &run)
{
    const qint64 done = run.count(Outcome::Done);
    const QString keys = run.plan().directories() == 0 ? keysText(done)
                         : done == run.total()
                             ? planText(run.plan())
                             : BulkText::tr("%1 keys and directories").arg(formatNumber(done));
    QString text;
    switch (run.kind()) {
    case BulkKind::Delete:
        text = BulkText::tr("%1 deleted.").arg(keys);
        break;
    case BulkKind::Duplicate:
        text = BulkText::tr("%1 duplicated.").arg(keys);
        break;
    case BulkKind::Rename:
        text = BulkText::tr("%1 renamed.").arg(keys);
        break;
    }
    if (run.settledByReading() > 0)
        text += QLatin1Char(' ') + BulkText::tr("Of these the answer for %1 was lost; reading shows that "
                                                "they are done.")
                                       .arg(keysText(run.settledByReading()));
    return text;
}

QString otherRunText(const BulkRunner &runner)
{
    const BulkRun *run = runner.current();
    if (runner.isBusy())
        return BulkText::tr("Another bulk operation is under way; this one can start when it has ended.");
    if (run && run->state() != State::Finished)
        return BulkText::tr(
                   "An earlier bulk operation did not come to an end (%1). Starting this one lets go of "
                   "what is left of it.")
            .arg(runTitle(*run));
    return {};
}

QString keysText(qint64 keys)
{
    return BulkText::tr("%1 key(s)", nullptr, int(keys)).arg(formatNumber(keys));
}

QString planText(const BulkPlan &plan)
{
    const qint64 directories = plan.directories();
    if (directories == 0)
        return keysText(plan.size());
    const QString text = directories == 1 ? BulkText::tr("1 directory")
                                          : BulkText::tr("%1 directories").arg(formatNumber(directories));
    const qint64 keys = plan.size() - directories;
    return keys == 0 ? text : BulkText::tr("%1 and %2", "keys and directories").arg(keysText(keys), text);
}

QString shortName(const QByteArray &key)
{
    const QString name = printable(key);
    return name.size() <= 90 ? name : name.left(50) + QChar(u'…') + name.right(35);
}

QString nameOf(const SelectedKeys &selection)
{
    if (selection.isOne())
        return shortName(selection.only.bytes);
    return BulkText::tr("%1 row(s)", nullptr, int(selection.rows)).arg(formatNumber(selection.rows));
}

QString boundaryText(const SelectedKeys &selection)
{
    if (!selection.only.isDirectory() || selection.only.bytes.size() < 2)
        return {};
    const QByteArray name = selection.only.bytes.chopped(1);
    return BulkText::tr("All keys that start with “%1”, and no others: neither the key “%2” nor, say, “%3”.")
        .arg(shortName(selection.only.bytes), shortName(name), shortName(name + "-2"));
}

QString runTitle(const BulkRun &run)
{
    const QString keys = planText(run.plan());
    const bool under = !run.isResting();
    switch (run.kind()) {
    case BulkKind::Delete:
        return under ? BulkText::tr("Deleting %1").arg(keys) : BulkText::tr("Delete %1").arg(keys);
    case BulkKind::Duplicate:
        return under ? BulkText::tr("Duplicating %1").arg(keys) : BulkText::tr("Duplicate %1").arg(keys);
    case BulkKind::Rename:
        break;
    }
    return under ? BulkText::tr("Renaming %1").arg(keys) : BulkText::tr("Rename %1").arg(keys);
}

QString runText(const BulkRun &run)
{
    const QString progress =
        BulkText::tr("%1 of %2").arg(formatNumber(run.settled()), formatNumber(run.total()));
    const QString rest = leftAlone(run);
    const QString sum = rest.isEmpty() ? doneText(run) : doneText(run) + QLatin1Char(' ') + rest;
    const QString why = run.error() ? errorText(*run.error()) : QString();
    switch (run.state()) {
    case State::Ready:
    case State::Running:
        return progress;
    case State::Waiting:
        return BulkText::tr("%1. Waiting for the cluster: %2").arg(progress, why);
    case State::Stopping:
        return BulkText::tr("%1. Stopping…").arg(progress);
    case State::Stopped:
        if (run.count(Outcome::Done) == 0 && run.count(Outcome::Unknown) == 0 && !run.exceptions().empty())
            return BulkText::tr("Nothing was done, because not all of it could be: %1").arg(rest);
        return BulkText::tr("Stopped. What was done stays done. %1").arg(sum);
    case State::Failed:
        return BulkText::tr("It did not come to an end: %1 %2").arg(why, sum);
    case State::Finished:
        return sum;
    }
    return progress;
}

QString reasonText(BulkRun::Outcome outcome)
{
    switch (outcome) {
    case Outcome::Changed:
        return BulkText::tr("Changed since the preview, left alone:");
    case Outcome::Gone:
        return BulkText::tr("Already deleted by somebody else:");
    case Outcome::Occupied:
        return BulkText::tr("Left alone, because the new name exists:");
    case Outcome::Refused:
        return BulkText::tr("Refused by the cluster:");
    case Outcome::Pending:
    case Outcome::Unknown:
    case Outcome::Done:
        break;
    }
    return {};
}

QLabel *makeSentences(const QString &name, QWidget *parent)
{
    auto *const label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    label->setSizePolicy(policy);
    return label;
}

void makeBold(QLabel *label)
{
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * 1.2);
    font.setBold(true);
    label->setFont(font);
}

} // namespace etcdscope
