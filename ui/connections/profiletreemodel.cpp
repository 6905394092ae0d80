// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/profiletreemodel.h"

#include "ui/connections/profiletext.h"
#include "ui/workspace/environmentlook.h"
#include "ui/workspace/glyphs.h"

#include <QDataStream>
#include <QIODevice>
#include <QMimeData>

#include <algorithm>
#include <functional>
#include <utility>

namespace etcdscope {

namespace {

QString dragFormat()
{
    return QStringLiteral("application/x-etcdscope-connections");
}

struct Dragged
{
    QList<QUuid> profiles;
    QList<QStringList> folders;
};

Dragged draggedIn(const QMimeData &data)
{
    Dragged dragged;
    QDataStream stream(data.data(dragFormat()));
    stream >> dragged.profiles >> dragged.folders;
    return dragged;
}

/// Whether `folder` is `parent` or lies in it.
bool isWithin(const QStringList &folder, const QStringList &parent)
{
    return folder.size() >= parent.size() && std::equal(parent.begin(), parent.end(), folder.begin());
}

} // namespace

struct ProfileTreeModel::Node
{
    Node *parent = nullptr;
    QStringList folder;               // of a folder, its path
    const Profile *profile = nullptr; // null for a folder
    std::vector<std::unique_ptr<Node>> children;
    int row = 0;
    int connections = 0; // in it and below
};

ProfileTreeModel::ProfileTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

ProfileTreeModel::~ProfileTreeModel() = default;

void ProfileTreeModel::setProfiles(QList<Profile> profiles, const QList<QStringList> &folders)
{
    beginResetModel();
    m_profiles = std::move(profiles);
    m_folders = folders;
    build();
    endResetModel();
}

void ProfileTreeModel::setFilter(const QString &filter)
{
    const QStringList words = filter.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    beginResetModel();
    m_words = words;
    build();
    endResetModel();
}

ProfileTreeModel::Node &ProfileTreeModel::folderNode(const QStringList &folder)
{
    if (folder.isEmpty())
        return *m_root;
    Node &above = folderNode(folder.mid(0, folder.size() - 1));
    const auto found = std::ranges::find_if(
        above.children, [&](const auto &node) { return !node->profile && node->folder == folder; });
    if (found != above.children.end())
        return **found;
    auto node = std::make_unique<Node>();
    node->parent = &above;
    node->folder = folder;
    return *above.children.emplace_back(std::move(node));
}

void ProfileTreeModel::build()
{
    m_root = std::make_unique<Node>();
    m_shown = 0;
    if (m_words.isEmpty()) {
        for (const QStringList &folder : std::as_const(m_folders))
            folderNode(folder);
    }
    for (const Profile &profile : std::as_const(m_profiles)) {
        if (!matches(profile))
            continue;
        Node &above = folderNode(profile.folder);
        auto node = std::make_unique<Node>();
        node->parent = &above;
        node->profile = &profile;
        above.children.push_back(std::move(node));
        for (Node *around = &above; around; around = around->parent)
            ++around->connections;
        ++m_shown;
    }
    const std::function<void(Node &)> arrange = [&arrange](Node &node) {
        std::ranges::stable_sort(node.children, [](const auto &one, const auto &other) {
            if (one->profile || other->profile)
                return !one->profile && other->profile;
            return QString::localeAwareCompare(one->folder.last(), other->folder.last()) < 0;
        });
        int row = 0;
        for (const auto &child : node.children) {
            child->row = row++;
            arrange(*child);
        }
    };
    arrange(*m_root);
}

bool ProfileTreeModel::matches(const Profile &profile) const
{
    const QStringList texts =
        QStringList{profile.name, environmentLabel(profile.environment),
                    environmentKindName(profile.environment.kind), profile.user, profile.srv.domain} +
        profile.folder + profile.endpoints;
    return std::ranges::all_of(m_words, [&texts](const QString &word) {
        return std::ranges::any_of(
            texts, [&word](const QString &text) { return text.contains(word, Qt::CaseInsensitive); });
    });
}

QModelIndex ProfileTreeModel::bestMatch() const
{
    const QString typed = m_words.join(QLatin1Char(' '));
    const auto rank = [&](const Profile &profile) {
        const QString title = profileTitle(profile);
        if (title.compare(typed, Qt::CaseInsensitive) == 0)
            return 0;
        if (title.startsWith(typed, Qt::CaseInsensitive))
            return 1;
        return title.contains(typed, Qt::CaseInsensitive) ? 2 : 3;
    };
    const Node *best = nullptr;
    int bestRank = 4;
    const std::function<void(const Node &)> look = [&](const Node &node) {
        if (node.profile) {
            if (const int found = rank(*node.profile); found < bestRank) {
                best = &node;
                bestRank = found;
            }
        }
        for (const auto &child : node.children)
            look(*child);
    };
    look(*m_root);
    return indexFor(best);
}

const ProfileTreeModel::Node *ProfileTreeModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex ProfileTreeModel::indexFor(const Node *node) const
{
    return node && node != m_root.get() ? createIndex(node->row, 0, node) : QModelIndex();
}

const Profile *ProfileTreeModel::profileAt(const QModelIndex &index) const
{
    return index.isValid() ? nodeAt(index)->profile : nullptr;
}

std::optional<QStringList> ProfileTreeModel::folderAt(const QModelIndex &index) const
{
    if (!index.isValid() || nodeAt(index)->profile)
        return std::nullopt;
    return nodeAt(index)->folder;
}

QStringList ProfileTreeModel::folderAround(const QModelIndex &index) const
{
    const Node *node = nodeAt(index);
    return node->profile ? node->profile->folder : node->folder;
}

QModelIndex ProfileTreeModel::indexOf(const QUuid &id) const
{
    const auto found = std::find_if(m_profiles.cbegin(), m_profiles.cend(),
                                    [&id](const Profile &profile) { return profile.id == id; });
    if (found == m_profiles.cend())
        return {};
    const QModelIndex above = indexOfFolder(found->folder);
    for (int row = 0; row < rowCount(above); ++row) {
        const QModelIndex child = index(row, 0, above);
        if (profileAt(child) == &*found)
            return child;
    }
    return {};
}

QModelIndex ProfileTreeModel::indexOfFolder(const QStringList &folder) const
{
    const Node *node = m_root.get();
    for (qsizetype depth = 1; depth <= folder.size(); ++depth) {
        const auto child = std::ranges::find_if(node->children, [&](const auto &candidate) {
            return !candidate->profile && candidate->folder == folder.mid(0, depth);
        });
        if (child == node->children.end())
            return {};
        node = child->get();
    }
    return indexFor(node);
}

QModelIndex ProfileTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *node = nodeAt(parent);
    if (column != 0 || row < 0 || row >= int(node->children.size()))
        return {};
    return indexFor(node->children[size_t(row)].get());
}

QModelIndex ProfileTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexFor(nodeAt(child)->parent) : QModelIndex();
}

int ProfileTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeAt(parent)->children.size());
}

int ProfileTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant ProfileTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &node = *nodeAt(index);
    const QString place =
        node.profile ? profilePlace(*node.profile) : tr("%n connection(s)", nullptr, node.connections);
    switch (role) {
    case Qt::DisplayRole:
        return node.profile ? profileTitle(*node.profile) : node.folder.last();
    case Qt::EditRole:
        return node.profile ? node.profile->name : node.folder.last();
    case Qt::DecorationRole:
        return node.profile ? QVariant() : QVariant(glyphIcon(Glyph::Folder));
    case ProfileRole:
        return QVariant::fromValue(static_cast<const void *>(node.profile));
    case PlaceRole:
        return place;
    case Qt::ToolTipRole:
        return node.profile ? node.profile->endpoints.join(QLatin1Char('\n')) : place;
    case Qt::AccessibleTextRole: {
        QStringList parts{data(index, Qt::DisplayRole).toString(), place};
        if (node.profile) {
            if (const QString environment = environmentLabel(node.profile->environment);
                !environment.isEmpty())
                parts += environment;
            if (node.profile->readOnly)
                parts += tr("read-only");
        }
        return parts.join(tr(", "));
    }
    default:
        return {};
    }
}

bool ProfileTreeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const QString name = value.toString().trimmed();
    if (!index.isValid() || role != Qt::EditRole || name == data(index, Qt::EditRole).toString())
        return false;
    if (const Profile *profile = profileAt(index)) {
        emit profileRenameRequested(profile->id, name);
        return true;
    }
    if (name.isEmpty())
        return false;
    emit folderRenameRequested(nodeAt(index)->folder, name);
    return true;
}

Qt::ItemFlags ProfileTreeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    const Qt::ItemFlags usual =
        Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemIsDragEnabled;
    return nodeAt(index)->profile ? usual | Qt::ItemNeverHasChildren : usual | Qt::ItemIsDropEnabled;
}

QStringList ProfileTreeModel::mimeTypes() const
{
    return {dragFormat()};
}

QMimeData *ProfileTreeModel::mimeData(const QModelIndexList &indexes) const
{
    Dragged dragged;
    for (const QModelIndex &index : indexes) {
        if (const Profile *profile = profileAt(index))
            dragged.profiles += profile->id;
        else
            dragged.folders += nodeAt(index)->folder;
    }
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << dragged.profiles << dragged.folders;
    auto *data = new QMimeData;
    data->setData(dragFormat(), bytes);
    return data;
}

bool ProfileTreeModel::canDropMimeData(const QMimeData *data, Qt::DropAction action, int, int,
                                       const QModelIndex &parent) const
{
    if (action != Qt::MoveAction || !data->hasFormat(dragFormat()) || isFiltered())
        return false;
    const QStringList into = folderAround(parent);
    const auto folders = draggedIn(*data).folders;
    return std::ranges::none_of(folders,
                                [&into](const QStringList &folder) { return isWithin(into, folder); });
}

bool ProfileTreeModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                    const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    const Dragged dragged = draggedIn(*data);
    const Profile *before = row >= 0 ? profileAt(index(row, 0, parent)) : nullptr;
    emit moveRequested(dragged.profiles, dragged.folders, folderAround(parent),
                       before ? before->id : QUuid());
    // False: the view would remove the rows it believes to have moved.
    return false;
}

} // namespace etcdscope
