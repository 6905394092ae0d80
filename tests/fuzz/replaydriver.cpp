// SPDX-License-Identifier: Apache-2.0
//
// Stands in for libFuzzer where there is none: runs every file of the folders and files named on the command
// line, then mutations of them until 10^6 executions are done or 60 seconds have passed. The environment
// ETCDSCOPE_FUZZ_SECONDS sets another time and no bound on executions; ETCDSCOPE_FUZZ_SEED another seed. A
// finding is left as `finding-<seed>-<execution>` in the current folder.
#include "tests/fuzz/fuzztarget.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

extern "C" __attribute__((weak)) void __sanitizer_set_death_callback(void (*callback)());

namespace {

using Bytes = std::vector<uint8_t>;

// An execution costs what its input is long. Most are short, since what is wrong shows in few messages.
constexpr size_t longestInput = 1024;
constexpr size_t usualInput = 160;
constexpr size_t longOnesEvery = 32;
constexpr unsigned longestExecution = 20; // seconds
constexpr long long executionBound = 1'000'000;
constexpr long defaultSeconds = 60;

Bytes current;
char findingName[64] = "finding";

// Only what a signal handler may do.
void saveCurrent()
{
    const int file = open(findingName, O_CREAT | O_TRUNC | O_WRONLY, 0644);
    if (file < 0)
        return;
    const ssize_t written = write(file, current.data(), current.size());
    close(file);
    constexpr char text[] = "the input was left in the current folder as finding-<seed>-<execution>\n";
    (void)!write(2, text, written < 0 ? 0 : sizeof text - 1);
}

void died(int signal)
{
    saveCurrent();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void execute(const Bytes &input, long seed, long long number)
{
    std::snprintf(findingName, sizeof findingName, "finding-%ld-%lld", seed, number);
    current = input;
    alarm(longestExecution);
    LLVMFuzzerTestOneInput(current.data(), current.size());
}

std::vector<Bytes> readCorpus(int count, char **names)
{
    std::vector<std::filesystem::path> files;
    for (int i = 0; i < count; ++i) {
        if (!std::filesystem::is_directory(names[i])) {
            files.emplace_back(names[i]);
            continue;
        }
        for (const auto &entry : std::filesystem::directory_iterator(names[i]))
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<Bytes> corpus;
    for (const auto &file : files) {
        std::ifstream stream(file, std::ios::binary);
        corpus.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    }
    return corpus;
}

class Mutator final
{
public:
    explicit Mutator(long seed)
        : m_random(uint64_t(seed))
    {
    }

    size_t below(size_t bound) { return bound == 0 ? 0 : size_t(m_random() % bound); }

    void mutate(Bytes &input, const Bytes &other)
    {
        for (size_t times = 1 + below(6); times > 0; --times)
            mutateOnce(input, other);
        const size_t longest = below(longOnesEvery) == 0 ? longestInput : usualInput;
        if (input.size() > longest)
            input.resize(longest);
    }

private:
    void mutateOnce(Bytes &input, const Bytes &other)
    {
        static constexpr uint8_t interesting[] = {0x00, 0x01, 0x02, 0x05, 0x0a, 0x12, 0x1a,
                                                  0x2f, 0x5a, 0x7f, 0x80, 0x81, 0xfe, 0xff};
        const size_t at = below(input.size() + 1);
        const auto place = input.begin() + std::ptrdiff_t(at);
        const size_t length = std::min(below(32), input.size() - at);
        switch (below(at == input.size() ? 3 : 8)) {
        case 0:
            input.insert(place, uint8_t(m_random()));
            break;
        case 1: {
            const size_t from = below(other.size());
            const size_t size = std::min(below(64), other.size() - from);
            const Bytes part(other.begin() + std::ptrdiff_t(from),
                             other.begin() + std::ptrdiff_t(from + size));
            input.insert(place, part.begin(), part.end());
            break;
        }
        case 2:
            if (below(8) == 0)
                input.resize(at);
            break;
        case 3:
            *place = uint8_t(*place ^ (1U << below(8)));
            break;
        case 4:
            *place = interesting[below(std::size(interesting))];
            break;
        case 5:
            *place = uint8_t(m_random());
            break;
        case 6:
            input.erase(place, place + std::ptrdiff_t(length));
            break;
        default: {
            const Bytes part(place, place + std::ptrdiff_t(length));
            input.insert(place, part.begin(), part.end());
            break;
        }
        }
    }

    std::mt19937_64 m_random;
};

long numberFrom(const char *variable, long otherwise)
{
    const char *text = std::getenv(variable);
    return text && *text ? std::strtol(text, nullptr, 10) : otherwise;
}

} // namespace

int main(int argc, char **argv)
{
    using Clock = std::chrono::steady_clock;
    const bool isTimed = std::getenv("ETCDSCOPE_FUZZ_SECONDS") != nullptr;
    const long seconds = numberFrom("ETCDSCOPE_FUZZ_SECONDS", defaultSeconds);
    const long seed = numberFrom("ETCDSCOPE_FUZZ_SEED", 1);
    for (const int signal : {SIGABRT, SIGALRM})
        std::signal(signal, died);
    if (__sanitizer_set_death_callback)
        __sanitizer_set_death_callback(saveCurrent);

    std::vector<Bytes> corpus = readCorpus(argc - 1, argv + 1);
    const size_t kept = corpus.size();
    if (kept == 0) {
        std::fprintf(stderr, "usage: %s corpus...\n", argv[0]);
        return 2;
    }
    long long executions = 0;
    for (const Bytes &input : corpus)
        execute(input, seed, executions++);

    Mutator mutator(seed);
    const auto start = Clock::now();
    const auto end = start + std::chrono::seconds(seconds);
    while (Clock::now() < end && (isTimed || executions < executionBound)) {
        Bytes input = corpus[mutator.below(corpus.size())];
        mutator.mutate(input, corpus[mutator.below(corpus.size())]);
        execute(input, seed, executions++);
        // Without knowledge of coverage: some mutations live on, so that later ones go further.
        if (mutator.below(16) == 0) {
            if (corpus.size() < kept + 512)
                corpus.push_back(std::move(input));
            else
                corpus[kept + mutator.below(512)] = std::move(input);
        }
    }
    alarm(0);
    const double took = std::chrono::duration<double>(Clock::now() - start).count();
    std::printf("%lld executions in %.1f s, %zu inputs kept in the corpus, seed %ld: nothing found\n",
                executions, took, kept, seed);
    return 0;
}
