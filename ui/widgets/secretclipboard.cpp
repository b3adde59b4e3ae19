// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/secretclipboard.h"

#include <QClipboard>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

// What clipboard managers look for: KDE's (also honoured by GNOME's and CopyQ), macOS', Windows'.
struct Hint
{
    QLatin1StringView format;
    const char *value = "";
};
constexpr Hint Hints[] = {
#if defined(Q_OS_MACOS)
    {"application/x-nspasteboard-concealed-type"_L1, "secret"},
#elif defined(Q_OS_WIN)
    {"application/x-qt-windows-mime;value=\"ExcludeClipboardContentFromMonitorProcessing\""_L1,
     "1"},
    {"application/x-qt-windows-mime;value=\"CanIncludeInClipboardHistory\""_L1, "\0\0\0\0"},
    {"application/x-qt-windows-mime;value=\"CanUploadToCloudClipboard\""_L1, "\0\0\0\0"},
#endif
    {"x-kde-passwordManagerHint"_L1, "secret"},
};

//! Hands the key out when somebody pastes, and holds it in a Secret until then.
class SecretMimeData final : public QMimeData
{
public:
    explicit SecretMimeData(const Secret &secret)
        : m_secret(secret)
    {}

    [[nodiscard]] bool hasFormat(const QString &format) const override
    {
        return formats().contains(format);
    }
    [[nodiscard]] QStringList formats() const override
    {
        QStringList list{u"text/plain"_s};
        for (const Hint &hint : Hints)
            list.append(hint.format);
        return list;
    }

protected:
    [[nodiscard]] QVariant retrieveData(const QString &format, QMetaType type) const override
    {
        for (const Hint &hint : Hints) {
            if (format == hint.format)
                return QByteArray(hint.value);
        }
        if (format != "text/plain"_L1)
            return {};
        if (type.id() == QMetaType::QByteArray)
            return m_secret.reveal().toByteArray();
        return QString::fromLatin1(m_secret.reveal());
    }

private:
    Secret m_secret;
};

} // namespace

SecretClipboard::SecretClipboard(QClipboard &clipboard, QObject *parent)
    : QObject(parent)
    , m_clipboard(clipboard)
{
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &SecretClipboard::tick);
}

SecretClipboard::~SecretClipboard()
{
    if (isHolding() && isStillOurs())
        m_clipboard.clear(QClipboard::Clipboard);
}

void SecretClipboard::copy(const Secret &secret, std::chrono::seconds keepFor)
{
    if (secret.isEmpty())
        return;
    auto *data = new SecretMimeData(secret); // the clipboard takes it over
    m_data = data;
    m_fingerprint = fingerprint(secret);
    m_secondsLeft = int(keepFor.count());
    m_clipboard.setMimeData(data, QClipboard::Clipboard);
    m_timer.start();
    Q_EMIT ticked(m_secondsLeft);
}

void SecretClipboard::clearNow()
{
    if (!isHolding())
        return;
    m_timer.stop();
    m_secondsLeft = 0;
    if (isStillOurs())
        m_clipboard.clear(QClipboard::Clipboard);
    m_fingerprint.clear();
    Q_EMIT ticked(0);
}

void SecretClipboard::tick()
{
    if (m_secondsLeft <= 1) {
        clearNow();
        return;
    }
    --m_secondsLeft;
    Q_EMIT ticked(m_secondsLeft);
}

bool SecretClipboard::isStillOurs() const
{
    // Our own data object is still the clipboard's; the only thing that can be asked on Wayland without the focus.
    if (m_clipboard.ownsClipboard() && m_data != nullptr)
        return true;
    // A clipboard manager may have taken a copy over.
    QByteArray now = m_clipboard.text(QClipboard::Clipboard).toLatin1();
    const bool isSame = !now.isEmpty() && fingerprint(Secret::take(now)) == m_fingerprint;
    return isSame;
}

} // namespace Konstantly
