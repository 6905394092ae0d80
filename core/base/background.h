// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>
#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <utility>

namespace etcdscope {

/// Runs `work()` on a thread of the pool and gives what it returns to `done` on this thread, unless `context`
/// is gone by then. `work` owns all it touches; its result is copyable.
template<class Work, class Done> void inBackground(QObject *context, Work work, Done done)
{
    QThreadPool::globalInstance()->start(
        [context = QPointer<QObject>(context), work = std::move(work), done = std::move(done)]() mutable {
            // The application outlives the pool's threads: its destructor waits for them.
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [context, done = std::move(done), result = work()]() mutable {
                    if (context)
                        done(std::move(result));
                },
                Qt::QueuedConnection);
        });
}

} // namespace etcdscope
