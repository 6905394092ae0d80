// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/values/difference.h"

#include <QString>
#include <QWidget>

class QLabel;

namespace etcdscope {

class RowTextView;
struct TextRow;

/// Shows a difference as one text: '-' before lines that go, '+' before lines that come, each coloured, with
/// the line numbers of both sides beside them and a line of counts above. Read-only; copying gives the lines
/// with their signs. Alt+Down and Alt+Up go from change to change.
class DiffView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiffView)

public:
    explicit DiffView(QWidget *parent = nullptr);

    /// What the sides are called in the line above: "at revision 812", "your edit". Before setDifference().
    void setSides(const QString &left, const QString &right);

    /// Shows a difference and its unifiedRows(), both computed by the caller, on a worker when the values are
    /// large.
    void setDifference(const Difference &difference, QList<TextRow> rows);

    [[nodiscard]] RowTextView *rows() const { return m_rows; }
    [[nodiscard]] QString summary() const;

public slots:
    void nextChange();
    void previousChange();

private:
    void goToChange(bool forward);

    QString m_left;
    QString m_right;
    QLabel *m_summary;
    RowTextView *m_rows;
};

} // namespace etcdscope
