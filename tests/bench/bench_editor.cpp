// SPDX-License-Identifier: Apache-2.0
//
// How long the text editor holds the window up: opening, typing, scrolling, and all of it until the value is
// whole. One JSON object a case. Runs offscreen unless QT_QPA_PLATFORM says otherwise.
#include "core/base/heartbeat.h"
#include "ui/widgets/codeeditor.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QScrollBar>

#include <cstdio>

using namespace etcdscope;

namespace {

double milliseconds(const QElapsedTimer &since)
{
    return double(since.nsecsElapsed() / 1000) / 1000;
}

void measure(const char *name, const QByteArray &value, CodeEditor::Highlighting highlighting)
{
    CodeEditor editor;
    editor.resize(1000, 700);
    editor.show();
    editor.setHighlighting(highlighting);
    QApplication::processEvents();

    Heartbeat heartbeat;
    heartbeat.start();
    QElapsedTimer clock;
    clock.start();
    editor.setBytes(value);
    const double set = milliseconds(clock);
    editor.repaint();
    const double painted = milliseconds(clock);
    if (editor.isLoading()) {
        QEventLoop loop;
        QObject::connect(&editor, &CodeEditor::loaded, &loop, &QEventLoop::quit);
        loop.exec();
    }
    const double whole = milliseconds(clock);
    QApplication::processEvents();
    const double openGap = double(heartbeat.longestGap()) / 1000;
    heartbeat.reset();

    double slowestKey = 0;
    for (int i = 0; i < 50; ++i) {
        if (i % 10 == 0) {
            editor.verticalScrollBar()->setValue(editor.verticalScrollBar()->maximum() * i / 50);
            editor.setTextCursor(editor.cursorForPosition(QPoint(200, 200)));
            QApplication::processEvents();
        }
        clock.restart();
        QKeyEvent key(QEvent::KeyPress, Qt::Key_X, Qt::NoModifier, QStringLiteral("x"));
        QApplication::sendEvent(&editor, &key);
        editor.repaint();
        slowestKey = std::max(slowestKey, milliseconds(clock));
        QApplication::processEvents();
    }
    const double typeGap = double(heartbeat.longestGap()) / 1000;
    clock.restart();
    const TextSnapshot snapshot = editor.snapshot();
    const double snapshotTime = milliseconds(clock);
    clock.restart();
    const qsizetype size = snapshot.bytes().size();
    const QJsonObject figures{{QStringLiteral("bench"), QStringLiteral("editor")},
                              {QStringLiteral("value"), QString::fromLatin1(name)},
                              {QStringLiteral("bytes"), size},
                              {QStringLiteral("open_ms"), set},
                              {QStringLiteral("first_paint_ms"), painted},
                              {QStringLiteral("whole_ms"), whole},
                              {QStringLiteral("longest_gap_open_ms"), openGap},
                              {QStringLiteral("slowest_key_ms"), slowestKey},
                              {QStringLiteral("longest_gap_typing_ms"), typeGap},
                              {QStringLiteral("snapshot_ms"), snapshotTime},
                              {QStringLiteral("bytes_on_worker_ms"), milliseconds(clock)}};
    std::puts(QJsonDocument(figures).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
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
    return 0;
}
