// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace Konstantly::Tests {

//! Configuration files that must be refused and left alone (security C-2, C-3), by name. All keys are fake.
inline QList<std::pair<const char *, QByteArray>> badConfigFiles()
{
    using namespace std::string_view_literals;
    const auto bytes = [](std::string_view text) {
        return QByteArray(text.data(), qsizetype(text.size()));
    };
    const QByteArray good = R"({"mcpServers":{"a":{"command":"x"}}})";
    QByteArray utf16le("\xFF\xFE", 2);
    QByteArray utf16be("\xFE\xFF", 2);
    QByteArray bareUtf16;
    for (const char c : good) {
        utf16le.append(c).append('\0');
        utf16be.append('\0').append(c);
        bareUtf16.append(c).append('\0');
    }
    QList<std::pair<const char *, QByteArray>> list{
        // Not there, or not all there
        {"empty", QByteArray("")},
        {"only spaces", "   "},
        {"only line ends", "\r\n\n"},
        {"only a mark", "\xEF\xBB\xBF"},
        {"opening brace", "{"},
        {"cut in a name", R"({"mcpSer)"},
        {"cut behind a name", R"({"mcpServers")"},
        {"cut behind a colon", R"({"mcpServers":)"},
        {"cut in the map", R"({"mcpServers":{)"},
        {"cut in a string", R"({"mcpServers":{"a":{"command":"np)"},
        {"cut in an escape", R"({"mcpServers":{"a":{"command":"n\)"},
        {"cut in a unicode escape", R"({"mcpServers":{"a":{"command":"n\u00)"},
        {"cut in an array", R"({"mcpServers":{"a":{"args":["x")"},
        {"cut in a word", R"({"a":tru)"},
        {"cut before the last brace", R"({"mcpServers":{"a":{"command":"x"}})"},
        {"cut in a UTF-8 sequence", "{\"a\":\"\xC3"},
        // More than one, or the wrong brackets
        {"second document", good + good},
        {"brace too many", good + "}"},
        {"text behind", good + " x"},
        {"zero bytes behind", good + bytes("\0\0\0"sv)},
        {"wrong bracket", R"({"mcpServers":[}})"},
        {"array closed as object", R"({"a":[1,2}})"},
        {"object closed as array", R"({"a":{"b":1]})"},
        {"closing first", "}{"},
        // Almost JSON
        {"single quotes", R"({'mcpServers':{}})"},
        {"name without quotes", R"({mcpServers:{}})"},
        {"line comment", "{ // servers\n\"mcpServers\":{}}"},
        {"block comment", R"({/* servers */"mcpServers":{}})"},
        {"hash comment", "# servers\n{\"mcpServers\":{}}"},
        {"comma before brace", R"({"mcpServers":{"a":{},}})"},
        {"comma before bracket", R"({"a":[1,]})"},
        {"comma first", R"({,"a":1})"},
        {"two commas", R"({"a":1,,"b":2})"},
        {"comma missing", R"({"a":1 "b":2})"},
        {"comma missing in array", R"({"a":[1 2]})"},
        {"colon missing", R"({"a" 1})"},
        {"equals sign", R"({"a"=1})"},
        {"value missing", R"({"a":})"},
        {"bracket for a value", R"({"a":]})"},
        {"number as a name", R"({1:2})"},
        {"NaN", R"({"a":NaN})"},
        {"Infinity", R"({"a":-Infinity})"},
        {"undefined", R"({"a":undefined})"},
        {"True", R"({"a":True})"},
        {"word with a tail", R"({"a":nullx})"},
        {"leading zero", R"({"a":012})"},
        {"plus sign", R"({"a":+1})"},
        {"point first", R"({"a":.5})"},
        {"point last", R"({"a":5.})"},
        {"empty exponent", R"({"a":1e})"},
        {"only minus", R"({"a":-})"},
        {"hex number", R"({"a":0x10})"},
        {"TOML", "[mcp_servers.a]\ncommand = \"x\"\n"},
        {"YAML", "mcpServers:\n  a:\n    command: x\n"},
        {"HTML", "<html><body>Sign in</body></html>"},
        // Strings
        {"line end in a string", "{\"a\":\"x\ny\"}"},
        {"tab in a string", "{\"a\":\"x\ty\"}"},
        {"escape character in a string", "{\"a\":\"\x1b[31m\"}"},
        {"zero byte in a string", bytes("{\"a\":\"x\0y\"}"sv)},
        {"zero byte between", bytes("{\0\"a\":1}"sv)},
        {"unknown escape", R"({"a":"C:\Users"})"},
        {"hex escape", R"({"a":"\x41"})"},
        {"bad unicode escape", R"({"a":"\u00zz"})"},
        {"lone high surrogate", R"({"a":"\ud83c"})"},
        {"lone low surrogate", R"({"a":"\udf93"})"},
        {"surrogates in the wrong order", R"({"a":"\udf93\ud83c"})"},
        {"high surrogate twice", R"({"a":"\ud83c\ud83c\udf93"})"},
        {"lone surrogate in a name", R"({"\ud83c":1})"},
        // Encodings
        {"UTF-16 little endian", utf16le},
        {"UTF-16 big endian", utf16be},
        {"UTF-16 without a mark", bareUtf16},
        {"Latin-1", "{\"a\":\"J\xFCrgen\"}"},
        {"overlong slash", "{\"a\":\"\xC0\xAF\"}"},
        {"overlong three bytes", "{\"a\":\"\xE0\x80\xAF\"}"},
        {"surrogate in UTF-8", "{\"a\":\"\xED\xA0\x80\"}"},
        {"beyond Unicode", "{\"a\":\"\xF4\x90\x80\x80\"}"},
        {"lone continuation byte", "{\"a\":\"\x80\"}"},
        {"mark twice", "\xEF\xBB\xBF\xEF\xBB\xBF" + good},
        {"no-break space between", "{\xC2\xA0\"a\":1}"},
        // Well-formed, and still nothing to edit
        {"root is an array", R"([{"mcpServers":{}}])"},
        {"root is a string", R"("mcpServers")"},
        {"root is a number", "42"},
        {"root is null", "null"},
        {"map is null", R"({"mcpServers":null})"},
        {"map is an array", R"({"mcpServers":[]})"},
        {"map is a string", R"({"mcpServers":"x"})"},
        {"map is a number", R"({"mcpServers":1})"},
        {"entry is null", R"({"mcpServers":{"konstantly":null}})"},
        {"entry is an array", R"({"mcpServers":{"konstantly":[]}})"},
        {"entry is a string", R"({"mcpServers":{"konstantly":"npx"}})"},
        {"map twice", R"({"mcpServers":{},"mcpServers":{}})"},
        {"map twice, once escaped", R"({"mcpServers":{},"mcp\u0053ervers":{}})"},
        {"entry twice", R"({"mcpServers":{"konstantly":{},"konstantly":{}}})"},
        {"entry twice, once escaped",
         R"({"mcpServers":{"konstantly":{},"konstantl\u0079":{"command":"x"}}})"},
        {"map in another case", R"({"MCPServers":{"a":{}}})"},
        {"map in two cases", R"({"mcpServers":{},"MCPSERVERS":{}})"},
        {"entry in another case", R"({"mcpServers":{"Konstantly":{"command":"x"}}})"},
        {"command twice", R"({"mcpServers":{"konstantly":{"command":"x","command":"y"}}})"},
        {"env twice", R"({"mcpServers":{"konstantly":{"command":"x","env":{},"env":{}}}})"},
        {"key twice",
         R"({"mcpServers":{"konstantly":{"command":"x","env":{"KONSTANTLY_MCP_KEY":"a","KONSTANTLY_MCP_KE\u0059":"b"}}}})"},
    };
    list.append({"201 levels", R"({"a":)" + QByteArray(200, '[') + QByteArray(200, ']') + '}'});
    list.append({"100000 levels", QByteArray(100'000, '[')});
    list.append({"too large", R"({"a":")" + QByteArray(5 * 1024 * 1024, 'x') + R"("})"});
    return list;
}

} // namespace Konstantly::Tests
