// SPDX-License-Identifier: Apache-2.0
#include "app/application.h"
#include "app/commandline.h"

#include <QApplication>
#include <QDir>
#include <QIcon>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTranslator>

#include <cstdio>

using namespace etcdscope;

namespace {

QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    return arguments;
}

/// Qt ends a program without a display by abort(); an errand needs none.
bool chooseDisplay(const CommandLine &commandLine)
{
#ifdef Q_OS_LINUX
    const auto isSet = [](const char *name) { return !qEnvironmentVariableIsEmpty(name); };
    if (isSet("DISPLAY") || isSet("WAYLAND_DISPLAY") || isSet("QT_QPA_PLATFORM"))
        return true;
    if (!commandLine.runsAnErrand())
        return false;
    qputenv("QT_QPA_PLATFORM", "offscreen");
#else
    Q_UNUSED(commandLine)
#endif
    return true;
}

QIcon applicationIcon()
{
    QIcon icon;
    for (const int size : {16, 32, 48, 64, 128, 256})
        icon.addFile(QStringLiteral(":/icons/etcdscope-%1.png").arg(size), QSize(size, size));
    return icon;
}

void installTranslations(QApplication &application)
{
    const auto install = [&application](const QLocale &locale, const QString &name, const QString &folder) {
        auto *translator = new QTranslator(&application);
        return translator->load(locale, name, QStringLiteral("_"), folder) &&
               QApplication::installTranslator(translator);
    };
    const QString own = QStringLiteral("etcdscope");
    const QString folder = QStringLiteral(":/i18n");
    install(QLocale(QLocale::English), own, folder); // the plural forms of the texts in the source
    // Qt's own words come along with ours, so that no dialog speaks two languages.
    if (install(QLocale(), own, folder))
        install(QLocale(), QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
}

int run(QApplication &application, const CommandLine &commandLine)
{
    // An errand neither depends on what a person has arranged nor changes it.
    const QTemporaryDir scratch;
    const QString folder = commandLine.runsAnErrand()
                               ? scratch.path()
                               : QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    QSettings settings(QDir(folder).filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
    const QString state = commandLine.runsAnErrand()
                              ? QString()
                              : QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    Application program(commandLine, settings, state);
    program.start();
    return application.exec();
}

} // namespace

int main(int argc, char **argv)
{
    const ParsedCommandLine parsed =
        parseCommandLine(argumentsOf(argc, argv), QStringLiteral(ETCDSCOPE_VERSION));
    if (parsed.exitCode) {
        QTextStream(*parsed.exitCode == 0 ? stdout : stderr) << parsed.text;
        return *parsed.exitCode;
    }
    if (!chooseDisplay(parsed.commandLine)) {
        QTextStream(stderr)
            << "etcdscope: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)\n";
        return 1;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("etcdscope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Etcdscope"));
    QApplication::setApplicationVersion(QStringLiteral(ETCDSCOPE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("io.github.etcdscope.Etcdscope"));
    QApplication::setWindowIcon(applicationIcon());
    installTranslations(application);
    return run(application, parsed.commandLine);
}
