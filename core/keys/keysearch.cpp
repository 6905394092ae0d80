// SPDX-License-Identifier: Apache-2.0
#include "core/keys/keysearch.h"

#include "core/keys/keyindex.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

// A step takes some hundred microseconds.
constexpr int workAStep = 4'000;
constexpr int substringWork = 2;
constexpr int fuzzyWork = 4;
constexpr int expressionWork = 20;
constexpr int undecidedWork = 4'000;

constexpr qint64 mostUndecided = 1'000;
constexpr int publishInterval = 25; // milliseconds
constexpr int rankedInterval = 200; // sorting and showing a changed order is dearer
constexpr qint64 shortestPause = 300;
constexpr qint64 longestPause = 10'000;

int workOf(KeyPattern::Kind kind)
{
    switch (kind) {
    case KeyPattern::Kind::Substring:
        return substringWork;
    case KeyPattern::Kind::Fuzzy:
        return fuzzyWork;
    case KeyPattern::Kind::RegularExpression:
        break;
    }
    return expressionWork;
}

} // namespace

KeySearch::KeySearch(KeyIndex &index, QObject *parent)
    : QObject(parent)
    , m_index(index)
    , m_slicer(this)
    , m_again(this)
    , m_found(mostHits)
{
    connect(&m_slicer, &Slicer::finished, this, &KeySearch::finishPass);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &KeySearch::startPass);
}

void KeySearch::start(KeyMatcher matcher)
{
    m_again.stop();
    m_slicer.cancel();
    m_matcher = std::move(matcher);
    m_hits.clear();
    m_found.clear();
    m_counts = {};
    m_firstPass = !m_matcher.isEmpty();
    if (m_firstPass)
        startPass();
}

void KeySearch::startPass()
{
    m_next.clear();
    m_found.clear();
    m_counting = {};
    m_keySet = m_index.keySet();
    m_cost = 0;
    m_sincePublished.start();
    m_slicer.start([this] { return step(); });
}

bool KeySearch::step()
{
    QElapsedTimer clock;
    clock.start();
    const int work = workOf(m_matcher.pattern().kind);
    const bool isRanked = m_matcher.isRanked();
    int left = workAStep;
    bool atEnd = true;
    m_index.visit(m_next, [&](QByteArrayView key, const KeyIndex::Row &) {
        if (left <= 0) {
            m_next = key.toByteArray();
            atEnd = false;
            return false;
        }
        left -= work;
        ++m_counting.searched;
        int score = 0;
        switch (m_matcher.match(key, &score)) {
        case KeyMatcher::Answer::No:
            break;
        case KeyMatcher::Answer::Yes:
            if (isRanked)
                m_found.addRanked(key, score);
            else
                m_found.add(key);
            break;
        case KeyMatcher::Answer::Undecided:
            ++m_counting.undecided;
            left -= undecidedWork;
            break;
        }
        return true;
    });
    m_cost += clock.nsecsElapsed();
    if (!atEnd && m_counting.undecided >= mostUndecided) {
        m_counting.gaveUp = true;
        return false;
    }
    const bool isFirst = m_counts.searched == 0;
    if (m_firstPass && !atEnd &&
        m_sincePublished.elapsed() >= (isRanked && !isFirst ? rankedInterval : publishInterval))
        publish(); // may start another search, or destroy this one
    return !atEnd;
}

void KeySearch::publish()
{
    m_counting.matches = m_found.count();
    m_counts = m_counting;
    const std::vector<KeyHit> &best = m_found.best();
    if (!m_firstPass || m_matcher.isRanked())
        m_hits = best;
    else // in byte order: what was found since is behind
        m_hits.insert(m_hits.end(), best.begin() + qsizetype(m_hits.size()), best.end());
    m_sincePublished.start();
    emit progressed();
}

void KeySearch::finishPass()
{
    m_firstPass = false;
    const QPointer<KeySearch> alive(this);
    publish();
    if (alive)
        keysChanged();
}

void KeySearch::keysChanged()
{
    if (m_matcher.isEmpty() || m_slicer.isActive() || m_again.isActive() || m_keySet == m_index.keySet())
        return;
    const qint64 pause = std::clamp(4 * m_cost / 1'000'000, shortestPause, longestPause);
    m_again.start(int(pause));
}

} // namespace etcdscope
