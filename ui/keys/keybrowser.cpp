// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keybrowser.h"

#include "core/base/printable.h"
#include "core/models/keytreemodel.h"
#include "core/session/keyspace.h"
#include "ui/keys/errortext.h"
#include "ui/keys/filterresults.h"
#include "ui/keys/keytreedelegate.h"
#include "ui/keys/keytreeview.h"
#include "ui/keys/loadline.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/format.h"
#include "ui/widgets/palette.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace etcdscope {

namespace {

constexpr int typingPause = 120; // milliseconds
constexpr int goingTime = 1'200; // milliseconds a deleted row is still seen

void nameColumns(QAbstractItemModel &model)
{
    const QString names[] = {KeyBrowser::tr("Key"), KeyBrowser::tr("Version"), KeyBrowser::tr("Revision"),
                             KeyBrowser::tr("Lease")};
    for (int column = 0; column < KeyTreeModel::ColumnCount; ++column)
        model.setHeaderData(column, Qt::Horizontal, names[column], Qt::DisplayRole);
}

void sizeColumns(const QAbstractItemView &view, QHeaderView *header)
{
    header->setFont(QApplication::font(header)); // the view's own is for keys
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setMinimumSectionSize(40);
    header->setSectionResizeMode(KeyTreeModel::NameColumn, QHeaderView::Stretch);
    const int digit = view.fontMetrics().horizontalAdvance(u'0');
    header->resizeSection(KeyTreeModel::VersionColumn, 9 * digit);
    header->resizeSection(KeyTreeModel::RevisionColumn, 11 * digit);
    header->resizeSection(KeyTreeModel::LeaseColumn, 8 * digit);
}

} // namespace

KeyBrowser::KeyBrowser(KeySpace &keys, const QByteArray &prefix, QWidget *parent)
    : QWidget(parent)
    , m_keys(keys)
    , m_prefix(prefix)
    , m_model(new KeyTreeModel(keys.index(), this))
    , m_found(new FilterResults(keys, this))
    , m_filter(new FilterField(this))
    , m_filterNote(new QLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_tree(new KeyTreeView(*m_model, this))
    , m_results(new QTreeView(this))
    , m_empty(new EmptyView(this))
    , m_load(new LoadLine(keys, this))
{
    setObjectName(QStringLiteral("keyBrowser"));
    nameColumns(*m_model);
    nameColumns(*m_found);
    m_model->setDraftTest([&drafts = keys.drafts()](const QByteArray &key) { return drafts.contains(key); });
    sizeColumns(*m_tree, m_tree->header());
    buildResults();

    m_filter->setObjectName(QStringLiteral("keyFilter"));
    m_filter->setAccessibleName(tr("Filter keys"));
    m_filter->setPlaceholderText(tr("Filter loaded keys (Ctrl+F)"));
    m_filterNote->setObjectName(QStringLiteral("filterNote"));
    m_filterNote->setTextFormat(Qt::PlainText);
    m_filterNote->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_filterNote->hide();
    m_empty->setObjectName(QStringLiteral("browserEmpty"));
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_results);
    m_stack->addWidget(m_empty);

    auto *const top = new QVBoxLayout;
    top->setContentsMargins(8, 8, 8, 4);
    top->setSpacing(4);
    top->addWidget(m_filter);
    top->addWidget(m_filterNote);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_load);

    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(&m_typing, &QTimer::timeout, this, [this] { filterChanged(m_filter->text()); });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty())
            filterChanged(text);
        else
            m_typing.start();
    });
    connect(m_filter, &FilterField::listRequested, this, [this] {
        if (m_typing.isActive())
            filterChanged(m_filter->text());
        focusList();
    });
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        filterChanged(m_filter->text());
        focusList();
    });
    connect(m_filter, &FilterField::left, this, &KeyBrowser::focusList);
    connect(m_found, &FilterResults::progressed, this, &KeyBrowser::updatePage);
    connect(m_tree, &KeyTreeView::targetChanged, this, [this](const KeyTarget &target) {
        m_awaited.clear();
        emit targetChanged(target);
    });
    connect(m_tree, &KeyTreeView::keyActivated, this, &KeyBrowser::keyActivated);
    connect(m_tree, &KeyTreeView::menuRequested, this, &KeyBrowser::menuRequested);
    connect(m_load, &LoadLine::refreshRequested, this, &KeyBrowser::refreshRequested);
    connect(m_empty, &EmptyView::activated, this, [this] {
        switch (m_remedy) {
        case Remedy::None:
            break;
        case Remedy::Refresh:
            emit refreshRequested();
            break;
        case Remedy::NewKey:
            emit newKeyRequested();
            break;
        case Remedy::ClearFilter:
            m_filter->clear();
            focusList();
            break;
        }
    });
    connectFeed();
    updatePage();
}

KeyBrowser::~KeyBrowser()
{
    delete m_tree; // before its model
}

void KeyBrowser::buildResults()
{
    m_results->setObjectName(QStringLiteral("filterResults"));
    m_results->setAccessibleName(tr("Keys that match the filter"));
    m_results->setUniformRowHeights(true);
    m_results->setAllColumnsShowFocus(true);
    m_results->setRootIsDecorated(false);
    m_results->setItemsExpandable(false);
    m_results->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_results->setFont(monospaceFont());
    m_results->setItemDelegate(new KeyTreeDelegate(this));
    m_results->setModel(m_found);
    m_results->installEventFilter(this);
    m_results->viewport()->installEventFilter(this);
    sizeColumns(*m_results, m_results->header());
    connect(m_results, &QTreeView::doubleClicked, this, &KeyBrowser::revealResult);
    connect(m_results->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (m_stack->currentIndex() == ResultsPage)
            emit targetChanged(currentTarget());
    });
}

void KeyBrowser::connectFeed()
{
    const LiveFeed *feed = &m_keys.feed();
    connect(feed, &LiveFeed::firstRows, this, &KeyBrowser::applied);
    connect(feed, &LiveFeed::progressed, this, &KeyBrowser::applied);
    connect(feed, &LiveFeed::applied, this, &KeyBrowser::applied);
    connect(feed, &LiveFeed::stateChanged, this, &KeyBrowser::applied);
    connect(feed, &LiveFeed::recentChanged, this, [this] {
        if (const Position since = m_keys.feed().recentSince(); since.isValid())
            m_model->setRecentSince(since.value);
        m_results->viewport()->update();
    });
    connect(&m_keys.drafts(), &DraftStore::changed, this, [this](const QByteArray &key) {
        m_model->noteDraft(key);
        m_results->viewport()->update();
    });
    m_purge.setSingleShot(true);
    m_purge.setInterval(goingTime);
    connect(&m_purge, &QTimer::timeout, this, [this] {
        m_keys.index().purge();
        updatePage();
    });
}

void KeyBrowser::applied()
{
    if (m_keys.feed().recentSince().isValid())
        m_model->setRecentSince(m_keys.feed().recentSince().value);
    if (m_keys.index().goingCount() > 0 && !m_purge.isActive())
        m_purge.start();
    updatePage();
    if (!m_openedOnly && m_keys.index().rowCount(rootDirectory) > 0)
        openOnlyDirectory();
    if (!m_awaited.isEmpty() && m_keys.index().find(m_awaited))
        reveal(QByteArray(m_awaited));
    m_results->viewport()->update();
}

void KeyBrowser::openOnlyDirectory()
{
    m_openedOnly = true;
    const QModelIndex only = m_model->index(0, 0);
    if (m_model->rowCount() == 1 && m_model->hasChildren(only))
        m_tree->expand(only);
}

// --- what is shown ---

void KeyBrowser::updatePage()
{
    const bool filtering = !m_filter->text().isEmpty() && !m_typing.isActive();
    updateFilterNote();
    const bool treeIsEmpty = m_keys.index().rowCount(rootDirectory) == 0;
    const bool noMatch = filtering && m_found->rowCount() == 0 && !m_found->isSearching();
    Page page = filtering ? ResultsPage : TreePage;
    if (m_typing.isActive() && m_stack->currentIndex() == ResultsPage)
        page = ResultsPage;
    if (treeIsEmpty || noMatch)
        page = EmptyPage;
    if (page == EmptyPage)
        describeEmptiness();
    if (page == m_stack->currentIndex())
        return;
    const bool hadFocus = m_stack->currentWidget()->hasFocus();
    const bool wereResults = m_stack->currentIndex() == ResultsPage;
    m_stack->setCurrentIndex(page);
    if (hadFocus)
        focusList();
    if (wereResults && page == TreePage && !m_revealing &&
        m_tree->currentTarget().kind != KeyTarget::Kind::None)
        emit targetChanged(m_tree->currentTarget());
}

void KeyBrowser::describeEmptiness()
{
    const LiveFeed &feed = m_keys.feed();
    if (m_keys.index().rowCount(rootDirectory) > 0) {
        showEmpty(tr("No key matches"),
                  tr("None of the %1 loaded keys contains “%2”.")
                      .arg(formatNumber(m_found->searched()), m_filter->text()),
                  Remedy::ClearFilter, tr("Clear the Filter"));
        return;
    }
    const QString why = feed.lastError() ? errorText(*feed.lastError()) : QString();
    switch (feed.state()) {
    case LiveFeed::State::Loading:
        if (!feed.lastError())
            showEmpty(tr("Reading the keys…"), {}, Remedy::None);
        else
            showEmpty(tr("The keys could not be read yet"), why, Remedy::Refresh, tr("Try Again Now"));
        break;
    case LiveFeed::State::Idle:
        showEmpty(tr("Nothing is loaded"), tr("Loading was stopped before the first key came."),
                  Remedy::Refresh, tr("Load the Keys"));
        break;
    case LiveFeed::State::Failed:
        showEmpty(tr("The keys cannot be read"), why, Remedy::Refresh, tr("Try Again"));
        break;
    case LiveFeed::State::Live:
    case LiveFeed::State::Reconnecting:
    case LiveFeed::State::Comparing:
        if (m_prefix.isEmpty())
            showEmpty(tr("There are no keys"),
                      tr("This cluster holds no key yet. New ones appear here by themselves."),
                      Remedy::NewKey, tr("New Key…"));
        else
            showEmpty(tr("There are no keys here"),
                      tr("No key starts with “%1”, to which this session is limited. New ones appear here by "
                         "themselves.")
                          .arg(printable(m_prefix)),
                      Remedy::NewKey, tr("New Key…"));
        break;
    }
}

void KeyBrowser::showEmpty(const QString &title, const QString &text, Remedy remedy, const QString &button)
{
    m_remedy = remedy;
    if (m_empty->title() != title || m_empty->explanation() != text)
        m_empty->setContent(title, text, button);
}

void KeyBrowser::filterChanged(const QString &text)
{
    m_typing.stop();
    m_found->setText(text);
    updatePage();
}

void KeyBrowser::updateFilterNote()
{
    const bool filtering = !m_filter->text().isEmpty();
    m_filterNote->setVisible(filtering);
    if (!filtering)
        return;
    const QString matches = formatNumber(m_found->matches());
    const QString loaded = formatNumber(m_keys.index().keyCount());
    QString text;
    if (m_found->matches() > FilterResults::mostRows)
        text = tr("first %1 of %2 matches in %3 loaded keys")
                   .arg(formatNumber(FilterResults::mostRows), matches, loaded);
    else if (m_found->matches() == 1)
        text = tr("1 match in %1 loaded keys").arg(loaded);
    else
        text = tr("%1 matches in %2 loaded keys").arg(matches, loaded);
    if (m_found->isSearching())
        text = tr("searching… %1").arg(text);
    m_filterNote->setText(text);
    m_filterNote->setToolTip(
        tr("The filter looks at the names of the keys that are loaded. Enter shows a match in the tree."));
}

// --- where the keyboard is ---

QWidget *KeyBrowser::lists() const
{
    return m_stack;
}

KeyTarget KeyBrowser::currentTarget() const
{
    if (m_stack->currentIndex() == TreePage)
        return m_tree->currentTarget();
    const QModelIndex current = m_results->currentIndex();
    if (m_stack->currentIndex() != ResultsPage || !current.isValid())
        return {};
    return {.kind = KeyTarget::Kind::Key,
            .bytes = m_found->keyAt(current.row()),
            .count = 0,
            .isGoing = current.data(KeyTreeModel::GoingRole).toBool()};
}

void KeyBrowser::reveal(const QByteArray &key)
{
    const QScopedValueRollback guard(m_revealing, true);
    m_filter->clear();
    updatePage();
    m_awaited.clear();
    if (!m_tree->reveal(key))
        m_awaited = key;
}

void KeyBrowser::revealResult()
{
    const KeyTarget target = currentTarget();
    if (!target.isKey())
        return;
    reveal(target.bytes);
    focusList();
}

void KeyBrowser::focusList()
{
    QWidget *const page = m_stack->currentWidget();
    auto *const view = qobject_cast<QAbstractItemView *>(page);
    if (view && !view->currentIndex().isValid())
        view->setCurrentIndex(view->model()->index(0, 0));
    if (view)
        view->setFocus(Qt::OtherFocusReason);
    else
        m_filter->setFocus(Qt::OtherFocusReason);
}

void KeyBrowser::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

bool KeyBrowser::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && watched == m_results) {
        const auto *const key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            revealResult();
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            m_filter->clear();
            focusList();
            return true;
        }
    }
    if (event->type() == QEvent::ContextMenu) {
        const auto *const menu = static_cast<QContextMenuEvent *>(event);
        const bool byKeyboard = menu->reason() == QContextMenuEvent::Keyboard;
        if (!byKeyboard && watched == m_results->viewport()) {
            if (const QModelIndex under = m_results->indexAt(menu->pos()); under.isValid())
                m_results->setCurrentIndex(under);
        }
        const QRect current = m_results->visualRect(m_results->currentIndex());
        emit menuRequested(byKeyboard ? m_results->viewport()->mapToGlobal(current.bottomLeft())
                                      : menu->globalPos());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace etcdscope
