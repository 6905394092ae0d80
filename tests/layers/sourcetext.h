// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace etcdscope {

/// A C++ source without its comments and, in code, without what stands in its string literals.
struct SourceText
{
    explicit SourceText(const QString &text);

    QStringList includes; ///< as written between the quotes or angle brackets
    QString code;
};

} // namespace etcdscope
