// SPDX-License-Identifier: Apache-2.0
#include "core/edit/savedwork.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QIODevice>

#include <algorithm>
#include <set>

namespace etcdscope {

namespace {

constexpr auto magic = "etcdscope work\n";
constexpr quint32 formatVersion = 1;
constexpr auto checksum = QCryptographicHash::Sha256;

QDataStream &operator<<(QDataStream &stream, const Entry &entry)
{
    return stream << entry.key << entry.value << quint8(entry.kind) << entry.createRevision
                  << entry.modRevision << entry.version << entry.lease;
}

QDataStream &operator>>(QDataStream &stream, Entry &entry)
{
    quint8 kind = 0;
    stream >> entry.key >> entry.value >> kind >> entry.createRevision >> entry.modRevision >>
        entry.version >> entry.lease;
    entry.kind = kind == quint8(Entry::Kind::Directory) ? Entry::Kind::Directory : Entry::Kind::Value;
    return stream;
}

template<class T> void writeOptional(QDataStream &stream, const std::optional<T> &value)
{
    stream << value.has_value();
    if (value)
        stream << *value;
}

template<class T> void readOptional(QDataStream &stream, std::optional<T> &value)
{
    bool present = false;
    stream >> present;
    if (!present)
        return;
    T read;
    stream >> read;
    value = std::move(read);
}

QDataStream &operator<<(QDataStream &stream, const Draft &draft)
{
    return stream << draft.key << draft.base << draft.isNew << draft.value;
}

QDataStream &operator>>(QDataStream &stream, Draft &draft)
{
    return stream >> draft.key >> draft.base >> draft.isNew >> draft.value;
}

QDataStream &operator<<(QDataStream &stream, const JournalEntry &entry)
{
    stream << entry.group << entry.time.toMSecsSinceEpoch() << entry.key;
    writeOptional(stream, entry.before);
    writeOptional(stream, entry.after);
    return stream << entry.position.value << quint8(entry.outcome);
}

QDataStream &operator>>(QDataStream &stream, JournalEntry &entry)
{
    qint64 time = 0;
    quint8 outcome = 0;
    stream >> entry.group >> time >> entry.key;
    readOptional(stream, entry.before);
    readOptional(stream, entry.after);
    stream >> entry.position.value >> outcome;
    entry.time = QDateTime::fromMSecsSinceEpoch(time, Qt::UTC);
    entry.outcome = outcome == quint8(JournalEntry::Outcome::Done) ? JournalEntry::Outcome::Done
                                                                   : JournalEntry::Outcome::Unknown;
    return stream;
}

/// Counts are claims: memory grows with what is really there.
template<class List> void readList(QDataStream &stream, List &list)
{
    quint32 count = 0;
    stream >> count;
    for (quint32 i = 0; i < count && stream.status() == QDataStream::Ok; ++i) {
        typename List::value_type item{};
        stream >> item;
        list.push_back(std::move(item));
    }
}

Error unreadable(const char *reason)
{
    return Error::local(QLatin1String(reason));
}

qsizetype bytesOf(const Draft &draft)
{
    return 2 * draft.key.size() + draft.base.value.size() + draft.value.size() + 128;
}

qsizetype bytesOf(const JournalEntry &entry)
{
    return 2 * entry.key.size() + (entry.before ? entry.before->value.size() : 0) +
           (entry.after ? entry.after->size() : 0) + 128;
}

} // namespace

QByteArray SavedWork::toBytes() const
{
    QByteArray body;
    QDataStream stream(&body, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << formatVersion << quint32(drafts.size());
    for (const Draft &draft : drafts)
        stream << draft;
    stream << quint32(entries.size());
    for (const JournalEntry &entry : entries)
        stream << entry;
    stream << quint32(broken.size());
    for (const quint64 group : broken)
        stream << group;
    return magic + QCryptographicHash::hash(body, checksum) + body;
}

Result<SavedWork> SavedWork::fromBytes(const QByteArray &bytes)
{
    const qsizetype head = qsizetype(qstrlen(magic));
    const qsizetype sum = QCryptographicHash::hashLength(checksum);
    if (!bytes.startsWith(magic) || bytes.size() < head + sum)
        return unreadable("this is no file of saved work");
    const QByteArray body = bytes.mid(head + sum);
    if (QCryptographicHash::hash(body, checksum) != bytes.mid(head, sum))
        return unreadable("the file is damaged: its checksum is wrong");
    QDataStream stream(body);
    stream.setVersion(QDataStream::Qt_6_4);
    quint32 version = 0;
    stream >> version;
    if (version != formatVersion)
        return unreadable("the file was written by a later version of this program");
    SavedWork work;
    readList(stream, work.drafts);
    readList(stream, work.entries);
    readList(stream, work.broken);
    if (stream.status() != QDataStream::Ok || !stream.atEnd())
        return unreadable("the file is damaged");
    return work;
}

SavedWork workOf(const DraftStore &drafts, const Journal &journal)
{
    SavedWork work;
    qsizetype room = SavedWork::mostBytes;
    const auto keys = drafts.keys();
    for (const QByteArray &key : keys) {
        const Draft *draft = drafts.find(key);
        if (bytesOf(*draft) > room) {
            ++work.draftsLeftOut;
            continue;
        }
        room -= bytesOf(*draft);
        work.drafts.append(*draft);
    }
    const auto &entries = journal.entries();
    auto first = entries.end();
    while (first != entries.begin() && size_t(entries.end() - first) < SavedWork::mostEntries &&
           bytesOf(*std::prev(first)) <= room) {
        --first;
        room -= bytesOf(*first);
    }
    work.entries.assign(first, entries.end());
    std::set<quint64> broken;
    for (const JournalEntry &entry : work.entries) {
        if (entry.group != 0 && !journal.isWhole(entry.group))
            broken.insert(entry.group);
    }
    // One operation runs at a time: only the first of them can have been cut through.
    const auto hasGroup = [](const JournalEntry &entry) { return entry.group != 0; };
    const auto firstKept = std::find_if(first, entries.end(), hasGroup);
    const auto lastCut = std::find_if(std::make_reverse_iterator(first), entries.rend(), hasGroup);
    if (firstKept != entries.end() && lastCut != entries.rend() && lastCut->group == firstKept->group)
        broken.insert(firstKept->group);
    work.broken.assign(broken.begin(), broken.end());
    return work;
}

} // namespace etcdscope
