// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/device/configshape.h"

#include <memory>

namespace Konstantly {

//! \file One door to the formats: what reads and changes AI tools' files does not know which one it has before it.

//! The text of a file in the format of \a shape. FileNotParsable or FileUnsupported, with a line.
[[nodiscard]] Result<std::shared_ptr<const StructuredText>> parseConfig(const QByteArray &bytes,
                                                                        const ConfigShape &shape);

//! The bytes with \a name set to \a value in the object at \a path: see withMember(). FileUnsupported for a format that is
//! not written.
[[nodiscard]] Result<QByteArray> withConfigMember(const StructuredText &text,
                                                  const ConfigShape &shape, const QStringList &path,
                                                  const QString &name, const TextDraft &value);

//! The opposite: see withoutMember().
[[nodiscard]] Result<QByteArray> withoutConfigMember(const StructuredText &text,
                                                     const ConfigShape &shape,
                                                     const QStringList &path, const QString &name);

//! A new file that holds nothing but \a name at \a path.
[[nodiscard]] Result<QByteArray> newConfigFile(const ConfigShape &shape, const QStringList &path,
                                               const QString &name, const TextDraft &value);

} // namespace Konstantly
