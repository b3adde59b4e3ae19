// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/messagescanner.h"

#include "models/json/jsontext.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

constexpr bool isSpecial(char c)
{
    return c == '"' || c == '\\' || c == '\n';
}

//! The first quote, backslash or line end; \a end when there is none. In long steps where the processor can: nearly all that
//! passes is the inside of strings.
const char *findSpecial(const char *at, const char *end)
{
#ifdef __SSE2__
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i lineEnd = _mm_set1_epi8('\n');
    for (; end - at >= 16; at += 16) {
        __m128i bytes;
        std::memcpy(&bytes, at, sizeof bytes);
        const __m128i special = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)),
            _mm_cmpeq_epi8(bytes, lineEnd));
        if (const int mask = _mm_movemask_epi8(special); mask != 0)
            return at + std::countr_zero(unsigned(mask));
    }
#endif
    while (at < end && !isSpecial(*at))
        ++at;
    return at;
}

} // namespace

void RpcMessage::forget()
{
    for (QByteArray *text :
         {&id, &method, &name, &requestId, &clientName, &clientVersion, &errorText})
        text->resize(0);
    hasResult = hasError = isError = false;
}

MessageScanner::MessageScanner(Side side, Sink sink)
    : m_side(side)
    , m_sink(std::move(sink))
{}

void MessageScanner::startLine()
{
    m_state = State::LineStart;
    m_depth = 0;
    m_beneath = 0;
    m_isEscaped = m_isInBeneathString = m_isName = false;
    m_field = Field::None;
    m_target = nullptr;
    m_text.resize(0);
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
        m_text.resize(0);
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
    m_text.resize(0);
    m_text += c;
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
        m_message.forget();
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
        m_sink(m_message);
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
        m_target->resize(0);
    if (withQuotes)
        *m_target += '"';
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

//! Takes the inside of a string up to its end, the line's or that of \a at's bytes. Keeps it if somebody wants it.
const char *MessageScanner::passString(const char *at, const char *end, bool *isAtQuote)
{
    while (at < end) {
        if (std::exchange(m_isEscaped, false)) {
            if (*at == '\n')
                break;
            capture(at, at + 1);
            ++at;
            continue;
        }
        const char *special = findSpecial(at, end);
        if (m_target)
            capture(at, special);
        if (special == end)
            return end;
        at = special;
        if (*at == '"') {
            *isAtQuote = true;
            return at + 1;
        }
        if (*at == '\n')
            break;
        if (m_target)
            capture(at, at + 1);
        m_isEscaped = true; // its next byte comes along, in this piece or the next
        ++at;
    }
    if (at < end)
        m_state = State::Skip; // a line end inside a string is an error
    return at;
}

const char *MessageScanner::runString(const char *at, const char *end)
{
    bool isAtQuote = false;
    at = passString(at, end, &isAtQuote);
    if (isAtQuote)
        endString();
    return at;
}

//! Whether the rest of the line still matters, after a value.
void MessageScanner::decide()
{
    const QByteArray &method = m_message.method;
    if (method.isEmpty() || m_depth == 0 || m_frames[0] != Frame::Message)
        return;
    const bool isCall = method == "tools/call";
    if (m_side == Side::Server
        || (!isCall && method != "initialize" && method != "notifications/cancelled")) {
        m_state = State::Skip;
    } else if (isCall && !m_message.id.isEmpty() && !m_message.name.isEmpty()) {
        m_sink(m_message);
        m_state = State::Skip;
    }
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
        m_target = nullptr;
        decide();
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
    decide();
}

//! Only brackets and strings matter here; whether they match in kind does not.
const char *MessageScanner::runBeneath(const char *at, const char *end)
{
    while (at < end) {
        if (m_isInBeneathString) {
            bool isAtQuote = false;
            at = passString(at, end, &isAtQuote);
            if (m_state == State::Skip)
                return at;
            m_isInBeneathString = !isAtQuote;
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
        QByteArrayView name;
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
