// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/codeeditor.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <vector>

namespace etcdscope {

class FindBar;
class HexView;

/// Looks for what a FindBar asks for in the viewer that is shown, on a worker, and walks through what was
/// found. In hex it looks for bytes, written as text with `\xNN` for what cannot be typed. Owned by the value
/// editor, which owns bar and viewers too.
class ValueFinder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ValueFinder)

public:
    /// More than these are not counted.
    static constexpr qsizetype mostFound = 200'000;

    ValueFinder(FindBar &bar, QObject *parent);

    /// Looks in this viewer from now on.
    void lookIn(CodeEditor *text);
    void lookIn(HexView *hex);

    /// Opens the bar; a selection on one line is what to look for.
    void open();
    /// The next match after the cursor, round the end; opens the bar when it is closed.
    void step(bool forward);
    /// The viewer shows other bytes: looks again without moving the cursor.
    void lookAgain();

private:
    enum class Move { None, Here, Next, Previous };
    void search();
    void found(std::vector<TextStretch> stretches, std::vector<qsizetype> offsets, qsizetype length);
    void move();
    void showResult();
    [[nodiscard]] qsizetype count() const;
    [[nodiscard]] qsizetype startOf(qsizetype index) const;
    [[nodiscard]] qsizetype firstFrom(qsizetype here) const;
    void clear();

    FindBar &m_bar;
    QPointer<CodeEditor> m_text;
    QPointer<HexView> m_hex;
    QTimer m_pause; // until typing rests
    int m_run = 0;  // the last search that was started
    bool m_searching = false;
    Move m_move = Move::None; // when the search is done
    std::vector<TextStretch> m_stretches;
    std::vector<qsizetype> m_offsets; // in hex
    qsizetype m_length = 0;           // in hex
    qsizetype m_current = -1;
};

} // namespace etcdscope
