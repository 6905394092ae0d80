// SPDX-License-Identifier: Apache-2.0
#include "ui/window/layoutmemory.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWidget>

using namespace etcdscope;

class TestLayoutMemory : public QObject
{
    Q_OBJECT

private slots:
    void modesAreRememberedWhereTheyAskForIt();
};

namespace {

QToolButton *addButton(QWidget &parent, const char *name, bool isRemembered)
{
    auto *const button = new QToolButton(&parent);
    button->setObjectName(QLatin1String(name));
    button->setCheckable(true);
    button->setProperty("remembered", isRemembered);
    return button;
}

} // namespace

void TestLayoutMemory::modesAreRememberedWhereTheyAskForIt()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    QWidget before;
    addButton(before, "mode", true)->setChecked(true);
    addButton(before, "offMode", true);
    addButton(before, "other", false)->setChecked(true);
    saveLayout(before, settings);

    QWidget after;
    const QToolButton *const mode = addButton(after, "mode", true);
    QToolButton *const offMode = addButton(after, "offMode", true);
    const QToolButton *const other = addButton(after, "other", false);
    offMode->setChecked(true);
    restoreLayout(after, settings);
    QVERIFY(mode->isChecked());
    QVERIFY(!offMode->isChecked());
    QVERIFY(!other->isChecked());
}

QTEST_MAIN(TestLayoutMemory)
#include "tst_layoutmemory.moc"
