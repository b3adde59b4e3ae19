// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usageexport.h"

#include "models/base/redaction.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr char CsvHead[] = "time,key,tool,outcome,duration_ms,client,sources\r\n";
constexpr qsizetype MaxFields = 10'000;

//! Writes \a number in \a digits digits, zeros in front.
void appendDigits(QByteArray &text, int number, int digits)
{
    const qsizetype end = text.size() + digits;
    text.resize(end);
    for (qsizetype at = end - 1; digits > 0; --at, --digits, number /= 10)
        text[at] = char('0' + number % 10);
}

} // namespace

UsageExport::UsageExport(const QString &path, UsageExportFormat format)
    : m_file(path)
    , m_format(format)
{}

Result<> UsageExport::open()
{
    return m_file.open().and_then(
        [this] { return m_format == UsageExportFormat::Csv ? m_file.write(CsvHead) : Result<>(); });
}

Result<> UsageExport::add(const UsageRow &row)
{
    m_line.resize(0); // keeps its memory
    if (m_format == UsageExportFormat::Csv)
        appendCsv(row);
    else
        appendJson(row);
    return m_file.addRow(m_line);
}

Result<ExportedFile> UsageExport::finish()
{
    return m_file.finish();
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

//! "2026-11-25T12:00:00.123Z". QDateTime's own text would take most of an export's time.
void UsageExport::appendTime(std::chrono::milliseconds at)
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(at.count(), Qt::UTC);
    if (const QDate day = moment.date(); day != m_day) {
        m_day = day;
        m_dayText = day.toString(Qt::ISODate).toLatin1();
    }
    const int ofDay = moment.time().msecsSinceStartOfDay();
    m_line += m_dayText;
    m_line += 'T';
    appendDigits(m_line, ofDay / 3'600'000, 2);
    m_line += ':';
    appendDigits(m_line, ofDay / 60'000 % 60, 2);
    m_line += ':';
    appendDigits(m_line, ofDay / 1000 % 60, 2);
    m_line += '.';
    appendDigits(m_line, ofDay % 1000, 3);
    m_line += 'Z';
}

void UsageExport::appendCsv(const UsageRow &row)
{
    const UsageCall &call = row.call;
    appendTime(call.at);
    m_line += ',';
    m_line += field(call.key);
    m_line += ',';
    m_line += field(call.tool);
    m_line += ',';
    if (call.outcome)
        m_line += outcomeName(*call.outcome);
    m_line += ',';
    if (call.duration)
        m_line += QByteArray::number(qint64(call.duration->count()));
    m_line += ',';
    m_line += field(call.client);
    m_line += ',';
    appendSources(row, " ", "");
    m_line += "\r\n";
}

void UsageExport::appendJson(const UsageRow &row)
{
    const UsageCall &call = row.call;
    // What no source told is null.
    const auto appendText = [this](const char *before, const QString &text) {
        m_line += before;
        m_line += text.isEmpty() ? "null"_qba : field(text);
    };
    m_line += R"({"time":")";
    appendTime(call.at);
    appendText(R"(","key":)", call.key);
    appendText(R"(,"tool":)", call.tool);
    m_line += R"(,"outcome":)";
    if (call.outcome) {
        m_line += '"';
        m_line += outcomeName(*call.outcome);
        m_line += '"';
    } else {
        m_line += "null";
    }
    m_line += R"(,"durationMs":)";
    m_line += call.duration ? QByteArray::number(qint64(call.duration->count())) : "null"_qba;
    appendText(R"(,"client":)", call.client);
    m_line += R"(,"sources":[)";
    appendSources(row, ",", "\"");
    m_line += "]}\n";
}

//! The names of who told of \a row, each in \a quote.
void UsageExport::appendSources(const UsageRow &row, const char *separator, const char *quote)
{
    bool isFirst = true;
    const auto append = [&](bool isTeller, const char *name) {
        if (!isTeller)
            return;
        m_line += isFirst ? "" : separator;
        isFirst = false;
        m_line += quote;
        m_line += name;
        m_line += quote;
    };
    append(row.isFromService, "service");
    append(row.isFromAudit, "audit");
    append(row.isFromDevice, "device");
}

Result<ExportedFile> exportUsage(const QString &path, UsageExportFormat format,
                                 const UsageRows &rows, const std::function<bool()> &isCancelled)
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

Result<ExportedFile> exportChart(const QString &path, const QByteArray &bytes, qint64 calls,
                                 const std::function<bool()> &isCancelled)
{
    ExportFile file(path);
    if (const auto written = file.open().and_then([&] { return file.write(bytes); }); !written)
        return fail(written.error());
    if (isCancelled())
        return fail(ErrorCode::Cancelled);
    return file.finish().transform([calls](ExportedFile exported) {
        exported.rows = calls;
        return exported;
    });
}

} // namespace Konstantly
