// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/messagescanner.h"

#include "models/json/jsontext.h"

#include <algorithm>
#include <cstring>
#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qsizetype MaxName = 64;        // of a member, however it is escaped
constexpr qsizetype MaxScalar = 64;      // a number
constexpr qsizetype MaxShort = 256;      // identifiers, names
constexpr qsizetype MaxErrorText = 2048; // enough for every sentence that is known

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

bool isScalarByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '+' || c == '.'
           || c == 'E';
}

} // namespace

MessageScanner::MessageScanner(Sink sink)
    : m_sink(std::move(sink))
{}

void MessageScanner::startLine()
{
    m_state = State::LineStart;
    m_depth = 0;
    m_beneath = 0;
    m_isEscaped = m_isInBeneathString = m_isName = false;
    m_field = Field::None;
    m_target = nullptr;
    m_text.clear();
}

void MessageScanner::skip(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    startLine();
    if (bytes.back() != '\n')
        m_state = State::Skip;
}

void MessageScanner::feed(QByteArrayView bytes)
{
    const char *at = bytes.data();
    const char *end = at + bytes.size();
    while (at < end) {
        switch (m_state) {
        case State::Skip: {
            const void *newline = std::memchr(at, '\n', size_t(end - at));
            if (!newline)
                return;
            at = static_cast<const char *>(newline) + 1;
            startLine();
            break;
        }
        case State::InString:
            at = runString(at, end);
            break;
        case State::Beneath:
            at = runBeneath(at, end);
            break;
        default:
            if (*at == '\n') {
                startLine();
                ++at;
            } else if (m_state == State::InScalar && !isScalarByte(*at)) {
                endScalar(); // and look at this byte again
            } else if (take(*at)) {
                ++at;
            } else {
                m_state = State::Skip;
            }
        }
    }
}

bool MessageScanner::take(char c)
{
    if (m_state == State::InScalar) {
        if (m_text.size() < MaxScalar)
            m_text += c;
        return true;
    }
    if (isBlank(c))
        return true;
    switch (m_state) {
    case State::LineStart:
        if (c == '[' || c == '{')
            return open(c == '[');
        return false;
    case State::NameOrEnd:
        if (c == '}')
            return close(false);
        [[fallthrough]];
    case State::Name:
        if (c != '"')
            return false;
        m_isName = true;
        m_text.clear();
        m_target = &m_text;
        m_limit = MaxName;
        m_isCut = false;
        m_state = State::InString;
        return true;
    case State::Colon:
        m_state = State::Value;
        return c == ':';
    case State::ValueOrEnd:
        if (c == ']')
            return close(true);
        [[fallthrough]];
    case State::Value:
        return takeValue(c);
    case State::AfterValue:
        return takeAfterValue(c);
    default:
        return false;
    }
}

bool MessageScanner::takeValue(char c)
{
    if (c == '"') {
        m_isName = false;
        startCapture(m_field == Field::Id || m_field == Field::RequestId);
        m_state = State::InString;
        return true;
    }
    if (c == '{' || c == '[')
        return open(c == '[');
    if (!isScalarByte(c))
        return false;
    m_text = QByteArray(1, c);
    m_state = State::InScalar;
    return true;
}

bool MessageScanner::takeAfterValue(char c)
{
    if (m_depth == 0)
        return false; // something behind the message
    m_field = Field::None;
    if (c == ',') {
        m_state = isInArray() ? State::Value : State::Name;
        return true;
    }
    return (c == '}' || c == ']') && close(c == ']');
}

bool MessageScanner::isInArray() const
{
    return top() == Frame::Batch || top() == Frame::Content;
}

bool MessageScanner::open(bool isArray)
{
    const auto beneath = [this] {
        m_state = State::Beneath;
        m_beneath = 1;
        m_isInBeneathString = m_isEscaped = false;
        return true;
    };
    std::pair<bool, Frame> wanted{false, Frame::Message}; // an array?, what it is then
    if (m_depth == 0) {
        wanted = {isArray, isArray ? Frame::Batch : Frame::Message};
    } else if (top() == Frame::Batch) {
        wanted = {false, Frame::Message};
    } else if (top() == Frame::Content) {
        wanted = {false, Frame::Item};
    } else {
        switch (m_field) {
        case Field::Params:
            wanted = {false, Frame::Params};
            break;
        case Field::Result:
            wanted = {false, Frame::Result};
            m_message.hasResult = true;
            break;
        case Field::Failure:
            wanted = {false, Frame::Failure};
            m_message.hasError = true;
            break;
        case Field::ClientInfo:
            wanted = {false, Frame::ClientInfo};
            break;
        case Field::Content:
            wanted = {true, Frame::Content};
            break;
        default:
            return beneath();
        }
    }
    if (wanted.first != isArray)
        return beneath();
    m_frames[size_t(m_depth++)] = wanted.second;
    if (wanted.second == Frame::Message)
        m_message = {};
    m_field = Field::None;
    m_state = isArray ? State::ValueOrEnd : State::NameOrEnd;
    return true;
}

bool MessageScanner::close(bool isArray)
{
    if (m_depth == 0 || isInArray() != isArray)
        return false;
    const Frame closed = top();
    --m_depth;
    m_field = Field::None;
    m_state = State::AfterValue;
    if (closed == Frame::Message)
        m_sink(std::exchange(m_message, {}));
    return true;
}

void MessageScanner::startCapture(bool withQuotes)
{
    m_target = target(m_field);
    m_limit = m_target == &m_message.errorText ? MaxErrorText : MaxShort;
    m_isCut = false;
    if (m_target == &m_message.errorText && !m_target->isEmpty())
        *m_target += ' '; // after an earlier item's text
    else if (m_target)
        *m_target = withQuotes ? QByteArray(1, '"') : QByteArray();
}

QByteArray *MessageScanner::target(Field field)
{
    switch (field) {
    case Field::Id:
        return &m_message.id;
    case Field::Method:
        return &m_message.method;
    case Field::Name:
        return &m_message.name;
    case Field::RequestId:
        return &m_message.requestId;
    case Field::ClientName:
        return &m_message.clientName;
    case Field::ClientVersion:
        return &m_message.clientVersion;
    case Field::Text:
        return &m_message.errorText;
    default:
        return nullptr;
    }
}

void MessageScanner::capture(const char *begin, const char *end)
{
    if (!m_target)
        return;
    const qsizetype room = std::max<qsizetype>(m_limit - m_target->size(), 0);
    const qsizetype size = end - begin;
    m_isCut = m_isCut || size > room;
    m_target->append(begin, std::min(size, room));
}

const char *MessageScanner::runString(const char *at, const char *end)
{
    if (m_isEscaped) {
        if (*at != '\n')
            capture(at, at + 1);
        else
            return m_state = State::Skip, at;
        m_isEscaped = false;
        return at + 1;
    }
    const auto *quote = static_cast<const char *>(std::memchr(at, '"', size_t(end - at)));
    const char *stop = quote ? quote : end;
    // Inside a string a line end is an error and a backslash takes its next byte along.
    if (const void *newline = std::memchr(at, '\n', size_t(stop - at))) {
        m_state = State::Skip;
        return static_cast<const char *>(newline);
    }
    const char *backslashes = stop;
    while (backslashes > at && backslashes[-1] == '\\')
        --backslashes;
    const bool isOdd = (stop - backslashes) % 2 != 0;
    capture(at, stop);
    if (!quote) {
        m_isEscaped = isOdd;
        return end;
    }
    if (isOdd) {
        capture(quote, quote + 1);
        return quote + 1;
    }
    endString();
    return quote + 1;
}

void MessageScanner::endString()
{
    if (m_isName) {
        m_field = m_isCut                 ? Field::None
                  : m_text.contains('\\') ? fieldNamed(unescaped(m_text).toUtf8())
                                          : fieldNamed(m_text);
        m_state = State::Colon;
    } else {
        if (m_target && (m_field == Field::Id || m_field == Field::RequestId)) {
            if (m_isCut)
                m_target->clear();
            else
                *m_target += '"';
        }
        if (m_depth > 0 && top() == Frame::Message && m_field == Field::Result)
            m_message.hasResult = true;
        m_state = State::AfterValue;
    }
    m_target = nullptr;
}

void MessageScanner::endScalar()
{
    if (m_field == Field::IsError)
        m_message.isError = m_text == "true";
    else if ((m_field == Field::Id || m_field == Field::RequestId) && m_text != "null"
             && m_text.size() < MaxScalar)
        *target(m_field) = m_text;
    else if (m_field == Field::Result)
        m_message.hasResult = true;
    m_state = State::AfterValue;
}

//! Only brackets and strings matter here; whether they match in kind does not.
const char *MessageScanner::runBeneath(const char *at, const char *end)
{
    while (at < end) {
        if (m_isInBeneathString) {
            if (m_isEscaped) {
                m_isEscaped = false;
                ++at;
                continue;
            }
            const auto *quote = static_cast<const char *>(std::memchr(at, '"', size_t(end - at)));
            const char *stop = quote ? quote : end;
            if (const void *newline = std::memchr(at, '\n', size_t(stop - at))) {
                m_state = State::Skip;
                return static_cast<const char *>(newline);
            }
            const char *backslashes = stop;
            while (backslashes > at && backslashes[-1] == '\\')
                --backslashes;
            const bool isOdd = (stop - backslashes) % 2 != 0;
            if (!quote) {
                m_isEscaped = isOdd;
                return end;
            }
            m_isInBeneathString = isOdd;
            at = quote + 1;
            continue;
        }
        const char c = *at++;
        if (c == '"') {
            m_isInBeneathString = true;
        } else if (c == '{' || c == '[') {
            ++m_beneath;
        } else if (c == '}' || c == ']') {
            if (--m_beneath == 0) {
                m_state = State::AfterValue;
                return at;
            }
        } else if (c == '\n') {
            startLine();
            return at;
        }
    }
    return at;
}

MessageScanner::Field MessageScanner::fieldNamed(QByteArrayView name) const
{
    struct Row
    {
        Frame frame;
        const char *name;
        Field field;
    };
    static constexpr std::array<Row, 15> rows{{
        {Frame::Message, "id", Field::Id},
        {Frame::Message, "method", Field::Method},
        {Frame::Message, "params", Field::Params},
        {Frame::Message, "result", Field::Result},
        {Frame::Message, "error", Field::Failure},
        {Frame::Params, "name", Field::Name},
        {Frame::Params, "requestId", Field::RequestId},
        {Frame::Params, "clientInfo", Field::ClientInfo},
        {Frame::ClientInfo, "name", Field::ClientName},
        {Frame::ClientInfo, "version", Field::ClientVersion},
        {Frame::Result, "content", Field::Content},
        {Frame::Result, "isError", Field::IsError},
        {Frame::Item, "text", Field::Text},
        {Frame::Failure, "message", Field::Text},
        {Frame::Failure, "data", Field::Text},
    }};
    const auto *found = std::find_if(rows.begin(), rows.end(), [this, name](const Row &row) {
        return row.frame == top() && name == row.name;
    });
    return found == rows.end() ? Field::None : found->field;
}

QString unescaped(const QByteArray &content)
{
    if (!content.contains('\\'))
        return content.isEmpty() ? u""_s : QString::fromUtf8(content);
    const auto text = JsonText::parse('"' + content + '"');
    return text ? text->string(text->root()) : QString();
}

} // namespace Konstantly
