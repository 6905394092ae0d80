// SPDX-License-Identifier: Apache-2.0
#include "app/measuredfolder.h"

#include "app/keysaccess.h"
#include "core/models/keytreemodel.h"
#include "core/session/session.h"
#include "ui/keys/keytreeview.h"
#include "ui/window/sessionview.h"

#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

constexpr size_t scattered = 1'000; // changes of one transaction

// A row that goes is seen for a moment before it does.
constexpr std::chrono::milliseconds untilGone(1'500);

} // namespace

MeasuredFolder::MeasuredFolder(SessionView &view, const QByteArray &prefix, MeasuredActs &acts)
    : QObject(&acts)
    , m_space(*view.session().keySpace())
    , m_index(m_space.index())
    , m_tree(keyTree(view))
    , m_acts(acts)
    , m_directory(m_index.findDirectory(prefix).value_or(noDirectory))
{
}

std::vector<MeasuredAct> MeasuredFolder::acts()
{
    if (!m_tree || m_directory == noDirectory || rowCount() == 0)
        return {};
    const QModelIndex directory = m_tree->keys().indexOfDirectory(m_index.prefix(m_directory));
    m_tree->expand(directory);
    m_tree->setCurrentIndex(directory);
    m_tree->setFocus();

    QScrollBar *const bar = m_tree->verticalScrollBar();
    const auto act = [this](const char *name, const std::function<void()> &work) {
        return MeasuredAct{
            .name = QLatin1String(name), .work = work, .shownIn = m_tree->viewport(), .isDone = {}};
    };
    return {key("close", Qt::Key_Left),
            key("open", Qt::Key_Right),
            act("scroll_end", [bar] { bar->setValue(bar->maximum()); }),
            act("scroll_middle", [bar] { bar->setValue(bar->maximum() / 2); }),
            change("insert_middle", &MeasuredFolder::insertInTheMiddle),
            change("remove_middle", &MeasuredFolder::removeAll),
            change("scattered_1000", &MeasuredFolder::changeScattered),
            key("end", Qt::Key_End),
            key("page_up", Qt::Key_PageUp),
            key("home", Qt::Key_Home),
            key("page_down", Qt::Key_PageDown),
            act("type_ahead",
                [this] {
                    const QByteArray label = m_index.row(m_directory, rowCount() / 4).label.toByteArray();
                    typeText(*m_tree, QString::fromLatin1(label));
                }),
            key("shift_end", Qt::Key_End, Qt::ShiftModifier),
            change("scattered_1000_in_selection", &MeasuredFolder::changeScattered),
            key("select_all", Qt::Key_A, Qt::ControlModifier),
            change("scattered_1000_all_selected", &MeasuredFolder::changeScattered),
            key("arrow_after_all", Qt::Key_Up),
            change("remove_scattered", &MeasuredFolder::removeAll)};
}

MeasuredAct MeasuredFolder::key(const char *name, Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    return {.name = QLatin1String(name),
            .work = [this, key, modifiers] { pressKey(*m_tree, key, modifiers); },
            .shownIn = m_tree->viewport()};
}

MeasuredAct MeasuredFolder::change(const char *name, void (MeasuredFolder::*work)())
{
    return {.name = QLatin1String(name),
            .work = [this, work] { (this->*work)(); },
            .shownIn = m_tree->viewport(),
            .isDone = [this] { return m_space.feed().changesSeen() >= m_expected; },
            .rest = untilGone};
}

// --- what others do ---

void MeasuredFolder::insertInTheMiddle()
{
    Transaction transaction;
    putNew(transaction, rowInTheMiddle());
    commit(transaction);
}

/// New keys all over the directory, one of them on screen. Where there are some by now a third of them is
/// removed and a third gets a new version.
void MeasuredFolder::changeScattered()
{
    Transaction transaction;
    const std::vector<QByteArray> before = std::exchange(m_own, {});
    for (size_t i = 0; i < before.size(); ++i) {
        if (i % 3 == 0 && transaction.success.size() < scattered) {
            transaction.success.push_back(RemoveStep{.range = KeyRange::single(before[i])});
            continue;
        }
        m_own.push_back(before[i]);
        if (i % 3 == 1 && transaction.success.size() < scattered)
            transaction.success.push_back(PutStep{.key = before[i], .value = "changed"});
    }
    putNew(transaction, rowInTheMiddle());
    const int rows = rowCount();
    const int distance = std::max(rows / int(scattered), 1);
    for (int row = int(m_random.bounded(distance)); row < rows; row += distance) {
        if (transaction.success.size() < scattered)
            putNew(transaction, row);
    }
    commit(transaction);
}

void MeasuredFolder::removeAll()
{
    Transaction transaction;
    const std::vector<QByteArray> all = std::exchange(m_own, {});
    for (const QByteArray &key : all)
        transaction.success.push_back(RemoveStep{.range = KeyRange::single(key)});
    commit(transaction);
}

/// Right behind a row.
void MeasuredFolder::putNew(Transaction &transaction, int row)
{
    const QByteArray key = m_index.key({m_directory, row}) + "~measured" + QByteArray::number(++m_lastNumber);
    transaction.conditions.push_back(Condition::absent(key));
    transaction.success.push_back(PutStep{.key = key, .value = "new", .isNew = true});
    m_own.push_back(key);
}

void MeasuredFolder::commit(const Transaction &transaction)
{
    m_expected = m_space.feed().changesSeen() + qint64(transaction.success.size());
    m_commit = m_space.store().commit(transaction);
    m_commit.then(this, [this](const Result<TransactionResult> &result) {
        if (!result)
            m_acts.fail(result.error().toString());
        else if (!result->succeeded)
            m_acts.fail(QStringLiteral("a key that was to be new is there"));
    });
}

int MeasuredFolder::rowInTheMiddle() const
{
    const QModelIndex middle = m_tree->indexAt(m_tree->viewport()->rect().center());
    const bool isInside = m_tree->keys().directoryAt(middle.parent()) == m_directory;
    return middle.isValid() && isInside ? middle.row() : rowCount() / 2;
}

} // namespace etcdscope
