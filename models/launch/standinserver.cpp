// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/standinserver.h"

#include "models/json/jsontext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int ParseError = -32700;
constexpr int InvalidRequest = -32600;
constexpr int MethodNotFound = -32601;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(StandInServer)
};

//! What the client speaks when we know it, else the newest that we know.
QString protocolVersion(const QString &wanted)
{
    static const QStringList known{u"2024-11-05"_s, u"2025-03-26"_s, u"2025-06-18"_s,
                                   u"2025-11-25"_s};
    return known.contains(wanted) ? wanted : known.last();
}

//! "KeychainLocked" → "keychain_locked"
QString snakeCase(const QString &name)
{
    QString result;
    for (const QChar character : name) {
        if (character.isUpper() && !result.isEmpty())
            result += u'_';
        result += character.toLower();
    }
    return result;
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

//! One message to the client. \a id goes in as the bytes that came.
QByteArray message(const QByteArray &id, const char *member, const QJsonObject &value)
{
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"" + member + "\":" + compact(value) + '}';
}

QByteArray result(const QByteArray &id, const QJsonObject &value)
{
    return message(id, "result", value);
}

QByteArray error(const QByteArray &id, int code, const QString &text)
{
    return message(id, "error", {{u"code"_s, code}, {u"message"_s, text}});
}

//! What matters of a message. Of a name that is there twice the last counts, as in most parsers.
struct Request
{
    QByteArray id; // empty: a notification, or an answer to something we never asked
    QString method;
    QString protocolVersion; // params.protocolVersion
};

Request readRequest(const JsonText &text, const JsonValue &object)
{
    Request request;
    for (const JsonMember &member : text.members(object)) {
        if (member.name == u"id")
            request.id = text.raw(member.value.range);
        else if (member.name == u"method")
            request.method = text.string(member.value);
        else if (member.name == u"params" && member.value.type == JsonType::Object) {
            for (const JsonMember &parameter : text.members(member.value)) {
                if (parameter.name == u"protocolVersion")
                    request.protocolVersion = text.string(parameter.value);
            }
        }
    }
    return request;
}

} // namespace

StandInServer::StandInServer(const Error &reason, const QString &profile)
    : m_profile(profile)
{
    say(reason);
}

void StandInServer::say(const Error &reason)
{
    const ErrorText words = describe(reason);
    m_toolName = u"konstantly_"_s + snakeCase(errorName(reason.code));
    m_text = Texts::tr("The Konstantly MCP server was not started. %1").arg(words.message);
    if (!words.hint.isEmpty())
        m_text += u' ' + words.hint;
    m_text += u' ' + Texts::tr("Then restart this MCP server in the AI tool.");
    if (!m_profile.isEmpty())
        m_text += u' ' + Texts::tr("(Profile: %1)").arg(m_profile);
}

QByteArray StandInServer::feed(QByteArrayView bytes)
{
    QByteArray answers;
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        const QByteArrayView piece = end < 0 ? bytes : bytes.first(end);
        bytes = end < 0 ? QByteArrayView() : bytes.sliced(end + 1);
        if (m_line.size() + piece.size() > MaxLine) {
            m_isSkipping = true;
            m_line.clear();
        }
        if (!m_isSkipping)
            m_line += piece;
        if (end < 0)
            break;
        answers += m_isSkipping
                       ? error("null", InvalidRequest, u"The message is too long."_s) + '\n'
                       : answerLine(std::exchange(m_line, {}));
        m_isSkipping = false;
    }
    return answers;
}

QByteArray StandInServer::answerLine(const QByteArray &line)
{
    if (line.trimmed().isEmpty())
        return {};
    const auto text = JsonText::parse(line, {}, {.maxBytes = MaxLine, .maxDepth = 1000});
    if (!text)
        return error("null", ParseError, u"This is not JSON."_s) + '\n';
    QByteArray answer;
    if (text->root().type == JsonType::Array) {
        const auto elements = text->elements(text->root());
        for (const JsonValue &element : elements) {
            const QByteArray one = answerMessage(*text, element);
            if (!one.isEmpty())
                answer += (answer.isEmpty() ? "[" : ",") + one;
        }
        if (!answer.isEmpty())
            answer += ']';
        else if (elements.empty())
            answer = error("null", InvalidRequest, u"The batch is empty."_s);
    } else {
        answer = answerMessage(*text, text->root());
    }
    if (!answer.isEmpty())
        answer += '\n';
    if (m_isInitialized && m_hasChange)
        answer += toolsChanged();
    return answer;
}

QByteArray StandInServer::answerMessage(const JsonText &text, const TextValue &value)
{
    if (value.type != JsonType::Object)
        return error("null", InvalidRequest, u"A message is an object."_s);
    const Request request = readRequest(text, value);
    if (request.method == u"notifications/initialized")
        m_isInitialized = true;
    if (request.id.isEmpty() || request.method.isEmpty())
        return {}; // nothing to answer
    if (request.method == u"initialize")
        return result(
            request.id,
            {{u"protocolVersion"_s, protocolVersion(request.protocolVersion)},
             {u"capabilities"_s, QJsonObject{{u"tools"_s, QJsonObject{{u"listChanged"_s, true}}}}},
             {u"serverInfo"_s, QJsonObject{{u"name"_s, QLatin1StringView(ServerName)},
                                           {u"version"_s, QStringLiteral(KONSTANTLY_VERSION)}}},
             {u"instructions"_s, m_text}});
    if (request.method == u"ping")
        return result(request.id, {});
    if (request.method == u"tools/list") {
        const QJsonObject schema{{u"type"_s, u"object"_s}, {u"properties"_s, QJsonObject{}}};
        return result(request.id,
                      {{u"tools"_s, QJsonArray{QJsonObject{{u"name"_s, m_toolName},
                                                           {u"description"_s, m_text},
                                                           {u"inputSchema"_s, schema}}}}});
    }
    if (request.method == u"tools/call") {
        const QJsonObject content{{u"type"_s, u"text"_s}, {u"text"_s, m_text}};
        return result(request.id, {{u"content"_s, QJsonArray{content}}, {u"isError"_s, true}});
    }
    return error(request.id, MethodNotFound, u"Method not found"_s);
}

QByteArray StandInServer::setRecovered()
{
    m_toolName = u"konstantly_restart_needed"_s;
    m_text = Texts::tr("The Konstantly MCP server can start now. Restart this MCP server in the AI "
                       "tool to use it.");
    m_hasChange = true;
    return m_isInitialized ? toolsChanged() : QByteArray();
}

QByteArray StandInServer::setReason(const Error &reason)
{
    const QString before = m_text;
    say(reason);
    m_hasChange = m_hasChange || m_text != before;
    return m_isInitialized && m_hasChange ? toolsChanged() : QByteArray();
}

QByteArray StandInServer::toolsChanged()
{
    m_hasChange = false;
    return QByteArrayLiteral(
               "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}")
           + '\n';
}

} // namespace Konstantly
