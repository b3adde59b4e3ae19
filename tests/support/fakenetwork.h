// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QUrl>

#include <utility>

#include <functional>

namespace Konstantly::Tests {

//! What a client sent, complete.
struct FakeRequest
{
    QByteArray method;
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;

    [[nodiscard]] QByteArray header(QByteArrayView name) const; //!< names are compared without case
    //! "/api/v2/x?limit=5", percent-encoded.
    [[nodiscard]] QByteArray target() const;
};

//! What the fake service says to one request.
struct FakeAnswer
{
    int status = 200;
    QByteArray body;
    QByteArray contentType = "application/json";
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    QNetworkReply::NetworkError error = QNetworkReply::NoError; //!< instead of an answer
    bool hangs = false;                                         //!< never anything at all

    [[nodiscard]] static FakeAnswer json(QByteArray body, int status = 200);
    [[nodiscard]] static FakeAnswer trouble(QNetworkReply::NetworkError error);
    [[nodiscard]] static FakeAnswer silence();
};

//! A network without a network: records every request and gives the answers that were queued for it. A request nobody
//! expected fails the running test, and so does an expected one that never came (when this object goes).
//!
//! Answers arrive asynchronously, as from a real network.
class FakeNetwork final : public QNetworkAccessManager
{
    Q_OBJECT

public:
    explicit FakeNetwork(QObject *parent = nullptr);
    ~FakeNetwork() override;

    //! The next request with \a method and \a target gets \a answer. A target without "?" matches whatever the query is.
    //! Several for the same target are given in order.
    void expect(const QByteArray &method, const QByteArray &target, FakeAnswer answer);
    //! Any request at all that is not expected otherwise gets \a answer.
    void setDefaultAnswer(FakeAnswer answer);
    //! The same, decided for each request: a service that remembers.
    using Responder = std::function<FakeAnswer(const FakeRequest &)>;
    void setResponder(Responder responder) { m_responder = std::move(responder); }

    [[nodiscard]] const QList<FakeRequest> &requests() const { return m_requests; }
    [[nodiscard]] qsizetype pendingCount() const
    {
        return m_expected.size();
    } //!< expected and not yet seen

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request,
                                 QIODevice *outgoing) override;

private:
    struct Expected
    {
        QByteArray method;
        QByteArray target;
        FakeAnswer answer;
    };

    [[nodiscard]] FakeAnswer takeAnswer(const FakeRequest &request);

    QList<FakeRequest> m_requests;
    QList<Expected> m_expected;
    Responder m_responder; //!< may be empty
};

} // namespace Konstantly::Tests
