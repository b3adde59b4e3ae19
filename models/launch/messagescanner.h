// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <array>
#include <functional>

namespace Konstantly {

//! What metering looks at in one JSON-RPC message. Strings as they are written, between their quotes and escaped, cut at a
//! limit; of a name that is there twice the last counts, as in most parsers.
struct RpcMessage
{
    QByteArray
        id; //!< as it is written, with its quotes if it is a string; empty = none, or too long to be one
    QByteArray method;
    QByteArray name;          //!< params.name: a tool's
    QByteArray requestId;     //!< params.requestId: what is cancelled
    QByteArray clientName;    //!< params.clientInfo.name
    QByteArray clientVersion; //!< params.clientInfo.version
    QByteArray errorText;     //!< error.message, error.data, result.content[].text
    bool hasResult = false;
    bool hasError = false;
    bool isError = false; //!< result.isError is true

    //! Becomes empty, and keeps its memory for the next one.
    void forget();
};

//! Finds the messages in one direction of an MCP connection: JSON-RPC, one message or one batch a line, in pieces of any
//! size. Looks at every byte once, keeps nothing but the few short strings of RpcMessage however long a line is, and runs over
//! strings in long steps: it is a bystander of a relay that must not become slower.
//!
//! No validator: what is not JSON is passed over to the next line end, what is nearly JSON may be taken for it.
class MessageScanner final
{
public:
    //! Whose messages it looks at. Most are decided by what stands in front, and the rest of their line, which may be
    //! megabytes of arguments, is passed over: of a server only answers matter, of a client only `initialize`, `tools/call` and
    //! `notifications/cancelled`. In a batch all are looked at to their end.
    enum class Side { Client, Server };
    //! \a message is handed over when its closing brace was seen, or when all that matters of it is known.
    using Sink = std::function<void(const RpcMessage &message)>;

    MessageScanner(Side side, Sink sink);

    void feed(QByteArrayView bytes);
    //! Passes over \a bytes and the rest of the line that they end in: no message that begins in them matters.
    void skip(QByteArrayView bytes);

private:
    enum class State {
        LineStart,
        Skip,       // to the end of the line
        NameOrEnd,  // of an object that is looked at
        Name,       // after a comma
        Colon,      //
        Value,      //
        ValueOrEnd, // of an array
        AfterValue, //
        InString,   //
        InScalar,   // number, true, false, null
        Beneath     // inside a value that is not looked at
    };
    //! What kind of object or array is open. Others are passed over.
    enum class Frame : char { Batch, Message, Params, ClientInfo, Result, Content, Item, Failure };
    enum class Field : char {
        None,
        Id,
        Method,
        Params,
        Result,
        Failure,
        Name,
        RequestId,
        ClientInfo,
        ClientName,
        ClientVersion,
        Content,
        Text,
        IsError
    };

    void startLine();
    //! Takes one byte outside of strings; false when the line can't be followed.
    [[nodiscard]] bool take(char c);
    [[nodiscard]] bool takeValue(char c);
    [[nodiscard]] bool takeAfterValue(char c);
    [[nodiscard]] bool open(bool isArray);
    [[nodiscard]] bool close(bool isArray);
    [[nodiscard]] const char *passString(const char *at, const char *end, bool *isAtQuote);
    [[nodiscard]] const char *runString(const char *at, const char *end);
    [[nodiscard]] const char *runBeneath(const char *at, const char *end);
    void decide();
    void endString();
    void endScalar();
    void capture(const char *begin, const char *end);
    void startCapture(bool withQuotes);
    [[nodiscard]] QByteArray *target(Field field);
    [[nodiscard]] Field fieldNamed(QByteArrayView name) const;
    [[nodiscard]] Frame top() const { return m_frames[size_t(m_depth - 1)]; }
    [[nodiscard]] bool isInArray() const;

    Side m_side;
    Sink m_sink;
    State m_state = State::LineStart;
    std::array<Frame, 8> m_frames{};
    int m_depth = 0;
    qsizetype m_beneath = 0;  // open brackets of the value that is passed over
    bool m_isName = false;    // the string is a member's name
    bool m_isEscaped = false; // the byte after a backslash comes next
    bool m_isInBeneathString = false;
    bool m_isCut = false; // the string was longer than what is kept
    Field m_field = Field::None;
    QByteArray m_text; // name or scalar that is being read
    qsizetype m_limit = 0;
    QByteArray *m_target = nullptr; // what the string goes to; null = nobody wants it
    RpcMessage m_message;
};

//! What stands between the quotes of a JSON string, decoded. A null string when it is none, being cut or malformed.
[[nodiscard]] QString unescaped(const QByteArray &content);

} // namespace Konstantly
