// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace Konstantly::Tests {

//! A running rival.py: another program that works on the file that we edit.
class Rival final
{
public:
    //! Ready when this returns.
    explicit Rival(const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("python3"),
                        QStringList{QStringLiteral(TESTS_DIR "/models/device/rival.py")}
                            + arguments);
        if (line() != "ready")
            qFatal("rival.py does not start");
    }
    ~Rival()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(30'000))
            m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Rival)

    //! The next line that it prints.
    [[nodiscard]] QByteArray line()
    {
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(60'000))
                return {};
        }
        return m_process.readLine().trimmed();
    }
    //! Tells a counting one to stop, and answers what it has to say.
    [[nodiscard]] QJsonObject stop()
    {
        m_process.write("stop\n");
        return QJsonDocument::fromJson(line()).object();
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
};

} // namespace Konstantly::Tests
