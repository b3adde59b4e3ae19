<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Checkup</name>
    <message numerus="yes">
        <source>%Ln event(s) never reach it: they are damaged in this device&apos;s journal, or were removed from it before their turn. Noticed last on %1; the SIEM was told.</source>
        <translation>
            <numerusform>%Ln event never reaches it: it is damaged in this device&apos;s journal, or was removed from it before its turn. Noticed last on %1; the SIEM was told.</numerusform>
            <numerusform>%Ln events never reach it: they are damaged in this device&apos;s journal, or were removed from it before their turn. Noticed last on %1; the SIEM was told.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) wait since %1. They are sent while the window is open, or by “konstantlyctl audit forward”.</source>
        <translation>
            <numerusform>%Ln event waits since %1. It is sent while the window is open, or by “konstantlyctl audit forward”.</numerusform>
            <numerusform>%Ln events wait since %1. They are sent while the window is open, or by “konstantlyctl audit forward”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) belong to someone who has left</source>
        <translation>
            <numerusform>%n key belongs to someone who has left</numerusform>
            <numerusform>%n keys belong to someone who has left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The service does not tell about the owners of %n key(s).</source>
        <translation>
            <numerusform>The service does not tell about the owner of %n key.</numerusform>
            <numerusform>The service does not tell about the owners of %n keys.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) checked</source>
        <translation>
            <numerusform>%n key checked</numerusform>
            <numerusform>%n keys checked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) lay in plain text on this device</source>
        <translation>
            <numerusform>%n key lay in plain text on this device</numerusform>
            <numerusform>%n keys lay in plain text on this device</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) are past their rotation date</source>
        <translation>
            <numerusform>%n key is past its rotation date</numerusform>
            <numerusform>%n keys are past their rotation date</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n name(s) tell nothing about the device</source>
        <translation>
            <numerusform>%n name tells nothing about the device</numerusform>
            <numerusform>%n names tell nothing about the device</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) are idle or were never used</source>
        <translation>
            <numerusform>%n key is idle or was never used</numerusform>
            <numerusform>%n keys are idle or were never used</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The service does not say when %n key(s) were last used.</source>
        <translation>
            <numerusform>The service does not say when %n key was last used.</numerusform>
            <numerusform>The service does not say when %n keys were last used.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rotation(s) are unfinished</source>
        <translation>
            <numerusform>%n rotation is unfinished</numerusform>
            <numerusform>%n rotations are unfinished</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) may write and never did</source>
        <translation>
            <numerusform>%n key may write and never did</numerusform>
            <numerusform>%n keys may write and never did</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tool(s) checked</source>
        <translation>
            <numerusform>%n tool checked</numerusform>
            <numerusform>%n tools checked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n AI tool(s) keep a key in plain text</source>
        <translation>
            <numerusform>%n AI tool keeps a key in plain text</numerusform>
            <numerusform>%n AI tools keep a key in plain text</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copy(ies) of keys lie in other files</source>
        <translation>
            <numerusform>%n copy of a key lies in another file</numerusform>
            <numerusform>%n copies of keys lie in other files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) could not be looked at</source>
        <translation>
            <numerusform>%n place could not be looked at</numerusform>
            <numerusform>%n places could not be looked at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n URL(s) are not a connected workspace&apos;s</source>
        <translation>
            <numerusform>%n URL is not a connected workspace&apos;s</numerusform>
            <numerusform>%n URLs are not a connected workspace&apos;s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n AI tool(s) have an old, foreign or dead entry</source>
        <translation>
            <numerusform>%n AI tool has an old, foreign or dead entry</numerusform>
            <numerusform>%n AI tools have an old, foreign or dead entry</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) or folder(s) can be read by others</source>
        <translation>
            <numerusform>%n file or folder can be read by others</numerusform>
            <numerusform>%n files or folders can be read by others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passed</source>
        <translation>
            <numerusform>%n passed</numerusform>
            <numerusform>%n passed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n can&apos;t tell</source>
        <translation>
            <numerusform>%n can&apos;t tell</numerusform>
            <numerusform>%n can&apos;t tell</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeviceStore</name>
    <message numerus="yes">
        <source>The entry was put back %n time(s) in a week, and each time %1 threw it out again. Quit %1 completely, also in the system tray, and look whether it starts another copy of itself; then use “Preview change” in its menu. Until then use another AI tool with this workspace.</source>
        <translation>
            <numerusform>The entry was put back %n time in a week, and each time %1 threw it out again. Quit %1 completely, also in the system tray, and look whether it starts another copy of itself; then use “Preview change” in its menu. Until then use another AI tool with this workspace.</numerusform>
            <numerusform>The entry was put back %n times in a week, and each time %1 threw it out again. Quit %1 completely, also in the system tray, and look whether it starts another copy of itself; then use “Preview change” in its menu. Until then use another AI tool with this workspace.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message numerus="yes">
        <source>Try again in %n second(s).</source>
        <translation>
            <numerusform>Try again in %n second.</numerusform>
            <numerusform>Try again in %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n minute(s).</source>
        <translation>
            <numerusform>Try again in %n minute.</numerusform>
            <numerusform>Try again in %n minutes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n hour(s).</source>
        <translation>
            <numerusform>Try again in %n hour.</numerusform>
            <numerusform>Try again in %n hours.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeyCopiesOutput</name>
    <message numerus="yes">
        <source>%n place(s) could not be looked at:</source>
        <translation>
            <numerusform>%n place could not be looked at:</numerusform>
            <numerusform>%n places could not be looked at:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeyText</name>
    <message numerus="yes">
        <source>%n s ago</source>
        <translation>
            <numerusform>%n s ago</numerusform>
            <numerusform>%n s ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>%n h ago</numerusform>
            <numerusform>%n h ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n d ago</source>
        <translation>
            <numerusform>%n d ago</numerusform>
            <numerusform>%n d ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n d</source>
        <translation>
            <numerusform>%n d</numerusform>
            <numerusform>%n d</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rotate: %n d overdue</source>
        <translation>
            <numerusform>Rotate: %n d overdue</numerusform>
            <numerusform>Rotate: %n d overdue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Idle for %n d</source>
        <translation>
            <numerusform>Idle for %n d</numerusform>
            <numerusform>Idle for %n d</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::ActivityDetails</name>
    <message numerus="yes">
        <source>%n event(s) selected</source>
        <translation>
            <numerusform>%n event selected</numerusform>
            <numerusform>%n events selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::ActivityPage</name>
    <message numerus="yes">
        <source>%Ln event(s) of the service</source>
        <translation>
            <numerusform>%Ln event of the service</numerusform>
            <numerusform>%Ln events of the service</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln on this device</source>
        <translation>
            <numerusform>%Ln on this device</numerusform>
            <numerusform>%Ln on this device</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) shown</source>
        <translation>
            <numerusform>%Ln event shown</numerusform>
            <numerusform>%Ln events shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) exported.</source>
        <translation>
            <numerusform>%Ln event exported.</numerusform>
            <numerusform>%Ln events exported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) of this device&apos;s journal are damaged or lost. What the service still has of a lost part is read again.</source>
        <translation>
            <numerusform>%Ln line of this device&apos;s journal is damaged or lost. What the service still has of a lost part is read again.</numerusform>
            <numerusform>%Ln lines of this device&apos;s journal are damaged or lost. What the service still has of a lost part is read again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::AuditCommand</name>
    <message numerus="yes">
        <source>%Ln damaged or lost line(s) of this device&apos;s journal were passed over.</source>
        <translation>
            <numerusform>%Ln damaged or lost line of this device&apos;s journal was passed over.</numerusform>
            <numerusform>%Ln damaged or lost lines of this device&apos;s journal were passed over.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::AuditExportCommand</name>
    <message numerus="yes">
        <source>%Ln event(s) written to %1 (SHA-256 %2).</source>
        <translation>
            <numerusform>%Ln event written to %1 (SHA-256 %2).</numerusform>
            <numerusform>%Ln events written to %1 (SHA-256 %2).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::AuditForwardCommand</name>
    <message numerus="yes">
        <source>%Ln event(s) could not be sent: they are damaged in this device&apos;s journal, or were removed from it before their turn. The server was told.</source>
        <translation>
            <numerusform>%Ln event could not be sent: it is damaged in this device&apos;s journal, or was removed from it before its turn. The server was told.</numerusform>
            <numerusform>%Ln events could not be sent: they are damaged in this device&apos;s journal, or were removed from it before their turn. The server was told.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) delivered to %1.</source>
        <translation>
            <numerusform>%Ln event delivered to %1.</numerusform>
            <numerusform>%Ln events delivered to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::ChangeCard</name>
    <message numerus="yes">
        <source>What will change in %n file(s)</source>
        <translation>
            <numerusform>What will change in %n file</numerusform>
            <numerusform>What will change in %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::CheckupPage</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::ChipBar</name>
    <message numerus="yes">
        <source>%n key(s)</source>
        <translation>
            <numerusform>%n key</numerusform>
            <numerusform>%n keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::CustomRangeDialog</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::DevicePage</name>
    <message numerus="yes">
        <source>%n AI tool(s) need attention</source>
        <translation>
            <numerusform>%n AI tool needs attention</numerusform>
            <numerusform>%n AI tools need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n AI tool(s) keep a Konstantly key in plain text.</source>
        <translation>
            <numerusform>%n AI tool keeps a Konstantly key in plain text.</numerusform>
            <numerusform>%n AI tools keep a Konstantly key in plain text.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Protect it</source>
        <comment>plaintext keys</comment>
        <translation>
            <numerusform>Protect it</numerusform>
            <numerusform>Protect them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::DeviceTestCommand</name>
    <message numerus="yes">
        <source>%n tool(s) offered.</source>
        <translation>
            <numerusform>%n tool offered.</numerusform>
            <numerusform>%n tools offered.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::KeyCopiesCard</name>
    <message numerus="yes">
        <source>%n file(s) looked at so far.</source>
        <translation>
            <numerusform>%n file looked at so far.</numerusform>
            <numerusform>%n files looked at so far.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <comment>copies of keys</comment>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) looked at: backups, .env files, earlier settings, projects.</source>
        <translation>
            <numerusform>%n file looked at: backups, .env files, earlier settings, projects.</numerusform>
            <numerusform>%n files looked at: backups, .env files, earlier settings, projects.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more</source>
        <comment>copies of keys</comment>
        <translation>
            <numerusform>Show %n more</numerusform>
            <numerusform>Show %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) could not be looked at</source>
        <translation>
            <numerusform>%n place could not be looked at</numerusform>
            <numerusform>%n places could not be looked at</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::KeyDetailsPane</name>
    <message numerus="yes">
        <source>%n key(s) selected</source>
        <translation>
            <numerusform>%n key selected</numerusform>
            <numerusform>%n keys selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n day(s) overdue</source>
        <translation>
            <numerusform>%1 · %n day overdue</numerusform>
            <numerusform>%1 · %n days overdue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s)</source>
        <translation>
            <numerusform>%Ln call</numerusform>
            <numerusform>%Ln calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::KeysPage</name>
    <message numerus="yes">
        <source>%n key(s)</source>
        <translation>
            <numerusform>%n key</numerusform>
            <numerusform>%n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>%n needs attention</numerusform>
            <numerusform>%n need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%n shown</numerusform>
            <numerusform>%n shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::KeysRevokeCommand</name>
    <message numerus="yes">
        <source>Revoke %n key(s)? Type “%1”:</source>
        <translation>
            <numerusform>Revoke %n key? Type “%1”:</numerusform>
            <numerusform>Revoke %n keys? Type “%1”:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::KeysSection</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::LostDeviceDialog</name>
    <message numerus="yes">
        <source>%1 · %n key(s)</source>
        <translation>
            <numerusform>%1 · %n key</numerusform>
            <numerusform>%1 · %n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Revoke %n key(s) now</source>
        <translation>
            <numerusform>Revoke %n key now</numerusform>
            <numerusform>Revoke %n keys now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::PackageCard</name>
    <message numerus="yes">
        <source>%1 · %n file(s) · installed %2</source>
        <translation>
            <numerusform>%1 · %n file · installed %2</numerusform>
            <numerusform>%1 · %n files · installed %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::PackageStatusCommand</name>
    <message numerus="yes">
        <source>%1 %2, %n file(s), installed %3</source>
        <translation>
            <numerusform>%1 %2, %n file, installed %3</numerusform>
            <numerusform>%1 %2, %n files, installed %3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::RevocationView</name>
    <message numerus="yes">
        <source>%n key(s) revoked, confirmed by the service. Whatever used them is refused from now on.</source>
        <translation>
            <numerusform>%n key revoked, confirmed by the service. Whatever used it is refused from now on.</numerusform>
            <numerusform>%n keys revoked, confirmed by the service. Whatever used them is refused from now on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) left alone, because you stopped.</source>
        <translation>
            <numerusform>%n key left alone, because you stopped.</numerusform>
            <numerusform>%n keys left alone, because you stopped.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::RevokeDialog</name>
    <message numerus="yes">
        <source>Revoke %n key(s)?</source>
        <translation>
            <numerusform>Revoke %n key?</numerusform>
            <numerusform>Revoke %n keys?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::RotationChoice</name>
    <message numerus="yes">
        <source>%n day(s) (person)</source>
        <translation>
            <numerusform>%n day (person)</numerusform>
            <numerusform>%n days (person)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) (bot)</source>
        <translation>
            <numerusform>%n day (bot)</numerusform>
            <numerusform>%n days (bot)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::SecretField</name>
    <message numerus="yes">
        <source>Hidden again in %n second(s).</source>
        <translation>
            <numerusform>Hidden again in %n second.</numerusform>
            <numerusform>Hidden again in %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied. Cleared from the clipboard in %n second(s).</source>
        <translation>
            <numerusform>Copied. Cleared from the clipboard in %n second.</numerusform>
            <numerusform>Copied. Cleared from the clipboard in %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A copy is cleared from the clipboard after %n second(s).</source>
        <translation>
            <numerusform>A copy is cleared from the clipboard after %n second.</numerusform>
            <numerusform>A copy is cleared from the clipboard after %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::SiemSection</name>
    <message numerus="yes">
        <source>%Ln event(s) never arrive: they are damaged in this device&apos;s journal, or were removed from it before their turn.</source>
        <translation>
            <numerusform>%Ln event never arrives: it is damaged in this device&apos;s journal, or was removed from it before its turn.</numerusform>
            <numerusform>%Ln events never arrive: they are damaged in this device&apos;s journal, or were removed from it before their turn.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) wait.</source>
        <translation>
            <numerusform>%Ln event waits.</numerusform>
            <numerusform>%Ln events wait.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::ToolRow</name>
    <message numerus="yes">
        <source>%1 · %n server(s)</source>
        <translation>
            <numerusform>%1 · %n server</numerusform>
            <numerusform>%1 · %n servers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::UsageChart</name>
    <message numerus="yes">
        <source>%n column(s) selected</source>
        <translation>
            <numerusform>%n column selected</numerusform>
            <numerusform>%n columns selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::UsageChartCard</name>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::UsageExportCommand</name>
    <message numerus="yes">
        <source>%Ln call(s) written to %1 (SHA-256 %2).</source>
        <translation>
            <numerusform>%Ln call written to %1 (SHA-256 %2).</numerusform>
            <numerusform>%Ln calls written to %1 (SHA-256 %2).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The chart of %Ln call(s) was written to %1 (SHA-256 %2).</source>
        <translation>
            <numerusform>The chart of %Ln call was written to %1 (SHA-256 %2).</numerusform>
            <numerusform>The chart of %Ln calls was written to %1 (SHA-256 %2).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::UsageExporter</name>
    <message numerus="yes">
        <source>%Ln call(s)</source>
        <translation>
            <numerusform>%Ln call</numerusform>
            <numerusform>%Ln calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) exported.</source>
        <translation>
            <numerusform>%Ln call exported.</numerusform>
            <numerusform>%Ln calls exported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::UsageSourceLine</name>
    <message numerus="yes">
        <source>This program used %n of your calls in the last 24 hours.</source>
        <translation>
            <numerusform>This program used %n of your calls in the last 24 hours.</numerusform>
            <numerusform>This program used %n of your calls in the last 24 hours.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading calls: %n so far</source>
        <translation>
            <numerusform>Reading calls: %n so far</numerusform>
            <numerusform>Reading calls: %n so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Konstantly::UsageSyncCommand</name>
    <message numerus="yes">
        <source>%Ln call(s) were new.</source>
        <translation>
            <numerusform>%Ln call was new.</numerusform>
            <numerusform>%Ln calls were new.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This program made %Ln call(s) of its own in the last 24 hours.</source>
        <translation>
            <numerusform>This program made %Ln call of its own in the last 24 hours.</numerusform>
            <numerusform>This program made %Ln calls of its own in the last 24 hours.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RotationCalendar</name>
    <message numerus="yes">
        <source>Its interval of %n day(s) at %1 ends.</source>
        <translation>
            <numerusform>Its interval of %n day at %1 ends.</numerusform>
            <numerusform>Its interval of %n days at %1 ends.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RotationReminders</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) are past their rotation date</source>
        <translation>
            <numerusform>%n key is past its rotation date</numerusform>
            <numerusform>%n keys are past their rotation date</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) until a key has to be rotated</source>
        <translation>
            <numerusform>%n day until a key has to be rotated</numerusform>
            <numerusform>%n days until a key has to be rotated</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SecretStore</name>
    <message numerus="yes">
        <source>A key must be 1 to %n printable ASCII character(s).</source>
        <translation>
            <numerusform>A key must be 1 to %n printable ASCII character.</numerusform>
            <numerusform>A key must be 1 to %n printable ASCII characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ServerPackage</name>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>%n file, %1</numerusform>
            <numerusform>%n files, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Version %1 is ready, %n file(s).</source>
        <translation>
            <numerusform>Version %1 is ready, %n file.</numerusform>
            <numerusform>Version %1 is ready, %n files.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ServerTest</name>
    <message numerus="yes">
        <source>%n tool(s).</source>
        <translation>
            <numerusform>%n tool.</numerusform>
            <numerusform>%n tools.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server did not answer within %n second(s).</source>
        <translation>
            <numerusform>The server did not answer within %n second.</numerusform>
            <numerusform>The server did not answer within %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UsageText</name>
    <message numerus="yes">
        <source>At most %1 left across %n key(s)</source>
        <translation>
            <numerusform>At most %1 left across %n key</numerusform>
            <numerusform>At most %1 left across %n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 left across %n key(s)</source>
        <translation>
            <numerusform>%1 left across %n key</numerusform>
            <numerusform>%1 left across %n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Next slot frees in %n s</source>
        <translation>
            <numerusform>Next slot frees in %n s</numerusform>
            <numerusform>Next slot frees in %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At this pace full within %n s</source>
        <translation>
            <numerusform>At this pace full within %n s</numerusform>
            <numerusform>At this pace full within %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>%n other</numerusform>
            <numerusform>%n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UsageWords</name>
    <message numerus="yes">
        <source>%Ln call(s)</source>
        <translation>
            <numerusform>%Ln call</numerusform>
            <numerusform>%Ln calls</numerusform>
        </translation>
    </message>
</context>
</TS>
