// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/configdiff.h"

#include "models/base/plaintext.h"
#include "models/device/configkeys.h"
#include "models/device/configmask.h"
#include "models/device/configtext.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int contextLines = 3;

//! The lines of a file, without their ends.
class Lines final
{
public:
    explicit Lines(const QByteArray &bytes)
        : m_bytes(bytes)
    {
        qsizetype begin = 0;
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            if (bytes[i] != '\n' && bytes[i] != '\r')
                continue;
            const qsizetype end = i;
            if (bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n')
                ++i;
            m_content.push_back({begin, end});
            m_whole.push_back({begin, i + 1});
            begin = i + 1;
        }
        m_endsWithLineEnd = begin == bytes.size();
        if (!m_endsWithLineEnd) {
            m_content.push_back({begin, bytes.size()});
            m_whole.push_back({begin, bytes.size()});
        }
    }

    [[nodiscard]] int count() const { return int(m_content.size()); }
    [[nodiscard]] bool endsWithLineEnd() const { return m_endsWithLineEnd; }
    [[nodiscard]] TextRange content(int line) const { return m_content[size_t(line)]; }
    //! With its end, so that a changed line end is a change.
    [[nodiscard]] QByteArrayView whole(int line) const
    {
        const TextRange range = m_whole[size_t(line)];
        return QByteArrayView(m_bytes).sliced(range.begin, range.size());
    }

private:
    const QByteArray &m_bytes;
    std::vector<TextRange> m_content, m_whole;
    bool m_endsWithLineEnd = true;
};

//! Lines [a, a + count) before and [b, b + count) after are the same.
struct Run
{
    int a = 0;
    int b = 0;
    int count = 0;
};

//! The longest common subsequence of the lines, as runs. What is between equal ends is compared exactly while that is
//! affordable; a change as large as that is shown as one block otherwise.
std::vector<Run> commonRuns(const Lines &before, const Lines &after)
{
    int front = 0;
    while (front < qMin(before.count(), after.count()) && before.whole(front) == after.whole(front))
        ++front;
    int back = 0;
    while (back < qMin(before.count(), after.count()) - front
           && before.whole(before.count() - 1 - back) == after.whole(after.count() - 1 - back))
        ++back;
    const int rows = before.count() - front - back;
    const int columns = after.count() - front - back;
    std::vector<Run> runs{{0, 0, front}};
    if (qint64(rows) * columns <= 4'000'000) {
        const auto index = [columns](int row, int column) {
            return size_t(row) * size_t(columns + 1) + size_t(column);
        };
        std::vector<int> length(size_t(rows + 1) * size_t(columns + 1), 0);
        for (int i = rows - 1; i >= 0; --i) {
            for (int j = columns - 1; j >= 0; --j)
                length[index(i, j)] = before.whole(front + i) == after.whole(front + j)
                                          ? length[index(i + 1, j + 1)] + 1
                                          : qMax(length[index(i + 1, j)], length[index(i, j + 1)]);
        }
        for (int i = 0, j = 0; i < rows && j < columns;) {
            if (before.whole(front + i) == after.whole(front + j)) {
                Run &last = runs.back();
                if (last.a + last.count == front + i && last.b + last.count == front + j)
                    ++last.count;
                else
                    runs.push_back({front + i, front + j, 1});
                ++i, ++j;
            } else if (length[index(i + 1, j)] >= length[index(i, j + 1)]) {
                ++i;
            } else {
                ++j;
            }
        }
    }
    runs.push_back({before.count() - back, after.count() - back, back});
    return runs;
}

//! One side of the diff, ready to be shown.
class Side final
{
public:
    Side(const QByteArray &bytes, const ConfigShape &shape)
        : m_bytes(bytes)
        , m_lines(bytes)
        , m_shape(shape)
    {}

    [[nodiscard]] const Lines &lines() const { return m_lines; }

    //! Finds the secrets in lines [first, last].
    void maskLines(int first, int last)
    {
        if (last < first)
            return;
        const TextRange window{m_lines.content(first).begin, m_lines.content(last).end};
        ConfigShape anySize = m_shape;
        anySize.maxBytes = qMax(anySize.maxBytes, m_bytes.size());
        const auto text = parseConfig(m_bytes, anySize);
        // Plans are made of texts that parse. Should one not, nothing of it is shown.
        m_secrets = text ? secretRanges(**text, window) : std::vector<TextRange>{window};
    }

    [[nodiscard]] QString shown(int line) const
    {
        const TextRange range = m_lines.content(line);
        QByteArray result;
        qsizetype at = range.begin;
        auto secret = std::lower_bound(m_secrets.begin(), m_secrets.end(), range.begin,
                                       [](TextRange s, qsizetype begin) { return s.end <= begin; });
        for (; secret != m_secrets.end() && secret->begin < range.end; ++secret) {
            const qsizetype begin = qMax(secret->begin, range.begin);
            result += QByteArrayView(m_bytes).sliced(at, qMax(begin - at, qsizetype(0)));
            result += SecretDots;
            at = qMin(secret->end, range.end);
        }
        result += QByteArrayView(m_bytes).sliced(at, range.end - at);
        // Tabs are indentation here; everything else that can't be seen is spelled out.
        QStringList parts;
        for (const QString &part : QString::fromUtf8(result).split(u'\t'))
            parts.append(plainText(part, part.size() * 10 + 10));
        return parts.join(u'\t').replace(konstantlyKeyPattern(), QString::fromUtf8(SecretDots));
    }

    [[nodiscard]] QString written(QChar mark, int line) const
    {
        QString result = mark + shown(line) + u'\n';
        if (line + 1 == m_lines.count() && !m_lines.endsWithLineEnd())
            result += u"\\ No newline at end of file\n"_s;
        return result;
    }

private:
    const QByteArray &m_bytes;
    Lines m_lines;
    const ConfigShape &m_shape;
    std::vector<TextRange> m_secrets;
};

//! "12,3", as unified diffs count: from 1, and the line before when nothing is there.
QString hunkRange(int first, int count)
{
    return count == 1 ? QString::number(first + 1)
                      : u"%1,%2"_s.arg(count == 0 ? first : first + 1).arg(count);
}

//! The runs from \a first to \a last with a change between any two neighbours.
QString hunk(const Side &before, const Side &after, const std::vector<Run> &runs, size_t first,
             size_t last)
{
    QString body;
    int aCount = 0;
    int bCount = 0;
    const Run &start = runs[first];
    const int lead = qMin(contextLines, start.count);
    const int aFirst = start.a + start.count - lead;
    const int bFirst = start.b + start.count - lead;
    const auto context = [&](int line, int count) {
        for (int i = 0; i < count; ++i)
            body += before.written(u' ', line + i);
        aCount += count;
        bCount += count;
    };
    context(aFirst, lead);
    for (size_t i = first; i < last; ++i) {
        const Run &left = runs[i];
        const Run &right = runs[i + 1];
        for (int line = left.a + left.count; line < right.a; ++line, ++aCount)
            body += before.written(u'-', line);
        for (int line = left.b + left.count; line < right.b; ++line, ++bCount)
            body += after.written(u'+', line);
        context(right.a, i + 1 == last ? qMin(contextLines, right.count) : right.count);
    }
    return u"@@ -%1 +%2 @@\n"_s.arg(hunkRange(aFirst, aCount), hunkRange(bFirst, bCount)) + body;
}

} // namespace

QString maskedDiff(const QByteArray &before, const QByteArray &after, const QString &label,
                   const ConfigShape &shape)
{
    if (before == after && before.isNull() == after.isNull())
        return {};
    Side left(before, shape);
    Side right(after, shape);
    const std::vector<Run> runs = commonRuns(left.lines(), right.lines());
    // Only what is shown is looked at for secrets: from the first change to the last, and the lines around.
    const int unchangedFront = qMax(0, runs.front().count - contextLines);
    const int unchangedBack = qMax(0, runs.back().count - contextLines);
    left.maskLines(unchangedFront, left.lines().count() - 1 - unchangedBack);
    right.maskLines(unchangedFront, right.lines().count() - 1 - unchangedBack);

    const QString name = plainText(label, label.size() * 10 + 10);
    QString result = u"--- %1\n+++ %2\n"_s.arg(before.isNull() ? u"/dev/null"_s : name,
                                               after.isNull() ? u"/dev/null"_s : name);
    for (size_t first = 0; first + 1 < runs.size();) {
        size_t last = first + 1;
        while (last + 1 < runs.size() && runs[last].count <= 2 * contextLines)
            ++last;
        result += hunk(left, right, runs, first, last);
        first = last;
    }
    return result;
}

} // namespace Konstantly
