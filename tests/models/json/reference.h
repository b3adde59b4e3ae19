// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/json/structuredtext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryFile>

#include <utility>

namespace Konstantly::Tests {

//! Collects cases for another parser of the format, which then judges all of them in one process: a program that gets the name
//! of a file with a case a line (tomlreference.py says what is in it).
class Reference
{
public:
    Reference(QString program, QStringList arguments)
        : m_program(std::move(program))
        , m_arguments(std::move(arguments))
    {
        m_file.open();
    }

    //! \a text is null when \a bytes were refused.
    void addText(const QByteArray &bytes, const StructuredText *text)
    {
        add({{QStringLiteral("text"), encoded(bytes)},
             {QStringLiteral("tree"), text ? tree(*text, text->root()) : QJsonValue()}});
    }

    void addEdit(const QByteArray &before, const QByteArray &after, const QStringList &path,
                 const QString &name, const QJsonValue &value)
    {
        add({{QStringLiteral("before"), encoded(before)},
             {QStringLiteral("after"), encoded(after)},
             {QStringLiteral("path"), QJsonArray::fromStringList(path)},
             {QStringLiteral("name"), name},
             {QStringLiteral("value"), value}});
    }

    struct Verdict
    {
        int exitCode
            = -1; //!< 0 = all the same, 1 = differences, 77 = it has no such parser, -1 = it did not run
        QByteArray text;
    };

    [[nodiscard]] Verdict verdict()
    {
        m_file.flush();
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(m_program, m_arguments + QStringList{m_file.fileName()});
        if (!process.waitForFinished(120'000))
            return {};
        return {process.exitCode(), process.readAll()};
    }

private:
    static QString encoded(const QByteArray &bytes)
    {
        return QString::fromLatin1(bytes.toBase64());
    }

    void add(const QJsonObject &object)
    {
        m_file.write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
    }

    static QJsonObject tree(const StructuredText &text, const TextValue &value)
    {
        if (value.type == TextType::Object) {
            QJsonObject members;
            for (const TextMember &member : text.members(value))
                members.insert(member.name, tree(text, member.value));
            return {{QStringLiteral("object"), members}};
        }
        if (value.type == TextType::Array) {
            QJsonArray elements;
            for (const TextValue &element : text.elements(value))
                elements.append(tree(text, element));
            return {{QStringLiteral("array"), elements}};
        }
        if (value.type == TextType::String)
            return {{QStringLiteral("string"), text.string(value)}};
        return {{QStringLiteral("raw"), QString::fromUtf8(text.raw(value.range))}};
    }

    QString m_program;
    QStringList m_arguments;
    QTemporaryFile m_file;
};

//! Python's tomllib.
class TomlReference final : public Reference
{
public:
    TomlReference()
        : Reference(QStringLiteral("python3"),
                    {QStringLiteral(TESTS_DIR "/models/json/tomlreference.py")})
    {}
};

//! The parser of JSON with comments that VS Code uses.
class JsoncReference final : public Reference
{
public:
    JsoncReference()
        : Reference(QStringLiteral("node"),
                    {QStringLiteral(TESTS_DIR "/models/json/jsoncreference.cjs"),
                     qEnvironmentVariable("JSONC_PARSER")})
    {}
};

} // namespace Konstantly::Tests
