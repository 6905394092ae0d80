// SPDX-License-Identifier: Apache-2.0
#include "app/workshelf.h"

#include "core/base/printable.h"
#include "core/session/session.h"
#include "ui/window/sessionview.h"

#include <QCryptographicHash>
#include <QDir>

#include <algorithm>

namespace etcdscope {

namespace {

constexpr int mostNames = 3;         // of keys, in a message
constexpr int clearingPause = 2'000; // milliseconds

} // namespace

WorkShelf::WorkShelf(SessionView &view, const QString &folder)
    : QObject(&view)
    , m_view(view)
    , m_folder(folder)
{
    m_clearing.setSingleShot(true);
    m_clearing.setInterval(clearingPause);
    connect(&m_clearing, &QTimer::timeout, this, &WorkShelf::clear);
    if (view.session().settings().keepWork)
        connect(&view.session(), &Session::statusChanged, this, &WorkShelf::look);
    else
        clear();
}

void WorkShelf::clear()
{
    const QDir shelf(m_folder);
    const auto files = shelf.entryList({baseName() + QLatin1String("-*.work")}, QDir::Files);
    for (const QString &file : files) {
        if (!WorkKeeper::remove(shelf.filePath(file)))
            m_clearing.start();
    }
}

QString WorkShelf::baseName() const
{
    const SessionSettings &settings = m_view.session().settings();
    if (!settings.profile.isNull())
        return settings.profile.toString(QUuid::WithoutBraces);
    QStringList addresses;
    const auto urls = settings.endpoints.urls();
    for (const QUrl &url : urls)
        addresses += url.toString();
    addresses.sort();
    const QByteArray hash =
        QCryptographicHash::hash(addresses.join(u'\n').toUtf8(), QCryptographicHash::Sha256);
    return QStringLiteral("address-") + QString::fromLatin1(hash.toHex().first(24));
}

void WorkShelf::look()
{
    const auto spaces = m_view.session().keySpaces();
    for (KeySpace *space : spaces) {
        const auto &status = space->pulse().status();
        if (status && status->clusterId != 0 && !m_done.contains(space)) {
            m_done.insert(space);
            keep(*space, status->clusterId);
        }
    }
}

/// The keys of the two APIs are apart, and so is the work on them.
void WorkShelf::keep(KeySpace &space, quint64 cluster)
{
    const QString name = QStringLiteral("%1-%2%3.work")
                             .arg(baseName())
                             .arg(cluster, 16, 16, QLatin1Char('0'))
                             .arg(space.store().api() == Api::V2 ? QStringLiteral("-v2") : QString());
    WorkKeeper &keeper = space.keepWork(QDir(m_folder).filePath(name));
    connect(&keeper, &WorkKeeper::waiting, this, [this, &keeper] {
        m_view.showInformation(tr(
            "This connection is open in another tab or window, which keeps its unsaved edits on disk. Those "
            "of this tab are not kept: you are asked about them before it is closed."));
        connect(&keeper, &WorkKeeper::restored, this, [this](const QByteArrayList &keys) {
            if (keys.isEmpty())
                m_view.showInformation(
                    tr("The other tab of this connection is closed. From now on the unsaved "
                       "edits of this tab are kept on disk."));
        });
    });
    connect(&keeper, &WorkKeeper::restored, this, [this](const QByteArrayList &keys) {
        if (keys.isEmpty())
            return;
        QStringList names;
        for (qsizetype i = 0; i < std::min<qsizetype>(keys.size(), mostNames); ++i)
            names += printable(keys[i].left(100));
        if (keys.size() > mostNames)
            names += QStringLiteral("…");
        m_view.showInformation(
            tr("%n unsaved edit(s) of an earlier session are back: %1", nullptr, int(keys.size()))
                .arg(names.join(QStringLiteral(", "))));
    });
    connect(&keeper, &WorkKeeper::failed, this, [this](const QString &detail) {
        m_view.showProblem(tr("Unsaved edits could not be kept on disk, or brought back from there. They "
                              "are in this window as long as it is open."),
                           detail);
    });
    keeper.start();
}

} // namespace etcdscope
