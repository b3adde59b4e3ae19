// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/sandbox/sandboxanswer.h"

#include <QByteArray>

#include <optional>

namespace Konstantly {

//! Takes requests out of a stream of bytes, strictly: what is not plain HTTP/1.x is refused, never guessed at.
//!
//! QHttpServer is not used because the sandbox has to lie on the wire (cut, stall, half lists) and to survive rubbish
//! with a clear answer, which takes the socket itself.
class HttpRequestReader final
{
public:
    static constexpr qsizetype MaxHead = 32LL * 1024;
    static constexpr qsizetype MaxBody = 21LL * 1024 * 1024; //!< source files have up to 20 MiB

    enum class State {
        Incomplete, //!< needs more bytes
        Ready,      //!< take() has one
        Refused     //!< errorStatus() says why; the connection is of no more use
    };

    void append(const QByteArray &bytes) { m_buffer += bytes; }
    [[nodiscard]] State advance();
    //! The request, all but its source. Only after Ready.
    [[nodiscard]] SandboxRequest take();
    [[nodiscard]] bool keepsAlive() const { return m_keepsAlive; } //!< of the request last taken
    [[nodiscard]] int errorStatus() const { return m_errorStatus; }

private:
    enum class Phase { Head, Body, ChunkSize, ChunkData, Trailer, Done };

    State refuse(int status);
    State readHead(QByteArrayView head);
    bool readRequestLine(QByteArrayView line);
    bool readHeader(QByteArrayView line);
    State advanceBody();
    std::optional<QByteArray> takeLine();

    QByteArray m_buffer;
    Phase m_phase = Phase::Head;
    SandboxRequest m_request;
    qsizetype m_wanted = 0; //!< bytes that the body or chunk still lacks
    qsizetype m_hosts = 0, m_lengths = 0;
    bool m_isChunked = false;
    bool m_isOldVersion = false;
    bool m_keepsAlive = true;
    int m_errorStatus = 0;
};

} // namespace Konstantly
