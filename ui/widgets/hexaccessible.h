// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace etcdscope {

/// Makes every HexView known to assistive technology as a text whose content is the row of the cursor:
/// offset, digits and characters. Does something once.
void installHexAccessibility();

} // namespace etcdscope
