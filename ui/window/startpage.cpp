// SPDX-License-Identifier: Apache-2.0
#include "ui/window/startpage.h"

#include "ui/widgets/messagebar.h"
#include "ui/widgets/palette.h"
#include "ui/workspace/glyphs.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

namespace etcdscope {

namespace {

QLabel *text(const QString &words, QWidget *parent)
{
    auto *label = new QLabel(words, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QLabel *heading(const QString &words, double scale, QWidget *parent)
{
    QLabel *label = text(words, parent);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * scale);
    font.setBold(true);
    label->setFont(font);
    return label;
}

} // namespace

StartPage::StartPage(QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_open(new QPushButton(tr("&Open"), this))
    , m_hint(text({}, this))
    , m_playground(new QPushButton(glyphIcon(Glyph::Playground), tr("Try the &playground"), this))
    , m_cancel(new QPushButton(tr("&Cancel"), this))
    , m_progress(new QProgressBar(this))
    , m_problem(new MessageBar(this))
{
    setObjectName(QStringLiteral("start"));
    m_field->setObjectName(QStringLiteral("start.endpoint"));
    m_field->setAccessibleName(tr("Endpoint"));
    m_field->setAccessibleDescription(tr("The client address of an etcd member, or several with commas"));
    m_field->setPlaceholderText(QStringLiteral("127.0.0.1:2379"));
    m_field->setFont(monospaceFont());
    m_field->setClearButtonEnabled(true);
    m_open->setObjectName(QStringLiteral("start.open"));
    m_open->setAccessibleName(tr("Open endpoint"));
    m_hint->setObjectName(QStringLiteral("start.hint"));
    m_playground->setObjectName(QStringLiteral("start.playground"));
    m_playground->setAccessibleName(tr("Try the playground"));
    m_cancel->setObjectName(QStringLiteral("start.cancel"));
    m_cancel->setAccessibleName(tr("Cancel starting the playground"));
    m_progress->setObjectName(QStringLiteral("start.progress"));
    m_progress->setAccessibleName(tr("Starting the playground"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);

    QLabel *label = heading(tr("Open a cluster"), 1.15, this);
    label->setBuddy(m_field);
    auto *fieldRow = new QHBoxLayout;
    fieldRow->setSpacing(8);
    fieldRow->addWidget(m_field, 1);
    fieldRow->addWidget(m_open);
    auto *playgroundRow = new QHBoxLayout;
    playgroundRow->setSpacing(8);
    playgroundRow->addWidget(m_playground);
    playgroundRow->addWidget(m_progress, 1);
    playgroundRow->addWidget(m_cancel);
    playgroundRow->addStretch();

    auto *column = new QVBoxLayout;
    column->setSpacing(8);
    column->addWidget(heading(QStringLiteral("Etcdscope"), 1.8, this));
    column->addWidget(text(tr("Browse, watch and edit the keys of an etcd cluster."), this));
    column->addSpacing(16);
    column->addWidget(m_problem);
    column->addWidget(label);
    column->addLayout(fieldRow);
    column->addWidget(m_hint);
    column->addSpacing(24);
    column->addWidget(heading(tr("Just look around"), 1.15, this));
    column->addWidget(
        text(tr("Starts an etcd of its own on this computer with sample data, and removes it again "
                "when its tab is closed."),
             this));
    column->addLayout(playgroundRow);

    auto *box = new QWidget(this);
    box->setLayout(column);
    column->setContentsMargins(0, 0, 0, 0);
    box->setMaximumWidth(fontMetrics().averageCharWidth() * 84);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->addWidget(box, 1, 1);
    layout->setRowStretch(0, 2);
    layout->setRowStretch(2, 3);
    layout->setColumnStretch(0, 1);
    layout->setColumnStretch(1, 4);
    layout->setColumnStretch(2, 1);
    setTabOrder(m_field, m_open);
    setTabOrder(m_open, m_playground);
    setTabOrder(m_playground, m_cancel);

    connect(m_field, &QLineEdit::textChanged, this, &StartPage::validate);
    connect(m_field, &QLineEdit::returnPressed, this, &StartPage::submit);
    connect(m_open, &QPushButton::clicked, this, &StartPage::submit);
    connect(m_playground, &QPushButton::clicked, this, &StartPage::playgroundRequested);
    connect(m_cancel, &QPushButton::clicked, this, &StartPage::playgroundCancelled);
    setPlaygroundStarting(false);
    validate({});
}

void StartPage::focusFirst()
{
    m_field->setFocus();
}

void StartPage::setPlaygroundStarting(bool starting)
{
    if (starting)
        m_problem->dismiss();
    m_playground->setEnabled(!starting);
    m_progress->setVisible(starting);
    m_cancel->setVisible(starting);
}

void StartPage::showProblem(const QString &text, const QString &details)
{
    m_problem->showMessage(MessageBar::Severity::Error, text, details);
}

void StartPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        validate(m_field->text());
    QWidget::changeEvent(event);
}

void StartPage::submit()
{
    m_problem->dismiss();
    const QString typed = m_field->text().trimmed();
    auto endpoints = EndpointSet::parse({typed.isEmpty() ? m_field->placeholderText() : typed});
    if (!endpoints)
        validate(typed);
    else
        emit openRequested(*endpoints);
}

void StartPage::validate(const QString &typed)
{
    const QString usual = tr("A host, host:port or URL; several members of one cluster with commas.");
    const auto endpoints = typed.trimmed().isEmpty() ? Result<EndpointSet>(EndpointSet())
                                                     : EndpointSet::parse({typed.trimmed()});
    m_open->setEnabled(endpoints.ok());
    m_hint->setText(endpoints ? usual : tr("This cannot be opened: %1").arg(endpoints.error().detail));
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText,
                     toneText(palette(), endpoints ? Tone::Muted : Tone::Error, QPalette::Window));
    m_hint->setPalette(colours);
}

} // namespace etcdscope
