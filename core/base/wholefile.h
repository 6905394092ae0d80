// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace etcdscope {

/// A file that is written whole or not at all: where writing fails, for want of space for example, what was
/// there before is still there. Blocks; holds nothing.
class WholeFile final
{
public:
    enum class Rights {
        Owner, ///< 0600 from the first byte on, whatever the file had before
        Usual, ///< those of the file that is replaced, or what the user's files have
    };

    WholeFile(const QString &path, Rights rights)
        : m_path(path)
        , m_rights(rights)
    {
    }

    /// What goes wrong is Local, and its detail the reason alone, without the path.
    [[nodiscard]] Result<void> write(const QByteArray &bytes) const { return write(bytes, false); }
    /// The same, and it is there also when the power fails next.
    [[nodiscard]] Result<void> writeDurably(const QByteArray &bytes) const { return write(bytes, true); }

private:
    [[nodiscard]] Result<void> write(const QByteArray &bytes, bool durable) const;

    QString m_path;
    Rights m_rights;
};

} // namespace etcdscope
