// SPDX-License-Identifier: Apache-2.0
#pragma once

class QSettings;
class QWidget;

namespace etcdscope {

/// Writes the positions of all splitters and column headers below `root` into the current group of
/// `settings`, under the objectName of the splitter or of the header's view; those without a name are left
/// out. So are the states of checkable tool buttons that carry the property "remembered".
void saveLayout(const QWidget &root, QSettings &settings);

/// Puts back what saveLayout() wrote; what is missing stays as it is.
void restoreLayout(QWidget &root, const QSettings &settings);

} // namespace etcdscope
