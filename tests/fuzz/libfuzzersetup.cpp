// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerInitialize(int *count, char ***arguments);

/// Bounds a run: 10^6 executions or 60 seconds, or ETCDSCOPE_FUZZ_SECONDS. What the command line says later
/// counts.
extern "C" int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    static std::vector<std::string> texts;
    static std::vector<char *> pointers;
    const char *seconds = std::getenv("ETCDSCOPE_FUZZ_SECONDS");
    texts.emplace_back((*arguments)[0]);
    texts.push_back(std::string("-max_total_time=") + (seconds && *seconds ? seconds : "60"));
    if (!seconds || !*seconds)
        texts.emplace_back("-runs=1000000");
    texts.insert(texts.end(), *arguments + 1, *arguments + *count);
    for (std::string &text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    *count = int(texts.size());
    *arguments = pointers.data();
    return 0;
}
