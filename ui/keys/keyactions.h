// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keystore.h"
#include "ui/keys/keytarget.h"

#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace etcdscope {

class ActionRegistry;

/// The actions of the keys workspace, registered under "keys.*". They do nothing by themselves: their owner
/// connects them.
class KeyActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyActions)

public:
    /// `workspace` is the scope of the shortcuts and owns the actions, `lists` that of those which act on a
    /// row.
    KeyActions(QWidget *workspace, QWidget *lists, const KeyStore &store, ActionRegistry &registry);

    /// Makes available what can be done with `target`, and says why the rest cannot.
    void setTarget(const KeyTarget &target);
    /// The same, doing nothing when nothing is different: for every batch of changes.
    void updateTarget(const KeyTarget &target);

    /// For the row that setTarget() was told; deletes itself when closed.
    [[nodiscard]] QMenu *makeMenu(QWidget *parent) const;

    QAction *save;
    QAction *revert;
    QAction *goTo;
    QAction *filter;
    QAction *newKey;
    QAction *newKeyHere;
    QAction *newDirectory;
    QAction *remove;
    QAction *rename;
    QAction *duplicate;
    QAction *copyKey;
    QAction *copyValue;
    QAction *copyGet;
    QAction *copyPut;
    QAction *copyRemove;
    QAction *expandBelow;
    QAction *collapseBelow;
    QAction *readAgain;
    QAction *readOnDemand;
    QAction *showHidden;
    QAction *viewText;
    QAction *viewJson;
    QAction *viewHex;
    QAction *loadFile;
    QAction *saveFile;
    QAction *find;
    QAction *findNext;
    QAction *findPrevious;

private:
    void updateAvailability();

    const StoreFeatures m_features;
    const bool m_hasCommands; // of a command line
    KeyTarget m_target;
};

} // namespace etcdscope
