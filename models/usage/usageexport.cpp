// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usageexport.h"

#include "models/base/plaintext.h"
#include "models/base/redaction.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr char CsvHead[] = "time,key,tool,outcome,duration_ms,client,sources\r\n";
constexpr qsizetype MaxFields = 10'000;
constexpr qsizetype MaxRedacted = 65'536;

//! What spreadsheets pass over before they look whether a formula follows.
bool isPassedOver(QChar c)
{
    return (c.isSpace() && c != u'\t' && c != u'\r' && c != u'\n') || c == u'"'
           || (isInvisibleCharacter(c.unicode()) && c.unicode() > 0x7f);
}

bool needsApostrophe(const QString &text)
{
    if (text.startsWith(u'\''))
        return true;
    const auto first = std::ranges::find_if_not(text, isPassedOver);
    return first != text.end() && QStringView(u"=+-@\t\r\n＝＋－＠﹦﹢﹣﹫−").contains(*first);
}

bool isPlain(QChar c)
{
    return c.isLetterOrNumber() || QStringView(u"_-.:/").contains(c);
}

QString timeText(std::chrono::milliseconds at)
{
    return QDateTime::fromMSecsSinceEpoch(at.count(), Qt::UTC).toString(Qt::ISODateWithMs);
}

QStringList sourcesOf(const UsageRow &row)
{
    QStringList sources;
    if (row.isFromService)
        sources << u"service"_s;
    if (row.isFromAudit)
        sources << u"audit"_s;
    if (row.isFromDevice)
        sources << u"device"_s;
    return sources;
}

//! \a text itself unless a secret is in it.
QString withoutSecret(const QString &text)
{
    return holdsSecret(text) ? redacted(text, MaxRedacted) : text;
}

} // namespace

QByteArray csvField(const QString &text)
{
    QString field = needsApostrophe(text) ? u'\'' + text : text;
    // Readers stop at it.
    field.replace(QChar(u'\0'), plainText(QString(QChar(u'\0'))));
    if (std::ranges::all_of(field, isPlain))
        return field.toUtf8();
    field.replace(u'"', u"\"\""_s);
    return '"' + field.toUtf8() + '"';
}

UsageExport::UsageExport(const QString &path, UsageExportFormat format)
    : m_writer(path)
    , m_format(format)
{}

Result<> UsageExport::open()
{
    return m_writer.open().and_then(
        [this] { return m_format == UsageExportFormat::Csv ? write(CsvHead) : Result<>(); });
}

Result<> UsageExport::write(const QByteArray &bytes)
{
    m_sha256.add(bytes);
    return m_writer.write(bytes);
}

Result<> UsageExport::add(const UsageRow &row)
{
    ++m_rows;
    return write(m_format == UsageExportFormat::Csv ? csvLine(row) : jsonLine(row));
}

Result<UsageExport::Written> UsageExport::finish()
{
    return m_writer.commit().transform([this] { return Written{m_rows, m_sha256.result()}; });
}

//! \a text as the format writes it, without secrets.
const QByteArray &UsageExport::field(const QString &text)
{
    const auto known = m_fields.constFind(text);
    if (known != m_fields.cend())
        return *known;
    if (m_fields.size() >= MaxFields)
        m_fields.clear();
    const QString safe = withoutSecret(text);
    if (m_format == UsageExportFormat::Csv)
        return *m_fields.insert(text, csvField(safe));
    // Qt writes no lone value: it is taken out of a list.
    QByteArray list = QJsonDocument(QJsonArray{safe}).toJson(QJsonDocument::Compact);
    return *m_fields.insert(text, list.sliced(1, list.size() - 2));
}

QByteArray UsageExport::csvLine(const UsageRow &row)
{
    const UsageCall &call = row.call;
    QByteArray line = timeText(call.at).toLatin1();
    line += ',' + field(call.key) + ',';
    line += field(call.tool) + ',';
    if (call.outcome)
        line += outcomeName(*call.outcome);
    line += ',';
    if (call.duration)
        line += QByteArray::number(qint64(call.duration->count()));
    line += ',' + field(call.client) + ',' + sourcesOf(row).join(u' ').toLatin1() + "\r\n";
    return line;
}

QByteArray UsageExport::jsonLine(const UsageRow &row)
{
    // What no source told is null.
    const UsageCall &call = row.call;
    const auto textOrNull = [this](const QString &text) {
        return text.isEmpty() ? "null"_qba : field(text);
    };
    const QStringList sources = sourcesOf(row);
    QByteArray line = R"({"time":")" + timeText(call.at).toLatin1() + R"(","key":)"
                      + textOrNull(call.key);
    line += R"(,"tool":)" + textOrNull(call.tool) + R"(,"outcome":)";
    line += call.outcome ? '"' + outcomeName(*call.outcome).toByteArray() + '"' : "null"_qba;
    line += R"(,"durationMs":)";
    line += call.duration ? QByteArray::number(qint64(call.duration->count())) : "null"_qba;
    line += R"(,"client":)" + textOrNull(call.client) + R"(,"sources":[)";
    if (!sources.isEmpty())
        line += '"' + sources.join(u"\",\""_s).toLatin1() + '"';
    return line + "]}\n";
}

Result<UsageExport::Written> exportUsage(const QString &path, UsageExportFormat format,
                                         const UsageRows &rows,
                                         const std::function<bool()> &isCancelled)
{
    UsageExport file(path, format);
    Result<> state = file.open();
    if (!state)
        return fail(state.error());
    const Result<> read = rows([&](const UsageRow &row) {
        state = isCancelled() ? Result<>(fail(ErrorCode::Cancelled)) : file.add(row);
        return state.has_value();
    });
    if (!state)
        return fail(state.error());
    if (!read)
        return fail(read.error());
    return file.finish();
}

} // namespace Konstantly
