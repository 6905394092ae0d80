// SPDX-License-Identifier: Apache-2.0
#include "ui/workspace/actionregistry.h"

#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace etcdscope;

class TestActionRegistry : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void actionsKeepTheirOrderAndFacts();
    void destroyedActionsAreForgotten();
    void unavailableActionsSayWhy();
    void writesAreRefusedInTheirScope();
    void shortcutIsPartOfTheToolTip();
    void mnemonicsAreLeftOut();
    void conflicts_data();
    void conflicts();
    void disabledActionsDoNotConflict();
    void chordsConflictWithTheirBeginning();
    void windowsAreApart();

private:
    QAction *add(QWidget *widget, const char *keys,
                 Qt::ShortcutContext context = Qt::WidgetWithChildrenShortcut);

    std::unique_ptr<QWidget> m_window;
    QWidget *m_outer = nullptr;
    QWidget *m_inner = nullptr;
    QWidget *m_beside = nullptr;
    std::unique_ptr<ActionRegistry> m_registry;
};

void TestActionRegistry::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->setObjectName(QStringLiteral("window"));
    m_outer = new QWidget(m_window.get());
    m_inner = new QWidget(m_outer);
    m_beside = new QWidget(m_window.get());
    m_registry = std::make_unique<ActionRegistry>();
}

void TestActionRegistry::cleanup()
{
    m_window.reset();
    QVERIFY(m_registry->actions().isEmpty());
}

QAction *TestActionRegistry::add(QWidget *widget, const char *keys, Qt::ShortcutContext context)
{
    const QByteArray id = "test." + QByteArray::number(m_registry->actions().size());
    return m_registry->add(widget, {.id = id,
                                    .text = QString::fromLatin1(id),
                                    .group = QStringLiteral("Test"),
                                    .shortcuts = {QKeySequence(QString::fromLatin1(keys))},
                                    .context = context});
}

void TestActionRegistry::actionsKeepTheirOrderAndFacts()
{
    QAction *save = m_registry->add(m_outer, {.id = "keys.save",
                                              .text = QStringLiteral("&Save"),
                                              .group = QStringLiteral("Keys"),
                                              .effect = ActionRegistry::Effect::Writes,
                                              .shortcuts = {QKeySequence(Qt::CTRL | Qt::Key_S)}});
    QAction *other = add(m_inner, "Ctrl+T");
    QCOMPARE(m_registry->actions(), (QList<QAction *>{save, other}));
    QCOMPARE(ActionRegistry::idOf(save), "keys.save");
    QCOMPARE(ActionRegistry::groupOf(save), QStringLiteral("Keys"));
    QCOMPARE(int(ActionRegistry::effectOf(save)), int(ActionRegistry::Effect::Writes));
    QCOMPARE(save->parent(), m_outer);
    QVERIFY(m_outer->actions().contains(save));
}

void TestActionRegistry::destroyedActionsAreForgotten()
{
    QAction *first = add(m_inner, "Ctrl+1");
    QAction *second = add(m_beside, "Ctrl+2");
    delete m_inner;
    QCOMPARE(m_registry->actions(), QList<QAction *>{second});
    Q_UNUSED(first)
}

void TestActionRegistry::unavailableActionsSayWhy()
{
    QAction *action = add(m_outer, "Ctrl+S");
    const QString usual = action->toolTip();
    ActionRegistry::setUnavailable(action, QStringLiteral("nothing changed"));
    QVERIFY(!action->isEnabled());
    QVERIFY(action->toolTip().contains(QStringLiteral("nothing changed")));
    QCOMPARE(action->statusTip(), QStringLiteral("nothing changed"));
    QCOMPARE(ActionRegistry::reasonOf(action), QStringLiteral("nothing changed"));
    ActionRegistry::setUnavailable(action, {});
    QVERIFY(action->isEnabled());
    QCOMPARE(action->toolTip(), usual);
    QVERIFY(ActionRegistry::reasonOf(action).isEmpty());
}

void TestActionRegistry::writesAreRefusedInTheirScope()
{
    using Effect = ActionRegistry::Effect;
    const auto make = [this](QWidget *widget, const char *id, Effect effect) {
        return m_registry->add(widget, {.id = id, .text = QString::fromLatin1(id), .effect = effect});
    };
    const QAction *reads = make(m_inner, "reads", Effect::Reads);
    QAction *writes = make(m_inner, "writes", Effect::Writes);
    const QAction *elsewhere = make(m_beside, "elsewhere", Effect::Writes);
    ActionRegistry::setUnavailable(writes, QStringLiteral("own reason"));
    const QString refusal = QStringLiteral("read-only");
    m_registry->refuseWrites(m_outer, refusal);
    QCOMPARE(ActionRegistry::reasonOf(writes), refusal);
    QVERIFY(writes->toolTip().contains(refusal));
    QVERIFY(reads->isEnabled());
    QVERIFY(elsewhere->isEnabled());
    // Neither its owner nor coming later opens a way round.
    ActionRegistry::setUnavailable(writes, {});
    QVERIFY(!writes->isEnabled());
    QAction *later = make(m_inner, "later", Effect::Writes);
    QVERIFY(!later->isEnabled());
    QCOMPARE(ActionRegistry::reasonOf(later), refusal);
    ActionRegistry::setUnavailable(later, QStringLiteral("own reason"));
    m_registry->refuseWrites(m_outer, {});
    QVERIFY(writes->isEnabled());
    QCOMPARE(ActionRegistry::reasonOf(later), QStringLiteral("own reason"));
}

void TestActionRegistry::shortcutIsPartOfTheToolTip()
{
    QVERIFY(add(m_outer, "Ctrl+S")->toolTip().contains(QStringLiteral("Ctrl+S")));
}

void TestActionRegistry::mnemonicsAreLeftOut()
{
    QAction *action =
        m_registry->add(m_outer, {.id = "a.b", .text = QStringLiteral("&Save && Close"), .group = {}});
    QCOMPARE(ActionRegistry::plainTextOf(action), QStringLiteral("Save & Close"));
}

void TestActionRegistry::conflicts_data()
{
    const auto window = Qt::WindowShortcut;
    const auto tree = Qt::WidgetWithChildrenShortcut;
    const auto alone = Qt::WidgetShortcut;
    const auto everywhere = Qt::ApplicationShortcut;
    QTest::addColumn<QString>("first");
    QTest::addColumn<int>("firstContext");
    QTest::addColumn<QString>("second");
    QTest::addColumn<int>("secondContext");
    QTest::addColumn<bool>("conflict");
    const auto row = [](const char *name, const char *first, Qt::ShortcutContext firstContext,
                        const char *second, Qt::ShortcutContext secondContext, bool conflict) {
        QTest::newRow(name) << QString::fromLatin1(first) << int(firstContext) << QString::fromLatin1(second)
                            << int(secondContext) << conflict;
    };
    row("same widget", "inner", tree, "inner", tree, true);
    row("parent and child", "outer", tree, "inner", tree, true);
    row("beside each other", "inner", tree, "beside", tree, false);
    row("window and any part", "outer", window, "beside", tree, true);
    row("window twice", "outer", window, "beside", window, true);
    row("application and any part", "outer", everywhere, "beside", tree, true);
    row("a widget alone and its parent", "outer", tree, "inner", alone, true);
    row("a widget alone and its child", "outer", alone, "inner", tree, false);
    row("a widget alone and itself", "inner", alone, "inner", tree, true);
    row("two alone", "outer", alone, "inner", alone, false);
    row("alone twice", "inner", alone, "inner", alone, true);
}

void TestActionRegistry::conflicts()
{
    QFETCH(QString, first);
    QFETCH(int, firstContext);
    QFETCH(QString, second);
    QFETCH(int, secondContext);
    QFETCH(bool, conflict);
    const auto named = [this](const QString &name) {
        return name == QLatin1String("outer") ? m_outer : name == QLatin1String("inner") ? m_inner : m_beside;
    };
    QAction *one = add(named(first), "Ctrl+S", Qt::ShortcutContext(firstContext));
    QAction *other = add(named(second), "Ctrl+S", Qt::ShortcutContext(secondContext));
    add(named(second), "Ctrl+D", Qt::ShortcutContext(secondContext));
    const auto found = m_registry->conflicts();
    QCOMPARE(found.size(), conflict ? 1 : 0);
    if (conflict)
        QCOMPARE(found.first(), (std::pair<QAction *, QAction *>(one, other)));
}

void TestActionRegistry::disabledActionsDoNotConflict()
{
    add(m_outer, "Ctrl+S");
    QAction *other = add(m_outer, "Ctrl+S");
    QCOMPARE(m_registry->conflicts().size(), 1);
    ActionRegistry::setUnavailable(other, QStringLiteral("not now"));
    QCOMPARE(m_registry->conflicts().size(), 0);
}

void TestActionRegistry::chordsConflictWithTheirBeginning()
{
    add(m_outer, "Ctrl+K");
    add(m_outer, "Ctrl+K, Ctrl+S");
    QCOMPARE(m_registry->conflicts().size(), 1);
}

void TestActionRegistry::windowsAreApart()
{
    QWidget other;
    add(m_outer, "Ctrl+S", Qt::WindowShortcut);
    add(&other, "Ctrl+S", Qt::WindowShortcut);
    QCOMPARE(m_registry->conflicts().size(), 0);
}

QTEST_MAIN(TestActionRegistry)
#include "tst_actionregistry.moc"
