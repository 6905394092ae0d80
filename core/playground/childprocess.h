// SPDX-License-Identifier: Apache-2.0
#pragma once

class QProcess;

namespace etcdscope {

/// To be called before start(): the system then kills the child when this program ends in whatever way, a
/// crash or kill -9 included (PR_SET_PDEATHSIG on Linux; nothing elsewhere). The kernel watches the thread
/// that starts the child, so start it from one that lives as long as the program.
void dieWithThisProgram(QProcess &process);

} // namespace etcdscope
