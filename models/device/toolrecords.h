// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/settings/apppaths.h"
#include "models/settings/jsonfile.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace Konstantly {

//! What we remember about a tool that we set up, to notice when the entry is gone.
struct ToolRecord
{
    QString path;
    QString entryName;
    QString workspace;
    QList<QDateTime>
        putBackAt; //!< when the entry had to be put back, oldest first; older than a week is forgotten

    //! How often it was put back in the week before \a now.
    [[nodiscard]] int putBacks(const QDateTime &now) const;

    friend bool operator==(const ToolRecord &, const ToolRecord &) = default;
};

//! The tools that we set up: <state>/tools.json.
class ToolRecords final
{
public:
    explicit ToolRecords(const AppPaths &paths);

    [[nodiscard]] std::optional<ToolRecord> find(const QString &toolId) const;
    //! Notes that \a toolId is set up as \a record says; what is known about put-backs stays. With \a putBackAt it was one.
    [[nodiscard]] Result<> set(const QString &toolId, const ToolRecord &record,
                               const std::optional<QDateTime> &putBackAt = {}) const;
    [[nodiscard]] Result<> forget(const QString &toolId) const;

private:
    JsonFile m_file;
};

} // namespace Konstantly
