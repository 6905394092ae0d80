// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/palette.h"
#include "ui/workspace/environmentbadge.h"
#include "ui/workspace/environmentlook.h"

#include <QTest>

using namespace etcdscope;

/// Labels and colours of environments.
class TestEnvironmentLook : public QObject
{
    Q_OBJECT

private slots:
    void kindsHaveTheirOwnLook();
    void ownLabelAndColourGoFirst();
    void everyColourCanBeRead_data();
    void everyColourCanBeRead();
    void badgesSayWhatTheyAre();
};

void TestEnvironmentLook::kindsHaveTheirOwnLook()
{
    using Kind = Environment::Kind;
    QSet<QString> labels;
    QSet<QRgb> colours;
    for (const Kind kind : {Kind::Development, Kind::Test, Kind::Production, Kind::Own}) {
        const Environment environment{kind, {}, {}};
        labels.insert(environmentLabel(environment));
        colours.insert(environmentColour(environment).rgb());
        QVERIFY(!environmentKindName(kind).isEmpty());
    }
    QCOMPARE(labels.size(), 4);
    QCOMPARE(colours.size(), 4);
    QVERIFY(environmentLabel({}).isEmpty());
    QVERIFY(!environmentColour({}).isValid());
}

void TestEnvironmentLook::ownLabelAndColourGoFirst()
{
    const Environment environment{Environment::Kind::Production, QStringLiteral(" eu \n live "),
                                  QStringLiteral("#102030")};
    QCOMPARE(environmentLabel(environment), QStringLiteral("eu live"));
    QCOMPARE(environmentColour(environment), QColor(0x10, 0x20, 0x30));
    const Environment nonsense{Environment::Kind::Test, {}, QStringLiteral("reddish")};
    QCOMPARE(environmentColour(nonsense), environmentColour({Environment::Kind::Test, {}, {}}));
}

void TestEnvironmentLook::everyColourCanBeRead_data()
{
    QTest::addColumn<Environment>("environment");
    using Kind = Environment::Kind;
    for (const Kind kind : {Kind::Development, Kind::Test, Kind::Production, Kind::Own})
        QTest::addRow("kind %d", int(kind)) << Environment{kind, {}, {}};
    for (const char *colour : {"#ffffff", "#000000", "#808080", "#ffff00", "#0000ff", "#ff00ff"})
        QTest::newRow(colour) << Environment{Kind::Own, {}, QString::fromLatin1(colour)};
}

void TestEnvironmentLook::everyColourCanBeRead()
{
    QFETCH(const Environment, environment);
    const QColor fill = environmentColour(environment);
    QVERIFY(contrastRatio(fill, textOn(fill)) >= 4.5);
    for (const auto &[window, text] : {std::pair(QColor(0xf3, 0xf4, 0xf6), QColor(Qt::black)),
                                       std::pair(QColor(0x26, 0x29, 0x2d), QColor(Qt::white))}) {
        QPalette palette;
        palette.setColor(QPalette::Window, window);
        palette.setColor(QPalette::WindowText, text);
        QVERIFY(contrastRatio(environmentMark(environment, palette), window) >= 3.0);
    }
}

void TestEnvironmentLook::badgesSayWhatTheyAre()
{
    QWidget window;
    const EnvironmentBadge badge({Environment::Kind::Production, {}, {}}, &window);
    const EnvironmentBadge none({}, &window);
    QCOMPARE(badge.text(), QStringLiteral("PROD"));
    QVERIFY(badge.accessibleName().contains(QStringLiteral("PROD")));
    QVERIFY(badge.isVisibleTo(&window));
    QVERIFY(!none.isVisibleTo(&window));
}

QTEST_MAIN(TestEnvironmentLook)
#include "tst_environmentlook.moc"
