// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/searchbar.h"

#include "core/base/printable.h"
#include "core/session/keyspace.h"
#include "ui/keys/searchresults.h"
#include "ui/keys/searchwords.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/format.h"
#include "ui/widgets/palette.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace etcdscope {

SearchBar::SearchBar(KeySpace &keys, SearchResults &results, QWidget *parent)
    : QWidget(parent)
    , m_keys(keys)
    , m_results(results)
    , m_field(new FilterField(this))
    , m_fault(new QLabel(this))
    , m_scope(new QLabel(this))
    , m_server(new QPushButton(this))
    , m_back(new QPushButton(this))
{
    setObjectName(QStringLiteral("searchBar"));
    m_field->setObjectName(QStringLiteral("keyFilter"));
    m_field->setAccessibleName(tr("Search the loaded keys"));
    m_field->setPlaceholderText(tr("Search loaded keys (Ctrl+F)"));
    buildModes();
    buildScope();

    auto *const line = new QHBoxLayout;
    line->setSpacing(2);
    line->addWidget(m_field, 1);
    for (QToolButton *mode : {m_case, m_expression, m_fuzzy})
        line->addWidget(mode);
    auto *const buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    buttons->addWidget(m_server);
    buttons->addWidget(m_back);
    buttons->addStretch();
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 4);
    layout->setSpacing(4);
    layout->addLayout(line);
    layout->addWidget(m_fault);
    layout->addWidget(m_scope);
    layout->addLayout(buttons);

    connect(m_field, &QLineEdit::textChanged, this, &SearchBar::startSearch);
    connect(m_field, &FilterField::listRequested, this, &SearchBar::listRequested);
    connect(m_field, &QLineEdit::returnPressed, this, &SearchBar::listRequested);
    connect(m_field, &FilterField::left, this, &SearchBar::left);
    connect(&results, &SearchResults::progressed, this, [this] {
        updateScope();
        emit changed();
    });
    updateScope();
}

void SearchBar::buildModes()
{
    m_case = addMode(tr("Aa", "sign on a button: match case"), tr("Match case"),
                     tr("Upper and lower case count as different"), "searchMatchCase");
    m_expression =
        addMode(tr(".*", "sign on a button: regular expression"), tr("Regular expression"),
                tr("What is typed is a regular expression (Perl's). A key is its UTF-8 text; bytes that are "
                   "none are written \\x80 to \\xff."),
                "searchExpression");
    m_fuzzy = addMode(tr("≈", "sign on a button: fuzzy search"), tr("Fuzzy"),
                      tr("The typed characters in this order, with anything between; the best match first"),
                      "searchFuzzy");
    const auto exclude = [this](QToolButton *one, QToolButton *other) {
        connect(one, &QToolButton::toggled, this, [this, other](bool isOn) {
            if (isOn) {
                const QSignalBlocker quiet(other); // one search, not two
                other->setChecked(false);
            }
            startSearch();
        });
    };
    exclude(m_expression, m_fuzzy);
    exclude(m_fuzzy, m_expression);
    connect(m_case, &QToolButton::toggled, this, &SearchBar::startSearch);
}

QToolButton *SearchBar::addMode(const QString &sign, const QString &name, const QString &help,
                                const char *objectName)
{
    auto *const button = new QToolButton(this);
    button->setObjectName(QLatin1String(objectName));
    button->setText(sign);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(name);
    button->setAccessibleDescription(help);
    button->setToolTip(tr("%1: %2", "name of a mode, what it does").arg(name, help));
    button->setProperty("remembered", true);
    return button;
}

void SearchBar::buildScope()
{
    m_fault->setObjectName(QStringLiteral("searchFault"));
    m_scope->setObjectName(QStringLiteral("filterNote"));
    for (QLabel *label : {m_fault, m_scope}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->hide();
    }
    m_server->setObjectName(QStringLiteral("searchServer"));
    m_back->setObjectName(QStringLiteral("searchLoaded"));
    m_back->setText(tr("Loaded Keys"));
    m_back->setAccessibleName(tr("Back to the loaded keys"));
    m_back->setToolTip(tr("Shows what matches among the loaded keys again"));
    for (QPushButton *button : {m_server, m_back}) {
        button->setAutoDefault(false);
        button->hide();
    }
    connect(m_server, &QPushButton::clicked, this, &SearchBar::actOnServer);
    connect(m_back, &QPushButton::clicked, this, [this] {
        m_results.showLoaded();
        focusText();
    });
}

KeyPattern SearchBar::pattern() const
{
    KeyPattern pattern;
    pattern.text = m_field->text();
    pattern.matchCase = m_case->isChecked();
    if (m_expression->isChecked())
        pattern.kind = KeyPattern::Kind::RegularExpression;
    else if (m_fuzzy->isChecked())
        pattern.kind = KeyPattern::Kind::Fuzzy;
    return pattern;
}

bool SearchBar::isActive() const
{
    return !m_field->text().isEmpty();
}

void SearchBar::clear()
{
    m_field->clear();
}

void SearchBar::focusText()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void SearchBar::startSearch()
{
    const auto fault = m_results.setPattern(pattern());
    m_fault->setVisible(fault.has_value());
    if (fault) {
        m_fault->setText(tr("Not a regular expression: %1 (at character %2)")
                             .arg(fault->detail, formatNumber(fault->position + 1)));
        m_fault->setToolTip(tr("What is listed still matches the expression before."));
        colourFault();
    }
    updateScope();
    emit changed();
}

void SearchBar::colourFault()
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, toneText(palette(), Tone::Error, QPalette::Window));
    m_fault->setPalette(colours);
}

void SearchBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colourFault();
}

// --- the server ---

/// What the server would be asked for, within what the session shows: what was typed, or the one prefix there
/// that begins with it.
QByteArray SearchBar::serverPrefix() const
{
    const QByteArray typed = m_results.search().matcher().literalPrefix();
    const KeyRanges meant = m_keys.feed().ranges().within(KeyRange::prefix(typed));
    const bool isOne = meant.size() == 1 && meant.front() == KeyRange::prefix(meant.front().begin);
    return isOne ? meant.front().begin : typed;
}

bool SearchBar::canSearchServer() const
{
    const QByteArray prefix = serverPrefix();
    return isActive() && !m_keys.feed().isComplete() && !prefix.isEmpty() &&
           m_keys.feed().ranges().covers(KeyRange::prefix(prefix));
}

void SearchBar::searchServer()
{
    m_results.searchServer(serverPrefix());
}

void SearchBar::actOnServer()
{
    const bool isServer = m_results.source() == SearchResults::Source::Server;
    if (isServer && m_results.server().isActive())
        m_results.cancelServer();
    else if (isServer)
        m_results.searchServer(m_results.server().prefix());
    else
        searchServer();
}

void SearchBar::updateScope()
{
    m_scope->setVisible(isActive());
    if (isActive())
        m_scope->setText(scopeText(m_keys, m_results));
    updateButtons();
}

void SearchBar::updateButtons()
{
    const bool isServer = isActive() && m_results.source() == SearchResults::Source::Server;
    m_back->setVisible(isServer);
    m_server->setVisible(isServer || canSearchServer());
    if (!isServer) {
        m_server->setText(tr("Search the Server for Prefix “%1”").arg(shortPrefix(serverPrefix())));
        m_server->setToolTip(tr("Reads the keys that start with exactly these bytes, at most %1 of them")
                                 .arg(formatNumber(PrefixSearch::mostKeys)));
    } else {
        m_server->setText(m_results.server().isActive() ? tr("Cancel") : tr("Read Again"));
        m_server->setToolTip({});
    }
    m_server->setAccessibleName(m_server->text());
}

} // namespace etcdscope
