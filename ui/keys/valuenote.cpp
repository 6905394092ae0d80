// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/valuenote.h"

#include "ui/keys/jsonviewer.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/format.h"
#include "ui/widgets/messagebar.h"

#include <QPushButton>

namespace etcdscope {

namespace {

QString problemText(const JsonError &error)
{
    switch (error.problem) {
    case JsonProblem::UnexpectedEnd:
        return ValueNote::tr("it ends too early");
    case JsonProblem::ExpectedValue:
        return ValueNote::tr("a value is expected");
    case JsonProblem::ExpectedName:
        return ValueNote::tr("a name in quotation marks is expected");
    case JsonProblem::ExpectedColon:
        return ValueNote::tr("a colon is expected");
    case JsonProblem::ExpectedComma:
        return ValueNote::tr("a comma or a closing bracket is expected");
    case JsonProblem::TrailingContent:
        return ValueNote::tr("something follows after the end");
    case JsonProblem::ControlCharacter:
        return ValueNote::tr("there is a control character inside a string");
    case JsonProblem::InvalidEscape:
        return ValueNote::tr("an escape is wrong");
    case JsonProblem::InvalidUtf8:
        return ValueNote::tr("a byte is not UTF-8");
    case JsonProblem::InvalidNumber:
        return ValueNote::tr("a number is wrong");
    case JsonProblem::TooDeep:
        return ValueNote::tr("it is nested too deep to be laid out");
    case JsonProblem::TooLarge:
        return ValueNote::tr("laid out it would be too large");
    }
    return {};
}

} // namespace

ValueNote::ValueNote(MessageBar &bar, const CodeEditor &text, const JsonViewer &json, QObject *parent)
    : QObject(parent)
    , m_bar(bar)
    , m_text(text)
    , m_json(json)
{
}

void ValueNote::update(ValueView view, qint64 size)
{
    if (view == ValueView::Json && m_json.error()) {
        sayNotJson();
    } else if (view == ValueView::Text && m_text.isTruncated()) {
        sayCut(size);
    } else if (view == ValueView::Json && m_json.isTruncated()) {
        if (say(tr("Laid out this is too large to be shown: only its beginning is.")))
            offerFile();
    } else if (view == ValueView::Text && m_text.obstacle() != TextObstacle::None) {
        sayObstacle();
    } else {
        m_bar.dismiss();
    }
}

/// False when the bar says just that already, with its buttons.
bool ValueNote::say(const QString &text)
{
    if (!m_bar.isHidden() && m_bar.text() == text && m_bar.severity() == MessageBar::Severity::Information)
        return false;
    m_bar.showMessage(MessageBar::Severity::Information, text);
    return true;
}

void ValueNote::offerHex()
{
    connect(m_bar.addButton(tr("Edit as Hex"), QStringLiteral("noteEditHex")), &QPushButton::clicked, this,
            [this] { emit viewRequested(ValueView::Hex); });
}

void ValueNote::offerFile()
{
    connect(m_bar.addButton(tr("Save to File…"), QStringLiteral("noteSaveFile")), &QPushButton::clicked, this,
            &ValueNote::saveToFileRequested);
}

void ValueNote::sayNotJson()
{
    const JsonError error = m_json.error().value_or(JsonError());
    if (!say(tr("This is not valid JSON: in line %1, column %2 %3. It is shown as it is.")
                 .arg(formatNumber(error.line), formatNumber(error.column), problemText(error))))
        return;
    connect(m_bar.addButton(tr("Show the Place"), QStringLiteral("noteShowPlace")), &QPushButton::clicked,
            this, [this, error] { emit placeRequested(error); });
}

void ValueNote::sayCut(qint64 size)
{
    const QString text =
        size > CodeEditor::largestValue
            ? tr("Too large to edit as text: the beginning of %1 is shown.").arg(formatSize(size))
            : tr("More than %1 lines are too many to edit as text: the beginning of %2 is shown.")
                  .arg(formatNumber(CodeEditor::mostLines), formatSize(size));
    if (!say(text))
        return;
    offerHex();
    offerFile();
}

void ValueNote::sayObstacle()
{
    const QString offset = formatNumber(m_text.obstacleOffset());
    QString text;
    switch (m_text.obstacle()) {
    case TextObstacle::InvalidUtf8:
        text = tr("Byte %1 is not UTF-8: as text this value can be looked at, not edited.").arg(offset);
        break;
    case TextObstacle::MixedLineEndings:
        text = tr("The lines end in different ways (from byte %1 on), which an edit as text would level: "
                  "it can be looked at here, not edited.")
                   .arg(offset);
        break;
    default:
        text = tr("Byte %1 begins a character that a text editor keeps for itself: it can be looked at "
                  "here, not edited.")
                   .arg(offset);
        break;
    }
    if (say(text))
        offerHex();
}

void ValueNote::sayPasteRefused(qint64 bytes)
{
    m_bar.showMessage(MessageBar::Severity::Warning,
                      tr("Pasting %1 is too much for the text viewer. Nothing was pasted; a file can "
                         "be loaded instead.")
                          .arg(formatSize(bytes)));
}

} // namespace etcdscope
