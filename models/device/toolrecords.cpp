// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/toolrecords.h"

#include "models/json/jsonread.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int RememberedDays = 7;
constexpr qsizetype MaxPutBacks = 20; // more are no more of a lesson

Result<ToolRecord> readRecord(const QJsonValue &value)
{
    JsonReader read(value, u"tools"_s, ErrorCode::FileNotParsable);
    ToolRecord record;
    record.path = read.string(u"path"_s);
    record.entryName = read.string(u"entry"_s);
    record.workspace = read.string(u"workspace"_s);
    for (const QString &text : read.optionalStrings(u"putBackAt"_s).value_or(QStringList())) {
        if (const std::optional<QDateTime> time = parseRfc3339(text))
            record.putBackAt.append(*time);
        else
            read.reject(u"putBackAt"_s, u"not a date"_s);
    }
    return read.result(std::move(record));
}

QJsonObject toJson(const ToolRecord &record)
{
    QJsonObject object{{u"path"_s, record.path},
                       {u"entry"_s, record.entryName},
                       {u"workspace"_s, record.workspace}};
    QJsonArray times;
    for (const QDateTime &time : record.putBackAt)
        times.append(time.toUTC().toString(Qt::ISODate));
    if (!times.isEmpty())
        object.insert(u"putBackAt"_s, times);
    return object;
}

Result<> checkRecords(const QJsonObject &document)
{
    const QJsonObject tools = document.value(u"tools"_s).toObject();
    for (auto tool = tools.begin(); tool != tools.end(); ++tool) {
        if (const Result<ToolRecord> record = readRecord(*tool); !record)
            return fail(record.error());
    }
    return {};
}

//! In the week before \a now. A time in the future counts: the clock was set back.
bool isRemembered(const QDateTime &time, const QDateTime &now)
{
    return time > now.addDays(-RememberedDays);
}

} // namespace

int ToolRecord::putBacks(const QDateTime &now) const
{
    return int(std::count_if(putBackAt.begin(), putBackAt.end(),
                             [&now](const QDateTime &time) { return isRemembered(time, now); }));
}

ToolRecords::ToolRecords(const AppPaths &paths)
    : m_file(paths.stateDir + u"/tools.json"_s, paths.stateDir, checkRecords)
{}

std::optional<ToolRecord> ToolRecords::find(const QString &toolId) const
{
    // Without our notes an entry that is gone looks like one that never was: the worst that can happen.
    const Result<QJsonObject> document = m_file.read();
    if (!document)
        return std::nullopt;
    const QJsonValue value = document->value(u"tools"_s).toObject().value(toolId);
    if (!value.isObject())
        return std::nullopt;
    const Result<ToolRecord> record = readRecord(value);
    return record ? std::optional(*record) : std::nullopt;
}

Result<> ToolRecords::set(const QString &toolId, const ToolRecord &record,
                          const std::optional<QDateTime> &putBackAt) const
{
    return m_file
        .update([&](QJsonObject &document) -> Result<> {
            QJsonObject tools = document.value(u"tools"_s).toObject();
            ToolRecord noted = record;
            if (const Result<ToolRecord> known = readRecord(tools.value(toolId)))
                noted.putBackAt = known->putBackAt;
            if (putBackAt) {
                noted.putBackAt.removeIf([&putBackAt](const QDateTime &time) {
                    return !isRemembered(time, *putBackAt);
                });
                noted.putBackAt.append(*putBackAt);
                noted.putBackAt = noted.putBackAt.last(
                    std::min(MaxPutBacks, noted.putBackAt.size()));
            }
            tools.insert(toolId, toJson(noted));
            document.insert(u"tools"_s, tools);
            return {};
        })
        .and_then([](const QJsonObject &) { return Result<>(); });
}

Result<> ToolRecords::forget(const QString &toolId) const
{
    return m_file
        .update([&](QJsonObject &document) -> Result<> {
            QJsonObject tools = document.value(u"tools"_s).toObject();
            if (!tools.contains(toolId))
                return {};
            tools.remove(toolId);
            document.insert(u"tools"_s, tools);
            return {};
        })
        .and_then([](const QJsonObject &) { return Result<>(); });
}

} // namespace Konstantly
