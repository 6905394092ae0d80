// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIcon>
#include <QWidget>

namespace etcdscope {

/// One entry of a session's rail: a list on the left, the thing on the right.
class Workspace : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Workspace)

public:
    explicit Workspace(QWidget *parent = nullptr)
        : QWidget(parent)
    {
    }

    [[nodiscard]] virtual QString title() const = 0; ///< translated
    [[nodiscard]] virtual QIcon icon() const = 0;

    /// Puts the keyboard where work begins.
    virtual void focusFirst() = 0;

    /// False while something would be lost by closing, such as unsaved edits.
    [[nodiscard]] virtual int unsavedCount() const { return 0; }

    /// Places in queues of locks and elections, held or waited for, that others wait behind until they are
    /// given back or their time to live is over.
    [[nodiscard]] virtual int claimCount() const { return 0; }
    /// Gives them back, which takes a moment.
    virtual void releaseClaims() {}

signals:
    void claimsChanged(); ///< claimCount(), perhaps

    /// A passing note for the status bar; nothing that must be seen.
    void messageRequested(const QString &text);

    /// Somebody wants to write in a read-only session.
    void unlockRequested();
};

} // namespace etcdscope
