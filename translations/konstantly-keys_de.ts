<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AuditText</name>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Key created</source>
        <translation>Schlüssel erstellt</translation>
    </message>
    <message>
        <source>Key revoked</source>
        <translation>Schlüssel widerrufen</translation>
    </message>
    <message>
        <source>Tool called</source>
        <translation>Werkzeug aufgerufen</translation>
    </message>
    <message>
        <source>Server started</source>
        <translation>Server gestartet</translation>
    </message>
    <message>
        <source>Start refused</source>
        <translation>Start abgelehnt</translation>
    </message>
    <message>
        <source>Tool set up</source>
        <translation>Tool eingerichtet</translation>
    </message>
    <message>
        <source>Entry removed</source>
        <translation>Eintrag entfernt</translation>
    </message>
    <message>
        <source>File put back</source>
        <translation>Datei zurückgesetzt</translation>
    </message>
    <message>
        <source>Key shown</source>
        <translation>Schlüssel angezeigt</translation>
    </message>
    <message>
        <source>Key copied</source>
        <translation>Schlüssel kopiert</translation>
    </message>
    <message>
        <source>Key created here</source>
        <translation>Schlüssel hier erstellt</translation>
    </message>
    <message>
        <source>Key revoked here</source>
        <translation>Schlüssel hier widerrufen</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>Erneuerung</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Setting changed</source>
        <translation>Einstellung geändert</translation>
    </message>
    <message>
        <source>Event %1</source>
        <translation>Ereignis %1</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>created</source>
        <translation>erstellt</translation>
    </message>
    <message>
        <source>created by %1</source>
        <translation>erstellt von %1</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>widerrufen</translation>
    </message>
    <message>
        <source>revoked by %1</source>
        <translation>widerrufen von %1</translation>
    </message>
    <message>
        <source>a tool</source>
        <translation>ein Werkzeug</translation>
    </message>
    <message>
        <source>%1 started the server</source>
        <translation>%1 hat den Server gestartet</translation>
    </message>
    <message>
        <source>An AI tool</source>
        <translation>Ein KI-Tool</translation>
    </message>
    <message>
        <source>Start refused: %1</source>
        <translation>Start abgelehnt: %1</translation>
    </message>
    <message>
        <source>was set up</source>
        <translation>wurde eingerichtet</translation>
    </message>
    <message>
        <source>no longer has our entry</source>
        <translation>hat unseren Eintrag nicht mehr</translation>
    </message>
    <message>
        <source>has its earlier file again</source>
        <translation>hat wieder seine frühere Datei</translation>
    </message>
    <message>
        <source>was shown</source>
        <translation>wurde angezeigt</translation>
    </message>
    <message>
        <source>was copied</source>
        <translation>wurde kopiert</translation>
    </message>
    <message>
        <source>created on this device</source>
        <translation>auf diesem Gerät erstellt</translation>
    </message>
    <message>
        <source>revoked from this device</source>
        <translation>von diesem Gerät aus widerrufen</translation>
    </message>
    <message>
        <source>rotation</source>
        <translation>Erneuerung</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>Abgelehnt: %1</translation>
    </message>
    <message>
        <source>Setting changed: %1</source>
        <translation>Einstellung geändert: %1</translation>
    </message>
    <message>
        <source>scopes: %1</source>
        <translation>Rechte: %1</translation>
    </message>
</context>
<context>
    <name>CertificateFile</name>
    <message>
        <source>There is no certificate in it.</source>
        <translation>Sie enthält kein Zertifikat.</translation>
    </message>
</context>
<context>
    <name>Checkup</name>
    <message>
        <source>The audit log in your SIEM has gaps</source>
        <translation>Das Audit-Protokoll in Ihrem SIEM hat Lücken</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) never reach it: they are damaged in this device&apos;s journal, or were removed from it before their turn. Noticed last on %1; the SIEM was told.</source>
        <translation>
            <numerusform>%Ln Ereignis erreicht es nie: Es ist im Journal dieses Geräts beschädigt oder wurde daraus entfernt, bevor es an der Reihe war. Zuletzt bemerkt am %1; das SIEM weiß davon.</numerusform>
            <numerusform>%Ln Ereignisse erreichen es nie: Sie sind im Journal dieses Geräts beschädigt oder wurden daraus entfernt, bevor sie an der Reihe waren. Zuletzt bemerkt am %1; das SIEM weiß davon.</numerusform>
        </translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Cannot tell</source>
        <translation>Unklar</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Keys of people who left</source>
        <translation>Schlüssel von Ausgeschiedenen</translation>
    </message>
    <message>
        <source>Exposed keys</source>
        <translation>Offengelegte Schlüssel</translation>
    </message>
    <message>
        <source>Keys in plain text</source>
        <translation>Schlüssel im Klartext</translation>
    </message>
    <message>
        <source>Copies of keys elsewhere</source>
        <translation>Kopien von Schlüsseln</translation>
    </message>
    <message>
        <source>Addresses in AI tools</source>
        <translation>Adressen in KI-Tools</translation>
    </message>
    <message>
        <source>Unfinished rotations</source>
        <translation>Unfertige Erneuerungen</translation>
    </message>
    <message>
        <source>Keys to rotate</source>
        <translation>Fällige Erneuerungen</translation>
    </message>
    <message>
        <source>Names of keys</source>
        <translation>Namen von Schlüsseln</translation>
    </message>
    <message>
        <source>Unused keys</source>
        <translation>Ungenutzte Schlüssel</translation>
    </message>
    <message>
        <source>Key of this device</source>
        <translation>Schlüssel dieses Geräts</translation>
    </message>
    <message>
        <source>Unused rights to write</source>
        <translation>Ungenutzte Schreibrechte</translation>
    </message>
    <message>
        <source>Entries of AI tools</source>
        <translation>Einträge der KI-Tools</translation>
    </message>
    <message>
        <source>Server package</source>
        <translation>Serverpaket</translation>
    </message>
    <message>
        <source>Signature of the server package</source>
        <translation>Signatur des Serverpakets</translation>
    </message>
    <message>
        <source>Node.js</source>
        <translation>Node.js</translation>
    </message>
    <message>
        <source>Keychain</source>
        <translation>Schlüsselbund</translation>
    </message>
    <message>
        <source>Private files</source>
        <translation>Private Dateien</translation>
    </message>
    <message>
        <source>Metering</source>
        <translation>Nutzungserfassung</translation>
    </message>
    <message>
        <source>SIEM</source>
        <translation>SIEM</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Widerrufen…</translation>
    </message>
    <message>
        <source>Rotate…</source>
        <translation>Erneuern…</translation>
    </message>
    <message>
        <source>Continue…</source>
        <translation>Fortsetzen…</translation>
    </message>
    <message>
        <source>Show keys</source>
        <translation>Schlüssel anzeigen</translation>
    </message>
    <message>
        <source>New key…</source>
        <translation>Neuer Schlüssel…</translation>
    </message>
    <message>
        <source>Protect…</source>
        <translation>Schützen…</translation>
    </message>
    <message>
        <source>Show copies</source>
        <translation>Kopien anzeigen</translation>
    </message>
    <message>
        <source>Show the server</source>
        <translation>Server anzeigen</translation>
    </message>
    <message>
        <source>Make private</source>
        <translation>Privat machen</translation>
    </message>
    <message>
        <source>Turn on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Set up…</source>
        <translation>Einrichten…</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n Problem</numerusform>
            <numerusform>%n Probleme</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passed</source>
        <translation>
            <numerusform>%n bestanden</numerusform>
            <numerusform>%n bestanden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n can&apos;t tell</source>
        <translation>
            <numerusform>%n unklar</numerusform>
            <numerusform>%n unklar</numerusform>
        </translation>
    </message>
    <message>
        <source>Checkup</source>
        <translation>Check-up</translation>
    </message>
    <message>
        <source>Workspace: %1</source>
        <translation>Arbeitsbereich: %1</translation>
    </message>
    <message>
        <source>Checked: %1</source>
        <translation>Geprüft: %1</translation>
    </message>
    <message>
        <source>Fix: %1</source>
        <translation>Beheben: %1</translation>
    </message>
    <message>
        <source>Nobody has looked yet.</source>
        <translation>Bisher hat niemand nachgesehen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und noch %n</numerusform>
            <numerusform>%1 und noch %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Not readable: %1</source>
        <translation>Nicht lesbar: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n tool(s) checked</source>
        <translation>
            <numerusform>%n Tool geprüft</numerusform>
            <numerusform>%n Tools geprüft</numerusform>
        </translation>
    </message>
    <message>
        <source>No AI tool&apos;s file holds a key in plain text</source>
        <translation>Keine Datei eines KI-Tools enthält einen Schlüssel im Klartext</translation>
    </message>
    <message numerus="yes">
        <source>%n AI tool(s) keep a key in plain text</source>
        <translation>
            <numerusform>%n KI-Tool hat einen Schlüssel im Klartext</numerusform>
            <numerusform>%n KI-Tools haben einen Schlüssel im Klartext</numerusform>
        </translation>
    </message>
    <message>
        <source>No other file here holds a key</source>
        <translation>Keine andere Datei hier enthält einen Schlüssel</translation>
    </message>
    <message numerus="yes">
        <source>%n copy(ies) of keys lie in other files</source>
        <translation>
            <numerusform>%n Kopie eines Schlüssels liegt in einer anderen Datei</numerusform>
            <numerusform>%n Kopien von Schlüsseln liegen in anderen Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) could not be looked at</source>
        <translation>
            <numerusform>%n Ort konnte nicht durchsucht werden</numerusform>
            <numerusform>%n Orte konnten nicht durchsucht werden</numerusform>
        </translation>
    </message>
    <message>
        <source>Every URL uses HTTPS and is a connected workspace&apos;s</source>
        <translation>Jede URL nutzt HTTPS und gehört zu einem verbundenen Arbeitsbereich</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n URL(s) are not a connected workspace&apos;s</source>
        <translation>
            <numerusform>%n URL gehört zu keinem verbundenen Arbeitsbereich</numerusform>
            <numerusform>%n URLs gehören zu keinem verbundenen Arbeitsbereich</numerusform>
        </translation>
    </message>
    <message>
        <source>Every AI tool that is set up starts this program&apos;s launcher</source>
        <translation>Jedes eingerichtete KI-Tool nutzt den Starter dieses Programms</translation>
    </message>
    <message numerus="yes">
        <source>%n AI tool(s) have an old, foreign or dead entry</source>
        <translation>
            <numerusform>%n KI-Tool hat einen alten, fremden oder toten Eintrag</numerusform>
            <numerusform>%n KI-Tools haben einen alten, fremden oder toten Eintrag</numerusform>
        </translation>
    </message>
    <message>
        <source>Files with settings and keys are private</source>
        <translation>Dateien mit Einstellungen und Schlüsseln sind privat</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) or folder(s) can be read by others</source>
        <translation>
            <numerusform>%n Datei oder Ordner ist für andere lesbar</numerusform>
            <numerusform>%n Dateien oder Ordner sind für andere lesbar</numerusform>
        </translation>
    </message>
    <message>
        <source>No rotation is unfinished</source>
        <translation>Keine Erneuerung ist unfertig</translation>
    </message>
    <message numerus="yes">
        <source>%n rotation(s) are unfinished</source>
        <translation>
            <numerusform>%n Erneuerung ist unfertig</numerusform>
            <numerusform>%n Erneuerungen sind unfertig</numerusform>
        </translation>
    </message>
    <message>
        <source>AI tools on this device have a key of their own</source>
        <translation>Die KI-Tools auf diesem Gerät haben einen eigenen Schlüssel</translation>
    </message>
    <message>
        <source>AI tools share the key of this program</source>
        <translation>Die KI-Tools nutzen den Schlüssel dieses Programms mit</translation>
    </message>
    <message>
        <source>A key of their own, with the least scopes, can be replaced alone and leaves its quota to them.</source>
        <translation>Ein eigener Schlüssel mit möglichst wenigen Rechten lässt sich einzeln ersetzen und hat ein Kontingent nur für sie.</translation>
    </message>
    <message>
        <source>The service&apos;s list does not show that key.</source>
        <translation>In der Liste des Dienstes steht dieser Schlüssel nicht.</translation>
    </message>
    <message>
        <source>Every key that may write does</source>
        <translation>Jeder Schlüssel, der schreiben darf, tut es auch</translation>
    </message>
    <message>
        <source>The calls of the last 30 days are not known completely.</source>
        <translation>Die Aufrufe der letzten 30 Tage sind nicht vollständig bekannt.</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) may write and never did</source>
        <translation>
            <numerusform>%n Schlüssel darf schreiben und hat es nie getan</numerusform>
            <numerusform>%n Schlüssel dürfen schreiben und haben es nie getan</numerusform>
        </translation>
    </message>
    <message>
        <source>The service does not list all keys of the workspace to this one.</source>
        <translation>Der Dienst zeigt diesem Schlüssel nicht alle Schlüssel des Arbeitsbereichs.</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) checked</source>
        <translation>
            <numerusform>%n Schlüssel geprüft</numerusform>
            <numerusform>%n Schlüssel geprüft</numerusform>
        </translation>
    </message>
    <message>
        <source>No key belongs to someone who has left</source>
        <translation>Kein Schlüssel gehört jemandem, der ausgeschieden ist</translation>
    </message>
    <message>
        <source>%1: owner %2 is banned</source>
        <translation>%1: Inhaber %2 ist gesperrt</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) belong to someone who has left</source>
        <translation>
            <numerusform>%n Schlüssel gehört jemandem, der ausgeschieden ist</numerusform>
            <numerusform>%n Schlüssel gehören jemandem, der ausgeschieden ist</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The service does not tell about the owners of %n key(s).</source>
        <translation>
            <numerusform>Der Dienst sagt nichts über den Inhaber von %n Schlüssel.</numerusform>
            <numerusform>Der Dienst sagt nichts über die Inhaber von %n Schlüsseln.</numerusform>
        </translation>
    </message>
    <message>
        <source>No key that works was ever found in plain text here</source>
        <translation>Kein gültiger Schlüssel wurde hier je im Klartext gefunden</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) lay in plain text on this device</source>
        <translation>
            <numerusform>%n Schlüssel lag auf diesem Gerät im Klartext</numerusform>
            <numerusform>%n Schlüssel lagen auf diesem Gerät im Klartext</numerusform>
        </translation>
    </message>
    <message>
        <source>No key is past its rotation date</source>
        <translation>Kein Schlüssel ist über sein Erneuerungsdatum hinaus</translation>
    </message>
    <message>
        <source>%1 (%2 d)</source>
        <translation>%1 (%2 d)</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) are past their rotation date</source>
        <translation>
            <numerusform>%n Schlüssel ist über sein Erneuerungsdatum hinaus</numerusform>
            <numerusform>%n Schlüssel sind über ihr Erneuerungsdatum hinaus</numerusform>
        </translation>
    </message>
    <message>
        <source>Every name tells whose key it is and where it is used</source>
        <translation>Jeder Name sagt, wem der Schlüssel gehört und wo er genutzt wird</translation>
    </message>
    <message numerus="yes">
        <source>%n name(s) tell nothing about the device</source>
        <translation>
            <numerusform>%n Name sagt nichts über das Gerät</numerusform>
            <numerusform>%n Namen sagen nichts über das Gerät</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · use owner-device, such as alex-laptop</source>
        <translation>%1 · besser Inhaber-Gerät, etwa alex-laptop</translation>
    </message>
    <message>
        <source>Every key is in use</source>
        <translation>Jeder Schlüssel wird genutzt</translation>
    </message>
    <message>
        <source>%1 (never used)</source>
        <translation>%1 (nie genutzt)</translation>
    </message>
    <message>
        <source>%1 (idle for %2 d)</source>
        <translation>%1 (seit %2 d ungenutzt)</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) are idle or were never used</source>
        <translation>
            <numerusform>%n Schlüssel ist ungenutzt oder wurde nie genutzt</numerusform>
            <numerusform>%n Schlüssel sind ungenutzt oder wurden nie genutzt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The service does not say when %n key(s) were last used.</source>
        <translation>
            <numerusform>Der Dienst sagt nicht, wann %n Schlüssel zuletzt genutzt wurde.</numerusform>
            <numerusform>Der Dienst sagt nicht, wann %n Schlüssel zuletzt genutzt wurden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Server package pinned and verified</source>
        <translation>Serverpaket festgelegt und geprüft</translation>
    </message>
    <message>
        <source>%1 %2 · sha512 matches</source>
        <translation>%1 %2 · sha512 stimmt überein</translation>
    </message>
    <message>
        <source>Its files were not hashed.</source>
        <translation>Von seinen Dateien wurde keine Prüfsumme gebildet.</translation>
    </message>
    <message>
        <source>The server package is not installed</source>
        <translation>Das Serverpaket ist nicht installiert</translation>
    </message>
    <message>
        <source>The server package is not what was installed</source>
        <translation>Das Serverpaket ist nicht das, was installiert wurde</translation>
    </message>
    <message>
        <source>The registry signed the server package</source>
        <translation>Das Paketverzeichnis hat das Serverpaket signiert</translation>
    </message>
    <message>
        <source>The server package is not signed</source>
        <translation>Das Serverpaket ist nicht signiert</translation>
    </message>
    <message>
        <source>Node.js is there and new enough</source>
        <translation>Node.js ist vorhanden und neu genug</translation>
    </message>
    <message>
        <source>Node.js is too old</source>
        <translation>Node.js ist zu alt</translation>
    </message>
    <message>
        <source>%1 at %2; the server needs %3 or newer</source>
        <translation>%1 in %2; der Server braucht %3 oder neuer</translation>
    </message>
    <message>
        <source>Node.js can&apos;t be used</source>
        <translation>Node.js ist nicht nutzbar</translation>
    </message>
    <message>
        <source>The keychain is there and unlocked</source>
        <translation>Der Schlüsselbund ist vorhanden und entsperrt</translation>
    </message>
    <message>
        <source>There is no keychain on this system</source>
        <translation>Auf diesem System gibt es keinen Schlüsselbund</translation>
    </message>
    <message>
        <source>Tool calls on this device are metered</source>
        <translation>Werkzeugaufrufe auf diesem Gerät werden erfasst</translation>
    </message>
    <message>
        <source>Tool calls on this device are not metered</source>
        <translation>Werkzeugaufrufe auf diesem Gerät werden nicht erfasst</translation>
    </message>
    <message>
        <source>Which tool used a key, and how often, can&apos;t be told afterwards.</source>
        <translation>Welches Tool einen Schlüssel wie oft genutzt hat, lässt sich später nicht mehr sagen.</translation>
    </message>
    <message>
        <source>Audit log reaches your SIEM</source>
        <translation>Das Audit-Protokoll erreicht Ihr SIEM</translation>
    </message>
    <message>
        <source>The audit log is not sent to a SIEM</source>
        <translation>Das Audit-Protokoll wird an kein SIEM gesendet</translation>
    </message>
    <message>
        <source>The audit log does not reach your SIEM</source>
        <translation>Das Audit-Protokoll erreicht Ihr SIEM nicht</translation>
    </message>
    <message>
        <source>Nothing was sent yet.</source>
        <translation>Noch wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The audit log reaches your SIEM late</source>
        <translation>Das Audit-Protokoll erreicht Ihr SIEM verspätet</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) wait since %1. They are sent while the window is open, or by “konstantlyctl audit forward”.</source>
        <translation>
            <numerusform>%Ln Ereignis wartet seit %1. Gesendet wird, solange das Fenster offen ist, oder mit „konstantlyctl audit forward“.</numerusform>
            <numerusform>%Ln Ereignisse warten seit %1. Gesendet wird, solange das Fenster offen ist, oder mit „konstantlyctl audit forward“.</numerusform>
        </translation>
    </message>
    <message>
        <source>Last event: %1</source>
        <translation>Letztes Ereignis: %1</translation>
    </message>
    <message>
        <source>The keychain is locked</source>
        <translation>Der Schlüsselbund ist gesperrt</translation>
    </message>
    <message>
        <source>The keychain has not answered yet</source>
        <translation>Der Schlüsselbund hat noch nicht geantwortet</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>The service answers</source>
        <translation>Der Dienst antwortet</translation>
    </message>
    <message>
        <source>It takes calls again from %1 on: check again then.</source>
        <translation>Ab %1 nimmt er wieder Aufrufe an: Prüfen Sie dann erneut.</translation>
    </message>
    <message>
        <source>The service answers, but the calls of this program&apos;s key are used up for now</source>
        <translation>Der Dienst antwortet, aber die Aufrufe des Schlüssels dieses Programms sind vorerst verbraucht</translation>
    </message>
    <message>
        <source>The service answers, but rejects this program&apos;s key</source>
        <translation>Der Dienst antwortet, lehnt aber den Schlüssel dieses Programms ab</translation>
    </message>
    <message>
        <source>npm could not ask the registry about it when it was installed.</source>
        <translation>npm konnte die Registry bei der Installation nicht danach fragen.</translation>
    </message>
</context>
<context>
    <name>CircuitBreaker</name>
    <message>
        <source>It ended soon after its start, several times in a row.</source>
        <translation>Er endete mehrmals hintereinander kurz nach dem Start.</translation>
    </message>
</context>
<context>
    <name>ClientCatalog</name>
    <message>
        <source>there are several, and only the tool knows which one it reads: %1 and %2. Delete or rename the one that it doesn&apos;t use.</source>
        <translation>Es gibt mehrere, und nur das Tool weiß, welche es liest: %1 und %2. Löschen Sie die nicht genutzte oder benennen Sie sie um.</translation>
    </message>
    <message>
        <source>the tool is installed twice: in %1 and in %2.</source>
        <translation>Das Tool ist zweimal installiert: in %1 und in %2.</translation>
    </message>
    <message>
        <source>“%1” is not an AI tool that this program knows.</source>
        <translation>„%1“ ist kein KI-Tool, das dieses Programm kennt.</translation>
    </message>
</context>
<context>
    <name>ClientConfig</name>
    <message>
        <source>“%1” can&apos;t be written: AI tools would replace a part of it.</source>
        <translation>„%1“ kann nicht geschrieben werden: KI-Tools würden einen Teil davon ersetzen.</translation>
    </message>
    <message>
        <source>line %1: “%2” is a remote server. Remove that entry first.</source>
        <translation>Zeile %1: „%2“ ist ein entfernter Server. Löschen Sie zuerst diesen Eintrag.</translation>
    </message>
    <message>
        <source>line %1: “%2” holds a key outside its variables. Take it out by hand.</source>
        <translation>Zeile %1: „%2“ enthält einen Schlüssel außerhalb seiner Variablen. Löschen Sie ihn von Hand.</translation>
    </message>
    <message>
        <source>“%1” is an entry of something else.</source>
        <translation>„%1“ ist ein Eintrag von etwas anderem.</translation>
    </message>
    <message>
        <source>there is no entry “%1” in the project %2.</source>
        <translation>Es gibt keinen Eintrag „%1“ im Projekt %2.</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>“%1” and “%2” differ in upper and lower case only.</source>
        <translation>„%1“ und „%2“ unterscheiden sich nur in der Groß- und Kleinschreibung.</translation>
    </message>
    <message>
        <source>“%1” is not a list.</source>
        <translation>„%1“ ist keine Liste.</translation>
    </message>
    <message>
        <source>“%1” is not an object.</source>
        <translation>„%1“ ist kein Objekt.</translation>
    </message>
    <message>
        <source>it does not hold a JSON object.</source>
        <translation>Sie enthält kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>it does not hold settings with names.</source>
        <translation>Sie enthält keine Einstellungen mit Namen.</translation>
    </message>
    <message>
        <source>this program does not change YAML files. Paste the entry instead.</source>
        <translation>Dieses Programm ändert keine YAML-Dateien. Fügen Sie den Eintrag selbst ein.</translation>
    </message>
</context>
<context>
    <name>Console</name>
    <message>
        <source>There is no key on standard input.</source>
        <translation>Auf der Standardeingabe ist kein Schlüssel.</translation>
    </message>
    <message>
        <source>This needs a confirmation: add --yes to give it.</source>
        <translation>Das braucht eine Bestätigung: Fügen Sie dafür --yes hinzu.</translation>
    </message>
</context>
<context>
    <name>DemoSecretStore</name>
    <message>
        <source>memory, for this session only</source>
        <translation>im Speicher, nur für diese Sitzung</translation>
    </message>
</context>
<context>
    <name>DeviceStore</name>
    <message numerus="yes">
        <source>The entry was put back %n time(s) in a week, and each time %1 threw it out again. Quit %1 completely, also in the system tray, and look whether it starts another copy of itself; then use “Preview change” in its menu. Until then use another AI tool with this workspace.</source>
        <translation>
            <numerusform>Der Eintrag wurde in einer Woche %n-mal wieder eingetragen, und %1 hat ihn wieder entfernt. Beenden Sie %1 vollständig, auch im Infobereich, und prüfen Sie, ob es sich noch einmal startet; nutzen Sie dann „Änderung ansehen“ in seinem Menü. Nutzen Sie bis dahin ein anderes KI-Tool mit diesem Arbeitsbereich.</numerusform>
            <numerusform>Der Eintrag wurde in einer Woche %n-mal wieder eingetragen, und %1 hat ihn jedes Mal wieder entfernt. Beenden Sie %1 vollständig, auch im Infobereich, und prüfen Sie, ob es sich noch einmal startet; nutzen Sie dann „Änderung ansehen“ in seinem Menü. Nutzen Sie bis dahin ein anderes KI-Tool mit diesem Arbeitsbereich.</numerusform>
        </translation>
    </message>
    <message>
        <source>It was set up, and now the key is back in the file in plain text: %1 wrote an old version of the file back. Quit it completely before you protect it again.</source>
        <translation>Es war eingerichtet, und jetzt steht der Schlüssel wieder im Klartext in der Datei: %1 hat eine alte Fassung der Datei zurückgeschrieben. Beenden Sie es vollständig, bevor Sie es wieder schützen.</translation>
    </message>
    <message>
        <source>There is no change to take back.</source>
        <translation>Es gibt keine Änderung zum Zurücknehmen.</translation>
    </message>
    <message>
        <source>The entry “%1” holds a key that every program on this device can read.</source>
        <translation>Der Eintrag „%1“ enthält einen Schlüssel, den jedes Programm auf diesem Gerät lesen kann.</translation>
    </message>
    <message>
        <source>The entry “%1” of the project %2 holds a key that every program on this device can read.</source>
        <translation>Der Eintrag „%1“ des Projekts %2 enthält einen Schlüssel, den jedes Programm auf diesem Gerät lesen kann.</translation>
    </message>
    <message>
        <source>It was set up, and its entry “%1” is gone. %2 may have written the file anew. Quit it completely before you set it up again.</source>
        <translation>Es war eingerichtet, und sein Eintrag „%1“ ist fort. Vielleicht hat %2 die Datei neu geschrieben. Beenden Sie es vollständig, bevor Sie es wieder einrichten.</translation>
    </message>
    <message>
        <source>Another Konstantly entry takes its variables from a file, which may hold a key in plain text: %1</source>
        <translation>Ein anderer Konstantly-Eintrag nimmt seine Variablen aus einer Datei. Dort liegt vielleicht ein Schlüssel im Klartext: %1</translation>
    </message>
    <message>
        <source>The entry “%1” belongs to %2, which is not connected here.</source>
        <translation>Der Eintrag „%1“ gehört zu %2. Dieser Arbeitsbereich ist hier nicht verbunden.</translation>
    </message>
    <message>
        <source>The entry “%1” does not start the launcher of this program.</source>
        <translation>Der Eintrag „%1“ startet nicht den Starter dieses Programms.</translation>
    </message>
    <message>
        <source>The entry “%1” takes its variables from a file, which may hold a key in plain text: %2</source>
        <translation>Der Eintrag „%1“ nimmt seine Variablen aus einer Datei. Dort liegt vielleicht ein Schlüssel im Klartext: %2</translation>
    </message>
    <message>
        <source>The entry “%1” has other arguments than this program writes.</source>
        <translation>Der Eintrag „%1“ hat andere Argumente, als dieses Programm schreibt.</translation>
    </message>
    <message>
        <source>The entry is for the workspace “%1”, which is not connected here.</source>
        <translation>Der Eintrag ist für den Arbeitsbereich „%1“, der hier nicht verbunden ist.</translation>
    </message>
    <message>
        <source>The entry names the address %1, but “%2” is at %3. The launcher never sends the key there.</source>
        <translation>Der Eintrag nennt die Adresse %1, aber „%2“ ist bei %3. Der Starter sendet den Schlüssel niemals dorthin.</translation>
    </message>
    <message>
        <source>The entry is for the workspace “%1”.</source>
        <translation>Der Eintrag ist für den Arbeitsbereich „%1“.</translation>
    </message>
    <message>
        <source>The entry starts another copy of the launcher: %1</source>
        <translation>Der Eintrag startet eine andere Kopie des Starters: %1</translation>
    </message>
    <message>
        <source>The entry sets variables that are not needed any more.</source>
        <translation>Der Eintrag setzt Variablen, die nicht mehr gebraucht werden.</translation>
    </message>
    <message>
        <source>The key of “%1” on this device was revoked.</source>
        <translation>Der Schlüssel von „%1“ auf diesem Gerät wurde widerrufen.</translation>
    </message>
    <message>
        <source>%1 does not start it: the lists in its file leave “%2” out.</source>
        <translation>%1 startet ihn nicht: Die Listen in seiner Datei lassen „%2“ aus.</translation>
    </message>
    <message>
        <source>The file starts with a byte order mark, which %1 can&apos;t read. Save it as UTF-8 without one.</source>
        <translation>Die Datei beginnt mit einer Bytereihenfolge-Marke (BOM), die %1 nicht lesen kann. Speichern Sie sie als UTF-8 ohne BOM.</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>Try again in a minute.</source>
        <translation>Versuchen Sie es in einer Minute erneut.</translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n second(s).</source>
        <translation>
            <numerusform>Versuchen Sie es in %n Sekunde erneut.</numerusform>
            <numerusform>Versuchen Sie es in %n Sekunden erneut.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n minute(s).</source>
        <translation>
            <numerusform>Versuchen Sie es in %n Minute erneut.</numerusform>
            <numerusform>Versuchen Sie es in %n Minuten erneut.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n hour(s).</source>
        <translation>
            <numerusform>Versuchen Sie es in %n Stunde erneut.</numerusform>
            <numerusform>Versuchen Sie es in %n Stunden erneut.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (Details: %2)</source>
        <translation>%1 (Details: %2)</translation>
    </message>
    <message>
        <source>The workspace</source>
        <translation>Der Arbeitsbereich</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Die Datei</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>Abgebrochen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>That input is not valid.</source>
        <translation>Diese Eingabe ist nicht gültig.</translation>
    </message>
    <message>
        <source>“%1” is not set up on this device.</source>
        <translation>„%1“ ist auf diesem Gerät nicht eingerichtet.</translation>
    </message>
    <message>
        <source>This is not set up on this device.</source>
        <translation>Das ist auf diesem Gerät nicht eingerichtet.</translation>
    </message>
    <message>
        <source>Connect the workspace first.</source>
        <translation>Verbinden Sie zuerst den Arbeitsbereich.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be reached.</source>
        <translation>%1 ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>Check the network connection and the address.</source>
        <translation>Prüfen Sie die Netzwerkverbindung und die Adresse.</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Try again. If it stays like this, check the network connection.</source>
        <translation>Versuchen Sie es erneut. Bleibt es dabei, prüfen Sie die Netzwerkverbindung.</translation>
    </message>
    <message>
        <source>The connection to %1 is not secure, so nothing was sent.</source>
        <translation>Die Verbindung zu %1 ist nicht sicher. Deshalb wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The connection is not secure, so nothing was sent.</source>
        <translation>Die Verbindung ist nicht sicher. Deshalb wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>If your company inspects TLS traffic, add its certificate authority to the workspace. Otherwise you may be talking to the wrong server.</source>
        <translation>Wenn Ihr Unternehmen den TLS-Verkehr prüft, fügen Sie dessen Zertifizierungsstelle zum Arbeitsbereich hinzu. Andernfalls antwortet vielleicht der falsche Server.</translation>
    </message>
    <message>
        <source>%1 tried to send us to another address. The key was not sent there.</source>
        <translation>%1 wollte zu einer anderen Adresse umleiten. Der Schlüssel wurde nicht dorthin gesendet.</translation>
    </message>
    <message>
        <source>Sign in to the network first if it has a login page; else check the workspace&apos;s address.</source>
        <translation>Melden Sie sich zuerst am Netzwerk an, falls es eine Anmeldeseite hat. Sonst prüfen Sie die Adresse des Arbeitsbereichs.</translation>
    </message>
    <message>
        <source>%1 gave an answer that is not from Konstantly.</source>
        <translation>%1 hat eine Antwort gegeben, die nicht von Konstantly stammt.</translation>
    </message>
    <message>
        <source>Check the address. A network login page or a proxy can cause this too.</source>
        <translation>Prüfen Sie die Adresse. Auch die Anmeldeseite eines Netzwerks oder ein Proxy kann die Ursache sein.</translation>
    </message>
    <message>
        <source>Konstantly has a problem and could not answer.</source>
        <translation>Konstantly hat eine Störung und konnte nicht antworten.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>The answer was lost, so it is not known whether the service carried it out.</source>
        <translation>Die Antwort ging verloren. Es ist nicht bekannt, ob der Dienst den Auftrag ausgeführt hat.</translation>
    </message>
    <message>
        <source>Refresh the list of keys and check it before trying again.</source>
        <translation>Aktualisieren Sie die Liste der Schlüssel und sehen Sie nach, bevor Sie es erneut versuchen.</translation>
    </message>
    <message>
        <source>The key was rejected: it was revoked, mistyped, belongs to another workspace, or its owner is blocked. The service does not say which.</source>
        <translation>Der Schlüssel wurde abgelehnt: Er wurde widerrufen, falsch eingegeben, gehört zu einem anderen Arbeitsbereich, oder sein Inhaber ist gesperrt. Der Dienst sagt nicht, was davon zutrifft.</translation>
    </message>
    <message>
        <source>Use another key, or ask an administrator. %1</source>
        <translation>Nutzen Sie einen anderen Schlüssel oder fragen Sie Ihre Administration. %1</translation>
    </message>
    <message>
        <source>Use another key, or ask an administrator.</source>
        <translation>Nutzen Sie einen anderen Schlüssel oder fragen Sie Ihre Administration.</translation>
    </message>
    <message>
        <source>The workspace&apos;s licence does not include managing MCP keys.</source>
        <translation>Die Lizenz des Arbeitsbereichs umfasst die Verwaltung von MCP-Schlüsseln nicht.</translation>
    </message>
    <message>
        <source>An administrator can change the plan under Settings → Billing.</source>
        <translation>Ihre Administration kann den Tarif unter Settings → Billing ändern.</translation>
    </message>
    <message>
        <source>The key is valid, but MCP access is switched off for this workspace.</source>
        <translation>Der Schlüssel ist gültig, aber der MCP-Zugang ist für diesen Arbeitsbereich ausgeschaltet.</translation>
    </message>
    <message>
        <source>An administrator can switch it on.</source>
        <translation>Ihre Administration kann ihn einschalten.</translation>
    </message>
    <message>
        <source>The key&apos;s owner does not have the permission for this.</source>
        <translation>Der Inhaber des Schlüssels hat nicht die nötige Berechtigung.</translation>
    </message>
    <message>
        <source>Managing keys needs the permission “mcp_manage”. Keys can also be managed in the browser.</source>
        <translation>Die Verwaltung von Schlüsseln erfordert die Berechtigung „mcp_manage“. Schlüssel lassen sich auch im Browser verwalten.</translation>
    </message>
    <message>
        <source>The service does not know this.</source>
        <translation>Das ist dem Dienst nicht bekannt.</translation>
    </message>
    <message>
        <source>The service does not know “%1”.</source>
        <translation>„%1“ ist dem Dienst nicht bekannt.</translation>
    </message>
    <message>
        <source>Refresh the list: it may be gone already.</source>
        <translation>Aktualisieren Sie die Liste: Vielleicht gibt es ihn nicht mehr.</translation>
    </message>
    <message>
        <source>This workspace&apos;s server does not offer this.</source>
        <translation>Der Server dieses Arbeitsbereichs bietet das nicht an.</translation>
    </message>
    <message>
        <source>Use the workspace&apos;s page “MCP Keys” in the browser.</source>
        <translation>Verwenden Sie die Seite „MCP Keys“ des Arbeitsbereichs im Browser.</translation>
    </message>
    <message>
        <source>The service refused the input.</source>
        <translation>Der Dienst hat die Eingabe abgelehnt.</translation>
    </message>
    <message>
        <source>This key has used up its calls for the moment.</source>
        <translation>Dieser Schlüssel hat seine Aufrufe vorerst verbraucht.</translation>
    </message>
    <message>
        <source>Too many failed sign-ins from this network. No further try was made.</source>
        <translation>Zu viele fehlgeschlagene Anmeldungen aus diesem Netzwerk. Es wurde kein weiterer Versuch gemacht.</translation>
    </message>
    <message>
        <source>“%1” is not the address of a workspace.</source>
        <translation>„%1“ ist nicht die Adresse eines Arbeitsbereichs.</translation>
    </message>
    <message>
        <source>That is not the address of a workspace.</source>
        <translation>Das ist nicht die Adresse eines Arbeitsbereichs.</translation>
    </message>
    <message>
        <source>It looks like https://acme.konstantly.com.</source>
        <translation>Sie sieht so aus: https://acme.konstantly.com.</translation>
    </message>
    <message>
        <source>“%1” is not a konstantly.com address. A key sent to a wrong host is lost.</source>
        <translation>„%1“ ist keine Adresse bei konstantly.com. Ein Schlüssel, der an einen falschen Host gesendet wird, ist verloren.</translation>
    </message>
    <message>
        <source>This is not a konstantly.com address. A key sent to a wrong host is lost.</source>
        <translation>Das ist keine Adresse bei konstantly.com. Ein Schlüssel, der an einen falschen Host gesendet wird, ist verloren.</translation>
    </message>
    <message>
        <source>If it is your organisation&apos;s own address, confirm it by typing the host.</source>
        <translation>Wenn es die eigene Adresse Ihrer Organisation ist, bestätigen Sie sie, indem Sie den Host eingeben.</translation>
    </message>
    <message>
        <source>The stored key belongs to another address than %1, so it was not used.</source>
        <translation>Der gespeicherte Schlüssel gehört zu einer anderen Adresse als %1. Deshalb wurde er nicht verwendet.</translation>
    </message>
    <message>
        <source>The stored key belongs to another address, so it was not used.</source>
        <translation>Der gespeicherte Schlüssel gehört zu einer anderen Adresse. Deshalb wurde er nicht verwendet.</translation>
    </message>
    <message>
        <source>Connect the workspace again with a key of its own.</source>
        <translation>Verbinden Sie den Arbeitsbereich erneut, mit einem eigenen Schlüssel.</translation>
    </message>
    <message>
        <source>The keychain is locked.</source>
        <translation>Der Schlüsselbund ist gesperrt.</translation>
    </message>
    <message>
        <source>Unlock it and try again.</source>
        <translation>Entsperren Sie ihn und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Access to the keychain was denied.</source>
        <translation>Der Zugriff auf den Schlüsselbund wurde verweigert.</translation>
    </message>
    <message>
        <source>Try again and allow it when the system asks.</source>
        <translation>Versuchen Sie es erneut und erlauben Sie den Zugriff, wenn das System fragt.</translation>
    </message>
    <message>
        <source>No keychain is available on this system. Keys are never kept in a file instead.</source>
        <translation>Auf diesem System gibt es keinen Schlüsselbund. Schlüssel werden auch dann nie in einer Datei abgelegt.</translation>
    </message>
    <message>
        <source>Install and start a keyring service (GNOME Keyring or KWallet), or sign in to a desktop session.</source>
        <translation>Installieren und starten Sie einen Schlüsselbunddienst (GNOME Keyring oder KWallet), oder melden Sie sich an einer grafischen Sitzung an.</translation>
    </message>
    <message>
        <source>The keychain could not confirm what it holds.</source>
        <translation>Der Schlüsselbund konnte nicht bestätigen, was er enthält.</translation>
    </message>
    <message>
        <source>The keychain said that it stored the key, but it did not.</source>
        <translation>Der Schlüsselbund hat das Speichern des Schlüssels gemeldet, aber nicht ausgeführt.</translation>
    </message>
    <message>
        <source>Nothing depends on it yet. Check the keychain and try again.</source>
        <translation>Noch hängt nichts davon ab. Prüfen Sie den Schlüsselbund und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The keychain holds no key for this.</source>
        <translation>Der Schlüsselbund enthält hierfür keinen Schlüssel.</translation>
    </message>
    <message>
        <source>The keychain holds no key for “%1”.</source>
        <translation>Der Schlüsselbund enthält keinen Schlüssel für „%1“.</translation>
    </message>
    <message>
        <source>Create a key for this device, or connect the workspace again.</source>
        <translation>Erstellen Sie einen Schlüssel für dieses Gerät oder verbinden Sie den Arbeitsbereich erneut.</translation>
    </message>
    <message>
        <source>The key of this device was revoked, so it works no more.</source>
        <translation>Der Schlüssel dieses Geräts wurde widerrufen und funktioniert nicht mehr.</translation>
    </message>
    <message>
        <source>The key “%1” was revoked, so it works no more.</source>
        <translation>Der Schlüssel „%1“ wurde widerrufen und funktioniert nicht mehr.</translation>
    </message>
    <message>
        <source>Create a new key for this device.</source>
        <translation>Erstellen Sie einen neuen Schlüssel für dieses Gerät.</translation>
    </message>
    <message>
        <source>What the keychain holds is not a key of this program.</source>
        <translation>Was der Schlüsselbund enthält, ist kein Schlüssel dieses Programms.</translation>
    </message>
    <message>
        <source>Connect the workspace again.</source>
        <translation>Verbinden Sie den Arbeitsbereich erneut.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read.</source>
        <translation>%1 ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Check that the file belongs to you. Nothing was changed.</source>
        <translation>Prüfen Sie, ob die Datei Ihnen gehört. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be understood: %2</source>
        <translation>%1 ist nicht verständlich: %2</translation>
    </message>
    <message>
        <source>Nothing was changed. Mend the file and try again.</source>
        <translation>Nichts wurde geändert. Korrigieren Sie die Datei und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>%1 is left alone: %2</source>
        <translation>%1 bleibt unberührt: %2</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>%1 was changed by another program in the meantime. Nothing was overwritten.</source>
        <translation>%1 wurde inzwischen von einem anderen Programm geändert. Nichts wurde überschrieben.</translation>
    </message>
    <message>
        <source>Look at the new preview and apply again.</source>
        <translation>Sehen Sie sich die neue Vorschau an und wenden Sie sie dann an.</translation>
    </message>
    <message>
        <source>%1 is working on its settings file right now, so nothing was changed.</source>
        <translation>%1 arbeitet gerade an seiner Einstellungsdatei. Deshalb wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Another window or command of this program is changing an AI tool&apos;s file right now, so nothing was changed.</source>
        <translation>Ein anderes Fenster oder ein Befehl dieses Programms ändert gerade die Datei eines KI-Tools. Deshalb wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Try again in a moment. If it stays like this, quit %1 completely.</source>
        <translation>Versuchen Sie es gleich noch einmal. Bleibt es dabei, beenden Sie %1 vollständig.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Check the permissions of the file and of its folder.</source>
        <translation>Prüfen Sie die Zugriffsrechte der Datei und ihres Ordners.</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Schaffen Sie etwas Platz und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted, so nothing was sent.</source>
        <translation>%1 hat ein Zertifikat, dem nicht vertraut wird. Deshalb wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>If its certificate authority is your organisation&apos;s own, give that authority&apos;s certificate as a PEM file.</source>
        <translation>Wenn die Zertifizierungsstelle zu Ihrer Organisation gehört, geben Sie deren Zertifikat als PEM-Datei an.</translation>
    </message>
    <message>
        <source>The certificate of %1 is for another name, so nothing was sent.</source>
        <translation>%1 hat ein Zertifikat für einen anderen Namen. Deshalb wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Use the name that the certificate was made for.</source>
        <translation>Verwenden Sie den Namen, für den das Zertifikat ausgestellt ist.</translation>
    </message>
    <message>
        <source>No secure connection to %1 could be made, so nothing was sent.</source>
        <translation>%1 ließ keine sichere Verbindung zu. Deshalb wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Check that this port takes syslog over TLS 1.2 or newer, and asks for no client certificate.</source>
        <translation>Prüfen Sie, ob dieser Port Syslog über TLS 1.2 oder neuer annimmt und kein Clientzertifikat verlangt.</translation>
    </message>
    <message>
        <source>The connection to %1 ended before it was certain that everything had arrived.</source>
        <translation>%1 hat die Verbindung beendet, bevor sicher war, dass alles angekommen ist.</translation>
    </message>
    <message>
        <source>Nothing is lost: it is sent again. What arrives twice has the same id.</source>
        <translation>Nichts ist verloren: Es wird erneut gesendet. Was zweimal ankommt, hat dieselbe Kennung.</translation>
    </message>
    <message>
        <source>Another window or command of this program is sending these events right now.</source>
        <translation>Ein anderes Fenster oder ein Befehl dieses Programms sendet diese Ereignisse gerade.</translation>
    </message>
    <message>
        <source>The MCP server package is not installed on this device.</source>
        <translation>Das MCP-Serverpaket ist auf diesem Gerät nicht installiert.</translation>
    </message>
    <message>
        <source>Install it on the page “This device”, or with: konstantlyctl package install</source>
        <translation>Installieren Sie es auf der Seite „Dieses Gerät“ oder mit: konstantlyctl package install</translation>
    </message>
    <message>
        <source>The MCP server package is not what was installed, so it is not started.</source>
        <translation>Das MCP-Serverpaket ist nicht das, was installiert wurde. Deshalb wird es nicht gestartet.</translation>
    </message>
    <message>
        <source>Install it again: konstantlyctl package install</source>
        <translation>Installieren Sie es neu: konstantlyctl package install</translation>
    </message>
    <message>
        <source>No usable Node.js was found. The MCP server needs version 18 or newer.</source>
        <translation>Es wurde kein brauchbares Node.js gefunden. Der MCP-Server braucht Version 18 oder neuer.</translation>
    </message>
    <message>
        <source>Install Node.js and try again.</source>
        <translation>Installieren Sie Node.js und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The MCP server did not start.</source>
        <translation>Der MCP-Server ist nicht gestartet.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program.</source>
        <translation>Im Programm ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>Please report it. Details: %1</source>
        <translation>Bitte melden Sie es. Details: %1</translation>
    </message>
    <message>
        <source>Unlock it and try again: with its password, usually that of your sign-in, where the desktop asks for it or in its program for passwords (Passwords and Keys, KWalletManager). Signing in to the desktop unlocks it, too.</source>
        <translation>Entsperren Sie ihn und versuchen Sie es erneut: mit seinem Passwort, meist dem Ihrer Anmeldung, wo der Desktop danach fragt oder in seinem Programm für Passwörter (Passwörter und Verschlüsselung, KWalletManager). Auch die Anmeldung am Desktop entsperrt ihn.</translation>
    </message>
    <message>
        <source>The keychain has not answered yet.</source>
        <translation>Der Schlüsselbund hat noch nicht geantwortet.</translation>
    </message>
    <message>
        <source>It may only be busy: try again. If that does not help, look for a question from it that is waiting for you, or sign out and in again.</source>
        <translation>Vielleicht ist er nur beschäftigt: Versuchen Sie es erneut. Hilft das nicht, sehen Sie nach, ob er auf eine Antwort von Ihnen wartet, oder melden Sie sich ab und wieder an.</translation>
    </message>
    <message>
        <source>Not everything could be written to standard output.</source>
        <translation>Nicht alles konnte in die Standardausgabe geschrieben werden.</translation>
    </message>
    <message>
        <source>What was printed is incomplete.</source>
        <translation>Die Ausgabe ist unvollständig.</translation>
    </message>
    <message>
        <source>The disk is full, so not everything could be written to standard output.</source>
        <translation>Der Datenträger ist voll. Nicht alles konnte in die Standardausgabe geschrieben werden.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written, so nothing was changed.</source>
        <translation>%1 kann nicht geschrieben werden. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The disk is full, so %1 could not be written. Nothing was changed.</source>
        <translation>Der Datenträger ist voll, %1 konnte nicht geschrieben werden. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The disk is full, so the file could not be written. Nothing was changed.</source>
        <translation>Der Datenträger ist voll, die Datei konnte nicht geschrieben werden. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>%1 is damaged.</source>
        <translation>%1 ist beschädigt.</translation>
    </message>
    <message>
        <source>Try again: it is put aside then, a new one is begun, and what can still be read from the sources is read anew.</source>
        <translation>Versuchen Sie es erneut: Die Datei wird dann beiseitegelegt, eine neue begonnen, und was die Quellen noch hergeben, wird neu gelesen.</translation>
    </message>
</context>
<context>
    <name>File</name>
    <message>
        <source>it is not a regular file.</source>
        <translation>Sie ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>it belongs to another user.</source>
        <translation>Sie gehört einem anderen Benutzer.</translation>
    </message>
    <message>
        <source>it has several names on the disk (hard links), which writing would separate.</source>
        <translation>Sie hat mehrere Namen auf dem Datenträger (harte Links), die das Schreiben trennen würde.</translation>
    </message>
    <message>
        <source>it is larger than %1 bytes.</source>
        <translation>Sie ist größer als %1 Bytes.</translation>
    </message>
    <message>
        <source>it is a link.</source>
        <translation>Sie ist ein Link.</translation>
    </message>
    <message>
        <source>its extended attributes can&apos;t be read.</source>
        <translation>Ihre erweiterten Attribute sind nicht lesbar.</translation>
    </message>
    <message>
        <source>its extended attribute %1 could not be kept.</source>
        <translation>Ihr erweitertes Attribut %1 ließ sich nicht erhalten.</translation>
    </message>
    <message>
        <source>its access rights could not be kept.</source>
        <translation>Ihre Zugriffsrechte ließen sich nicht erhalten.</translation>
    </message>
    <message>
        <source>its owner can&apos;t be read.</source>
        <translation>Ihr Eigentümer ist nicht lesbar.</translation>
    </message>
    <message>
        <source>its owner or group could not be kept.</source>
        <translation>Ihr Eigentümer oder ihre Gruppe ließ sich nicht erhalten.</translation>
    </message>
    <message>
        <source>its name is not a valid file name.</source>
        <translation>Ihr Name ist kein gültiger Dateiname.</translation>
    </message>
    <message>
        <source>its name is too long.</source>
        <translation>Ihr Name ist zu lang.</translation>
    </message>
    <message>
        <source>it is a folder.</source>
        <translation>Das ist ein Ordner.</translation>
    </message>
    <message>
        <source>it is a link to something that does not exist.</source>
        <translation>Sie ist ein Link auf etwas, das es nicht gibt.</translation>
    </message>
    <message>
        <source>it is a link that another user put into a shared folder.</source>
        <translation>Sie ist ein Link, den ein anderer Benutzer in einem gemeinsamen Ordner angelegt hat.</translation>
    </message>
    <message>
        <source>its links lead in a circle.</source>
        <translation>Ihre Links führen im Kreis.</translation>
    </message>
    <message>
        <source>there is no folder %1</source>
        <translation>Es gibt keinen Ordner %1</translation>
    </message>
</context>
<context>
    <name>JsonFile</name>
    <message>
        <source>It holds no JSON object.</source>
        <translation>Sie enthält kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>It is damaged at byte %1.</source>
        <translation>Sie ist bei Byte %1 beschädigt.</translation>
    </message>
    <message>
        <source>Its format number is missing.</source>
        <translation>Ihre Formatnummer fehlt.</translation>
    </message>
    <message>
        <source>A newer version of the program wrote it.</source>
        <translation>Eine neuere Version des Programms hat sie geschrieben.</translation>
    </message>
</context>
<context>
    <name>JsonText</name>
    <message>
        <source>the file is empty</source>
        <translation>Datei ist leer</translation>
    </message>
    <message>
        <source>the file is too large</source>
        <translation>Datei ist zu groß</translation>
    </message>
    <message>
        <source>brackets are nested too deeply</source>
        <translation>zu tief verschachtelte Klammern</translation>
    </message>
    <message>
        <source>the file is UTF-16, not UTF-8</source>
        <translation>Datei ist UTF-16, nicht UTF-8</translation>
    </message>
    <message>
        <source>the text is not UTF-8</source>
        <translation>Text ist nicht UTF-8</translation>
    </message>
    <message>
        <source>there is a zero byte</source>
        <translation>Null-Byte</translation>
    </message>
    <message>
        <source>half of a character pair (\uD800 to \uDFFF) stands alone</source>
        <translation>halbes Zeichenpaar (\uD800 bis \uDFFF) steht allein</translation>
    </message>
    <message>
        <source>there is a control character inside a string</source>
        <translation>Steuerzeichen in einer Zeichenkette</translation>
    </message>
    <message>
        <source>there is an unknown backslash sequence</source>
        <translation>unbekannte Backslash-Folge</translation>
    </message>
    <message>
        <source>a string starts here and does not end</source>
        <translation>hier beginnt eine Zeichenkette, die nicht endet</translation>
    </message>
    <message>
        <source>a comment starts here and does not end</source>
        <translation>hier beginnt ein Kommentar, der nicht endet</translation>
    </message>
    <message>
        <source>the file ends in the middle</source>
        <translation>Datei endet mittendrin</translation>
    </message>
    <message>
        <source>there is something unexpected</source>
        <translation>etwas Unerwartetes</translation>
    </message>
    <message>
        <source>a value is missing</source>
        <translation>Wert fehlt</translation>
    </message>
    <message>
        <source>a name in double quotes is missing</source>
        <translation>Name in doppelten Anführungszeichen fehlt</translation>
    </message>
    <message>
        <source>a colon is missing</source>
        <translation>Doppelpunkt fehlt</translation>
    </message>
    <message>
        <source>a comma or a closing bracket is missing</source>
        <translation>Komma oder schließende Klammer fehlt</translation>
    </message>
    <message>
        <source>this is not a JSON number</source>
        <translation>keine JSON-Zahl</translation>
    </message>
    <message>
        <source>there is a comment, which this file may not have</source>
        <translation>Kommentar, der in dieser Datei nicht stehen darf</translation>
    </message>
    <message>
        <source>there is a comma before a closing bracket</source>
        <translation>Komma vor einer schließenden Klammer</translation>
    </message>
    <message>
        <source>there is more text behind the end</source>
        <translation>weiterer Text nach dem Ende</translation>
    </message>
    <message>
        <source>a name is there twice in the object that ends here</source>
        <translation>doppelter Name in dem Objekt, das hier endet</translation>
    </message>
    <message>
        <source>line %1, column %2: %3.</source>
        <translation>Zeile %1, Spalte %2: %3.</translation>
    </message>
</context>
<context>
    <name>KeyCopiesOutput</name>
    <message>
        <source>Copies of keys in other files:</source>
        <translation>Kopien von Schlüsseln in anderen Dateien:</translation>
    </message>
    <message>
        <source>KEY</source>
        <translation>SCHLÜSSEL</translation>
    </message>
    <message>
        <source>KIND</source>
        <translation>ART</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>DATEI</translation>
    </message>
    <message>
        <source>Replace each key; its copies are worthless then.</source>
        <translation>Ersetzen Sie jeden Schlüssel; dann sind seine Kopien wertlos.</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) could not be looked at:</source>
        <translation>
            <numerusform>%n Ort konnte nicht durchsucht werden:</numerusform>
            <numerusform>%n Orte konnten nicht durchsucht werden:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeyRecord</name>
    <message>
        <source>A key can&apos;t be stored without its host.</source>
        <translation>Ein Schlüssel kann nicht ohne seinen Host gespeichert werden.</translation>
    </message>
    <message>
        <source>The key&apos;s id has characters that can&apos;t be stored.</source>
        <translation>Die Kennung des Schlüssels enthält Zeichen, die nicht gespeichert werden können.</translation>
    </message>
    <message>
        <source>The key is empty or has characters that no key has.</source>
        <translation>Der Schlüssel ist leer oder enthält Zeichen, die in keinem Schlüssel vorkommen.</translation>
    </message>
    <message>
        <source>The key is too long to be stored.</source>
        <translation>Der Schlüssel ist zu lang zum Speichern.</translation>
    </message>
</context>
<context>
    <name>KeyStatus</name>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Needs rotation</source>
        <translation>Erneuerung fällig</translation>
    </message>
    <message>
        <source>Owner left</source>
        <translation>Inhaber ausgeschieden</translation>
    </message>
    <message>
        <source>Never used</source>
        <translation>Nie genutzt</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Ungenutzt</translation>
    </message>
    <message>
        <source>Exposed</source>
        <translation>Offengelegt</translation>
    </message>
    <message>
        <source>Poorly named</source>
        <translation>Unklarer Name</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
</context>
<context>
    <name>KeyText</name>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%n s ago</source>
        <translation>
            <numerusform>vor %n s</numerusform>
            <numerusform>vor %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>vor %n min</numerusform>
            <numerusform>vor %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>vor %n h</numerusform>
            <numerusform>vor %n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n d ago</source>
        <translation>
            <numerusform>vor %n Tag</numerusform>
            <numerusform>vor %n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>not provided</source>
        <translation>keine Angabe</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message numerus="yes">
        <source>%n d</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>read, write</source>
        <translation>lesen, schreiben</translation>
    </message>
    <message>
        <source>write</source>
        <translation>schreiben</translation>
    </message>
    <message>
        <source>read</source>
        <translation>lesen</translation>
    </message>
    <message>
        <source>Rotate today</source>
        <translation>Heute erneuern</translation>
    </message>
    <message numerus="yes">
        <source>Rotate: %n d overdue</source>
        <translation>
            <numerusform>%n Tag überfällig</numerusform>
            <numerusform>%n Tage überfällig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Idle for %n d</source>
        <translation>
            <numerusform>%n Tag ungenutzt</numerusform>
            <numerusform>%n Tage ungenutzt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::ActivityDetails</name>
    <message>
        <source>Facts about the event</source>
        <translation>Angaben zum Ereignis</translation>
    </message>
    <message>
        <source>Show key</source>
        <translation>Schlüssel anzeigen</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>This device</source>
        <translation>Dieses Gerät</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Key id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>AI tool</source>
        <translation>KI-Tool</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Betrifft</translation>
    </message>
    <message>
        <source>Event id</source>
        <translation>Ereigniskennung</translation>
    </message>
    <message>
        <source>Only events of this key</source>
        <translation>Nur Ereignisse dieses Schlüssels</translation>
    </message>
    <message>
        <source>Only events of this person</source>
        <translation>Nur Ereignisse dieser Person</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Argumente</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) selected</source>
        <translation>
            <numerusform>%n Ereignis ausgewählt</numerusform>
            <numerusform>%n Ereignisse ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Scopes</source>
        <translation>Rechte</translation>
    </message>
</context>
<context>
    <name>Konstantly::ActivityPage</name>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Ask the service again (F5)</source>
        <translation>Den Dienst erneut abfragen (F5)</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Send to SIEM…</source>
        <translation>An SIEM senden…</translation>
    </message>
    <message>
        <source>Where events are forwarded to, and how that goes</source>
        <translation>Wohin Ereignisse weitergeleitet werden und wie es damit steht</translation>
    </message>
    <message>
        <source>Shown events as CSV…</source>
        <translation>Angezeigte Ereignisse als CSV…</translation>
    </message>
    <message>
        <source>Shown events as JSON Lines…</source>
        <translation>Angezeigte Ereignisse als JSON Lines…</translation>
    </message>
    <message>
        <source>Shown events as CEF…</source>
        <translation>Angezeigte Ereignisse als CEF…</translation>
    </message>
    <message>
        <source>All events as CSV…</source>
        <translation>Alle Ereignisse als CSV…</translation>
    </message>
    <message>
        <source>All events as JSON Lines…</source>
        <translation>Alle Ereignisse als JSON Lines…</translation>
    </message>
    <message>
        <source>All events as CEF…</source>
        <translation>Alle Ereignisse als CEF…</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>CEF (*.cef)</source>
        <translation>CEF (*.cef)</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Writing events to %1</source>
        <translation>Ereignisse werden in %1 geschrieben</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln Ereignis</numerusform>
            <numerusform>%Ln Ereignisse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) exported.</source>
        <translation>
            <numerusform>%Ln Ereignis exportiert.</numerusform>
            <numerusform>%Ln Ereignisse exportiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Load older events</source>
        <translation>Ältere Ereignisse laden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Refreshing…</source>
        <translation>Wird aktualisiert…</translation>
    </message>
    <message>
        <source>No workspace yet</source>
        <translation>Noch kein Arbeitsbereich</translation>
    </message>
    <message>
        <source>Connect one to see what happens to its keys.</source>
        <translation>Verbinden Sie einen, um zu sehen, was mit seinen Schlüsseln geschieht.</translation>
    </message>
    <message>
        <source>Connect a workspace…</source>
        <translation>Arbeitsbereich verbinden…</translation>
    </message>
    <message>
        <source>Reading the time line…</source>
        <translation>Zeitleiste wird gelesen…</translation>
    </message>
    <message>
        <source>No event matches</source>
        <translation>Kein Ereignis passt</translation>
    </message>
    <message>
        <source>Nothing fits the search, the filter and the days together.</source>
        <translation>Nichts passt zugleich zu Suche, Filter und Tagen.</translation>
    </message>
    <message>
        <source>Show all events</source>
        <translation>Alle Ereignisse anzeigen</translation>
    </message>
    <message>
        <source>Asking the service…</source>
        <translation>Dienst wird gefragt…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Noch ist nichts geschehen</translation>
    </message>
    <message>
        <source>Not loaded yet</source>
        <translation>Noch nicht geladen</translation>
    </message>
    <message>
        <source>Keys that are created or revoked, calls of tools, and what is done on this device: it will be here.</source>
        <translation>Erstellte und widerrufene Schlüssel, Aufrufe von Werkzeugen und was auf diesem Gerät geschieht: All das wird hier stehen.</translation>
    </message>
    <message>
        <source>Load events</source>
        <translation>Ereignisse laden</translation>
    </message>
    <message>
        <source>The service does not let this key read its log.</source>
        <translation>Der Dienst lässt diesen Schlüssel sein Protokoll nicht lesen.</translation>
    </message>
    <message>
        <source>What the service told is from %1. Asking it again failed.</source>
        <translation>Stand der Angaben des Dienstes: %1. Die neue Abfrage ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Only what happened on this device is shown: the service could not be asked.</source>
        <translation>Hier steht nur, was auf diesem Gerät geschah: Der Dienst ließ sich nicht abfragen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) of the service</source>
        <translation>
            <numerusform>%Ln Ereignis des Dienstes</numerusform>
            <numerusform>%Ln Ereignisse des Dienstes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln on this device</source>
        <translation>
            <numerusform>%Ln auf diesem Gerät</numerusform>
            <numerusform>%Ln auf diesem Gerät</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) shown</source>
        <translation>
            <numerusform>%Ln Ereignis angezeigt</numerusform>
            <numerusform>%Ln Ereignisse angezeigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln ausgewählt</numerusform>
            <numerusform>%Ln ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>service read %1</source>
        <translation>Dienst gelesen %1</translation>
    </message>
    <message>
        <source>service not read yet</source>
        <translation>Dienst noch nicht gelesen</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Show key</source>
        <translation>Schlüssel anzeigen</translation>
    </message>
    <message>
        <source>Only events of this key</source>
        <translation>Nur Ereignisse dieses Schlüssels</translation>
    </message>
    <message>
        <source>Only events of this person</source>
        <translation>Nur Ereignisse dieser Person</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) of this device&apos;s journal are damaged or lost. What the service still has of a lost part is read again.</source>
        <translation>
            <numerusform>%Ln Zeile im Journal dieses Geräts ist beschädigt oder verloren. Was der Dienst von einem verlorenen Teil noch hat, wird neu gelesen.</numerusform>
            <numerusform>%Ln Zeilen im Journal dieses Geräts sind beschädigt oder verloren. Was der Dienst von einem verlorenen Teil noch hat, wird neu gelesen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::ActivitySearchBar</name>
    <message>
        <source>Search activity</source>
        <translation>Aktivität durchsuchen</translation>
    </message>
    <message>
        <source>Search tool, key, person (%1)</source>
        <translation>Werkzeug, Schlüssel, Person (%1)</translation>
    </message>
    <message>
        <source>Words narrow it down; key:, person: and tool: in front of one look there alone. In quotes the whole name has to fit: key:&quot;alex-laptop&quot;.</source>
        <translation>Wörter grenzen ein; key:, person: und tool: vor einem Wort suchen nur dort. In Anführungszeichen muss der ganze Name passen: key:&quot;alex-laptop&quot;.</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Filter by event</source>
        <translation>Nach Ereignis filtern</translation>
    </message>
    <message>
        <source>Filter: %1</source>
        <extracomment>%1 is a kind of event: &quot;Tool calls&quot;; spoken by screen readers</extracomment>
        <translation>Filter: %1</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Tool calls</source>
        <translation>Werkzeugaufrufe</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>This device</source>
        <translation>Dieses Gerät</translation>
    </message>
    <message>
        <source>Days to show</source>
        <translation>Anzuzeigende Tage</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>Letzte 90 Tage</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Gesamte Zeit</translation>
    </message>
    <message>
        <source>Other days…</source>
        <translation>Andere Tage…</translation>
    </message>
</context>
<context>
    <name>Konstantly::AuditCommand</name>
    <message>
        <source>The service has older events, which are not read yet: %L1 are read at a time, to leave calls for others. The next run goes on with them.</source>
        <translation>Der Dienst hat ältere Ereignisse, die noch nicht gelesen sind: Je Lauf werden %L1 gelesen, damit Aufrufe für andere bleiben. Der nächste Lauf setzt dort fort.</translation>
    </message>
    <message>
        <source>The service answers again.</source>
        <translation>Der Dienst antwortet wieder.</translation>
    </message>
    <message>
        <source>%1 Events of this device go on; the service is asked again in %2 s.</source>
        <translation>%1 Ereignisse dieses Geräts laufen weiter; der Dienst wird in %2 s wieder gefragt.</translation>
    </message>
    <message>
        <source>Goes on with events as they come, until it is ended by Ctrl-C.</source>
        <translation>Läuft weiter mit Ereignissen, wie sie kommen, bis es mit Strg-C beendet wird.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln damaged or lost line(s) of this device&apos;s journal were passed over.</source>
        <translation>
            <numerusform>%Ln beschädigte oder verlorene Zeile im Journal dieses Geräts wurde übergangen.</numerusform>
            <numerusform>%Ln beschädigte oder verlorene Zeilen im Journal dieses Geräts wurden übergangen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::AuditExportCommand</name>
    <message>
        <source>Events are missing here: they were removed from this device&apos;s journal, which keeps them for a limited time.</source>
        <translation>Hier fehlen Ereignisse: Sie wurden aus dem Journal dieses Geräts entfernt, das sie begrenzte Zeit aufbewahrt.</translation>
    </message>
    <message>
        <source>Prints events for other programs, one a line, in the order in which they became known.</source>
        <translation>Gibt Ereignisse für andere Programme aus, eines je Zeile, in der Reihenfolge, in der sie bekannt wurden.</translation>
    </message>
    <message>
        <source>jsonl (default), cef or csv.</source>
        <translation>jsonl (Standard), cef oder csv.</translation>
    </message>
    <message>
        <source>Only what follows that “cursor” of an event.</source>
        <translation>Nur was auf diesen „cursor“ eines Ereignisses folgt.</translation>
    </message>
    <message>
        <source>Into that file, which is replaced when everything is written, not before.</source>
        <translation>In diese Datei, die erst ersetzt wird, wenn alles geschrieben ist.</translation>
    </message>
    <message>
        <source>Who keeps the “cursor” of the last event and gives it the next time gets every event once. CSV has no cursor.</source>
        <translation>Wer den „cursor“ des letzten Ereignisses behält und beim nächsten Mal angibt, bekommt jedes Ereignis einmal. CSV hat keinen Cursor.</translation>
    </message>
    <message>
        <source>--format takes jsonl, cef or csv.</source>
        <translation>--format verlangt jsonl, cef oder csv.</translation>
    </message>
    <message>
        <source>“%1” is no cursor: that is the number in the “cursor” of an event.</source>
        <translation>„%1“ ist kein Cursor: Das ist die Zahl im „cursor“ eines Ereignisses.</translation>
    </message>
    <message>
        <source>--out names the file to write.</source>
        <translation>--out nennt die zu schreibende Datei.</translation>
    </message>
    <message>
        <source>With --follow there is no end at which the file would appear. Use one of --follow and --out.</source>
        <translation>Mit --follow gibt es kein Ende, an dem die Datei erscheinen würde. Verwenden Sie nur eines von --follow und --out.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) written to %1 (SHA-256 %2).</source>
        <translation>
            <numerusform>%Ln Ereignis in %1 geschrieben (SHA-256 %2).</numerusform>
            <numerusform>%Ln Ereignisse in %1 geschrieben (SHA-256 %2).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::AuditForwardCommand</name>
    <message numerus="yes">
        <source>%Ln event(s) could not be sent: they are damaged in this device&apos;s journal, or were removed from it before their turn. The server was told.</source>
        <translation>
            <numerusform>%Ln Ereignis konnte nicht gesendet werden: Es ist im Journal dieses Geräts beschädigt oder wurde daraus entfernt, bevor es an der Reihe war. Der Server weiß davon.</numerusform>
            <numerusform>%Ln Ereignisse konnten nicht gesendet werden: Sie sind im Journal dieses Geräts beschädigt oder wurden daraus entfernt, bevor sie an der Reihe waren. Der Server weiß davon.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sends events to a SIEM, as syslog (RFC 5424) over TLS.</source>
        <translation>Sendet Ereignisse an ein SIEM, als Syslog (RFC 5424) über TLS.</translation>
    </message>
    <message>
        <source>The server, syslog+tls://HOST:PORT; else the one that is set up.</source>
        <translation>Der Server, syslog+tls://HOST:PORT; sonst der eingerichtete.</translation>
    </message>
    <message>
        <source>A PEM file with the authorities that count, instead of the system&apos;s.</source>
        <translation>PEM-Datei mit den Zertifizierungsstellen, die statt der des Systems gelten.</translation>
    </message>
    <message>
        <source>Sends one test message, which is no event, and nothing else.</source>
        <translation>Sendet eine Testmeldung, die kein Ereignis ist, und sonst nichts.</translation>
    </message>
    <message>
        <source>Each event arrives at least once; what arrives again has the same id. Where it got to is kept for each server, so the next run goes on there. With --json one delivery a line.</source>
        <translation>Jedes Ereignis kommt mindestens einmal an; was erneut ankommt, hat dieselbe Kennung. Für jeden Server bleibt gespeichert, wie weit es ging; der nächste Lauf setzt dort fort. Mit --json eine Zustellung je Zeile.</translation>
    </message>
    <message>
        <source>Name it with --to syslog+tls://HOST:PORT, or set it up in the window: Settings.</source>
        <translation>Nennen Sie es mit --to syslog+tls://HOST:PORT, oder richten Sie es im Fenster ein: Einstellungen.</translation>
    </message>
    <message>
        <source>Switch it on in the window: Settings. Or name the server with --to.</source>
        <translation>Schalten Sie es im Fenster ein: Einstellungen. Oder nennen Sie den Server mit --to.</translation>
    </message>
    <message>
        <source>Sending events to a SIEM is switched off.</source>
        <translation>Das Senden von Ereignissen an ein SIEM ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>The test message arrived at %1.</source>
        <translation>Die Testmeldung ist bei %1 angekommen.</translation>
    </message>
    <message>
        <source>There was nothing new to send.</source>
        <translation>Es gab nichts Neues zu senden.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) delivered to %1.</source>
        <translation>
            <numerusform>%Ln Ereignis an %1 zugestellt.</numerusform>
            <numerusform>%Ln Ereignisse an %1 zugestellt.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 It is tried again in %2 s.</source>
        <translation>%1 Neuer Versuch in %2 s.</translation>
    </message>
</context>
<context>
    <name>Konstantly::AuditListCommand</name>
    <message>
        <source>service event %1</source>
        <translation>Ereignis %1 des Dienstes</translation>
    </message>
    <message>
        <source>Says what happened on the service and on this device, newest first.</source>
        <translation>Sagt, was beim Dienst und auf diesem Gerät geschah, Neuestes zuerst.</translation>
    </message>
    <message>
        <source>Only from then on: 24h, 7d, 2026-11-01, 2026-11-01T10:00:00Z.</source>
        <translation>Erst ab dann: 24h, 7d, 2026-11-01, 2026-11-01T10:00:00Z.</translation>
    </message>
    <message>
        <source>Only events about that key: a part of its name or id.</source>
        <translation>Nur Ereignisse zu diesem Schlüssel: ein Teil seines Namens oder seiner Kennung.</translation>
    </message>
    <message>
        <source>Only what that person did: a part of the name.</source>
        <translation>Nur was diese Person tat: ein Teil des Namens.</translation>
    </message>
    <message>
        <source>Only calls of that tool, or what that AI tool did.</source>
        <translation>Nur Aufrufe dieses Werkzeugs, oder was dieses KI-Tool tat.</translation>
    </message>
    <message>
        <source>Only events of that kind, as “kind” in the JSON has it (tool-called, key-created, …), of the service&apos;s number (88), or “local”.</source>
        <translation>Nur Ereignisse dieser Art: „kind“ wie im JSON (tool-called, key-created, …), die Nummer beim Dienst (88) oder „local“.</translation>
    </message>
    <message>
        <source>How many at most; 0 = all. 100 unless given.</source>
        <translation>Wie viele höchstens; 0 = alle. Ohne Angabe 100.</translation>
    </message>
    <message>
        <source>WORDs have to occur somewhere in an event; key:…, person:… and tool:… hold one to that field. With --json one event a line.</source>
        <translation>Jedes WORD muss in einem Ereignis vorkommen; key:…, person:… und tool:… suchen nur in diesem Feld. Mit --json ein Ereignis je Zeile.</translation>
    </message>
    <message>
        <source>--limit takes a number; 0 = all.</source>
        <translation>--limit verlangt eine Zahl; 0 = alle.</translation>
    </message>
    <message>
        <source>“%1” is no type of event. --type takes a number, “local”, or one of: %2.</source>
        <translation>„%1“ ist keine Art von Ereignis. --type verlangt eine Zahl, „local“ oder eines von: %2.</translation>
    </message>
    <message>
        <source>“%1” is no time: 24h, 7d, 2026-11-01 or 2026-11-01T10:00:00Z.</source>
        <translation>„%1“ ist keine Zeit: 24h, 7d, 2026-11-01 oder 2026-11-01T10:00:00Z.</translation>
    </message>
    <message>
        <source>No events are known that fit.</source>
        <translation>Es sind keine passenden Ereignisse bekannt.</translation>
    </message>
    <message>
        <source>TIME</source>
        <translation>ZEIT</translation>
    </message>
    <message>
        <source>EVENT</source>
        <translation>EREIGNIS</translation>
    </message>
    <message>
        <source>KEY</source>
        <translation>SCHLÜSSEL</translation>
    </message>
    <message>
        <source>PERSON</source>
        <translation>PERSON</translation>
    </message>
    <message>
        <source>TOOL</source>
        <translation>TOOL</translation>
    </message>
    <message>
        <source>ABOUT</source>
        <translation>BETRIFFT</translation>
    </message>
</context>
<context>
    <name>Konstantly::AuditTableModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Betrifft</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>This device</source>
        <translation>Dieses Gerät</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
</context>
<context>
    <name>Konstantly::BackupsDialog</name>
    <message>
        <source>before it was set up</source>
        <translation>bevor es eingerichtet wurde</translation>
    </message>
    <message>
        <source>before its key was moved to the keychain</source>
        <translation>bevor sein Schlüssel in den Schlüsselbund kam</translation>
    </message>
    <message>
        <source>before its entry was removed</source>
        <translation>bevor sein Eintrag entfernt wurde</translation>
    </message>
    <message>
        <source>before a backup was restored</source>
        <translation>bevor eine Sicherung wiederhergestellt wurde</translation>
    </message>
    <message>
        <source>before its entry was updated</source>
        <translation>bevor sein Eintrag aktualisiert wurde</translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <comment>time, what followed, size</comment>
        <translation>%1 · %2 · %3</translation>
    </message>
    <message>
        <source>no file</source>
        <translation>keine Datei</translation>
    </message>
    <message>
        <source>Restore a backup of %1&apos;s file</source>
        <translation>Sicherung der Datei von %1 wiederherstellen</translation>
    </message>
    <message>
        <source>Choose one to see what would change. Keys don&apos;t come back: they stay in the keychain.</source>
        <translation>Wählen Sie eine aus, um zu sehen, was sich ändern würde. Schlüssel kommen nicht zurück: Sie bleiben im Schlüsselbund.</translation>
    </message>
    <message>
        <source>Backups, newest first</source>
        <translation>Sicherungen, neueste zuerst</translation>
    </message>
    <message>
        <source>What restoring it would change</source>
        <translation>Was sich durch das Wiederherstellen ändern würde</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Reading the backups…</source>
        <translation>Sicherungen werden gelesen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>There is no backup</source>
        <translation>Es gibt keine Sicherung</translation>
    </message>
    <message>
        <source>One is kept before each change that this program makes.</source>
        <translation>Vor jeder Änderung durch dieses Programm wird eine aufbewahrt.</translation>
    </message>
    <message>
        <source>The file is like this now: there is nothing to change.</source>
        <translation>Die Datei ist jetzt schon so: Es gibt nichts zu ändern.</translation>
    </message>
    <message>
        <source>The backup is not restored.</source>
        <translation>Die Sicherung ist nicht wiederhergestellt.</translation>
    </message>
</context>
<context>
    <name>Konstantly::Banner</name>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
</context>
<context>
    <name>Konstantly::ChangeCard</name>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Undo last change</source>
        <translation>Änderung zurücknehmen</translation>
    </message>
    <message>
        <source>What will change in %1</source>
        <translation>Was sich in %1 ändert</translation>
    </message>
    <message numerus="yes">
        <source>What will change in %n file(s)</source>
        <translation>
            <numerusform>Was sich in %n Datei ändert</numerusform>
            <numerusform>Was sich in %n Dateien ändert</numerusform>
        </translation>
    </message>
    <message>
        <source>To be put into the file by you</source>
        <translation>Von Ihnen in die Datei einzufügen</translation>
    </message>
    <message>
        <source>Nothing to change</source>
        <translation>Nichts zu ändern</translation>
    </message>
    <message>
        <source>%1 is running.</source>
        <translation>%1 läuft.</translation>
    </message>
    <message>
        <source>It may write its file back from memory and lose the change: quit it first.</source>
        <translation>Vielleicht schreibt es seine Datei aus dem Speicher zurück und die Änderung geht verloren: Beenden Sie es zuerst.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>%1 · %2 is as it should be</source>
        <translation>%1 · %2 ist, wie es sein soll</translation>
    </message>
    <message>
        <source>Change for %1</source>
        <translation>Änderung für %1</translation>
    </message>
    <message>
        <source>%1 will run</source>
        <translation>%1 führt dann aus</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy what to paste</source>
        <translation>Text zum Einfügen kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>Nicht erledigt</translation>
    </message>
    <message>
        <source>Done in part</source>
        <translation>Teilweise erledigt</translation>
    </message>
</context>
<context>
    <name>Konstantly::ChartPainter</name>
    <message>
        <source>%1, which draws the pixels, can&apos;t be started: %2. --format svg works without it.</source>
        <translation>%1, das die Pixel zeichnet, lässt sich nicht starten: %2. --format svg geht ohne.</translation>
    </message>
    <message>
        <source>Pixels are drawn by the window&apos;s program, and %1 is not installed. --format svg works without it.</source>
        <translation>Pixel zeichnet das Programm des Fensters, und %1 ist nicht installiert. --format svg geht ohne.</translation>
    </message>
    <message>
        <source>%1 ended before it had drawn the chart. --format svg works without it.</source>
        <translation>%1 endete, bevor das Diagramm gezeichnet war. --format svg geht ohne.</translation>
    </message>
    <message>
        <source>%1 did not draw the chart: %2. --format svg works without it.</source>
        <translation>%1 hat das Diagramm nicht gezeichnet: %2. --format svg geht ohne.</translation>
    </message>
</context>
<context>
    <name>Konstantly::CheckRow</name>
    <message>
        <source>Fix: %1</source>
        <translation>Beheben: %1</translation>
    </message>
</context>
<context>
    <name>Konstantly::CheckupCommand</name>
    <message>
        <source>Checks keys, AI tools, the server package and this device; exits with 1 when there are problems.</source>
        <translation>Prüft Schlüssel, KI-Tools, das Serverpaket und dieses Gerät; endet mit 1, wenn es Probleme gibt.</translation>
    </message>
    <message>
        <source>“json” (like --json) or “markdown”: a report.</source>
        <translation>„json“ (wie --json) oder „markdown“: ein Bericht.</translation>
    </message>
    <message>
        <source>What could not be looked at is “cannot tell”, never passed.</source>
        <translation>Was nicht angesehen werden konnte, ist „unklar“, niemals bestanden.</translation>
    </message>
    <message>
        <source>The format is “json” or “markdown”.</source>
        <translation>Das Format ist „json“ oder „markdown“.</translation>
    </message>
    <message>
        <source>STATE</source>
        <translation>ZUSTAND</translation>
    </message>
    <message>
        <source>CHECK</source>
        <translation>PRÜFUNG</translation>
    </message>
    <message>
        <source>FOUND</source>
        <translation>BEFUND</translation>
    </message>
</context>
<context>
    <name>Konstantly::CheckupPage</name>
    <message>
        <source>Export report…</source>
        <translation>Bericht exportieren…</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Nothing to check yet</source>
        <translation>Noch nichts zu prüfen</translation>
    </message>
    <message>
        <source>Connect a workspace, and its keys and this device are checked.</source>
        <translation>Verbinden Sie einen Arbeitsbereich, dann werden seine Schlüssel und dieses Gerät geprüft.</translation>
    </message>
    <message>
        <source>Connect a workspace…</source>
        <translation>Arbeitsbereich verbinden…</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Prüfung läuft…</translation>
    </message>
    <message>
        <source>Looking at keys, AI tools and files</source>
        <translation>Schlüssel, KI-Tools und Dateien werden angesehen</translation>
    </message>
    <message>
        <source>checking…</source>
        <translation>Prüfung läuft…</translation>
    </message>
    <message>
        <source>checked %1</source>
        <translation>geprüft %1</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n Problem</numerusform>
            <numerusform>%n Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>Not everything could be made private</source>
        <translation>Nicht alles ließ sich privat machen</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>Bericht exportieren</translation>
    </message>
    <message>
        <source>Markdown (*.md);;JSON (*.json)</source>
        <translation>Markdown (*.md);;JSON (*.json)</translation>
    </message>
    <message>
        <source>The report was written</source>
        <translation>Der Bericht wurde geschrieben</translation>
    </message>
    <message>
        <source>The report was not written</source>
        <translation>Der Bericht wurde nicht geschrieben</translation>
    </message>
    <message>
        <source>Checkup</source>
        <translation>Check-up</translation>
    </message>
</context>
<context>
    <name>Konstantly::ChipBar</name>
    <message>
        <source>Filter by risk</source>
        <translation>Nach Risiko filtern</translation>
    </message>
    <message>
        <source>Filter: %1</source>
        <extracomment>%1 is a risk: &quot;Needs rotation&quot;; spoken by screen readers</extracomment>
        <translation>Filter: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s)</source>
        <translation>
            <numerusform>%n Schlüssel</numerusform>
            <numerusform>%n Schlüssel</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::Cli</name>
    <message>
        <source>Print one JSON document.</source>
        <translation>Gibt ein JSON-Dokument aus.</translation>
    </message>
    <message>
        <source>The workspace to work on.</source>
        <translation>Der Arbeitsbereich, um den es geht.</translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation>Zeigt diese Hilfe.</translation>
    </message>
    <message>
        <source>Usage: %1 %2</source>
        <translation>Aufruf: %1 %2</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Optionen:</translation>
    </message>
    <message>
        <source>Usage: %1 [--json] [--workspace NAME] COMMAND</source>
        <translation>Aufruf: %1 [--json] [--workspace NAME] BEFEHL</translation>
    </message>
    <message>
        <source>Manages Konstantly MCP keys and the AI tools on this device that use them.</source>
        <translation>Verwaltet MCP-Schlüssel von Konstantly und die KI-Tools auf diesem Gerät, die sie nutzen.</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>Befehle:</translation>
    </message>
    <message>
        <source>“%1 COMMAND --help” tells more. Keys are read from standard input or typed without echo, never given as an argument.</source>
        <translation>„%1 BEFEHL --help“ sagt mehr. Schlüssel werden von der Standardeingabe gelesen oder verdeckt eingegeben, niemals als Argument.</translation>
    </message>
    <message>
        <source>A key must not be an argument: every program on this computer can read it there, and your shell may have kept it. Nothing was done. Replace that key, and give keys on standard input.</source>
        <translation>Ein Schlüssel darf kein Argument sein: Jedes Programm auf diesem Rechner kann ihn dort lesen, und Ihre Shell hat ihn vielleicht gespeichert. Es wurde nichts getan. Ersetzen Sie diesen Schlüssel, und geben Sie Schlüssel auf der Standardeingabe an.</translation>
    </message>
    <message>
        <source>Which command?</source>
        <translation>Welcher Befehl?</translation>
    </message>
    <message>
        <source>There is no such command.</source>
        <translation>Diesen Befehl gibt es nicht.</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <extracomment>%1 is the word for an argument in the help, such as NAME</extracomment>
        <translation>%1 fehlt.</translation>
    </message>
    <message>
        <source>There are too many arguments.</source>
        <translation>Es sind zu viele Argumente.</translation>
    </message>
    <message>
        <source>See: %1 --help</source>
        <translation>Siehe: %1 --help</translation>
    </message>
    <message>
        <source>Usage: %1 %2 COMMAND</source>
        <translation>Aufruf: %1 %2 BEFEHL</translation>
    </message>
    <message>
        <source>“%1 %2 COMMAND --help” tells more.</source>
        <translation>„%1 %2 BEFEHL --help“ sagt mehr.</translation>
    </message>
    <message>
        <source>Which command of “%1”?</source>
        <translation>Welcher Befehl von „%1“?</translation>
    </message>
    <message>
        <source>There is no such command of “%1”.</source>
        <translation>Diesen Befehl von „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>Ctrl+C once more ends the program at once.</source>
        <translation>Noch einmal Strg+C beendet das Programm sofort.</translation>
    </message>
    <message>
        <source>The option --%1 is missing.</source>
        <translation>Die Option --%1 fehlt.</translation>
    </message>
</context>
<context>
    <name>Konstantly::ClosingDialog</name>
    <message>
        <source>Keep running without the window?</source>
        <translation>Ohne Fenster weiterlaufen?</translation>
    </message>
    <message>
        <source>In the notification area the program goes on telling you of quotas and rotations, and sends events to your SIEM if one is set up. AI tools work either way.</source>
        <translation>Im Infobereich meldet das Programm weiter Kontingente und Erneuerungen und sendet Ereignisse an Ihr SIEM, wenn eines eingerichtet ist. KI-Tools funktionieren so oder so.</translation>
    </message>
    <message>
        <source>Your answer is remembered. Settings change it.</source>
        <translation>Ihre Antwort wird gespeichert. In den Einstellungen lässt sie sich ändern.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Weiterlaufen</translation>
    </message>
</context>
<context>
    <name>Konstantly::Command</name>
    <message>
        <source>No workspace is connected on this device. Connect one first.</source>
        <translation>Auf diesem Gerät ist kein Arbeitsbereich verbunden. Verbinden Sie zuerst einen.</translation>
    </message>
    <message>
        <source>Say which one: --workspace NAME.</source>
        <translation>Nennen Sie einen davon: --workspace NAME.</translation>
    </message>
    <message>
        <source>Several workspaces are connected.</source>
        <translation>Es sind mehrere Arbeitsbereiche verbunden.</translation>
    </message>
</context>
<context>
    <name>Konstantly::ConnectWorkspaceDialog</name>
    <message>
        <source>Connect a workspace</source>
        <translation>Arbeitsbereich verbinden</translation>
    </message>
    <message>
        <source>Or paste an install snippet: address and key are taken from it.</source>
        <translation>Oder fügen Sie einen Installationstext ein: Adresse und Schlüssel werden daraus übernommen.</translation>
    </message>
    <message>
        <source>Try the demo workspace</source>
        <translation>Demo-Arbeitsbereich ausprobieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Asking the workspace who the key belongs to…</source>
        <translation>Arbeitsbereich wird gefragt, wem der Schlüssel gehört…</translation>
    </message>
    <message>
        <source>Checking the keychain…</source>
        <translation>Schlüsselbund wird geprüft…</translation>
    </message>
    <message>
        <source>Storing the key in %1…</source>
        <translation>Schlüssel wird in %1 gespeichert…</translation>
    </message>
    <message>
        <source>Workspace address</source>
        <translation>Adresse des Arbeitsbereichs</translation>
    </message>
    <message>
        <source>acme or acme.konstantly.com</source>
        <translation>acme oder acme.konstantly.com</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Type the host to confirm</source>
        <translation>Zur Bestätigung den Host eingeben</translation>
    </message>
    <message>
        <source>It is not a konstantly.com address. Type the host to confirm that it is yours</source>
        <translation>Das ist keine Adresse bei konstantly.com. Geben Sie den Host ein, um zu bestätigen, dass es Ihrer ist</translation>
    </message>
    <message>
        <source>MCP key</source>
        <translation>MCP-Schlüssel</translation>
    </message>
    <message>
        <source>Create one in the browser…</source>
        <translation>Im Browser erstellen…</translation>
    </message>
    <message>
        <source>Name of this device</source>
        <translation>Name dieses Geräts</translation>
    </message>
    <message>
        <source>Add a certificate authority…</source>
        <translation>Zertifizierungsstelle hinzufügen…</translation>
    </message>
    <message>
        <source>The part before .konstantly.com, or your own host.</source>
        <translation>Der Teil vor .konstantly.com oder Ihr eigener Host.</translation>
    </message>
    <message>
        <source>The snippet names no address: type it here.</source>
        <translation>Der Installationstext nennt keine Adresse: Geben Sie sie hier ein.</translation>
    </message>
    <message>
        <source>%1 · the key will only ever be sent there</source>
        <translation>%1 · der Schlüssel wird immer nur dorthin gesendet</translation>
    </message>
    <message>
        <source>Kept in the keychain, never in a file.</source>
        <translation>Im Schlüsselbund abgelegt, niemals in einer Datei.</translation>
    </message>
    <message>
        <source>Kept in %1, never in a file.</source>
        <translation>In %1 abgelegt, niemals in einer Datei.</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>Zertifikate (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>Trusted for this workspace alone: %1
SHA-256 %2</source>
        <translation>Nur für diesen Arbeitsbereich vertraut: %1
SHA-256 %2</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Wird verbunden…</translation>
    </message>
    <message>
        <source>The administrator of this device allows: %1</source>
        <translation>Die Administration dieses Geräts erlaubt: %1</translation>
    </message>
</context>
<context>
    <name>Konstantly::ConsoleAccess</name>
    <message>
        <source>Disconnecting “%1” began and did not end, so its keys may be gone from the keychain. Disconnect it once more.</source>
        <translation>Das Trennen von „%1“ hat begonnen und wurde nicht beendet; die Schlüssel fehlen im Schlüsselbund möglicherweise schon. Trennen Sie noch einmal.</translation>
    </message>
</context>
<context>
    <name>Konstantly::CustomRangeDialog</name>
    <message>
        <source>Show other days</source>
        <translation>Andere Tage anzeigen</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Erster Tag</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>The last day is before the first one.</source>
        <translation>Der letzte Tag liegt vor dem ersten.</translation>
    </message>
</context>
<context>
    <name>Konstantly::DemoSession</name>
    <message>
        <source>The address in the file is not the key&apos;s own.</source>
        <translation>Die Adresse in der Datei ist nicht die des Schlüssels.</translation>
    </message>
</context>
<context>
    <name>Konstantly::DetailsPane</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Close details</source>
        <translation>Details schließen</translation>
    </message>
</context>
<context>
    <name>Konstantly::DeviceBackupsCommand</name>
    <message>
        <source>Lists the kept versions of an AI tool&apos;s file, newest first.</source>
        <translation>Zeigt die Sicherungen der Datei eines KI-Tools, neueste zuerst.</translation>
    </message>
    <message>
        <source>Each is the file before a change of this program, without Konstantly keys. “device undo TOOL --to ID” brings one back.</source>
        <translation>Jede ist die Datei vor einer Änderung durch dieses Programm, ohne Konstantly-Schlüssel. „device undo TOOL --to ID“ holt eine zurück.</translation>
    </message>
    <message>
        <source>Name one AI tool, not all.</source>
        <translation>Nennen Sie ein KI-Tool, nicht alle.</translation>
    </message>
</context>
<context>
    <name>Konstantly::DeviceCommand</name>
    <message>
        <source>Shows what would change and writes nothing.</source>
        <translation>Zeigt, was sich ändern würde, und schreibt nichts.</translation>
    </message>
    <message>
        <source>no file</source>
        <translation>keine Datei</translation>
    </message>
    <message>
        <source>There is no backup.</source>
        <translation>Es gibt keine Sicherung.</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>TAKEN</source>
        <translation>ERSTELLT</translation>
    </message>
    <message>
        <source>BEFORE</source>
        <translation>VOR</translation>
    </message>
    <message>
        <source>SIZE</source>
        <translation>GRÖSSE</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>DATEI</translation>
    </message>
    <message>
        <source>There is no AI tool “%1”. Known are: %2.</source>
        <translation>Es gibt kein KI-Tool „%1“. Bekannt sind: %2.</translation>
    </message>
    <message>
        <source>%1: nothing to change.</source>
        <translation>%1: nichts zu ändern.</translation>
    </message>
    <message>
        <source>%1: %2 (done)</source>
        <translation>%1: %2 (erledigt)</translation>
    </message>
    <message>
        <source>%1: %2 (not written)</source>
        <translation>%1: %2 (nicht geschrieben)</translation>
    </message>
    <message>
        <source>It runs: %1</source>
        <translation>Ausgeführt wird: %1</translation>
    </message>
    <message>
        <source>It runs right now and may write its file back: quit it completely and look again.</source>
        <translation>Es läuft gerade und schreibt seine Datei vielleicht zurück: Beenden Sie es vollständig, und sehen Sie noch einmal nach.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>There is nothing to do.</source>
        <translation>Es gibt nichts zu tun.</translation>
    </message>
</context>
<context>
    <name>Konstantly::DeviceListCommand</name>
    <message>
        <source>Lists the AI tools on this device and how they stand.</source>
        <translation>Zeigt die KI-Tools auf diesem Gerät und wie es um sie steht.</translation>
    </message>
    <message>
        <source>Exits with 1 when a tool needs attention or a copy of a key was found.</source>
        <translation>Endet mit 1, wenn ein Tool Aufmerksamkeit braucht oder eine Kopie eines Schlüssels gefunden wurde.</translation>
    </message>
    <message>
        <source>Also looks for keys in the histories of shells, where commands leave them.</source>
        <translation>Sucht auch in den Verläufen von Shells nach Schlüsseln, wo Befehle sie hinterlassen.</translation>
    </message>
    <message>
        <source>Copies of keys in other files (backups that tools made, .env files, projects) are listed by place, line and name. A copy stays usable until its key is replaced.</source>
        <translation>Kopien von Schlüsseln in anderen Dateien (Sicherungen von Tools, .env-Dateien, Projekte) werden mit Ort, Zeile und Name aufgelistet. Eine Kopie bleibt nutzbar, bis ihr Schlüssel ersetzt ist.</translation>
    </message>
    <message>
        <source>TOOL</source>
        <translation>TOOL</translation>
    </message>
    <message>
        <source>STATE</source>
        <translation>ZUSTAND</translation>
    </message>
    <message>
        <source>WORKSPACE</source>
        <translation>ARBEITSBEREICH</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>DATEI</translation>
    </message>
    <message>
        <source>Not found on this device: %1.</source>
        <translation>Auf diesem Gerät nicht gefunden: %1.</translation>
    </message>
</context>
<context>
    <name>Konstantly::DeviceListModel</name>
    <message>
        <source>Not installed</source>
        <translation>Nicht installiert</translation>
    </message>
    <message>
        <source>Not set up</source>
        <translation>Nicht eingerichtet</translation>
    </message>
    <message>
        <source>Key in plain text</source>
        <translation>Schlüssel im Klartext</translation>
    </message>
    <message>
        <source>Protected</source>
        <translation>Geschützt</translation>
    </message>
    <message>
        <source>Points to another workspace</source>
        <translation>Anderer Arbeitsbereich</translation>
    </message>
    <message>
        <source>Old entry</source>
        <translation>Alter Eintrag</translation>
    </message>
    <message>
        <source>Key revoked</source>
        <translation>Schlüssel widerrufen</translation>
    </message>
    <message>
        <source>File not readable</source>
        <translation>Datei nicht lesbar</translation>
    </message>
    <message>
        <source>Changed by the tool</source>
        <translation>Vom Tool geändert</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Konstantly::DevicePage</name>
    <message>
        <source>Set up all tools</source>
        <translation>Alle Tools einrichten</translation>
    </message>
    <message>
        <source>Looking for AI tools…</source>
        <translation>KI-Tools werden gesucht…</translation>
    </message>
    <message>
        <source>No AI tool found</source>
        <translation>Kein KI-Tool gefunden</translation>
    </message>
    <message>
        <source>Install one of those the program knows, then look again.</source>
        <translation>Installieren Sie eines, das das Programm kennt, und suchen Sie erneut.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message numerus="yes">
        <source>%n AI tool(s) need attention</source>
        <translation>
            <numerusform>%n KI-Tool braucht Aufmerksamkeit</numerusform>
            <numerusform>%n KI-Tools brauchen Aufmerksamkeit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n AI tool(s) keep a Konstantly key in plain text.</source>
        <translation>
            <numerusform>%n KI-Tool hat einen Konstantly-Schlüssel im Klartext.</numerusform>
            <numerusform>%n KI-Tools haben einen Konstantly-Schlüssel im Klartext.</numerusform>
        </translation>
    </message>
    <message>
        <source>Anyone who can read the file can use it.</source>
        <translation>Wer die Datei lesen kann, kann ihn nutzen.</translation>
    </message>
    <message numerus="yes">
        <source>Protect it</source>
        <comment>plaintext keys</comment>
        <translation>
            <numerusform>Schützen</numerusform>
            <numerusform>Alle schützen</numerusform>
        </translation>
    </message>
    <message>
        <source>The tool wrote its file anew, or somebody removed it.</source>
        <translation>Das Tool hat seine Datei neu geschrieben, oder jemand hat ihn entfernt.</translation>
    </message>
    <message>
        <source>Quit the tool completely before you put it back.</source>
        <translation>Beenden Sie das Tool vollständig, bevor Sie ihn wieder eintragen.</translation>
    </message>
    <message>
        <source>%1 throws it out each time: what to do is said below.</source>
        <translation>%1 entfernt ihn jedes Mal wieder: Was zu tun ist, steht unten.</translation>
    </message>
    <message>
        <source>Our entry is gone from %1.</source>
        <translation>Unser Eintrag fehlt in %1.</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Wieder eintragen</translation>
    </message>
    <message>
        <source>key kept in %1</source>
        <translation>Schlüssel in %1</translation>
    </message>
    <message>
        <source>no workspace yet</source>
        <translation>noch kein Arbeitsbereich</translation>
    </message>
    <message>
        <source>%1 can&apos;t be set up</source>
        <translation>%1 kann nicht eingerichtet werden</translation>
    </message>
    <message>
        <source>The entry can&apos;t be removed from %1</source>
        <translation>Der Eintrag kann nicht aus %1 entfernt werden</translation>
    </message>
    <message>
        <source>The last change of %1 can&apos;t be taken back</source>
        <translation>Die letzte Änderung von %1 lässt sich nicht zurücknehmen</translation>
    </message>
    <message>
        <source>This device</source>
        <translation>Dieses Gerät</translation>
    </message>
</context>
<context>
    <name>Konstantly::DeviceProtectCommand</name>
    <message>
        <source>Sets AI tools up, or moves their key from the file to the keychain.</source>
        <translation>Richtet KI-Tools ein oder verschiebt ihren Schlüssel aus der Datei in den Schlüsselbund.</translation>
    </message>
    <message>
        <source>Also for a tool whose folder does not exist yet.</source>
        <translation>Auch für ein Tool, dessen Ordner noch nicht existiert.</translation>
    </message>
    <message>
        <source>Also moves keys that a tool keeps for single projects (Claude Code).</source>
        <translation>Verschiebt auch Schlüssel, die ein Tool für einzelne Projekte hat (Claude Code).</translation>
    </message>
    <message>
        <source>The keychain comes first and the file second. “device undo” takes the last change of a file back.</source>
        <translation>Zuerst kommt der Schlüsselbund, dann die Datei. „device undo“ nimmt die letzte Änderung einer Datei zurück.</translation>
    </message>
</context>
<context>
    <name>Konstantly::DeviceProtection</name>
    <message>
        <source>No workspace is connected on this device. Connect one first.</source>
        <translation>Auf diesem Gerät ist kein Arbeitsbereich verbunden. Verbinden Sie zuerst einen.</translation>
    </message>
    <message>
        <source>The key in this tool&apos;s file belongs to %1, which is not connected on this device. Connect it first.</source>
        <translation>Der Schlüssel in der Datei dieses Tools gehört zu %1. Dieser Arbeitsbereich ist auf diesem Gerät nicht verbunden. Verbinden Sie ihn zuerst.</translation>
    </message>
    <message>
        <source>The key moves from the file to the keychain. It was readable for every program, so it counts as exposed: replace it soon.</source>
        <translation>Der Schlüssel wandert aus der Datei in den Schlüsselbund. Er war für jedes Programm lesbar und gilt deshalb als offengelegt: Ersetzen Sie ihn bald.</translation>
    </message>
    <message>
        <source>The keychain holds this key already. It was readable for every program, so it counts as exposed: replace it soon.</source>
        <translation>Der Schlüsselbund enthält diesen Schlüssel schon. Er war für jedes Programm lesbar und gilt deshalb als offengelegt: Ersetzen Sie ihn bald.</translation>
    </message>
    <message>
        <source>The service does not accept the key that is in the file now. The tool will use this device&apos;s key.</source>
        <translation>Der Dienst akzeptiert den Schlüssel nicht, der jetzt in der Datei steht. Das Tool wird den Schlüssel dieses Geräts nutzen.</translation>
    </message>
    <message>
        <source>The tool will use this device&apos;s key. The one in the file now is the key that this program itself uses. It was readable for every program, so it counts as exposed: replace it soon.</source>
        <translation>Das Tool wird den Schlüssel dieses Geräts nutzen. In der Datei steht jetzt der Schlüssel, den dieses Programm selbst nutzt. Er war für jedes Programm lesbar und gilt deshalb als offengelegt: Ersetzen Sie ihn bald.</translation>
    </message>
    <message>
        <source>The tool will use this device&apos;s key. The key that is in the file now is not kept: revoke it.</source>
        <translation>Das Tool wird den Schlüssel dieses Geräts nutzen. Der Schlüssel, der jetzt in der Datei steht, wird nicht aufbewahrt: Widerrufen Sie ihn.</translation>
    </message>
</context>
<context>
    <name>Konstantly::DeviceRemoveCommand</name>
    <message>
        <source>Takes the Konstantly entry out of AI tools&apos; files.</source>
        <translation>Nimmt den Konstantly-Eintrag aus den Dateien von KI-Tools.</translation>
    </message>
</context>
<context>
    <name>Konstantly::DeviceStore</name>
    <message>
        <source>%1 does not exist for this system.</source>
        <translation>%1 gibt es für dieses System nicht.</translation>
    </message>
    <message>
        <source>%1 is running and may write its file back. Quit it completely first, also in the system tray, and start it again afterwards.</source>
        <translation>%1 läuft und schreibt seine Datei vielleicht zurück. Beenden Sie es zuerst vollständig, auch im Infobereich, und starten Sie es danach wieder.</translation>
    </message>
    <message>
        <source>%1 is running. It may need a restart to notice the change.</source>
        <translation>%1 läuft. Vielleicht bemerkt es die Änderung erst nach einem Neustart.</translation>
    </message>
    <message>
        <source>The file is a link; its target is changed: %1</source>
        <translation>Die Datei ist ein Link; geändert wird sein Ziel: %1</translation>
    </message>
    <message>
        <source>The entry “%1” (line %2) holds a key in plain text too. It is left alone.</source>
        <translation>Auch der Eintrag „%1“ (Zeile %2) enthält einen Schlüssel im Klartext. Er bleibt unberührt.</translation>
    </message>
    <message>
        <source>The entry “%1” (line %2) of the project %3 holds a key in plain text too. It is left alone.</source>
        <translation>Auch der Eintrag „%1“ (Zeile %2) des Projekts %3 enthält einen Schlüssel im Klartext. Er bleibt unberührt.</translation>
    </message>
    <message>
        <source>This file also says which servers %1 may start, and “%2” is not among them (%3). Add it there, or the server will not run.</source>
        <translation>Diese Datei legt auch fest, welche Server %1 starten darf, und „%2“ gehört nicht dazu (%3). Tragen Sie ihn dort ein, sonst läuft der Server nicht.</translation>
    </message>
    <message>
        <source>The entry “%1” takes variables from %2, which may hold a key in plain text.</source>
        <translation>Der Eintrag „%1“ nimmt Variablen aus %2. Dort liegt vielleicht ein Schlüssel im Klartext.</translation>
    </message>
    <message>
        <source>The entry holds more than one key. The one in KONSTANTLY_MCP_KEY is moved; the others are removed.</source>
        <translation>Der Eintrag enthält mehr als einen Schlüssel. Der in KONSTANTLY_MCP_KEY wird verschoben, die anderen werden gelöscht.</translation>
    </message>
    <message>
        <source>%1 keeps its settings in a format that this program does not change. Put this into the file yourself: %2</source>
        <translation>%1 speichert seine Einstellungen in einem Format, das dieses Programm nicht ändert. Fügen Sie dies selbst in die Datei ein: %2</translation>
    </message>
    <message>
        <source>It takes the place of the entry “%1” in line %2.</source>
        <translation>Es tritt an die Stelle des Eintrags „%1“ in Zeile %2.</translation>
    </message>
    <message>
        <source>The key that was in the file stays in the keychain, so its old entry is not put back.</source>
        <translation>Der Schlüssel aus der Datei bleibt im Schlüsselbund. Deshalb kommt sein alter Eintrag nicht zurück.</translation>
    </message>
    <message>
        <source>%1 is not installed on this device: there is no folder %2.</source>
        <translation>%1 ist auf diesem Gerät nicht installiert: Es gibt keinen Ordner %2.</translation>
    </message>
    <message>
        <source>The key in this entry is not kept, and it still works: revoke it if it is not needed any more.</source>
        <translation>Der Schlüssel in diesem Eintrag wird nicht aufbewahrt, gilt aber weiter: Widerrufen Sie ihn, wenn er nicht mehr gebraucht wird.</translation>
    </message>
    <message>
        <source>There is nothing to take back: the entry held a key, and keys are not put back into files.</source>
        <translation>Es gibt nichts zurückzunehmen: Der Eintrag enthielt einen Schlüssel, und Schlüssel kommen nicht in Dateien zurück.</translation>
    </message>
    <message>
        <source>There is no backup “%1” of %2&apos;s file.</source>
        <translation>Es gibt keine Sicherung „%1“ der Datei von %2.</translation>
    </message>
    <message>
        <source>This backup is of another file: %1</source>
        <translation>Diese Sicherung gehört zu einer anderen Datei: %1</translation>
    </message>
    <message>
        <source>There was no file at that time, so the whole file is removed.</source>
        <translation>Damals gab es keine Datei. Deshalb wird die ganze Datei gelöscht.</translation>
    </message>
    <message>
        <source>The file has been changed since by other programs or by you. These changes are lost in the file; a backup of it as it is now is kept.</source>
        <translation>Die Datei wurde seither von anderen Programmen oder von Ihnen geändert. Diese Änderungen gehen in der Datei verloren. Von ihrem jetzigen Stand bleibt eine Sicherung.</translation>
    </message>
</context>
<context>
    <name>Konstantly::DeviceTestCommand</name>
    <message>
        <source>Starts the MCP server as an AI tool would, and tells how far it gets.</source>
        <translation>Startet den MCP-Server, wie es ein KI-Tool täte, und sagt, wie weit er kommt.</translation>
    </message>
    <message>
        <source>With a tool, exactly what that tool&apos;s file says is started; without, what the program would write into it.</source>
        <translation>Mit einem Tool wird genau das gestartet, was in dessen Datei steht; ohne, was das Programm hineinschreiben würde.</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>ok</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>STEP</source>
        <translation>SCHRITT</translation>
    </message>
    <message>
        <source>RESULT</source>
        <translation>ERGEBNIS</translation>
    </message>
    <message>
        <source>TIME</source>
        <translation>ZEIT</translation>
    </message>
    <message>
        <source>DETAIL</source>
        <translation>DETAILS</translation>
    </message>
    <message numerus="yes">
        <source>%n tool(s) offered.</source>
        <translation>
            <numerusform>%n Werkzeug angeboten.</numerusform>
            <numerusform>%n Werkzeuge angeboten.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no AI tool “%1”.</source>
        <translation>Es gibt kein KI-Tool „%1“.</translation>
    </message>
    <message>
        <source>%1 has no Konstantly entry.</source>
        <translation>%1 hat keinen Konstantly-Eintrag.</translation>
    </message>
    <message>
        <source>%1 does not start the server through this program, so it can&apos;t be tested safely.</source>
        <translation>%1 startet den Server nicht durch dieses Programm. Deshalb lässt es sich nicht gefahrlos testen.</translation>
    </message>
</context>
<context>
    <name>Konstantly::DeviceUndoCommand</name>
    <message>
        <source>Takes the last change of an AI tool&apos;s file back.</source>
        <translation>Nimmt die letzte Änderung an der Datei eines KI-Tools zurück.</translation>
    </message>
    <message>
        <source>Brings the file back to this backup instead, whatever has become of it since. See: device backups</source>
        <translation>Holt stattdessen diese Sicherung der Datei zurück, was auch seither daraus geworden ist. Siehe: device backups</translation>
    </message>
    <message>
        <source>A key that was moved to the keychain does not go back into the file.</source>
        <translation>Ein Schlüssel, der in den Schlüsselbund kam, kommt nicht in die Datei zurück.</translation>
    </message>
</context>
<context>
    <name>Konstantly::DiffView</name>
    <message>
        <source>What will change</source>
        <translation>Was sich ändert</translation>
    </message>
    <message>
        <source>  … line %1</source>
        <translation>  … Zeile %1</translation>
    </message>
</context>
<context>
    <name>Konstantly::FigureTable</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>Konstantly::FileExporter</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>%1 · SHA-256 %2</source>
        <translation>%1 · SHA-256 %2</translation>
    </message>
    <message>
        <source>Nothing was exported.</source>
        <translation>Nichts wurde exportiert.</translation>
    </message>
    <message>
        <source>You stopped it.</source>
        <translation>Sie haben es angehalten.</translation>
    </message>
</context>
<context>
    <name>Konstantly::GuidedKeyPane</name>
    <message>
        <source>The service does not let this window&apos;s key make keys, so the browser does it: create a key with this name and these scopes there, then paste it here.</source>
        <translation>Der Dienst lässt den Schlüssel dieses Fensters keine Schlüssel erstellen. Deshalb geht es im Browser: Erstellen Sie dort einen Schlüssel mit diesem Namen und diesen Rechten, und fügen Sie ihn dann hier ein.</translation>
    </message>
    <message>
        <source>Open “MCP Keys” in the browser</source>
        <translation>„MCP Keys“ im Browser öffnen</translation>
    </message>
    <message>
        <source>Key from the browser</source>
        <translation>Schlüssel aus dem Browser</translation>
    </message>
    <message>
        <source>The key that was created</source>
        <translation>Der erstellte Schlüssel</translation>
    </message>
</context>
<context>
    <name>Konstantly::KeyCopiesCard</name>
    <message>
        <source>Copies of keys</source>
        <translation>Kopien von Schlüsseln</translation>
    </message>
    <message>
        <source>Copies of keys in other files</source>
        <translation>Kopien von Schlüsseln in anderen Dateien</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Look for copies again</source>
        <translation>Erneut nach Kopien suchen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop looking for copies</source>
        <translation>Suche nach Kopien anhalten</translation>
    </message>
    <message>
        <source>Shells&apos; histories too</source>
        <translation>Auch Shell-Verläufe</translation>
    </message>
    <message>
        <source>Look in the histories of shells too</source>
        <translation>Auch in den Verläufen von Shells suchen</translation>
    </message>
    <message>
        <source>Commands that were typed with a key in them stay in a shell&apos;s history.</source>
        <translation>Befehle, die mit einem Schlüssel eingegeben wurden, bleiben im Verlauf einer Shell stehen.</translation>
    </message>
    <message>
        <source>Show all copies</source>
        <translation>Alle Kopien anzeigen</translation>
    </message>
    <message>
        <source>Show what could not be looked at</source>
        <translation>Anzeigen, was nicht durchsucht werden konnte</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Suche läuft…</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) looked at so far.</source>
        <translation>
            <numerusform>Bisher %n Datei durchsucht.</numerusform>
            <numerusform>Bisher %n Dateien durchsucht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking through backups, .env files and projects.</source>
        <translation>Sicherungen, .env-Dateien und Projekte werden durchsucht.</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <comment>copies of keys</comment>
        <translation>
            <numerusform>%n gefunden</numerusform>
            <numerusform>%n gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Whoever reads one of these files can use the key in it. Replace the key; its copies are worthless then, also those that nobody finds.</source>
        <translation>Wer eine dieser Dateien liest, kann den Schlüssel darin nutzen. Ersetzen Sie den Schlüssel; dann sind alle Kopien wertlos, auch die, die niemand findet.</translation>
    </message>
    <message>
        <source>None found, not all seen</source>
        <translation>Keine gefunden, nicht alles gesehen</translation>
    </message>
    <message>
        <source>There is no copy where the program could look, but it could not look everywhere.</source>
        <translation>Wo das Programm suchen konnte, ist keine Kopie. Aber es konnte nicht überall suchen.</translation>
    </message>
    <message>
        <source>None found</source>
        <translation>Keine gefunden</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) looked at: backups, .env files, earlier settings, projects.</source>
        <translation>
            <numerusform>%n Datei durchsucht: Sicherungen, .env-Dateien, frühere Einstellungen, Projekte.</numerusform>
            <numerusform>%n Dateien durchsucht: Sicherungen, .env-Dateien, frühere Einstellungen, Projekte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more</source>
        <comment>copies of keys</comment>
        <translation>
            <numerusform>%n weitere anzeigen</numerusform>
            <numerusform>%n weitere anzeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>This key was revoked: the copy is worthless.</source>
        <translation>Dieser Schlüssel wurde widerrufen: Die Kopie ist wertlos.</translation>
    </message>
    <message>
        <source>Show file</source>
        <translation>Datei anzeigen</translation>
    </message>
    <message>
        <source>Show file %1</source>
        <translation>Datei anzeigen: %1</translation>
    </message>
    <message>
        <source>Replace key…</source>
        <translation>Schlüssel ersetzen…</translation>
    </message>
    <message>
        <source>Replace the key %1</source>
        <translation>Den Schlüssel %1 ersetzen</translation>
    </message>
    <message>
        <source>The search was stopped.</source>
        <translation>Die Suche wurde angehalten.</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) could not be looked at</source>
        <translation>
            <numerusform>%n Ort konnte nicht durchsucht werden</numerusform>
            <numerusform>%n Orte konnten nicht durchsucht werden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::KeyCopiesStore</name>
    <message>
        <source>Configuration file</source>
        <translation>Konfigurationsdatei</translation>
    </message>
    <message>
        <source>Backup of a configuration</source>
        <translation>Sicherung einer Konfiguration</translation>
    </message>
    <message>
        <source>File with variables</source>
        <translation>Datei mit Variablen</translation>
    </message>
    <message>
        <source>Earlier configuration</source>
        <translation>Frühere Konfiguration</translation>
    </message>
    <message>
        <source>File in a project</source>
        <translation>Datei in einem Projekt</translation>
    </message>
    <message>
        <source>Backup of this program</source>
        <translation>Sicherung dieses Programms</translation>
    </message>
    <message>
        <source>History of a shell</source>
        <translation>Verlauf einer Shell</translation>
    </message>
    <message>
        <source>It is not in an entry that the program can protect. Take it out of the file.</source>
        <translation>Er steht nicht in einem Eintrag, den das Programm schützen kann. Löschen Sie ihn aus der Datei.</translation>
    </message>
    <message>
        <source>The tool or an editor kept this copy. Delete the file if nobody needs it.</source>
        <translation>Das Tool oder ein Editor hat diese Kopie angelegt. Löschen Sie die Datei, wenn niemand sie braucht.</translation>
    </message>
    <message>
        <source>Protect the tool, then take the key out of the file.</source>
        <translation>Schützen Sie das Tool, und löschen Sie dann den Schlüssel aus der Datei.</translation>
    </message>
    <message>
        <source>The tool does not read this file any more. Take the key out, or delete the file.</source>
        <translation>Das Tool liest diese Datei nicht mehr. Löschen Sie den Schlüssel daraus oder die ganze Datei.</translation>
    </message>
    <message>
        <source>Whoever gets the project gets the key, and so does its version history. Take it out.</source>
        <translation>Wer das Projekt bekommt, bekommt den Schlüssel, ebenso die Versionsgeschichte. Löschen Sie ihn daraus.</translation>
    </message>
    <message>
        <source>Our backups must not hold keys. Please report this as a bug, without the file.</source>
        <translation>Unsere Sicherungen dürfen keine Schlüssel enthalten. Bitte melden Sie dies als Fehler, ohne die Datei.</translation>
    </message>
    <message>
        <source>A command that was typed with the key stays here. Delete the line.</source>
        <translation>Hier bleibt ein Befehl stehen, der mit dem Schlüssel eingegeben wurde. Löschen Sie die Zeile.</translation>
    </message>
    <message>
        <source>An unknown key</source>
        <translation>Ein unbekannter Schlüssel</translation>
    </message>
    <message>
        <source>may not be read</source>
        <translation>darf nicht gelesen werden</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>zu groß</translation>
    </message>
    <message>
        <source>not a text: what is packed in it can&apos;t be seen</source>
        <translation>kein Text: was darin verpackt ist, ist nicht sichtbar</translation>
    </message>
    <message>
        <source>a link that leads elsewhere</source>
        <translation>ein Link, der woandershin führt</translation>
    </message>
    <message>
        <source>not a file</source>
        <translation>keine Datei</translation>
    </message>
    <message>
        <source>too much to look at all of it</source>
        <translation>zu viel, um alles durchzusehen</translation>
    </message>
    <message>
        <source>only the tool knows where that is</source>
        <translation>nur das Tool weiß, wo das ist</translation>
    </message>
    <message>
        <source>this device&apos;s key for %1</source>
        <translation>der Schlüssel dieses Geräts für %1</translation>
    </message>
    <message>
        <source>the key that %1 was connected with</source>
        <translation>der Schlüssel, mit dem %1 verbunden wurde</translation>
    </message>
</context>
<context>
    <name>Konstantly::KeyCreator</name>
    <message>
        <source>Every key has the scope “read”.</source>
        <translation>Jeder Schlüssel hat das Recht „read“.</translation>
    </message>
    <message>
        <source>There is no key.</source>
        <translation>Der Schlüssel fehlt.</translation>
    </message>
</context>
<context>
    <name>Konstantly::KeyDetailsPane</name>
    <message>
        <source>Facts about the key</source>
        <translation>Angaben zum Schlüssel</translation>
    </message>
    <message>
        <source>Rotate…</source>
        <translation>Erneuern…</translation>
    </message>
    <message>
        <source>Rotate this key…</source>
        <translation>Diesen Schlüssel erneuern…</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Widerrufen…</translation>
    </message>
    <message>
        <source>Revoke this key…</source>
        <translation>Diesen Schlüssel widerrufen…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>%1 (blocked)</source>
        <translation>%1 (gesperrt)</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Scopes</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt genutzt</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Rotate by</source>
        <translation>Erneuern bis</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n day(s) overdue</source>
        <translation>
            <numerusform>%1 · %n Tag überfällig</numerusform>
            <numerusform>%1 · %n Tage überfällig</numerusform>
        </translation>
    </message>
    <message>
        <source>Prefix</source>
        <translation>Präfix</translation>
    </message>
    <message>
        <source>Key id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Audit events of this key</source>
        <translation>Audit-Ereignisse dieses Schlüssels</translation>
    </message>
    <message>
        <source>On this device</source>
        <translation>Auf diesem Gerät</translation>
    </message>
    <message>
        <source>Found in plain text</source>
        <translation>Im Klartext gefunden</translation>
    </message>
    <message>
        <source>Anyone who could read the file may have a copy. Replace the key: moving it to the keychain does not undo that.</source>
        <translation>Wer die Datei lesen konnte, hat vielleicht eine Kopie. Ersetzen Sie den Schlüssel: Ihn in den Schlüsselbund zu verschieben macht das nicht ungeschehen.</translation>
    </message>
    <message>
        <source>Why the service refuses it</source>
        <translation>Warum der Dienst ihn ablehnt</translation>
    </message>
    <message>
        <source>Why the service may refuse it</source>
        <translation>Warum der Dienst ihn vielleicht ablehnt</translation>
    </message>
    <message>
        <source>Should it answer 401</source>
        <translation>Falls er mit 401 antwortet</translation>
    </message>
    <message>
        <source>Calls in the last 30 days</source>
        <translation>Aufrufe der letzten 30 Tage</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt…</translation>
    </message>
    <message>
        <source>Usage of this key</source>
        <translation>Nutzung dieses Schlüssels</translation>
    </message>
    <message>
        <source>They could not be counted.</source>
        <translation>Sie konnten nicht gezählt werden.</translation>
    </message>
    <message>
        <source>None, as far as the sources tell.</source>
        <translation>Keine, soweit die Quellen es sagen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s)</source>
        <translation>
            <numerusform>%Ln Aufruf</numerusform>
            <numerusform>%Ln Aufrufe</numerusform>
        </translation>
    </message>
    <message>
        <source>This window and the command line use it.</source>
        <translation>Dieses Fenster und die Befehlszeile nutzen ihn.</translation>
    </message>
    <message>
        <source>AI tools with it: %1. They get it from the keychain.</source>
        <translation>KI-Tools mit ihm: %1. Sie bekommen ihn aus dem Schlüsselbund.</translation>
    </message>
    <message>
        <source>It is this device&apos;s key for AI tools. No tool is set up yet.</source>
        <translation>Er ist der Schlüssel dieses Geräts für KI-Tools. Noch ist kein Tool eingerichtet.</translation>
    </message>
    <message>
        <source>Not used on this device.</source>
        <translation>Nicht auf diesem Gerät genutzt.</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) selected</source>
        <translation>
            <numerusform>%n Schlüssel ausgewählt</numerusform>
            <numerusform>%n Schlüssel ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Revoking several keys shows first what stops working.</source>
        <translation>Wenn Sie mehrere Schlüssel widerrufen, sehen Sie zuerst, was nicht mehr funktioniert.</translation>
    </message>
</context>
<context>
    <name>Konstantly::KeyFilterModel</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Needs rotation</source>
        <translation>Erneuerung fällig</translation>
    </message>
    <message>
        <source>Owner left</source>
        <translation>Inhaber ausgeschieden</translation>
    </message>
    <message>
        <source>Owner unknown</source>
        <translation>Inhaber unbekannt</translation>
    </message>
    <message>
        <source>Never used</source>
        <translation>Nie genutzt</translation>
    </message>
    <message>
        <source>Idle 45 days</source>
        <translation>45 Tage ungenutzt</translation>
    </message>
    <message>
        <source>Idle 90 days</source>
        <translation>90 Tage ungenutzt</translation>
    </message>
    <message>
        <source>Exposed</source>
        <translation>Offengelegt</translation>
    </message>
    <message>
        <source>Poorly named</source>
        <translation>Unklarer Name</translation>
    </message>
    <message>
        <source>Right to write unused</source>
        <translation>Schreibrecht ungenutzt</translation>
    </message>
    <message>
        <source>This device</source>
        <translation>Dieses Gerät</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
</context>
<context>
    <name>Konstantly::KeyForm</name>
    <message>
        <source>Another key has this name already.</source>
        <translation>Ein anderer Schlüssel hat schon diesen Namen.</translation>
    </message>
</context>
<context>
    <name>Konstantly::KeyListModel</name>
    <message>
        <source>(no name)</source>
        <translation>(ohne Namen)</translation>
    </message>
    <message>
        <source>not provided</source>
        <translation>keine Angabe</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>Scopes</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt genutzt</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
</context>
<context>
    <name>Konstantly::KeySearchBar</name>
    <message>
        <source>Search keys</source>
        <translation>Schlüssel durchsuchen</translation>
    </message>
    <message>
        <source>Search name, owner (%1)</source>
        <translation>Name, Inhaber (%1)</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Widerrufen…</translation>
    </message>
</context>
<context>
    <name>Konstantly::KeyTable</name>
    <message>
        <source>Keys of this workspace</source>
        <translation>Schlüssel dieses Arbeitsbereichs</translation>
    </message>
</context>
<context>
    <name>Konstantly::KeyTableDelegate</name>
    <message>
        <source>this device</source>
        <translation>dieses Gerät</translation>
    </message>
</context>
<context>
    <name>Konstantly::KeysCommand</name>
    <message>
        <source> (this device)</source>
        <translation> (dieses Gerät)</translation>
    </message>
    <message>
        <source>not provided</source>
        <translation>keine Angabe</translation>
    </message>
</context>
<context>
    <name>Konstantly::KeysCreateCommand</name>
    <message>
        <source>Creates a key and stores it in the keychain.</source>
        <translation>Erstellt einen Schlüssel und speichert ihn im Schlüsselbund.</translation>
    </message>
    <message>
        <source>read (default), or read,write.</source>
        <translation>read (Standard) oder read,write.</translation>
    </message>
    <message>
        <source>AI tools on this device use the new key from now on.</source>
        <translation>KI-Tools auf diesem Gerät nutzen ab jetzt den neuen Schlüssel.</translation>
    </message>
    <message>
        <source>Days between rotations, if not 90 (people) or 7 (bots).</source>
        <translation>Tage zwischen Erneuerungen, wenn nicht 90 (Personen) oder 7 (Bots).</translation>
    </message>
    <message>
        <source>Prints the key once. Needs a terminal, or --yes.</source>
        <translation>Gibt den Schlüssel einmal aus. Braucht ein Terminal oder --yes.</translation>
    </message>
    <message>
        <source>Allows --print-key into a file or pipe.</source>
        <translation>Erlaubt --print-key in eine Datei oder Pipe.</translation>
    </message>
    <message>
        <source>A good name says whose key it is and where it is used: “alex-laptop”.</source>
        <translation>Ein guter Name sagt, wem der Schlüssel gehört und wo er genutzt wird: „alex-laptop“.</translation>
    </message>
    <message>
        <source>--print-key would write the key into a file or pipe. Add --yes if that is what you want.</source>
        <translation>--print-key würde den Schlüssel in eine Datei oder Pipe schreiben. Fügen Sie --yes hinzu, wenn Sie das wollen.</translation>
    </message>
    <message>
        <source>Scopes are “read” or “read,write”, not “%1”.</source>
        <translation>Rechte sind „read“ oder „read,write“, nicht „%1“.</translation>
    </message>
    <message>
        <source>--rotate-days takes 1 to 3650.</source>
        <translation>--rotate-days verlangt 1 bis 3650.</translation>
    </message>
    <message>
        <source>Created “%1” (id %2) and stored it in the keychain.</source>
        <translation>„%1“ (Kennung %2) ist erstellt und im Schlüsselbund gespeichert.</translation>
    </message>
    <message>
        <source>AI tools on this device use it from their next start on.</source>
        <translation>KI-Tools auf diesem Gerät nutzen ihn ab ihrem nächsten Start.</translation>
    </message>
    <message>
        <source>The device&apos;s key before it still works. Revoke it when every tool was restarted.</source>
        <translation>Der vorige Schlüssel des Geräts gilt weiter. Widerrufen Sie ihn, wenn jedes Tool neu gestartet wurde.</translation>
    </message>
    <message>
        <source>The key exists on the service, but it could not be stored and is of no use: konstantlyctl keys revoke %1 --yes</source>
        <translation>Der Schlüssel existiert beim Dienst, ließ sich aber nicht speichern und nützt nichts: konstantlyctl keys revoke %1 --yes</translation>
    </message>
    <message>
        <source>The key exists on the service and could not be stored. It was printed; keep it or revoke it: konstantlyctl keys revoke %1 --yes</source>
        <translation>Der Schlüssel existiert beim Dienst und ließ sich nicht speichern. Er wurde ausgegeben; bewahren Sie ihn auf, oder widerrufen Sie ihn: konstantlyctl keys revoke %1 --yes</translation>
    </message>
    <message>
        <source>The service made the key (id %1), but nobody has it: konstantlyctl keys revoke %1 --yes</source>
        <translation>Der Dienst hat den Schlüssel erstellt (Kennung %1), aber niemand hat ihn: konstantlyctl keys revoke %1 --yes</translation>
    </message>
    <message>
        <source>The key is being created; waiting for the answer.</source>
        <translation>Der Schlüssel wird erstellt; es wird auf die Antwort gewartet.</translation>
    </message>
    <message>
        <source>No key was created, because this device could not remember it.</source>
        <translation>Es wurde kein Schlüssel erstellt, weil dieses Gerät ihn sich nicht merken könnte.</translation>
    </message>
</context>
<context>
    <name>Konstantly::KeysListCommand</name>
    <message>
        <source>Lists the workspace&apos;s keys and what is wrong with them.</source>
        <translation>Zeigt die Schlüssel des Arbeitsbereichs und was mit ihnen nicht stimmt.</translation>
    </message>
    <message>
        <source>Revoked keys as well.</source>
        <translation>Auch widerrufene Schlüssel.</translation>
    </message>
    <message>
        <source>“source” tells where the list is from: the service&apos;s own list (api), its audit log (audit), or this device alone (local).</source>
        <translation>„source“ sagt, woher die Liste kommt: die Liste des Dienstes (api), sein Audit-Protokoll (audit) oder nur dieses Gerät (local).</translation>
    </message>
    <message>
        <source>The list below may be incomplete.</source>
        <translation>Die folgende Liste ist vielleicht unvollständig.</translation>
    </message>
    <message>
        <source>There are no keys.</source>
        <translation>Es gibt keine Schlüssel.</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NAME</translation>
    </message>
    <message>
        <source>OWNER</source>
        <translation>INHABER</translation>
    </message>
    <message>
        <source>SCOPES</source>
        <translation>RECHTE</translation>
    </message>
    <message>
        <source>LAST USED</source>
        <translation>ZULETZT GENUTZT</translation>
    </message>
    <message>
        <source>AGE</source>
        <translation>ALTER</translation>
    </message>
    <message>
        <source>STATUS</source>
        <translation>STATUS</translation>
    </message>
</context>
<context>
    <name>Konstantly::KeysPage</name>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Ask the service again (F5)</source>
        <translation>Den Dienst erneut abfragen (F5)</translation>
    </message>
    <message>
        <source>New key…</source>
        <translation>Neuer Schlüssel…</translation>
    </message>
    <message>
        <source>A device is lost or a key leaked…</source>
        <translation>Gerät verloren oder Schlüssel bekannt…</translation>
    </message>
    <message>
        <source>Before somebody leaves…</source>
        <translation>Bevor jemand geht…</translation>
    </message>
    <message>
        <source>Rotation calendar…</source>
        <translation>Erneuerungskalender…</translation>
    </message>
    <message>
        <source>Saves when each key has to be rotated, for a calendar program</source>
        <translation>Speichert für ein Kalenderprogramm, wann welcher Schlüssel zu erneuern ist</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Rotate…</source>
        <translation>Erneuern…</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Widerrufen…</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>“%1” was rotated and is still kept.</source>
        <translation>„%1“ wurde erneuert und wird noch behalten.</translation>
    </message>
    <message>
        <source>It is revoked when servers that run no longer use it.</source>
        <translation>Er wird widerrufen, wenn laufende Server ihn nicht mehr nutzen.</translation>
    </message>
    <message>
        <source>Rotation…</source>
        <translation>Erneuerung…</translation>
    </message>
    <message>
        <source>The rotation of “%1” is not finished.</source>
        <translation>Die Erneuerung von „%1“ ist nicht abgeschlossen.</translation>
    </message>
    <message>
        <source>The tools on this device go on working. Continue it, or go back.</source>
        <translation>Die Tools auf diesem Gerät funktionieren weiter. Setzen Sie die Erneuerung fort, oder gehen Sie zurück.</translation>
    </message>
    <message>
        <source>Save the rotation calendar</source>
        <translation>Erneuerungskalender speichern</translation>
    </message>
    <message>
        <source>Calendars (*.ics)</source>
        <translation>Kalender (*.ics)</translation>
    </message>
    <message>
        <source>The calendar was not saved</source>
        <translation>Der Kalender wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>Refreshing…</source>
        <translation>Wird aktualisiert…</translation>
    </message>
    <message>
        <source>No workspace yet</source>
        <translation>Noch kein Arbeitsbereich</translation>
    </message>
    <message>
        <source>Connect one to see its keys and to protect the AI tools on this device.</source>
        <translation>Verbinden Sie einen, um seine Schlüssel zu sehen und die KI-Tools auf diesem Gerät zu schützen.</translation>
    </message>
    <message>
        <source>Connect a workspace…</source>
        <translation>Arbeitsbereich verbinden…</translation>
    </message>
    <message>
        <source>Loading keys…</source>
        <translation>Schlüssel werden geladen…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Not loaded yet</source>
        <translation>Noch nicht geladen</translation>
    </message>
    <message>
        <source>Load keys</source>
        <translation>Schlüssel laden</translation>
    </message>
    <message>
        <source>No keys yet</source>
        <translation>Noch keine Schlüssel</translation>
    </message>
    <message>
        <source>Every device gets a key of its own, named after its owner and the device.</source>
        <translation>Jedes Gerät bekommt einen eigenen Schlüssel, benannt nach Inhaber und Gerät.</translation>
    </message>
    <message>
        <source>No key matches</source>
        <translation>Kein Schlüssel passt</translation>
    </message>
    <message>
        <source>Nothing fits the search and the filter together.</source>
        <translation>Nichts passt zugleich zu Suche und Filter.</translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation>Alle Schlüssel anzeigen</translation>
    </message>
    <message>
        <source>This list is from %1. Refreshing it failed.</source>
        <translation>Stand dieser Liste: %1. Das Aktualisieren ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The service does not list keys to this one: the list comes from its audit log.</source>
        <translation>Der Dienst zeigt diesem Schlüssel keine Schlüssel: Die Liste kommt aus dem Audit-Protokoll.</translation>
    </message>
    <message>
        <source>The service does not list keys to this one: only those on this device are shown.</source>
        <translation>Der Dienst zeigt diesem Schlüssel keine Schlüssel: Hier stehen nur die auf diesem Gerät.</translation>
    </message>
    <message>
        <source>The service does not let this key manage keys.</source>
        <translation>Der Dienst lässt diesen Schlüssel keine Schlüssel verwalten.</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>Not loaded</source>
        <translation>Nicht geladen</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s)</source>
        <translation>
            <numerusform>%n Schlüssel</numerusform>
            <numerusform>%n Schlüssel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>%n braucht Aufmerksamkeit</numerusform>
            <numerusform>%n brauchen Aufmerksamkeit</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing needs attention</source>
        <translation>alles in Ordnung</translation>
    </message>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%n angezeigt</numerusform>
            <numerusform>%n angezeigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform>
            <numerusform>%n ausgewählt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::KeysRevokeCommand</name>
    <message>
        <source>Revokes keys, and believes it when the service&apos;s list shows it.</source>
        <translation>Widerruft Schlüssel und glaubt es erst, wenn die Liste des Dienstes es zeigt.</translation>
    </message>
    <message>
        <source>Revokes without asking.</source>
        <translation>Widerruft ohne Rückfrage.</translation>
    </message>
    <message>
        <source>Without --yes it asks on the terminal. Revoking can&apos;t be undone.</source>
        <translation>Ohne --yes wird im Terminal gefragt. Ein Widerruf lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>Revoking can&apos;t be undone. Add --yes to do it without being asked.</source>
        <translation>Ein Widerruf lässt sich nicht zurücknehmen. Fügen Sie --yes hinzu, damit nicht gefragt wird.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>The key is revoked, but its keychain item could not be deleted: %1</source>
        <translation>Der Schlüssel ist widerrufen, aber sein Eintrag im Schlüsselbund ließ sich nicht löschen: %1</translation>
    </message>
    <message>
        <source>%1  %2  %3  %4</source>
        <translation>%1  %2  %3  %4</translation>
    </message>
    <message>
        <source>AI tools on this device stop working.</source>
        <translation>KI-Tools auf diesem Gerät funktionieren dann nicht mehr.</translation>
    </message>
    <message>
        <source>This program loses its access to the workspace.</source>
        <translation>Dieses Programm verliert seinen Zugang zum Arbeitsbereich.</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message numerus="yes">
        <source>Revoke %n key(s)? Type “%1”:</source>
        <translation>
            <numerusform>%n Schlüssel widerrufen? Geben Sie „%1“ ein:</numerusform>
            <numerusform>%n Schlüssel widerrufen? Geben Sie „%1“ ein:</numerusform>
        </translation>
    </message>
    <message>
        <source>Revoked: %1</source>
        <translation>Widerrufen: %1</translation>
    </message>
    <message>
        <source>Not revoked: %1: %2</source>
        <translation>Nicht widerrufen: %1: %2</translation>
    </message>
    <message>
        <source>Not tried: %1</source>
        <translation>Nicht versucht: %1</translation>
    </message>
    <message>
        <source>Stopping after the key that is being revoked now.</source>
        <translation>Nach dem Schlüssel, der jetzt widerrufen wird, wird angehalten.</translation>
    </message>
</context>
<context>
    <name>Konstantly::KeysRotateCommand</name>
    <message>
        <source>Replaces a key that this device uses by a new one; no tool&apos;s file changes.</source>
        <translation>Ersetzt einen Schlüssel, den dieses Gerät nutzt, durch einen neuen; keine Datei eines Tools ändert sich.</translation>
    </message>
    <message>
        <source>How long servers that still run may use the old key: now, 1h, 24h, or silent (default): until it was not used for an hour, 24 h at most.</source>
        <translation>Wie lange laufende Server den alten Schlüssel nutzen dürfen: now, 1h, 24h oder silent (Standard): bis er eine Stunde lang ungenutzt war, höchstens 24 h.</translation>
    </message>
    <message>
        <source>Continues a rotation; with --overlap now it ends the time the old key is kept.</source>
        <translation>Setzt eine Erneuerung fort; mit --overlap now endet die Zeit, in der der alte Schlüssel behalten wird.</translation>
    </message>
    <message>
        <source>Goes back to the old key.</source>
        <translation>Kehrt zum alten Schlüssel zurück.</translation>
    </message>
    <message>
        <source>Takes the new key from standard input: one that was made in the browser.</source>
        <translation>Nimmt den neuen Schlüssel von der Standardeingabe: einen, der im Browser erstellt wurde.</translation>
    </message>
    <message>
        <source>What that one is called there.</source>
        <translation>Wie er dort heißt.</translation>
    </message>
    <message>
        <source>Without ID it is the key that AI tools use. Run it with --resume now and then (from a timer, say): it revokes the old key when its time is over, and does nothing otherwise.</source>
        <translation>Ohne ID geht es um den Schlüssel, den KI-Tools nutzen. Rufen Sie es ab und zu mit --resume auf (etwa durch einen Timer): Es widerruft den alten Schlüssel, wenn seine Zeit um ist, und tut sonst nichts.</translation>
    </message>
    <message>
        <source>%1: done</source>
        <translation>%1: erledigt</translation>
    </message>
    <message>
        <source>%1: failed</source>
        <translation>%1: fehlgeschlagen</translation>
    </message>
    <message>
        <source>--overlap takes now, 1h, 24h or silent.</source>
        <translation>--overlap verlangt now, 1h, 24h oder silent.</translation>
    </message>
    <message>
        <source>New key (not shown): </source>
        <translation>Neuer Schlüssel (wird nicht angezeigt): </translation>
    </message>
    <message>
        <source>--resume and --undo exclude each other.</source>
        <translation>--resume und --undo schließen einander aus.</translation>
    </message>
    <message>
        <source>No rotation is unfinished.</source>
        <translation>Keine Erneuerung ist unfertig.</translation>
    </message>
    <message>
        <source>Several rotations are unfinished; say which by the old key&apos;s ID.</source>
        <translation>Mehrere Erneuerungen sind unfertig; nennen Sie eine mit der ID des alten Schlüssels.</translation>
    </message>
    <message>
        <source>No rotation of that key is unfinished.</source>
        <translation>Keine Erneuerung dieses Schlüssels ist unfertig.</translation>
    </message>
    <message>
        <source>“%1” took the place of “%2”, which is revoked.</source>
        <translation>„%1“ ist an die Stelle von „%2“ getreten, der widerrufen ist.</translation>
    </message>
    <message>
        <source>This device uses “%1”. “%2” still works, for servers that run, until %3 at the latest. Then: konstantlyctl keys rotate --resume</source>
        <translation>Dieses Gerät nutzt „%1“. „%2“ gilt noch für laufende Server, längstens bis %3. Danach: konstantlyctl keys rotate --resume</translation>
    </message>
    <message>
        <source>This device uses “%1”. Delete “%2” in the browser: %3 Then: konstantlyctl keys rotate --resume</source>
        <translation>Dieses Gerät nutzt „%1“. Löschen Sie „%2“ im Browser: %3 Danach: konstantlyctl keys rotate --resume</translation>
    </message>
    <message>
        <source>This device uses “%1” again. Delete “%2” in the browser: %3</source>
        <translation>Dieses Gerät nutzt wieder „%1“. Löschen Sie „%2“ im Browser: %3</translation>
    </message>
    <message>
        <source>This device uses “%1” again; “%2” is revoked.</source>
        <translation>Dieses Gerät nutzt wieder „%1“; „%2“ ist widerrufen.</translation>
    </message>
    <message>
        <source>The tools on this device go on working. Continue with konstantlyctl keys rotate --resume, or go back with --undo.</source>
        <translation>Die Tools auf diesem Gerät funktionieren weiter. Setzen Sie fort mit konstantlyctl keys rotate --resume, oder kehren Sie zurück mit --undo.</translation>
    </message>
    <message>
        <source>Nothing was changed. Create a key in the browser (%1) and run: konstantlyctl keys rotate --paste --name NAME</source>
        <translation>Nichts wurde geändert. Erstellen Sie im Browser einen Schlüssel (%1), und rufen Sie auf: konstantlyctl keys rotate --paste --name NAME</translation>
    </message>
    <message>
        <source>Stopped before the rotation was finished.</source>
        <translation>Angehalten, bevor die Erneuerung abgeschlossen war.</translation>
    </message>
</context>
<context>
    <name>Konstantly::KeysSection</name>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Seconds until a copied key is cleared</source>
        <translation>Sekunden, bis ein kopierter Schlüssel gelöscht wird</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Clear a copied key from the clipboard after</source>
        <translation>Kopierten Schlüssel aus der Zwischenablage löschen nach</translation>
    </message>
    <message>
        <source>A clipboard manager may keep copies of its own; the program asks it not to.</source>
        <translation>Ein Verwaltungsprogramm für die Zwischenablage behält vielleicht eigene Kopien; das Programm bittet es, das nicht zu tun.</translation>
    </message>
    <message>
        <source>A key counts as idle after</source>
        <translation>Ein Schlüssel gilt als ungenutzt nach</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Days until a key counts as idle</source>
        <translation>Tage, bis ein Schlüssel als ungenutzt gilt</translation>
    </message>
    <message>
        <source> d</source>
        <translation> Tagen</translation>
    </message>
    <message>
        <source>Days between rotations of people&apos;s keys</source>
        <translation>Tage zwischen Erneuerungen der Schlüssel von Personen</translation>
    </message>
    <message>
        <source> d (people)</source>
        <translation> Tage (Personen)</translation>
    </message>
    <message>
        <source>Days between rotations of bots&apos; keys</source>
        <translation>Tage zwischen Erneuerungen der Schlüssel von Bots</translation>
    </message>
    <message>
        <source> d (bots)</source>
        <translation> Tage (Bots)</translation>
    </message>
    <message>
        <source>Keys are rotated every</source>
        <translation>Schlüssel erneuern alle</translation>
    </message>
    <message>
        <source>Remind me before a key has to be rotated</source>
        <translation>Erinnern, bevor ein Schlüssel zu erneuern ist</translation>
    </message>
</context>
<context>
    <name>Konstantly::LostDeviceDialog</name>
    <message>
        <source>Before somebody leaves</source>
        <translation>Bevor jemand geht</translation>
    </message>
    <message>
        <source>A device is lost or a key leaked</source>
        <translation>Gerät verloren oder Schlüssel bekannt geworden</translation>
    </message>
    <message>
        <source>Every call with a key acts for its owner. Revoke somebody&apos;s keys before their account is blocked, so that nothing they set up breaks by surprise.</source>
        <translation>Jeder Aufruf mit einem Schlüssel geschieht im Namen seines Inhabers. Widerrufen Sie die Schlüssel, bevor das Konto gesperrt wird, damit nichts Eingerichtetes überraschend ausfällt.</translation>
    </message>
    <message>
        <source>Tick what has to stop working. Revoking takes effect at once and can&apos;t be undone.</source>
        <translation>Haken Sie an, was nicht mehr funktionieren soll. Ein Widerruf gilt sofort und lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>Find a key</source>
        <translation>Schlüssel suchen</translation>
    </message>
    <message>
        <source>Name, owner or prefix</source>
        <translation>Name, Inhaber oder Präfix</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Keys that work now</source>
        <translation>Jetzt gültige Schlüssel</translation>
    </message>
    <message>
        <source>Do it in the browser…</source>
        <translation>Im Browser erledigen…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Revoke now</source>
        <translation>Jetzt widerrufen</translation>
    </message>
    <message>
        <source>Revoke the ticked keys</source>
        <translation>Angehakte Schlüssel widerrufen</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Not everything is revoked</source>
        <translation>Nicht alles ist widerrufen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Who leaves</source>
        <translation>Wer geht</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n key(s)</source>
        <translation>
            <numerusform>%1 · %n Schlüssel</numerusform>
            <numerusform>%1 · %n Schlüssel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Revoke %n key(s) now</source>
        <translation>
            <numerusform>%n Schlüssel widerrufen</numerusform>
            <numerusform>%n Schlüssel widerrufen</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Choose a person</source>
        <translation>Person auswählen</translation>
    </message>
</context>
<context>
    <name>Konstantly::MainWindow</name>
    <message>
        <source>Konstantly Keys</source>
        <translation>Konstantly Keys</translation>
    </message>
    <message>
        <source>%1 – Konstantly Keys</source>
        <translation>%1 – Konstantly Keys</translation>
    </message>
    <message>
        <source>Your workspaces could not be read</source>
        <translation>Ihre Arbeitsbereiche konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>Disconnect “%1”?</source>
        <translation>„%1“ trennen?</translation>
    </message>
    <message>
        <source>Its keys are removed from the keychain of this device, and AI tools set up for it stop working. On the service the keys stay valid until they are revoked.</source>
        <translation>Seine Schlüssel werden aus dem Schlüsselbund dieses Geräts entfernt, und dafür eingerichtete KI-Tools funktionieren nicht mehr. Beim Dienst bleiben die Schlüssel gültig, bis sie widerrufen werden.</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>The workspace was not disconnected</source>
        <translation>Der Arbeitsbereich wurde nicht getrennt</translation>
    </message>
</context>
<context>
    <name>Konstantly::NewKeyDialog</name>
    <message>
        <source>New key</source>
        <translation>Neuer Schlüssel</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Checking that the keychain can hold it…</source>
        <translation>Es wird geprüft, ob der Schlüsselbund Platz hat…</translation>
    </message>
    <message>
        <source>Creating the key…</source>
        <translation>Schlüssel wird erstellt…</translation>
    </message>
    <message>
        <source>Storing it in %1…</source>
        <translation>Wird in %1 gespeichert…</translation>
    </message>
    <message>
        <source>The answer was lost. Looking at the list of keys…</source>
        <translation>Antwort ging verloren. Schlüsselliste wird angesehen…</translation>
    </message>
    <message>
        <source>Key name</source>
        <translation>Name des Schlüssels</translation>
    </message>
    <message>
        <source>owner-device, such as alex-laptop</source>
        <translation>Inhaber-Gerät, etwa alex-laptop</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>It may</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Read and write</source>
        <translation>Lesen und schreiben</translation>
    </message>
    <message>
        <source>Scopes never grow: a key that reads needs a successor to write.</source>
        <translation>Rechte wachsen nie: Ein Schlüssel, der liest, braucht zum Schreiben einen Nachfolger.</translation>
    </message>
    <message>
        <source>Rotate every</source>
        <translation>Erneuern alle</translation>
    </message>
    <message>
        <source>Use it on this device</source>
        <translation>Auf diesem Gerät nutzen</translation>
    </message>
    <message>
        <source>AI tools on this device</source>
        <translation>KI-Tools auf diesem Gerät</translation>
    </message>
    <message>
        <source>Stored in %1; the tools get an entry without the key.</source>
        <translation>In %1 abgelegt; die Tools bekommen einen Eintrag ohne den Schlüssel.</translation>
    </message>
    <message>
        <source>Whose key it is and where it is used.</source>
        <translation>Wem der Schlüssel gehört und wo er genutzt wird.</translation>
    </message>
    <message>
        <source>Good: tells whose device it is.</source>
        <translation>Gut: Der Name sagt, um wessen Gerät es geht.</translation>
    </message>
    <message>
        <source>Creating…</source>
        <translation>Wird erstellt…</translation>
    </message>
    <message>
        <source>Store it</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Create key</source>
        <translation>Schlüssel erstellen</translation>
    </message>
    <message>
        <source>Create and set up</source>
        <translation>Erstellen und einrichten</translation>
    </message>
    <message>
        <source>Use the name %1</source>
        <translation>Den Namen %1 verwenden</translation>
    </message>
    <message>
        <source>The service made “%1”, but its answer with the key was lost.</source>
        <translation>Der Dienst hat „%1“ erstellt, aber seine Antwort mit dem Schlüssel ging verloren.</translation>
    </message>
    <message>
        <source>Nobody has that key. Revoke it, then create another one.</source>
        <translation>Niemand hat diesen Schlüssel. Widerrufen Sie ihn und erstellen Sie dann einen anderen.</translation>
    </message>
    <message>
        <source>Revoke it</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>The lost key is revoked.</source>
        <translation>Der verlorene Schlüssel ist widerrufen.</translation>
    </message>
    <message>
        <source>You can create another one now.</source>
        <translation>Sie können jetzt einen anderen erstellen.</translation>
    </message>
    <message>
        <source>Setting up %1…</source>
        <translation>%1 wird eingerichtet…</translation>
    </message>
    <message>
        <source>It could not be stored in the keychain: copy it now, or revoke it.</source>
        <translation>Er ließ sich nicht im Schlüsselbund speichern: Kopieren Sie ihn jetzt, oder widerrufen Sie ihn.</translation>
    </message>
</context>
<context>
    <name>Konstantly::NewKeyShownDialog</name>
    <message>
        <source>It is kept in %1. The service never shows it again.</source>
        <translation>Er liegt in %1. Der Dienst zeigt ihn nie wieder an.</translation>
    </message>
    <message>
        <source>This is the only time it is shown. Copy it to the device it is for now.</source>
        <translation>Er wird nur dieses eine Mal angezeigt. Kopieren Sie ihn jetzt auf das Gerät, für das er ist.</translation>
    </message>
    <message>
        <source>“%1” is ready</source>
        <translation>„%1“ ist bereit</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Close without copying the key?</source>
        <translation>Schließen, ohne den Schlüssel zu kopieren?</translation>
    </message>
    <message>
        <source>“%1” can&apos;t be shown again. Without a copy it is of no use and has to be revoked.</source>
        <translation>„%1“ kann nicht noch einmal angezeigt werden. Ohne Kopie nützt er nichts und muss widerrufen werden.</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>Trotzdem schließen</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>Konstantly::PackageCard</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the checksum of the server package</source>
        <translation>Prüfsumme des Serverpakets kopieren</translation>
    </message>
    <message>
        <source>Verify now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Verify every file of the server now</source>
        <translation>Jetzt jede Datei des Servers prüfen</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Fetch and check this version</source>
        <translation>Diese Version holen und prüfen</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei…</translation>
    </message>
    <message>
        <source>Exact version</source>
        <translation>Genaue Version</translation>
    </message>
    <message>
        <source>Installing</source>
        <translation>Installation läuft</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the installation</source>
        <translation>Installation abbrechen</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Prüfung läuft…</translation>
    </message>
    <message>
        <source>MCP server %1</source>
        <translation>MCP-Server %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n file(s) · installed %2</source>
        <translation>
            <numerusform>%1 · %n Datei · installiert am %2</numerusform>
            <numerusform>%1 · %n Dateien · installiert am %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Checksum %1…</source>
        <translation>Prüfsumme %1…</translation>
    </message>
    <message>
        <source>Integrity verified</source>
        <translation>Unversehrtheit bestätigt</translation>
    </message>
    <message>
        <source>Signature verified</source>
        <translation>Signatur bestätigt</translation>
    </message>
    <message>
        <source>Unsigned</source>
        <translation>Nicht signiert</translation>
    </message>
    <message>
        <source>Signature: can&apos;t tell</source>
        <translation>Signatur: unklar</translation>
    </message>
    <message>
        <source>server %1, integrity verified</source>
        <translation>Server %1, Unversehrtheit bestätigt</translation>
    </message>
    <message>
        <source>server %1</source>
        <translation>Server %1</translation>
    </message>
    <message>
        <source>MCP server: not installed</source>
        <translation>MCP-Server: nicht installiert</translation>
    </message>
    <message>
        <source>MCP server: not as installed</source>
        <translation>MCP-Server: nicht wie installiert</translation>
    </message>
    <message>
        <source>AI tools need it to reach the workspace. It is installed once, with an exact version, and checked before each start.</source>
        <translation>KI-Tools brauchen ihn, um den Arbeitsbereich zu erreichen. Er wird einmal installiert, in einer genauen Version, und vor jedem Start geprüft.</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>Nicht installiert</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>Nicht bestätigt</translation>
    </message>
    <message>
        <source>server not installed</source>
        <translation>Server nicht installiert</translation>
    </message>
    <message>
        <source>server not verified</source>
        <translation>Server nicht bestätigt</translation>
    </message>
    <message>
        <source>Change version…</source>
        <translation>Version ändern…</translation>
    </message>
    <message>
        <source>Install…</source>
        <translation>Installieren…</translation>
    </message>
    <message>
        <source>Reinstall…</source>
        <translation>Neu installieren…</translation>
    </message>
    <message>
        <source>Change the server&apos;s version…</source>
        <translation>Version des Servers ändern…</translation>
    </message>
    <message>
        <source>Install the server…</source>
        <translation>Server installieren…</translation>
    </message>
    <message>
        <source>Install the server again…</source>
        <translation>Server neu installieren…</translation>
    </message>
    <message>
        <source>Package of the MCP server</source>
        <translation>Paket des MCP-Servers</translation>
    </message>
    <message>
        <source>npm packages (*.tgz *.tar.gz)</source>
        <translation>npm-Pakete (*.tgz *.tar.gz)</translation>
    </message>
    <message>
        <source>Putting it in place…</source>
        <translation>Wird eingesetzt…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Wird gestartet…</translation>
    </message>
</context>
<context>
    <name>Konstantly::PackageChangesView</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel: install nothing</source>
        <translation>Abbrechen: nichts installieren</translation>
    </message>
    <message>
        <source>Change the server to version %1?</source>
        <translation>Den Server auf Version %1 ändern?</translation>
    </message>
    <message>
        <source>Install the server in version %1?</source>
        <translation>Den Server in Version %1 installieren?</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>Update to version %1</source>
        <translation>Auf Version %1 aktualisieren</translation>
    </message>
    <message>
        <source>Install version %1</source>
        <translation>Version %1 installieren</translation>
    </message>
    <message>
        <source>I accept the publisher “%1”</source>
        <translation>Ich akzeptiere den Herausgeber „%1“</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Konstantly::PackageInstallCommand</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Nothing was installed (--dry-run).</source>
        <translation>Nichts wurde installiert (--dry-run).</translation>
    </message>
    <message>
        <source>Installs the MCP server in an exact version, without running any script of it.</source>
        <translation>Installiert den MCP-Server in einer genauen Version, ohne eines seiner Skripte auszuführen.</translation>
    </message>
    <message>
        <source>Fetches and checks it, shows what would change, installs nothing.</source>
        <translation>Holt und prüft ihn, zeigt, was sich ändern würde, installiert nichts.</translation>
    </message>
    <message>
        <source>Accepts this publisher from now on.</source>
        <translation>Akzeptiert ab jetzt diesen Herausgeber.</translation>
    </message>
    <message>
        <source>Without an argument: version %1. A tarball (.tgz) needs no network.</source>
        <translation>Ohne Argument: Version %1. Ein Tarball (.tgz) braucht kein Netzwerk.</translation>
    </message>
    <message>
        <source>To accept this publisher from now on: --publisher &quot;%1&quot;</source>
        <translation>Um diesen Herausgeber ab jetzt zu akzeptieren: --publisher &quot;%1&quot;</translation>
    </message>
</context>
<context>
    <name>Konstantly::PackageStatusCommand</name>
    <message numerus="yes">
        <source>%1 %2, %n file(s), installed %3</source>
        <translation>
            <numerusform>%1 %2, %n Datei, installiert am %3</numerusform>
            <numerusform>%1 %2, %n Dateien, installiert am %3</numerusform>
        </translation>
    </message>
    <message>
        <source>Every file is what was installed.</source>
        <translation>Jede Datei ist so, wie sie installiert wurde.</translation>
    </message>
    <message>
        <source>It is NOT what was installed, so it will not be started.</source>
        <translation>Es ist NICHT das, was installiert wurde. Deshalb wird es nicht gestartet.</translation>
    </message>
    <message>
        <source>Registry&apos;s signature: %1</source>
        <translation>Signatur des Paketverzeichnisses: %1</translation>
    </message>
    <message>
        <source>Tells which MCP server is installed.</source>
        <translation>Sagt, welcher MCP-Server installiert ist.</translation>
    </message>
</context>
<context>
    <name>Konstantly::PackageVerifyCommand</name>
    <message>
        <source>Checks every file of the installed MCP server.</source>
        <translation>Prüft jede Datei des installierten MCP-Servers.</translation>
    </message>
</context>
<context>
    <name>Konstantly::PolicySection</name>
    <message>
        <source>Administrator&apos;s policy</source>
        <translation>Richtlinie der Administration</translation>
    </message>
    <message>
        <source>The administrator&apos;s policy for this device can&apos;t be followed. %1 %2</source>
        <translation>Die Richtlinie der Administration für dieses Gerät kann nicht befolgt werden. %1 %2</translation>
    </message>
    <message>
        <source>Workspaces may be at</source>
        <translation>Erlaubte Arbeitsbereiche</translation>
    </message>
    <message>
        <source>No host is allowed.</source>
        <translation>Kein Host ist erlaubt.</translation>
    </message>
    <message>
        <source>MCP server</source>
        <translation>MCP-Server</translation>
    </message>
    <message>
        <source>Version %1 and no other.</source>
        <translation>Version %1 und keine andere.</translation>
    </message>
    <message>
        <source>Written in</source>
        <translation>Steht in</translation>
    </message>
</context>
<context>
    <name>Konstantly::Preparation</name>
    <message>
        <source>There is no workspace of that name on this device. Connect it first.</source>
        <translation>Auf diesem Gerät gibt es keinen Arbeitsbereich mit diesem Namen. Verbinden Sie ihn zuerst.</translation>
    </message>
    <message>
        <source>The check of the MCP server package</source>
        <translation>Die Prüfung des MCP-Serverpakets</translation>
    </message>
</context>
<context>
    <name>Konstantly::Program</name>
    <message>
        <source>The demo can&apos;t start</source>
        <translation>Die Demo kann nicht starten</translation>
    </message>
    <message>
        <source>No keychain is available on this system. The demo keeps its made-up keys in memory instead; your own keys would never be kept like that, so a real workspace can&apos;t be connected here.</source>
        <translation>Auf diesem System gibt es keinen Schlüsselbund. Die Demo hält ihre erfundenen Schlüssel stattdessen im Speicher; Ihre eigenen Schlüssel würden niemals so abgelegt. Deshalb kann hier kein echter Arbeitsbereich verbunden werden.</translation>
    </message>
    <message>
        <source>The demo workspace could not be connected. %1 %2</source>
        <translation>Der Demo-Arbeitsbereich konnte nicht verbunden werden. %1 %2</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
</context>
<context>
    <name>Konstantly::QuestionDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Konstantly::QuotaCard</name>
    <message>
        <source>%1 / %2</source>
        <extracomment>used and limit of a quota: &quot;812 / 1,000&quot;</extracomment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>≥ %1</source>
        <extracomment>calls may be missing: at least so many are used</extracomment>
        <translation>≥ %1</translation>
    </message>
    <message>
        <source>Calls may be missing: no source tells of all of them.</source>
        <translation>Vielleicht fehlen Aufrufe: Keine Quelle nennt alle.</translation>
    </message>
    <message>
        <source>At least %1 of %2 used</source>
        <translation>Mindestens %1 von %2 genutzt</translation>
    </message>
    <message>
        <source>%1 of %2 used</source>
        <translation>%1 von %2 genutzt</translation>
    </message>
</context>
<context>
    <name>Konstantly::QuotaRow</name>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt…</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Konstantly::RevocationView</name>
    <message>
        <source>Revoking keys</source>
        <translation>Schlüssel werden widerrufen</translation>
    </message>
    <message>
        <source>Open “MCP Keys” in the browser</source>
        <translation>„MCP Keys“ im Browser öffnen</translation>
    </message>
    <message>
        <source>Revoking %1 of %2…</source>
        <translation>%1 von %2 wird widerrufen…</translation>
    </message>
    <message>
        <source>Asking the service for confirmation…</source>
        <translation>Dienst wird um Bestätigung gebeten…</translation>
    </message>
    <message>
        <source>Revoking…</source>
        <translation>Wird widerrufen…</translation>
    </message>
    <message>
        <source>Stopping after this key…</source>
        <translation>Hält nach diesem Schlüssel an…</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) revoked, confirmed by the service. Whatever used them is refused from now on.</source>
        <translation>
            <numerusform>%n Schlüssel widerrufen, vom Dienst bestätigt. Was ihn genutzt hat, wird ab jetzt abgelehnt.</numerusform>
            <numerusform>%n Schlüssel widerrufen, vom Dienst bestätigt. Was sie genutzt hat, wird ab jetzt abgelehnt.</numerusform>
        </translation>
    </message>
    <message>
        <source>This device&apos;s key is gone: create a new one to keep the AI tools here working.</source>
        <translation>Der Schlüssel dieses Geräts ist fort: Erstellen Sie einen neuen, damit die KI-Tools hier weiter funktionieren.</translation>
    </message>
    <message>
        <source>This window&apos;s own key is gone too: connect the workspace again with another one.</source>
        <translation>Auch der eigene Schlüssel dieses Fensters ist fort: Verbinden Sie den Arbeitsbereich erneut, mit einem anderen.</translation>
    </message>
    <message>
        <source>“%1” is not confirmed as revoked. %2 %3</source>
        <translation>Der Widerruf von „%1“ ist nicht bestätigt. %2 %3</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) left alone, because you stopped.</source>
        <translation>
            <numerusform>%n Schlüssel blieb unberührt, weil Sie angehalten haben.</numerusform>
            <numerusform>%n Schlüssel blieben unberührt, weil Sie angehalten haben.</numerusform>
        </translation>
    </message>
    <message>
        <source>The revoked key could not be removed from the keychain. It is of no use to anybody any more. %1</source>
        <translation>Der widerrufene Schlüssel ließ sich nicht aus dem Schlüsselbund entfernen. Er nützt niemandem mehr. %1</translation>
    </message>
    <message>
        <source>Nothing was revoked. %1 %2</source>
        <translation>Nichts wurde widerrufen. %1 %2</translation>
    </message>
</context>
<context>
    <name>Konstantly::RevokeDialog</name>
    <message>
        <source>Revoke “%1”?</source>
        <translation>„%1“ widerrufen?</translation>
    </message>
    <message numerus="yes">
        <source>Revoke %n key(s)?</source>
        <translation>
            <numerusform>%n Schlüssel widerrufen?</numerusform>
            <numerusform>%n Schlüssel widerrufen?</numerusform>
        </translation>
    </message>
    <message>
        <source>It stops working everywhere, at once. This can&apos;t be undone.</source>
        <translation>Er funktioniert dann nirgends mehr, ab sofort. Das lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>They stop working everywhere, at once. This can&apos;t be undone.</source>
        <translation>Sie funktionieren dann nirgends mehr, ab sofort. Das lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Revoke now</source>
        <translation>Jetzt widerrufen</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Not everything is revoked</source>
        <translation>Nicht alles ist widerrufen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Keys to revoke</source>
        <translation>Zu widerrufende Schlüssel</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>AI tools on this device can&apos;t use it any more.</source>
        <translation>KI-Tools auf diesem Gerät können ihn nicht mehr nutzen.</translation>
    </message>
    <message>
        <source>%1 on this device stop working with Konstantly.</source>
        <translation>Auf diesem Gerät funktioniert Konstantly dann nicht mehr in: %1.</translation>
    </message>
    <message>
        <source>This window and the command line lose their access to the workspace.</source>
        <translation>Dieses Fenster und die Befehlszeile verlieren ihren Zugang zum Arbeitsbereich.</translation>
    </message>
    <message>
        <source>Nothing on this device uses it.</source>
        <translation>Nichts auf diesem Gerät nutzt ihn.</translation>
    </message>
    <message>
        <source>Nothing on this device uses them.</source>
        <translation>Nichts auf diesem Gerät nutzt sie.</translation>
    </message>
    <message>
        <source>Other devices may: whatever uses it is refused from then on.</source>
        <translation>Andere Geräte vielleicht: Was ihn nutzt, wird von da an abgelehnt.</translation>
    </message>
    <message>
        <source>What stops working here</source>
        <translation>Was hier nicht mehr funktioniert</translation>
    </message>
    <message>
        <source>Type the name to confirm</source>
        <translation>Zur Bestätigung den Namen eingeben</translation>
    </message>
    <message>
        <source>It is in use here. Type “%1” to confirm</source>
        <translation>Er wird hier genutzt. Geben Sie zur Bestätigung „%1“ ein</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>Konstantly::RevokePreviewModel</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt genutzt</translation>
    </message>
    <message>
        <source>Prefix</source>
        <translation>Präfix</translation>
    </message>
    <message>
        <source>Key id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Used on this device</source>
        <translation>Auf diesem Gerät genutzt</translation>
    </message>
</context>
<context>
    <name>Konstantly::RotateDialog</name>
    <message>
        <source>Rotate “%1”?</source>
        <translation>„%1“ erneuern?</translation>
    </message>
    <message>
        <source>A new key takes its place on this device, then the old one is revoked. No tool&apos;s file changes.</source>
        <translation>Ein neuer Schlüssel tritt auf diesem Gerät an seine Stelle, dann wird der alte widerrufen. Keine Datei eines Tools ändert sich.</translation>
    </message>
    <message>
        <source>Rotation of “%1”</source>
        <translation>Erneuerung von „%1“</translation>
    </message>
    <message>
        <source>“%1” takes its place on this device.</source>
        <translation>„%1“ tritt auf diesem Gerät an seine Stelle.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Go back to the old key</source>
        <translation>Zurück zum alten Schlüssel</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>Erneuern</translation>
    </message>
    <message>
        <source>Rotate now</source>
        <translation>Jetzt erneuern</translation>
    </message>
    <message>
        <source>Keep the old key</source>
        <translation>Alten Schlüssel behalten</translation>
    </message>
    <message>
        <source>Until it falls silent</source>
        <translation>Bis er ungenutzt ist</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 Stunden</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>Gar nicht</translation>
    </message>
    <message>
        <source>A server that runs keeps the old key until its AI tool starts it again. “Until it falls silent” revokes it when it was not used for an hour, and after 24 hours at the latest.</source>
        <translation>Ein laufender Server behält den alten Schlüssel, bis sein KI-Tool ihn neu startet. „Bis er ungenutzt ist“ widerruft den alten Schlüssel, wenn er eine Stunde lang nicht genutzt wurde, spätestens nach 24 Stunden.</translation>
    </message>
    <message>
        <source>This key was found in plain text.</source>
        <translation>Dieser Schlüssel wurde im Klartext gefunden.</translation>
    </message>
    <message>
        <source>Somebody may have a copy: better not keep it.</source>
        <translation>Vielleicht hat jemand eine Kopie: Behalten Sie ihn besser nicht.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Rotated</source>
        <translation>Erneuert</translation>
    </message>
    <message>
        <source>“%1” took the place of “%2”.</source>
        <translation>„%1“ ist an die Stelle von „%2“ getreten.</translation>
    </message>
    <message>
        <source>The old key is revoked and gone from the keychain.</source>
        <translation>Der alte Schlüssel ist widerrufen und aus dem Schlüsselbund entfernt.</translation>
    </message>
    <message>
        <source>Back to the old key</source>
        <translation>Zurück zum alten Schlüssel</translation>
    </message>
    <message>
        <source>This device uses “%1” again.</source>
        <translation>Dieses Gerät nutzt wieder „%1“.</translation>
    </message>
    <message>
        <source>“%1” still works: delete it in the browser.</source>
        <translation>„%1“ ist noch gültig: Löschen Sie ihn im Browser.</translation>
    </message>
    <message>
        <source>“%1” is revoked.</source>
        <translation>„%1“ ist widerrufen.</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Going back to the old key is not finished.</source>
        <translation>Die Rückkehr zum alten Schlüssel ist nicht abgeschlossen.</translation>
    </message>
    <message>
        <source>The tools on this device go on working. Continue when what stopped it is mended.</source>
        <translation>Die Tools auf diesem Gerät funktionieren weiter. Setzen Sie fort, wenn das Hindernis behoben ist.</translation>
    </message>
    <message>
        <source>“%1” is still kept</source>
        <translation>„%1“ wird noch behalten</translation>
    </message>
    <message>
        <source>Revoke the old key now</source>
        <translation>Alten Schlüssel widerrufen</translation>
    </message>
    <message>
        <source>This device uses the new key.</source>
        <translation>Dieses Gerät nutzt den neuen Schlüssel.</translation>
    </message>
    <message>
        <source>“%1” still works for servers that run, until %2 at the latest. This window revokes it then by itself; so does konstantlyctl keys rotate --resume.</source>
        <translation>„%1“ gilt noch für laufende Server, längstens bis %2. Dann widerruft ihn dieses Fenster von selbst, ebenso wie konstantlyctl keys rotate --resume.</translation>
    </message>
    <message>
        <source>It is deleted</source>
        <translation>Er ist gelöscht</translation>
    </message>
    <message>
        <source>Delete “%1” in the browser.</source>
        <translation>Löschen Sie „%1“ im Browser.</translation>
    </message>
    <message>
        <source>The service lets no program revoke keys. Then come back: one call proves that it is dead.</source>
        <translation>Der Dienst lässt kein Programm Schlüssel widerrufen. Kommen Sie danach zurück: Ein Aufruf beweist, dass er ungültig ist.</translation>
    </message>
    <message>
        <source>This rotation is not finished.</source>
        <translation>Diese Erneuerung ist nicht abgeschlossen.</translation>
    </message>
    <message>
        <source>The tools on this device go on working. Continue it, or go back to the old key.</source>
        <translation>Die Tools auf diesem Gerät funktionieren weiter. Setzen Sie die Erneuerung fort, oder kehren Sie zum alten Schlüssel zurück.</translation>
    </message>
    <message>
        <source>The tools on this device go on working. %1</source>
        <translation>Die Tools auf diesem Gerät funktionieren weiter. %1</translation>
    </message>
    <message>
        <source>Nothing was changed. %1</source>
        <translation>Nichts wurde geändert. %1</translation>
    </message>
    <message>
        <source>Name for it in the browser: %1</source>
        <translation>Name für ihn im Browser: %1</translation>
    </message>
    <message>
        <source>So the browser makes the new key.</source>
        <translation>Deshalb erstellt der Browser den neuen Schlüssel.</translation>
    </message>
</context>
<context>
    <name>Konstantly::Rotation</name>
    <message>
        <source>The key from the browser was not stored. Paste it again.</source>
        <translation>Der Schlüssel aus dem Browser wurde nicht gespeichert. Fügen Sie ihn noch einmal ein.</translation>
    </message>
    <message>
        <source>The old key is revoked already. Continue the rotation instead.</source>
        <translation>Der alte Schlüssel ist schon widerrufen. Setzen Sie stattdessen die Erneuerung fort.</translation>
    </message>
    <message>
        <source>The service does not take the old key any more. Continue the rotation instead.</source>
        <translation>Der Dienst nimmt den alten Schlüssel nicht mehr an. Setzen Sie stattdessen die Erneuerung fort.</translation>
    </message>
    <message>
        <source>There is no unfinished rotation of that key.</source>
        <translation>Für diesen Schlüssel gibt es keine unfertige Erneuerung.</translation>
    </message>
    <message>
        <source>This device uses another key by now.</source>
        <translation>Dieses Gerät nutzt inzwischen einen anderen Schlüssel.</translation>
    </message>
    <message>
        <source>This device does not hold that key. Rotate it on the device that uses it, or create a new one and revoke it.</source>
        <translation>Dieses Gerät hat diesen Schlüssel nicht. Erneuern Sie ihn auf dem Gerät, das ihn nutzt, oder erstellen Sie einen neuen und widerrufen Sie ihn.</translation>
    </message>
    <message>
        <source>Another window or command is rotating this key.</source>
        <translation>Ein anderes Fenster oder ein Befehl erneuert diesen Schlüssel gerade.</translation>
    </message>
    <message>
        <source>This key is being rotated already. Continue that rotation or undo it.</source>
        <translation>Dieser Schlüssel wird schon erneuert. Setzen Sie diese Erneuerung fort oder machen Sie sie rückgängig.</translation>
    </message>
    <message>
        <source>The key before this one is still kept. Finish that rotation first.</source>
        <translation>Der Schlüssel vor diesem wird noch behalten. Schließen Sie zuerst dessen Erneuerung ab.</translation>
    </message>
    <message>
        <source>That is the old key. Create a new one in the browser.</source>
        <translation>Das ist der alte Schlüssel. Erstellen Sie im Browser einen neuen.</translation>
    </message>
    <message>
        <source>Something else made this device use the old key again.</source>
        <translation>Etwas anderes hat dieses Gerät auf den alten Schlüssel zurückgestellt.</translation>
    </message>
</context>
<context>
    <name>Konstantly::RotationChoice</name>
    <message>
        <source>Rotate every</source>
        <translation>Erneuern alle</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) (person)</source>
        <translation>
            <numerusform>%n Tag (Person)</numerusform>
            <numerusform>%n Tage (Person)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) (bot)</source>
        <translation>
            <numerusform>%n Tag (Bot)</numerusform>
            <numerusform>%n Tage (Bot)</numerusform>
        </translation>
    </message>
    <message>
        <source>Custom…</source>
        <translation>Andere…</translation>
    </message>
    <message>
        <source>Days between rotations</source>
        <translation>Tage zwischen Erneuerungen</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
</context>
<context>
    <name>Konstantly::RotationStepsView</name>
    <message>
        <source>Steps of the rotation</source>
        <translation>Schritte der Erneuerung</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>Konstantly::RowTable</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
</context>
<context>
    <name>Konstantly::SecretField</name>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>Schlüssel anzeigen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the key</source>
        <translation>Schlüssel kopieren</translation>
    </message>
    <message>
        <source>Clear now</source>
        <translation>Jetzt löschen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Hide the key</source>
        <translation>Schlüssel verbergen</translation>
    </message>
    <message>
        <source>The key, hidden</source>
        <translation>Der Schlüssel, verborgen</translation>
    </message>
    <message numerus="yes">
        <source>Hidden again in %n second(s).</source>
        <translation>
            <numerusform>Wird in %n Sekunde wieder verborgen.</numerusform>
            <numerusform>Wird in %n Sekunden wieder verborgen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied. Cleared from the clipboard in %n second(s).</source>
        <translation>
            <numerusform>Kopiert. Wird in %n Sekunde aus der Zwischenablage gelöscht.</numerusform>
            <numerusform>Kopiert. Wird in %n Sekunden aus der Zwischenablage gelöscht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A copy is cleared from the clipboard after %n second(s).</source>
        <translation>
            <numerusform>Eine Kopie wird nach %n Sekunde aus der Zwischenablage gelöscht.</numerusform>
            <numerusform>Eine Kopie wird nach %n Sekunden aus der Zwischenablage gelöscht.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Changes hold only until the program ends.</source>
        <translation>Änderungen gelten nur, bis das Programm endet.</translation>
    </message>
</context>
<context>
    <name>Konstantly::Sidebar</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>Konstantly::SiemSection</name>
    <message numerus="yes">
        <source>%Ln event(s) never arrive: they are damaged in this device&apos;s journal, or were removed from it before their turn.</source>
        <translation>
            <numerusform>%Ln Ereignis kommt nie an: Es ist im Journal dieses Geräts beschädigt oder wurde daraus entfernt, bevor es an der Reihe war.</numerusform>
            <numerusform>%Ln Ereignisse kommen nie an: Sie sind im Journal dieses Geräts beschädigt oder wurden daraus entfernt, bevor sie an der Reihe waren.</numerusform>
        </translation>
    </message>
    <message>
        <source>Send events to a SIEM</source>
        <translation>Ereignisse an ein SIEM senden</translation>
    </message>
    <message>
        <source>Address of the SIEM</source>
        <translation>Adresse des SIEM</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>Choose the certificate authority of the SIEM</source>
        <translation>Zertifizierungsstelle des SIEM auswählen</translation>
    </message>
    <message>
        <source>Use the system&apos;s</source>
        <translation>Die des Systems nutzen</translation>
    </message>
    <message>
        <source>Certificate authority of the SIEM</source>
        <translation>Zertifizierungsstelle des SIEM</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Trusts the system&apos;s certificate authorities</source>
        <translation>Vertraut den Zertifizierungsstellen des Systems</translation>
    </message>
    <message>
        <source>Trusts %1</source>
        <translation>Vertraut %1</translation>
    </message>
    <message>
        <source>SHA-256: %1</source>
        <translation>SHA-256: %1</translation>
    </message>
    <message>
        <source>Send a test</source>
        <translation>Test senden</translation>
    </message>
    <message>
        <source>Sending a test message to %1…</source>
        <translation>Eine Testmeldung wird an %1 gesendet…</translation>
    </message>
    <message>
        <source>The test message arrived.</source>
        <translation>Die Testmeldung ist angekommen.</translation>
    </message>
    <message>
        <source>Nothing is sent.</source>
        <translation>Nichts wird gesendet.</translation>
    </message>
    <message>
        <source>Last delivery: %1.</source>
        <translation>Letzte Zustellung: %1.</translation>
    </message>
    <message>
        <source>Nothing was delivered yet.</source>
        <translation>Noch wurde nichts zugestellt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) wait.</source>
        <translation>
            <numerusform>%Ln Ereignis wartet.</numerusform>
            <numerusform>%Ln Ereignisse warten.</numerusform>
        </translation>
    </message>
    <message>
        <source>The last try failed (%1): %2</source>
        <translation>Der letzte Versuch ist fehlgeschlagen (%1): %2</translation>
    </message>
    <message>
        <source>SIEM</source>
        <translation>SIEM</translation>
    </message>
    <message>
        <source>Fingerprint of the SIEM&apos;s certificate authority</source>
        <translation>Fingerabdruck der Zertifizierungsstelle des SIEM</translation>
    </message>
</context>
<context>
    <name>Konstantly::TestStepsView</name>
    <message>
        <source>Test in progress</source>
        <translation>Test läuft</translation>
    </message>
    <message>
        <source>Starting the server as %1 does…</source>
        <translation>Der Server wird gestartet, wie %1 es tut…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the test</source>
        <translation>Test abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the test</source>
        <translation>Test schließen</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>%L1 ms</source>
        <translation>%L1 ms</translation>
    </message>
    <message>
        <source>%1 works: ready after %L2 ms</source>
        <translation>%1 funktioniert: bereit nach %L2 ms</translation>
    </message>
    <message>
        <source>%1 does not work yet</source>
        <translation>%1 funktioniert noch nicht</translation>
    </message>
    <message>
        <source>Tools offered</source>
        <translation>Angebotene Werkzeuge</translation>
    </message>
    <message>
        <source>The test of %1 could not run</source>
        <translation>Der Test von %1 konnte nicht laufen</translation>
    </message>
</context>
<context>
    <name>Konstantly::TickedKeysModel</name>
    <message>
        <source>last used: %1</source>
        <translation>zuletzt genutzt: %1</translation>
    </message>
    <message>
        <source>this device</source>
        <translation>dieses Gerät</translation>
    </message>
</context>
<context>
    <name>Konstantly::ToolRow</name>
    <message>
        <source>not started by it yet</source>
        <translation>noch nicht gestartet</translation>
    </message>
    <message>
        <source>last started %1</source>
        <translation>zuletzt gestartet: %1</translation>
    </message>
    <message>
        <source>last tried %1, without success</source>
        <translation>zuletzt versucht: %1, ohne Erfolg</translation>
    </message>
    <message>
        <source>%1 · not set up</source>
        <translation>%1 · nicht eingerichtet</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n server(s)</source>
        <translation>
            <numerusform>%1 · %n Server</numerusform>
            <numerusform>%1 · %n Server</numerusform>
        </translation>
    </message>
    <message>
        <source>Protect</source>
        <translation>Schützen</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Einrichten</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Wieder eintragen</translation>
    </message>
    <message>
        <source>New key…</source>
        <translation>Neuer Schlüssel…</translation>
    </message>
    <message>
        <source>What to paste</source>
        <translation>Zum Einfügen</translation>
    </message>
    <message>
        <source>Show file</source>
        <translation>Datei anzeigen</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>%1 is what the button does (&quot;Protect&quot;), %2 the AI tool (&quot;Cursor&quot;); spoken by screen readers</extracomment>
        <translation>%2: %1</translation>
    </message>
    <message>
        <source>More for %1</source>
        <translation>Mehr für %1</translation>
    </message>
    <message>
        <source>Noticed at %1.</source>
        <translation>Bemerkt um %1.</translation>
    </message>
    <message>
        <source>Working on the file. The disk is slow, or another program holds the file.</source>
        <translation>Die Datei ist in Arbeit. Der Datenträger ist langsam, oder ein anderes Programm hält die Datei fest.</translation>
    </message>
    <message>
        <source>Preview change</source>
        <translation>Änderung ansehen</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Usage of this tool</source>
        <translation>Nutzung dieses Tools</translation>
    </message>
    <message>
        <source>Undo last change…</source>
        <translation>Letzte Änderung zurücknehmen…</translation>
    </message>
    <message>
        <source>Restore backup…</source>
        <translation>Sicherung wiederherstellen…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
</context>
<context>
    <name>Konstantly::ToolSetUp</name>
    <message>
        <source>%1: %2 %3</source>
        <translation>%1: %2 %3</translation>
    </message>
    <message>
        <source>%1 was set up already.</source>
        <translation>%1 war schon eingerichtet.</translation>
    </message>
    <message>
        <source>%1 is for you to set up: see “What to paste” in its row.</source>
        <translation>%1 richten Sie selbst ein: siehe „Zum Einfügen“ in seiner Zeile.</translation>
    </message>
    <message>
        <source>%1: the entry is removed.</source>
        <translation>%1: Der Eintrag ist entfernt.</translation>
    </message>
    <message>
        <source>%1: the last change is taken back.</source>
        <translation>%1: Die letzte Änderung ist zurückgenommen.</translation>
    </message>
    <message>
        <source>%1: the backup is restored. Restart %1.</source>
        <translation>%1: Die Sicherung ist wiederhergestellt. Starten Sie %1 neu.</translation>
    </message>
    <message>
        <source>%1 is protected: the key is out of its file. Restart %1.</source>
        <translation>%1 ist geschützt: Der Schlüssel ist aus seiner Datei entfernt. Starten Sie %1 neu.</translation>
    </message>
    <message>
        <source>%1 is set up. Restart %1.</source>
        <translation>%1 ist eingerichtet. Starten Sie %1 neu.</translation>
    </message>
</context>
<context>
    <name>Konstantly::TrayIcon</name>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Show window</source>
        <translation>Fenster anzeigen</translation>
    </message>
</context>
<context>
    <name>Konstantly::UsageChart</name>
    <message>
        <source>Chart of calls</source>
        <translation>Diagramm der Aufrufe</translation>
    </message>
    <message>
        <source>Arrow keys move from column to column and tell its values. “Table” has the same numbers as a table.</source>
        <translation>Die Pfeiltasten führen von Säule zu Säule und nennen deren Werte. „Tabelle“ zeigt dieselben Zahlen als Tabelle.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>a name and its number: &quot;find_user: 12&quot;</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s) selected</source>
        <translation>
            <numerusform>%n Säule ausgewählt</numerusform>
            <numerusform>%n Säulen ausgewählt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::UsageChartCard</name>
    <message>
        <source>Numbers of the chart</source>
        <translation>Zahlen des Diagramms</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>Show as</source>
        <translation>Anzeigen als</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Erfolg</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Split by</source>
        <translation>Aufteilen nach</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>split by</source>
        <translation>aufgeteilt nach</translation>
    </message>
    <message>
        <source>Success rate %1</source>
        <extracomment>%1 is &quot;per day&quot;</extracomment>
        <translation>Erfolgsquote %1</translation>
    </message>
    <message>
        <source>Duration %1</source>
        <translation>Dauer %1</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>p95: 19 of 20 calls are quicker</source>
        <translation>p95: 19 von 20 Aufrufen sind schneller</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n Aufruf</numerusform>
            <numerusform>%n Aufrufe</numerusform>
        </translation>
    </message>
    <message>
        <source>Legend: %1</source>
        <translation>Legende: %1</translation>
    </message>
    <message>
        <source>%1. Shows this alone.</source>
        <translation>%1. Zeigt nur dies.</translation>
    </message>
</context>
<context>
    <name>Konstantly::UsageColumnsModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>Erfolgreich</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
</context>
<context>
    <name>Konstantly::UsageCommand</name>
    <message>
        <source>Only calls with the key of that id.</source>
        <translation>Nur Aufrufe mit dem Schlüssel dieser Kennung.</translation>
    </message>
    <message>
        <source>24h, 7d, 30d (default), 90d, or FROM..TO, as in 2026-11-01..2026-11-30.</source>
        <translation>24h, 7d, 30d (Standard), 90d oder FROM..TO, etwa 2026-11-01..2026-11-30.</translation>
    </message>
    <message>
        <source>“%1” is no range: 24h, 7d, 30d, 90d, or FROM..TO with FROM before TO.</source>
        <translation>„%1“ ist kein Zeitraum: 24h, 7d, 30d, 90d oder FROM..TO, mit FROM vor TO.</translation>
    </message>
    <message>
        <source>tool (default), key or outcome.</source>
        <translation>tool (Standard), key oder outcome.</translation>
    </message>
    <message>
        <source>--by and --split take tool, key or outcome.</source>
        <translation>--by und --split verlangen tool, key oder outcome.</translation>
    </message>
    <message>
        <source>Only calls by the AI tool that calls itself so; may be given several times.</source>
        <translation>Nur Aufrufe durch das KI-Tool, das sich so nennt; mehrfach möglich.</translation>
    </message>
    <message>
        <source>The history on this device was damaged and is read anew. The old file is kept as %1.</source>
        <translation>Der Verlauf auf diesem Gerät war beschädigt und wird neu gelesen. Die alte Datei bleibt als %1 erhalten.</translation>
    </message>
</context>
<context>
    <name>Konstantly::UsageExportCommand</name>
    <message>
        <source>The file: replaced when everything is written, not before.</source>
        <translation>Die Datei: erst ersetzt, wenn alles geschrieben ist.</translation>
    </message>
    <message>
        <source>--output names the file to write.</source>
        <translation>--output nennt die zu schreibende Datei.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) written to %1 (SHA-256 %2).</source>
        <translation>
            <numerusform>%Ln Aufruf in %1 geschrieben (SHA-256 %2).</numerusform>
            <numerusform>%Ln Aufrufe in %1 geschrieben (SHA-256 %2).</numerusform>
        </translation>
    </message>
    <message>
        <source>Writes the calls to a file, one a line, or their chart as a picture.</source>
        <translation>Schreibt die Aufrufe in eine Datei, einen je Zeile, oder ihr Diagramm als Bild.</translation>
    </message>
    <message>
        <source>csv, jsonl, svg or png.</source>
        <translation>csv, jsonl, svg oder png.</translation>
    </message>
    <message>
        <source>Of a picture: light (default) or dark.</source>
        <translation>Bei Bildern: light (Standard) oder dark.</translation>
    </message>
    <message>
        <source>A picture is the chart of calls on the window&apos;s page Usage. When it is split by key, the service is asked for the keys&apos; names, and for nothing else. The pixels of png are drawn by the window&apos;s program, which has to be installed beside this one.</source>
        <translation>Ein Bild ist das Diagramm der Aufrufe auf der Seite Nutzung des Fensters. Ist es nach Schlüsseln geteilt, wird der Dienst nach deren Namen gefragt, sonst nach nichts. Die Pixel von png zeichnet das Programm des Fensters, das neben diesem installiert sein muss.</translation>
    </message>
    <message>
        <source>--format takes csv, jsonl, svg or png.</source>
        <translation>--format verlangt csv, jsonl, svg oder png.</translation>
    </message>
    <message>
        <source>--split and --theme are for pictures: a file of calls has them all, one a line.</source>
        <translation>--split und --theme sind für Bilder: Eine Datei mit Aufrufen enthält alle, einen je Zeile.</translation>
    </message>
    <message>
        <source>--theme takes light or dark.</source>
        <translation>--theme verlangt light oder dark.</translation>
    </message>
    <message>
        <source>Keys are shown by their ids, because the list of keys could not be read: %1</source>
        <translation>Schlüssel stehen mit ihren Kennungen da, weil die Liste der Schlüssel nicht gelesen werden konnte: %1</translation>
    </message>
    <message numerus="yes">
        <source>The chart of %Ln call(s) was written to %1 (SHA-256 %2).</source>
        <translation>
            <numerusform>Das Diagramm mit %Ln Aufruf wurde nach %1 geschrieben (SHA-256 %2).</numerusform>
            <numerusform>Das Diagramm mit %Ln Aufrufen wurde nach %1 geschrieben (SHA-256 %2).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::UsageExporter</name>
    <message>
        <source>Calls as CSV…</source>
        <translation>Aufrufe als CSV…</translation>
    </message>
    <message>
        <source>Calls as JSON Lines…</source>
        <translation>Aufrufe als JSON Lines…</translation>
    </message>
    <message>
        <source>Chart as PNG…</source>
        <translation>Diagramm als PNG…</translation>
    </message>
    <message>
        <source>Chart as SVG…</source>
        <translation>Diagramm als SVG…</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>SVG (*.svg)</source>
        <translation>SVG (*.svg)</translation>
    </message>
    <message>
        <source>Writing calls to %1</source>
        <translation>Aufrufe werden in %1 geschrieben</translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s)</source>
        <translation>
            <numerusform>%Ln Aufruf</numerusform>
            <numerusform>%Ln Aufrufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) exported.</source>
        <translation>
            <numerusform>%Ln Aufruf exportiert.</numerusform>
            <numerusform>%Ln Aufrufe exportiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>The chart was written.</source>
        <translation>Das Diagramm wurde geschrieben.</translation>
    </message>
</context>
<context>
    <name>Konstantly::UsageFilterBar</name>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 Tage</translation>
    </message>
    <message>
        <source>Custom…</source>
        <translation>Andere…</translation>
    </message>
    <message>
        <source>Whose calls</source>
        <translation>Wessen Aufrufe</translation>
    </message>
    <message>
        <source>This key</source>
        <translation>Dieser Schlüssel</translation>
    </message>
    <message>
        <source>This device</source>
        <translation>Dieses Gerät</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Alle Schlüssel</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Angezeigt</translation>
    </message>
    <message>
        <source>‹ Back</source>
        <translation>‹ Zurück</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>One step up (Esc)</source>
        <translation>Einen Schritt nach oben (Esc)</translation>
    </message>
    <message>
        <source>No source tells of other people&apos;s calls to this key: these are all that are known.</source>
        <translation>Keine Quelle nennt diesem Schlüssel die Aufrufe anderer: Mehr ist nicht bekannt.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>Zurück zu %1</translation>
    </message>
</context>
<context>
    <name>Konstantly::UsagePage</name>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Ask the service again (F5)</source>
        <translation>Den Dienst erneut abfragen (F5)</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Calls by group</source>
        <translation>Aufrufe nach Gruppe</translation>
    </message>
    <message>
        <source>No workspace yet</source>
        <translation>Noch kein Arbeitsbereich</translation>
    </message>
    <message>
        <source>Connect one to see what its keys are used for.</source>
        <translation>Verbinden Sie einen, um zu sehen, wofür seine Schlüssel genutzt werden.</translation>
    </message>
    <message>
        <source>Connect a workspace…</source>
        <translation>Arbeitsbereich verbinden…</translation>
    </message>
    <message>
        <source>Counting calls…</source>
        <translation>Aufrufe werden gezählt…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Calls of AI tools are counted from the moment that a tool on this device is set up, and for all keys where the service lists them.</source>
        <translation>Aufrufe von KI-Tools werden gezählt, sobald ein Tool auf diesem Gerät eingerichtet ist, und für alle Schlüssel, wo der Dienst sie auflistet.</translation>
    </message>
    <message>
        <source>Show the last 90 days</source>
        <translation>Letzte 90 Tage anzeigen</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Erneut lesen</translation>
    </message>
    <message>
        <source>These numbers are from %1. Counting them again failed.</source>
        <translation>Stand dieser Zahlen: %1. Die neue Zählung ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt…</translation>
    </message>
    <message>
        <source>Not counted</source>
        <translation>Nicht gezählt</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Nutzung</translation>
    </message>
    <message>
        <source>No calls are known yet</source>
        <translation>Noch sind keine Aufrufe bekannt</translation>
    </message>
    <message>
        <source>No calls are known in this time</source>
        <translation>Keine bekannten Aufrufe in dieser Zeit</translation>
    </message>
</context>
<context>
    <name>Konstantly::UsageSection</name>
    <message>
        <source>Usage</source>
        <translation>Nutzung</translation>
    </message>
    <message>
        <source>Keep a record of tool calls</source>
        <translation>Werkzeugaufrufe aufzeichnen</translation>
    </message>
    <message>
        <source>Metering</source>
        <translation>Nutzungserfassung</translation>
    </message>
    <message>
        <source>Time, tool, duration and outcome; never what was asked or answered.</source>
        <translation>Zeit, Werkzeug, Dauer und Ergebnis; niemals, was gefragt oder geantwortet wurde.</translation>
    </message>
    <message>
        <source>Tell me when a quota is nearly used up</source>
        <translation>Melden, wenn ein Kontingent fast verbraucht ist</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Warn at</source>
        <translation>Warnen ab</translation>
    </message>
    <message>
        <source>urgently at</source>
        <translation>dringend ab</translation>
    </message>
    <message>
        <source>Not between</source>
        <translation>Nicht zwischen</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Ruhezeit</translation>
    </message>
    <message>
        <source>Quiet hours begin</source>
        <translation>Beginn der Ruhezeit</translation>
    </message>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
    <message>
        <source>Quiet hours end</source>
        <translation>Ende der Ruhezeit</translation>
    </message>
</context>
<context>
    <name>Konstantly::UsageServerCommand</name>
    <message>
        <source>Shows or sets the PostgreSQL server on which a team shares one history.</source>
        <translation>Zeigt oder setzt den PostgreSQL-Server, auf dem ein Team einen gemeinsamen Verlauf hat.</translation>
    </message>
    <message>
        <source>URL is postgresql://USER@HOST:PORT/DATABASE, with ?sslrootcert=FILE for a certificate authority of your own. The password is asked for, or read from standard input, and kept in the keychain.</source>
        <translation>URL ist postgresql://USER@HOST:PORT/DATABASE, mit ?sslrootcert=FILE für eine eigene Zertifizierungsstelle. Das Passwort wird abgefragt oder von der Standardeingabe gelesen und im Schlüsselbund abgelegt.</translation>
    </message>
    <message>
        <source>It takes “set URL”, “clear”, or nothing.</source>
        <translation>Möglich sind „set URL“, „clear“ oder nichts.</translation>
    </message>
    <message>
        <source>The history is kept on this device.</source>
        <translation>Der Verlauf liegt auf diesem Gerät.</translation>
    </message>
    <message>
        <source>Password of %1 at %2 (not shown): </source>
        <translation>Passwort von %1 bei %2 (wird nicht angezeigt): </translation>
    </message>
    <message>
        <source>The history is kept on that server from the next start on. What is on this device stays there.</source>
        <translation>Ab dem nächsten Start liegt der Verlauf auf diesem Server. Was auf diesem Gerät ist, bleibt dort.</translation>
    </message>
</context>
<context>
    <name>Konstantly::UsageSourceLine</name>
    <message>
        <source>the workspace&apos;s usage list, read %1</source>
        <translation>die Nutzungsliste des Arbeitsbereichs, gelesen %1</translation>
    </message>
    <message>
        <source>the audit log (calls that change something), read %1</source>
        <translation>das Audit-Protokoll (Aufrufe, die etwas ändern), gelesen %1</translation>
    </message>
    <message>
        <source>this device, live</source>
        <translation>dieses Gerät, laufend</translation>
    </message>
    <message>
        <source>The workspace&apos;s usage list can&apos;t be read: %1 Calls of other devices may be missing.</source>
        <translation>Die Nutzungsliste des Arbeitsbereichs kann nicht gelesen werden: %1 Aufrufe anderer Geräte fehlen vielleicht.</translation>
    </message>
    <message>
        <source>The audit log can&apos;t be read: %1</source>
        <translation>Das Audit-Protokoll kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>The record of this device can&apos;t be read: %1</source>
        <translation>Die Aufzeichnung dieses Geräts kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Reading calls</source>
        <translation>Aufrufe werden gelesen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop reading calls</source>
        <translation>Lesen der Aufrufe anhalten</translation>
    </message>
    <message>
        <source>A limit was met although there was room left by these numbers: calls are missing.</source>
        <translation>Ein Limit wurde erreicht, obwohl nach diesen Zahlen noch Platz war: Es fehlen Aufrufe.</translation>
    </message>
    <message>
        <source>The history on this device was damaged and is read anew. The old file is kept as %1.</source>
        <translation>Der Verlauf auf diesem Gerät war beschädigt und wird neu gelesen. Die alte Datei bleibt als %1 erhalten.</translation>
    </message>
    <message>
        <source>No source has told of calls yet.</source>
        <translation>Noch hat keine Quelle Aufrufe genannt.</translation>
    </message>
    <message>
        <source>Numbers from: %1.</source>
        <translation>Zahlen aus: %1.</translation>
    </message>
    <message numerus="yes">
        <source>This program used %n of your calls in the last 24 hours.</source>
        <translation>
            <numerusform>Dieses Programm hat in den letzten 24 Stunden %n Ihrer Aufrufe genutzt.</numerusform>
            <numerusform>Dieses Programm hat in den letzten 24 Stunden %n Ihrer Aufrufe genutzt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading calls: %n so far</source>
        <translation>
            <numerusform>Aufrufe werden gelesen: bisher %n</numerusform>
            <numerusform>Aufrufe werden gelesen: bisher %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading calls…</source>
        <translation>Aufrufe werden gelesen…</translation>
    </message>
</context>
<context>
    <name>Konstantly::UsageSummaryCommand</name>
    <message>
        <source>Says what agents called, and what is left of each quota.</source>
        <translation>Sagt, was Agenten aufgerufen haben und was von jedem Kontingent übrig ist.</translation>
    </message>
    <message>
        <source>Without a call to the service, except that this device&apos;s own calls are looked at: see “usage sync”.</source>
        <translation>Ohne Aufruf beim Dienst; nur die Aufrufe dieses Geräts werden angesehen: siehe „usage sync“.</translation>
    </message>
    <message>
        <source>No calls are known in that time.</source>
        <translation>In dieser Zeit sind keine Aufrufe bekannt.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>TOOL</source>
        <translation>WERKZEUG</translation>
    </message>
    <message>
        <source>KEY</source>
        <translation>SCHLÜSSEL</translation>
    </message>
    <message>
        <source>OUTCOME</source>
        <translation>ERGEBNIS</translation>
    </message>
    <message>
        <source>CALLS</source>
        <translation>AUFRUFE</translation>
    </message>
    <message>
        <source>SUCCEEDED</source>
        <translation>ERFOLGREICH</translation>
    </message>
    <message>
        <source>P50</source>
        <translation>P50</translation>
    </message>
    <message>
        <source>P95</source>
        <translation>P95</translation>
    </message>
</context>
<context>
    <name>Konstantly::UsageSyncCommand</name>
    <message>
        <source>Reads what the workspace&apos;s lists and this device&apos;s launchers tell about calls.</source>
        <translation>Liest, was die Listen des Arbeitsbereichs und die Starter dieses Geräts über Aufrufe sagen.</translation>
    </message>
    <message>
        <source>Waits when its own calls of a minute are used up, instead of ending.</source>
        <translation>Wartet, wenn die eigenen Aufrufe einer Minute verbraucht sind, statt zu enden.</translation>
    </message>
    <message>
        <source>It makes at most 6 calls a minute and 5 % of what the key may make in 24 hours, and goes on where it was the next time.</source>
        <translation>Es macht höchstens 6 Aufrufe je Minute und 5 % dessen, was der Schlüssel in 24 Stunden darf, und setzt beim nächsten Mal dort fort.</translation>
    </message>
    <message>
        <source>%L1 calls read, %2 % of the time is covered (%3)</source>
        <translation>%L1 Aufrufe gelesen, %2 % der Zeit sind abgedeckt (%3)</translation>
    </message>
    <message>
        <source>Waiting until %1 for further calls</source>
        <translation>Bis %1 wird auf weitere Aufrufe gewartet</translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) were new.</source>
        <translation>
            <numerusform>%Ln Aufruf war neu.</numerusform>
            <numerusform>%Ln Aufrufe waren neu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This program made %Ln call(s) of its own in the last 24 hours.</source>
        <translation>
            <numerusform>Dieses Programm hat in den letzten 24 Stunden selbst %Ln Aufruf gemacht.</numerusform>
            <numerusform>Dieses Programm hat in den letzten 24 Stunden selbst %Ln Aufrufe gemacht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not everything is read yet: its share of calls is used up. It continues where it is, from %1 on.</source>
        <translation>Noch ist nicht alles gelesen: Der eigene Anteil an Aufrufen ist verbraucht. Weiter geht es an derselben Stelle, ab %1.</translation>
    </message>
    <message>
        <source>Stopping after the page that is being read now.</source>
        <translation>Nach der Seite, die gerade gelesen wird, wird angehalten.</translation>
    </message>
    <message>
        <source>Not everything is read yet: the service takes no more calls now. Try again from %1 on; it continues where it is.</source>
        <translation>Noch ist nicht alles gelesen: Der Dienst nimmt gerade keine weiteren Aufrufe an. Versuchen Sie es ab %1 noch einmal; es geht an derselben Stelle weiter.</translation>
    </message>
</context>
<context>
    <name>Konstantly::UsageTableModel</name>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Erfolg</translation>
    </message>
    <message>
        <source>p50 duration</source>
        <translation>p50 der Dauer</translation>
    </message>
    <message>
        <source>p95 duration</source>
        <translation>p95 der Dauer</translation>
    </message>
    <message>
        <source>(key not told)</source>
        <translation>(Schlüssel nicht genannt)</translation>
    </message>
    <message>
        <source>(tool not told)</source>
        <translation>(Werkzeug nicht genannt)</translation>
    </message>
</context>
<context>
    <name>Konstantly::WindowSection</name>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The new language is used from the next start on.</source>
        <translation>Die neue Sprache gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>Jetzt neu starten</translation>
    </message>
    <message>
        <source>This desktop has no notification area, so the program ends with its window.</source>
        <translation>Dieser Desktop hat keinen Infobereich. Deshalb endet das Programm mit seinem Fenster.</translation>
    </message>
    <message>
        <source>Notification area</source>
        <translation>Infobereich</translation>
    </message>
    <message>
        <source>Show an icon in the notification area</source>
        <translation>Symbol im Infobereich anzeigen</translation>
    </message>
    <message>
        <source>It shows how things stand, and tells of quotas and rotations.</source>
        <translation>Es zeigt, wie es steht, und meldet Kontingente und Erneuerungen.</translation>
    </message>
    <message>
        <source>When the window is closed</source>
        <translation>Beim Schließen des Fensters</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Weiterlaufen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>Konstantly::WindowStatus</name>
    <message>
        <source>Keychain unlocked</source>
        <translation>Schlüsselbund entsperrt</translation>
    </message>
    <message>
        <source>Keychain locked</source>
        <translation>Schlüsselbund gesperrt</translation>
    </message>
    <message>
        <source>No keychain on this system</source>
        <translation>Kein Schlüsselbund vorhanden</translation>
    </message>
    <message>
        <source>Keychain has not answered yet</source>
        <translation>Schlüsselbund antwortet noch nicht</translation>
    </message>
    <message>
        <source>Keychain: can&apos;t tell</source>
        <translation>Schlüsselbund: unklar</translation>
    </message>
    <message>
        <source>Synced %1</source>
        <translation>Abgeglichen %1</translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation>Noch nicht abgeglichen</translation>
    </message>
    <message>
        <source>Syncing…</source>
        <translation>Abgleich läuft…</translation>
    </message>
    <message>
        <source>Offline · %1</source>
        <translation>Offline · %1</translation>
    </message>
    <message>
        <source>Sync failed · %1</source>
        <translation>Abgleichfehler · %1</translation>
    </message>
</context>
<context>
    <name>Konstantly::WorkspaceAddCommand</name>
    <message>
        <source>Connects a workspace. Reads its key from standard input.</source>
        <translation>Verbindet einen Arbeitsbereich. Liest seinen Schlüssel von der Standardeingabe.</translation>
    </message>
    <message>
        <source>The workspace&apos;s address, such as https://acme.konstantly.com.</source>
        <translation>Die Adresse des Arbeitsbereichs, etwa https://acme.konstantly.com.</translation>
    </message>
    <message>
        <source>A PEM file with additional certificate authorities for this workspace.</source>
        <translation>PEM-Datei mit zusätzlichen Zertifizierungsstellen für diesen Arbeitsbereich.</translation>
    </message>
    <message>
        <source>business (default) or enterprise: decides the limits to count against.</source>
        <translation>business (Standard) oder enterprise: bestimmt die Limits, gegen die gezählt wird.</translation>
    </message>
    <message>
        <source>Confirms an address outside konstantly.com by repeating its host.</source>
        <translation>Bestätigt eine Adresse außerhalb von konstantly.com, indem ihr Host wiederholt wird.</translation>
    </message>
    <message>
        <source>What this device is called in suggested key names.</source>
        <translation>Wie dieses Gerät in vorgeschlagenen Schlüsselnamen heißt.</translation>
    </message>
    <message>
        <source>Accepts https://localhost:PORT, for konstantly-sandbox. Needs --ca.</source>
        <translation>Akzeptiert https://localhost:PORT, für konstantly-sandbox. Braucht --ca.</translation>
    </message>
    <message>
        <source>The key is checked with one call, stored in the system&apos;s keychain and sent to this address only.</source>
        <translation>Der Schlüssel wird mit einem Aufruf geprüft, im Schlüsselbund des Systems gespeichert und nur an diese Adresse gesendet.</translation>
    </message>
    <message>
        <source>The damaged list of workspaces was kept as %1.</source>
        <translation>Die beschädigte Liste der Arbeitsbereiche wurde als %1 aufbewahrt.</translation>
    </message>
    <message>
        <source>Connected %1 as “%2”. The key acts for %3 (%4) and lies in %5.</source>
        <translation>%1 ist als „%2“ verbunden. Der Schlüssel handelt für %3 (%4) und liegt in %5.</translation>
    </message>
    <message>
        <source>The plan is “business” or “enterprise”.</source>
        <translation>Der Tarif ist „business“ oder „enterprise“.</translation>
    </message>
    <message>
        <source>If it is your organisation&apos;s own address, add: --confirm-host %1</source>
        <translation>Wenn es die eigene Adresse Ihrer Organisation ist, fügen Sie hinzu: --confirm-host %1</translation>
    </message>
    <message>
        <source>Key for %1 (not shown): </source>
        <translation>Schlüssel für %1 (wird nicht angezeigt): </translation>
    </message>
</context>
<context>
    <name>Konstantly::WorkspaceConnector</name>
    <message>
        <source>The workspace&apos;s address is missing.</source>
        <translation>Die Adresse des Arbeitsbereichs fehlt.</translation>
    </message>
    <message>
        <source>A workspace&apos;s name has up to 40 small letters, digits and hyphens and starts with a letter or digit.</source>
        <translation>Der Name eines Arbeitsbereichs hat bis zu 40 Kleinbuchstaben, Ziffern und Bindestriche und beginnt mit einem Buchstaben oder einer Ziffer.</translation>
    </message>
    <message>
        <source>A workspace named “%1” is connected already.</source>
        <translation>Ein Arbeitsbereich mit dem Namen „%1“ ist schon verbunden.</translation>
    </message>
    <message>
        <source>There is no key.</source>
        <translation>Der Schlüssel fehlt.</translation>
    </message>
    <message>
        <source>%1 holds no certificate in PEM form.</source>
        <translation>%1 enthält kein Zertifikat in PEM-Form.</translation>
    </message>
</context>
<context>
    <name>Konstantly::WorkspaceListCommand</name>
    <message>
        <source>Lists the connected workspaces, without any call.</source>
        <translation>Zeigt die verbundenen Arbeitsbereiche, ohne einen Aufruf.</translation>
    </message>
    <message>
        <source>No workspace is connected on this device.</source>
        <translation>Auf diesem Gerät ist kein Arbeitsbereich verbunden.</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NAME</translation>
    </message>
    <message>
        <source>ADDRESS</source>
        <translation>ADRESSE</translation>
    </message>
    <message>
        <source>PLAN</source>
        <translation>TARIF</translation>
    </message>
    <message>
        <source>USER</source>
        <translation>BENUTZER</translation>
    </message>
</context>
<context>
    <name>Konstantly::WorkspaceRemoveCommand</name>
    <message>
        <source>Forgets a workspace and deletes its keys from the keychain.</source>
        <translation>Vergisst einen Arbeitsbereich und löscht seine Schlüssel aus dem Schlüsselbund.</translation>
    </message>
    <message>
        <source>The keys stay valid on the service until they are revoked there.</source>
        <translation>Beim Dienst bleiben die Schlüssel gültig, bis sie dort widerrufen werden.</translation>
    </message>
    <message>
        <source>“%1” names those that are.</source>
        <translation>„%1“ nennt die, die es sind.</translation>
    </message>
    <message>
        <source>Forgot “%1”. Its keys are deleted from the keychain; on the service they stay valid until they are revoked.</source>
        <translation>„%1“ ist vergessen. Seine Schlüssel sind aus dem Schlüsselbund gelöscht; beim Dienst bleiben sie gültig, bis sie widerrufen werden.</translation>
    </message>
    <message>
        <source>%1 still uses this workspace: konstantlyctl device remove %2</source>
        <translation>%1 nutzt diesen Arbeitsbereich noch: konstantlyctl device remove %2</translation>
    </message>
</context>
<context>
    <name>Konstantly::WorkspaceSection</name>
    <message>
        <source>Workspace “%1”</source>
        <translation>Arbeitsbereich „%1“</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Tarif</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Business</translation>
    </message>
    <message>
        <source>Enterprise</source>
        <translation>Enterprise</translation>
    </message>
    <message>
        <source>The service does not say which it is. It decides the limits that the program counts against: 60 calls a minute and 1,000 a day, or 600 and 100,000.</source>
        <translation>Der Dienst sagt nicht, welcher es ist. Er bestimmt die Limits, gegen die das Programm zählt: 60 Aufrufe je Minute und 1.000 am Tag, oder 600 und 100.000.</translation>
    </message>
    <message>
        <source>Fingerprint of the extra certificate authority</source>
        <translation>Fingerabdruck der zusätzlichen Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>SHA-256: %1</source>
        <translation>SHA-256: %1</translation>
    </message>
    <message>
        <source>Extra certificate authority</source>
        <translation>Zusätzliche Zertifizierungsstelle</translation>
    </message>
</context>
<context>
    <name>Konstantly::WorkspaceStore</name>
    <message>
        <source>A workspace&apos;s name has up to 40 small letters, digits and hyphens and starts with a letter or digit.</source>
        <translation>Der Name eines Arbeitsbereichs hat bis zu 40 Kleinbuchstaben, Ziffern und Bindestriche und beginnt mit einem Buchstaben oder einer Ziffer.</translation>
    </message>
    <message>
        <source>The workspace has no address.</source>
        <translation>Der Arbeitsbereich hat keine Adresse.</translation>
    </message>
    <message>
        <source>A workspace named “%1” is connected already.</source>
        <translation>Ein Arbeitsbereich mit dem Namen „%1“ ist schon verbunden.</translation>
    </message>
</context>
<context>
    <name>Konstantly::WorkspaceSwitcher</name>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Connect a workspace…</source>
        <translation>Arbeitsbereich verbinden…</translation>
    </message>
    <message>
        <source>Disconnect “%1”…</source>
        <translation>„%1“ trennen…</translation>
    </message>
    <message>
        <source>No workspace</source>
        <translation>Kein Arbeitsbereich</translation>
    </message>
    <message>
        <source>not connected yet</source>
        <translation>noch nicht verbunden</translation>
    </message>
</context>
<context>
    <name>ManagedNote</name>
    <message>
        <source>Managed by the administrator of this device.</source>
        <translation>Von der Administration dieses Geräts verwaltet.</translation>
    </message>
</context>
<context>
    <name>NamingRule</name>
    <message>
        <source>Give the key a name.</source>
        <translation>Geben Sie dem Schlüssel einen Namen.</translation>
    </message>
    <message>
        <source>The name is too long: up to 255 characters.</source>
        <translation>Der Name ist zu lang: Erlaubt sind bis zu 255 Zeichen.</translation>
    </message>
    <message>
        <source>The name contains invisible characters.</source>
        <translation>Der Name enthält unsichtbare Zeichen.</translation>
    </message>
    <message>
        <source>Say whose key it is and where it is used, like “alex-laptop”.</source>
        <translation>Sagen Sie, wem der Schlüssel gehört und wo er genutzt wird, etwa „alex-laptop“.</translation>
    </message>
    <message>
        <source>The name does not say whose key it is and where it is used. Better: “alex-laptop”.</source>
        <translation>Der Name sagt nicht, wem der Schlüssel gehört und wo er genutzt wird. Besser: „alex-laptop“.</translation>
    </message>
</context>
<context>
    <name>Origin</name>
    <message>
        <source>The address has no host name.</source>
        <translation>Die Adresse hat keinen Hostnamen.</translation>
    </message>
    <message>
        <source>The host name may only have small letters a to z, digits and hyphens, separated by dots.</source>
        <translation>Der Hostname darf nur Kleinbuchstaben von a bis z, Ziffern und Bindestriche enthalten, getrennt durch Punkte.</translation>
    </message>
    <message>
        <source>A workspace&apos;s address has a name, not an IP address.</source>
        <translation>Die Adresse eines Arbeitsbereichs hat einen Namen, keine IP-Adresse.</translation>
    </message>
    <message>
        <source>The address leads back to this computer, not to a workspace.</source>
        <translation>Die Adresse führt zu diesem Rechner zurück, nicht zu einem Arbeitsbereich.</translation>
    </message>
    <message>
        <source>The address lacks your workspace&apos;s name in front of konstantly.com.</source>
        <translation>In der Adresse fehlt der Name Ihres Arbeitsbereichs vor konstantly.com.</translation>
    </message>
    <message>
        <source>konstant.ly is the older interface, which has no MCP keys. The workspace&apos;s address ends in konstantly.com.</source>
        <translation>konstant.ly ist die ältere Oberfläche, die keine MCP-Schlüssel hat. Die Adresse des Arbeitsbereichs endet auf konstantly.com.</translation>
    </message>
    <message>
        <source>A workspace&apos;s address has at least three parts, such as acme.konstantly.com.</source>
        <translation>Die Adresse eines Arbeitsbereichs hat mindestens drei Teile, zum Beispiel acme.konstantly.com.</translation>
    </message>
    <message>
        <source>The host name is not a valid international name.</source>
        <translation>Der Hostname ist kein gültiger internationaler Name.</translation>
    </message>
    <message>
        <source>The address has a character that does not belong into an address. Type it by hand.</source>
        <translation>Die Adresse enthält ein Zeichen, das nicht in eine Adresse gehört. Geben Sie sie von Hand ein.</translation>
    </message>
    <message>
        <source>The address has to start with https://.</source>
        <translation>Die Adresse muss mit https:// beginnen.</translation>
    </message>
    <message>
        <source>The address has a user name or a backslash in it, which can hide where it really leads.</source>
        <translation>Die Adresse enthält einen Benutzernamen oder einen Backslash. Das kann verbergen, wohin sie wirklich führt.</translation>
    </message>
    <message>
        <source>Give only the address of the workspace, without anything after the host name.</source>
        <translation>Geben Sie nur die Adresse des Arbeitsbereichs an, ohne etwas hinter dem Hostnamen.</translation>
    </message>
    <message>
        <source>The port has to be a number from 1 to 65535.</source>
        <translation>Der Port muss eine Zahl von 1 bis 65535 sein.</translation>
    </message>
    <message>
        <source>The host name is not valid.</source>
        <translation>Der Hostname ist nicht gültig.</translation>
    </message>
    <message>
        <source>The demo workspace&apos;s address is https://localhost and a port, nothing else.</source>
        <translation>Die Adresse des Demo-Arbeitsbereichs ist https://localhost und ein Port, sonst nichts.</translation>
    </message>
    <message>
        <source>The stored address is not in the form in which this program stores it.</source>
        <translation>Die gespeicherte Adresse hat nicht die Form, in der dieses Programm sie speichert.</translation>
    </message>
    <message>
        <source>Type the address of your workspace.</source>
        <translation>Geben Sie die Adresse Ihres Arbeitsbereichs ein.</translation>
    </message>
    <message>
        <source>“%1” looks like a konstantly.com address but is not one.</source>
        <translation>„%1“ sieht aus wie eine Adresse bei konstantly.com, ist aber keine.</translation>
    </message>
    <message>
        <source>The host name has letters from outside a to z, which can look like others. Its real spelling is “%1”.</source>
        <translation>Der Hostname enthält andere Buchstaben als a bis z, die ähnlich aussehen können. Seine wirkliche Schreibweise ist „%1“.</translation>
    </message>
    <message>
        <source>The address names port %1 instead of the usual one for https.</source>
        <translation>Die Adresse nennt Port %1 statt des üblichen Ports für https.</translation>
    </message>
</context>
<context>
    <name>PastedSetup</name>
    <message>
        <source>That is too long for a key.</source>
        <translation>Das ist zu lang für einen Schlüssel.</translation>
    </message>
    <message>
        <source>There is no key.</source>
        <translation>Der Schlüssel fehlt.</translation>
    </message>
    <message>
        <source>That is a shortened key. Paste the whole key, as it was shown when it was created.</source>
        <translation>Das ist ein gekürzter Schlüssel. Fügen Sie den ganzen Schlüssel ein, wie er beim Erstellen angezeigt wurde.</translation>
    </message>
    <message>
        <source>That is not an MCP key: those start with “kmcp_”.</source>
        <translation>Das ist kein MCP-Schlüssel: Die beginnen mit „kmcp_“.</translation>
    </message>
    <message>
        <source>That is more than one key.</source>
        <translation>Das ist mehr als ein Schlüssel.</translation>
    </message>
    <message>
        <source>That is not an MCP key: it contains characters that no key has.</source>
        <translation>Das ist kein MCP-Schlüssel: Er enthält Zeichen, die in keinem Schlüssel vorkommen.</translation>
    </message>
    <message>
        <source>A key usually has %1 characters, this one has %2. It may be incomplete.</source>
        <translation>Ein Schlüssel hat gewöhnlich %1 Zeichen, dieser hat %2. Vielleicht ist er unvollständig.</translation>
    </message>
    <message>
        <source>That is too long for an install snippet.</source>
        <translation>Das ist zu lang für einen Installationstext.</translation>
    </message>
    <message>
        <source>The snippet names more than one workspace. Paste one of them.</source>
        <translation>Der Installationstext nennt mehr als einen Arbeitsbereich. Fügen Sie nur einen davon ein.</translation>
    </message>
    <message>
        <source>The snippet still has the example address. Copy it from your workspace&apos;s page “MCP Keys”, or type the address.</source>
        <translation>Der Installationstext enthält noch die Beispieladresse. Kopieren Sie ihn von der Seite „MCP Keys“ Ihres Arbeitsbereichs, oder geben Sie die Adresse ein.</translation>
    </message>
</context>
<context>
    <name>Policy</name>
    <message>
        <source>%1 can be changed by others than the administrator.</source>
        <translation>%1 kann von anderen als der Administration geändert werden.</translation>
    </message>
    <message>
        <source>It is not a regular file.</source>
        <translation>Sie ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>system preferences</source>
        <translation>Systemeinstellungen</translation>
    </message>
    <message>
        <source>It is too large.</source>
        <translation>Sie ist zu groß.</translation>
    </message>
    <message>
        <source>“%1” is not known to this version.</source>
        <translation>„%1“ ist dieser Version nicht bekannt.</translation>
    </message>
    <message>
        <source>The administrator&apos;s policy for this device can&apos;t be followed, so nothing new is set up. %1 %2</source>
        <translation>Die Richtlinie der Administration für dieses Gerät kann nicht befolgt werden. Deshalb wird nichts Neues eingerichtet. %1 %2</translation>
    </message>
    <message>
        <source>The administrator of this device does not allow workspaces at %1.</source>
        <translation>Die Administration dieses Geräts erlaubt keine Arbeitsbereiche bei %1.</translation>
    </message>
    <message>
        <source>The administrator of this device pinned version %1 of the MCP server; this is %2.</source>
        <translation>Die Administration dieses Geräts hat Version %1 des MCP-Servers festgelegt; dies ist %2.</translation>
    </message>
    <message>
        <source>Version %1 of the MCP server is not the one that the administrator of this device pinned: its checksum differs.</source>
        <translation>Version %1 des MCP-Servers ist nicht die, die die Administration dieses Geräts festgelegt hat: Ihre Prüfsumme ist anders.</translation>
    </message>
    <message>
        <source>The administrator of this device manages “%1”: it can&apos;t be changed here.</source>
        <translation>Die Administration dieses Geräts verwaltet „%1“: Hier lässt es sich nicht ändern.</translation>
    </message>
</context>
<context>
    <name>Refusal</name>
    <message>
        <source>It was revoked %1. Every call with it answers 401.</source>
        <translation>Er wurde %1 widerrufen. Jeder Aufruf mit ihm wird mit 401 beantwortet.</translation>
    </message>
    <message>
        <source>%1 revoked it %2. Every call with it answers 401.</source>
        <translation>%1 hat ihn %2 widerrufen. Jeder Aufruf mit ihm wird mit 401 beantwortet.</translation>
    </message>
    <message>
        <source>Its owner, %1, is blocked. Every call with it answers 401 until they are unblocked.</source>
        <translation>Sein Inhaber, %1, ist gesperrt. Bis die Sperre aufgehoben ist, wird jeder Aufruf mit ihm mit 401 beantwortet.</translation>
    </message>
    <message>
        <source>It belongs to another workspace: %1. At this one&apos;s address it is unknown.</source>
        <translation>Er gehört zu einem anderen Arbeitsbereich: %1. An der Adresse von diesem hier ist er unbekannt.</translation>
    </message>
    <message>
        <source>The workspace&apos;s licence has MCP switched off, or the plan does not include it. Older versions of the service answer 401 then.</source>
        <translation>Die Lizenz des Arbeitsbereichs hat MCP ausgeschaltet, oder der Tarif umfasst es nicht. Ältere Versionen des Dienstes antworten dann mit 401.</translation>
    </message>
    <message>
        <source>The workspace&apos;s list has no such key: it was never made there, or it was mistyped.</source>
        <translation>In der Liste des Arbeitsbereichs steht kein solcher Schlüssel: Er wurde dort nie erstellt oder falsch eingegeben.</translation>
    </message>
    <message>
        <source>This device has never seen it, and the workspace&apos;s list could not be read whole.</source>
        <translation>Dieses Gerät hat ihn nie gesehen, und die Liste des Arbeitsbereichs konnte nicht vollständig gelesen werden.</translation>
    </message>
    <message>
        <source>Nothing known here speaks against it.</source>
        <translation>Hier ist nichts bekannt, was dagegen spricht.</translation>
    </message>
</context>
<context>
    <name>RotationCalendar</name>
    <message>
        <source>Rotate the MCP key “%1”</source>
        <translation>MCP-Schlüssel „%1“ erneuern</translation>
    </message>
    <message numerus="yes">
        <source>Its interval of %n day(s) at %1 ends.</source>
        <translation>
            <numerusform>Seine Frist von %n Tag bei %1 endet.</numerusform>
            <numerusform>Seine Frist von %n Tagen bei %1 endet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RotationJournal</name>
    <message>
        <source>Check that everything is in place</source>
        <translation>Prüfen, ob alles bereit ist</translation>
    </message>
    <message>
        <source>Write down what is about to happen</source>
        <translation>Aufschreiben, was geschehen soll</translation>
    </message>
    <message>
        <source>Get a new key</source>
        <translation>Einen neuen Schlüssel holen</translation>
    </message>
    <message>
        <source>Store it in the keychain beside the old one</source>
        <translation>Ihn neben dem alten im Schlüsselbund speichern</translation>
    </message>
    <message>
        <source>Try it at the service</source>
        <translation>Ihn beim Dienst ausprobieren</translation>
    </message>
    <message>
        <source>Use it on this device</source>
        <translation>Ihn auf diesem Gerät nutzen</translation>
    </message>
    <message>
        <source>Check that this device uses it</source>
        <translation>Prüfen, ob dieses Gerät ihn nutzt</translation>
    </message>
    <message>
        <source>Keep the old key for servers that still run</source>
        <translation>Den alten Schlüssel für laufende Server behalten</translation>
    </message>
    <message>
        <source>Revoke the old key</source>
        <translation>Den alten Schlüssel widerrufen</translation>
    </message>
    <message>
        <source>Check that the old key is dead</source>
        <translation>Prüfen, ob der alte Schlüssel ungültig ist</translation>
    </message>
    <message>
        <source>Delete the old key from the keychain</source>
        <translation>Den alten Schlüssel aus dem Schlüsselbund löschen</translation>
    </message>
</context>
<context>
    <name>RotationReminders</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und noch %n</numerusform>
            <numerusform>%1 und noch %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) are past their rotation date</source>
        <translation>
            <numerusform>%n Schlüssel ist über sein Erneuerungsdatum hinaus</numerusform>
            <numerusform>%n Schlüssel sind über ihr Erneuerungsdatum hinaus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) until a key has to be rotated</source>
        <translation>
            <numerusform>Noch %n Tag, bis ein Schlüssel zu erneuern ist</numerusform>
            <numerusform>Noch %n Tage, bis ein Schlüssel zu erneuern ist</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SandboxFault</name>
    <message>
        <source>How often a fault applies must be a number from 1, as in “401*2”.</source>
        <translation>Wie oft eine Störung gilt, muss eine Zahl ab 1 sein, etwa „401*2“.</translation>
    </message>
    <message>
        <source>“%1” is not an operation of the service.</source>
        <translation>„%1“ ist kein Vorgang des Dienstes.</translation>
    </message>
    <message>
        <source>There is no fault “%1”.</source>
        <translation>Die Störung „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>The fault “%1” does not take “%2”.</source>
        <translation>Die Störung „%1“ nimmt „%2“ nicht an.</translation>
    </message>
</context>
<context>
    <name>SandboxProgram</name>
    <message>
        <source>A local stand-in of the Konstantly service: HTTPS on this machine only, everything in memory. Stops at the end of its input or on SIGTERM.</source>
        <translation>Ein lokaler Ersatz für den Konstantly-Dienst: HTTPS nur auf diesem Rechner, alles im Speicher. Endet am Ende seiner Eingabe oder bei SIGTERM.</translation>
    </message>
    <message>
        <source>Port to listen on; 0 for any free one.</source>
        <translation>Port, auf dem gelauscht wird; 0 für irgendeinen freien.</translation>
    </message>
    <message>
        <source>Where to write the certificate authority (PEM).</source>
        <translation>Wohin die Zertifizierungsstelle geschrieben wird (PEM).</translation>
    </message>
    <message>
        <source>Where to write the administrator&apos;s key.</source>
        <translation>Wohin der Schlüssel der Administration geschrieben wird.</translation>
    </message>
    <message>
        <source>What the workspace contains: demo, empty or large.</source>
        <translation>Was der Arbeitsbereich enthält: demo, empty oder large.</translation>
    </message>
    <message>
        <source>Whose limits apply: business or enterprise.</source>
        <translation>Wessen Limits gelten: business oder enterprise.</translation>
    </message>
    <message>
        <source>A way to misbehave: MODE[=PARAMETER][@OPERATION][*TIMES]. May be repeated.</source>
        <translation>Eine Störung: MODE[=PARAMETER][@OPERATION][*TIMES]. Mehrfach möglich.</translation>
    </message>
    <message>
        <source>“%1” is not an option.</source>
        <translation>„%1“ ist keine Option.</translation>
    </message>
    <message>
        <source>“%1” is not a port.</source>
        <translation>„%1“ ist kein Port.</translation>
    </message>
    <message>
        <source>“%1” is not one of demo, empty, large.</source>
        <translation>„%1“ ist keines von demo, empty, large.</translation>
    </message>
    <message>
        <source>“%1” is not one of business, enterprise.</source>
        <translation>„%1“ ist keines von business, enterprise.</translation>
    </message>
</context>
<context>
    <name>SecretStore</name>
    <message>
        <source>The name of the keychain entry is damaged. Connect the workspace again.</source>
        <translation>Der Name des Eintrags im Schlüsselbund ist beschädigt. Verbinden Sie den Arbeitsbereich erneut.</translation>
    </message>
    <message numerus="yes">
        <source>A key must be 1 to %n printable ASCII character(s).</source>
        <translation>
            <numerusform>Ein Schlüssel besteht aus höchstens %n druckbaren ASCII-Zeichen.</numerusform>
            <numerusform>Ein Schlüssel besteht aus 1 bis %n druckbaren ASCII-Zeichen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ServerPackage</name>
    <message>
        <source>The package registry does not have %1. Nothing was installed. Use the package file that your administrator gives you, and never a package of a similar name.</source>
        <translation>Das Paketverzeichnis hat %1 nicht. Nichts wurde installiert. Verwenden Sie die Paketdatei, die Ihre Administration Ihnen gibt, und niemals ein Paket mit ähnlichem Namen.</translation>
    </message>
    <message>
        <source>The package registry has no version %1 of %2. Nothing was installed.</source>
        <translation>Das Paketverzeichnis hat keine Version %1 von %2. Nichts wurde installiert.</translation>
    </message>
    <message>
        <source>The package file does not hold everything that it needs. Nothing was installed. Use one with its dependencies bundled.</source>
        <translation>Die Paketdatei enthält nicht alles, was sie braucht. Nichts wurde installiert. Verwenden Sie eine, die ihre Abhängigkeiten mitbringt.</translation>
    </message>
    <message>
        <source>The checksum of what was downloaded is wrong. Nothing was installed.</source>
        <translation>Die Prüfsumme des Heruntergeladenen ist falsch. Nichts wurde installiert.</translation>
    </message>
    <message>
        <source>The package file is damaged. Nothing was installed.</source>
        <translation>Die Paketdatei ist beschädigt. Nichts wurde installiert.</translation>
    </message>
    <message>
        <source>The package registry</source>
        <translation>Das Paketverzeichnis</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und noch %n</numerusform>
            <numerusform>und noch %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Publisher</source>
        <translation>Herausgeber</translation>
    </message>
    <message>
        <source>none: it comes from a file</source>
        <translation>keiner: es kommt aus einer Datei</translation>
    </message>
    <message>
        <source>the registry does not tell</source>
        <translation>das Paketverzeichnis sagt es nicht</translation>
    </message>
    <message>
        <source>not accepted on this device yet</source>
        <translation>auf diesem Gerät noch nicht akzeptiert</translation>
    </message>
    <message>
        <source>Install scripts</source>
        <translation>Installationsskripte</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 (not run)</source>
        <translation>%1 (nicht ausgeführt)</translation>
    </message>
    <message>
        <source>new: %1</source>
        <translation>neu: %1</translation>
    </message>
    <message>
        <source>added: %1</source>
        <translation>hinzugefügt: %1</translation>
    </message>
    <message>
        <source>removed: %1</source>
        <translation>entfernt: %1</translation>
    </message>
    <message>
        <source>changed: %1</source>
        <translation>geändert: %1</translation>
    </message>
    <message>
        <source>no change</source>
        <translation>keine Änderung</translation>
    </message>
    <message>
        <source>Dependencies</source>
        <translation>Abhängigkeiten</translation>
    </message>
    <message>
        <source>verified with the registry&apos;s key</source>
        <translation>geprüft mit dem Schlüssel des Paketverzeichnisses</translation>
    </message>
    <message>
        <source>unsigned</source>
        <translation>nicht signiert</translation>
    </message>
    <message>
        <source>unsigned. %1</source>
        <translation>nicht signiert. %1</translation>
    </message>
    <message>
        <source>can&apos;t tell</source>
        <translation>unklar</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>%n Datei, %1</numerusform>
            <numerusform>%n Dateien, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>What was unpacked is not what was asked for. Nothing was installed.</source>
        <translation>Entpackt wurde nicht das, was verlangt war. Nichts wurde installiert.</translation>
    </message>
    <message>
        <source>The package needs “%1” from somewhere else than a package registry. Nothing was installed.</source>
        <translation>Das Paket braucht „%1“ von anderswo als aus einem Paketverzeichnis. Nichts wurde installiert.</translation>
    </message>
    <message>
        <source>The registry gives no SHA-512 for “%1”, so it can&apos;t be checked. Nothing was installed.</source>
        <translation>Das Paketverzeichnis nennt kein SHA-512 für „%1“. Deshalb lässt es sich nicht prüfen. Nichts wurde installiert.</translation>
    </message>
    <message>
        <source>This is not the package %1. Nothing was installed.</source>
        <translation>Das ist nicht das Paket %1. Nichts wurde installiert.</translation>
    </message>
    <message>
        <source>Looking for Node.js.</source>
        <translation>Node.js wird gesucht.</translation>
    </message>
    <message>
        <source>Using Node.js %1: %2</source>
        <translation>Node.js %1 wird verwendet: %2</translation>
    </message>
    <message>
        <source>Reading %1.</source>
        <translation>%1 wird gelesen.</translation>
    </message>
    <message>
        <source>Looking up version %1.</source>
        <translation>Version %1 wird nachgeschlagen.</translation>
    </message>
    <message>
        <source>Unpacking.</source>
        <translation>Das Paket wird entpackt.</translation>
    </message>
    <message>
        <source>Fetching and unpacking.</source>
        <translation>Das Paket wird geholt und entpackt.</translation>
    </message>
    <message>
        <source>Asking the registry who published it.</source>
        <translation>Das Paketverzeichnis wird nach dem Herausgeber gefragt.</translation>
    </message>
    <message>
        <source>Checking the registry&apos;s signatures.</source>
        <translation>Die Signaturen des Paketverzeichnisses werden geprüft.</translation>
    </message>
    <message>
        <source>Checking and hashing what was unpacked.</source>
        <translation>Das Entpackte wird geprüft, Prüfsummen werden gebildet.</translation>
    </message>
    <message numerus="yes">
        <source>Version %1 is ready, %n file(s).</source>
        <translation>
            <numerusform>Version %1 ist bereit, %n Datei.</numerusform>
            <numerusform>Version %1 ist bereit, %n Dateien.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no package file “%1”.</source>
        <translation>Es gibt keine Paketdatei „%1“.</translation>
    </message>
    <message>
        <source>“%1” is neither an exact version, such as 0.2.0, nor a package file (.tgz).</source>
        <translation>„%1“ ist weder eine genaue Version, etwa 0.2.0, noch eine Paketdatei (.tgz).</translation>
    </message>
    <message>
        <source>The package holds a damaged %1. Nothing was installed.</source>
        <translation>Das Paket enthält ein beschädigtes %1. Nichts wurde installiert.</translation>
    </message>
    <message>
        <source>Unknown publisher: the registry does not tell who published %1.</source>
        <translation>Unbekannter Herausgeber: Das Paketverzeichnis sagt nicht, wer %1 veröffentlicht hat.</translation>
    </message>
    <message>
        <source>Unknown publisher: %1 was published by “%2”.</source>
        <translation>Unbekannter Herausgeber: %1 wurde von „%2“ veröffentlicht.</translation>
    </message>
    <message>
        <source>No publisher was accepted on this device yet.</source>
        <translation>Auf diesem Gerät wurde noch kein Herausgeber akzeptiert.</translation>
    </message>
    <message>
        <source>Accepted on this device: %1.</source>
        <translation>Auf diesem Gerät akzeptiert: %1.</translation>
    </message>
    <message>
        <source>Nothing was installed. Ask your administrator who publishes it before you accept a publisher by name.</source>
        <translation>Nichts wurde installiert. Fragen Sie Ihre Administration, wer es veröffentlicht, bevor Sie einen Herausgeber namentlich akzeptieren.</translation>
    </message>
    <message>
        <source>Another installation of the MCP server is running, or waits for an answer.</source>
        <translation>Eine andere Installation des MCP-Servers läuft oder wartet auf eine Antwort.</translation>
    </message>
    <message>
        <source>The package has no program “%1” to start. Nothing was installed.</source>
        <translation>Das Paket hat kein Programm „%1“ zum Starten. Nichts wurde installiert.</translation>
    </message>
    <message>
        <source>The package holds something that is not a plain file: %1. Nothing was installed.</source>
        <translation>Das Paket enthält etwas, das keine einfache Datei ist: %1. Nichts wurde installiert.</translation>
    </message>
    <message>
        <source>The package registry gave no usable description of the package. Nothing was installed.</source>
        <translation>Das Paketverzeichnis hat keine brauchbare Beschreibung des Pakets geliefert. Nichts wurde installiert.</translation>
    </message>
    <message>
        <source>Wrong signature: %1.</source>
        <translation>Falsche Signatur: %1.</translation>
    </message>
    <message>
        <source>No signature: %1.</source>
        <translation>Keine Signatur: %1.</translation>
    </message>
</context>
<context>
    <name>ServerTest</name>
    <message numerus="yes">
        <source>%n tool(s).</source>
        <translation>
            <numerusform>%n Werkzeug.</numerusform>
            <numerusform>%n Werkzeuge.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server refused “%1”: %2</source>
        <translation>Der Server hat „%1“ abgelehnt: %2</translation>
    </message>
    <message numerus="yes">
        <source>The server did not answer within %n second(s).</source>
        <translation>
            <numerusform>Der Server hat innerhalb von %n Sekunde nicht geantwortet.</numerusform>
            <numerusform>Der Server hat innerhalb von %n Sekunden nicht geantwortet.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” can&apos;t be started: %2</source>
        <translation>„%1“ kann nicht gestartet werden: %2</translation>
    </message>
    <message>
        <source>The server crashed.</source>
        <translation>Der Server ist abgestürzt.</translation>
    </message>
    <message>
        <source>The server ended with exit code %1.</source>
        <translation>Der Server endete mit dem Exit-Code %1.</translation>
    </message>
    <message>
        <source>Its last words: %1</source>
        <translation>Seine letzten Worte: %1</translation>
    </message>
</context>
<context>
    <name>SiemSettings</name>
    <message>
        <source>No SIEM is set up on this device.</source>
        <translation>Auf diesem Gerät ist kein SIEM eingerichtet.</translation>
    </message>
</context>
<context>
    <name>SilentServer</name>
    <message>
        <source>It ended at once, with exit code %1.</source>
        <translation>Er endete sofort, mit dem Exit-Code %1.</translation>
    </message>
    <message>
        <source>It ended at once, with exit code %1: %2</source>
        <translation>Er endete sofort, mit dem Exit-Code %1: %2</translation>
    </message>
</context>
<context>
    <name>StandInServer</name>
    <message>
        <source>The Konstantly MCP server was not started. %1</source>
        <translation>Der MCP-Server von Konstantly wurde nicht gestartet. %1</translation>
    </message>
    <message>
        <source>Then restart this MCP server in the AI tool.</source>
        <translation>Starten Sie danach diesen MCP-Server im KI-Tool neu.</translation>
    </message>
    <message>
        <source>(Profile: %1)</source>
        <translation>(Profil: %1)</translation>
    </message>
    <message>
        <source>The Konstantly MCP server can start now. Restart this MCP server in the AI tool to use it.</source>
        <translation>Der MCP-Server von Konstantly kann jetzt starten. Starten Sie diesen MCP-Server im KI-Tool neu, um ihn zu nutzen.</translation>
    </message>
</context>
<context>
    <name>StructuredText</name>
    <message>
        <source>“%1” is there twice, in lines %2 and %3.</source>
        <translation>„%1“ steht zweimal da, in den Zeilen %2 und %3.</translation>
    </message>
</context>
<context>
    <name>SyslogTarget</name>
    <message>
        <source>“%1” is no address of a SIEM. Events are only sent as syslog over TLS: syslog+tls://HOST:PORT, as in syslog+tls://siem.acme.com:6514.</source>
        <translation>„%1“ ist keine Adresse eines SIEM. Ereignisse werden nur als Syslog über TLS gesendet: syslog+tls://HOST:PORT, zum Beispiel syslog+tls://siem.acme.com:6514.</translation>
    </message>
</context>
<context>
    <name>Terminal</name>
    <message>
        <source>The terminal can&apos;t hide what is typed. Pipe the key in instead.</source>
        <translation>Das Terminal kann die Eingabe nicht verbergen. Übergeben Sie den Schlüssel stattdessen durch eine Pipe.</translation>
    </message>
</context>
<context>
    <name>TestStepsView</name>
    <message>
        <source>Workspace found</source>
        <translation>Arbeitsbereich gefunden</translation>
    </message>
    <message>
        <source>Key read from the keychain</source>
        <translation>Schlüsselbund gelesen</translation>
    </message>
    <message>
        <source>Server package verified</source>
        <translation>Serverpaket geprüft</translation>
    </message>
    <message>
        <source>Server started</source>
        <translation>Server gestartet</translation>
    </message>
    <message>
        <source>Handshake</source>
        <translation>Verbindungsaufbau</translation>
    </message>
    <message>
        <source>Tools offered</source>
        <translation>Angebotene Werkzeuge</translation>
    </message>
</context>
<context>
    <name>TextPath</name>
    <message>
        <source>“%1” in line %2 differs from “%3” in upper and lower case only; it is not clear which one counts.</source>
        <translation>„%1“ in Zeile %2 unterscheidet sich von „%3“ nur in der Groß- und Kleinschreibung; es ist nicht klar, was davon gilt.</translation>
    </message>
    <message>
        <source>it does not hold an object.</source>
        <translation>Sie enthält kein Objekt.</translation>
    </message>
    <message>
        <source>“%1” in line %2 is not an object.</source>
        <translation>„%1“ in Zeile %2 ist kein Objekt.</translation>
    </message>
</context>
<context>
    <name>TomlEdit</name>
    <message>
        <source>“%1” in line %2 is made of dotted names inside braces.</source>
        <translation>„%1“ in Zeile %2 besteht aus Namen mit Punkten in geschweiften Klammern.</translation>
    </message>
    <message>
        <source>“%1” in line %2 is a list of tables.</source>
        <translation>„%1“ in Zeile %2 ist eine Liste von Tabellen.</translation>
    </message>
</context>
<context>
    <name>TomlText</name>
    <message>
        <source>the file is too large</source>
        <translation>Datei ist zu groß</translation>
    </message>
    <message>
        <source>tables or brackets are nested too deeply</source>
        <translation>zu tief verschachtelte Tabellen oder Klammern</translation>
    </message>
    <message>
        <source>the file is UTF-16, not UTF-8</source>
        <translation>Datei ist UTF-16, nicht UTF-8</translation>
    </message>
    <message>
        <source>the text is not UTF-8</source>
        <translation>Text ist nicht UTF-8</translation>
    </message>
    <message>
        <source>there is a zero byte</source>
        <translation>Null-Byte</translation>
    </message>
    <message>
        <source>there is a control character</source>
        <translation>Steuerzeichen</translation>
    </message>
    <message>
        <source>there is an unknown backslash sequence</source>
        <translation>unbekannte Backslash-Folge</translation>
    </message>
    <message>
        <source>a backslash sequence names no character</source>
        <translation>Backslash-Folge, die kein Zeichen nennt</translation>
    </message>
    <message>
        <source>a string starts here and does not end</source>
        <translation>hier beginnt eine Zeichenkette, die nicht endet</translation>
    </message>
    <message>
        <source>the file ends in the middle</source>
        <translation>Datei endet mittendrin</translation>
    </message>
    <message>
        <source>a name is missing</source>
        <translation>Name fehlt</translation>
    </message>
    <message>
        <source>an equals sign is missing</source>
        <translation>Gleichheitszeichen fehlt</translation>
    </message>
    <message>
        <source>a value is missing</source>
        <translation>Wert fehlt</translation>
    </message>
    <message>
        <source>this is not a TOML value</source>
        <translation>kein TOML-Wert</translation>
    </message>
    <message>
        <source>this number does not fit into 64 bits</source>
        <translation>Zahl passt nicht in 64 Bit</translation>
    </message>
    <message>
        <source>this is not a date or time</source>
        <translation>kein Datum und keine Uhrzeit</translation>
    </message>
    <message>
        <source>a comma or a closing bracket is missing</source>
        <translation>Komma oder schließende Klammer fehlt</translation>
    </message>
    <message>
        <source>there is a comma before a closing brace</source>
        <translation>Komma vor einer schließenden geschweiften Klammer</translation>
    </message>
    <message>
        <source>a line ends between braces</source>
        <translation>Zeilenende zwischen geschweiften Klammern</translation>
    </message>
    <message>
        <source>a closing bracket is missing</source>
        <translation>schließende Klammer fehlt</translation>
    </message>
    <message>
        <source>there is more text where the line should end</source>
        <translation>weiterer Text, wo die Zeile enden sollte</translation>
    </message>
    <message>
        <source>this name is there already</source>
        <translation>diesen Namen gibt es schon</translation>
    </message>
    <message>
        <source>this table is there already</source>
        <translation>diese Tabelle gibt es schon</translation>
    </message>
    <message>
        <source>this name is there already, and it is not a table</source>
        <translation>diesen Namen gibt es schon, und er ist keine Tabelle</translation>
    </message>
    <message>
        <source>a table in braces can&apos;t be added to from outside</source>
        <translation>eine Tabelle in geschweiften Klammern lässt sich nicht von außen ergänzen</translation>
    </message>
    <message>
        <source>line %1, column %2: %3.</source>
        <translation>Zeile %1, Spalte %2: %3.</translation>
    </message>
</context>
<context>
    <name>UsageChart</name>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Success rate</source>
        <translation>Erfolgsquote</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
</context>
<context>
    <name>UsageDatabase</name>
    <message>
        <source>Qt&apos;s driver for %1 is not installed.</source>
        <translation>Der Qt-Treiber für %1 ist nicht installiert.</translation>
    </message>
    <message>
        <source>“%1” is not the name of a database server.</source>
        <translation>„%1“ ist nicht der Name eines Datenbankservers.</translation>
    </message>
    <message>
        <source>The path of the certificate file must not contain a semicolon.</source>
        <translation>Der Pfad der Zertifikatsdatei darf kein Semikolon enthalten.</translation>
    </message>
    <message>
        <source>it is not a regular file.</source>
        <translation>Sie ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>it is a database of another program.</source>
        <translation>Sie ist eine Datenbank eines anderen Programms.</translation>
    </message>
    <message>
        <source>it was made by a newer version of this program.</source>
        <translation>Sie stammt von einer neueren Version dieses Programms.</translation>
    </message>
    <message>
        <source>it holds the history of another workspace, %1.</source>
        <translation>Sie enthält den Verlauf eines anderen Arbeitsbereichs: %1.</translation>
    </message>
</context>
<context>
    <name>UsageKeys</name>
    <message>
        <source>this device&apos;s key</source>
        <translation>der Schlüssel dieses Geräts</translation>
    </message>
    <message>
        <source>key %1</source>
        <extracomment>a key of which only the id is known</extracomment>
        <translation>Schlüssel %1</translation>
    </message>
</context>
<context>
    <name>UsageLocation</name>
    <message>
        <source>The server is given as postgresql://USER@HOST:PORT/DATABASE.</source>
        <translation>Der Server wird angegeben als postgresql://USER@HOST:PORT/DATABASE.</translation>
    </message>
    <message>
        <source>A password has no place in the address: it is asked for, and kept in the keychain.</source>
        <translation>Ein Passwort gehört nicht in die Adresse: Es wird abgefragt und im Schlüsselbund abgelegt.</translation>
    </message>
    <message>
        <source>“%1” can&apos;t be set in the address. TLS is always on, and the server&apos;s certificate is always checked.</source>
        <translation>„%1“ lässt sich nicht in der Adresse einstellen. TLS ist immer eingeschaltet, und das Zertifikat des Servers wird immer geprüft.</translation>
    </message>
</context>
<context>
    <name>UsageOutput</name>
    <message>
        <source>The workspace&apos;s usage list could not be read: %1 Calls of other devices are known as far as the audit log tells: those of write tools, without outcome and duration.</source>
        <translation>Die Nutzungsliste des Arbeitsbereichs konnte nicht gelesen werden: %1 Aufrufe anderer Geräte sind bekannt, soweit das Audit-Protokoll sie nennt: die schreibender Werkzeuge, ohne Ergebnis und Dauer.</translation>
    </message>
    <message>
        <source>The audit log could not be read: %1</source>
        <translation>Das Audit-Protokoll konnte nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>The calls on this device could not be read: %1</source>
        <translation>Die Aufrufe auf diesem Gerät konnten nicht gelesen werden: %1</translation>
    </message>
</context>
<context>
    <name>UsagePlot</name>
    <message>
        <source>Success rate</source>
        <translation>Erfolgsquote</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>s</source>
        <comment>seconds</comment>
        <translation>s</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
</context>
<context>
    <name>UsageText</name>
    <message>
        <source>ddd d MMM</source>
        <comment>date</comment>
        <translation>ddd, d. MMM</translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation>gestern %1</translation>
    </message>
    <message>
        <source>tomorrow %1</source>
        <translation>morgen %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>date and time</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Calls this minute</source>
        <translation>Aufrufe in 60 s</translation>
    </message>
    <message>
        <source>Calls in 24 h</source>
        <translation>Aufrufe in 24 h</translation>
    </message>
    <message>
        <source>AI generation, this key</source>
        <translation>KI-Generierung, dieser Schlüssel</translation>
    </message>
    <message>
        <source>AI generation, workspace</source>
        <translation>KI-Generierung, Arbeitsbereich</translation>
    </message>
    <message>
        <source>None left</source>
        <translation>Nichts übrig</translation>
    </message>
    <message numerus="yes">
        <source>At most %1 left across %n key(s)</source>
        <translation>
            <numerusform>Höchstens %1 übrig für %n Schlüssel</numerusform>
            <numerusform>Höchstens %1 übrig für %n Schlüssel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 left across %n key(s)</source>
        <translation>
            <numerusform>%1 übrig für %n Schlüssel</numerusform>
            <numerusform>%1 übrig für %n Schlüssel</numerusform>
        </translation>
    </message>
    <message>
        <source>At most %1 left</source>
        <translation>Höchstens %1 übrig</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 übrig</translation>
    </message>
    <message numerus="yes">
        <source>Next slot frees in %n s</source>
        <translation>
            <numerusform>Nächster Platz frei in %n s</numerusform>
            <numerusform>Nächster Platz frei in %n s</numerusform>
        </translation>
    </message>
    <message>
        <source>Next slot frees at %1</source>
        <translation>Nächster Platz frei um %1</translation>
    </message>
    <message>
        <source>Next slot frees tomorrow at %1</source>
        <translation>Nächster Platz frei morgen um %1</translation>
    </message>
    <message>
        <source>Next slot frees on %1 at %2</source>
        <translation>Nächster Platz frei am %1 um %2</translation>
    </message>
    <message numerus="yes">
        <source>At this pace full within %n s</source>
        <translation>
            <numerusform>Bei diesem Tempo voll in %n s</numerusform>
            <numerusform>Bei diesem Tempo voll in %n s</numerusform>
        </translation>
    </message>
    <message>
        <source>At this pace full at about %1</source>
        <translation>Bei diesem Tempo voll etwa %1</translation>
    </message>
    <message>
        <source>At this pace full between %1 and %2</source>
        <translation>Bei diesem Tempo voll zwischen %1 und %2</translation>
    </message>
    <message>
        <source>Each call counts for exactly 60 seconds. Room comes back call by call, not all at once when a new minute begins.</source>
        <translation>Jeder Aufruf zählt genau 60 Sekunden lang. Platz wird Aufruf für Aufruf frei, nicht auf einmal mit einer neuen Minute.</translation>
    </message>
    <message>
        <source>Each call counts for exactly 24 hours. Room comes back call by call; there is no reset at midnight.</source>
        <translation>Jeder Aufruf zählt genau 24 Stunden lang. Platz wird Aufruf für Aufruf frei, nicht auf einmal um Mitternacht.</translation>
    </message>
    <message>
        <source>Each generation counts for exactly 24 hours against this key&apos;s share, and at the same time against the workspace&apos;s.</source>
        <translation>Jede Generierung zählt genau 24 Stunden lang gegen den Anteil dieses Schlüssels und zugleich gegen den des Arbeitsbereichs.</translation>
    </message>
    <message>
        <source>All keys of the workspace draw on this. Each generation counts for exactly 24 hours.</source>
        <translation>Alle Schlüssel des Arbeitsbereichs zehren davon. Jede Generierung zählt genau 24 Stunden lang.</translation>
    </message>
    <message>
        <source>The workspace&apos;s share runs out before this key&apos;s.</source>
        <translation>Der Anteil des Arbeitsbereichs ist vor dem dieses Schlüssels verbraucht.</translation>
    </message>
    <message>
        <source>This key&apos;s share runs out before the workspace&apos;s.</source>
        <translation>Der Anteil dieses Schlüssels ist vor dem des Arbeitsbereichs verbraucht.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>quota and key</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1: %2 of %3 used</source>
        <translation>%1: %2 von %3 genutzt</translation>
    </message>
    <message>
        <source>%1: all %2 used</source>
        <translation>%1: alle %2 genutzt</translation>
    </message>
    <message>
        <source>%1: available again</source>
        <translation>%1: wieder verfügbar</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>Erfolgreich</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Refused by a limit</source>
        <translation>Von einem Limit abgelehnt</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>Nicht beendet</translation>
    </message>
    <message>
        <source>Outcome not known</source>
        <translation>Ergebnis unbekannt</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>Übrige (%n)</numerusform>
            <numerusform>Übrige (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UsageWords</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2 to %3</source>
        <translation>%1, %2 bis %3</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>key not told</source>
        <translation>Schlüssel nicht genannt</translation>
    </message>
    <message>
        <source>tool not told</source>
        <translation>Werkzeug nicht genannt</translation>
    </message>
    <message>
        <source>This key</source>
        <translation>Dieser Schlüssel</translation>
    </message>
    <message>
        <source>This device</source>
        <translation>Dieses Gerät</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Alle Schlüssel</translation>
    </message>
    <message>
        <source>last 24 hours</source>
        <translation>letzte 24 Stunden</translation>
    </message>
    <message>
        <source>last 7 days</source>
        <translation>letzte 7 Tage</translation>
    </message>
    <message>
        <source>last 30 days</source>
        <translation>letzte 30 Tage</translation>
    </message>
    <message>
        <source>last 90 days</source>
        <translation>letzte 90 Tage</translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s)</source>
        <translation>
            <numerusform>%Ln Aufruf</numerusform>
            <numerusform>%Ln Aufrufe</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 succeeded</source>
        <extracomment>&quot;24,318 calls, 99.1 % succeeded&quot;</extracomment>
        <translation>%1, %2 erfolgreich</translation>
    </message>
    <message>
        <source>per minute</source>
        <translation>je Minute</translation>
    </message>
    <message>
        <source>per hour</source>
        <translation>je Stunde</translation>
    </message>
    <message>
        <source>per week</source>
        <translation>je Woche</translation>
    </message>
    <message>
        <source>per day</source>
        <translation>je Tag</translation>
    </message>
    <message>
        <source>Calls %1</source>
        <extracomment>%1 is &quot;per day&quot;</extracomment>
        <translation>Aufrufe %1</translation>
    </message>
</context>
<context>
    <name>YamlText</name>
    <message>
        <source>the text is not UTF-8, or there is a control character</source>
        <translation>Text ist nicht UTF-8 oder enthält ein Steuerzeichen</translation>
    </message>
    <message>
        <source>there is a tab where only spaces may be</source>
        <translation>Tabulator, wo nur Leerzeichen stehen dürfen</translation>
    </message>
    <message>
        <source>a second document starts here</source>
        <translation>hier beginnt ein zweites Dokument</translation>
    </message>
    <message>
        <source>a name is a list or a mapping</source>
        <translation>Name ist eine Liste oder eine Zuordnung</translation>
    </message>
    <message>
        <source>an anchor is used inside itself</source>
        <translation>Anker wird in sich selbst verwendet</translation>
    </message>
    <message>
        <source>aliases stand for too many values</source>
        <translation>Aliasse stehen für zu viele Werte</translation>
    </message>
    <message>
        <source>values are nested too deeply</source>
        <translation>zu tief verschachtelte Werte</translation>
    </message>
    <message>
        <source>the file is too large</source>
        <translation>Datei ist zu groß</translation>
    </message>
    <message>
        <source>the file is UTF-16, not UTF-8</source>
        <translation>Datei ist UTF-16, nicht UTF-8</translation>
    </message>
    <message>
        <source>line %1, column %2: %3.</source>
        <translation>Zeile %1, Spalte %2: %3.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Per-device MCP keys for Konstantly, kept in the keychain.</source>
        <translation>Ein MCP-Schlüssel für Konstantly je Gerät, abgelegt im Schlüsselbund.</translation>
    </message>
    <message>
        <source>Open a made-up workspace that needs nothing and leaves nothing behind.</source>
        <translation>Öffnet einen erfundenen Arbeitsbereich, der nichts braucht und nichts hinterlässt.</translation>
    </message>
    <message>
        <source>With --demo: install this package of the MCP server.</source>
        <translation>Mit --demo: installiert dieses Paket des MCP-Servers.</translation>
    </message>
    <message>
        <source>Open on this page: keys, device, usage, activity or checkup.</source>
        <translation>Öffnet auf dieser Seite: keys, device, usage, activity oder checkup.</translation>
    </message>
    <message>
        <source>light, dark or system, for this run.</source>
        <translation>light, dark oder system, für diesen Lauf.</translation>
    </message>
    <message>
        <source>Open this workspace.</source>
        <translation>Öffnet diesen Arbeitsbereich.</translation>
    </message>
</context>
</TS>
