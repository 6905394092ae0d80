// SPDX-License-Identifier: Apache-2.0
#include "ui/window/layoutmemory.h"

#include <QAbstractItemView>
#include <QHeaderView>
#include <QSettings>
#include <QSplitter>
#include <QToolButton>

namespace etcdscope {

namespace {

/// A header is made by its view and has no name of its own; it lives in the view itself.
QString nameOf(const QHeaderView &header)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(header.parent());
    return view && header.orientation() == Qt::Horizontal ? view->objectName() : QString();
}

QString nameOf(const QSplitter &splitter)
{
    return splitter.objectName();
}

template<class Part> void saveParts(const QWidget &root, QSettings &settings)
{
    const auto parts = root.findChildren<Part *>();
    for (const Part *part : parts) {
        if (const QString name = nameOf(*part); !name.isEmpty())
            settings.setValue(name, part->saveState());
    }
}

template<class Part> void restoreParts(QWidget &root, const QSettings &settings)
{
    const auto parts = root.findChildren<Part *>();
    for (Part *part : parts) {
        const QString name = nameOf(*part);
        if (!name.isEmpty() && settings.contains(name))
            part->restoreState(settings.value(name).toByteArray());
    }
}

/// Modes that a person has chosen.
QList<QToolButton *> rememberedButtons(const QWidget &root)
{
    QList<QToolButton *> buttons = root.findChildren<QToolButton *>();
    buttons.removeIf([](const QToolButton *button) {
        return !button->isCheckable() || button->objectName().isEmpty() ||
               !button->property("remembered").toBool();
    });
    return buttons;
}

} // namespace

void saveLayout(const QWidget &root, QSettings &settings)
{
    saveParts<QSplitter>(root, settings);
    saveParts<QHeaderView>(root, settings);
    for (const QToolButton *button : rememberedButtons(root))
        settings.setValue(button->objectName(), button->isChecked());
}

void restoreLayout(QWidget &root, const QSettings &settings)
{
    restoreParts<QSplitter>(root, settings);
    restoreParts<QHeaderView>(root, settings);
    for (QToolButton *button : rememberedButtons(root))
        button->setChecked(settings.value(button->objectName(), button->isChecked()).toBool());
}

} // namespace etcdscope
