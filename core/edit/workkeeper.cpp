// SPDX-License-Identifier: Apache-2.0
#include "core/edit/workkeeper.h"

#include "core/base/background.h"
#include "core/base/wholefile.h"
#include "core/edit/savedwork.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMutex>

#include <utility>

namespace etcdscope {

namespace {

constexpr int usualPause = 2'000; // milliseconds
constexpr auto ownersFolder = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;

struct Reading
{
    SavedWork work;
    QString complaint;
};

Reading readFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return {{}, QStringLiteral("%1: %2").arg(path, file.errorString())};
    auto work = SavedWork::fromBytes(file.readAll());
    file.close();
    if (work)
        return {std::move(*work), {}};
    const QString aside = path + QLatin1String(".unreadable");
    QFile::remove(aside);
    QFile::rename(path, aside);
    return {{}, QStringLiteral("%1: %2; it was renamed to %3").arg(path, work.error().detail, aside)};
}

/// What is wrong, or nothing.
QString writeFile(const QString &path, const SavedWork &work)
{
    if (work.isEmpty()) {
        if (QFile::exists(path) && !QFile::remove(path))
            return QStringLiteral("%1 cannot be removed").arg(path);
        return {};
    }
    const QString folder = QFileInfo(path).path();
    if (!QDir(folder).exists() && (!QDir().mkpath(folder) || !QFile::setPermissions(folder, ownersFolder)))
        return QStringLiteral("%1 cannot be made").arg(folder);
    const auto written = WholeFile(path, WholeFile::Rights::Owner).write(work.toBytes());
    return written ? QString() : QStringLiteral("%1: %2").arg(path, written.error().detail);
}

} // namespace

/// Workers may be overtaken by later ones: only what is newer than what was written is written.
struct WorkKeeper::Order
{
    QMutex mutex;
    quint64 asked = 0; // on the thread of the keeper
    quint64 written = 0;
};

WorkKeeper::WorkKeeper(DraftStore &drafts, Journal &journal, const QString &path, QObject *parent)
    : QObject(parent)
    , m_drafts(drafts)
    , m_journal(journal)
    , m_path(path)
    , m_order(std::make_shared<Order>())
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(usualPause);
    connect(&m_pause, &QTimer::timeout, this, &WorkKeeper::write);
    connect(&drafts, &DraftStore::changed, this, &WorkKeeper::changed);
    connect(&journal, &Journal::added, this, &WorkKeeper::changed);
}

WorkKeeper::~WorkKeeper()
{
    m_drafts.setKept(false);
    if (m_dirty && m_started)
        write();
}

void WorkKeeper::start()
{
    inBackground(
        this, [path = m_path] { return readFile(path); },
        [this](const Reading &reading) {
            if (!reading.complaint.isEmpty())
                emit failed(reading.complaint);
            take(reading.work);
        });
}

void WorkKeeper::take(const SavedWork &work)
{
    m_started = true;
    const bool hadWork = std::exchange(m_dirty, false);
    m_drafts.setKept(true);
    QByteArrayList keys;
    for (const Draft &draft : work.drafts) {
        if (m_drafts.restore(draft))
            keys += draft.key;
    }
    m_journal.restore(work.entries, work.broken);
    if (!hadWork) { // what was just read need not be written
        m_pause.stop();
        m_dirty = false;
    }
    emit restored(keys);
}

void WorkKeeper::changed()
{
    m_dirty = true;
    if (m_started && !m_pause.isActive())
        m_pause.start();
}

void WorkKeeper::write()
{
    m_pause.stop();
    m_dirty = false;
    SavedWork work = workOf(m_drafts, m_journal);
    m_drafts.setKept(work.draftsLeftOut == 0);
    if (work.draftsLeftOut > 0)
        emit failed(QStringLiteral("%1 drafts are too large to be kept").arg(work.draftsLeftOut));
    inBackground(
        this,
        [path = m_path, work = std::move(work), order = m_order, number = ++m_order->asked] {
            const QMutexLocker lock(&order->mutex);
            if (number <= order->written)
                return QString();
            order->written = number;
            return writeFile(path, work);
        },
        [this](const QString &complaint) {
            if (complaint.isEmpty())
                return;
            m_drafts.setKept(false);
            emit failed(complaint);
        });
}

} // namespace etcdscope
