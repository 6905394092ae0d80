// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/valuebar.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStyleOptionToolButton>
#include <QToolButton>

namespace etcdscope {

namespace {

/// Opens its menu without the arrow, for which there is no room beside the dots.
class DotsButton final : public QToolButton
{
public:
    using QToolButton::QToolButton;

protected:
    void initStyleOption(QStyleOptionToolButton *option) const override
    {
        QToolButton::initStyleOption(option);
        option->features &= ~QStyleOptionToolButton::HasMenu;
    }
};

} // namespace

ValueBar::ValueBar(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_views(new QButtonGroup(this))
    , m_detected(new QLabel(this))
    , m_edit(new QPushButton(tr("Edit as Text"), this))
    , m_more(new DotsButton(this))
{
    m_detected->setObjectName(name + QLatin1String("Detected"));
    m_detected->setTextFormat(Qt::PlainText);
    m_edit->setObjectName(name + QLatin1String("Edit"));
    m_edit->setAccessibleName(tr("Edit the value as text"));
    m_edit->setAutoDefault(false);
    m_edit->setToolTip(tr("The formatted view is for reading. Editing changes the very bytes of the value."));
    connect(m_edit, &QPushButton::clicked, this, &ValueBar::editRequested);
    m_more->setObjectName(name + QLatin1String("More"));
    m_more->setText(QStringLiteral("…"));
    m_more->setToolTip(tr("What else can be done with the value"));
    m_more->setAccessibleName(m_more->toolTip());
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setFocusPolicy(Qt::StrongFocus);
    m_more->hide();

    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    addView(ValueView::Text, tr("Text"), name + QLatin1String("AsText"), *row);
    addView(ValueView::Json, tr("JSON"), name + QLatin1String("AsJson"), *row);
    addView(ValueView::Hex, tr("Hex"), name + QLatin1String("AsHex"), *row);
    connect(m_views, &QButtonGroup::idClicked, this, [this](int id) { emit viewChosen(ValueView(id)); });
    row->addSpacing(12);
    row->addWidget(m_detected);
    row->addStretch(1);
    row->addWidget(m_edit);
    row->addSpacing(4);
    row->addWidget(m_more);
    setView(ValueView::Text);
}

void ValueBar::addView(ValueView view, const QString &text, const QString &name, QHBoxLayout &row)
{
    auto *const button = new QToolButton(this);
    button->setText(text);
    button->setObjectName(name);
    button->setAccessibleName(tr("Show the value as %1").arg(text));
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMinimumWidth(56);
    connect(button, &QToolButton::toggled, button, [button](bool checked) {
        QFont font = button->font();
        font.setBold(checked);
        button->setFont(font);
    });
    m_views->addButton(button, int(view));
    row.addWidget(button);
}

void ValueBar::setView(ValueView view)
{
    m_views->button(int(view))->setChecked(true);
    m_edit->setVisible(view == ValueView::Json);
}

void ValueBar::setDetection(const Detection &detection, const QString &doing)
{
    const QString content = QString::fromUtf8(contentName(detection.content));
    QString format;
    switch (detection.format) {
    case ValueFormat::Empty:
        format = tr("empty");
        break;
    case ValueFormat::Text:
        format = content.isEmpty() ? tr("text") : content;
        break;
    case ValueFormat::Json:
        format = tr("JSON");
        break;
    case ValueFormat::Binary:
        format = content.isEmpty() ? tr("binary") : content;
        break;
    }
    m_detected->setText(doing.isEmpty() ? tr("detected: %1").arg(format)
                                        : tr("detected: %1, %2").arg(format, doing));
    m_detected->setToolTip(detection.whole ? QString()
                                           : tr("Only the beginning of this large value was looked at."));
}

void ValueBar::setMenuActions(const QList<QAction *> &actions)
{
    auto *const menu = new QMenu(m_more);
    menu->setToolTipsVisible(true); // why something is not available
    menu->addActions(actions);
    m_more->setMenu(menu);
    m_more->show();
}

} // namespace etcdscope
