// SPDX-License-Identifier: Apache-2.0
#include "core/edit/workkeeper.h"

#include "core/base/background.h"
#include "core/base/fileclaim.h"
#include "core/base/wholefile.h"
#include "core/edit/savedwork.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMutex>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

constexpr int usualPause = 2'000; // milliseconds
// A keeper that went may still be writing. Only who stays is worth a word.
constexpr int firstWait = 100;
constexpr int waitsUntilSaid = 3;
constexpr int mostDoublings = 5;
constexpr auto ownersFolder = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;

/// What is wrong, or nothing.
QString ensureFolder(const QString &path)
{
    const QString folder = QFileInfo(path).path();
    if (!QDir(folder).exists() && (!QDir().mkpath(folder) || !QFile::setPermissions(folder, ownersFolder)))
        return QStringLiteral("%1 cannot be made").arg(folder);
    return {};
}

/// What is wrong, or nothing.
QString writeFile(const QString &path, const SavedWork &work)
{
    if (work.isEmpty()) {
        if (QFile::exists(path) && !QFile::remove(path))
            return QStringLiteral("%1 cannot be removed").arg(path);
        return {};
    }
    const auto written = WholeFile(path, WholeFile::Rights::Owner).write(work.toBytes());
    return written ? QString() : QStringLiteral("%1: %2").arg(path, written.error().detail);
}

} // namespace

/// Lives until the last worker is done with it, so that nobody reads what is still being written.
struct WorkKeeper::File
{
    explicit File(const QString &path)
        : claim(path)
    {
    }

    QMutex mutex;
    FileClaim claim;
    // Workers may be overtaken by later ones: only what is newer than what was written is written.
    quint64 asked = 0; // on the thread of the keeper
    quint64 written = 0;
};

struct WorkKeeper::Reading
{
    FileClaim::Outcome claim = FileClaim::Outcome::Others;
    SavedWork work;
    QString complaint;
};

WorkKeeper::WorkKeeper(DraftStore &drafts, Journal &journal, const QString &path, QObject *parent)
    : QObject(parent)
    , m_drafts(drafts)
    , m_journal(journal)
    , m_path(path)
    , m_firstWait(firstWait)
    , m_file(std::make_shared<File>(path))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(usualPause);
    connect(&m_pause, &QTimer::timeout, this, &WorkKeeper::write);
    m_turn.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, &WorkKeeper::read);
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
    read();
}

bool WorkKeeper::remove(const QString &path)
{
    FileClaim claim(path);
    if (claim.take() == FileClaim::Outcome::Others)
        return false;
    QFile::remove(path);
    return true;
}

WorkKeeper::Reading WorkKeeper::readFile(const QString &path, File &file)
{
    const QMutexLocker lock(&file.mutex);
    Reading reading;
    (void)ensureFolder(path); // whoever writes says what is wrong
    reading.claim = file.claim.take();
    QFile saved(path);
    if (reading.claim == FileClaim::Outcome::Others || !saved.exists())
        return reading;
    if (!saved.open(QIODevice::ReadOnly)) {
        reading.complaint = QStringLiteral("%1: %2").arg(path, saved.errorString());
        return reading;
    }
    auto work = SavedWork::fromBytes(saved.readAll());
    saved.close();
    if (work) {
        reading.work = std::move(*work);
        return reading;
    }
    const QString aside = path + QLatin1String(".unreadable");
    QFile::remove(aside);
    QFile::rename(path, aside);
    reading.complaint = QStringLiteral("%1: %2; it was renamed to %3").arg(path, work.error().detail, aside);
    return reading;
}

void WorkKeeper::read()
{
    inBackground(
        this, [path = m_path, file = m_file] { return readFile(path, *file); },
        [this](const Reading &reading) {
            if (reading.claim == FileClaim::Outcome::Others) {
                wait();
            } else if (m_waits > 0 && wouldLose(reading.work)) {
                m_file->claim.giveBack(); // no worker has it: none is asked before the next turn
                wait();
            } else {
                take(reading);
            }
        });
}

void WorkKeeper::wait()
{
    m_turn.start(m_firstWait << std::min(m_waits, mostDoublings));
    if (m_waits++ == waitsUntilSaid)
        emit waiting();
}

/// What is edited here would take the place of what was left there.
bool WorkKeeper::wouldLose(const SavedWork &work) const
{
    return std::ranges::any_of(work.drafts, [this](const Draft &left) {
        const Draft *const here = m_drafts.find(left.key);
        return here && here->value != left.value;
    });
}

void WorkKeeper::take(const Reading &reading)
{
    m_started = true;
    const bool hadWork = std::exchange(m_dirty, false);
    m_drafts.setKept(reading.claim == FileClaim::Outcome::Ours);
    if (!reading.complaint.isEmpty())
        emit failed(reading.complaint);
    QByteArrayList keys;
    for (const Draft &draft : reading.work.drafts) {
        if (m_drafts.restore(draft))
            keys += draft.key;
    }
    m_journal.restore(reading.work.entries, reading.work.broken);
    m_pause.stop();
    m_dirty = false; // what was just read need not be written
    if (hadWork)
        changed();
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
        [path = m_path, work = std::move(work), file = m_file, number = ++m_file->asked] {
            const QMutexLocker lock(&file->mutex);
            if (number <= file->written)
                return QString();
            file->written = number;
            if (const QString complaint = ensureFolder(path); !complaint.isEmpty())
                return complaint;
            if (file->claim.take() != FileClaim::Outcome::Ours)
                return QStringLiteral("%1 cannot be locked").arg(path);
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
