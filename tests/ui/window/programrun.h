// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/application.h"
#include "app/commandline.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTreeView>

namespace etcdscope {

/// A run of the whole program in this process, with what its folder holds.
struct ProgramRun
{
    explicit ProgramRun(const QTemporaryDir &folder, const CommandLine &commandLine = {})
        : settings(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat)
        , program(commandLine, settings, folder.path())
    {
        program.start();
        const auto windows = QApplication::topLevelWidgets();
        for (QWidget *widget : windows) {
            if (auto *found = qobject_cast<MainWindow *>(widget))
                window = found;
        }
    }

    /// What is said in front, where a person looks: in the session or above the connections.
    [[nodiscard]] QString said() const
    {
        const auto *tabs = window->findChild<QTabWidget *>(QStringLiteral("window.tabs"));
        QStringList texts;
        const auto bars = tabs->currentWidget()->findChildren<MessageBar *>();
        for (const MessageBar *bar : bars) {
            if (bar->isVisible())
                texts += bar->text();
        }
        return texts.join(u'\n');
    }
    [[nodiscard]] QTreeView *connections() const
    {
        return window->findChild<QTreeView *>(QStringLiteral("connections.list"));
    }

    QSettings settings;
    Application program;
    MainWindow *window = nullptr;
};

} // namespace etcdscope
