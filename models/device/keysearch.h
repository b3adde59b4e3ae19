// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/secret.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <vector>

namespace Konstantly {

//! Finds Konstantly keys in a text of any format that comes in pieces: JSON, JSON with comments, TOML, YAML, `.env`, a shell's
//! history, a program's log.
//!
//! A key is what konstantlyKeyPattern() says, and whatever is assigned to KONSTANTLY_MCP_KEY (with `=` or `:`, in quotes or
//! not), unless a tool replaces it by something else. Seen through: JSON's, C's and percent escapes, JSON inside JSON strings,
//! UTF-16 with and without a mark. Not seen through: base64, hex, compression, a key that is wrapped over two lines.
//!
//! Keeps no text but the keys found. Memory does not depend on the size of the text.
class KeySearch final
{
public:
    struct Found
    {
        Secret key;
        qsizetype line = 1; //!< 1 = first; CR, LF and CRLF each end one
    };
    //! One text tells of no more keys than this; hasMore() then.
    static constexpr std::size_t MaxFound = 200;

    KeySearch();
    ~KeySearch();
    Q_DISABLE_COPY_MOVE(KeySearch)

    void feed(QByteArrayView bytes);
    //! The text has ended. No more feed() after it.
    void finish();

    //! In the order of their ends. The same key twice on one line is one.
    [[nodiscard]] const std::vector<Found> &found() const { return m_found; }
    [[nodiscard]] bool hasMore() const { return m_hasMore; }
    //! False for what can't be a text in a known encoding: a compressed key in it would go unseen.
    [[nodiscard]] bool isText() const;

private:
    enum class Encoding { Unknown, Bytes, Utf16Little, Utf16Big };
    enum class Step { Name, BeforeSign, AfterSign, Value };

    void addByte(uchar byte);
    void addUnit(char16_t unit);
    void unescape(char16_t unit);
    bool continueEscape(char16_t unit);
    void giveUpEscape();
    void put(char16_t unit);
    void matchKey(char16_t unit);
    void matchAssignment(char16_t unit);
    void beginValue(char16_t unit);
    void continueValue(char16_t unit);
    void endKey();
    void endValue();
    void report(QByteArrayView key, qsizetype line);
    [[nodiscard]] bool isIdle() const;

    Encoding m_encoding = Encoding::Unknown;
    std::array<uchar, 2> m_pair{}; // the first two bytes; the halves of a UTF-16 unit
    std::size_t m_pairSize = 0;
    quint64 m_offset = 0;
    std::array<quint64, 2> m_nuls{}; // at even and at odd offsets
    qsizetype m_line = 1;
    bool m_isAfterReturn = false;
    std::array<char16_t, 6> m_escape{}; // an escape that has begun
    std::size_t m_escapeSize = 0;
    std::size_t m_prefixMatched = 0; // of "kmcp_"
    std::size_t m_nameMatched = 0;   // of "KONSTANTLY_MCP_KEY"
    qsizetype m_keyLine = 0;
    qsizetype m_valueLine = 0;
    bool m_isInKey = false;
    Step m_step = Step::Name;
    char16_t m_quote = 0;
    bool m_valueHadKey = false;
    QByteArray m_key;   // as far as it has come; wiped
    QByteArray m_value; // the same
    std::vector<Found> m_found;
    bool m_hasMore = false;
};

} // namespace Konstantly
