// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/launcher/serverprocess.h"
#include "models/launch/streamredactor.h"

#include <QByteArray>

#include <chrono>
#include <optional>

namespace Konstantly {

//! How long the server has to end by itself before it is made to.
struct RelayTimes
{
    std::chrono::milliseconds quietBeforeTerminate{
        2000}; //!< after the client closed its end: without a byte from the server
    std::chrono::milliseconds goneBeforeTerminate{
        200}; //!< the client reads no more either: nobody is there
    std::chrono::milliseconds terminateBeforeKill{3000};
    std::chrono::milliseconds signalBeforeKill{5000}; //!< after a signal that we passed on
};

//! Sees what passes, after it has passed. Must not take long.
class RelayTap
{
public:
    RelayTap() = default;
    virtual ~RelayTap() = default;
    RelayTap(const RelayTap &) = delete;
    RelayTap &operator=(const RelayTap &) = delete;

    virtual void fromClient(QByteArrayView bytes) = 0;
    virtual void fromServer(QByteArrayView bytes) = 0;
};

//! How a server ended.
struct RelayEnd
{
    //! A server that was asked and ended before it said anything, while the client is still there: somebody else has to
    //! answer it.
    struct Silence
    {
        QByteArray request; //!< all that the client sent so far
    };

    int exitCode = 1;        //!< the server's own, or 128 and the signal that ended it
    bool isByItself = false; //!< neither the client nor a signal asked it to
    QByteArray errors;       //!< the end of what it wrote to standard error, without keys
    //! When set, our standard streams are still open and nothing was written to the client.
    std::optional<Silence> silence;
};

//! Stands between the AI tool (our standard streams) and the server, as if it were not there (security L-1): every byte
//! passes unchanged and in order, ends of streams pass each way by themselves, termination signals go on to the server, and
//! its exit code comes back. Only keys are taken out of its standard error (L-9).
//!
//! One poll() loop in the main thread, no event loop. Each direction is a Channel of its own.
class Relay final
{
public:
    //! Takes over our own standard streams and the handlers of the termination signals and SIGCHLD.
    //! \a tap, if there is one, must outlive it.
    Relay(const ServerProcess &server, const StreamRedactor &redactor, RelayTap *tap = nullptr,
          const RelayTimes &times = {});
    ~Relay();
    Relay(const Relay &) = delete;
    Relay &operator=(const Relay &) = delete;

    //! Until the server ended and all that it wrote is delivered.
    [[nodiscard]] RelayEnd run();

private:
    using Time = std::chrono::steady_clock::time_point;

    //! Where bytes go to. Writing never blocks.
    struct Sink
    {
        enum class Kind { Private, Socket, Shared };
        int descriptor = -1;
        Kind kind = Kind::Private;

        [[nodiscard]] bool isOpen() const { return descriptor >= 0; }
        //! Bytes written; 0 = not now; -1 = nobody reads any more.
        [[nodiscard]] qsizetype write(QByteArrayView bytes) const;
        void close();
    };

    //! One direction: reads when it holds nothing, writes what it holds.
    struct Channel
    {
        int source = -1;
        Sink sink;
        bool hasPassed = false;             // a byte of the source
        bool holdsEnd = false;              // an end of the source is not passed on
        StreamRedactor *redactor = nullptr; // not owned
        QByteArray chunk;                   // what the last read brought, as it is to be written
        qsizetype written = 0;              // of chunk
        bool isNew = false;                 // the tap has not seen chunk

        [[nodiscard]] bool isEmpty() const { return written == chunk.size(); }
        [[nodiscard]] bool wantsInput() const { return source >= 0 && isEmpty(); }
        //! Reads once, or finds the end of the source. False: there is nothing now.
        bool fill();
        //! Nothing more is read; what is held is still written.
        void endSource();
        //! Writes what it can, and passes the end on. True when something went.
        bool drain();
        //! Both ends, at once.
        void cut();
    };

    [[nodiscard]] static Sink openStandardStream(int descriptor);
    void wait();
    void moveBytes();
    void showToTap();
    void passOn(int signal);
    void reap();
    void enforceTimes();
    [[nodiscard]] std::optional<Time> deadline() const;
    [[nodiscard]] bool isClientGone() const;
    //! The client asked something, the server has not said anything, and all that the client said is still known.
    [[nodiscard]] bool isUnanswered() const;
    void fillToServer();
    void fillErrors();
    void passEndsOn();
    void letGoOfStandardStreams();
    [[nodiscard]] bool isDone() const;
    void noteActivity() { m_lastActivity = std::chrono::steady_clock::now(); }

    ServerProcess m_server;
    StreamRedactor m_redactor;
    RelayTap *m_tap; // not owned
    RelayTimes m_times;
    Channel m_toServer;
    Channel m_toClient;
    Channel m_errors;
    QByteArray m_opening; // what the client said before the server's first byte
    bool m_isOpeningWhole = true;
    QByteArray m_lastErrors;
    Time m_lastActivity; // a byte from the server or to the client, or the client's end of input
    bool m_hasClientEnded = false; // closed what it writes to us
    std::optional<Time> m_terminatedAt;
    std::chrono::milliseconds m_patience{}; // from m_terminatedAt until the server is killed
    bool m_isKilled = false;
    std::optional<int> m_exitCode;
};

} // namespace Konstantly
