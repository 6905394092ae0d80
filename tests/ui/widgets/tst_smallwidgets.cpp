// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/emptyview.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/keylabel.h"
#include "ui/widgets/statusdot.h"

#include <QApplication>
#include <QClipboard>
#include <QImage>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace etcdscope;

namespace {

QImage shapeOf(StatusDot::State state)
{
    // One colour for all states: what differs is the shape.
    QPalette palette(Qt::white);
    QImage image(24, 24, QImage::Format_Grayscale8);
    image.fill(Qt::white);
    QPainter painter(&image);
    StatusDot::paintShape(painter, QRectF(0, 0, 24, 24), state, palette);
    painter.end();
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixelColor(x, y, image.pixelColor(x, y).lightness() < 200 ? Qt::black : Qt::white);
    }
    return image;
}

} // namespace

class TestSmallWidgets final : public QObject
{
    Q_OBJECT

private slots:
    void escapeClearsThenLeaves()
    {
        FilterField field;
        QSignalSpy left(&field, &FilterField::left);
        QTest::keyClicks(&field, QStringLiteral("abc"));
        QTest::keyClick(&field, Qt::Key_Escape);
        QCOMPARE(field.text(), QString());
        QCOMPARE(left.count(), 0);
        QTest::keyClick(&field, Qt::Key_Escape);
        QCOMPARE(left.count(), 1);
    }

    void downGoesToTheList()
    {
        FilterField field;
        QSignalSpy list(&field, &FilterField::listRequested);
        QTest::keyClick(&field, Qt::Key_Down);
        QTest::keyClick(&field, Qt::Key_PageDown);
        QCOMPARE(list.count(), 2);
        QTest::keyClick(&field, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(list.count(), 2);
        QVERIFY(field.isClearButtonEnabled());
    }

    void aKeyIsCopiedExactly_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QString>("copied");
        QTest::newRow("plain") << QByteArray("/config/a") << QStringLiteral("/config/a");
        QTest::newRow("UTF-8") << QByteArray("/caf\xc3\xa9") << QStringLiteral("/café");
        QTest::newRow("backslash") << QByteArray("/a\\b") << QStringLiteral("/a\\b");
        QTest::newRow("carriage return") << QByteArray("/a\r") << QStringLiteral("/a\\r");
        QTest::newRow("binary") << QByteArray("/a\xff") << QStringLiteral("/a\\xff");
        QTest::newRow("mark-up") << QByteArray("<b>") << QStringLiteral("<b>");
    }
    void aKeyIsCopiedExactly()
    {
        QFETCH(QByteArray, key);
        QFETCH(QString, copied);
        KeyLabel label;
        label.setKey(key);
        QCOMPARE(label.key(), key);
        QTest::keyClick(&label, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), copied);
        QVERIFY(label.toolTip().contains(label.text().toHtmlEscaped()));
        QVERIFY(label.accessibleName().contains(label.text()));
    }

    void aLongKeyDoesNotWidenTheWindow()
    {
        KeyLabel label;
        label.setKey(QByteArray(4096, 'k'));
        QVERIFY(label.minimumSizeHint().width() < 200);
    }

    void statesDifferInShape()
    {
        QList<QImage> shapes;
        for (int state = 0; state <= int(StatusDot::State::Error); ++state) {
            const QImage shape = shapeOf(StatusDot::State(state));
            for (const QImage &other : std::as_const(shapes))
                QVERIFY(shape != other);
            shapes << shape;
        }
    }

    void theWordsAreTheAccessibleName()
    {
        StatusDot dot;
        dot.setState(StatusDot::State::Live, QStringLiteral("live at r 48,213"));
        QCOMPARE(dot.accessibleName(), QStringLiteral("live at r 48,213"));
        QCOMPARE(dot.text(), QStringLiteral("live at r 48,213"));
        QVERIFY(dot.minimumSizeHint().width() < dot.sizeHint().width());
    }

    void anEmptyViewOffersOneStep()
    {
        EmptyView view;
        view.resize(500, 300);
        view.show();
        view.setContent(QStringLiteral("No keys"), QStringLiteral("Nothing starts with /a"));
        auto *const button = view.findChild<QPushButton *>(QStringLiteral("emptyButton"));
        QVERIFY(!button->isVisible());
        view.setContent(QStringLiteral("No keys"), QStringLiteral("Nothing starts with /a"),
                        QStringLiteral("New Key"));
        QVERIFY(button->isVisible());
        QSignalSpy activated(&view, &EmptyView::activated);
        QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(activated.count(), 1);
        QCOMPARE(view.accessibleName(), QStringLiteral("No keys"));
    }
};

QTEST_MAIN(TestSmallWidgets)
#include "tst_smallwidgets.moc"
