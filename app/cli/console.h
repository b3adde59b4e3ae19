// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QIODevice>
#include <QJsonValue>
#include <QString>

#include <functional>

namespace Konstantly {

//! Where a command reads and writes. Streams are passed in, so that tests run commands in-process.
class Console final
{
public:
    //! Shows \a prompt and reads one line without echo. Only called when the input is a terminal.
    using HiddenInput = std::function<Result<QString>(const QString &prompt)>;

    struct Streams
    {
        QIODevice *in = nullptr;
        QIODevice *out = nullptr;
        QIODevice *err = nullptr;
        bool isInputTerminal = false;
        bool isOutputTerminal = false;
        bool isErrorTerminal = false;
        HiddenInput readHidden = {}; //!< needed with isInputTerminal
        //! Whether what is written goes nowhere any more: whoever read it is gone. Empty = it never does.
        std::function<bool()> isOutputGone = {};
    };

    explicit Console(Streams streams);

    //! The program's own: standard input, output and error.
    [[nodiscard]] static Console standard();

    [[nodiscard]] bool isInputTerminal() const { return m_streams.isInputTerminal; }
    [[nodiscard]] bool isOutputTerminal() const { return m_streams.isOutputTerminal; }
    //! Whether somebody watches what note() says as it comes.
    [[nodiscard]] bool isErrorTerminal() const { return m_streams.isErrorTerminal; }

    //! One line or several to standard output, as they are: may hold a key that was asked for.
    void print(const QString &text);
    //! For what is printed as it comes: \a bytes to standard output, as they are. Errors: Cancelled when nobody reads it any
    //! more; DiskFull, FileNotWritable.
    [[nodiscard]] Result<> write(const QByteArray &bytes);
    //! Why not all that was printed arrived (see write()); nothing = it did.
    [[nodiscard]] const std::optional<Error> &lost() const { return m_lost; }
    //! Whether whoever read standard output is gone.
    [[nodiscard]] bool isOutputGone() const;
    //! To standard error, redacted line by line.
    void note(const QString &text);
    //! One compact-free JSON document to standard output.
    void printJson(const QJsonValue &document);
    //! One line of JSON Lines.
    void printJsonLine(const QJsonObject &line);

    //! A key: prompted without echo on a terminal, else the first line of standard input that is not blank. At most 64 KiB
    //! are read. InvalidInput when there is none; Cancelled when the user pressed Ctrl-C at the prompt.
    [[nodiscard]] Result<QString> readKeyText(const QString &prompt);
    //! A visible answer from a terminal; InvalidInput when the input is none.
    [[nodiscard]] Result<QString> ask(const QString &question);

private:
    void put(const QByteArray &bytes);

    Streams m_streams;
    std::optional<Error> m_lost;
    std::shared_ptr<std::vector<std::unique_ptr<QIODevice>>> m_owned; // of standard()
};

} // namespace Konstantly
