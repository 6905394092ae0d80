// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <memory>

class QLockFile;

namespace etcdscope {

/// A folder `etcdscope-playground-<pid>-XXXXXX` in the system's temporary folder, mode 0700, removed with
/// this object. A lock file in it tells whether its owner lives; it is let go by the system when the owner
/// dies.
class PlaygroundFolder final
{
    Q_DISABLE_COPY_MOVE(PlaygroundFolder)

public:
    PlaygroundFolder();
    ~PlaygroundFolder();

    [[nodiscard]] bool isValid() const { return !m_path.isEmpty(); }
    [[nodiscard]] QString path() const { return m_path; }

    /// Removes such folders of owners that are dead. Returns how many. Removes whole folders: may take some
    /// tens of milliseconds for each.
    static int removeStale();

private:
    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace etcdscope
