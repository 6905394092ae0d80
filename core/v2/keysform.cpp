// SPDX-License-Identifier: Apache-2.0
#include "core/v2/keysform.h"

#include <QStringDecoder>

namespace etcdscope::v2 {

namespace {

/// Beyond that the server refuses a form.
constexpr qsizetype longestForm = 10 * 1024 * 1024;
/// Longer times overflow in the server, some of them to "for ever".
constexpr qint64 longestTime = 1'000'000'000;

bool isUtf8(const QByteArray &text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    (void)QString(decoder(text));
    return !decoder.hasError();
}

class Form
{
public:
    void add(const char *name, const QByteArray &value)
    {
        if (!m_text.isEmpty())
            m_text += '&';
        m_text += name;
        m_text += '=';
        m_text += percentEncoded(value);
    }
    void add(const char *name, bool value) { add(name, QByteArray(value ? "true" : "false")); }
    void add(const char *name, qint64 value) { add(name, QByteArray::number(value)); }
    void addIf(bool condition, const char *name)
    {
        if (condition)
            add(name, true);
    }

    [[nodiscard]] Result<QByteArray> taken() const
    {
        if (m_text.size() <= longestForm)
            return m_text;
        return Error{.kind = ErrorKind::TooLarge,
                     .detail = QStringLiteral("the form would have %1 bytes, etcd's v2 API takes %2")
                                   .arg(m_text.size())
                                   .arg(longestForm)};
    }
    [[nodiscard]] const QByteArray &text() const { return m_text; }

private:
    QByteArray m_text;
};

using Problem = std::optional<Error>;

Problem problem(const char *text)
{
    return Error::local(QLatin1String(text));
}

Problem problemOfValue(const std::optional<QByteArray> &value)
{
    if (value && !isUtf8(*value))
        return problem("the value is not UTF-8: the v2 API would damage it");
    return std::nullopt;
}

Problem problemOfTime(const std::optional<qint64> &seconds)
{
    if (seconds && (*seconds < 0 || *seconds > longestTime))
        return problem("a time to live has 0 to 1000000000 seconds");
    return std::nullopt;
}

Problem problemOfCondition(const std::optional<QByteArray> &value, const std::optional<qint64> &index)
{
    if (index && *index < 1) // the server would take 0 for "no condition"
        return problem("no key has an index below 1");
    if (value && value->isEmpty())
        return problem("the v2 API cannot compare with an empty value");
    return problemOfValue(value);
}

Problem problemOfDirectory(const SetOptions &options)
{
    if (options.value)
        return problem("a directory has no value");
    if (options.previousIndex || options.previousValue)
        return problem("the v2 API has no such condition for directories");
    // Else etcd would put the directory in the place of a key.
    if (!options.previousExists)
        return problem("a directory is either created or updated");
    return std::nullopt;
}

Problem problemOfRefresh(const SetOptions &options)
{
    if (options.value)
        return problem("a refresh writes no value");
    if (!options.timeToLive)
        return problem("a refresh needs a time to live");
    if (options.previousExists == false)
        return problem("what is not there cannot be refreshed");
    return std::nullopt;
}

Problem problemOf(const SetOptions &options)
{
    const bool hasCompare = options.previousIndex || options.previousValue;
    if (options.previousExists == false && hasCompare) // the server would ignore the comparison
        return problem("what must not exist cannot be compared");
    if (auto found = problemOfTime(options.timeToLive))
        return found;
    if (auto found = problemOfCondition(options.previousValue, options.previousIndex))
        return found;
    if (options.isDirectory) {
        if (auto found = problemOfDirectory(options))
            return found;
    }
    if (options.refresh)
        return problemOfRefresh(options);
    if (!options.isDirectory && !options.value) // the server would write an empty one
        return problem("a value is missing");
    return problemOfValue(options.value);
}

} // namespace

QByteArray percentEncoded(const QByteArray &text)
{
    return text.toPercentEncoding();
}

QByteArray keyPath(const QByteArray &key)
{
    return "/keys" + key.toPercentEncoding(QByteArrayLiteral("/"));
}

QByteArray queryOf(const GetOptions &options)
{
    Form form;
    form.addIf(options.recursive, "recursive");
    form.addIf(options.sorted, "sorted");
    form.addIf(options.quorum, "quorum");
    return form.text();
}

QByteArray queryOf(const PollOptions &options)
{
    Form form;
    form.add("wait", true);
    form.addIf(options.recursive, "recursive");
    if (options.waitIndex)
        form.add("waitIndex", *options.waitIndex);
    return form.text();
}

Result<QByteArray> formOf(const SetOptions &options)
{
    if (const auto found = problemOf(options))
        return *found;
    Form form;
    if (options.value)
        form.add("value", *options.value);
    if (options.timeToLive)
        form.add("ttl", *options.timeToLive);
    form.addIf(options.isDirectory, "dir");
    if (options.refresh) {
        form.add("refresh", true);
        form.add("prevExist", true);
    } else if (options.previousExists) {
        form.add("prevExist", *options.previousExists);
    }
    if (options.previousValue)
        form.add("prevValue", *options.previousValue);
    if (options.previousIndex)
        form.add("prevIndex", *options.previousIndex);
    form.addIf(!options.wantValues, "noValueOnSuccess");
    return form.taken();
}

Result<QByteArray> formOf(const QByteArray &value, std::optional<qint64> timeToLive)
{
    if (const auto found = problemOfValue(value))
        return *found;
    if (const auto found = problemOfTime(timeToLive))
        return *found;
    Form form;
    form.add("value", value);
    if (timeToLive)
        form.add("ttl", *timeToLive);
    return form.taken();
}

Result<QByteArray> queryOf(const RemoveOptions &options)
{
    if (const auto found = problemOfCondition(options.previousValue, options.previousIndex))
        return *found;
    const bool hasCompare = options.previousIndex || options.previousValue;
    if (hasCompare && (options.isDirectory || options.recursive))
        return Error::local(QStringLiteral("the v2 API has no such condition for directories"));
    Form form;
    form.addIf(options.isDirectory, "dir");
    form.addIf(options.recursive, "recursive");
    if (options.previousValue)
        form.add("prevValue", *options.previousValue);
    if (options.previousIndex)
        form.add("prevIndex", *options.previousIndex);
    return form.taken();
}

} // namespace etcdscope::v2
