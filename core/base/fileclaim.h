// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLockFile>
#include <QString>

namespace etcdscope {

/// The right to be the one that writes a file. Of all such objects of one path, in this program and in
/// others, at most one has it, until it goes or its program dies; a file beside it (".lock") stands for it.
/// Every call blocks for some operations on files; one thread at a time.
class FileClaim final
{
    Q_DISABLE_COPY_MOVE(FileClaim)

public:
    enum class Outcome {
        Ours,
        Others,     ///< somebody else has it now
        Impossible, ///< there is no such folder, or nothing can be written there
    };

    explicit FileClaim(const QString &path);

    /// Also when it is ours already. The folder must be there.
    [[nodiscard]] Outcome take();
    void giveBack();

private:
    QLockFile m_lock;
};

} // namespace etcdscope
