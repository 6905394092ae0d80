// SPDX-License-Identifier: Apache-2.0
#include "ui/window/startpage.h"

#include "core/net/endpointcandidates.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/palette.h"
#include "ui/workspace/glyphs.h"

#include <QBoxLayout>
#include <QEvent>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

#include <utility>

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
    , m_hero(new QWidget(this))
    , m_column(new QWidget(this))
    , m_parts(new QBoxLayout(QBoxLayout::TopToBottom))
    , m_layout(new QGridLayout(this))
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

    auto *hero = new QVBoxLayout(m_hero);
    hero->setContentsMargins(0, 0, 0, 16);
    hero->setSpacing(8);
    hero->addWidget(heading(QStringLiteral("Etcdscope"), 1.8, m_hero));
    hero->addWidget(text(tr("Browse, watch and edit the keys of an etcd cluster."), m_hero));
    m_parts->setSpacing(24);
    m_parts->addWidget(buildQuickOpen(), 3);
    m_parts->addWidget(buildPlayground(), 2);
    auto *column = new QVBoxLayout(m_column);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_hero);
    column->addWidget(m_problem);
    column->addLayout(m_parts);
    m_column->setMaximumWidth(fontMetrics().averageCharWidth() * 84);
    m_layout->setContentsMargins(24, 24, 24, 24);
    m_layout->addWidget(m_column, 1, 1);
    m_layout->setRowStretch(0, 2);
    m_layout->setRowStretch(2, 3);
    m_layout->setColumnStretch(0, 1);
    m_layout->setColumnStretch(1, 4);
    m_layout->setColumnStretch(2, 1);
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

QWidget *StartPage::buildQuickOpen()
{
    auto *part = new QWidget(m_column);
    QLabel *label = heading(tr("Open a cluster"), 1.15, part);
    label->setBuddy(m_field);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_field, 1);
    row->addWidget(m_open);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(label);
    layout->addLayout(row);
    layout->addWidget(m_hint);
    layout->addStretch(1);
    return part;
}

QWidget *StartPage::buildPlayground()
{
    auto *part = new QWidget(m_column);
    QLabel *explanation =
        text(tr("Starts an etcd of its own on this computer with sample data, and removes it again "
                "when its tab is closed."),
             part);
    m_playground->setToolTip(explanation->text());
    m_wordy += explanation;
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_playground);
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    row->addStretch();
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(heading(tr("Just look around"), 1.15, part));
    layout->addWidget(explanation);
    layout->addLayout(row);
    layout->addStretch(1);
    return part;
}

void StartPage::setConnections(QWidget *connections, std::function<bool()> focusFirst)
{
    m_focusConnections = std::move(focusFirst);
    m_hero->hide();
    for (QWidget *words : std::as_const(m_wordy))
        words->hide();
    m_parts->setDirection(QBoxLayout::LeftToRight);
    m_column->setMaximumWidth(QWIDGETSIZE_MAX);
    auto *line = new QFrame(this);
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Sunken);
    m_layout->setContentsMargins(12, 12, 12, 8);
    m_layout->setVerticalSpacing(8);
    m_layout->removeWidget(m_column);
    m_layout->addWidget(connections, 0, 0, 1, 3);
    m_layout->addWidget(line, 1, 0, 1, 3);
    m_layout->addWidget(m_column, 2, 0, 1, 3);
    m_layout->setRowStretch(0, 1);
    m_layout->setRowStretch(2, 0);
}

void StartPage::focusFirst()
{
    if (!m_focusConnections || !m_focusConnections())
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
    const QStringList texts{typed.isEmpty() ? m_field->placeholderText() : typed};
    auto endpoints = EndpointSet::parse(texts);
    if (!endpoints)
        validate(typed);
    else
        emit openRequested(*endpoints, olderEndpoints(texts));
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
