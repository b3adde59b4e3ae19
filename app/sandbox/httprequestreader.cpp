// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/httprequestreader.h"

#include <QUrl>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

bool isTokenChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
           || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, isTokenChar);
}

bool isSameName(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

//! As servers of this kind do: "+" is a blank, so a client has to encode the plus of a time zone.
QString decoded(QByteArrayView text)
{
    return QUrl::fromPercentEncoding(text.toByteArray().replace('+', ' '));
}

QHash<QString, QString> queryOf(const QByteArray &text)
{
    QHash<QString, QString> query;
    if (text.isEmpty())
        return query;
    for (const QByteArray &item : text.split('&')) {
        const qsizetype equals = item.indexOf('=');
        const QByteArrayView view(item);
        query.insert(decoded(equals < 0 ? view : view.first(equals)),
                     equals < 0 ? QString() : decoded(view.sliced(equals + 1)));
    }
    return query;
}

//! Digits of \a base alone: no sign, no blanks, no overflow.
std::optional<qsizetype> sizeOf(QByteArrayView text, int base)
{
    const bool isPlain = !text.isEmpty() && text.size() <= 12
                         && std::ranges::all_of(text, [&](char c) {
                                return (c >= '0' && c <= '9')
                                       || (base == 16
                                           && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
                            });
    if (!isPlain)
        return {};
    return qsizetype(text.toByteArray().toLongLong(nullptr, base));
}

} // namespace

HttpRequestReader::State HttpRequestReader::refuse(int status)
{
    m_errorStatus = status;
    return State::Refused;
}

HttpRequestReader::State HttpRequestReader::advance()
{
    if (m_errorStatus != 0)
        return State::Refused;
    if (m_phase == Phase::Head) {
        const qsizetype end = m_buffer.indexOf("\r\n\r\n");
        if (std::max(end, end < 0 ? m_buffer.size() : 0) > MaxHead)
            return refuse(431);
        if (end < 0) // a line that can't be HTTP need not be waited for
            return m_buffer.contains('\0') ? refuse(400) : State::Incomplete;
        const QByteArray head = m_buffer.first(end);
        m_buffer.remove(0, end + 4);
        if (const State state = readHead(head); state != State::Incomplete)
            return state;
    }
    return advanceBody();
}

HttpRequestReader::State HttpRequestReader::readHead(QByteArrayView head)
{
    m_request = {};
    m_hosts = m_lengths = m_wanted = 0;
    m_isChunked = m_isOldVersion = false;
    m_keepsAlive = true;
    bool isFirst = true;
    while (!head.isNull()) {
        const qsizetype end = head.indexOf("\r\n");
        const QByteArrayView line = end < 0 ? head : head.first(end);
        head = end < 0 ? QByteArrayView() : head.sliced(end + 2);
        const bool isFine = isFirst ? readRequestLine(line) : readHeader(line);
        if (!isFine)
            return refuse(m_errorStatus ? m_errorStatus : 400);
        isFirst = false;
    }
    // Two lengths, or a length and chunks, are how requests are smuggled past each other.
    if (m_lengths + (m_isChunked ? 1 : 0) > 1 || (!m_isOldVersion && m_hosts != 1))
        return refuse(400);
    if (m_wanted > MaxBody)
        return refuse(413);
    m_phase = m_isChunked ? Phase::ChunkSize : Phase::Body;
    return State::Incomplete;
}

bool HttpRequestReader::readRequestLine(QByteArrayView line)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first < 1 || last <= first)
        return false;
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    const QByteArrayView version = line.sliced(last + 1);
    const bool isPrintable = std::ranges::all_of(target,
                                                 [](char c) { return c > 0x20 && c < 0x7f; });
    if (!isToken(line.first(first)) || !target.startsWith('/') || !isPrintable)
        return false;
    if (version != "HTTP/1.1" && version != "HTTP/1.0") {
        m_errorStatus = version.startsWith("HTTP/") ? 505 : 400;
        return false;
    }
    m_isOldVersion = version == "HTTP/1.0";
    m_keepsAlive = !m_isOldVersion;
    const qsizetype question = target.indexOf('?');
    m_request.method = line.first(first).toByteArray();
    m_request.path = QString::fromLatin1(question < 0 ? target : target.first(question));
    if (question >= 0)
        m_request.query = queryOf(target.sliced(question + 1).toByteArray());
    return true;
}

bool HttpRequestReader::readHeader(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 1 || !isToken(line.first(colon)))
        return false; // folded lines and blanks before the colon too
    const QByteArrayView name = line.first(colon);
    const QByteArrayView value = line.sliced(colon + 1).trimmed();
    const bool isClean = std::ranges::none_of(
        value, [](char c) { return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7f; });
    if (!isClean)
        return false;
    if (isSameName(name, "Content-Length")) {
        const auto length = sizeOf(value, 10);
        ++m_lengths;
        m_wanted = length.value_or(0);
        return length.has_value();
    }
    if (isSameName(name, "Transfer-Encoding")) {
        if (m_isChunked || !isSameName(value, "chunked")) {
            m_errorStatus = 501;
            return false;
        }
        m_isChunked = true;
    } else if (isSameName(name, "Host")) {
        ++m_hosts;
    } else if (isSameName(name, "Connection")) {
        if (isSameName(value, "close"))
            m_keepsAlive = false;
    } else if (isSameName(name, "X-MCP-Key")) {
        // A second one makes neither valid.
        m_request.key = m_request.key.isEmpty() ? value.toByteArray()
                                                : m_request.key + ", " + value.toByteArray();
    }
    return true;
}

std::optional<QByteArray> HttpRequestReader::takeLine()
{
    const qsizetype end = m_buffer.indexOf("\r\n");
    if (end < 0)
        return {};
    const QByteArray line = m_buffer.first(end);
    m_buffer.remove(0, end + 2);
    return line;
}

HttpRequestReader::State HttpRequestReader::advanceBody()
{
    for (;;) {
        switch (m_phase) {
        case Phase::Head:
        case Phase::Done:
            return State::Ready;
        case Phase::Body:
        case Phase::ChunkData: {
            const qsizetype taken = std::min(m_wanted, m_buffer.size());
            m_request.body += m_buffer.first(taken);
            m_buffer.remove(0, taken);
            m_wanted -= taken;
            if (m_wanted > 0)
                return State::Incomplete;
            if (m_phase == Phase::Body) {
                m_phase = Phase::Done;
                break;
            }
            if (m_buffer.size() < 2)
                return State::Incomplete;
            if (!m_buffer.startsWith("\r\n"))
                return refuse(400);
            m_buffer.remove(0, 2);
            m_phase = Phase::ChunkSize;
            break;
        }
        case Phase::ChunkSize:
        case Phase::Trailer: {
            const auto line = takeLine();
            if (!line)
                return m_buffer.size() > MaxHead ? refuse(431) : State::Incomplete;
            if (m_phase == Phase::Trailer) {
                m_phase = line->isEmpty() ? Phase::Done : Phase::Trailer;
                break;
            }
            const auto size = sizeOf(
                QByteArrayView(*line).first(std::max<qsizetype>(
                    0, line->indexOf(';') < 0 ? line->size() : line->indexOf(';'))),
                16);
            if (!size)
                return refuse(400);
            if (*size + m_request.body.size() > MaxBody)
                return refuse(413);
            m_wanted = *size;
            m_phase = *size == 0 ? Phase::Trailer : Phase::ChunkData;
            break;
        }
        }
    }
}

SandboxRequest HttpRequestReader::take()
{
    m_phase = Phase::Head;
    return std::exchange(m_request, {});
}

} // namespace Konstantly
