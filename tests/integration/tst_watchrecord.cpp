// SPDX-License-Identifier: Apache-2.0
//
// Each promise of a watch that is broken is named: what the fault tests rely on.
#include "tests/integration/watchrecord.h"

#include <QTest>

using namespace etcdscope;

Q_DECLARE_METATYPE(etcdscope::WatchRecord)

class TestWatchRecord : public QObject
{
    Q_OBJECT

private slots:
    void aBrokenPromiseIsNamed_data();
    void aBrokenPromiseIsNamed();
    void olderServersLetNotesOvertake();
};

namespace {

RecordedChange put(const QByteArray &key, qint64 revision)
{
    return {.key = key, .modRevision = revision, .createRevision = revision, .version = 1};
}

RecordedPart part(std::vector<RecordedChange> changes, int watch = 0)
{
    return {.watch = watch, .changes = std::move(changes)};
}

RecordedPart note(qint64 revision, int watch = 0)
{
    return {.watch = watch, .changes = {}, .progress = revision};
}

/// Of the keys that begin with "a".
WatchRecord recordOf(std::vector<RecordedPart> parts)
{
    return {.range = KeyRange::prefix("a"), .watches = 2, .parts = std::move(parts)};
}

const std::vector<RecordedChange> history{put("a1", 3), put("b1", 3), put("a2", 4), put("a3", 6)};

} // namespace

void TestWatchRecord::aBrokenPromiseIsNamed_data()
{
    QTest::addColumn<WatchRecord>("record");
    QTest::addColumn<QString>("promise");
    const auto row = [](const char *name, const char *promise, std::vector<RecordedPart> parts) {
        QTest::newRow(name) << recordOf(std::move(parts)) << QString::fromLatin1(promise);
    };
    const RecordedChange a1 = history[0];
    const RecordedChange b1 = history[1];
    const RecordedChange a2 = history[2];
    const RecordedChange a3 = history[3];
    row("kept", "", {part({a1}), note(3), part({a2}), part({a3}, 1), note(6, 1), note(7, 1)});
    row("kept by a watch that goes on before what a note said", "",
        {part({a1}), note(5), part({a2}, 1), part({a3}, 1)});
    row("of another range", "filter", {part({a1, b1}), part({a2}), part({a3})});
    row("backwards", "ordered", {part({a2, a1}), part({a3})});
    row("twice at once", "unique", {part({a1, a1}), part({a2}), part({a3})});
    row("a revision in two", "atomic", {part({a1}), part({put("a0", 3)})});
    row("told again after it was resumed", "atomic", {part({a1}), part({a2}), part({a2}, 1), part({a3}, 1)});
    row("after a note of it", "bookmarkable", {part({a1}), note(4), part({a2}), part({a3})});
    row("a note before what came", "bookmarkable", {part({a1}), part({a2}), note(3), part({a3})});
    row("a note before another", "bookmarkable", {note(5), note(4)});
    row("one missing", "reliable", {part({a1}), part({a3})});
    row("the last missing", "reliable", {part({a1}), part({a2})});
    row("one that never was", "reliable", {part({a1}), part({a2}), part({put("a9", 5)}), part({a3})});
}

void TestWatchRecord::aBrokenPromiseIsNamed()
{
    QFETCH(WatchRecord, record);
    QFETCH(QString, promise);
    const QString broken = brokenPromise(record, history, 2, 6);
    QVERIFY2(promise.isEmpty() ? broken.isEmpty() : broken.startsWith(promise + u':'), qPrintable(broken));
}

void TestWatchRecord::olderServersLetNotesOvertake()
{
    for (const char *version : {"3.4.23", "3.5.7", "3.3.27"})
        QVERIFY2(progressNotesOf(version) == ProgressNotes::MayOvertake, version);
    for (const char *version : {"3.4.25", "3.5.8", "3.5.33", "3.6.0"})
        QVERIFY2(progressNotesOf(version) == ProgressNotes::Reliable, version);
    const WatchRecord record =
        recordOf({note(4), part({history[0]}), part({history[2]}), part({history[3]})});
    QVERIFY(!brokenPromise(record, history, 2, 6).isEmpty());
    QCOMPARE(brokenPromise(record, history, 2, 6, ProgressNotes::MayOvertake), QString());
}

QTEST_GUILESS_MAIN(TestWatchRecord)
#include "tst_watchrecord.moc"
