// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/testsheet.h"

#include "core/net/tlsidentity.h"
#include "ui/connections/testtext.h"
#include "ui/connections/tlstext.h"
#include "ui/keys/errortext.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/palette.h"
#include "ui/widgets/statusdot.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QTreeWidget>

#include <algorithm>

namespace etcdscope {

using Stage = ConnectionTest::Stage;
using State = ConnectionTest::State;

namespace {

enum Column { NameColumn, StateColumn, TimeColumn, FindingColumn };

StatusDot::State dotOf(State state)
{
    switch (state) {
    case State::Running:
        return StatusDot::State::Working;
    case State::Passed:
        return StatusDot::State::Live;
    case State::Warned:
        return StatusDot::State::Stale;
    case State::Failed:
        return StatusDot::State::Error;
    case State::Waiting:
    case State::Skipped:
        break;
    }
    return StatusDot::State::Idle;
}

QIcon iconOf(State state, const QWidget &widget)
{
    const int side = 16;
    QPixmap pixmap(QSize(side, side) * widget.devicePixelRatioF());
    pixmap.setDevicePixelRatio(widget.devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    StatusDot::paintShape(painter, QRectF(3, 3, side - 6, side - 6), dotOf(state), widget.palette());
    return QIcon(pixmap);
}

QString nameOf(const ConnectionTest::EndpointResult &result)
{
    return result.isOlder ? TestSheet::tr("%1 (port of etcd before 2.0, for the v2 API)", "an endpoint")
                                .arg(result.endpoint.toString())
                          : result.endpoint.toString();
}

QString timeText(qint64 microseconds)
{
    if (microseconds <= 0)
        return {};
    return TestSheet::tr("%1 ms").arg(
        QLocale().toString(double(microseconds) / 1000, 'f', microseconds < 9'950 ? 1 : 0));
}

} // namespace

TestSheet::TestSheet(const SessionSettings &settings, const QString &title, QWidget *parent, bool canKeep)
    : QDialog(parent)
    , m_settings(settings)
    , m_title(title)
    , m_canKeep(canKeep)
    , m_message(new MessageBar(this))
    , m_tree(new QTreeWidget(this))
    , m_explanation(new QLabel(this))
    , m_accept(new QPushButton(tr("&Accept this certificate…"), this))
    , m_again(new QPushButton(tr("&Test again"), this))
    , m_close(new QPushButton(this))
{
    setObjectName(QStringLiteral("test"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Test of %1", "a connection").arg(title));
    m_message->setObjectName(QStringLiteral("test.verdict"));
    m_message->setClosable(false);
    m_tree->setObjectName(QStringLiteral("test.stages"));
    m_tree->setAccessibleName(tr("Stages"));
    m_tree->setHeaderLabels({tr("Stage"), tr("Result"), tr("Time"), tr("Found")});
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->header()->setStretchLastSection(true);
    m_explanation->setObjectName(QStringLiteral("test.explanation"));
    m_explanation->setAccessibleName(tr("Explanation"));
    m_explanation->setTextFormat(Qt::PlainText);
    m_explanation->setWordWrap(true);
    m_explanation->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_accept->setObjectName(QStringLiteral("test.accept"));
    m_again->setObjectName(QStringLiteral("test.again"));
    m_close->setObjectName(QStringLiteral("test.close"));
    auto *copy = new QPushButton(tr("C&opy report"), this);
    copy->setObjectName(QStringLiteral("test.copy"));
    for (QPushButton *button : {m_accept, m_again, m_close, copy})
        button->setAutoDefault(false);
    m_close->setDefault(true);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_accept);
    buttons->addWidget(copy);
    buttons->addStretch(1);
    buttons->addWidget(m_again);
    buttons->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_message);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_explanation);
    layout->addLayout(buttons);
    connect(copy, &QPushButton::clicked, this, &TestSheet::copyReport);
    connect(m_accept, &QPushButton::clicked, this, &TestSheet::askToAccept);
    connect(m_again, &QPushButton::clicked, this, &TestSheet::begin);
    connect(m_close, &QPushButton::clicked, this, [this] {
        if (m_test->isRunning())
            m_test->cancel();
        else
            accept();
    });
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem *item) {
        m_explanation->setText(item ? item->data(NameColumn, Qt::UserRole).toString() : QString());
        m_explanation->setVisible(!m_explanation->text().isEmpty());
    });
    const QSize room = screen()->availableSize() - QSize(32, 64);
    resize(QSize(fontMetrics().averageCharWidth() * 104, fontMetrics().height() * 28).boundedTo(room));
    begin();
}

TestSheet::~TestSheet() = default;

QString TestSheet::verdict() const
{
    return m_message->text();
}

void TestSheet::begin()
{
    m_test = std::make_unique<ConnectionTest>(m_settings);
    connect(m_test.get(), &ConnectionTest::changed, this, &TestSheet::refresh);
    connect(m_test.get(), &ConnectionTest::finished, this, &TestSheet::finished);
    m_tree->clear();
    m_rows.clear();
    for (const ConnectionTest::EndpointResult &result : m_test->results()) {
        auto *row = new QTreeWidgetItem(m_tree, {nameOf(result)});
        row->setFirstColumnSpanned(true);
        for (int stage = 0; stage < ConnectionTest::stageCount; ++stage)
            new QTreeWidgetItem(row, {stageName(Stage(stage))});
        m_rows.push_back(row);
    }
    m_tree->expandAll();
    m_message->showMessage(MessageBar::Severity::Information, tr("Testing %1…").arg(m_title));
    m_accept->hide();
    m_again->hide();
    m_close->setText(tr("&Cancel"));
    m_close->setFocus();
    m_test->start();
    refresh();
    for (const int column : {NameColumn, StateColumn, TimeColumn})
        m_tree->setColumnWidth(column, fontMetrics().averageCharWidth() * (column == TimeColumn ? 12 : 26));
}

void TestSheet::refresh()
{
    const auto &results = m_test->results();
    for (size_t i = 0; i < results.size() && i < m_rows.size(); ++i) {
        m_rows[i]->setText(NameColumn, nameOf(results[i]));
        for (int stage = 0; stage < ConnectionTest::stageCount; ++stage)
            showStage(m_rows[i]->child(stage), results[i], Stage(stage));
    }
}

void TestSheet::showStage(QTreeWidgetItem *row, const ConnectionTest::EndpointResult &result, Stage stage)
{
    const ConnectionTest::StageResult &now = result.stage(stage);
    row->setIcon(StateColumn, iconOf(now.state, *this));
    row->setText(StateColumn, stateText(now.state));
    row->setText(TimeColumn, timeText(now.microseconds));
    row->setTextAlignment(TimeColumn, Qt::AlignRight | Qt::AlignVCenter);
    const bool troubled = now.state == State::Failed || now.state == State::Warned;
    QStringList words;
    if (troubled) {
        words += causeText(now);
        if (const QString remedy = remedyText(now.cause); !remedy.isEmpty())
            words += remedy;
        if (now.error && !now.error->detail.isEmpty())
            words += now.error->detail;
        else if (now.error && !now.error->serverMessage.isEmpty())
            words += now.error->serverMessage;
    }
    row->setText(FindingColumn, troubled ? words.first() : findingText(result, stage));
    row->setData(NameColumn, Qt::UserRole, words.join(QLatin1Char('\n')));
    row->setToolTip(FindingColumn, row->text(FindingColumn));
    if (stage == Stage::Tls && row->childCount() == 0 && !result.chain.isEmpty())
        showChain(row, result);
}

void TestSheet::showChain(QTreeWidgetItem *row, const ConnectionTest::EndpointResult &result)
{
    for (const QSslCertificate &certificate : result.chain) {
        auto *line = new QTreeWidgetItem(row, {certificateText(certificate)});
        QStringList words{certificateText(certificate)};
        const auto names = certificate.subjectAlternativeNames().values();
        if (!names.isEmpty())
            words += tr("For the names: %1").arg(names.join(tr(", ")));
        words += tr("SHA-256: %1", "fingerprint").arg(fingerprintText(fingerprintOf(certificate)));
        line->setData(NameColumn, Qt::UserRole, words.join(QLatin1Char('\n')));
        line->setFirstColumnSpanned(true);
    }
    row->setExpanded(true);
}

void TestSheet::finished()
{
    refresh();
    showVerdict();
    m_accept->setVisible(m_canKeep && acceptable());
    m_again->show();
    m_close->setText(tr("&Close"));
    const int failing = m_test->firstFailing();
    if (failing < 0)
        return;
    const auto stage = m_test->results()[size_t(failing)].failedStage();
    m_tree->setCurrentItem(m_rows[size_t(failing)]->child(int(*stage)));
}

void TestSheet::showVerdict()
{
    using Severity = MessageBar::Severity;
    const auto deciding = m_test->deciding();
    const auto working =
        int(std::ranges::count_if(deciding, [](const auto *result) { return result->works(); }));
    const bool stopped = std::ranges::any_of(
        deciding, [](const auto *result) { return !result->works() && !result->failedStage(); });
    if (const auto &error = m_test->settingsError()) {
        m_message->showMessage(Severity::Error, errorSentence(*error) + QLatin1Char(' ') +
                                                    remedyText(ConnectionTest::Cause::BadTlsFile));
        return;
    }
    if (working == int(deciding.size())) {
        QString text = tr("All is well: %n endpoint(s) can be used.", nullptr, working);
        if (!deciding.empty() && deciding.front()->isOlder)
            text += QLatin1Char(' ') + tr("The v2 API answers at the port that etcd had before 2.0: %1.")
                                           .arg(deciding.front()->endpoint.toString());
        m_message->showMessage(Severity::Information, text);
        return;
    }
    if (stopped) {
        m_message->showMessage(Severity::Warning, tr("The test was stopped before its end."));
        return;
    }
    const auto &failing = m_test->results()[size_t(std::max(0, m_test->firstFailing()))];
    const Stage stage = failing.failedStage().value_or(Stage::Name);
    const ConnectionTest::StageResult &result = failing.stage(stage);
    const QString why =
        tr("%1, at %2: %3 %4", "an endpoint, a stage, what is wrong, what helps")
            .arg(failing.endpoint.toString(), stageName(stage), causeText(result), remedyText(result.cause));
    if (working > 0)
        m_message->showMessage(
            Severity::Warning,
            tr("%1 of %n endpoint(s) can be used.", nullptr, int(deciding.size())).arg(working) +
                QLatin1Char(' ') + why);
    else
        m_message->showMessage(Severity::Error, why.trimmed());
}

const ConnectionTest::EndpointResult *TestSheet::acceptable() const
{
    for (const ConnectionTest::EndpointResult &result : m_test->results()) {
        if (!result.chain.isEmpty() && canAccept(result.stage(Stage::Tls).cause))
            return &result;
    }
    return nullptr;
}

void TestSheet::askToAccept()
{
    const ConnectionTest::EndpointResult *result = acceptable();
    if (!result)
        return;
    const QByteArray fingerprint = fingerprintOf(result->chain.first());
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Accept this certificate"),
                                tr("Trust whoever shows this certificate as %1, in this connection alone?")
                                    .arg(result->endpoint.toString()),
                                QMessageBox::NoButton, this);
    box->setObjectName(QStringLiteral("test.question"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("%1\n\n%2\n\nSHA-256: %3\n\nCompare the fingerprint with whoever runs the "
                               "cluster. Somebody in between "
                               "could show a certificate of their own, and read and change everything.")
                                .arg(causeText(result->stage(Stage::Tls)),
                                     certificateText(result->chain.first()), fingerprintText(fingerprint)));
    QPushButton *accepts = box->addButton(tr("&Accept"), QMessageBox::DestructiveRole);
    accepts->setObjectName(QStringLiteral("test.accepts"));
    QPushButton *refuses = box->addButton(tr("&Do not accept"), QMessageBox::RejectRole);
    box->setDefaultButton(refuses);
    box->setEscapeButton(refuses);
    connect(accepts, &QPushButton::clicked, this, [this, fingerprint] {
        emit acceptRequested(fingerprint);
        m_settings.tls.acceptedFingerprint = fingerprint;
        begin();
    });
    box->open();
}

void TestSheet::copyReport()
{
    QStringList lines{m_title, m_message->text()};
    for (const ConnectionTest::EndpointResult &result : m_test->results()) {
        lines += nameOf(result);
        for (int i = 0; i < ConnectionTest::stageCount; ++i) {
            const ConnectionTest::StageResult &stage = result.stage(Stage(i));
            QStringList parts{QStringLiteral("  ") + stageName(Stage(i)), stateText(stage.state),
                              timeText(stage.microseconds)};
            parts +=
                stage.cause == ConnectionTest::Cause::None ? findingText(result, Stage(i)) : causeText(stage);
            if (stage.error)
                parts += stage.error->toString();
            parts.removeAll(QString());
            lines += parts.join(QLatin1Char('\t'));
        }
    }
    QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')) + QLatin1Char('\n'));
}

} // namespace etcdscope
