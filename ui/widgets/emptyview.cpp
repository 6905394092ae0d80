// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/emptyview.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace etcdscope {

EmptyView::EmptyView(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_explanation(new QLabel(this))
    , m_button(new QPushButton(this))
{
    setObjectName(QStringLiteral("emptyView"));
    m_title->setObjectName(QStringLiteral("emptyTitle"));
    m_explanation->setObjectName(QStringLiteral("emptyExplanation"));
    m_button->setObjectName(QStringLiteral("emptyButton"));
    for (QLabel *const label : {m_title, m_explanation}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    }
    m_button->setAutoDefault(false);
    m_button->hide();
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setBold(true);
    m_title->setFont(large);
    connect(m_button, &QPushButton::clicked, this, &EmptyView::activated);

    // A column of text wider than this is hard to read.
    const int width = fontMetrics().averageCharWidth() * 60;
    m_title->setMaximumWidth(width);
    m_explanation->setMaximumWidth(width);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    layout->addStretch(2);
    for (QLabel *const label : {m_title, m_explanation}) {
        auto *const row = new QHBoxLayout;
        row->addStretch(1);
        row->addWidget(label, 1000);
        row->addStretch(1);
        layout->addLayout(row);
    }
    layout->addSpacing(8);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
}

void EmptyView::setContent(const QString &title, const QString &explanation, const QString &button)
{
    m_title->setText(title);
    m_explanation->setText(explanation);
    m_explanation->setVisible(!explanation.isEmpty());
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(explanation);
}

QString EmptyView::title() const
{
    return m_title->text();
}

QString EmptyView::explanation() const
{
    return m_explanation->text();
}

} // namespace etcdscope
