// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/support/fakenetwork.h"

#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace Konstantly::Tests {

namespace {

//! Errors that happen before a byte of the request could leave.
bool isBeforeSending(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::TemporaryNetworkFailureError:
        return true;
    default:
        return false;
    }
}

class FakeReply final : public QNetworkReply
{
    Q_OBJECT

public:
    FakeReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
              FakeAnswer answer, QObject *parent)
        : QNetworkReply(parent)
        , m_answer(std::move(answer))
    {
        setRequest(request);
        setUrl(request.url());
        setOperation(operation);
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        QTimer::singleShot(0, this, &FakeReply::deliver);
    }

    void abort() override
    {
        if (isFinished())
            return;
        end(OperationCanceledError);
    }

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override
    {
        return m_answer.body.size() - m_position + QNetworkReply::bytesAvailable();
    }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        if (!m_isDelivered)
            return 0;
        const qint64 count = std::min<qint64>(maxSize, m_answer.body.size() - m_position);
        if (count <= 0)
            return isFinished() ? -1 : 0;
        std::copy_n(m_answer.body.constData() + m_position, count, data);
        m_position += count;
        return count;
    }

private:
    void deliver()
    {
        if (isFinished())
            return;
        if (!isBeforeSending(m_answer.error))
            Q_EMIT requestSent();
        if (m_answer.hangs || isFinished())
            return;
        if (m_answer.error != NoError) {
            end(m_answer.error);
            return;
        }
        setAttribute(QNetworkRequest::HttpStatusCodeAttribute, m_answer.status);
        if (!m_answer.contentType.isEmpty())
            setRawHeader("Content-Type", m_answer.contentType);
        for (const auto &[name, value] : std::as_const(m_answer.headers))
            setRawHeader(name, value);
        m_isDelivered = true;
        Q_EMIT metaDataChanged();
        if (!isFinished() && !m_answer.body.isEmpty())
            Q_EMIT readyRead();
        if (!isFinished())
            end(errorOfStatus(m_answer.status));
    }

    static NetworkError errorOfStatus(int status)
    {
        switch (status) {
        case 401:
            return AuthenticationRequiredError;
        case 403:
            return ContentAccessDenied;
        case 404:
            return ContentNotFoundError;
        case 405:
            return ContentOperationNotPermittedError;
        default:
            return status >= 500   ? InternalServerError
                   : status >= 400 ? UnknownContentError
                                   : NoError;
        }
    }

    void end(NetworkError error)
    {
        if (error != NoError) {
            setError(error, u"as the test said"_s);
            Q_EMIT errorOccurred(error);
        }
        setFinished(true);
        Q_EMIT finished();
    }

    FakeAnswer m_answer;
    qint64 m_position = 0;
    bool m_isDelivered = false;
};

QByteArray methodName(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    switch (operation) {
    case QNetworkAccessManager::GetOperation:
        return "GET";
    case QNetworkAccessManager::PostOperation:
        return "POST";
    case QNetworkAccessManager::PutOperation:
        return "PUT";
    case QNetworkAccessManager::DeleteOperation:
        return "DELETE";
    case QNetworkAccessManager::HeadOperation:
        return "HEAD";
    default:
        return request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    }
}

} // namespace

QByteArray FakeRequest::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QByteArray FakeRequest::target() const
{
    return url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
}

FakeAnswer FakeAnswer::json(QByteArray body, int status)
{
    FakeAnswer answer;
    answer.status = status;
    answer.body = std::move(body);
    return answer;
}

FakeAnswer FakeAnswer::trouble(QNetworkReply::NetworkError error)
{
    FakeAnswer answer;
    answer.error = error;
    return answer;
}

FakeAnswer FakeAnswer::silence()
{
    FakeAnswer answer;
    answer.hangs = true;
    return answer;
}

FakeNetwork::FakeNetwork(QObject *parent)
    : QNetworkAccessManager(parent)
{}

FakeNetwork::~FakeNetwork()
{
    for (const Expected &expected : std::as_const(m_expected)) {
        const QByteArray text = "expected and never requested: " + expected.method + ' '
                                + expected.target;
        QTest::qFail(text.constData(), __FILE__, __LINE__);
    }
}

void FakeNetwork::expect(const QByteArray &method, const QByteArray &target, FakeAnswer answer)
{
    m_expected.append({method, target, std::move(answer)});
}

void FakeNetwork::setDefaultAnswer(FakeAnswer answer)
{
    m_responder = [answer = std::move(answer)](const FakeRequest &) { return answer; };
}

FakeAnswer FakeNetwork::takeAnswer(const FakeRequest &request)
{
    const QByteArray target = request.target();
    const QByteArray path = target.left(target.indexOf('?') < 0 ? target.size()
                                                                : target.indexOf('?'));
    for (qsizetype i = 0; i < m_expected.size(); ++i) {
        const Expected &expected = m_expected.at(i);
        if (expected.method == request.method
            && (expected.target == target || expected.target == path))
            return m_expected.takeAt(i).answer;
    }
    if (m_responder)
        return m_responder(request);
    const QByteArray text = "unexpected request: " + request.method + ' ' + request.url.toEncoded();
    QTest::qFail(text.constData(), __FILE__, __LINE__);
    return FakeAnswer::trouble(QNetworkReply::ProtocolFailure);
}

QNetworkReply *FakeNetwork::createRequest(Operation operation, const QNetworkRequest &request,
                                          QIODevice *outgoing)
{
    FakeRequest seen;
    seen.method = methodName(operation, request);
    seen.url = request.url();
    const QList<QByteArray> names = request.rawHeaderList();
    for (const QByteArray &name : names)
        seen.headers.append({name, request.rawHeader(name)});
    if (outgoing)
        seen.body = outgoing->readAll();
    m_requests.append(seen);
    return new FakeReply(operation, request, takeAnswer(seen), this);
}

} // namespace Konstantly::Tests

#include "fakenetwork.moc"
