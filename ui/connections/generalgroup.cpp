// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/generalgroup.h"

#include "ui/connections/environmentchip.h"
#include "ui/connections/profiletext.h"
#include "ui/workspace/environmentlook.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include <array>
#include <utility>

namespace etcdscope {

namespace {

QIcon swatch(const QColor &colour, const QWidget &widget)
{
    const int side = 16;
    QPixmap pixmap(QSize(side, side) * widget.devicePixelRatioF());
    pixmap.setDevicePixelRatio(widget.devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(widget.palette().color(QPalette::Mid));
    if (colour.isValid())
        painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(1.5, 1.5, side - 3, side - 3), 3, 3);
    return QIcon(pixmap);
}

} // namespace

GeneralGroup::GeneralGroup(const QList<QStringList> &folders, bool isNew, QWidget *parent)
    : FormGroup(parent)
    , m_isNew(isNew)
    , m_name(named(new QLineEdit(this), "form.name", tr("Name")))
    , m_folder(named(new QComboBox(this), "form.folder", tr("Folder")))
    , m_kind(named(new QComboBox(this), "form.environment", tr("Environment")))
    , m_label(named(new QLineEdit(this), "form.label", tr("Label of the environment")))
    , m_colourButton(named(new QToolButton(this), "form.colour", tr("Colour of the environment")))
    , m_chip(new EnvironmentChip(this))
    , m_readOnly(named(new QCheckBox(tr("&Read-only until it is unlocked"), this), "form.readOnly",
                       tr("Read-only until it is unlocked")))
    , m_autoOpen(named(new QCheckBox(tr("&Open when the program starts"), this), "form.autoOpen",
                       tr("Open when the program starts")))
    , m_keepWork(named(new QCheckBox(tr("&Keep drafts and the journal on disk"), this), "form.keepWork",
                       tr("Keep drafts and the journal on disk")))
    , m_keepNote(new FieldNote(m_keepWork))
{
    m_folder->setEditable(true);
    m_folder->setInsertPolicy(QComboBox::NoInsert);
    m_folder->addItem(QString());
    for (const QStringList &folder : folders)
        m_folder->addItem(folderText(folder));
    m_folder->lineEdit()->setObjectName(QStringLiteral("form.folder.text"));
    m_folder->lineEdit()->setAccessibleName(tr("Folder"));
    m_folder->lineEdit()->setPlaceholderText(tr("None; folders in folders with a slash"));
    using Kind = Environment::Kind;
    for (const Kind kind : {Kind::Unspecified, Kind::Development, Kind::Test, Kind::Production, Kind::Own})
        m_kind->addItem(environmentKindName(kind), int(kind));
    m_colourButton->setPopupMode(QToolButton::InstantPopup);
    m_colourButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_colourButton->setFocusPolicy(Qt::StrongFocus);
    m_colourButton->setText(tr("&Colour"));
    buildColours();
    m_keepNote->explain(tr("In a file that only you can read. What was not saved is then there again after "
                           "the program ended; it can contain values of the cluster."));

    auto *environmentRow = new QHBoxLayout;
    environmentRow->setSpacing(8);
    environmentRow->addWidget(m_kind);
    environmentRow->addWidget(m_label, 1);
    environmentRow->addWidget(m_colourButton);
    environmentRow->addWidget(m_chip);
    auto *layout = new FormLayout(this);
    layout->addRow(tr("&Name:"), m_name);
    layout->addRow(tr("&Folder:"), m_folder);
    auto *kindLabel = new QLabel(tr("&Environment:"), this);
    kindLabel->setBuddy(m_kind);
    layout->addRow(kindLabel, environmentRow);
    layout->addRow(QString(), m_readOnly);
    layout->addRow(QString(), m_autoOpen);
    layout->addRow(QString(), m_keepWork);
    layout->addRow(QString(), m_keepNote);

    connect(m_name, &QLineEdit::textEdited, this, &FormGroup::changed);
    connect(m_folder, &QComboBox::editTextChanged, this, &FormGroup::changed);
    connect(m_kind, &QComboBox::activated, this, &GeneralGroup::environmentChosen);
    connect(m_label, &QLineEdit::textEdited, this, [this] {
        updateEnvironment();
        emit changed();
    });
    connect(m_autoOpen, &QCheckBox::clicked, this, &FormGroup::changed);
    connect(m_readOnly, &QCheckBox::clicked, this, [this] {
        m_readOnlyChosen = true;
        emit changed();
    });
    connect(m_keepWork, &QCheckBox::clicked, this, [this] {
        m_keepWorkChosen = true;
        emit changed();
    });
}

QString GeneralGroup::title() const
{
    return tr("General");
}

void GeneralGroup::present(const Profile &profile)
{
    const QSignalBlocker quiet(this);
    m_name->setText(profile.name);
    m_folder->setEditText(folderText(profile.folder));
    m_kind->setCurrentIndex(m_kind->findData(int(profile.environment.kind)));
    m_label->setText(profile.environment.label);
    m_colour = profile.environment.colour;
    m_readOnly->setChecked(profile.readOnly);
    m_autoOpen->setChecked(profile.autoOpen);
    m_keepWork->setChecked(profile.keepWork);
    updateEnvironment();
}

void GeneralGroup::apply(Profile &profile) const
{
    profile.name = m_name->text().trimmed();
    profile.folder = folderFromText(m_folder->currentText());
    profile.environment = environment();
    profile.readOnly = m_readOnly->isChecked();
    profile.autoOpen = m_autoOpen->isChecked();
    profile.keepWork = m_keepWork->isChecked();
}

void GeneralGroup::focusFirst()
{
    m_name->setFocus();
}

void GeneralGroup::setNamePlaceholder(const QString &text)
{
    m_name->setPlaceholderText(text);
}

Environment GeneralGroup::environment() const
{
    return {.kind = Environment::Kind(m_kind->currentData().toInt()),
            .label = m_label->text().trimmed(),
            .colour = m_colour};
}

void GeneralGroup::environmentChosen()
{
    const bool production = environment().isProduction();
    if (m_isNew && !m_keepWorkChosen)
        m_keepWork->setChecked(!production);
    if (m_isNew && !m_readOnlyChosen)
        m_readOnly->setChecked(production);
    updateEnvironment();
    emit changed();
}

void GeneralGroup::chooseColour(const QString &colour)
{
    m_colour = colour;
    updateEnvironment();
    emit changed();
}

void GeneralGroup::buildColours()
{
    auto *menu = new QMenu(this);
    menu->addAction(tr("&Usual for the environment"), this, [this] { chooseColour({}); });
    const std::array<std::pair<QString, const char *>, 8> colours{{{tr("&Red"), "#d1332e"},
                                                                   {tr("&Orange"), "#d9822b"},
                                                                   {tr("&Yellow"), "#c9a800"},
                                                                   {tr("&Green"), "#3b9a57"},
                                                                   {tr("&Teal"), "#1f8a8a"},
                                                                   {tr("&Blue"), "#2f7fc1"},
                                                                   {tr("&Violet"), "#8a5cc2"},
                                                                   {tr("Gr&ey"), "#777777"}}};
    for (const auto &[name, colour] : colours) {
        const QString value = QLatin1String(colour);
        menu->addAction(swatch(QColor(value), *this), name, this, [this, value] { chooseColour(value); });
    }
    menu->addSeparator();
    menu->addAction(tr("&Another…"), this, [this] {
        auto *dialog = new QColorDialog(environmentColour(environment()), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QColorDialog::colorSelected, this,
                [this](const QColor &colour) { chooseColour(colour.name()); });
        dialog->open();
    });
    m_colourButton->setMenu(menu);
}

void GeneralGroup::updateEnvironment()
{
    const Environment now = environment();
    m_label->setPlaceholderText(
        now.kind == Environment::Kind::Unspecified ? tr("Label") : environmentLabel({now.kind, {}, {}}));
    m_colourButton->setIcon(swatch(environmentColour(now), *this));
    m_chip->setEnvironment(now);
}

} // namespace etcdscope
