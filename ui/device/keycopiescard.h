// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/device/keycopiesstore.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace Konstantly {

class ElidedLabel;
class KeyStore;
struct WindowParts;
struct WorkspaceParts;

//! Copies of keys in files besides the AI tools' own entries: where they lie, whose key it is, and what to do. Files are only
//! shown, never changed. What could not be looked at is said as loudly as what was found.
class KeyCopiesCard final : public QFrame
{
    Q_OBJECT

public:
    explicit KeyCopiesCard(const WindowParts &parts, QWidget *parent = nullptr);

    //! Whose listed keys give the copies their names; null = none.
    void setWorkspace(const WorkspaceParts *workspace);
    //! Looks again.
    void refresh();

Q_SIGNALS:
    //! A key that is found in a file is to be replaced.
    void replaceRequested();

private:
    void buildHead(QVBoxLayout *column);
    void buildFoot(QVBoxLayout *column);
    void takeListedKeys();
    void showState();
    void showCopies();
    void showSkipped();
    void showFoot();
    [[nodiscard]] QWidget *makeRow(const KeyFinding &finding, const std::optional<KnownKey> &key,
                                   bool isFirst);

    const WindowParts &m_parts;
    KeyCopiesStore &m_copies;
    QPointer<KeyStore> m_keys;
    Origin m_origin; // of the workspace that the listed keys are from
    QLabel *m_state = nullptr;
    QLabel *m_sentence = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_stop = nullptr;
    QWidget *m_list = nullptr;
    QVBoxLayout *m_rows = nullptr;
    QWidget *m_foot = nullptr;
    QPushButton *m_all = nullptr;
    QPushButton *m_skippedToggle = nullptr;
    QLabel *m_skipped = nullptr;
    QPushButton *m_histories = nullptr;
    QList<std::pair<KeyFinding, std::optional<KnownKey>>> m_shown; // the rows
    bool m_showsAll = false;
};

} // namespace Konstantly
