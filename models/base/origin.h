// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QMetaType>
#include <QString>
#include <QStringView>
#include <QUrl>

namespace Konstantly {

//! The one server that a key may be sent to: scheme, host and port of a workspace (security H-1, H-2).
//!
//! A value. Made only by the parse functions, so a valid Origin is always https, lower-case ASCII, without user name,
//! path, query or fragment, and Qt connects to exactly the host that host() shows. Refusals are
//! ErrorCode::OriginRefused with a translated sentence in Error::detail.
class Origin final
{
public:
    enum class Kind {
        Service, //!< `<tenant>.konstantly.com` on port 443: trusted without a question
        Custom, //!< any other host, or another port: has to be confirmed once by typing the host (H-2)
        Demo    //!< `https://localhost:PORT`, the workspace that this program started itself
    };

    //! An invalid one.
    Origin() = default;

    //! Strict: exactly `https://HOST` or `https://HOST:PORT` in lower case. Never a loopback address.
    [[nodiscard]] static Result<Origin> parse(QStringView url);
    //! Exactly `https://localhost:PORT`, nothing else.
    [[nodiscard]] static Result<Origin> parseDemo(QStringView url);
    //! What toString() wrote earlier into a record of ours; anything not canonical is refused.
    [[nodiscard]] static Result<Origin> parseStored(QStringView url, bool isDemo);
    //! What a person typed or pasted: also `acme`, `acme.konstantly.com`, upper case, one final slash, spaces around.
    [[nodiscard]] static Result<Origin> fromInput(QStringView text);

    [[nodiscard]] bool isValid() const { return !m_host.isEmpty(); }
    [[nodiscard]] Kind kind() const { return m_kind; }
    //! Lower-case ASCII; an international name stays in its `xn--` spelling.
    [[nodiscard]] QString host() const { return m_host; }
    //! 443 unless another one was given.
    [[nodiscard]] int port() const { return m_port; }

    //! The canonical spelling, the only one that is stored or compared: `https://host` or `https://host:port`.
    [[nodiscard]] QString toString() const;

    //! The address of \a path (starts with one slash, percent-encoded where needed; a query may follow) on this server.
    //! An invalid QUrl when that would not lead to this origin.
    [[nodiscard]] QUrl url(QStringView path) const;

    //! What to say before trusting this origin: look-alike of konstantly.com, international name, explicit port. Empty
    //! when there is nothing to say. Translated; several sentences are separated by a line break.
    [[nodiscard]] QString warning() const;

    friend bool operator==(const Origin &, const Origin &) = default;

private:
    Origin(Kind kind, QString host, int port)
        : m_host(std::move(host))
        , m_port(port)
        , m_kind(kind)
    {}

    QString m_host;
    int m_port = 443;
    Kind m_kind = Kind::Custom;
};

} // namespace Konstantly
