// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/keysgroup.h"

#include "core/base/printable.h"
#include "ui/widgets/palette.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace etcdscope {

KeysGroup::KeysGroup(QWidget *parent)
    : FormGroup(parent)
    , m_prefixes(named(new QPlainTextEdit(this), "form.prefixes", tr("Prefixes")))
    , m_prefixesNote(new FieldNote(m_prefixes))
    , m_separator(named(new QLineEdit(this), "form.separator", tr("Separator")))
    , m_separatorNote(new FieldNote(m_separator))
    , m_loadMode(named(new QComboBox(this), "form.loadMode", tr("Which keys are read")))
    , m_loadNote(new FieldNote(m_loadMode))
{
    m_prefixes->setFont(monospaceFont());
    m_prefixes->setTabChangesFocus(true);
    m_prefixes->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_prefixes->setPlaceholderText(QStringLiteral("/app/\n/shared/config/"));
    m_prefixes->setFixedHeight(QFontMetrics(m_prefixes->font()).lineSpacing() * 4 + 12);
    m_separator->setFont(monospaceFont());
    m_separator->setMaxLength(4); // \xNN
    m_separator->setMaximumWidth(m_separator->fontMetrics().averageCharWidth() * 10);
    m_loadMode->addItem(tr("All of them"), int(LiveFeed::LoadMode::Everything));
    m_loadMode->addItem(tr("Those of a directory when it is opened"), int(LiveFeed::LoadMode::OnDemand));
    m_loadNote->explain(tr("All of them can be searched at once. For slow links and very large clusters, "
                           "read directories as they are opened."));

    auto *layout = new FormLayout(this);
    layout->addRow(tr("&Prefixes:"), m_prefixes);
    layout->addRow(QString(), m_prefixesNote);
    layout->addRow(tr("&Separator:"), m_separator);
    layout->addRow(QString(), m_separatorNote);
    layout->addRow(tr("&Read:"), m_loadMode);
    layout->addRow(QString(), m_loadNote);

    connect(m_prefixes, &QPlainTextEdit::textChanged, this, &KeysGroup::edited);
    connect(m_separator, &QLineEdit::textChanged, this, &KeysGroup::edited);
    connect(m_loadMode, &QComboBox::currentIndexChanged, this, &KeysGroup::edited);
    check();
}

QString KeysGroup::title() const
{
    return tr("Keys");
}

void KeysGroup::present(const Profile &profile)
{
    const QSignalBlocker quiet(this);
    QStringList lines;
    for (const QByteArray &prefix : profile.prefixes)
        lines += printable(prefix);
    m_prefixes->setPlainText(lines.join(QLatin1Char('\n')));
    m_separator->setText(printable(QByteArray(1, profile.separator)));
    m_loadMode->setCurrentIndex(m_loadMode->findData(int(profile.loadMode)));
    check();
}

void KeysGroup::apply(Profile &profile) const
{
    profile.prefixes.clear();
    const QStringList lines = m_prefixes->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const auto prefix = fromPrintable(line);
        if (prefix && !prefix->isEmpty() && !profile.prefixes.contains(*prefix))
            profile.prefixes += *prefix;
    }
    const auto separator = fromPrintable(m_separator->text());
    profile.separator = separator && separator->size() == 1 ? separator->front() : '/';
    profile.loadMode = LiveFeed::LoadMode(m_loadMode->currentData().toInt());
}

QString KeysGroup::problem() const
{
    const QString wrong = prefixProblem();
    return wrong.isEmpty() ? separatorProblem() : wrong;
}

void KeysGroup::focusFirst()
{
    m_prefixes->setFocus();
}

QString KeysGroup::prefixProblem() const
{
    const QStringList lines = m_prefixes->toPlainText().split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        qsizetype place = 0;
        if (!fromPrintable(lines[i], &place))
            return tr("Line %1, character %2: an unknown escape; a backslash is written \\\\.")
                .arg(i + 1)
                .arg(place + 1);
    }
    return {};
}

QString KeysGroup::separatorProblem() const
{
    const auto separator = fromPrintable(m_separator->text());
    return separator && separator->size() == 1 ? QString() : tr("The separator is one byte, such as / or :");
}

void KeysGroup::check()
{
    if (const QString wrong = prefixProblem(); !wrong.isEmpty())
        m_prefixesNote->complain(wrong);
    else
        m_prefixesNote->explain(
            tr("One a line; only keys below them are shown. Without any, all keys that the "
               "user may see. Other bytes are written \\xNN."));
    if (const QString wrong = separatorProblem(); !wrong.isEmpty())
        m_separatorNote->complain(wrong);
    else
        m_separatorNote->explain(tr("What parts the names of directories."));
}

void KeysGroup::edited()
{
    check();
    emit changed();
}

} // namespace etcdscope
