// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/configinspection.h"

#include "models/device/configkeys.h"
#include "models/device/configtext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ClientConfig)
};

Error refusal(const StructuredText &text, qsizetype offset, const QString &why)
{
    return {ErrorCode::FileUnsupported,
            Texts::tr("line %1: %2").arg(text.position(offset).line).arg(why),
            {},
            {}};
}

Error caseRefusal(const StructuredText &text, const TextMember &variant, const QString &name)
{
    return refusal(
        text, variant.key.begin,
        Texts::tr("“%1” and “%2” differ in upper and lower case only.").arg(variant.name, name));
}

Result<> refuseTwice(const StructuredText &text, const TextValue &object, const QStringList &names)
{
    for (const QString &name : names) {
        if (const auto found = text.find(object, name); !found)
            return fail(found.error());
    }
    return {};
}

//! One step from \a object, nothing when it isn't there. What is found has to be \a type.
Result<std::optional<TextValue>> stepInto(const StructuredText &text, const TextValue &object,
                                          const QString &name, TextType type)
{
    const auto found = text.find(object, name);
    if (!found)
        return fail(found.error());
    if (const auto variants = text.caseVariants(object, name); !variants.empty())
        return fail(caseRefusal(text, variants.front(), name));
    if (!*found)
        return std::optional<TextValue>();
    if ((*found)->value.type != type)
        return fail(refusal(text, (*found)->key.begin,
                            type == TextType::Array
                                ? Texts::tr("“%1” is not a list.").arg(name)
                                : Texts::tr("“%1” is not an object.").arg(name)));
    return std::optional((*found)->value);
}

std::optional<QStringList> stringsAt(const StructuredText &text, const QStringList &path)
{
    const auto value = path.isEmpty() ? std::nullopt : valueAt(text, path);
    return value ? text.strings(*value) : std::nullopt;
}

//! The entries of a map, or of a list whose elements have a name.
std::vector<TextMember> entriesOf(const StructuredText &text, const ConfigShape &shape,
                                  const TextValue &servers)
{
    if (!shape.isMapList)
        return text.members(servers);
    std::vector<TextMember> result;
    for (const TextValue &element : text.elements(servers)) {
        TextMember member;
        member.key = {element.range.begin, element.range.begin};
        member.value = element;
        for (const TextMember &part : text.members(element)) {
            if (part.name == "name"_L1)
                member.name = text.string(part.value);
        }
        result.push_back(std::move(member));
    }
    return result;
}

void addKey(std::vector<Secret> &keys, const QString &text)
{
    QByteArray bytes = text.toUtf8();
    Secret key = Secret::take(bytes);
    if (std::find(keys.begin(), keys.end(), key) == keys.end())
        keys.push_back(std::move(key));
}

void readVariable(FoundEntry &entry, const QString &name, const QString &value)
{
    if (name == QLatin1StringView(EntryVariable::Key)) {
        if (!value.isEmpty() && !holdsPlaceholder(value)
            && value != QLatin1StringView(KeyPlaceholder))
            addKey(entry.keys, value);
    } else if (name == QLatin1StringView(EntryVariable::Url)) {
        entry.url = value;
    } else if (name == QLatin1StringView(EntryVariable::CaFile)) {
        entry.caFile = value;
    } else {
        entry.otherVariables.append(name);
    }
}

void readCommandList(FoundEntry &entry, const QStringList &words)
{
    entry.command = words.value(0);
    entry.args = words.mid(1);
}

//! One entry of the map. An entry that has nothing to do with us is looked at no further than to find that out.
FoundEntry readEntry(const StructuredText &text, const ConfigShape &shape, const TextMember &member)
{
    FoundEntry entry;
    entry.name = member.name;
    entry.valueRange = member.value.range;
    const EntryStyle &style = shape.entry;
    for (const TextMember &part : text.members(member.value)) {
        if (part.name == style.command && style.isCommandList)
            readCommandList(entry, text.strings(part.value).value_or(QStringList()));
        else if (part.name == style.command)
            entry.command = text.string(part.value);
        else if (part.name == "args"_L1 && !style.isCommandList)
            entry.args = text.strings(part.value).value_or(QStringList());
        else if (part.name == "envFile"_L1)
            entry.envFile = text.string(part.value);
        else if (part.name == "url"_L1 || part.name == "serverUrl"_L1 || part.name == "httpUrl"_L1
                 || part.name == "uri"_L1)
            entry.isRemote = true;
        else if (part.name == style.environment)
            for (const TextMember &variable : text.members(part.value))
                readVariable(entry, variable.name, text.string(variable.value).trimmed());
    }
    entry.startsLauncher = isLauncherCommand(entry.command);
    if (entry.startsLauncher && entry.args.size() == 2 && entry.args.at(0) == "run"_L1)
        entry.profile = entry.args.at(1);
    return entry;
}

bool looksLikeOurs(const FoundEntry &entry, const QStringList &strings)
{
    if (entry.name == "konstantly"_L1 || entry.hasPlaceholder
        || entry.name.startsWith("konstantly-"_L1) || entry.startsLauncher
        || entry.hasPlaintextKey() || !entry.url.isEmpty())
        return true;
    return std::any_of(strings.begin(), strings.end(), [](const QString &string) {
        return string == QLatin1StringView(EntryVariable::Key)
               || string == "@konstantly/mcp-server"_L1
               || string.startsWith("@konstantly/mcp-server@"_L1);
    });
}

//! Everything inside \a member that could concern us.
QStringList readStrings(const StructuredText &text, const TextMember &member, FoundEntry &entry)
{
    QStringList strings;
    for (const TextRange range : text.stringRanges(member.value))
        strings.append(text.string({TextType::String, range}));
    for (const QString &string : strings) {
        if (string.contains(QLatin1StringView(KeyPlaceholder)))
            entry.hasPlaceholder = true;
        auto match = konstantlyKeyPattern().globalMatch(string);
        while (match.hasNext())
            addKey(entry.keys, match.next().captured());
    }
    return strings;
}

Result<> inspectServers(const StructuredText &text, const ConfigShape &shape,
                        ConfigInspection &inspection)
{
    const auto servers = findServers(text, shape);
    if (!servers)
        return fail(servers.error());
    if (!*servers)
        return {};
    for (const TextMember &member : entriesOf(text, shape, **servers)) {
        ++inspection.serverCount;
        FoundEntry entry = readEntry(text, shape, member);
        const QStringList strings = readStrings(text, member, entry);
        const bool isVariant = entry.name != "konstantly"_L1
                               && entry.name.compare("konstantly"_L1, Qt::CaseInsensitive) == 0;
        if (isVariant)
            return fail(caseRefusal(text, member, u"konstantly"_s));
        if (!looksLikeOurs(entry, strings))
            continue;
        // Entries under other names are only looked at; withEntry() is as strict with the one that it changes.
        if (entry.name == "konstantly"_L1) {
            if (const auto once = text.find(**servers, entry.name); !once)
                return fail(once.error());
            if (const Result<> fine = checkEntry(text, shape, member); !fine)
                return fine;
        }
        // Only now: to count lines takes a walk over all that is before them.
        entry.line = text.position(member.key.begin).line;
        inspection.entries.push_back(std::move(entry));
    }
    return {};
}

//! The servers of single projects. Only an entry that holds a key or starts the launcher is of interest there.
void inspectProjects(const StructuredText &text, const ConfigShape &shape,
                     ConfigInspection &inspection)
{
    const auto projects = shape.projectsPath.isEmpty() ? std::nullopt
                                                       : valueAt(text, shape.projectsPath);
    if (!projects)
        return;
    for (const TextMember &project : text.members(*projects)) {
        TextValue servers = project.value;
        for (const QString &step : shape.mapPath) {
            const std::vector<TextMember> members = text.members(servers);
            // The last one counts, as in every reader; two of them are refused when they are to be changed.
            const auto found = std::find_if(members.rbegin(), members.rend(),
                                            [&](const TextMember &m) { return m.name == step; });
            servers = found == members.rend() ? TextValue() : found->value;
        }
        for (const TextMember &member : text.members(servers)) {
            FoundEntry entry = readEntry(text, shape, member);
            entry.project = project.name;
            (void) readStrings(text, member, entry);
            if (!entry.hasPlaintextKey() && !entry.startsLauncher && !entry.hasPlaceholder)
                continue;
            entry.line = text.position(member.key.begin).line;
            inspection.entries.push_back(std::move(entry));
        }
    }
}

} // namespace

bool isLauncherCommand(const QString &command)
{
    const qsizetype slash = qMax(command.lastIndexOf(u'/'), command.lastIndexOf(u'\\'));
    const QString name = command.mid(slash + 1);
    return name == "konstantly-mcp"_L1
           || name.compare("konstantly-mcp.exe"_L1, Qt::CaseInsensitive) == 0;
}

bool holdsPlaceholder(const QString &text)
{
    return text.contains(u'$') || text.contains("{env:"_L1) || text.contains("{file:"_L1);
}

const FoundEntry *ConfigInspection::find(QStringView name, QStringView project) const
{
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const FoundEntry &entry) {
        return entry.name == name && entry.project == project;
    });
    return found == entries.end() ? nullptr : &*found;
}

bool ConfigInspection::lets(const QString &name) const
{
    return (!allowed || allowed->contains(name)) && !excluded.contains(name);
}

QStringList serversPath(const ConfigShape &shape, const QString &project)
{
    return project.isEmpty() ? shape.mapPath
                             : shape.projectsPath + QStringList{project} + shape.mapPath;
}

Result<std::optional<TextValue>> findServers(const StructuredText &text, const ConfigShape &shape,
                                             const QString &project)
{
    if (text.root().type != TextType::Object)
        return fail(ErrorCode::FileUnsupported,
                    shape.format == ConfigFormat::Json
                        ? Texts::tr("it does not hold a JSON object.")
                        : Texts::tr("it does not hold settings with names."));
    const QStringList path = serversPath(shape, project);
    TextValue object = text.root();
    for (qsizetype i = 0; i < path.size(); ++i) {
        const bool isList = shape.isMapList && i + 1 == path.size();
        const auto next = stepInto(text, object, path.at(i),
                                   isList ? TextType::Array : TextType::Object);
        if (!next || !*next)
            return next;
        object = **next;
    }
    return std::optional(object);
}

std::optional<TextValue> valueAt(const StructuredText &text, const QStringList &path)
{
    TextValue value = text.root();
    for (const QString &step : path) {
        const auto found = text.find(value, step);
        if (!found || !*found)
            return std::nullopt;
        value = (*found)->value;
    }
    return value;
}

Result<> checkEntry(const StructuredText &text, const ConfigShape &shape, const TextMember &member)
{
    if (member.value.type != TextType::Object)
        return fail(
            refusal(text, member.key.begin, Texts::tr("“%1” is not an object.").arg(member.name)));
    const QString &environment = shape.entry.environment;
    if (const Result<> once = refuseTwice(text, member.value,
                                          {shape.entry.command, u"args"_s, environment});
        !once)
        return once;
    const auto env = text.find(member.value, environment);
    if (env && *env)
        return refuseTwice(
            text, (*env)->value,
            {QLatin1StringView(EntryVariable::Key), QLatin1StringView(EntryVariable::Url)});
    return {};
}

Result<ConfigInspection> inspectConfig(const QByteArray &bytes, const ConfigShape &shape)
{
    if (bytes.isNull())
        return ConfigInspection{};
    const auto text = parseConfig(bytes, shape);
    if (!text)
        return fail(text.error());
    return inspectConfig(**text, shape);
}

Result<ConfigInspection> inspectConfig(const StructuredText &text, const ConfigShape &shape)
{
    ConfigInspection inspection;
    inspection.exists = true;
    inspection.hasMark = text.hasMark();
    if (const Result<> fine = inspectServers(text, shape, inspection); !fine)
        return fail(fine.error());
    inspectProjects(text, shape, inspection);
    inspection.allowed = stringsAt(text, shape.allowedPath);
    inspection.excluded = stringsAt(text, shape.excludedPath).value_or(QStringList());
    return inspection;
}

} // namespace Konstantly
