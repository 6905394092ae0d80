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

public:
    static QString title(const ClosingLoss &loss)
    {
        return loss.unsaved > 0 ? tr("Unsaved changes")
               : loss.runs > 0  ? tr("Operations under way")
                                : tr("Locks are held");
    }
    static QString facts(const ClosingLoss &loss)
    {
        QStringList lines;
        if (loss.unsaved > 0)
            lines += tr("%n key(s) with unsaved changes in %1", nullptr, loss.unsaved)
                         .arg(loss.unsavedIn.join(tr(", ")));
        if (loss.runs > 0)
            lines += tr("%n operation(s) on many keys under way in %1", nullptr, loss.runs)
                         .arg(loss.runsIn.join(tr(", ")));
        if (loss.claims > 0)
            lines +=
                tr("%n lock(s) or place(s) in an election held or waited for in %1", nullptr, loss.claims)
                    .arg(loss.claimsIn.join(tr(", ")));
        return lines.join(QLatin1Char('\n'));
    }
    static QString consequences(const ClosingLoss &loss)
    {
        QStringList sentences;
        if (loss.unsaved > 0)
            sentences += tr("They are lost when you go on. Nothing of them has been written to the cluster.");
        if (loss.runs > 0)
            sentences += tr("An operation that is cut off here stays half done, and cannot be gone on with.");
        if (loss.claims > 0)
            sentences += tr("Locks and elections are given back when you go on. What cannot be given back "
                            "within a second ends with its time to live; without one it stays until somebody "
                            "breaks it.");
        return sentences.join(QLatin1Char('\n'));
    }
    static QString goOn(const ClosingLoss &loss)
    {
        if (loss.runs > 0)
            return loss.unsaved > 0 ? tr("&Discard and Close") : tr("&Close All the Same");
        if (loss.claims == 0)
            return tr("&Discard Changes");
        return loss.unsaved > 0 ? tr("&Discard and Give Back") : tr("&Give Back and Close");
    }
    static QString stay(const ClosingLoss &loss)
    {
        return loss.unsaved > 0 ? tr("&Keep Editing") : loss.runs > 0 ? tr("&Go On") : tr("&Keep Holding");
    }
};

} // namespace

void askToLose(QWidget *window, const ClosingLoss &loss, const std::function<void()> &proceed)
{
    auto *box = new QMessageBox(QMessageBox::Warning, UnsavedWords::title(loss), UnsavedWords::facts(loss),
                                QMessageBox::NoButton, window);
    box->setObjectName(QStringLiteral("unsaved"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(UnsavedWords::consequences(loss));
    QAbstractButton *discard = box->addButton(UnsavedWords::goOn(loss), QMessageBox::DestructiveRole);
    discard->setObjectName(QStringLiteral("unsaved.discard"));
    QPushButton *keep = box->addButton(UnsavedWords::stay(loss), QMessageBox::RejectRole);
    keep->setObjectName(QStringLiteral("unsaved.keep"));
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    QObject::connect(discard, &QAbstractButton::clicked, window, proceed);
    box->open();
}

} // namespace etcdscope
