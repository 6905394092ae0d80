// SPDX-License-Identifier: Apache-2.0
//
// How long the text editor holds the window up: opening, typing, scrolling, and all of it until the value is
// whole. JSON also in the view that lays it out, where keys leaf through it. One JSON object a case. Runs
// offscreen unless QT_QPA_PLATFORM says otherwise.
#include "core/base/heartbeat.h"
#include "tests/bench/benchsupport.h"
#include "ui/keys/jsonviewer.h"
#include "ui/widgets/codeeditor.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QKeyEvent>
#include <QScrollBar>
#include <QTimer>

#include <functional>

using namespace etcdscope;

namespace {

double milliseconds(const QElapsedTimer &since)
{
    return double(since.nsecsElapsed() / 1000) / 1000;
}

/// Until it is painted and all of it is there.
struct Opening
{
    double set = 0;
    double painted = 0;
    double whole = 0;
    double gap = 0;
};

/// The painting that shows the first of what `open` brings is the first one with a text.
Opening measureOpening(CodeEditor &editor, Heartbeat &heartbeat, const std::function<void()> &open)
{
    editor.resize(1000, 700);
    editor.show();
    QApplication::processEvents();
    Opening opening;
    QEventLoop loop;
    bool isWhole = false;
    QObject::connect(&editor, &CodeEditor::loaded, &loop, [&] {
        isWhole = true;
        loop.quit();
    });
    heartbeat.start();
    QElapsedTimer clock;
    clock.start();
    open();
    opening.set = milliseconds(clock);
    const auto repaint = [&] {
        if (opening.painted > 0 || editor.document()->isEmpty())
            return;
        editor.repaint();
        opening.painted = milliseconds(clock);
    };
    repaint();
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, repaint);
    look.start(0);
    if (!isWhole)
        loop.exec();
    opening.whole = milliseconds(clock);
    repaint();
    QApplication::processEvents();
    opening.gap = double(heartbeat.longestGap()) / 1000;
    return opening;
}

/// The slowest of some key strokes all over the text, painted.
double measureKeys(CodeEditor &editor, Qt::Key key, const QString &text)
{
    double slowest = 0;
    QElapsedTimer clock;
    for (int i = 0; i < 50; ++i) {
        if (i % 10 == 0) {
            editor.verticalScrollBar()->setValue(editor.verticalScrollBar()->maximum() * i / 50);
            editor.setTextCursor(editor.cursorForPosition(QPoint(200, 200)));
            QApplication::processEvents();
        }
        clock.restart();
        QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier, text);
        QApplication::sendEvent(&editor, &event);
        editor.repaint();
        slowest = std::max(slowest, milliseconds(clock));
        QApplication::processEvents();
    }
    return slowest;
}

QJsonObject figuresOf(const char *name, const char *view, const Opening &opening)
{
    return {
        {QStringLiteral("bench"), QStringLiteral("editor")}, {QStringLiteral("value"), QLatin1String(name)},
        {QStringLiteral("view"), QLatin1String(view)},       {QStringLiteral("open_ms"), opening.set},
        {QStringLiteral("first_paint_ms"), opening.painted}, {QStringLiteral("whole_ms"), opening.whole},
        {QStringLiteral("longest_gap_open_ms"), opening.gap}};
}

void measure(const char *name, const QByteArray &value, CodeEditor::Highlighting highlighting)
{
    CodeEditor editor;
    editor.setHighlighting(highlighting);
    Heartbeat heartbeat;
    QJsonObject figures =
        figuresOf(name, "text", measureOpening(editor, heartbeat, [&] { editor.setBytes(value); }));
    heartbeat.reset();
    figures.insert(QStringLiteral("slowest_key_ms"), measureKeys(editor, Qt::Key_X, QStringLiteral("x")));
    figures.insert(QStringLiteral("longest_gap_typing_ms"), double(heartbeat.longestGap()) / 1000);
    QElapsedTimer clock;
    clock.start();
    const TextSnapshot snapshot = editor.snapshot();
    figures.insert(QStringLiteral("snapshot_ms"), milliseconds(clock));
    clock.restart();
    figures.insert(QStringLiteral("bytes"), snapshot.bytes().size());
    figures.insert(QStringLiteral("bytes_on_worker_ms"), milliseconds(clock));
    report(figures);
}

void measureLaidOut(const char *name, const QByteArray &value)
{
    JsonViewer viewer;
    Heartbeat heartbeat;
    QJsonObject figures =
        figuresOf(name, "json", measureOpening(viewer, heartbeat, [&] { viewer.layOut(value); }));
    heartbeat.reset();
    figures.insert(QStringLiteral("slowest_key_ms"), measureKeys(viewer, Qt::Key_PageDown, {}));
    figures.insert(QStringLiteral("longest_gap_typing_ms"), double(heartbeat.longestGap()) / 1000);
    figures.insert(QStringLiteral("bytes"), value.size());
    figures.insert(QStringLiteral("lines"), viewer.document()->blockCount());
    report(figures);
}

} // namespace

int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    constexpr qsizetype mebibyte = 1024 * 1024;
    const QByteArray line("0123456789 abcdefghij 0123456789 abcdef\n");
    const QByteArray json(
        "  {\"name\": \"0123456789\", \"count\": 42, \"on\": true, \"list\": [1, 2, 3]},\n");
    const auto sized = [](const QByteArray &piece, qsizetype size) {
        return piece.repeated(size / piece.size());
    };
    QByteArray one = line;
    one.chop(1);
    using Highlighting = CodeEditor::Highlighting;
    measure("10 MiB of lines", sized(line, 10 * mebibyte), Highlighting::None);
    measure("10 MiB in one line", sized(one, 10 * mebibyte), Highlighting::None);
    measure("1.5 MiB in one line", sized(one, 3 * mebibyte / 2), Highlighting::None);
    measure("2 MiB of JSON, coloured", sized(json, 2 * mebibyte), Highlighting::Json);
    measure("10 MiB of JSON, coloured", sized(json, 10 * mebibyte), Highlighting::Json);
    QByteArray inOneLine = "[" + sized(json, 10 * mebibyte);
    inOneLine.replace('\n', ' ');
    inOneLine += "{}]";
    measure("10 MiB of JSON in one line", inOneLine, Highlighting::Json);
    measureLaidOut("10 MiB of JSON in one line", inOneLine);
    measureLaidOut("10 MiB of numbers in one line", "[" + QByteArray("7,").repeated(5 * mebibyte) + "7]");
    measureLaidOut("10 MiB of one JSON text", "{\"text\": \"" + sized(one, 10 * mebibyte) + "\"}");
    return 0;
}
