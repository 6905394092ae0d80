// SPDX-License-Identifier: Apache-2.0
#include "app/theme.h"
#include "ui/widgets/palette.h"

#include <QApplication>
#include <QProxyStyle>
#include <QSettings>
#include <QStyle>
#include <QTemporaryDir>
#include <QTest>

using namespace etcdscope;

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void everyRoleIsSet_data();
    void everyRoleIsSet();
    void textIsLegible_data();
    void textIsLegible();
    void appliesAndGoesBackToTheSystem();
    void choiceIsRemembered();
};

void TestTheme::everyRoleIsSet_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << Theme::lightPalette();
    QTest::newRow("dark") << Theme::darkPalette();
}

void TestTheme::everyRoleIsSet()
{
    QFETCH(QPalette, palette);
    for (int role = 0; role < QPalette::NColorRoles; ++role) {
        if (role != QPalette::NoRole)
            QVERIFY2(palette.isBrushSet(QPalette::Active, QPalette::ColorRole(role)),
                     qPrintable(QString::number(role)));
    }
}

void TestTheme::textIsLegible_data()
{
    everyRoleIsSet_data();
}

void TestTheme::textIsLegible()
{
    QFETCH(QPalette, palette);
    const auto contrast = [&palette](QPalette::ColorRole text, QPalette::ColorRole ground) {
        return contrastRatio(palette.color(text), palette.color(ground));
    };
    QVERIFY(contrast(QPalette::WindowText, QPalette::Window) >= 7);
    QVERIFY(contrast(QPalette::Text, QPalette::Base) >= 7);
    QVERIFY(contrast(QPalette::Text, QPalette::AlternateBase) >= 7);
    QVERIFY(contrast(QPalette::ButtonText, QPalette::Button) >= 7);
    QVERIFY(contrast(QPalette::PlaceholderText, QPalette::Base) >= 4.5);
    QVERIFY(contrast(QPalette::HighlightedText, QPalette::Highlight) >= 4.5);
    QVERIFY(contrast(QPalette::Link, QPalette::Base) >= 4.5);
    QVERIFY(contrast(QPalette::LinkVisited, QPalette::Base) >= 4.5);
    QVERIFY(contrast(QPalette::ToolTipText, QPalette::ToolTipBase) >= 7);
    // Not asked of disabled text by WCAG, but it says why something is not available.
    QVERIFY(contrastRatio(palette.color(QPalette::Disabled, QPalette::Text), palette.color(QPalette::Base)) >=
            3);
}

void TestTheme::appliesAndGoesBackToTheSystem()
{
    const QPalette system = QApplication::palette();
    const QString style = QApplication::style()->objectName();
    Theme theme;
    theme.apply(ThemeChoice::Dark);
    QVERIFY(isDark(QApplication::palette()));
    const auto *plain = qobject_cast<QProxyStyle *>(QApplication::style());
    QVERIFY(plain);
    QCOMPARE(plain->baseStyle()->name().toLower(), QStringLiteral("fusion"));
    theme.apply(ThemeChoice::Light);
    QVERIFY(!isDark(QApplication::palette()));
    theme.apply(ThemeChoice::System);
    QCOMPARE(QApplication::palette().color(QPalette::Window), system.color(QPalette::Window));
    QCOMPARE(QApplication::palette().color(QPalette::PlaceholderText),
             system.color(QPalette::PlaceholderText));
    QCOMPARE(QApplication::style()->objectName(), style);
}

void TestTheme::choiceIsRemembered()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("a.ini")), QSettings::IniFormat);
    QCOMPARE(Theme::remembered(settings), ThemeChoice::System);
    for (const ThemeChoice choice : {ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::System}) {
        Theme::remember(choice, settings);
        QCOMPARE(Theme::remembered(settings), choice);
    }
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
