// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/guidedkeypane.h"

#include "models/konstantly/konstantlyclient.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/dialogs/prompter.h"
#include "ui/widgets/controls.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

GuidedKeyPane::GuidedKeyPane(Prompter &prompter, const Origin &origin, QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(
        makeWrappedLabel(tr("The service does not let this window's key make keys, so the browser "
                            "does it: create a key "
                            "with this name and these scopes there, then paste it here."),
                         Rank::Body, this));
    QPushButton *open = makeButton(tr("Open “MCP Keys” in the browser"), u"openConsole"_s,
                                   ButtonKind::Plain, this);
    column->addWidget(open);
    m_key = new QLineEdit(this);
    m_key->setObjectName(u"pastedKey"_s);
    m_key->setAccessibleName(tr("Key from the browser"));
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData);
    addField(column, tr("The key that was created"), m_key);
    connect(open, &QPushButton::clicked, this,
            [&prompter, origin] { prompter.openInBrowser(consoleKeysPage(origin)); });
    connect(m_key, &QLineEdit::textChanged, this, &GuidedKeyPane::changed);
}

GuidedKeyPane::~GuidedKeyPane()
{
    clear();
}

QString GuidedKeyPane::text() const
{
    return m_key->text();
}

void GuidedKeyPane::clear()
{
    // Qt's text field keeps what it shows until it is told otherwise.
    const QSignalBlocker silence(m_key);
    m_key->clear();
}

} // namespace Konstantly
