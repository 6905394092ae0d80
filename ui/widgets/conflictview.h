// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/threewayrows.h"

#include <QWidget>

#include <array>

class QLabel;

namespace etcdscope {

class RowTextView;

/// Three columns side by side that scroll together: what both started from, mine, theirs. What belongs
/// together is level; '*' marks a side's own change, '=' the same change by both, '!' a conflict. Read-only;
/// the owner offers what to do. Alt+Down and Alt+Up go from change to change in all three.
class ConflictView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConflictView)

public:
    enum Side { Base, Mine, Theirs };

    explicit ConflictView(QWidget *parent = nullptr);

    /// The headings: "Base, revision 812", "Mine", "Theirs, revision 815".
    void setTitles(const QString &base, const QString &mine, const QString &theirs);

    /// Shows a merge at its first conflict; the rows are computed by the caller, on a worker when the values
    /// are large.
    void setMerge(ThreeWayRows merge);

    [[nodiscard]] RowTextView *rows(Side side) const { return m_rows[size_t(side)]; }
    [[nodiscard]] QString summary() const;

public slots:
    void nextChange();
    void previousChange();

private:
    void goToChange(const RowTextView *from, bool forward);
    void goToRow(int row);

    std::array<QLabel *, 3> m_titles{};
    std::array<RowTextView *, 3> m_rows{};
    QLabel *m_summary;
};

} // namespace etcdscope
