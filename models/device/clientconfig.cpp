// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/clientconfig.h"

#include "models/device/configkeys.h"
#include "models/device/configtext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

using TextPointer = std::shared_ptr<const StructuredText>;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ClientConfig)
};

TextDraft::Members withFixed(const std::vector<EntryStyle::Fixed> &list)
{
    TextDraft::Members members;
    for (const EntryStyle::Fixed &member : list)
        members.emplace_back(member.name, member.value);
    return members;
}

TextDraft::Members commandMembers(const EntryStyle &style, const EntrySpec &spec)
{
    if (style.isCommandList)
        return {{style.command, TextDraft::of(QStringList{spec.command} + spec.args)}};
    return {{style.command, TextDraft::of(spec.command)}, {u"args"_s, TextDraft::of(spec.args)}};
}

TextDraft newEntry(const EntryStyle &style, const EntrySpec &spec)
{
    TextDraft::Members members;
    if (style.namesItself)
        members.emplace_back(u"name"_s, TextDraft::of(spec.name));
    for (const TextDraft::Members &part :
         {withFixed(style.before), commandMembers(style, spec), withFixed(style.behind)})
        members.insert(members.end(), part.begin(), part.end());
    return TextDraft::of(std::move(members));
}

//! What has to be as given in an entry that is there.
TextDraft::Members ownMembers(const EntryStyle &style, const EntrySpec &spec)
{
    TextDraft::Members members = commandMembers(style, spec);
    for (const auto *list : {&style.before, &style.behind}) {
        for (const EntryStyle::Fixed &member : *list) {
            if (!member.isOnlyNew)
                members.emplace_back(member.name, member.value);
        }
    }
    return members;
}

Result<> refuseReplacedText(const EntrySpec &spec)
{
    for (const QString &written : QStringList{spec.name, spec.command} + spec.args) {
        if (holdsPlaceholder(written))
            return fail(ErrorCode::InvalidInput,
                        Texts::tr("“%1” can't be written: AI tools would replace a part of it.")
                            .arg(written),
                        written);
    }
    return {};
}

//! Changes one text after the other: each change starts from what the one before made.
class Editing final
{
public:
    Editing(TextPointer text, const ConfigShape &shape, QStringList entryPath)
        : m_text(std::move(text))
        , m_shape(shape)
        , m_entryPath(std::move(entryPath))
    {}

    [[nodiscard]] const StructuredText &text() const { return *m_text; }

    [[nodiscard]] Result<> set(const QString &name, const TextDraft &value)
    {
        return take(withConfigMember(*m_text, m_shape, m_entryPath, name, value));
    }

    //! The variables that are ours, and the object that they are in when nothing else was in it.
    [[nodiscard]] Result<> dropOurVariables()
    {
        const QString &environment = m_shape.entry.environment;
        const QStringList path = m_entryPath + QStringList{environment};
        const std::vector<TextMember> before = m_text->members(
            valueAt(*m_text, path).value_or(TextValue()));
        QStringList ours;
        for (const TextMember &variable : before) {
            if (variable.name == QLatin1StringView(EntryVariable::Key)
                || variable.name == QLatin1StringView(EntryVariable::Url)
                || m_text->string(variable.value).contains(konstantlyKeyPattern()))
                ours.append(variable.name);
        }
        if (ours.isEmpty())
            return {};
        if (ours.size() == qsizetype(before.size()))
            return take(withoutConfigMember(*m_text, m_shape, m_entryPath, environment));
        for (const QString &name : ours) {
            if (const Result<> done = take(withoutConfigMember(*m_text, m_shape, path, name));
                !done)
                return done;
        }
        return {};
    }

private:
    [[nodiscard]] Result<> take(const Result<QByteArray> &bytes)
    {
        if (!bytes)
            return fail(bytes.error());
        if (*bytes == m_text->bytes())
            return {};
        Result<TextPointer> next = parseConfig(*bytes, m_shape);
        if (!next)
            return fail(next.error());
        m_text = *std::move(next);
        return {};
    }

    TextPointer m_text;
    const ConfigShape &m_shape;
    QStringList m_entryPath;
};

Result<QByteArray> withUpdatedEntry(TextPointer text, const ConfigShape &shape,
                                    const EntrySpec &spec, const FoundEntry &entry)
{
    if (entry.isRemote)
        return fail(ErrorCode::FileUnsupported,
                    Texts::tr("line %1: “%2” is a remote server. Remove that entry first.")
                        .arg(entry.line)
                        .arg(entry.name));
    Editing editing(std::move(text), shape,
                    serversPath(shape, spec.project) + QStringList{spec.name});
    for (const auto &[name, value] : ownMembers(shape.entry, spec)) {
        if (const Result<> done = editing.set(name, value); !done)
            return fail(done.error());
    }
    if (const Result<> done = editing.dropOurVariables(); !done)
        return fail(done.error());
    // A key in a place that is not ours to change must not be called protected.
    const Result<ConfigInspection> check = inspectConfig(editing.text(), shape);
    if (!check)
        return fail(check.error());
    const FoundEntry *own = check->find(spec.name, spec.project);
    if (!own || own->hasPlaintextKey())
        return fail(
            ErrorCode::FileUnsupported,
            Texts::tr("line %1: “%2” holds a key outside its variables. Take it out by hand.")
                .arg(entry.line)
                .arg(entry.name));
    return editing.text().bytes();
}

//! The entry of that name, if there is one and it can be edited.
Result<std::optional<TextMember>> findEntry(const StructuredText &text, const ConfigShape &shape,
                                            const EntrySpec &spec)
{
    const auto servers = findServers(text, shape, spec.project);
    if (!servers)
        return fail(servers.error());
    if (!*servers)
        return std::optional<TextMember>();
    auto found = text.find(**servers, spec.name);
    if (!found || !*found)
        return found;
    if (const Result<> fine = checkEntry(text, shape, **found); !fine)
        return fail(fine.error());
    return found;
}

QByteArray yamlLine(const QByteArray &indent, const QString &name, const TextDraft &value)
{
    QByteArray result = indent + name.toUtf8() + ':';
    switch (value.kind) {
    case TextDraft::Kind::Strings:
        for (const QString &element : value.strings)
            result += '\n' + indent + "  - " + jsonString(element); // which YAML reads the same
        return result + '\n';
    case TextDraft::Kind::String:
        return result + ' ' + jsonString(value.string) + '\n';
    case TextDraft::Kind::Literal:
        return result + ' ' + value.literal + '\n';
    case TextDraft::Kind::Object:
        break;
    }
    return result + '\n';
}

QByteArray yamlSnippet(const ConfigShape &shape, const EntrySpec &spec)
{
    QByteArray result = shape.mapPath.join(u'.').toUtf8() + ":\n";
    QByteArray indent = "    ";
    if (!shape.isMapList)
        result += "  " + spec.name.toUtf8() + ":\n";
    bool isFirst = shape.isMapList;
    for (const auto &[name, value] : newEntry(shape.entry, spec).members) {
        const QByteArray line = yamlLine(indent, name, value);
        result += isFirst ? "  - " + line.mid(indent.size()) : line;
        isFirst = false;
    }
    return result;
}

} // namespace

Result<QByteArray> withEntry(const QByteArray &bytes, const ConfigShape &shape,
                             const EntrySpec &spec)
{
    if (const Result<> fine = refuseReplacedText(spec); !fine)
        return fail(fine.error());
    const QStringList path = serversPath(shape, spec.project);
    if (bytes.isNull())
        return newConfigFile(shape, path, spec.name, newEntry(shape.entry, spec));
    const Result<TextPointer> text = parseConfig(bytes, shape);
    if (!text)
        return fail(text.error());
    const Result<ConfigInspection> inspection = inspectConfig(**text, shape);
    if (!inspection)
        return fail(inspection.error());
    const auto found = findEntry(**text, shape, spec);
    if (!found)
        return fail(found.error());
    if (*found) {
        const FoundEntry *known = inspection->find(spec.name, spec.project);
        if (!known)
            return fail(ErrorCode::FileUnsupported,
                        Texts::tr("“%1” is an entry of something else.").arg(spec.name));
        return withUpdatedEntry(*text, shape, spec, *known);
    }
    if (!spec.project.isEmpty())
        return fail(
            ErrorCode::NotConfigured,
            Texts::tr("there is no entry “%1” in the project %2.").arg(spec.name, spec.project));
    return withConfigMember(**text, shape, path, spec.name, newEntry(shape.entry, spec));
}

Result<QByteArray> withoutEntry(const QByteArray &bytes, const ConfigShape &shape,
                                const QString &name, const QString &project)
{
    if (bytes.isNull())
        return bytes;
    const Result<TextPointer> text = parseConfig(bytes, shape);
    if (!text)
        return fail(text.error());
    return withoutConfigMember(**text, shape, serversPath(shape, project), name);
}

QString snippet(const ConfigShape &shape, const EntrySpec &spec)
{
    if (shape.format == ConfigFormat::Yaml)
        return QString::fromUtf8(yamlSnippet(shape, spec));
    const Result<QByteArray> file = newConfigFile(shape, shape.mapPath, spec.name,
                                                  newEntry(shape.entry, spec));
    return file ? QString::fromUtf8(*file) : QString();
}

} // namespace Konstantly
