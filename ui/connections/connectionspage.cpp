// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/connectionspage.h"

#include "core/base/wholefile.h"
#include "ui/connections/connections.h"
#include "ui/connections/profiledetails.h"
#include "ui/connections/profiletext.h"
#include "ui/connections/profiletree.h"
#include "ui/connections/profiletreemodel.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/messagebar.h"
#include "ui/workspace/actionregistry.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

namespace etcdscope {

ConnectionsPage::ConnectionsPage(Connections &connections, ActionRegistry &actions, QWidget *parent)
    : QWidget(parent)
    , m_connections(connections)
    , m_model(new ProfileTreeModel(this))
    , m_search(new FilterField(this))
    , m_message(new MessageBar(this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyView(this))
    , m_tree(new ProfileTree(*m_model, this))
{
    setObjectName(QStringLiteral("connections"));
    m_message->setObjectName(QStringLiteral("connections.message"));
    m_search->setObjectName(QStringLiteral("connections.search"));
    m_search->setAccessibleName(tr("Search connections"));
    m_search->setPlaceholderText(tr("Search by name, folder, address, environment or user"));
    buildActions(actions);
    buildLayout();

    connect(m_search, &QLineEdit::textChanged, this, &ConnectionsPage::filter);
    connect(m_search, &QLineEdit::returnPressed, this, &ConnectionsPage::open);
    connect(m_search, &FilterField::listRequested, m_tree, qOverload<>(&QWidget::setFocus));
    connect(m_tree, &ProfileTree::opened, this,
            [this](const QUuid &id) { m_connections.open(id, window()); });
    connect(m_tree, &ProfileTree::selectionMoved, this, &ConnectionsPage::selectionMoved);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &ConnectionsPage::showMenu);
    connect(m_empty, &EmptyView::activated, this, [this] {
        if (m_search->text().isEmpty())
            m_create->trigger();
        else
            m_search->clear();
    });
    connect(
        m_model, &ProfileTreeModel::moveRequested, this,
        [this](const QList<QUuid> &profiles, const QList<QStringList> &folders, const QStringList &into,
               const QUuid &before) {
            if (!profiles.isEmpty())
                m_connections.store().move(profiles, into, before);
            for (const QStringList &folder : folders)
                m_connections.store().renameFolder(folder, into + QStringList{folder.last()});
        },
        Qt::QueuedConnection); // the view is in the middle of a drop
    connect(
        m_model, &ProfileTreeModel::profileRenameRequested, this,
        [this](const QUuid &id, const QString &name) {
            if (auto profile = m_connections.store().profile(id)) {
                profile->name = name;
                m_connections.store().replace(*profile);
            }
        },
        Qt::QueuedConnection); // the editor is still open
    connect(
        m_model, &ProfileTreeModel::folderRenameRequested, this,
        [this](const QStringList &folder, const QString &name) {
            QStringList renamed = folder;
            renamed.last() = folderFromText(name).join(QLatin1Char(' '));
            m_connections.store().renameFolder(folder, renamed);
        },
        Qt::QueuedConnection);
    const ProfileStore &store = connections.store();
    connect(&store, &ProfileStore::listChanged, this, &ConnectionsPage::reload);
    connect(&store, &ProfileStore::profileChanged, this, &ConnectionsPage::reload);
    connect(&connections, &Connections::kept, m_tree, qOverload<const QUuid &>(&ProfileTree::select));
    connect(&connections, &Connections::problemFound, this,
            [this](const QString &text, const QString &details) {
                m_message->showMessage(MessageBar::Severity::Error, text, details);
            });
    connect(&connections, &Connections::noted, this, [this](const QString &text) {
        if (!m_message->isVisibleTo(this)) // else there is something that matters more, or can be undone
            m_message->showMessage(MessageBar::Severity::Information, text);
    });
    connect(m_tree, &ProfileTree::closedFoldersChanged, this, &ConnectionsPage::closedFoldersChanged);
    reload();
    if (const QModelIndex first = m_model->bestMatch(); first.isValid())
        m_tree->select(first);
    m_tree->scrollToTop(); // with the folders around it
}

void ConnectionsPage::buildActions(ActionRegistry &actions)
{
    const QString group = tr("Connections");
    const auto add = [&](const char *id, const QString &text, const QList<QKeySequence> &shortcuts,
                         ActionRegistry::Effect effect = ActionRegistry::Effect::Local) {
        QAction *action = actions.add(this, {.id = QByteArray("connections.") + id,
                                             .text = text,
                                             .group = group,
                                             .effect = effect,
                                             .shortcuts = shortcuts});
        action->setObjectName(QLatin1String(id));
        return action;
    };
    using Effect = ActionRegistry::Effect;
    m_open = add("open", tr("&Open"), {}, Effect::Reads);
    m_edit = add("edit", tr("&Edit…"), {QKeySequence(Qt::Key_F4)});
    m_test = add("test", tr("&Test"), {QKeySequence(Qt::CTRL | Qt::Key_T)}, Effect::Reads);
    m_rename = add("rename", tr("Re&name"), {QKeySequence(Qt::Key_F2)});
    m_clone = add("clone", tr("&Clone"), {QKeySequence(Qt::CTRL | Qt::Key_D)});
    m_delete = add("delete", tr("&Delete"), {QKeySequence(Qt::Key_Delete)});
    m_create = add("create", tr("&New connection"), {QKeySequence(Qt::CTRL | Qt::Key_N)});
    m_newFolder = add("newFolder", tr("New &folder"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)});
    m_import = add("import", tr("&Import…"), {});
    m_export = add("export", tr("E&xport…"), {});
    ConnectionsPage *page = this;
    connect(m_open, &QAction::triggered, page, &ConnectionsPage::open);
    connect(m_edit, &QAction::triggered, page, [this] { m_connections.edit(one(), window()); });
    connect(m_test, &QAction::triggered, page, [this] { m_connections.test(one(), window()); });
    connect(m_rename, &QAction::triggered, page, [this] { m_tree->edit(m_tree->currentIndex()); });
    connect(m_clone, &QAction::triggered, page, [this] {
        ProfileStore &store = m_connections.store();
        if (const auto profile = store.profile(one()))
            m_tree->select(
                store.clone(profile->id, tr("%1 (copy)", "a connection").arg(profileTitle(*profile))));
    });
    connect(m_delete, &QAction::triggered, page, &ConnectionsPage::confirmRemoval);
    connect(m_create, &QAction::triggered, page, [this] {
        Profile profile;
        profile.folder = m_model->folderAround(m_tree->currentIndex());
        m_connections.create(profile, window());
    });
    connect(m_newFolder, &QAction::triggered, page, &ConnectionsPage::createFolder);
    connect(m_import, &QAction::triggered, page, [this] { m_connections.import(window()); });
    connect(m_export, &QAction::triggered, page, &ConnectionsPage::exportSelected);
}

void ConnectionsPage::buildLayout()
{
    auto *top = new QHBoxLayout;
    top->setSpacing(4);
    top->addWidget(m_search, 1);
    for (QAction *action : {m_create, m_newFolder, m_import, m_export}) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setObjectName(QStringLiteral("connections.button.") + action->objectName());
        button->setAccessibleName(ActionRegistry::plainTextOf(action));
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAutoRaise(true);
        top->addWidget(button);
    }
    m_details = new ProfileDetails({m_open, m_edit, m_test, m_clone, m_delete}, this);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setObjectName(QStringLiteral("connections.splitter"));
    split->setChildrenCollapsible(false);
    split->addWidget(m_tree);
    split->addWidget(m_details);
    split->setStretchFactor(0, 5);
    split->setStretchFactor(1, 4);
    m_stack->addWidget(split);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_message);
    layout->addLayout(top);
    layout->addWidget(m_stack, 1);
}

void ConnectionsPage::focusFirst()
{
    m_search->setFocus();
}

bool ConnectionsPage::isEmpty() const
{
    return m_connections.store().profiles().isEmpty() && m_connections.store().folders().isEmpty();
}

QStringList ConnectionsPage::closedFolders() const
{
    return m_tree->closedFolders();
}

void ConnectionsPage::setClosedFolders(const QStringList &folders)
{
    m_tree->setClosedFolders(folders);
}

void ConnectionsPage::reload()
{
    m_model->setProfiles(m_connections.store().profiles(), m_connections.store().folders());
    filter(m_search->text());
}

void ConnectionsPage::filter(const QString &text)
{
    m_model->setFilter(text);
    const bool nothing = m_model->rowCount() == 0;
    if (nothing && text.isEmpty())
        m_empty->setContent(
            tr("No connections yet"),
            tr("Clusters you keep are listed here, with their certificates and users, in folders. "
               "Or open an address once, below."),
            tr("&New connection"));
    else if (nothing)
        m_empty->setContent(tr("Nothing found"), tr("No connection has all of these words: %1").arg(text),
                            tr("&Show all"));
    m_stack->setCurrentIndex(nothing ? 1 : 0);
    m_search->setEnabled(!nothing || !text.isEmpty());
    m_export->setEnabled(!isEmpty());
    if (m_model->isFiltered() && !nothing && m_search->hasFocus())
        m_tree->select(m_model->bestMatch());
    selectionMoved();
}

void ConnectionsPage::selectionMoved()
{
    const QList<QUuid> profiles = m_tree->selectedProfiles();
    const QList<QStringList> folders = m_tree->selectedFolders();
    const bool single = profiles.size() == 1 && folders.isEmpty();
    m_open->setEnabled(!profiles.isEmpty());
    for (QAction *action : {m_edit, m_test, m_clone})
        action->setEnabled(single);
    m_rename->setEnabled(profiles.size() + folders.size() == 1);
    m_delete->setEnabled(!profiles.isEmpty() || !folders.isEmpty());
    if (!m_details)
        return;
    if (single) {
        if (const auto profile = m_connections.store().profile(profiles.first()))
            m_details->showProfile(*profile);
    } else if (profiles.isEmpty() && folders.size() == 1) {
        const QModelIndex folder = m_model->indexOfFolder(folders.first());
        m_details->showText(folders.first().last(), folder.data(ProfileTreeModel::PlaceRole).toString());
    } else if (profiles.isEmpty() && folders.isEmpty()) {
        m_details->showText(tr("Nothing selected"), tr("Select a connection to see where it leads."));
    } else {
        m_details->showText(
            tr("%n selected", "connections and folders", int(profiles.size() + folders.size())),
            tr("They can be opened, moved and deleted together."));
    }
}

void ConnectionsPage::showMenu(const QPoint &place)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_open, m_test});
    menu->addSeparator();
    menu->addActions({m_edit, m_rename, m_clone, m_delete});
    menu->addSeparator();
    menu->addActions({m_create, m_newFolder});
    menu->addSeparator();
    menu->addActions({m_import, m_export});
    menu->popup(m_tree->viewport()->mapToGlobal(place));
}

void ConnectionsPage::open()
{
    m_message->dismiss();
    const QList<QUuid> ids = selected();
    for (const QUuid &id : ids)
        m_connections.open(id, window());
}

void ConnectionsPage::createFolder()
{
    const QStringList around = m_model->folderAround(m_tree->currentIndex());
    const auto folders = m_connections.store().folders();
    QString name = tr("New folder");
    for (int number = 2; folders.contains(around + QStringList{name}); ++number)
        name = tr("New folder %1").arg(number);
    m_search->clear();
    const QStringList made = around + QStringList{name};
    m_connections.store().addFolder(made);
    m_tree->editFolder(made);
}

void ConnectionsPage::confirmRemoval()
{
    const QList<QUuid> profiles = selected();
    const QList<QStringList> folders = m_tree->selectedFolders();
    QString question;
    if (folders.isEmpty() && profiles.size() == 1) {
        const auto profile = m_connections.store().profile(profiles.first());
        question = tr("Delete the connection %1?").arg(profile ? profileTitle(*profile) : QString());
    } else if (folders.isEmpty()) {
        question = tr("Delete %n connection(s)?", nullptr, int(profiles.size()));
    } else if (folders.size() == 1 && profiles.isEmpty()) {
        question = tr("Delete the folder %1 and all connections in it?").arg(folders.first().last());
    } else {
        question = tr("Delete everything that is selected?");
    }
    auto *box = new QMessageBox(QMessageBox::Question, tr("Delete"), question, QMessageBox::NoButton, this);
    box->setObjectName(QStringLiteral("connections.question"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("Nothing changes in the cluster. It can be taken back until something else is "
                               "deleted or the program ends."));
    QPushButton *go = box->addButton(tr("&Delete"), QMessageBox::DestructiveRole);
    go->setObjectName(QStringLiteral("connections.delete"));
    QPushButton *stay = box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(stay);
    box->setEscapeButton(stay);
    connect(go, &QPushButton::clicked, this, &ConnectionsPage::remove);
    box->open();
}

void ConnectionsPage::remove()
{
    const QList<QUuid> profiles = selected();
    const auto folders = m_tree->selectedFolders();
    const int count = int(profiles.size() + folders.size());
    const auto one =
        folders.isEmpty() && count == 1 ? m_connections.store().profile(profiles.first()) : std::nullopt;
    m_connections.remove(profiles, folders);
    offerUndo(one ? tr("%1 was deleted.", "a connection").arg(profileTitle(*one))
                  : tr("%n deleted.", "connections and folders", count));
    m_tree->setFocus();
}

void ConnectionsPage::offerUndo(const QString &what)
{
    m_message->showMessage(MessageBar::Severity::Information, what);
    connect(m_message->addButton(tr("&Undo"), QStringLiteral("connections.undo")), &QPushButton::clicked,
            this, [this] {
                m_message->dismiss();
                m_connections.undoRemove();
            });
}

void ConnectionsPage::exportSelected()
{
    const QList<QUuid> ids = selected().size() > 1 ? selected() : QList<QUuid>();
    auto *dialog = new QFileDialog(this, ids.isEmpty() ? tr("Export all connections")
                                                       : tr("Export the selected connections"));
    dialog->setObjectName(QStringLiteral("connections.files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Connections (*.json)"), tr("All files (*)")});
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(QStringLiteral("etcdscope-connections.json"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, ids](const QString &path) {
        // Names and addresses of clusters are nobody else's business.
        const auto written =
            WholeFile(path, WholeFile::Rights::Owner).write(m_connections.store().exported(ids));
        if (!written)
            m_message->showMessage(MessageBar::Severity::Error,
                                   tr("%1 could not be written: %2").arg(path, written.error().detail));
        else
            m_message->showMessage(MessageBar::Severity::Information,
                                   tr("Written to %1, without passwords and passphrases.").arg(path));
    });
    dialog->open();
}

QList<QUuid> ConnectionsPage::selected() const
{
    return m_tree->selectedProfiles();
}

QUuid ConnectionsPage::one() const
{
    const QList<QUuid> ids = selected();
    return ids.size() == 1 ? ids.first() : QUuid();
}

} // namespace etcdscope
