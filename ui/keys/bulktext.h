// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/edit/bulk/bulkrunner.h"
#include "ui/keys/selectedkeys.h"
#include "ui/widgets/rowtextview.h"

#include <QString>

class QLabel;

namespace etcdscope {

/// "1 key", "37,412 keys".
[[nodiscard]] QString keysText(qint64 keys);
/// "1,204 keys", "5 keys and 2 directories".
[[nodiscard]] QString planText(const BulkPlan &plan);
/// The printable form of a key, cut in the middle when it would fill a window.
[[nodiscard]] QString shortName(const QByteArray &key);
/// "/app/", or "3 rows".
[[nodiscard]] QString nameOf(const SelectedKeys &selection);
/// What a directory does not include; empty for anything else.
[[nodiscard]] QString boundaryText(const SelectedKeys &selection);
/// What is being done, or was, to how many keys.
[[nodiscard]] QString runTitle(const BulkRun &run);
/// How far it is, or how it ended: one sentence or several.
[[nodiscard]] QString runText(const BulkRun &run);
/// Its first sentence alone: what was done.
[[nodiscard]] QString doneText(const BulkRun &run);
/// What another operation means for one that is to start; empty when there is none to care about.
[[nodiscard]] QString otherRunText(const BulkRunner &runner);
/// Above the keys that were not done for one reason.
[[nodiscard]] QString reasonText(BulkRun::Outcome outcome);

/// A label of several lines that does not force its width on the panel.
[[nodiscard]] QLabel *makeSentences(const QString &name, QWidget *parent);
void makeBold(QLabel *label);

constexpr int sampleSize = 20; ///< keys shown before anything is done

} // namespace etcdscope
