// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/messagebar.h"

#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <memory>

using namespace etcdscope;

class TestMessageBar final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        auto *const layout = new QVBoxLayout(m_window.get());
        m_bar = new MessageBar;
        m_field = new QLineEdit;
        layout->addWidget(m_bar);
        layout->addWidget(m_field);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_field->setFocus();
    }

    void isHiddenUntilThereIsAMessage()
    {
        QVERIFY(!m_bar->isVisible());
        m_bar->showMessage(MessageBar::Severity::Warning, QStringLiteral("<b>changed</b>"));
        QVERIFY(m_bar->isVisible());
        QCOMPARE(m_bar->text(), QStringLiteral("<b>changed</b>"));
        QCOMPARE(m_bar->findChild<QLabel *>(QStringLiteral("messageText"))->textFormat(), Qt::PlainText);
        QVERIFY(m_field->hasFocus()); // a message never takes it
    }

    void isAnAlertThatNamesItsSeverity()
    {
        m_bar->showMessage(MessageBar::Severity::Error, QStringLiteral("no space"), QStringLiteral("code 8"));
        QAccessibleInterface *const accessible = QAccessible::queryAccessibleInterface(m_bar);
        QVERIFY(accessible);
        QCOMPARE(accessible->role(), QAccessible::AlertMessage);
        QCOMPARE(accessible->text(QAccessible::Name), QStringLiteral("Error: no space"));
        QCOMPARE(accessible->text(QAccessible::Description), QStringLiteral("code 8"));
    }

    void buttonsBelongToTheirMessage()
    {
        m_bar->showMessage(MessageBar::Severity::Information, QStringLiteral("one"));
        auto *const first = m_bar->addButton(QStringLiteral("Compare"), QStringLiteral("compare"));
        auto *const second = m_bar->addButton(QStringLiteral("Reload"), QStringLiteral("reload"));
        QSignalSpy clicked(first, &QPushButton::clicked);
        auto *const text = m_bar->findChild<QLabel *>(QStringLiteral("messageText"));
        text->setFocus();
        QTest::keyClick(text, Qt::Key_Tab);
        QVERIFY(first->hasFocus());
        QTest::keyClick(first, Qt::Key_Space);
        QCOMPARE(clicked.count(), 1);
        QTest::keyClick(first, Qt::Key_Tab);
        QVERIFY(second->hasFocus());
        // The next message may come from inside the button's own click.
        connect(second, &QPushButton::clicked, m_bar,
                [this] { m_bar->showMessage(MessageBar::Severity::Error, QStringLiteral("two")); });
        QTest::keyClick(second, Qt::Key_Space);
        QCOMPARE(m_bar->text(), QStringLiteral("two"));
        QTRY_VERIFY(m_bar->findChildren<QPushButton *>().isEmpty());
    }

    void closes()
    {
        QSignalSpy closed(m_bar, &MessageBar::closed);
        m_bar->showMessage(MessageBar::Severity::Warning, QStringLiteral("text"));
        QTest::mouseClick(m_bar->findChild<QToolButton *>(QStringLiteral("messageClose")), Qt::LeftButton);
        QCOMPARE(closed.count(), 1);
        QVERIFY(!m_bar->isVisible());
        m_bar->showMessage(MessageBar::Severity::Warning, QStringLiteral("text"));
        auto *const button = m_bar->addButton(QStringLiteral("Retry"), QStringLiteral("retry"));
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Escape);
        QCOMPARE(closed.count(), 2);
        QVERIFY(!m_bar->isVisible());
        m_bar->setClosable(false);
        m_bar->showMessage(MessageBar::Severity::Warning, QStringLiteral("text"));
        auto *const stays = m_bar->addButton(QStringLiteral("Retry"), QStringLiteral("retry"));
        QTest::keyClick(stays, Qt::Key_Escape);
        QVERIFY(m_bar->isVisible());
        m_bar->dismiss();
        QVERIFY(!m_bar->isVisible());
        QCOMPARE(closed.count(), 2);
    }

    void longTextWraps()
    {
        m_window->resize(400, 300);
        m_bar->showMessage(MessageBar::Severity::Error, QStringLiteral("word ").repeated(60));
        QTRY_VERIFY(m_bar->height() > 3 * m_bar->fontMetrics().height());
        QVERIFY(m_bar->width() <= 400);
    }

private:
    std::unique_ptr<QWidget> m_window;
    MessageBar *m_bar = nullptr;
    QLineEdit *m_field = nullptr;
};

QTEST_MAIN(TestMessageBar)
#include "tst_messagebar.moc"
