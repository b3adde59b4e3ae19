// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/package/serverpackage.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace Konstantly {

class Banner;
class PackageChangesView;
class Prompter;

//! The MCP server on this device: which version is pinned, whether it still is what was installed, and how to install another.
class PackageCard final : public QFrame
{
    Q_OBJECT

public:
    //! \a pinnedVersion is what a policy demands; empty = the user chooses.
    PackageCard(const ServerPackage &package, Prompter &prompter, const QString &pinnedVersion,
                QWidget *parent = nullptr);
    ~PackageCard() override;

    //! Looks again, hashing in the background.
    void refresh();
    //! "server 0.2.0, integrity verified": for the page's summary.
    [[nodiscard]] QString summary() const { return m_summary; }
    //! Gets it ready and shows what it would change; installs it when that is agreed to.
    void propose(const QString &versionOrTarball);
    //! Installs it at once.
    void install(const QString &versionOrTarball);

Q_SIGNALS:
    void summaryChanged();

private:
    void showStatus(const Result<PackageStatus> &status);
    void showChooser(bool isShown);
    void chooseFile();
    void verify();
    void showChanges(const PreparedPackage &prepared);
    void commit(const QString &acceptedPublisher);
    void refuseChanges();
    void begin();
    void end();
    void takeInstalled(const Result<PackageStatus> &status);
    void showFailure(const Error &error);
    [[nodiscard]] ServerPackage::Progress progress();
    [[nodiscard]] QWidget *buildProgress();
    [[nodiscard]] QWidget *buildChooser();
    [[nodiscard]] QWidget *buildDetails();
    void connectButtons();
    void setBusy(bool isBusy);

    const ServerPackage &m_package;
    Prompter &m_prompter;
    QString m_pinnedVersion;
    QString m_summary;
    PreparedPackage m_prepared; // while its changes are shown
    QObject *m_run = nullptr;   // child; deleting it stops an installation
    QLabel *m_title = nullptr;
    QLabel *m_detail = nullptr;
    QLabel *m_integrity = nullptr;
    QLabel *m_signature = nullptr;
    QPushButton *m_change = nullptr;
    QWidget *m_details = nullptr;
    QLabel *m_hash = nullptr;
    QString m_hashText; // whole
    QPushButton *m_copy = nullptr;
    QPushButton *m_verify = nullptr;
    PackageChangesView *m_changes = nullptr;
    QWidget *m_chooser = nullptr;
    QLineEdit *m_version = nullptr;
    QPushButton *m_install = nullptr;
    QPushButton *m_file = nullptr;
    QWidget *m_running = nullptr;
    QLabel *m_line = nullptr;
    QPushButton *m_cancel = nullptr;
    Banner *m_failure = nullptr;
};

} // namespace Konstantly
