// SPDX-License-Identifier: Apache-2.0
#include "ui/window/unsavedquestion.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace etcdscope {

namespace {

struct UnsavedWords
{
    Q_DECLARE_TR_FUNCTIONS(MainWindow)
};

} // namespace

void askToLose(QWidget *window, int count, const QStringList &names, const std::function<void()> &proceed)
{
    auto *box = new QMessageBox(QMessageBox::Warning, UnsavedWords::tr("Unsaved changes"),
                                UnsavedWords::tr("%n key(s) with unsaved changes in %1", nullptr, count)
                                    .arg(names.join(UnsavedWords::tr(", "))),
                                QMessageBox::NoButton, window);
    box->setObjectName(QStringLiteral("unsaved"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        UnsavedWords::tr("They are lost when you go on. Nothing of them has been written to the cluster."));
    QAbstractButton *discard =
        box->addButton(UnsavedWords::tr("&Discard Changes"), QMessageBox::DestructiveRole);
    discard->setObjectName(QStringLiteral("unsaved.discard"));
    QPushButton *keep = box->addButton(UnsavedWords::tr("&Keep Editing"), QMessageBox::RejectRole);
    keep->setObjectName(QStringLiteral("unsaved.keep"));
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    QObject::connect(discard, &QAbstractButton::clicked, window, proceed);
    box->open();
}

} // namespace etcdscope
