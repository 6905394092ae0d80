// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/findbar.h"

#include "ui/widgets/crossicon.h"
#include "ui/widgets/palette.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QToolButton>

namespace etcdscope {

FindBar::FindBar(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_case(new QCheckBox(tr("Match case"), this))
    , m_result(new QLabel(this))
    , m_previous(new QToolButton(this))
    , m_next(new QToolButton(this))
    , m_close(new QToolButton(this))
{
    setObjectName(name);
    m_text->setObjectName(name + QLatin1String("Text"));
    m_text->setAccessibleName(tr("Find in the value"));
    m_text->setPlaceholderText(tr("Find in the value"));
    m_text->setFont(monospaceFont());
    m_text->setClearButtonEnabled(true);
    m_case->setObjectName(name + QLatin1String("Case"));
    m_case->setAccessibleName(tr("Match upper and lower case"));
    m_result->setObjectName(name + QLatin1String("Result"));
    m_result->setTextFormat(Qt::PlainText);
    m_result->setMinimumWidth(m_result->fontMetrics().horizontalAdvance(QStringLiteral("00,000 / 00,000")));
    const auto prepare = [&name](QToolButton *button, QLatin1String part, const QString &text,
                                 const QString &tip) {
        button->setObjectName(name + part);
        button->setText(text);
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        button->setFocusPolicy(Qt::StrongFocus);
    };
    prepare(m_previous, QLatin1String("Previous"), tr("Previous"), tr("Previous match (Shift+F3)"));
    prepare(m_next, QLatin1String("Next"), tr("Next"), tr("Next match (F3)"));
    prepare(m_close, QLatin1String("Close"), {}, tr("Close the find bar (Escape)"));
    m_close->setAutoRaise(true);

    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_result);
    layout->addWidget(m_case);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    layout->addWidget(m_close);
    connect(m_text, &QLineEdit::textChanged, this, &FindBar::changed);
    connect(m_case, &QCheckBox::toggled, this, &FindBar::changed);
    connect(m_previous, &QToolButton::clicked, this, &FindBar::previousRequested);
    connect(m_next, &QToolButton::clicked, this, &FindBar::nextRequested);
    connect(m_close, &QToolButton::clicked, this, &FindBar::close);
    setResult({}, false);
    hide();
}

void FindBar::open(const QString &text)
{
    show();
    if (!text.isEmpty())
        m_text->setText(text);
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
    emit changed();
}

void FindBar::close()
{
    if (isHidden())
        return;
    hide();
    emit closed();
}

QString FindBar::text() const
{
    return m_text->text();
}

bool FindBar::isCaseSensitive() const
{
    return m_case->isChecked();
}

void FindBar::setCaseChoice(bool offered)
{
    m_case->setVisible(offered);
}

void FindBar::setPlaceholder(const QString &text)
{
    m_text->setPlaceholderText(text);
}

void FindBar::setResult(const QString &words, bool none)
{
    m_result->setText(words);
    m_none = none;
    updateLook();
    m_text->setAccessibleDescription(words);
    const bool some = !words.isEmpty() && !none;
    m_previous->setEnabled(some);
    m_next->setEnabled(some);
}

void FindBar::updateLook()
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, toneText(palette(), m_none ? Tone::Warning : Tone::Muted));
    m_result->setPalette(colours);
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_close->setIcon(crossIcon(palette().color(QPalette::WindowText), size, devicePixelRatioF()));
}

void FindBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        updateLook();
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        close();
    else if (enter && event->modifiers() & Qt::ShiftModifier)
        emit previousRequested();
    else if (enter)
        emit nextRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace etcdscope
