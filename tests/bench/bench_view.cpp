// SPDX-License-Identifier: Apache-2.0
// What the tree of keys costs with a million keys directly in one directory, action by action, and the stock
// QTreeView over the same model beside it. One JSON object a line on standard output.
#include "core/base/heartbeat.h"
#include "core/keys/keyindex.h"
#include "core/models/keytreemodel.h"
#include "tests/bench/benchsupport.h"
#include "ui/keys/keytreedelegate.h"
#include "ui/keys/keytreeview.h"
#include "ui/widgets/palette.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QHeaderView>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTest>
#include <QTimer>
#include <QTreeView>

#include <algorithm>
#include <ctime>
#include <functional>
#include <memory>

using namespace etcdscope;

namespace {

constexpr int million = 1'000'000;

/// Every second number: there is room for keys between them.
QByteArray keyOf(int number)
{
    return "/flat/key" + QByteArray::number(2 * number).rightJustified(8, '0');
}

void fill(KeyIndex &index)
{
    EntryBatch batch;
    for (int i = 0; i < million; ++i) {
        batch.append(keyOf(i), {}, {.modRevision = i + 1, .version = 1});
        if (batch.size() == 3'000 || i == million - 1) {
            index.insertListing(batch, 0, batch.size());
            batch.clear();
        }
    }
}

/// Inserts, removals and new versions in turn, all over the directory.
EntryBatch scattered(int count, qint64 revision, quint32 seed)
{
    QRandomGenerator random(seed);
    EntryBatch changes;
    for (int i = 0; i < count; ++i) {
        const QByteArray key = keyOf(int(random.bounded(million)));
        if (i % 3 == 0)
            changes.append(key + 'n', {}, {.modRevision = revision, .version = 1});
        else
            changes.append(key, {}, {.isDelete = i % 3 == 1, .modRevision = revision, .version = 2});
    }
    return changes;
}

/// Of this thread, whatever else the machine does.
double processorMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

/// One view, through every action: the time of each with its layout and painting, on the clock and of the
/// processor, and the longest gap of the event loop meanwhile.
class Measured
{
public:
    Measured(const QString &prefix, QAbstractItemView &view, KeyIndex &index, KeyTreeModel &model,
             std::function<void(const QModelIndex &)> expand)
        : m_prefix(prefix)
        , m_view(view)
        , m_index(index)
        , m_model(model)
        , m_expand(std::move(expand))
    {
    }

    QJsonObject run()
    {
        m_view.resize(700, 900);
        m_view.show();
        m_view.activateWindow();
        (void)QTest::qWaitForWindowActive(&m_view);
        m_view.setFocus();
        settle();
        const QModelIndex top = m_model.indexOfDirectory(QByteArrayView("/flat/"));
        act("open", [&] { m_expand(top); });
        m_view.setCurrentIndex(top);
        settle();
        act("scroll_end",
            [&] { m_view.verticalScrollBar()->setValue(m_view.verticalScrollBar()->maximum()); });
        act("scroll_middle",
            [&] { m_view.verticalScrollBar()->setValue(m_view.verticalScrollBar()->maximum() / 2); });
        act("insert_middle", [&] { change(keyOf(million / 2) + 'm', false); });
        act("remove_middle", [&] { change(keyOf(million / 2), true); });
        act("scattered_1000", [&] { apply(scattered(1'000, ++m_revision, 1)); });
        act("end", [&] { press(Qt::Key_End); });
        act("page_up", [&] { press(Qt::Key_PageUp); });
        act("home", [&] { press(Qt::Key_Home); });
        act("page_down", [&] { press(Qt::Key_PageDown); });
        act("type_ahead", [&] { QTest::keyClicks(&m_view, QStringLiteral("key0123")); });
        act("shift_end", [&] { press(Qt::Key_End, Qt::ShiftModifier); });
        act("scattered_1000_in_selection", [&] { apply(scattered(1'000, ++m_revision, 2)); });
        act("select_all", [&] { press(Qt::Key_A, Qt::ControlModifier); });
        act("scattered_1000_all_selected", [&] { apply(scattered(1'000, ++m_revision, 3)); });
        act("arrow_after_all", [&] { press(Qt::Key_Up); });
        m_figures.insert(m_prefix + QStringLiteral("longest_gap_ms"), m_longest);
        return m_figures;
    }

private:
    /// Lets the event loop turn, without the naps of QTest::qWait().
    static void settle(int milliseconds = 15)
    {
        QEventLoop loop;
        QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
        loop.exec();
    }

    void act(const char *name, const std::function<void()> &work)
    {
        settle();
        Heartbeat heartbeat;
        heartbeat.start();
        settle(3);
        heartbeat.reset();
        QElapsedTimer timer;
        timer.start();
        const double before = processorMilliseconds();
        work();
        QCoreApplication::processEvents(); // layout and painting
        QCoreApplication::processEvents();
        const double processor = processorMilliseconds() - before;
        const double milliseconds = double(timer.nsecsElapsed()) / 1e6;
        settle();
        const double gap = double(heartbeat.longestGap()) / 1e3;
        m_longest = std::max(m_longest, gap);
        const QString figure = m_prefix + QLatin1String(name);
        m_figures.insert(figure + QStringLiteral("_ms"), milliseconds);
        m_figures.insert(figure + QStringLiteral("_cpu_ms"), processor);
        m_figures.insert(figure + QStringLiteral("_gap_ms"), gap);
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&m_view, key, modifiers);
    }

    void change(const QByteArray &key, bool isDelete)
    {
        EntryBatch changes;
        changes.append(key, {}, {.isDelete = isDelete, .modRevision = ++m_revision, .version = 1});
        apply(changes);
    }

    void apply(const EntryBatch &changes) { m_index.applyChanges(changes, 0, changes.size()); }

    const QString m_prefix;
    QAbstractItemView &m_view;
    KeyIndex &m_index;
    KeyTreeModel &m_model;
    std::function<void(const QModelIndex &)> m_expand;
    QJsonObject m_figures;
    qint64 m_revision = 2 * million;
    double m_longest = 0;
};

QJsonObject ours()
{
    KeyIndex index;
    KeyTreeModel model(index);
    fill(index);
    auto view = std::make_unique<KeyTreeView>(model);
    view->header()->setSectionResizeMode(KeyTreeModel::NameColumn, QHeaderView::Stretch);
    QJsonObject figures =
        Measured(QString(), *view, index, model, [&](const QModelIndex &row) { view->expand(row); }).run();
    // The share of index and model in the scattered changes.
    view.reset();
    const EntryBatch changes = scattered(1'000, 4 * million, 4);
    const double before = processorMilliseconds();
    index.applyChanges(changes, 0, changes.size());
    figures.insert(QStringLiteral("scattered_1000_without_view_cpu_ms"), processorMilliseconds() - before);
    return figures;
}

/// As the program had it: uniform rows, changes told for what is on screen.
QJsonObject stock()
{
    KeyIndex index;
    KeyTreeModel model(index);
    fill(index);
    model.setVisibleRows(std::vector<KeyTreeModel::VisibleRange>());
    QTreeView view;
    view.setUniformRowHeights(true);
    view.setAllColumnsShowFocus(true);
    view.setSelectionMode(QAbstractItemView::ExtendedSelection);
    view.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setFont(monospaceFont());
    view.setItemDelegate(new KeyTreeDelegate(&view));
    view.setModel(&model);
    view.header()->setSectionResizeMode(KeyTreeModel::NameColumn, QHeaderView::Stretch);
    return Measured(QStringLiteral("stock_"), view, index, model,
                    [&](const QModelIndex &row) { view.expand(row); })
        .run();
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QJsonObject figures{{QStringLiteral("bench"), QStringLiteral("view")},
                        {QStringLiteral("keys"), million},
                        {QStringLiteral("platform"), QGuiApplication::platformName()}};
    QJsonObject measured = ours();
    if (!QCoreApplication::arguments().contains(QStringLiteral("--without-stock"))) {
        const QJsonObject beside = stock();
        for (auto figure = beside.begin(); figure != beside.end(); ++figure)
            measured.insert(figure.key(), figure.value());
    }
    for (auto figure = measured.begin(); figure != measured.end(); ++figure)
        figures.insert(figure.key(), figure.value());
    report(figures);
    return 0;
}
