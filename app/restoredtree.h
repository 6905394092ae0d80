// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/rememberedtabs.h"

#include <QObject>

namespace etcdscope {

class SessionView;

/// Brings the tree of one key space to where it was once its keys are there: directories opened, a key
/// selected, itself the open one of the session. What is not there any more is let go of, and the person is
/// not taken away from where he went meanwhile. Only reads. Owned by the view it works on.
class RestoredTree final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RestoredTree)

public:
    /// `view` becomes the parent. Waits for the key space that `tree` means, which need not come. `all` are
    /// those of the session, this one among them.
    RestoredTree(SessionView &view, const RememberedTree &tree, const QList<RememberedTree> &all);

private:
    void look();
    void proceed();
    [[nodiscard]] bool isUntouched(KeySpace &keys) const;

    SessionView &m_view;
    RememberedTree m_tree; // what is still to be done
    const QList<RememberedTree> m_all;
    KeySpace *m_keys = nullptr;
};

} // namespace etcdscope
