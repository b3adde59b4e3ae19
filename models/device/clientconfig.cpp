// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/clientconfig.h"

#include "models/device/configkeys.h"
#include "models/json/jsonedit.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ClientConfig)
};

const QString keyVariable = u"KONSTANTLY_MCP_KEY"_s;
const QString urlVariable = u"KONSTANTLY_URL"_s;
const QString caVariable = u"NODE_EXTRA_CA_CERTS"_s;

//! Text that a tool replaces by something else before it uses it.
bool isPlaceholder(const QString &text)
{
    return text.contains(u'$') || text.contains("{env:"_L1) || text.contains("{file:"_L1);
}

//! Every string inside \a value, names included.
QStringList stringsIn(const JsonText &text, const JsonValue &value)
{
    QStringList result;
    for (const JsonRange range : text.stringRanges(value))
        result.append(text.string({JsonType::String, range}));
    return result;
}

void addKey(std::vector<Secret> &keys, const QString &text)
{
    QByteArray bytes = text.toUtf8();
    Secret key = Secret::take(bytes);
    if (std::find(keys.begin(), keys.end(), key) == keys.end())
        keys.push_back(std::move(key));
}

bool looksLikeOurs(const FoundEntry &entry, const QStringList &strings)
{
    if (entry.name == "konstantly"_L1 || entry.hasPlaceholder
        || entry.name.startsWith("konstantly-"_L1) || entry.startsLauncher
        || entry.hasPlaintextKey() || !entry.url.isEmpty())
        return true;
    return std::any_of(strings.begin(), strings.end(), [](const QString &string) {
        return string == keyVariable || string == "@konstantly/mcp-server"_L1
               || string.startsWith("@konstantly/mcp-server@"_L1);
    });
}

//! One entry of the map. An entry that has nothing to do with us is looked at no further than to find that out.
FoundEntry readEntry(const JsonText &text, const JsonMember &member)
{
    FoundEntry entry;
    entry.name = member.name;
    entry.line = text.position(member.key.begin).line;
    entry.valueRange = member.value.range;
    for (const JsonMember &part : text.members(member.value)) {
        if (part.name == "command"_L1)
            entry.command = text.string(part.value);
        else if (part.name == "args"_L1)
            entry.args = text.strings(part.value).value_or(QStringList());
        else if (part.name == "envFile"_L1)
            entry.envFile = text.string(part.value);
        else if (part.name == "url"_L1 || part.name == "serverUrl"_L1 || part.name == "httpUrl"_L1)
            entry.isRemote = true;
        else if (part.name == "env"_L1)
            for (const JsonMember &variable : text.members(part.value)) {
                const QString value = text.string(variable.value).trimmed();
                if (variable.name == keyVariable && !value.isEmpty() && !isPlaceholder(value)
                    && value != QLatin1StringView(KeyPlaceholder))
                    addKey(entry.keys, value);
                else if (variable.name == urlVariable)
                    entry.url = value;
                else if (variable.name == caVariable)
                    entry.caFile = value;
                else if (variable.name != keyVariable)
                    entry.otherVariables.append(variable.name);
            }
    }
    entry.startsLauncher = isLauncherCommand(entry.command);
    if (entry.args.size() == 2 && entry.args.at(0) == "run"_L1)
        entry.profile = entry.startsLauncher ? entry.args.at(1) : QString();
    return entry;
}

Result<> refuseTwice(const JsonText &text, const JsonValue &object, const QStringList &names)
{
    for (const QString &name : names) {
        if (const auto found = text.find(object, name); !found)
            return fail(found.error());
    }
    return {};
}

Result<> refuse(const JsonText &text, qsizetype offset, const QString &why)
{
    return fail(ErrorCode::FileUnsupported,
                Texts::tr("line %1: %2").arg(text.position(offset).line).arg(why));
}

//! What makes an entry of ours one that can't be edited safely.
Result<> checkEntry(const JsonText &text, const JsonMember &member)
{
    if (member.value.type != JsonType::Object)
        return refuse(text, member.key.begin, Texts::tr("“%1” is not an object.").arg(member.name));
    if (const Result<> once = refuseTwice(text, member.value, {u"command"_s, u"args"_s, u"env"_s});
        !once)
        return once;
    const auto env = text.find(member.value, u"env"_s);
    if (env && *env)
        return refuseTwice(text, (*env)->value, {keyVariable, urlVariable});
    return {};
}

//! The map of servers, nothing when the file has none.
Result<std::optional<JsonValue>> findMap(const JsonText &text, const ConfigShape &shape)
{
    if (text.root().type != JsonType::Object)
        return fail(ErrorCode::FileUnsupported, Texts::tr("it does not hold a JSON object."));
    JsonValue object = text.root();
    for (const QString &step : shape.mapPath) {
        const auto found = text.find(object, step);
        if (!found)
            return fail(found.error());
        if (const auto variants = text.caseVariants(object, step); !variants.empty()) {
            const Result<> why = refuse(
                text, variants.front().key.begin,
                Texts::tr("“%1” and “%2” differ in upper and lower case only.")
                    .arg(variants.front().name, step));
            return fail(why.error());
        }
        if (!*found)
            return std::optional<JsonValue>();
        if ((*found)->value.type != JsonType::Object) {
            const Result<> why = refuse(text, (*found)->key.begin,
                                        Texts::tr("“%1” is not an object.").arg(step));
            return fail(why.error());
        }
        object = (*found)->value;
    }
    return std::optional(object);
}

Result<ConfigInspection> inspect(const JsonText &text, const ConfigShape &shape)
{
    ConfigInspection result;
    result.exists = true;
    result.hasMark = text.hasMark();
    const Result<std::optional<JsonValue>> map = findMap(text, shape);
    if (!map)
        return fail(map.error());
    if (!*map)
        return result;
    for (const JsonMember &member : text.members(**map)) {
        ++result.serverCount;
        FoundEntry entry = readEntry(text, member);
        const QStringList strings = stringsIn(text, member.value);
        for (const QString &string : strings) {
            if (string.contains(QLatin1StringView(KeyPlaceholder)))
                entry.hasPlaceholder = true;
            auto match = konstantlyKeyPattern().globalMatch(string);
            while (match.hasNext())
                addKey(entry.keys, match.next().captured());
        }
        const bool isVariant = entry.name != "konstantly"_L1
                               && entry.name.compare("konstantly"_L1, Qt::CaseInsensitive) == 0;
        if (isVariant) {
            const Result<> why = refuse(
                text, member.key.begin,
                Texts::tr("“%1” and “%2” differ in upper and lower case only.")
                    .arg(member.name, u"konstantly"_s));
            return fail(why.error());
        }
        if (!looksLikeOurs(entry, strings))
            continue;
        // Entries under other names are only looked at; withEntry() is as strict with the one that it changes.
        if (entry.name == "konstantly"_L1) {
            if (const auto once = text.find(**map, entry.name); !once)
                return fail(once.error());
            if (const Result<> fine = checkEntry(text, member); !fine)
                return fail(fine.error());
        }
        result.entries.push_back(std::move(entry));
    }
    return result;
}

Result<JsonText> parsed(const QByteArray &bytes, const ConfigShape &shape)
{
    return JsonText::parse(bytes, shape.dialect);
}

//! Sets one member of the entry; the text stays the same object when nothing changes.
Result<JsonText> withPart(const JsonText &text, const QStringList &path, const QString &name,
                          const JsonDraft &value)
{
    const Result<QByteArray> bytes = withMember(text, path, name, value);
    if (!bytes)
        return fail(bytes.error());
    return JsonText::parse(*bytes, text.dialect());
}

//! Without the variables that are ours, and without `env` when nothing else was in it.
Result<JsonText> withoutOurVariables(JsonText text, const QStringList &entryPath)
{
    const QStringList envPath = entryPath + QStringList{u"env"_s};
    const auto env = [&envPath](const JsonText &now) -> JsonValue {
        JsonValue object = now.root();
        for (const QString &step : envPath) {
            const auto found = now.find(object, step);
            if (!found || !*found)
                return {};
            object = (*found)->value;
        }
        return object;
    };
    QStringList ours;
    const std::vector<JsonMember> before = text.members(env(text));
    for (const JsonMember &variable : before) {
        if (variable.name == keyVariable || variable.name == urlVariable
            || text.string(variable.value).contains(konstantlyKeyPattern()))
            ours.append(variable.name);
    }
    if (ours.isEmpty())
        return text;
    const bool nothingElse = ours.size() == qsizetype(before.size());
    for (const QString &name : nothingElse ? QStringList{u"env"_s} : ours) {
        const Result<QByteArray> bytes = withoutMember(text, nothingElse ? entryPath : envPath,
                                                       name);
        if (!bytes)
            return fail(bytes.error());
        Result<JsonText> next = JsonText::parse(*bytes, text.dialect());
        if (!next)
            return next;
        text = *std::move(next);
    }
    return text;
}

Result<QByteArray> withUpdatedEntry(JsonText text, const ConfigShape &shape, const EntrySpec &spec,
                                    const FoundEntry &entry)
{
    if (entry.isRemote)
        return fail(ErrorCode::FileUnsupported,
                    Texts::tr("line %1: “%2” is a remote server. Remove that entry first.")
                        .arg(entry.line)
                        .arg(entry.name));
    const QStringList path = shape.mapPath + QStringList{spec.name};
    for (const auto &[name, value] : {std::pair{u"command"_s, JsonDraft::of(spec.command)},
                                      std::pair{u"args"_s, JsonDraft::of(spec.args)}}) {
        Result<JsonText> next = withPart(text, path, name, value);
        if (!next)
            return fail(next.error());
        text = *std::move(next);
    }
    Result<JsonText> next = withoutOurVariables(std::move(text), path);
    if (!next)
        return fail(next.error());
    // A key in a place that is not ours to change must not be called protected.
    const Result<ConfigInspection> check = inspect(*next, shape);
    if (!check)
        return fail(check.error());
    const FoundEntry *own = check->find(spec.name);
    if (!own || own->hasPlaintextKey())
        return fail(
            ErrorCode::FileUnsupported,
            Texts::tr("line %1: “%2” holds a key outside its variables. Take it out by hand.")
                .arg(entry.line)
                .arg(entry.name));
    return next->bytes();
}

} // namespace

bool isLauncherCommand(const QString &command)
{
    const qsizetype slash = qMax(command.lastIndexOf(u'/'), command.lastIndexOf(u'\\'));
    const QString name = command.mid(slash + 1);
    return name == "konstantly-mcp"_L1
           || name.compare("konstantly-mcp.exe"_L1, Qt::CaseInsensitive) == 0;
}

const FoundEntry *ConfigInspection::find(QStringView name) const
{
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [name](const FoundEntry &entry) { return entry.name == name; });
    return found == entries.end() ? nullptr : &*found;
}

Result<ConfigInspection> inspectConfig(const QByteArray &bytes, const ConfigShape &shape)
{
    if (bytes.isNull())
        return ConfigInspection{};
    const Result<JsonText> text = parsed(bytes, shape);
    if (!text)
        return fail(text.error());
    return inspect(*text, shape);
}

Result<QByteArray> withEntry(const QByteArray &bytes, const ConfigShape &shape,
                             const EntrySpec &spec)
{
    for (const QString &written : QStringList{spec.name, spec.command} + spec.args) {
        if (isPlaceholder(written))
            return fail(ErrorCode::InvalidInput,
                        Texts::tr("“%1” can't be written: AI tools would replace a part of it.")
                            .arg(written),
                        written);
    }
    const JsonDraft entry = JsonDraft::of(
        {{u"command"_s, JsonDraft::of(spec.command)}, {u"args"_s, JsonDraft::of(spec.args)}});
    if (bytes.isNull())
        return newJsonFile(shape.mapPath, spec.name, entry);
    Result<JsonText> text = parsed(bytes, shape);
    if (!text)
        return fail(text.error());
    const Result<ConfigInspection> inspection = inspect(*text, shape);
    if (!inspection)
        return fail(inspection.error());
    const Result<std::optional<JsonValue>> map = findMap(*text, shape);
    if (map && *map) {
        const auto found = text->find(**map, spec.name);
        if (!found)
            return fail(found.error());
        if (*found) {
            if (const Result<> fine = checkEntry(*text, **found); !fine)
                return fail(fine.error());
            const FoundEntry entryBefore = readEntry(*text, **found);
            return withUpdatedEntry(*std::move(text), shape, spec, entryBefore);
        }
    }
    return withMember(*text, shape.mapPath, spec.name, entry);
}

Result<QByteArray> withoutEntry(const QByteArray &bytes, const ConfigShape &shape,
                                const QString &name)
{
    if (bytes.isNull())
        return bytes;
    const Result<JsonText> text = parsed(bytes, shape);
    if (!text)
        return fail(text.error());
    return withoutMember(*text, shape.mapPath, name);
}

} // namespace Konstantly
