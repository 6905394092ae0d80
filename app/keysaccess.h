// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace etcdscope {

class FilterField;
class KeyTreeView;
class ResultList;
class SessionView;
struct WorkspaceSpec;

/// The Keys workspace as the rest of this folder knows it: the only place that names its parts.
[[nodiscard]] WorkspaceSpec keysWorkspaceSpec();

/// Null while the session has not opened.
[[nodiscard]] KeyTreeView *keyTree(const SessionView &view);

/// Where one types what is looked for among the keys, and what was found; null as above.
[[nodiscard]] FilterField *keyFilter(const SessionView &view);
[[nodiscard]] ResultList *resultList(const SessionView &view);

/// Opens the directory with this prefix and all above it; with `children`, also the directories directly in
/// it. Does nothing when there is none.
void expandDirectory(const SessionView &view, const QByteArray &prefix, bool children);

/// As if the user had gone to it.
void selectKey(const SessionView &view, const QByteArray &key);

} // namespace etcdscope
