// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditrecord.h"
#include "ui/widgets/detailspane.h"

namespace Konstantly {

//! What is known about the selected event, its arguments in full. Secrets in them were replaced before they were stored.
class ActivityDetails final : public DetailsPane
{
    Q_OBJECT

public:
    explicit ActivityDetails(const Theme &theme, QWidget *parent = nullptr);

    //! \a canShowKey: the key is in the list of keys. The id of \a record may be empty: not known yet.
    void showRecord(const AuditRecord &record, const QString &keyName, bool canShowKey);
    void showSelection(int count);

Q_SIGNALS:
    void keyRequested();
    void keyEventsRequested();
    void personEventsRequested();
    void copyJsonRequested();

private:
    void addArguments(const QByteArray &detail);

    QPushButton *m_showKey = nullptr;
    QPushButton *m_copyJson = nullptr;
};

} // namespace Konstantly
