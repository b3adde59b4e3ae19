// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/json/structuredtext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryFile>

namespace Konstantly::Tests {

//! Collects cases for tomlreference.py, which then judges all of them in one process.
class TomlReference final
{
public:
    TomlReference() { m_file.open(); }

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
            = -1; //!< 0 = all the same, 1 = differences, 77 = this Python has no tomllib, -1 = no Python
        QByteArray text;
    };

    [[nodiscard]] Verdict verdict()
    {
        m_file.flush();
        QProcess python;
        python.setProcessChannelMode(QProcess::MergedChannels);
        python.start(
            QStringLiteral("python3"),
            {QStringLiteral(TESTS_DIR "/models/json/tomlreference.py"), m_file.fileName()});
        if (!python.waitForFinished(120'000))
            return {};
        return {python.exitCode(), python.readAll()};
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

    QTemporaryFile m_file;
};

} // namespace Konstantly::Tests
