// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/palette.h"

#include <QTest>

using namespace etcdscope;

namespace {

QPalette paletteOf(const char *window, const char *base, const char *text)
{
    QPalette palette{QColor(QLatin1String(window))};
    palette.setColor(QPalette::Base, QColor(QLatin1String(base)));
    palette.setColor(QPalette::Text, QColor(QLatin1String(text)));
    palette.setColor(QPalette::WindowText, QColor(QLatin1String(text)));
    return palette;
}

} // namespace

class TestPalette final : public QObject
{
    Q_OBJECT

private slots:
    void contrastIsThatOfTheStandard()
    {
        QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrastRatio(Qt::white, Qt::black), 21.0);
        QCOMPARE(contrastRatio(Qt::red, Qt::red), 1.0);
        QVERIFY(qAbs(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
    }

    void everyColourCanBeRead_data()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << paletteOf("#efefef", "#ffffff", "#000000") << false;
        QTest::newRow("warm") << paletteOf("#eee8d5", "#fdf6e3", "#073642") << false;
        QTest::newRow("dark") << paletteOf("#2b2d30", "#1e1f22", "#dfe1e5") << true;
        QTest::newRow("black") << paletteOf("#000000", "#000000", "#ffffff") << true;
        QTest::newRow("middle") << paletteOf("#404552", "#383c4a", "#d3dae3") << true;
    }
    void everyColourCanBeRead()
    {
        QFETCH(QPalette, palette);
        QFETCH(bool, dark);
        QCOMPARE(isDark(palette), dark);
        const QColor base = palette.color(QPalette::Base);
        const QColor text = palette.color(QPalette::Text);
        for (int i = 0; i <= int(Tone::Muted); ++i) {
            const auto tone = Tone(i);
            for (const auto role : {QPalette::Base, QPalette::Window}) {
                QVERIFY2(contrastRatio(toneText(palette, tone, role), palette.color(role)) >= 4.5,
                         qPrintable(QString::number(i)));
                QVERIFY(contrastRatio(toneBackground(palette, tone, role), text) >= 4.5);
            }
            QVERIFY(contrastRatio(toneEmphasis(palette, tone), text) >= 4.5);
            if (tone != Tone::Muted)
                QVERIFY(toneBackground(palette, tone) != base);
        }
        for (int i = 0; i <= int(Syntax::Invalid); ++i)
            QVERIFY(contrastRatio(syntaxText(palette, Syntax(i)), base) >= 4.5);
        QVERIFY(toneBackground(palette, Tone::Added) != toneBackground(palette, Tone::Removed));
    }
};

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
