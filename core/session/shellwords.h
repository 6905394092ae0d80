// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringView>

namespace etcdscope {

struct ShellWord
{
    QString text;
    bool complete = true; ///< false: it names a variable or command whose value is not known here

    bool operator==(const ShellWord &) const = default;
};

/// Text as a POSIX shell splits it: quotes, backslashes, continued lines, comments, and the ends of commands
/// (new line, `;`, `&`, `|`). Runs nothing, looks nothing up but the variables it is given.
class ShellText final
{
public:
    explicit ShellText(const QString &text);

    /// The words of the next command that has any; none at the end.
    [[nodiscard]] QList<ShellWord> next(const QHash<QString, QString> &variables = {});

    /// Whether a quote was open at the end.
    [[nodiscard]] bool isCut() const { return m_cut; }

private:
    [[nodiscard]] bool atEnd() const { return m_place >= m_text.size(); }
    [[nodiscard]] QChar peek(qsizetype ahead = 0) const;
    void readQuoted(ShellWord &word, const QHash<QString, QString> &variables);
    void readVariable(ShellWord &word, const QHash<QString, QString> &variables);

    QString m_text;
    qsizetype m_place = 0;
    bool m_cut = false;
};

} // namespace etcdscope
