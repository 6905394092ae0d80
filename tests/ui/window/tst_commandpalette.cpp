// SPDX-License-Identifier: Apache-2.0
#include "ui/window/commandpalette.h"
#include "ui/workspace/actionregistry.h"

#include <QAbstractItemModelTester>
#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace etcdscope;

class TestCommandPalette : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void showsTextGroupAndShortcut();
    void wordsNarrowInAnyOrder();
    void itsModelKeepsTheRulesOfModels();
    void enterRunsTheSelectedAction();
    void arrowsMoveTheSelection();
    void unavailableActionsSayWhyAndAreNotRun();
    void selectionBeginsAtTheFirstThatIsAvailable();
    void escapeGivesTheFocusBack();
    void focusIsBackBeforeTheActionRuns();
    void clickOutsideCloses();
    void saysWhenNothingMatches();
    void openingAgainStartsAfresh();
    void actionsThatVanishAreNotRun();

private:
    [[nodiscard]] QStringList column(int column) const;
    void open() { m_palette->open(m_registry->actions()); }

    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<ActionRegistry> m_registry;
    QLineEdit *m_editor = nullptr;
    QPushButton *m_button = nullptr;
    CommandPalette *m_palette = nullptr;
    QLineEdit *m_field = nullptr;
    QTreeView *m_list = nullptr;
    QAction *m_save = nullptr;
    QAction *m_read = nullptr;
    QAction *m_copy = nullptr;
};

void TestCommandPalette::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(900, 600);
    m_editor = new QLineEdit(m_window.get());
    m_button = new QPushButton(m_window.get());
    auto *layout = new QVBoxLayout(m_window.get());
    layout->addWidget(m_editor);
    layout->addStretch();
    layout->addWidget(m_button);
    m_registry = std::make_unique<ActionRegistry>();
    const auto add = [this](const char *id, const char *text, const char *group, const char *keys) {
        return m_registry->add(m_window.get(), {.id = id,
                                                .text = QLatin1String(text),
                                                .group = QLatin1String(group),
                                                .shortcuts = {QKeySequence(QLatin1String(keys))}});
    };
    m_save = add("keys.save", "&Save", "Keys", "Ctrl+S");
    m_read = add("session.refresh", "&Read Again", "Session", "F5");
    m_copy = add("keys.copy", "&Copy Key", "Keys", "Ctrl+C");
    m_palette = new CommandPalette(m_window.get());
    m_field = m_palette->findChild<QLineEdit *>(QStringLiteral("palette.field"));
    m_list = m_palette->findChild<QTreeView *>(QStringLiteral("palette.list"));
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_editor->setFocus();
}

void TestCommandPalette::cleanup()
{
    m_window.reset();
}

QStringList TestCommandPalette::column(int column) const
{
    QStringList texts;
    for (int row = 0; row < m_list->model()->rowCount(); ++row)
        texts += m_list->model()->index(row, column).data().toString();
    return texts;
}

void TestCommandPalette::showsTextGroupAndShortcut()
{
    open();
    QVERIFY(m_palette->isVisible());
    QTRY_VERIFY(m_field->hasFocus());
    QCOMPARE(column(0),
             (QStringList{QStringLiteral("Save"), QStringLiteral("Read Again"), QStringLiteral("Copy Key")}));
    QCOMPARE(column(1),
             (QStringList{QStringLiteral("Keys"), QStringLiteral("Session"), QStringLiteral("Keys")}));
    QCOMPARE(column(2),
             (QStringList{QStringLiteral("Ctrl+S"), QStringLiteral("F5"), QStringLiteral("Ctrl+C")}));
}

void TestCommandPalette::wordsNarrowInAnyOrder()
{
    open();
    QTest::keyClicks(m_field, QStringLiteral("key co"));
    QCOMPARE(column(0), QStringList{QStringLiteral("Copy Key")});
    m_field->clear();
    QTest::keyClicks(m_field, QStringLiteral("SESSION"));
    QCOMPARE(column(0), QStringList{QStringLiteral("Read Again")});
}

void TestCommandPalette::itsModelKeepsTheRulesOfModels()
{
    open();
    QAbstractItemModelTester tester(m_list->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    QTest::keyClicks(m_field, QStringLiteral("keys s"));
    QVERIFY(m_list->model()->rowCount() < 3);
    m_field->clear();
    QCOMPARE(m_list->model()->rowCount(), 3);
    QTest::keyClicks(m_field, QStringLiteral("nothing"));
    QCOMPARE(m_list->model()->rowCount(), 0);
}

void TestCommandPalette::enterRunsTheSelectedAction()
{
    QSignalSpy chosen(m_palette, &CommandPalette::chosen);
    open();
    QTest::keyClicks(m_field, QStringLiteral("again"));
    QTest::keyClick(m_field, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].value<QAction *>(), m_read);
    QVERIFY(!m_palette->isVisible());
}

void TestCommandPalette::arrowsMoveTheSelection()
{
    QSignalSpy chosen(m_palette, &CommandPalette::chosen);
    open();
    QTest::keyClick(m_field, Qt::Key_Down);
    QTest::keyClick(m_field, Qt::Key_Down);
    QTest::keyClick(m_field, Qt::Key_Up);
    QTest::keyClick(m_field, Qt::Key_Enter);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].value<QAction *>(), m_read);
}

void TestCommandPalette::unavailableActionsSayWhyAndAreNotRun()
{
    ActionRegistry::setUnavailable(m_save, QStringLiteral("nothing changed"));
    QSignalSpy chosen(m_palette, &CommandPalette::chosen);
    open();
    QTest::keyClicks(m_field, QStringLiteral("save"));
    QCOMPARE(column(0).size(), 1);
    QVERIFY(column(0).first().contains(QStringLiteral("nothing changed")));
    QTest::keyClick(m_field, Qt::Key_Return);
    QCOMPARE(chosen.size(), 0);
    QVERIFY(m_palette->isVisible());
}

void TestCommandPalette::selectionBeginsAtTheFirstThatIsAvailable()
{
    ActionRegistry::setUnavailable(m_save, QStringLiteral("nothing changed"));
    open();
    QCOMPARE(m_list->currentIndex().row(), 0);
    QCOMPARE(m_list->currentIndex().data().toString(), QStringLiteral("Read Again"));
    QVERIFY(column(0).last().startsWith(QStringLiteral("Save")));
}

void TestCommandPalette::escapeGivesTheFocusBack()
{
    open();
    QTRY_VERIFY(m_field->hasFocus());
    QTest::keyClick(m_field, Qt::Key_Escape);
    QVERIFY(!m_palette->isVisible());
    QVERIFY(m_editor->hasFocus());
}

void TestCommandPalette::focusIsBackBeforeTheActionRuns()
{
    bool wasBack = false;
    connect(m_palette, &CommandPalette::chosen, this, [&] { wasBack = m_editor->hasFocus(); });
    open();
    QTest::keyClick(m_field, Qt::Key_Return);
    QVERIFY(wasBack);
}

void TestCommandPalette::clickOutsideCloses()
{
    m_button->setFocusPolicy(Qt::StrongFocus);
    open();
    QTRY_VERIFY(m_field->hasFocus());
    QTest::mouseClick(m_button, Qt::LeftButton);
    QVERIFY(!m_palette->isVisible());
    QVERIFY(m_button->hasFocus());
}

void TestCommandPalette::saysWhenNothingMatches()
{
    open();
    QTest::keyClicks(m_field, QStringLiteral("zzz"));
    QVERIFY(m_palette->findChild<QLabel *>(QStringLiteral("palette.nothing"))->isVisible());
    QTest::keyClick(m_field, Qt::Key_Return);
    QVERIFY(m_palette->isVisible());
}

void TestCommandPalette::openingAgainStartsAfresh()
{
    open();
    QTest::keyClicks(m_field, QStringLiteral("again"));
    QTest::keyClick(m_field, Qt::Key_Escape);
    open();
    QVERIFY(m_field->text().isEmpty());
    QCOMPARE(column(0).size(), 3);
}

void TestCommandPalette::actionsThatVanishAreNotRun()
{
    QSignalSpy chosen(m_palette, &CommandPalette::chosen);
    open();
    delete m_save;
    QTest::keyClick(m_field, Qt::Key_Return);
    QCOMPARE(chosen.size(), 0);
}

QTEST_MAIN(TestCommandPalette)
#include "tst_commandpalette.moc"
