// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keybrowser.h"

#include "core/base/printable.h"
#include "core/models/keytreemodel.h"
#include "core/session/keyspace.h"
#include "ui/keys/errortext.h"
#include "ui/keys/hiddenkeys.h"
#include "ui/keys/keytreedelegate.h"
#include "ui/keys/keytreeview.h"
#include "ui/keys/loadline.h"
#include "ui/keys/resultlist.h"
#include "ui/keys/rightswords.h"
#include "ui/keys/searchbar.h"
#include "ui/keys/searchresults.h"
#include "ui/keys/searchwords.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/messagebar.h"
#include "ui/workspace/environmentlook.h"

#include <QApplication>
#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <utility>

namespace etcdscope {

namespace {

constexpr int goingTime = 1'200; // milliseconds a deleted row is still seen

void nameColumns(QAbstractItemModel &model, const StoreFeatures &features, const QString &label)
{
    const QString key =
        label.isEmpty() ? KeyBrowser::tr("Key") : KeyBrowser::tr("Key · %1", "the environment").arg(label);
    const QString names[] = {key, features.history ? KeyBrowser::tr("Version") : KeyBrowser::tr("Keys"),
                             features.history ? KeyBrowser::tr("Revision") : KeyBrowser::tr("Index"),
                             features.timeToLive ? KeyBrowser::tr("Expires in") : KeyBrowser::tr("Lease")};
    for (int column = 0; column < KeyTreeModel::ColumnCount; ++column)
        model.setHeaderData(column, Qt::Horizontal, names[column], Qt::DisplayRole);
}

void sizeColumns(const QAbstractItemView &view, QHeaderView *header, const StoreFeatures &features)
{
    header->setFont(QApplication::font(header)); // the view's own is for keys
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setMinimumSectionSize(40);
    header->setSectionResizeMode(KeyTreeModel::NameColumn, QHeaderView::Stretch);
    const int digit = view.fontMetrics().horizontalAdvance(u'0');
    header->resizeSection(KeyTreeModel::VersionColumn, 11 * digit);
    header->resizeSection(KeyTreeModel::RevisionColumn, 11 * digit);
    header->resizeSection(KeyTreeModel::LeaseColumn, (features.timeToLive ? 13 : 8) * digit);
}

/// A bar of the environment's colour above the head of a list.
class HeaderMark final : public QWidget
{
public:
    HeaderMark(QHeaderView &header, const Environment &environment)
        : QWidget(&header)
        , m_environment(environment)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        header.installEventFilter(this);
        resize(header.width(), height);
    }

protected:
    bool eventFilter(QObject *header, QEvent *event) override
    {
        if (event->type() == QEvent::Resize)
            resize(static_cast<QWidget *>(header)->width(), height);
        return false;
    }
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(rect(), environmentMark(m_environment, palette()));
    }

private:
    static constexpr int height = 3;
    const Environment m_environment;
};

void markHeader(QHeaderView &header, const Environment &environment)
{
    if (environmentColour(environment).isValid())
        new HeaderMark(header, environment);
}

} // namespace

KeyBrowser::KeyBrowser(KeySpace &keys, const Environment &environment, QWidget *parent)
    : QWidget(parent)
    , m_keys(keys)
    , m_model(new KeyTreeModel(keys.index(), this))
    , m_found(new SearchResults(keys, this))
    , m_search(new SearchBar(keys, *m_found, this))
    , m_missing(new MessageBar(this))
    , m_stack(new QStackedWidget(this))
    , m_tree(new KeyTreeView(*m_model, this))
    , m_results(new ResultList(*m_found, this))
    , m_empty(new EmptyView(this))
    , m_hidden(keys.store().features().hiddenKeys ? new HiddenKeys(keys, this) : nullptr)
    , m_load(new LoadLine(keys, this))
{
    setObjectName(QStringLiteral("keyBrowser"));
    const StoreFeatures features = keys.store().features();
    nameColumns(*m_model, features, environmentLabel(environment));
    nameColumns(*m_found, features, environmentLabel(environment));
    markHeader(*m_tree->header(), environment);
    markHeader(*m_results->header(), environment);
    m_model->setDraftTest([&drafts = keys.drafts()](const QByteArray &key) { return drafts.contains(key); });
    sizeColumns(*m_tree, m_tree->header(), features);
    sizeColumns(*m_results, m_results->header(), features);
    buildLayout();
    connectSearch();
    connect(m_tree, &KeyTreeView::targetChanged, this, [this](const KeyTarget &target) {
        m_awaited.clear();
        emit targetChanged(target);
    });
    // The row that was current before something else was looked at can be clicked again.
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &KeyBrowser::selectionChanged, Qt::QueuedConnection);
    connect(m_tree, &KeyTreeView::keyActivated, this, &KeyBrowser::keyActivated);
    connect(m_tree, &KeyTreeView::menuRequested, this, &KeyBrowser::menuRequested);
    connect(m_load, &LoadLine::refreshRequested, this, &KeyBrowser::refreshRequested);
    connect(m_load, &LoadLine::everythingRequested, this, &KeyBrowser::everythingRequested);
    connect(m_tree, &KeyTreeView::expanded, this, [this](const QModelIndex &index) {
        if (m_keys.feed().mode() != LiveFeed::LoadMode::OnDemand)
            return;
        const QByteArray opened = index.data(KeyTreeModel::KeyBytesRole).toByteArray();
        m_wanted.insert(opened);
        m_keys.feed().openDirectory(opened);
    });
    connect(m_tree, &KeyTreeView::collapsed, this, [this](const QModelIndex &index) {
        m_wanted.erase(index.data(KeyTreeModel::KeyBytesRole).toByteArray());
    });
    connect(m_empty, &EmptyView::activated, this, &KeyBrowser::takeRemedy);
    if (m_hidden) {
        m_hidden->hide();
        connect(m_hidden, &HiddenKeys::keyActivated, this, [this](const QByteArray &key) {
            await(key);
            emit keyActivated(key);
        });
        connect(m_hidden, &HiddenKeys::left, this, &KeyBrowser::focusList);
    }
    connectFeed();
    updatePage();
}

KeyBrowser::~KeyBrowser()
{
    delete m_tree; // before its model
}

void KeyBrowser::buildLayout()
{
    m_missing->setObjectName(QStringLiteral("browserMissing"));
    m_empty->setObjectName(QStringLiteral("browserEmpty"));
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_results);
    m_stack->addWidget(m_empty);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_search);
    layout->addWidget(m_missing);
    layout->addWidget(m_stack, 3);
    if (m_hidden)
        layout->addWidget(m_hidden, 2);
    layout->addWidget(m_load);
}

void KeyBrowser::connectSearch()
{
    connect(m_search, &SearchBar::changed, this, &KeyBrowser::updatePage);
    connect(m_search, &SearchBar::listRequested, this, &KeyBrowser::focusList);
    connect(m_search, &SearchBar::left, this, &KeyBrowser::focusList);
    connect(m_results, &ResultList::chosen, this, &KeyBrowser::revealResult);
    connect(m_results, &ResultList::menuRequested, this, &KeyBrowser::menuRequested);
    connect(m_results, &ResultList::left, this, [this] {
        m_search->clear();
        focusList();
    });
    connect(m_results, &ResultList::targetChanged, this, [this](const KeyTarget &target) {
        if (m_stack->currentIndex() == ResultsPage)
            emit targetChanged(target);
    });
}

void KeyBrowser::takeRemedy()
{
    switch (m_remedy) {
    case Remedy::None:
        break;
    case Remedy::Refresh:
        emit refreshRequested();
        break;
    case Remedy::NewKey:
        emit newKeyRequested();
        break;
    case Remedy::ClearSearch:
        m_search->clear();
        focusList();
        break;
    case Remedy::SearchServer:
        m_search->searchServer();
        focusList();
        break;
    }
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
    if (m_openedAbove.size() < m_keys.feed().ranges().size())
        openAboveRanges();
    if (!m_awaited.isEmpty() && (m_keys.index().find(m_awaited) || m_keys.index().findDirectory(m_awaited)))
        reveal(QByteArray(m_awaited));
    if (m_keys.feed().mode() == LiveFeed::LoadMode::OnDemand) {
        readWanted();
        approachAwaited();
    }
    if (m_search->isActive())
        m_search->updateScope();
    m_results->viewport()->update();
}

/// Has directories read that were opened: at once, or when the connection is back.
void KeyBrowser::readWanted()
{
    const KeyIndex &index = m_keys.index();
    LiveFeed &feed = m_keys.feed();
    std::erase_if(m_wanted, [&](const QByteArray &prefix) {
        const auto directory = index.findDirectory(prefix);
        return !directory || (!index.isPartial(*directory) && !feed.isReading());
    });
    if (feed.state() != LiveFeed::State::Live || feed.demandLoader().readError())
        return;
    for (const QByteArray &prefix : m_wanted)
        feed.openDirectory(prefix);
}

/// A key that is to be shown may lie in a directory that was not read yet.
void KeyBrowser::approachAwaited()
{
    if (m_awaited.isEmpty() || m_keys.feed().isComplete() || m_keys.feed().isReading() ||
        m_keys.feed().demandLoader().readError())
        return;
    const KeyIndex &index = m_keys.index();
    for (qsizetype end = directorySize(m_awaited, index.separator()); end > 0;
         end = m_awaited.lastIndexOf(index.separator(), end - 2) + 1) {
        const auto directory = index.findDirectory(m_awaited.first(end));
        if (directory && index.isPartial(*directory)) {
            m_keys.feed().openDirectory(m_awaited.first(end));
            return;
        }
        if (end < 2)
            return;
    }
}

void KeyBrowser::setRights(const QString &missing, const QString &refusal)
{
    m_refusal = refusal;
    if (std::exchange(m_missingText, missing) != missing) {
        if (missing.isEmpty())
            m_missing->dismiss();
        else
            m_missing->showMessage(
                MessageBar::Severity::Warning, missing,
                tr("A role that grants reading is missing. Once the user has it, read again (F5)."));
    }
    updatePage();
}

/// Opens what is above the prefixes that a session is limited to, once: it shows nothing else there.
void KeyBrowser::openAboveRanges()
{
    const char separator = m_keys.index().separator();
    for (const KeyRange &range : m_keys.feed().ranges()) {
        const QByteArray &begin = range.begin;
        const qsizetype last = begin.size() < 2 ? 0 : begin.lastIndexOf(separator, begin.size() - 2) + 1;
        if (last < 2 || m_openedAbove.contains(begin) ||
            !m_model->indexOfDirectory(QByteArrayView(begin).first(last)).isValid())
            continue;
        m_openedAbove.insert(begin);
        for (qsizetype end = begin.indexOf(separator, 1) + 1; end > 0 && end <= last;
             end = begin.indexOf(separator, end) + 1)
            m_tree->expand(m_model->indexOfDirectory(QByteArrayView(begin).first(end)));
    }
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
    const bool isSearch = m_search->isActive();
    const bool isServer = isSearch && m_found->source() == SearchResults::Source::Server;
    const bool treeIsEmpty = m_keys.index().rowCount(rootDirectory) == 0;
    const bool noResult = isSearch && m_found->rowCount() == 0 && !m_found->isSearching();
    Page page = isSearch ? ResultsPage : TreePage;
    if ((treeIsEmpty && !isServer) || noResult)
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
    if (m_keys.index().rowCount(rootDirectory) > 0 || m_found->source() == SearchResults::Source::Server) {
        describeNoResult();
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
        showEmpty(tr("The keys cannot be read"),
                  feed.lastError()->kind == ErrorKind::PermissionDenied && !m_refusal.isEmpty() ? m_refusal
                                                                                                : why,
                  Remedy::Refresh, tr("Try Again"));
        break;
    case LiveFeed::State::Live:
    case LiveFeed::State::Reconnecting:
    case LiveFeed::State::Comparing:
        if (const QString scope = scopeNames(feed.ranges()); scope.isEmpty())
            showEmpty(tr("There are no keys"),
                      tr("This cluster holds no key yet. New ones appear here by themselves."),
                      Remedy::NewKey, tr("New Key…"));
        else
            showEmpty(tr("There are no keys here"),
                      tr("No keys in %1 yet, to which this session is limited. New ones appear here by "
                         "themselves.")
                          .arg(scope),
                      Remedy::NewKey, tr("New Key…"));
        break;
    }
}

void KeyBrowser::showEmpty(const QString &title, const QString &text, Remedy remedy, const QString &button)
{
    m_remedy = remedy;
    if (m_empty->title() != title || m_empty->explanation() != text)
        m_empty->setContent(title, text, remedy == Remedy::NewKey && !m_writable ? QString() : button);
}

void KeyBrowser::setWritable(bool writable)
{
    if (std::exchange(m_writable, writable) == writable)
        return;
    m_empty->setContent({}, {}); // so that it is described anew, when it is shown
    updatePage();
}

void KeyBrowser::describeNoResult()
{
    const bool isLoaded = m_found->source() == SearchResults::Source::Loaded;
    const bool onServer = isLoaded && m_search->canSearchServer();
    showEmpty(noResultTitle(m_keys, *m_found), noResultText(m_keys, *m_found),
              onServer ? Remedy::SearchServer : Remedy::ClearSearch,
              onServer ? tr("Search the Server") : tr("Clear the Search"));
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
    return m_stack->currentIndex() == ResultsPage ? m_results->currentTarget() : KeyTarget();
}

SelectedKeys KeyBrowser::selection() const
{
    const char separator = m_keys.index().separator();
    return m_stack->currentIndex() == TreePage ? selectionOf(m_tree->selectionModel()->selection(), separator)
                                               : selectionOf(currentTarget(), separator);
}

void KeyBrowser::reveal(const QByteArray &key)
{
    const QScopedValueRollback guard(m_revealing, true);
    m_search->clear();
    updatePage();
    m_awaited.clear();
    if (!m_tree->reveal(key)) {
        await(key);
        approachAwaited();
    }
}

void KeyBrowser::await(const QByteArray &key)
{
    m_tree->selectionModel()->clearSelection();
    m_awaited = key;
}

void KeyBrowser::selectionChanged()
{
    if (!isElsewhere() || !m_tree->selectionModel()->hasSelection())
        return;
    m_awaited.clear();
    emit targetChanged(m_tree->currentTarget());
}

void KeyBrowser::revealResult(const QByteArray &key)
{
    reveal(key);
    if (m_awaited.isEmpty())
        focusList();
    else // not loaded: it can be worked on all the same
        emit keyActivated(key);
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
        m_search->focusText();
}

void KeyBrowser::showHidden(bool show)
{
    if (!m_hidden)
        return;
    m_hidden->setVisible(show);
    if (show)
        m_hidden->read();
    else
        focusList();
}

void KeyBrowser::focusFilter()
{
    m_search->focusText();
}

} // namespace etcdscope
