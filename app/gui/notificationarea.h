// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QMenu>
#include <QSystemTrayIcon>

#include <memory>

namespace Konstantly {

//! The desktop's notification area, with room for one sign of ours: the seam where tests put their own.
class NotificationArea : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NotificationArea)

public:
    explicit NotificationArea(QObject *parent = nullptr);
    ~NotificationArea() override;

    //! Whether the desktop has one now; it may come later, with the panel.
    [[nodiscard]] virtual bool isAvailable() const = 0;
    //! Shows the sign, at once or when there is an area. \a menu outlives it.
    virtual void show(QMenu *menu) = 0;
    virtual void hide() = 0;
    //! Plain text, a fact a line.
    virtual void setToolTip(const QString &text) = 0;
    virtual void showMessage(const QString &title, const QString &message) = 0;

Q_SIGNALS:
    void activated();        //!< somebody clicked on the sign
    void messageActivated(); //!< or on the message that was shown last
};

//! That of the desktop, through Qt.
class SystemNotificationArea final : public NotificationArea
{
    Q_OBJECT

public:
    explicit SystemNotificationArea(QObject *parent = nullptr);

    [[nodiscard]] bool isAvailable() const override;
    void show(QMenu *menu) override;
    void hide() override;
    void setToolTip(const QString &text) override;
    void showMessage(const QString &title, const QString &message) override;

private:
    // Made when it is to be shown: it connects to the session bus, which nobody needs who shows none.
    std::unique_ptr<QSystemTrayIcon> m_icon;
    QString m_toolTip;
};

} // namespace Konstantly
