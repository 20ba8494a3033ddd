<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutBox</name>
    <message>
        <source>About VectorBeats</source>
        <translation>Über VectorBeats</translation>
    </message>
    <message>
        <source>Show licences</source>
        <translation>Lizenzen zeigen</translation>
    </message>
    <message>
        <source>The program&apos;s own source is under the Apache License 2.0.</source>
        <translation>Der eigene Quelltext des Programms steht unter der Apache-Lizenz 2.0.</translation>
    </message>
    <message>
        <source>This bundle also holds Qt (LGPL 3) and FFmpeg with x264 and x265 (GPL), and is therefore passed on as a whole under the GNU General Public License, version 3 or later.</source>
        <translation>Dieses Paket enthält auch Qt (LGPL 3) und FFmpeg mit x264 und x265 (GPL) und wird darum als Ganzes unter der GNU General Public License, Version 3 oder später, weitergegeben.</translation>
    </message>
</context>
<context>
    <name>Activity</name>
    <message>
        <source>Analysing {0}</source>
        <translation>{0} wird analysiert</translation>
    </message>
    <message>
        <source>Copying the catalogue</source>
        <translation>Katalog wird kopiert</translation>
    </message>
    <message>
        <source>Downloading the model {0}</source>
        <translation>Modell {0} wird heruntergeladen</translation>
    </message>
    <message>
        <source>Going back to a copy</source>
        <translation>Zurück zu einer Kopie</translation>
    </message>
    <message>
        <source>Importing a model from {0}</source>
        <translation>Ein Modell wird aus {0} importiert</translation>
    </message>
    <message>
        <source>Indexing your music</source>
        <translation>Deine Musik wird eingelesen</translation>
    </message>
    <message>
        <source>Laying out the map</source>
        <translation>Karte wird angelegt</translation>
    </message>
    <message>
        <source>Looking for duplicates</source>
        <translation>Duplikate werden gesucht</translation>
    </message>
    <message>
        <source>Making the demo music</source>
        <translation>Demo-Musik wird erzeugt</translation>
    </message>
    <message>
        <source>Paused until {0}</source>
        <translation>Pausiert bis {0}</translation>
    </message>
    <message>
        <source>Paused while music plays</source>
        <translation>Pausiert, solange Musik läuft</translation>
    </message>
    <message>
        <source>Paused while other programs keep the computer busy</source>
        <translation>Pausiert, solange andere Programme den Computer auslasten</translation>
    </message>
    <message>
        <source>Paused while the computer runs on its battery</source>
        <translation>Pausiert, solange der Computer im Akkubetrieb läuft</translation>
    </message>
    <message>
        <source>Removing the model {0}</source>
        <translation>Modell {0} wird entfernt</translation>
    </message>
    <message>
        <source>Restoring a backup</source>
        <translation>Sicherung wird wiederhergestellt</translation>
    </message>
    <message>
        <source>Saving everything you made</source>
        <translation>Alles Selbstgemachte wird gesichert</translation>
    </message>
    <message>
        <source>Syncing with the catalogue</source>
        <translation>Abgleich mit dem Katalog</translation>
    </message>
    <message>
        <source>The program</source>
        <translation>Das Programm</translation>
    </message>
    <message>
        <source>Verifying the model {0}</source>
        <translation>Modell {0} wird geprüft</translation>
    </message>
    <message>
        <source>for {0}</source>
        <translation>seit {0}</translation>
    </message>
    <message>
        <source>nothing new</source>
        <translation>nichts Neues</translation>
    </message>
    <message>
        <source>{0} analysed</source>
        <translation>{0} analysiert</translation>
    </message>
    <message>
        <source>{0} changed</source>
        <translation>{0} geändert</translation>
    </message>
    <message>
        <source>{0} files in {1}</source>
        <translation>{0} Dateien in {1}</translation>
    </message>
    <message>
        <source>{0} melodies heard</source>
        <translation>{0} Melodien gehört</translation>
    </message>
    <message>
        <source>{0} moved</source>
        <translation>{0} verschoben</translation>
    </message>
    <message>
        <source>{0} new</source>
        <translation>{0} neu</translation>
    </message>
    <message>
        <source>{0} removed</source>
        <translation>{0} entfernt</translation>
    </message>
    <message>
        <source>{0} tracks an hour</source>
        <translation>{0} Titel pro Stunde</translation>
    </message>
    <message>
        <source>{0} with a problem</source>
        <translation>{0} mit einem Problem</translation>
    </message>
</context>
<context>
    <name>ActivityPage</name>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Analysing music takes time and power. It goes on by itself afterwards.</source>
        <translation>Musik zu analysieren kostet Zeit und Strom. Danach geht es von selbst weiter.</translation>
    </message>
    <message>
        <source>Finished runs</source>
        <translation>Abgeschlossene Läufe</translation>
    </message>
    <message>
        <source>Nothing is going on. Your library is as it should be.</source>
        <translation>Gerade passiert nichts. Deine Bibliothek ist auf dem neuesten Stand.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Was schiefging</translation>
    </message>
    <message>
        <source>When to hold back</source>
        <translation>Wann gewartet werden soll</translation>
    </message>
</context>
<context>
    <name>AgoEditor</name>
    <message>
        <source>days</source>
        <translation>Tagen</translation>
    </message>
    <message>
        <source>months</source>
        <translation>Monaten</translation>
    </message>
    <message>
        <source>weeks</source>
        <translation>Wochen</translation>
    </message>
    <message>
        <source>years</source>
        <translation>Jahren</translation>
    </message>
</context>
<context>
    <name>AlikeList</name>
    <message>
        <source>Enter or a double click plays it</source>
        <translation>Eingabetaste oder Doppelklick spielt den Titel ab</translation>
    </message>
    <message>
        <source>Tracks that sound like it</source>
        <translation>Titel, die ähnlich klingen</translation>
    </message>
</context>
<context>
    <name>AnswerPane</name>
    <message>
        <source>1 left out, as you said · Bring it back</source>
        <translation>1 ausgelassen, wie gewünscht · Zurückholen</translation>
    </message>
    <message>
        <source>1 result</source>
        <translation>1 Ergebnis</translation>
    </message>
    <message>
        <source>Add a folder with music, or begin with the demo pieces. Your question stays here meanwhile.</source>
        <translation>Füge einen Ordner mit Musik hinzu oder beginne mit den Demo-Stücken. Deine Anfrage bleibt so lange hier.</translation>
    </message>
    <message>
        <source>Add a music folder…</source>
        <translation>Musikordner hinzufügen …</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Clear the query</source>
        <translation>Anfrage löschen</translation>
    </message>
    <message>
        <source>Compare the two</source>
        <translation>Beide vergleichen</translation>
    </message>
    <message>
        <source>Every slider stands at 0. Move one to the right for more of it, or to the left for less.</source>
        <translation>Alle Regler stehen auf 0. Schieb einen nach rechts für mehr davon oder nach links für weniger.</translation>
    </message>
    <message>
        <source>Hum a little longer, another part of the tune, or add a second take of the same one.</source>
        <translation>Summ etwas länger oder einen anderen Teil der Melodie, oder füge eine zweite Aufnahme derselben Melodie hinzu.</translation>
    </message>
    <message>
        <source>Hums and recordings are looked for in your own library only.</source>
        <translation>Gesummtes und Aufnahmen werden nur in deiner eigenen Sammlung gesucht.</translation>
    </message>
    <message>
        <source>It is a fault of the program, and it has been written to the log. Other searches may work.</source>
        <translation>Das ist ein Fehler des Programms und steht im Protokoll. Andere Suchen funktionieren vielleicht.</translation>
    </message>
    <message>
        <source>No recording of yours is the same as this one. If you think there is one, try a longer piece with less noise; or look for what sounds alike, in the menu of its chip.</source>
        <translation>Keine deiner Aufnahmen ist mit dieser identisch. Wenn du glaubst, dass es eine gibt, nimm ein längeres Stück mit weniger Störgeräuschen; oder such im Menü des Bausteins nach ähnlichem Klang.</translation>
    </message>
    <message>
        <source>No tune of yours was found in that hum</source>
        <translation>Zu diesem Summen wurde keine deiner Melodien gefunden</translation>
    </message>
    <message>
        <source>None of the {0} tracks is analysed yet. Results appear here by themselves.</source>
        <translation>Noch ist keiner der {0} Titel analysiert. Ergebnisse erscheinen hier von selbst.</translation>
    </message>
    <message>
        <source>Not in your library</source>
        <translation>Nicht in deiner Bibliothek</translation>
    </message>
    <message>
        <source>Nothing counts yet</source>
        <translation>Noch zählt nichts</translation>
    </message>
    <message>
        <source>Nothing in your library fits that</source>
        <translation>Nichts in deiner Bibliothek passt dazu</translation>
    </message>
    <message>
        <source>Nothing passes these filters</source>
        <translation>Nichts passt zu diesen Filtern</translation>
    </message>
    <message>
        <source>Save the results as a playlist… (Ctrl+S)</source>
        <translation>Ergebnisse als Wiedergabeliste speichern … (Strg+S)</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Suche läuft …</translation>
    </message>
    <message>
        <source>Show both results side by side (Ctrl+D)</source>
        <translation>Beide Ergebnisse nebeneinander zeigen (Strg+D)</translation>
    </message>
    <message>
        <source>Show the results as covers (Ctrl+G)</source>
        <translation>Ergebnisse als Cover zeigen (Strg+G)</translation>
    </message>
    <message>
        <source>Still listening to your music</source>
        <translation>Deine Musik wird noch angehört</translation>
    </message>
    <message>
        <source>Take a filter away, or widen a range. The query itself may fit more than it seems.</source>
        <translation>Nimm einen Filter weg oder erweitere einen Bereich. Zur Anfrage selbst passt vielleicht mehr, als es scheint.</translation>
    </message>
    <message>
        <source>That search went wrong</source>
        <translation>Diese Suche ging schief</translation>
    </message>
    <message>
        <source>The team’s catalogue did not answer.</source>
        <translation>Der Katalog des Teams hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Try it with demo music</source>
        <translation>Mit Demo-Musik ausprobieren</translation>
    </message>
    <message>
        <source>Try other words, take a part away, or move a slider back to the right.</source>
        <translation>Versuch es mit anderen Worten, nimm einen Teil weg oder schieb einen Regler wieder nach rechts.</translation>
    </message>
    <message>
        <source>Your library is still empty</source>
        <translation>Deine Bibliothek ist noch leer</translation>
    </message>
    <message>
        <source>read by {0}</source>
        <translation>gelesen von {0}</translation>
    </message>
    <message>
        <source>{0} left out · Bring them back</source>
        <translation>{0} ausgelassen · Zurückholen</translation>
    </message>
    <message>
        <source>{0} of them in the team’s catalogue</source>
        <translation>{0} davon im Katalog des Teams</translation>
    </message>
    <message>
        <source>{0} of {1} tracks searched</source>
        <translation>{0} von {1} Titeln durchsucht</translation>
    </message>
    <message>
        <source>{0} results</source>
        <translation>{0} Ergebnisse</translation>
    </message>
    <message>
        <source>{0} tracks searched</source>
        <translation>{0} Titel durchsucht</translation>
    </message>
</context>
<context>
    <name>BackupSection</name>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Backups (*.vbbackup)</source>
        <translation>Sicherungen (*.vbbackup)</translation>
    </message>
    <message>
        <source>Copies of the library</source>
        <translation>Kopien der Bibliothek</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>Wird kopiert …</translation>
    </message>
    <message>
        <source>Everything you made</source>
        <translation>Alles Selbstgemachte</translation>
    </message>
    <message>
        <source>Going back…</source>
        <translation>Geht zurück …</translation>
    </message>
    <message>
        <source>Here already, or newer here: {0}.</source>
        <translation>Schon da, oder hier neuer: {0}.</translation>
    </message>
    <message>
        <source>It failed; the log has the details.</source>
        <translation>Das ist fehlgeschlagen; Näheres steht im Protokoll.</translation>
    </message>
    <message>
        <source>Make a copy now</source>
        <translation>Jetzt kopieren</translation>
    </message>
    <message>
        <source>Of all that is known and was made, without the music. They lie on this computer.</source>
        <translation>Von allem, was bekannt ist und gemacht wurde, ohne die Musik. Sie liegen auf diesem Computer.</translation>
    </message>
    <message>
        <source>Restore from a file…</source>
        <translation>Aus einer Datei wiederherstellen …</translation>
    </message>
    <message>
        <source>Restore what you made</source>
        <translation>Selbstgemachtes wiederherstellen</translation>
    </message>
    <message>
        <source>Restored. Entries: {0}.</source>
        <translation>Wiederhergestellt. Einträge: {0}.</translation>
    </message>
    <message>
        <source>Restoring…</source>
        <translation>Wird wiederhergestellt …</translation>
    </message>
    <message>
        <source>Save everything you made</source>
        <translation>Alles Selbstgemachte sichern</translation>
    </message>
    <message>
        <source>Save to a file…</source>
        <translation>In eine Datei sichern …</translation>
    </message>
    <message>
        <source>Saved. Entries: {0}</source>
        <translation>Gesichert. Einträge: {0}</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gesichert …</translation>
    </message>
    <message>
        <source>Stars, corrections, what you said of results, playlists, searches, folders and settings in one file, to keep or to carry to another computer. Restoring deletes nothing: of one thing the later counts.</source>
        <translation>Sterne, Korrekturen, Urteile über Ergebnisse, Wiedergabelisten, Suchen, Ordner und Einstellungen in einer Datei, zum Aufheben oder für einen anderen Computer. Das Wiederherstellen löscht nichts: Von einer Sache zählt die spätere.</translation>
    </message>
    <message>
        <source>The copy is made.</source>
        <translation>Die Kopie ist gemacht.</translation>
    </message>
    <message>
        <source>The library is what it was then. What it was until now is the newest copy.</source>
        <translation>Die Bibliothek ist wieder wie damals. Was bis jetzt galt, ist die neueste Kopie.</translation>
    </message>
    <message>
        <source>Waiting for their music: {0}.</source>
        <translation>Warten auf ihre Musik: {0}.</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>For whoever helps you: what happened, and where the log tells of it</source>
        <translation>Für den, der dir hilft: was geschah, und wo das Protokoll davon spricht</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>BetweenEditor</name>
    <message>
        <source>The second number is smaller than the first.</source>
        <translation>Die zweite Zahl ist kleiner als die erste.</translation>
    </message>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
</context>
<context>
    <name>Catalogue</name>
    <message>
        <source>1 change waits to be sent</source>
        <translation>1 Änderung wartet darauf, gesendet zu werden</translation>
    </message>
    <message>
        <source>1 record</source>
        <translation>1 Datensatz</translation>
    </message>
    <message>
        <source>A key does not belong in the address</source>
        <translation>Ein Schlüssel gehört nicht in die Adresse</translation>
    </message>
    <message>
        <source>An address looks like https://music.example:6333. Put it right below.</source>
        <translation>Eine Adresse sieht aus wie https://music.example:6333. Berichtige sie unten.</translation>
    </message>
    <message>
        <source>Ask whoever runs it to make room or to raise its limits, then try again. Nothing is lost meanwhile.</source>
        <translation>Bitte die, die ihn betreiben, Platz zu schaffen oder die Grenzen anzuheben, und versuche es dann erneut. Verloren geht inzwischen nichts.</translation>
    </message>
    <message>
        <source>Changes are sent by themselves, soon after you make them.</source>
        <translation>Änderungen werden von selbst gesendet, bald nachdem du sie machst.</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Enter it below, and check again. Whoever runs the server gives it.</source>
        <translation>Gib ihn unten ein und prüfe erneut. Du bekommst ihn von denen, die den Server betreiben.</translation>
    </message>
    <message>
        <source>Enter the address of a server below, and check it. Whoever runs the server tells address and key.</source>
        <translation>Gib unten die Adresse eines Servers ein und prüfe ihn. Adresse und Schlüssel nennen dir die, die ihn betreiben.</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Wird vorbereitet</translation>
    </message>
    <message>
        <source>If it has a certificate of its own, choose the file of its authority below. If it had worked before, ask whoever runs the server, and look whether this computer&apos;s clock is right. Nothing was sent.</source>
        <translation>Hat er ein eigenes Zertifikat, wähle unten die Datei seiner Zertifizierungsstelle. Ging es vorher, frage die, die den Server betreiben, und sieh nach, ob die Uhr dieses Computers richtig geht. Gesendet wurde nichts.</translation>
    </message>
    <message>
        <source>It has to be a PEM file with certificates. Choose another one below, or leave the field empty.</source>
        <translation>Es muss eine PEM-Datei mit Zertifikaten sein. Wähle unten eine andere, oder lass das Feld leer.</translation>
    </message>
    <message>
        <source>It may have expired, or be another server&apos;s. Enter the right one below, and check again.</source>
        <translation>Vielleicht ist er abgelaufen oder gehört zu einem anderen Server. Gib unten den richtigen ein und prüfe erneut.</translation>
    </message>
    <message>
        <source>It may have up to 64 letters, digits, and any of _ . -</source>
        <translation>Erlaubt sind bis zu 64 Buchstaben, Ziffern und die Zeichen _ . -</translation>
    </message>
    <message>
        <source>It works: a Qdrant server, version {0}.</source>
        <translation>Es geht: ein Qdrant-Server, Version {0}.</translation>
    </message>
    <message>
        <source>Its fingerprint, by which it is recognised</source>
        <translation>Der Fingerabdruck, an dem der Titel erkannt wird</translation>
    </message>
    <message>
        <source>Its melody, by which it is found when somebody hums it</source>
        <translation>Die Melodie, mit der der Titel gefunden wird, wenn ihn jemand summt</translation>
    </message>
    <message>
        <source>Its place among moods, and its names</source>
        <translation>Der Platz unter den Stimmungen und die Namen</translation>
    </message>
    <message>
        <source>Last time there was nothing new on either side</source>
        <translation>Zuletzt gab es auf beiden Seiten nichts Neues</translation>
    </message>
    <message>
        <source>Last time: {0} sent</source>
        <translation>Zuletzt: {0} gesendet</translation>
    </message>
    <message>
        <source>Look at an example of what would leave this computer, and say whether it may.</source>
        <translation>Sieh dir an einem Beispiel an, was diesen Computer verlassen würde, und sage, ob es das darf.</translation>
    </message>
    <message>
        <source>Look at the address and the number behind the colon: 6333, where nobody chose another.</source>
        <translation>Sieh dir die Adresse und die Zahl hinter dem Doppelpunkt an: 6333, wenn niemand eine andere gewählt hat.</translation>
    </message>
    <message>
        <source>Looking how it stands…</source>
        <translation>Es wird nachgesehen, wie es steht…</translation>
    </message>
    <message>
        <source>No server is asked for anything. Switched on, nothing is shared before you have seen an example, and agreed.</source>
        <translation>Kein Server wird etwas gefragt. Auch eingeschaltet wird nichts geteilt, bevor du ein Beispiel gesehen und zugestimmt hast.</translation>
    </message>
    <message>
        <source>No server is set yet</source>
        <translation>Noch ist kein Server eingetragen</translation>
    </message>
    <message>
        <source>Nothing is lost: what waits is kept, and sent later.</source>
        <translation>Nichts geht verloren: Was wartet, bleibt erhalten und wird später gesendet.</translation>
    </message>
    <message>
        <source>Nothing is shared there yet.</source>
        <translation>Dort ist noch nichts geteilt.</translation>
    </message>
    <message>
        <source>Nothing is shared yet</source>
        <translation>Noch wird nichts geteilt</translation>
    </message>
    <message>
        <source>Nothing waits to be sent</source>
        <translation>Nichts wartet darauf, gesendet zu werden</translation>
    </message>
    <message>
        <source>Opening the library…</source>
        <translation>Die Bibliothek wird geöffnet…</translation>
    </message>
    <message>
        <source>Qdrant 1.16 or later is needed. Have it updated, then try again.</source>
        <translation>Gebraucht wird Qdrant 1.16 oder neuer. Lass ihn aktualisieren und versuche es dann erneut.</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Eingerichtet</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>Abgleich läuft</translation>
    </message>
    <message>
        <source>That is no address of a server</source>
        <translation>Das ist keine Adresse eines Servers</translation>
    </message>
    <message>
        <source>That prefix cannot be used</source>
        <translation>Dieses Präfix geht nicht</translation>
    </message>
    <message>
        <source>The clock of this computer, or of another one, is wrong by about {0} hours. Nothing is lost, but of edits made at the same time the wrong one may count. Set the clocks.</source>
        <translation>Die Uhr dieses Computers oder eines anderen geht um etwa {0} Stunden falsch. Nichts geht verloren, aber von gleichzeitigen Änderungen zählt vielleicht die falsche. Stelle die Uhren.</translation>
    </message>
    <message>
        <source>The file of the certificate authority cannot be used</source>
        <translation>Die Datei der Zertifizierungsstelle ist nicht zu gebrauchen</translation>
    </message>
    <message>
        <source>The key only allows reading</source>
        <translation>Der Schlüssel erlaubt nur zu lesen</translation>
    </message>
    <message>
        <source>The mood that you put right</source>
        <translation>Die Stimmung, die du berichtigt hast</translation>
    </message>
    <message>
        <source>The next sync makes them anew, and tells everything once more.</source>
        <translation>Der nächste Abgleich legt sie neu an und sendet alles noch einmal.</translation>
    </message>
    <message>
        <source>The next try is at {0}.</source>
        <translation>Der nächste Versuch ist um {0}.</translation>
    </message>
    <message>
        <source>The next try is in less than a minute.</source>
        <translation>Der nächste Versuch ist in weniger als einer Minute.</translation>
    </message>
    <message>
        <source>The remote catalogue is off</source>
        <translation>Der gemeinsame Katalog ist ausgeschaltet</translation>
    </message>
    <message>
        <source>The rest goes on. Save a report on the page Diagnostics for whoever helps you.</source>
        <translation>Der Rest geht weiter. Sichere auf der Seite Diagnose einen Bericht für die, die dir helfen.</translation>
    </message>
    <message>
        <source>The server asks for a key</source>
        <translation>Der Server verlangt einen Schlüssel</translation>
    </message>
    <message>
        <source>The server asks for a pause</source>
        <translation>Der Server bittet um eine Pause</translation>
    </message>
    <message>
        <source>The server cannot be reached</source>
        <translation>Der Server ist nicht zu erreichen</translation>
    </message>
    <message>
        <source>The server cannot prove that it is the one you mean</source>
        <translation>Der Server kann nicht beweisen, dass er der gemeinte ist</translation>
    </message>
    <message>
        <source>The server does not accept the key</source>
        <translation>Der Server nimmt den Schlüssel nicht an</translation>
    </message>
    <message>
        <source>The server does not answer</source>
        <translation>Der Server antwortet nicht</translation>
    </message>
    <message>
        <source>The server does not take what was sent</source>
        <translation>Der Server nimmt nicht an, was gesendet wurde</translation>
    </message>
    <message>
        <source>The server has a fault of its own</source>
        <translation>Der Server hat selbst einen Fehler</translation>
    </message>
    <message>
        <source>The server has no room for more</source>
        <translation>Der Server hat keinen Platz mehr</translation>
    </message>
    <message>
        <source>The server is newer than what this program knows</source>
        <translation>Der Server ist neuer, als dieses Programm es kennt</translation>
    </message>
    <message>
        <source>The server is too old</source>
        <translation>Der Server ist zu alt</translation>
    </message>
    <message>
        <source>The server refused {0}. They are tried again when they change.</source>
        <translation>Der Server hat {0} abgelehnt. Neu versucht wird es, wenn sich daran etwas ändert.</translation>
    </message>
    <message>
        <source>The server&apos;s collections are gone</source>
        <translation>Die Sammlungen des Servers sind weg</translation>
    </message>
    <message>
        <source>The server&apos;s collections are made for something else</source>
        <translation>Die Sammlungen des Servers sind für etwas anderes gemacht</translation>
    </message>
    <message>
        <source>The tempo that you put right</source>
        <translation>Das Tempo, das du berichtigt hast</translation>
    </message>
    <message>
        <source>Their vectors have another size than yours. Choose another prefix below: it begins a set of its own.</source>
        <translation>Ihre Vektoren haben eine andere Größe als deine. Wähle unten ein anderes Präfix: Damit beginnen eigene Sammlungen.</translation>
    </message>
    <message>
        <source>There everybody could read it. Take it out, and enter it in the field for the key.</source>
        <translation>Dort könnten ihn alle lesen. Nimm ihn heraus und gib ihn im Feld für den Schlüssel ein.</translation>
    </message>
    <message>
        <source>This address is without encryption</source>
        <translation>Diese Adresse ist ohne Verschlüsselung</translation>
    </message>
    <message>
        <source>Update VectorBeats.</source>
        <translation>Aktualisiere VectorBeats.</translation>
    </message>
    <message>
        <source>What a sound model heard, as numbers</source>
        <translation>Was ein Klangmodell gehört hat, als Zahlen</translation>
    </message>
    <message>
        <source>What answers there is no Qdrant server</source>
        <translation>Was dort antwortet, ist kein Qdrant-Server</translation>
    </message>
    <message>
        <source>What it sounds like, as numbers</source>
        <translation>Wie der Titel klingt, als Zahlen</translation>
    </message>
    <message>
        <source>What others say still comes in, and what you say is kept. To share it, enter a key below that may write; whoever runs the server gives them out.</source>
        <translation>Was andere sagen, kommt weiter an, und was du sagst, bleibt erhalten. Um es zu teilen, gib unten einen Schlüssel ein, der schreiben darf; du bekommst ihn von denen, die den Server betreiben.</translation>
    </message>
    <message>
        <source>With http anybody on the way could read what is sent, and the key. Use https; or, in a network that you trust, switch on “Without encryption” below.</source>
        <translation>Mit http könnten unterwegs alle lesen, was gesendet wird, und den Schlüssel. Nimm https; oder schalte in einem Netz, dem du vertraust, unten „Ohne Verschlüsselung“ ein.</translation>
    </message>
    <message>
        <source>Your stars</source>
        <translation>Deine Sterne</translation>
    </message>
    <message>
        <source>{0} are shared there.</source>
        <translation>Dort sind {0} geteilt.</translation>
    </message>
    <message>
        <source>{0} changed by what others said</source>
        <translation>{0} geändert durch das, was andere sagten</translation>
    </message>
    <message>
        <source>{0} changes wait to be sent</source>
        <translation>{0} Änderungen warten darauf, gesendet zu werden</translation>
    </message>
    <message>
        <source>{0} of {1} records</source>
        <translation>{0} von {1} Datensätzen</translation>
    </message>
    <message>
        <source>{0} records</source>
        <translation>{0} Datensätze</translation>
    </message>
    <message>
        <source>“Sync by itself” is off: sync when you like.</source>
        <translation>„Von selbst abgleichen“ ist aus: Gleiche ab, wann du magst.</translation>
    </message>
    <message>
        <source>“Sync by itself” is off: try again when you like.</source>
        <translation>„Von selbst abgleichen“ ist aus: Versuche es erneut, wann du magst.</translation>
    </message>
</context>
<context>
    <name>CataloguePage</name>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt…</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation>Noch nicht abgeglichen</translation>
    </message>
    <message>
        <source>Synced last: {0}</source>
        <translation>Zuletzt abgeglichen: {0}</translation>
    </message>
    <message>
        <source>Your computers, or those of a group of friends, can share what VectorBeats found out about music and what you say of it, so that no track is analysed twice and your stars are everywhere; the music never leaves. That takes a Qdrant server, a small program that you or somebody you trust runs; without one nothing is missing.</source>
        <translation>Deine Computer, oder die einer Gruppe von Freunden, können teilen, was VectorBeats über Musik herausgefunden hat und was du über sie sagst, sodass kein Titel zweimal analysiert wird und deine Sterne überall sind; die Musik selbst bleibt hier. Dazu braucht es einen Qdrant-Server, ein kleines Programm, das du betreibst oder jemand, dem du vertraust; ohne ihn fehlt nichts.</translation>
    </message>
</context>
<context>
    <name>ChipStrip</name>
    <message>
        <source>Clear all</source>
        <translation>Alles löschen</translation>
    </message>
    <message>
        <source>Parts of the query</source>
        <translation>Teile der Anfrage</translation>
    </message>
</context>
<context>
    <name>ChoiceField</name>
    <message>
        <source>Any</source>
        <translation>Beliebig</translation>
    </message>
</context>
<context>
    <name>ChosenBar</name>
    <message>
        <source>Add to the queue</source>
        <translation>Zur Warteschlange hinzufügen</translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Save as a playlist…</source>
        <translation>Als Wiedergabeliste speichern …</translation>
    </message>
    <message>
        <source>{0} chosen</source>
        <translation>{0} ausgewählt</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Album</source>
        <translation>Album</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>Interpret</translation>
    </message>
    <message>
        <source>BPM</source>
        <translation>BPM</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>Genre</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Tonart</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>Sorted by the album&apos;s artist, so that albums stay together</source>
        <translation>Nach dem Interpreten des Albums sortiert, damit Alben zusammenbleiben</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation>Passende Befehle</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>Nothing is called like that.</source>
        <translation>So heißt kein Befehl.</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Was möchtest du tun?</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
</context>
<context>
    <name>ComparePanel</name>
    <message>
        <source>Back to the results (Esc)</source>
        <translation>Zurück zu den Ergebnissen (Esc)</translation>
    </message>
    <message>
        <source>Comparison of two results</source>
        <translation>Vergleich zweier Ergebnisse</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Swap sides (X)</source>
        <translation>Seiten tauschen (X)</translation>
    </message>
    <message>
        <source>What they have in common, and what not</source>
        <translation>Was sie gemeinsam haben und was nicht</translation>
    </message>
</context>
<context>
    <name>ComparedBody</name>
    <message>
        <source>Carried by</source>
        <translation>Getragen von</translation>
    </message>
    <message>
        <source>In common</source>
        <translation>Gemeinsam</translation>
    </message>
    <message>
        <source>Melody</source>
        <translation>Melodie</translation>
    </message>
    <message>
        <source>Melody of “{0}”</source>
        <translation>Melodie von „{0}“</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>Only in one</source>
        <translation>Nur in einem</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Why “{0}” was found</source>
        <translation>Warum „{0}“ gefunden wurde</translation>
    </message>
    <message>
        <source>nothing that stands out</source>
        <translation>nichts, was hervorsticht</translation>
    </message>
    <message>
        <source>{0} of {1}: {2}</source>
        <translation>{0} von {1}: {2}</translation>
    </message>
</context>
<context>
    <name>ComparedFacts</name>
    <message>
        <source>1 is {0} % faster</source>
        <translation>1 ist {0} % schneller</translation>
    </message>
    <message>
        <source>1 is {0} % slower</source>
        <translation>1 ist {0} % langsamer</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>gleich</translation>
    </message>
</context>
<context>
    <name>ComparedHead</name>
    <message>
        <source>From {0}</source>
        <translation>Ab {0}</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play “{0}”</source>
        <translation>„{0}“ abspielen</translation>
    </message>
    <message>
        <source>Play “{0}” from {1}</source>
        <translation>„{0}“ ab {1} abspielen</translation>
    </message>
    <message>
        <source>{0} · plays now</source>
        <translation>{0} · läuft gerade</translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>Choose two results to compare them: hold Ctrl and click on each, or hold Shift and press ↓.</source>
        <translation>Zum Vergleichen zwei Ergebnisse wählen: Strg halten und beide anklicken, oder Umschalt halten und ↓ drücken.</translation>
    </message>
    <message>
        <source>Only tracks that are in your library can be compared.</source>
        <translation>Nur Titel aus deiner Sammlung können verglichen werden.</translation>
    </message>
    <message>
        <source>That could not be found out.</source>
        <translation>Das ließ sich nicht herausfinden.</translation>
    </message>
</context>
<context>
    <name>Confirming</name>
    <message>
        <source>Remembered: these hums will find “{0}” at once.</source>
        <translation>Gemerkt: Diese Aufnahmen finden „{0}“ künftig sofort.</translation>
    </message>
    <message>
        <source>Remembered: this hum will find “{0}” at once.</source>
        <translation>Gemerkt: Dieses Summen findet „{0}“ künftig sofort.</translation>
    </message>
</context>
<context>
    <name>CopyRow</name>
    <message>
        <source>Go back to it</source>
        <translation>Dahin zurückgehen</translation>
    </message>
    <message>
        <source>Go back…</source>
        <translation>Zurückgehen …</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>Alles so lassen</translation>
    </message>
    <message>
        <source>The library will be what it was then: stars, playlists, searches and all. What it is now is kept as a copy first. Your music, the settings and the models stay as they are.</source>
        <translation>Die Bibliothek wird wieder wie damals: Sterne, Wiedergabelisten, Suchen und alles andere. Was jetzt gilt, wird vorher als Kopie aufgehoben. Die Musik, die Einstellungen und die Modelle bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>made before something was restored</source>
        <translation>vor einem Wiederherstellen gemacht</translation>
    </message>
    <message>
        <source>made by itself</source>
        <translation>von selbst gemacht</translation>
    </message>
    <message>
        <source>made by you</source>
        <translation>auf Wunsch gemacht</translation>
    </message>
    <message>
        <source>{0} recordings, {1} with stars, {2} playlists, {3} saved searches</source>
        <translation>{0} Aufnahmen, {1} mit Sternen, {2} Wiedergabelisten, {3} gespeicherte Suchen</translation>
    </message>
</context>
<context>
    <name>DateEditor</name>
    <message>
        <source>“{0}” is no date. Write year, month and day, such as 2024-05-01.</source>
        <translation>„{0}“ ist kein Datum. Schreib Jahr, Monat und Tag, etwa 2024-05-01.</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>Genre</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Tonart</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Pegel</translation>
    </message>
    <message>
        <source>Not analysed yet.</source>
        <translation>Noch nicht analysiert.</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>and {0} more places</source>
        <translation>und {0} weitere Orte</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>{0} (you said so)</source>
        <translation>{0} (deine Angabe)</translation>
    </message>
    <message>
        <source>{0} beats a minute</source>
        <translation>{0} Schläge pro Minute</translation>
    </message>
    <message>
        <source>{0} dB</source>
        <translation>{0} dB</translation>
    </message>
    <message>
        <source>{0} kHz</source>
        <translation>{0} kHz</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message>
        <source>As heard</source>
        <translation>Wie gehört</translation>
    </message>
    <message>
        <source>Choose a track to see what is known of it.</source>
        <translation>Wähle einen Titel, um zu sehen, was über ihn bekannt ist.</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>Details schließen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Melody</source>
        <translation>Melodie</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Sounds like it</source>
        <translation>Klingt ähnlich</translation>
    </message>
    <message>
        <source>Take the correction of the mood back</source>
        <translation>Korrektur der Stimmung zurücknehmen</translation>
    </message>
    <message>
        <source>Take the correction of the tempo back</source>
        <translation>Korrektur des Tempos zurücknehmen</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>The tempo is half of that</source>
        <translation>Das Tempo ist halb so hoch</translation>
    </message>
    <message>
        <source>The tempo is twice that</source>
        <translation>Das Tempo ist doppelt so hoch</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>× 2</source>
        <translation>× 2</translation>
    </message>
    <message>
        <source>÷ 2</source>
        <translation>÷ 2</translation>
    </message>
</context>
<context>
    <name>DeviceBox</name>
    <message>
        <source>Not connected: {0}</source>
        <translation>Nicht angeschlossen: {0}</translation>
    </message>
    <message>
        <source>Record from</source>
        <translation>Aufnehmen von</translation>
    </message>
    <message>
        <source>Record from: {0}</source>
        <translation>Aufnehmen von: {0}</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Systemstandard</translation>
    </message>
    <message>
        <source>System default ({0})</source>
        <translation>Systemstandard ({0})</translation>
    </message>
</context>
<context>
    <name>Diagnostics</name>
    <message>
        <source>Agreement of the two</source>
        <translation>Übereinstimmung der beiden</translation>
    </message>
    <message>
        <source>Already known when a search asked</source>
        <translation>Schon bekannt, als eine Suche fragte</translation>
    </message>
    <message>
        <source>Any sound</source>
        <translation>Beliebiger Klang</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>Defekt</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Copies of the catalogue</source>
        <translation>Kopien des Katalogs</translation>
    </message>
    <message>
        <source>Data folder and disk</source>
        <translation>Datenordner und Datenträger</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Encryption of what is kept</source>
        <translation>Verschlüsselung des Aufgehobenen</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>Nur Fehler</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Figures for a monitor</source>
        <translation>Zahlen für eine Überwachung</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Folders of music</source>
        <translation>Musikordner</translation>
    </message>
    <message>
        <source>Hums</source>
        <translation>Summen</translation>
    </message>
    <message>
        <source>Index again</source>
        <translation>Neu einlesen</translation>
    </message>
    <message>
        <source>Information and worse</source>
        <translation>Informationen und Schlimmeres</translation>
    </message>
    <message>
        <source>Like a playlist</source>
        <translation>Wie eine Wiedergabeliste</translation>
    </message>
    <message>
        <source>Like a track</source>
        <translation>Wie ein Titel</translation>
    </message>
    <message>
        <source>Limited</source>
        <translation>Eingeschränkt</translation>
    </message>
    <message>
        <source>Melodies</source>
        <translation>Melodien</translation>
    </message>
    <message>
        <source>Mixed</source>
        <translation>Gemischt</translation>
    </message>
    <message>
        <source>Model for music</source>
        <translation>Modell für Musik</translation>
    </message>
    <message>
        <source>Model for pictures</source>
        <translation>Modell für Bilder</translation>
    </message>
    <message>
        <source>On the disk</source>
        <translation>Auf der Platte</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Reading files</source>
        <translation>Lesen von Dateien</translation>
    </message>
    <message>
        <source>Points of the vector store</source>
        <translation>Punkte des Vektorspeichers</translation>
    </message>
    <message>
        <source>Processes started again</source>
        <translation>Neu gestartete Prozesse</translation>
    </message>
    <message>
        <source>Processes that read files</source>
        <translation>Prozesse, die Dateien lesen</translation>
    </message>
    <message>
        <source>Recognition</source>
        <translation>Erkennung</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Remote catalogue</source>
        <translation>Gemeinsamer Katalog</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Klänge</translation>
    </message>
    <message>
        <source>Text model</source>
        <translation>Textmodell</translation>
    </message>
    <message>
        <source>Time of each stage</source>
        <translation>Zeit jeder Stufe</translation>
    </message>
    <message>
        <source>To the copies</source>
        <translation>Zu den Kopien</translation>
    </message>
    <message>
        <source>To the library</source>
        <translation>Zur Bibliothek</translation>
    </message>
    <message>
        <source>To the models</source>
        <translation>Zu den Modellen</translation>
    </message>
    <message>
        <source>To the remote catalogue</source>
        <translation>Zum entfernten Katalog</translation>
    </message>
    <message>
        <source>To the settings</source>
        <translation>Zu den Einstellungen</translation>
    </message>
    <message>
        <source>Vector store</source>
        <translation>Vektorspeicher</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Well</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>What went wrong, by its code</source>
        <translation>Was schiefging, nach Kennwort</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>cache</source>
        <translation>Zwischenspeicher</translation>
    </message>
    <message>
        <source>catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>fingerprints</source>
        <translation>Fingerabdrücke</translation>
    </message>
    <message>
        <source>last sync {0} min ago</source>
        <translation>letzter Abgleich vor {0} min</translation>
    </message>
    <message>
        <source>parts</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>nicht erreichbar</translation>
    </message>
    <message>
        <source>usually about {0}, one in twenty about {1} or more; counted: {2}</source>
        <translation>meist etwa {0}, eine von zwanzig etwa {1} oder mehr; gezählt: {2}</translation>
    </message>
    <message>
        <source>vector store</source>
        <translation>Vektorspeicher</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>{0} % of {1} {2}</source>
        <translation>{0} % von {1} {2}</translation>
    </message>
    <message>
        <source>{0} files, {1} of them ready · {2} searches timed · {3} runs and {4} problems kept</source>
        <translation>{0} Dateien, davon {1} bereit · {2} Suchen gemessen · {3} Läufe und {4} Probleme aufgehoben</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} ms</source>
        <translation>{0} ms</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
</context>
<context>
    <name>DiagnosticsPage</name>
    <message>
        <source>A zip for whoever helps you, without private names and paths</source>
        <translation>Eine ZIP-Datei für alle, die dir helfen, ohne private Namen und Pfade</translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>Alles ist in Ordnung.</translation>
    </message>
    <message>
        <source>All works, some of it with limits.</source>
        <translation>Alles funktioniert, manches mit Einschränkungen.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>How long searches take</source>
        <translation>Wie lange Suchen dauern</translation>
    </message>
    <message>
        <source>Indexing has begun; the page Activity shows how far it is.</source>
        <translation>Das Einlesen hat begonnen; die Seite „Aktivität“ zeigt, wie weit es ist.</translation>
    </message>
    <message>
        <source>It could not be looked at, or not be mended.</source>
        <translation>Das konnte nicht geprüft oder nicht repariert werden.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Looking at every part…</source>
        <translation>Alle Teile werden geprüft …</translation>
    </message>
    <message>
        <source>Mending what can be mended…</source>
        <translation>Was sich reparieren lässt, wird repariert …</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Reports (*.zip)</source>
        <translation>Berichte (*.zip)</translation>
    </message>
    <message>
        <source>Save a report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Save a report…</source>
        <translation>Bericht speichern …</translation>
    </message>
    <message>
        <source>Something is broken. Repair mends what can be mended.</source>
        <translation>Etwas ist defekt. „Reparieren“ behebt, was sich beheben lässt.</translation>
    </message>
    <message>
        <source>The report is in {0}. Nothing was sent to anybody; look through it before you pass it on.</source>
        <translation>Der Bericht liegt in {0}. Nichts wurde an jemanden gesendet; sieh ihn durch, bevor du ihn weitergibst.</translation>
    </message>
    <message>
        <source>What it takes away is made again by the next indexing run</source>
        <translation>Was dabei entfernt wird, entsteht beim nächsten Einlesen neu</translation>
    </message>
    <message>
        <source>What was counted</source>
        <translation>Was gezählt wurde</translation>
    </message>
    <message>
        <source>Writing the report…</source>
        <translation>Bericht wird geschrieben …</translation>
    </message>
</context>
<context>
    <name>DiscoverPage</name>
    <message>
        <source>Choose pictures or music files to look with</source>
        <translation>Bilder oder Musikdateien für die Suche auswählen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>Discover</source>
        <translation>Entdecken</translation>
    </message>
    <message>
        <source>Hum a tune</source>
        <translation>Melodie summen</translation>
    </message>
    <message>
        <source>Hum a tune (R)</source>
        <translation>Melodie summen (R)</translation>
    </message>
    <message>
        <source>Kept as “{0}”.</source>
        <translation>Gespeichert als „{0}“.</translation>
    </message>
    <message>
        <source>What shall it sound like?</source>
        <translation>Wie soll es klingen?</translation>
    </message>
</context>
<context>
    <name>DiversityField</name>
    <message>
        <source>How varied the results are</source>
        <translation>Wie vielfältig die Ergebnisse sind</translation>
    </message>
    <message>
        <source>More alike … more varied</source>
        <translation>Ähnlicher … vielfältiger</translation>
    </message>
</context>
<context>
    <name>DropArea</name>
    <message>
        <source>1 track in your library</source>
        <translation>1 Titel in deiner Bibliothek</translation>
    </message>
    <message>
        <source>Add a music folder…</source>
        <translation>Musikordner hinzufügen …</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>Drop a picture or a piece of music here, or hum</source>
        <translation>Zieh ein Bild oder ein Musikstück hierher, oder summ etwas</translation>
    </message>
    <message>
        <source>First, some music</source>
        <translation>Zuerst etwas Musik</translation>
    </message>
    <message>
        <source>From your file manager, a web page or the clipboard, several at once if you like. Out comes the music of yours that fits.</source>
        <translation>Aus dem Dateimanager, von einer Webseite oder aus der Zwischenablage, gern mehreres auf einmal. Heraus kommt, was aus deiner Musik dazu passt.</translation>
    </message>
    <message>
        <source>Hum a tune</source>
        <translation>Melodie summen</translation>
    </message>
    <message>
        <source>Point at a folder of yours: it is listened to right here, on this computer. Or begin with some short demo pieces.</source>
        <translation>Zeig auf einen deiner Ordner: Er wird gleich hier auf diesem Computer angehört. Oder beginne mit ein paar kurzen Demo-Stücken.</translation>
    </message>
    <message>
        <source>Try it with demo music</source>
        <translation>Mit Demo-Musik ausprobieren</translation>
    </message>
    <message>
        <source>{0} of {1} tracks analysed so far</source>
        <translation>{0} von {1} Titeln bisher analysiert</translation>
    </message>
    <message>
        <source>{0} tracks in your library</source>
        <translation>{0} Titel in deiner Bibliothek</translation>
    </message>
</context>
<context>
    <name>DuplicateModel</name>
    <message>
        <source>{0} files</source>
        <translation>{0} Dateien</translation>
    </message>
</context>
<context>
    <name>DuplicateTree</name>
    <message>
        <source>Open its folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Recordings with more than one file</source>
        <translation>Aufnahmen mit mehr als einer Datei</translation>
    </message>
    <message>
        <source>Show in library</source>
        <translation>In der Bibliothek zeigen</translation>
    </message>
</context>
<context>
    <name>Duplicates</name>
    <message>
        <source>Beside the first</source>
        <translation>Verglichen mit der ersten</translation>
    </message>
    <message>
        <source>Bit rate</source>
        <translation>Bitrate</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>same beginning, alike {0}</source>
        <translation>gleicher Anfang, ähnlich {0}</translation>
    </message>
    <message>
        <source>{0} s earlier, alike {1}</source>
        <translation>{0} s früher, ähnlich {1}</translation>
    </message>
    <message>
        <source>{0} s later, alike {1}</source>
        <translation>{0} s später, ähnlich {1}</translation>
    </message>
</context>
<context>
    <name>DuplicatesPane</name>
    <message>
        <source>1 recording has {1} files.</source>
        <translation>1 Aufnahme hat {1} Dateien.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Comparing every recording with the others…</source>
        <translation>Jede Aufnahme wird mit den anderen verglichen …</translation>
    </message>
    <message>
        <source>How far the search for duplicates is</source>
        <translation>Wie weit die Suche nach Duplikaten ist</translation>
    </message>
    <message>
        <source>Is a recording here twice?</source>
        <translation>Ist eine Aufnahme doppelt vorhanden?</translation>
    </message>
    <message>
        <source>It has been written to the log.</source>
        <translation>Es steht im Protokoll.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Look for duplicates</source>
        <translation>Duplikate suchen</translation>
    </message>
    <message>
        <source>No recording is in your library twice.</source>
        <translation>Keine Aufnahme ist doppelt in deiner Bibliothek.</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Other encodings and lengths of the same recording are found by their sound, whatever their tags say. They are only listed: nothing is merged or deleted.</source>
        <translation>Andere Kodierungen und Längen derselben Aufnahme werden am Klang erkannt, egal was ihre Tags sagen. Sie werden nur aufgelistet: Nichts wird zusammengeführt oder gelöscht.</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>The longest and best encoded comes first. Nothing is changed by itself.</source>
        <translation>Die längste und am besten kodierte steht zuerst. Nichts wird von selbst geändert.</translation>
    </message>
    <message>
        <source>The search went wrong</source>
        <translation>Die Suche ging schief</translation>
    </message>
    <message>
        <source>{0} recordings have {1} files together.</source>
        <translation>{0} Aufnahmen haben zusammen {1} Dateien.</translation>
    </message>
</context>
<context>
    <name>EditableList</name>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Take out of the playlist</source>
        <translation>Aus der Wiedergabeliste nehmen</translation>
    </message>
</context>
<context>
    <name>EncryptRow</name>
    <message>
        <source>Damaged catalogues that were set aside are as they were; see the copies below.</source>
        <translation>Beschädigte Kataloge, die beiseitegelegt wurden, sind wie zuvor; siehe die Kopien weiter unten.</translation>
    </message>
    <message>
        <source>Decrypt</source>
        <translation>Entschlüsseln</translation>
    </message>
    <message>
        <source>Decrypting what is kept…</source>
        <translation>Aufgehobenes wird entschlüsselt …</translation>
    </message>
    <message>
        <source>Encrypt</source>
        <translation>Verschlüsseln</translation>
    </message>
    <message>
        <source>Encrypting what is kept…</source>
        <translation>Aufgehobenes wird verschlüsselt …</translation>
    </message>
    <message>
        <source>It is encrypted.</source>
        <translation>Es ist verschlüsselt.</translation>
    </message>
    <message>
        <source>It is not encrypted any more.</source>
        <translation>Es ist nicht mehr verschlüsselt.</translation>
    </message>
    <message>
        <source>{0} things cannot be opened, as their key is lost.</source>
        <translation>{0} Dinge lassen sich nicht öffnen, da ihr Schlüssel verloren ist.</translation>
    </message>
</context>
<context>
    <name>ErrorPresenter</name>
    <message>
        <source>It has been written to the log, and the rest goes on ({0}).</source>
        <translation>Es steht im Protokoll, und der Rest läuft weiter ({0}).</translation>
    </message>
    <message>
        <source>Something went wrong inside the program.</source>
        <translation>Im Programm ist etwas schiefgegangen.</translation>
    </message>
</context>
<context>
    <name>ExampleCard</name>
    <message>
        <source>Agree</source>
        <translation>Zustimmen</translation>
    </message>
    <message>
        <source>Before anything is shared</source>
        <translation>Bevor etwas geteilt wird</translation>
    </message>
    <message>
        <source>Never sent: music, paths, names of files, folders, computers or people, pictures, searches, playlists. What is shared is chosen below.</source>
        <translation>Nie gesendet werden: Musik, Pfade, Namen von Dateien, Ordnern, Computern oder Personen, Bilder, Suchen, Wiedergabelisten. Was geteilt wird, wählst du unten.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Nothing is chosen to be shared. You would only learn from {0} what others say.</source>
        <translation>Zum Teilen ist nichts gewählt. Du würdest von {0} nur erfahren, was andere sagen.</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>There is no analysed music yet that an example could be made of. Add music first; what others found out about it is asked for from {0} all the same, by a hash of its audio.</source>
        <translation>Noch gibt es keine analysierte Musik für ein Beispiel. Füge zuerst Musik hinzu; was andere über sie herausgefunden haben, wird bei {0} trotzdem erfragt, mit einem Hash des Tons.</translation>
    </message>
    <message>
        <source>This is all that would go to {0} {1}, and the like of every other track.</source>
        <translation>Das ist alles, was {1} an {0} ginge, und Entsprechendes von jedem anderen Titel.</translation>
    </message>
    <message>
        <source>What would be sent of one track</source>
        <translation>Was von einem Titel gesendet würde</translation>
    </message>
    <message>
        <source>of one track</source>
        <translation>von einem Titel</translation>
    </message>
    <message>
        <source>of “{0}”</source>
        <translation>von „{0}“</translation>
    </message>
</context>
<context>
    <name>FilesDialog</name>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Look with these</source>
        <translation>Damit suchen</translation>
    </message>
    <message>
        <source>Music ({0})</source>
        <translation>Musik ({0})</translation>
    </message>
    <message>
        <source>Pictures ({0})</source>
        <translation>Bilder ({0})</translation>
    </message>
    <message>
        <source>Pictures and music ({0})</source>
        <translation>Bilder und Musik ({0})</translation>
    </message>
    <message>
        <source>Playlists ({0})</source>
        <translation>Wiedergabelisten ({0})</translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>Active filters</source>
        <translation>Aktive Filter</translation>
    </message>
    <message>
        <source>More varied</source>
        <translation>Vielfältiger</translation>
    </message>
    <message>
        <source>Remove the filter: {0}</source>
        <translation>Filter entfernen: {0}</translation>
    </message>
    <message>
        <source>Remove this filter</source>
        <translation>Diesen Filter entfernen</translation>
    </message>
</context>
<context>
    <name>FilterPanel</name>
    <message>
        <source>BPM</source>
        <translation>BPM</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Noch nicht</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>from {0}</source>
        <translation>ab {0}</translation>
    </message>
    <message>
        <source>min:s</source>
        <translation>min:s</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
</context>
<context>
    <name>Filtering</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Genre, year, tempo, key, length, folder, rating (Ctrl+Shift+F)</source>
        <translation>Genre, Jahr, Tempo, Tonart, Länge, Ordner, Bewertung (Strg+Umschalt+F)</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source> BPM</source>
        <translation> BPM</translation>
    </message>
    <message>
        <source>Album</source>
        <translation>Album</translation>
    </message>
    <message>
        <source>Analysed</source>
        <translation>Analysiert</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>Interpret</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>Genre</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Tonart</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>Not analysed yet</source>
        <translation>Noch nicht analysiert</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Rating from {0}</source>
        <translation>Bewertung ab {0}</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>The piece ends before it begins.</source>
        <translation>Das Stück endet, bevor es beginnt.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>from {0}</source>
        <translation>ab {0}</translation>
    </message>
    <message>
        <source>up to {0}</source>
        <translation>bis {0}</translation>
    </message>
    <message>
        <source>{0}: from {1} to {2} is the wrong way round.</source>
        <translation>{0}: Von {1} bis {2} ist verkehrt herum.</translation>
    </message>
    <message>
        <source>“{0}” is no number.</source>
        <translation>„{0}“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>“{0}” is no time. Write minutes and seconds, such as 1:23.</source>
        <translation>„{0}“ ist keine Zeit. Schreib Minuten und Sekunden, etwa 1:23.</translation>
    </message>
    <message>
        <source>“{0}” is out of bounds.</source>
        <translation>„{0}“ liegt außerhalb der Grenzen.</translation>
    </message>
</context>
<context>
    <name>FolderCard</name>
    <message>
        <source>Being indexed · {0} tracks</source>
        <translation>Wird eingelesen · {0} Titel</translation>
    </message>
    <message>
        <source>Confirm that files of {0} are gone</source>
        <translation>Bestätigen, dass Dateien von {0} weg sind</translation>
    </message>
    <message>
        <source>Confirm…</source>
        <translation>Bestätigen …</translation>
    </message>
    <message>
        <source>Look for changes</source>
        <translation>Nach Änderungen suchen</translation>
    </message>
    <message>
        <source>Look for changes in {0}</source>
        <translation>In {0} nach Änderungen suchen</translation>
    </message>
    <message>
        <source>No music in it</source>
        <translation>Keine Musik darin</translation>
    </message>
    <message>
        <source>Not looked through yet</source>
        <translation>Noch nicht durchsucht</translation>
    </message>
    <message>
        <source>Not reachable · {0} tracks wait</source>
        <translation>Nicht erreichbar · {0} Titel warten</translation>
    </message>
    <message>
        <source>Take out of the library</source>
        <translation>Aus der Bibliothek nehmen</translation>
    </message>
    <message>
        <source>Take {0} out of the library</source>
        <translation>{0} aus der Bibliothek nehmen</translation>
    </message>
    <message>
        <source>Up to date · 1 track</source>
        <translation>Aktuell · 1 Titel</translation>
    </message>
    <message>
        <source>Up to date · {0} tracks</source>
        <translation>Aktuell · {0} Titel</translation>
    </message>
    <message>
        <source>{0} files are gone</source>
        <translation>{0} Dateien sind weg</translation>
    </message>
</context>
<context>
    <name>FolderPane</name>
    <message>
        <source>Nothing here yet</source>
        <translation>Hier ist noch nichts</translation>
    </message>
</context>
<context>
    <name>FolderStrip</name>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>FoldersStep</name>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Add one folder or several. Your files stay where they are and are never changed; they can be played at once. No music at hand? Twenty-one short pieces are made in a few seconds.</source>
        <translation>Füge einen oder mehrere Ordner hinzu. Deine Dateien bleiben, wo sie sind, und werden nie verändert; du kannst sie sofort abspielen. Keine Musik zur Hand? Einundzwanzig kurze Stücke sind in wenigen Sekunden erzeugt.</translation>
    </message>
    <message>
        <source>Try it with demo music</source>
        <translation>Mit Demo-Musik ausprobieren</translation>
    </message>
    <message>
        <source>Where is your music?</source>
        <translation>Wo ist deine Musik?</translation>
    </message>
</context>
<context>
    <name>GroupPane</name>
    <message>
        <source>Add to the queue</source>
        <translation>Zur Warteschlange hinzufügen</translation>
    </message>
    <message>
        <source>By artist</source>
        <translation>Nach Interpret</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Name</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter: {0}</source>
        <translation>Filter: {0}</translation>
    </message>
    <message>
        <source>Most tracks first</source>
        <translation>Meiste Titel zuerst</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>Hier ist noch nichts</translation>
    </message>
    <message>
        <source>Nothing matches “{0}”</source>
        <translation>Nichts passt zu „{0}“</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Order of {0}</source>
        <translation>Reihenfolge: {0}</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play next</source>
        <translation>Als Nächstes spielen</translation>
    </message>
    <message>
        <source>Save as a playlist…</source>
        <translation>Als Wiedergabeliste speichern …</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
</context>
<context>
    <name>GuestMenu</name>
    <message>
        <source>Copy artist and title</source>
        <translation>Interpret und Titel kopieren</translation>
    </message>
    <message>
        <source>Find on Spotify</source>
        <translation>Auf Spotify finden</translation>
    </message>
    <message>
        <source>Why this one?</source>
        <translation>Warum dieser Titel?</translation>
    </message>
</context>
<context>
    <name>Guests</name>
    <message>
        <source>“{0}” is in the team’s catalogue. There is no file of it on this computer.</source>
        <translation>„{0}“ ist im Katalog des Teams. Auf diesem Computer gibt es keine Datei davon.</translation>
    </message>
</context>
<context>
    <name>HintBar</name>
    <message>
        <source>Put away</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>HitDelegate</name>
    <message>
        <source>✓ Remembered</source>
        <translation>✓ Gemerkt</translation>
    </message>
    <message>
        <source>✓ That’s it</source>
        <translation>✓ Das ist es</translation>
    </message>
</context>
<context>
    <name>HumOverlay</name>
    <message>
        <source>Put the hum away</source>
        <translation>Das Gesummte weglegen</translation>
    </message>
    <message>
        <source>Where you hummed: {0}</source>
        <translation>Wo du gesummt hast: {0}</translation>
    </message>
    <message>
        <source>Your hum over the melody: {0}</source>
        <translation>Dein Summen über der Melodie: {0}</translation>
    </message>
</context>
<context>
    <name>Humming</name>
    <message>
        <source>Hum {0} · {1} s</source>
        <translation>Summen {0} · {1} s</translation>
    </message>
    <message>
        <source>Recording {0} · {1} s</source>
        <translation>Aufnahme {0} · {1} s</translation>
    </message>
</context>
<context>
    <name>JobCard</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel: {0}</source>
        <translation>Abbrechen: {0}</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Wird vorbereitet</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Progress of {0}</source>
        <translation>Fortschritt: {0}</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>Wartet, bis es an der Reihe ist</translation>
    </message>
</context>
<context>
    <name>Judging</name>
    <message>
        <source>Noted: “{0}” is what you looked for.</source>
        <translation>Notiert: „{0}“ ist, was du gesucht hast.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>“{0}” is left out of this search from now on.</source>
        <translation>„{0}“ bleibt ab jetzt aus dieser Suche heraus.</translation>
    </message>
    <message>
        <source>“{0}” is not rated any more.</source>
        <translation>„{0}“ ist nicht mehr bewertet.</translation>
    </message>
    <message>
        <source>“{0}” is rated {1}.</source>
        <translation>„{0}“ ist mit {1} bewertet.</translation>
    </message>
</context>
<context>
    <name>KeptRow</name>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt …</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Endgültig löschen</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
</context>
<context>
    <name>KeyRow</name>
    <message>
        <source>Forget the key</source>
        <translation>Den Schlüssel vergessen</translation>
    </message>
    <message>
        <source>It goes into the system&apos;s keyring, and into no file. Empty where the server asks for none.</source>
        <translation>Er kommt in den Schlüsselbund des Systems und in keine Datei. Leer, wenn der Server keinen verlangt.</translation>
    </message>
    <message>
        <source>It is in the system&apos;s keyring. Type another one to replace it.</source>
        <translation>Er ist im Schlüsselbund des Systems. Gib einen anderen ein, um ihn zu ersetzen.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>This computer has no keyring: the key is asked for at each start, and is written nowhere.</source>
        <translation>Dieser Computer hat keinen Schlüsselbund: Nach dem Schlüssel wird bei jedem Start gefragt, und er wird nirgends aufgeschrieben.</translation>
    </message>
    <message>
        <source>This computer has no keyring: the key is known until the program ends, and is written nowhere.</source>
        <translation>Dieser Computer hat keinen Schlüsselbund: Der Schlüssel ist bekannt, bis das Programm endet, und wird nirgends aufgeschrieben.</translation>
    </message>
</context>
<context>
    <name>KindButton</name>
    <message>
        <source>How {0} is used: {1}</source>
        <translation>Wie {0} verwendet wird: {1}</translation>
    </message>
</context>
<context>
    <name>LegendLine</name>
    <message>
        <source>What the colours mean</source>
        <translation>Was die Farben bedeuten</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Level of the microphone</source>
        <translation>Pegel des Mikrofons</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>1 track</source>
        <translation>1 Titel</translation>
    </message>
    <message>
        <source>Add a folder with music</source>
        <translation>Füge einen Ordner mit Musik hinzu</translation>
    </message>
    <message>
        <source>Add a folder with music. It stays where it is, is never changed, and can be played at once; meanwhile it is listened to, here on this computer.</source>
        <translation>Füge einen Ordner mit Musik hinzu. Er bleibt, wo er ist, wird nie verändert und kann sofort abgespielt werden; währenddessen wird er hier auf diesem Computer angehört.</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Duplikate</translation>
    </message>
    <message>
        <source>Gone for good</source>
        <translation>Endgültig weg</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Problems ({0})</source>
        <translation>Probleme ({0})</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Take this folder out of the library?</source>
        <translation>Diesen Ordner aus der Bibliothek nehmen?</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Try it with demo music</source>
        <translation>Mit Demo-Musik ausprobieren</translation>
    </message>
    <message>
        <source>Ways to look at the library</source>
        <translation>Ansichten der Bibliothek</translation>
    </message>
    <message>
        <source>Your library is empty</source>
        <translation>Deine Bibliothek ist leer</translation>
    </message>
    <message>
        <source>{0}

Its {1} tracks leave the library. The files on your disk stay as they are.</source>
        <translation>{0}

Seine {1} Titel verlassen die Bibliothek. Die Dateien auf deinem Datenträger bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>{0}

That is a large part of it, so they wait in the library in case they come back: a drive that is not there, or a folder that was moved. Are they gone for good?</source>
        <translation>{0}

Das ist ein großer Teil davon; deshalb warten sie in der Bibliothek, falls sie zurückkommen: ein fehlendes Laufwerk oder ein verschobener Ordner. Sind sie endgültig weg?</translation>
    </message>
    <message>
        <source>{0} files are gone from this folder</source>
        <translation>{0} Dateien sind aus diesem Ordner verschwunden</translation>
    </message>
    <message>
        <source>{0} of {1} tracks analysed</source>
        <translation>{0} von {1} Titeln analysiert</translation>
    </message>
    <message>
        <source>{0} tracks</source>
        <translation>{0} Titel</translation>
    </message>
</context>
<context>
    <name>ListField</name>
    <message>
        <source>any, with commas</source>
        <translation>beliebig, durch Kommas getrennt</translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Open the log&apos;s folder</source>
        <translation>Ordner des Protokolls öffnen</translation>
    </message>
    <message>
        <source>The log</source>
        <translation>Das Protokoll</translation>
    </message>
    <message>
        <source>The log has no such entries.</source>
        <translation>Das Protokoll hat keine solchen Einträge.</translation>
    </message>
    <message>
        <source>Which entries are shown</source>
        <translation>Welche Einträge gezeigt werden</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Add their folder</source>
        <translation>Ihren Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Add their folders</source>
        <translation>Ihre Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Go back to the copy</source>
        <translation>Zur Kopie zurückgehen</translation>
    </message>
    <message>
        <source>Nothing more in your library is like what played.</source>
        <translation>In deiner Bibliothek gibt es nichts mehr, was dem Gespielten ähnelt.</translation>
    </message>
    <message>
        <source>The queue ends here.</source>
        <translation>Die Warteschlange endet hier.</translation>
    </message>
    <message>
        <source>The vector store was damaged. It has been filled again, and nothing is lost.</source>
        <translation>Der Vektorspeicher war beschädigt. Er ist wieder gefüllt, und nichts ist verloren.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>What was damaged is kept beside it, until it happens again.</source>
        <translation>Was beschädigt war, liegt daneben, bis es wieder geschieht.</translation>
    </message>
</context>
<context>
    <name>MapCanvas</name>
    <message>
        <source>Map of the library</source>
        <translation>Karte der Bibliothek</translation>
    </message>
</context>
<context>
    <name>MapChips</name>
    <message>
        <source>End lighting them up</source>
        <translation>Hervorhebung beenden</translation>
    </message>
    <message>
        <source>Path of {0}</source>
        <translation>Pfad mit {0}</translation>
    </message>
    <message>
        <source>Take the path away</source>
        <translation>Pfad wegnehmen</translation>
    </message>
    <message>
        <source>{0} lit up</source>
        <translation>{0} hervorgehoben</translation>
    </message>
</context>
<context>
    <name>MapColours</name>
    <message>
        <source>Energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>Genre</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>Sad to happy</source>
        <translation>Traurig bis fröhlich</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>content, quiet</source>
        <translation>zufrieden, ruhig</translation>
    </message>
    <message>
        <source>happy</source>
        <translation>fröhlich</translation>
    </message>
    <message>
        <source>happy, lively</source>
        <translation>fröhlich, lebhaft</translation>
    </message>
    <message>
        <source>lively</source>
        <translation>lebhaft</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>other</source>
        <translation>anderes</translation>
    </message>
    <message>
        <source>quiet</source>
        <translation>ruhig</translation>
    </message>
    <message>
        <source>sad</source>
        <translation>traurig</translation>
    </message>
    <message>
        <source>sad, quiet</source>
        <translation>traurig, ruhig</translation>
    </message>
    <message>
        <source>tense, lively</source>
        <translation>angespannt, lebhaft</translation>
    </message>
    <message>
        <source>{0} bpm</source>
        <translation>{0} BPM</translation>
    </message>
</context>
<context>
    <name>MapHead</name>
    <message>
        <source>&amp;Colour by</source>
        <translation>&amp;Färben nach</translation>
    </message>
    <message>
        <source>Away (−)</source>
        <translation>Weiter weg (−)</translation>
    </message>
    <message>
        <source>Choose tracks by drawing a line around them (L, or Shift and drag)</source>
        <translation>Titel auswählen, indem du sie umrandest (L oder Umschalt und ziehen)</translation>
    </message>
    <message>
        <source>Distances are only roughly right: near means alike, far says little.</source>
        <translation>Abstände stimmen nur ungefähr: Nah heißt ähnlich, fern sagt wenig.</translation>
    </message>
    <message>
        <source>Draw around tracks</source>
        <translation>Titel umranden</translation>
    </message>
    <message>
        <source>Make the map anew</source>
        <translation>Karte neu anlegen</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Nearer (+)</source>
        <translation>Näher heran (+)</translation>
    </message>
    <message>
        <source>Show all (0)</source>
        <translation>Alles zeigen (0)</translation>
    </message>
    <message>
        <source>What points are coloured by</source>
        <translation>Wonach die Punkte gefärbt sind</translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Make the map</source>
        <translation>Karte anlegen</translation>
    </message>
    <message>
        <source>Making a new map…</source>
        <translation>Eine neue Karte wird angelegt …</translation>
    </message>
    <message>
        <source>Making the map…</source>
        <translation>Karte wird angelegt …</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Opening the library…</source>
        <translation>Bibliothek wird geöffnet …</translation>
    </message>
    <message>
        <source>The map could not be made.</source>
        <translation>Die Karte konnte nicht angelegt werden.</translation>
    </message>
    <message>
        <source>The map was not made</source>
        <translation>Die Karte wurde nicht angelegt</translation>
    </message>
    <message>
        <source>There is nothing to map yet</source>
        <translation>Es gibt noch nichts zu zeigen</translation>
    </message>
    <message>
        <source>Tracks appear here as soon as they have been listened to. Add a folder with music on the Library page; it is listened to here on this computer.</source>
        <translation>Titel erscheinen hier, sobald sie angehört wurden. Füge auf der Seite „Bibliothek“ einen Ordner mit Musik hinzu; er wird hier auf diesem Computer angehört.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Try it with demo music</source>
        <translation>Mit Demo-Musik ausprobieren</translation>
    </message>
</context>
<context>
    <name>MapWords</name>
    <message>
        <source>Bringing together what is alike…</source>
        <translation>Ähnliches wird zusammengebracht …</translation>
    </message>
    <message>
        <source>Comparing each track with all others…</source>
        <translation>Jeder Titel wird mit allen anderen verglichen …</translation>
    </message>
    <message>
        <source>Finding places for new tracks…</source>
        <translation>Neue Titel bekommen ihren Platz …</translation>
    </message>
    <message>
        <source>Reading how each track sounds…</source>
        <translation>Der Klang jedes Titels wird gelesen …</translation>
    </message>
</context>
<context>
    <name>MelodyStrip</name>
    <message>
        <source>Melody</source>
        <translation>Melodie</translation>
    </message>
    <message>
        <source>{0} notes were heard</source>
        <translation>{0} Noten wurden gehört</translation>
    </message>
</context>
<context>
    <name>Microphone</name>
    <message>
        <source>Connect one, then look again.</source>
        <translation>Schließ eines an und such dann erneut.</translation>
    </message>
    <message>
        <source>It has been written to the log.</source>
        <translation>Es steht im Protokoll.</translation>
    </message>
    <message>
        <source>No microphone was found.</source>
        <translation>Kein Mikrofon gefunden.</translation>
    </message>
    <message>
        <source>The recording went wrong.</source>
        <translation>Die Aufnahme ging schief.</translation>
    </message>
    <message>
        <source>● Recording – {0}</source>
        <translation>● Aufnahme – {0}</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Download now</source>
        <translation>Jetzt herunterladen</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>Herunterladen …</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Go on…</source>
        <translation>Weiter …</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Progress of {0}</source>
        <translation>Fortschritt: {0}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>Take it off the disk? What it has made of your library stays until another model is used.</source>
        <translation>Vom Datenträger löschen? Was es aus deiner Bibliothek gemacht hat, bleibt, bis ein anderes Modell verwendet wird.</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Use none</source>
        <translation>Keins verwenden</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>{0} MB would be downloaded from {1}</source>
        <translation>{0} MB würden von {1} heruntergeladen</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>All {0} files are as they were installed.</source>
        <translation>Alle {0} Dateien sind so, wie sie installiert wurden.</translation>
    </message>
    <message>
        <source>Comparing with its hash</source>
        <translation>Prüfsumme wird verglichen</translation>
    </message>
    <message>
        <source>Converting</source>
        <translation>Wird umgewandelt</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Wird kopiert</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Wird heruntergeladen</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>In use · {0}, {1}</source>
        <translation>Aktiv · {0}, {1}</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Music and words</source>
        <translation>Musik und Wörter</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>Nicht installiert</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Trying it out</source>
        <translation>Wird ausprobiert</translation>
    </message>
    <message>
        <source>Without one, music is compared by measured sound, and words by mood and names.</source>
        <translation>Ohne ein Modell wird Musik nach gemessenem Klang verglichen und Wörter nach Stimmung und Namen.</translation>
    </message>
    <message>
        <source>Without one, pictures are read by their colours, their light and their names.</source>
        <translation>Ohne ein Modell werden Bilder nach Farben, Licht und Namen gelesen.</translation>
    </message>
    <message>
        <source>processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>{0} MB are here already</source>
        <translation>{0} MB sind schon da</translation>
    </message>
    <message>
        <source>{0} MB to download, about {1} MB of memory while in use</source>
        <translation>{0} MB Download, im Betrieb etwa {1} MB Arbeitsspeicher</translation>
    </message>
    <message>
        <source>{0} MB/s</source>
        <translation>{0} MB/s</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>noch {0}</translation>
    </message>
    <message>
        <source>{0} of {1} MB</source>
        <translation>{0} von {1} MB</translation>
    </message>
    <message>
        <source>{0}; {1} GB are free on the disk.</source>
        <translation>{0}; auf dem Datenträger sind {1} GB frei.</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Archives ({0})</source>
        <translation>Archive ({0})</translation>
    </message>
    <message>
        <source>Begin now</source>
        <translation>Jetzt beginnen</translation>
    </message>
    <message>
        <source>From a folder…</source>
        <translation>Aus einem Ordner …</translation>
    </message>
    <message>
        <source>From an archive…</source>
        <translation>Aus einem Archiv …</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren …</translation>
    </message>
    <message>
        <source>Install a model from files that you have, without the network</source>
        <translation>Ein Modell aus vorhandenen Dateien installieren, ohne Netzwerk</translation>
    </message>
    <message>
        <source>Looking through {0}…</source>
        <translation>{0} wird durchsucht …</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Models understand pictures, words and music by content. They run on this computer, and nothing of yours leaves it. Everything works without them too, by what is built in.</source>
        <translation>Modelle verstehen Bilder, Wörter und Musik nach ihrem Inhalt. Sie laufen auf diesem Computer, und nichts von dir verlässt ihn. Auch ohne sie funktioniert alles, mit dem, was eingebaut ist.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>The archive of a model</source>
        <translation>Das Archiv eines Modells</translation>
    </message>
    <message>
        <source>The folder of a model</source>
        <translation>Der Ordner eines Modells</translation>
    </message>
    <message>
        <source>{0} is ready. It has yet to go through your library, beside what is there.</source>
        <translation>{0} ist bereit. Es muss deine Bibliothek noch durchgehen, neben dem, was schon da ist.</translation>
    </message>
</context>
<context>
    <name>ModelsStep</name>
    <message>
        <source>Look at the models</source>
        <translation>Modelle ansehen</translation>
    </message>
    <message>
        <source>Shall it understand pictures by what they show?</source>
        <translation>Sollen Bilder nach dem verstanden werden, was sie zeigen?</translation>
    </message>
    <message>
        <source>Without any download, pictures are read by their colours and light, and words by mood and names. Models of some hundred megabytes understand more. The page Models tells their sizes and where they come from; nothing is downloaded unless you say so there, and it can be done at any time.</source>
        <translation>Ganz ohne Download werden Bilder nach Farben und Licht gelesen und Wörter nach Stimmung und Namen. Modelle von einigen hundert Megabyte verstehen mehr. Die Seite „Modelle“ nennt ihre Größe und Herkunft; nichts wird heruntergeladen, wenn du es dort nicht sagst, und das geht jederzeit.</translation>
    </message>
</context>
<context>
    <name>MoodChip</name>
    <message>
        <source>{0}: more or less of it</source>
        <translation>{0}: mehr oder weniger davon</translation>
    </message>
</context>
<context>
    <name>MoodPair</name>
    <message>
        <source>Moods</source>
        <translation>Stimmungen</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
</context>
<context>
    <name>MoodPlane</name>
    <message>
        <source>Click or use the arrow keys to say where it belongs</source>
        <translation>Klick oder nimm die Pfeiltasten, um zu sagen, wohin es gehört</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>bright</source>
        <translation>hell</translation>
    </message>
    <message>
        <source>brightness {0} %, energy {1} %</source>
        <translation>Helligkeit {0} %, Energie {1} %</translation>
    </message>
    <message>
        <source>calm</source>
        <translation>ruhig</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
    <message>
        <source>energetic</source>
        <translation>energisch</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Add to it</source>
        <translation>Dort hinzufügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the playlist</source>
        <translation>Name der Wiedergabeliste</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save as “{0}”</source>
        <translation>Als „{0}“ speichern</translation>
    </message>
    <message>
        <source>There is a playlist of this name.</source>
        <translation>Es gibt schon eine Wiedergabeliste mit diesem Namen.</translation>
    </message>
</context>
<context>
    <name>NavigationRail</name>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation>Einlesen</translation>
    </message>
    <message>
        <source>Indexing progress</source>
        <translation>Fortschritt beim Einlesen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Navigation</source>
        <translation>Navigation</translation>
    </message>
    <message>
        <source>No music yet</source>
        <translation>Noch keine Musik</translation>
    </message>
    <message>
        <source>Opening the library…</source>
        <translation>Bibliothek wird geöffnet …</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Ready · {0} track</source>
        <translation>Bereit · {0} Titel</translation>
    </message>
    <message>
        <source>Ready · {0} tracks</source>
        <translation>Bereit · {0} Titel</translation>
    </message>
    <message>
        <source>The library is not open</source>
        <translation>Die Bibliothek ist nicht geöffnet</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Design</translation>
    </message>
    <message>
        <source>{0} (Ctrl+{1})</source>
        <translation>{0} (Strg+{1})</translation>
    </message>
</context>
<context>
    <name>NetworkRow</name>
    <message>
        <source>Asks: {0}</source>
        <translation>Fragt: {0}</translation>
    </message>
    <message>
        <source>What is sent: {0}</source>
        <translation>Was gesendet wird: {0}</translation>
    </message>
    <message>
        <source>When: {0}</source>
        <translation>Wann: {0}</translation>
    </message>
</context>
<context>
    <name>NumberEditor</name>
    <message>
        <source> BPM</source>
        <translation> BPM</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Discover</source>
        <translation>Entdecken</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Playlists</source>
        <translation>Wiedergabelisten</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>PartBar</name>
    <message>
        <source>“{0}” in “{1}”</source>
        <translation>„{0}“ in „{1}“</translation>
    </message>
</context>
<context>
    <name>PartChip</name>
    <message>
        <source>Does not count</source>
        <translation>Zählt nicht</translation>
    </message>
    <message>
        <source>How much {0} counts</source>
        <translation>Wie stark {0} zählt</translation>
    </message>
    <message>
        <source>Less of this</source>
        <translation>Weniger davon</translation>
    </message>
    <message>
        <source>More of this</source>
        <translation>Mehr davon</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>{0} entfernen</translation>
    </message>
    <message>
        <source>What of it counts</source>
        <translation>Was daran zählt</translation>
    </message>
    <message>
        <source>What of {0} counts</source>
        <translation>Was von {0} zählt</translation>
    </message>
</context>
<context>
    <name>PartWords</name>
    <message>
        <source>By itself</source>
        <translation>Von selbst</translation>
    </message>
    <message>
        <source>Dynamics: loud and soft</source>
        <translation>Dynamik: laut und leise</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Find out by itself what this is</source>
        <translation>Von selbst herausfinden, was das ist</translation>
    </message>
    <message>
        <source>Find what sounds like this</source>
        <translation>Finden, was so klingt</translation>
    </message>
    <message>
        <source>Harmony: key and chords</source>
        <translation>Harmonie: Tonart und Akkorde</translation>
    </message>
    <message>
        <source>Hum</source>
        <translation>Summen</translation>
    </message>
    <message>
        <source>Like this playlist</source>
        <translation>Wie diese Wiedergabeliste</translation>
    </message>
    <message>
        <source>Like this track</source>
        <translation>Wie dieser Titel</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Rhythm: tempo and groove</source>
        <translation>Rhythmus: Tempo und Groove</translation>
    </message>
    <message>
        <source>Sounds alike</source>
        <translation>Klingt ähnlich</translation>
    </message>
    <message>
        <source>This is a hum: find the tune</source>
        <translation>Das ist gesummt: Melodie finden</translation>
    </message>
    <message>
        <source>This is a recording: recognise it</source>
        <translation>Das ist eine Aufnahme: erkennen</translation>
    </message>
    <message>
        <source>Timbre: instruments and voices</source>
        <translation>Klangfarbe: Instrumente und Stimmen</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>a voice alone</source>
        <translation>eine Stimme allein</translation>
    </message>
    <message>
        <source>colour and light</source>
        <translation>Farbe und Licht</translation>
    </message>
    <message>
        <source>end</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>heard as {0}</source>
        <translation>gehört als {0}</translation>
    </message>
    <message>
        <source>hum</source>
        <translation>Summen</translation>
    </message>
    <message>
        <source>melody</source>
        <translation>Melodie</translation>
    </message>
    <message>
        <source>music</source>
        <translation>Musik</translation>
    </message>
    <message>
        <source>music model</source>
        <translation>Musikmodell</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>Geräusch</translation>
    </message>
    <message>
        <source>perhaps {0}</source>
        <translation>vielleicht {0}</translation>
    </message>
    <message>
        <source>picture model</source>
        <translation>Bildmodell</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>silence</source>
        <translation>Stille</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>Klang</translation>
    </message>
    <message>
        <source>sounds alike</source>
        <translation>klingt ähnlich</translation>
    </message>
    <message>
        <source>speech</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>text model</source>
        <translation>Textmodell</translation>
    </message>
    <message>
        <source>word list</source>
        <translation>Wortliste</translation>
    </message>
</context>
<context>
    <name>PathPanel</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose both ends.</source>
        <translation>Wähle beide Enden.</translation>
    </message>
    <message>
        <source>Exported to {0}.</source>
        <translation>Nach {0} exportiert.</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>From {0} to {1}</source>
        <translation>Von {0} bis {1}</translation>
    </message>
    <message>
        <source>How many tracks the path has</source>
        <translation>Wie viele Titel der Pfad hat</translation>
    </message>
    <message>
        <source>Looking for a path…</source>
        <translation>Ein Pfad wird gesucht …</translation>
    </message>
    <message>
        <source>No path was found.</source>
        <translation>Kein Pfad gefunden.</translation>
    </message>
    <message>
        <source>Only {0} were found on this path.</source>
        <translation>Auf diesem Pfad wurden nur {0} gefunden.</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Save as a playlist…</source>
        <translation>Als Wiedergabeliste speichern …</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Tracks of the path</source>
        <translation>Titel des Pfads</translation>
    </message>
    <message>
        <source>Turn the path around</source>
        <translation>Pfad umdrehen</translation>
    </message>
    <message>
        <source>Where the path begins</source>
        <translation>Wo der Pfad beginnt</translation>
    </message>
    <message>
        <source>Where the path ends</source>
        <translation>Wo der Pfad endet</translation>
    </message>
    <message>
        <source>“{0}” is not in the library, or not analysed yet.</source>
        <translation>„{0}“ ist nicht in der Bibliothek oder noch nicht analysiert.</translation>
    </message>
</context>
<context>
    <name>PitchView</name>
    <message>
        <source>The pitch of your voice</source>
        <translation>Die Tonhöhe deiner Stimme</translation>
    </message>
</context>
<context>
    <name>Playback</name>
    <message>
        <source>More of the player: it stops at the end of this track</source>
        <translation>Mehr zum Player: Er hält am Ende dieses Titels an</translation>
    </message>
    <message>
        <source>More of the player: it stops in {0} minutes</source>
        <translation>Mehr zum Player: Er hält in {0} Minuten an</translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>Check that the file and its drive are there.</source>
        <translation>Prüf, ob die Datei und ihr Laufwerk da sind.</translation>
    </message>
    <message>
        <source>The next track follows.</source>
        <translation>Der nächste Titel folgt.</translation>
    </message>
    <message>
        <source>The output that was chosen is not there.</source>
        <translation>Die gewählte Ausgabe ist nicht da.</translation>
    </message>
    <message>
        <source>Until it comes back, the system&apos;s output is used.</source>
        <translation>Bis sie wiederkommt, wird die Ausgabe des Systems benutzt.</translation>
    </message>
    <message>
        <source>unknown reason</source>
        <translation>unbekannter Grund</translation>
    </message>
    <message>
        <source>“{0}” could not be played: {1}.</source>
        <translation>„{0}“ konnte nicht abgespielt werden: {1}.</translation>
    </message>
</context>
<context>
    <name>PlayerBar</name>
    <message>
        <source>More of the player</source>
        <translation>Mehr zum Player</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stumm schalten</translation>
    </message>
    <message>
        <source>Next track</source>
        <translation>Nächster Titel</translation>
    </message>
    <message>
        <source>No sound output found. Connect speakers.</source>
        <translation>Keine Tonausgabe gefunden. Schließ Lautsprecher an.</translation>
    </message>
    <message>
        <source>Nothing plays</source>
        <translation>Es läuft nichts</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Player</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Position in the track</source>
        <translation>Position im Titel</translation>
    </message>
    <message>
        <source>Previous track</source>
        <translation>Vorheriger Titel</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Ton einschalten</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>Volume {0} %</source>
        <translation>Lautstärke {0} %</translation>
    </message>
    <message>
        <source>What plays next</source>
        <translation>Was als Nächstes läuft</translation>
    </message>
</context>
<context>
    <name>PlayerMenu</name>
    <message>
        <source>At the end of this track</source>
        <translation>Am Ende dieses Titels</translation>
    </message>
    <message>
        <source>In {0} minutes</source>
        <translation>In {0} Minuten</translation>
    </message>
    <message>
        <source>In {0} minutes ({1} left)</source>
        <translation>In {0} Minuten (noch {1})</translation>
    </message>
    <message>
        <source>Never by itself</source>
        <translation>Nie von selbst</translation>
    </message>
    <message>
        <source>Play through</source>
        <translation>Wiedergabe über</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>Wiedergabe beenden</translation>
    </message>
    <message>
        <source>The system&apos;s output</source>
        <translation>Ausgabe des Systems</translation>
    </message>
</context>
<context>
    <name>PlaylistDialogs</name>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Export the playlist</source>
        <translation>Wiedergabeliste exportieren</translation>
    </message>
    <message>
        <source>Import playlists</source>
        <translation>Wiedergabelisten importieren</translation>
    </message>
    <message>
        <source>JSPF playlist (*.jspf)</source>
        <translation>JSPF-Wiedergabeliste (*.jspf)</translation>
    </message>
    <message>
        <source>M3U8 playlist (*.m3u8)</source>
        <translation>M3U8-Wiedergabeliste (*.m3u8)</translation>
    </message>
    <message>
        <source>Playlist</source>
        <translation>Wiedergabeliste</translation>
    </message>
    <message>
        <source>Playlists ({0})</source>
        <translation>Wiedergabelisten ({0})</translation>
    </message>
    <message>
        <source>XSPF playlist (*.xspf)</source>
        <translation>XSPF-Wiedergabeliste (*.xspf)</translation>
    </message>
</context>
<context>
    <name>PlaylistList</name>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Edit rules…</source>
        <translation>Regeln bearbeiten …</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Freeze to an ordinary playlist…</source>
        <translation>Als gewöhnliche Wiedergabeliste festhalten …</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Save to Spotify</source>
        <translation>Bei Spotify speichern</translation>
    </message>
    <message>
        <source>Saved playlists</source>
        <translation>Gespeicherte Wiedergabelisten</translation>
    </message>
</context>
<context>
    <name>PlaylistModel</name>
    <message>
        <source>fills itself</source>
        <translation>füllt sich selbst</translation>
    </message>
</context>
<context>
    <name>PlaylistSaver</name>
    <message>
        <source>It is called “{0}” now.</source>
        <translation>Sie heißt jetzt „{0}“.</translation>
    </message>
    <message>
        <source>My playlist</source>
        <translation>Meine Wiedergabeliste</translation>
    </message>
    <message>
        <source>Rename the playlist</source>
        <translation>Wiedergabeliste umbenennen</translation>
    </message>
    <message>
        <source>Save as a playlist</source>
        <translation>Als Wiedergabeliste speichern</translation>
    </message>
    <message>
        <source>There is nothing to keep yet: choose some tracks first.</source>
        <translation>Es gibt noch nichts zu speichern: Wähle zuerst Titel aus.</translation>
    </message>
    <message>
        <source>{0} added to “{1}”.</source>
        <translation>{0} zu „{1}“ hinzugefügt.</translation>
    </message>
    <message>
        <source>“{0}” holds all of that already.</source>
        <translation>„{0}“ enthält das alles schon.</translation>
    </message>
    <message>
        <source>“{0}” is among your playlists now.</source>
        <translation>„{0}“ ist jetzt unter deinen Wiedergabelisten.</translation>
    </message>
</context>
<context>
    <name>PlaylistsPage</name>
    <message>
        <source>Import…</source>
        <translation>Importieren …</translation>
    </message>
    <message>
        <source>New smart playlist…</source>
        <translation>Neue intelligente Liste …</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Playlists</source>
        <translation>Wiedergabelisten</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Saved playlists or a path</source>
        <translation>Gespeicherte Wiedergabelisten oder ein Pfad</translation>
    </message>
    <message>
        <source>{0} saved</source>
        <translation>{0} gespeichert</translation>
    </message>
</context>
<context>
    <name>PolitenessStep</name>
    <message>
        <source>Each track is listened to once, in the background, so that it can be found by a picture, a hum or words. All of that happens on this computer. It may wait while you need the computer yourself.</source>
        <translation>Jeder Titel wird einmal im Hintergrund angehört, damit er über ein Bild, ein Summen oder Wörter zu finden ist. All das geschieht auf diesem Computer. Es kann warten, solange du den Computer selbst brauchst.</translation>
    </message>
    <message>
        <source>How shall it listen?</source>
        <translation>Wie soll angehört werden?</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Make room on the disk, or see that the folder of the settings can be written.</source>
        <translation>Schaff Platz auf dem Datenträger, oder sorg dafür, dass der Ordner der Einstellungen beschreibbar ist.</translation>
    </message>
    <message>
        <source>Your choice counts, but it could not be written: {0}.</source>
        <translation>Deine Auswahl gilt, konnte aber nicht gespeichert werden: {0}.</translation>
    </message>
</context>
<context>
    <name>PrivacySection</name>
    <message>
        <source>Everything runs on this computer. This is all that the program can ask of a network; what is switched off is asked of nobody.</source>
        <translation>Alles läuft auf diesem Computer. Das hier ist alles, was das Programm im Netzwerk abfragen kann; was ausgeschaltet ist, wird nirgends abgefragt.</translation>
    </message>
    <message>
        <source>This is kept on this computer, for you alone. What you delete here is gone for good.</source>
        <translation>Das wird auf diesem Computer aufgehoben, nur für dich. Was du hier löschst, ist endgültig weg.</translation>
    </message>
    <message>
        <source>Whoever gets hold of this computer&apos;s disk can read what is kept, unless the disk, or this, is encrypted. Copies of the library are then of use on this computer alone; a backup that you write is not encrypted.</source>
        <translation>Wer an die Platte dieses Rechners kommt, kann lesen, was aufgehoben wird, wenn nicht die Platte oder dies hier verschlüsselt ist. Kopien der Bibliothek taugen dann nur auf diesem Rechner; eine Sicherung, die du schreibst, ist nicht verschlüsselt.</translation>
    </message>
</context>
<context>
    <name>ProblemsPane</name>
    <message>
        <source>Every file could be read.</source>
        <translation>Alle Dateien konnten gelesen werden.</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Try all again</source>
        <translation>Alle erneut versuchen</translation>
    </message>
    <message>
        <source>Try the selected again</source>
        <translation>Ausgewählte erneut versuchen</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>It has been written to the log.</source>
        <translation>Es steht im Protokoll.</translation>
    </message>
    <message>
        <source>Some settings could not be used.</source>
        <translation>Einige Einstellungen konnten nicht übernommen werden.</translation>
    </message>
    <message>
        <source>The library could not be opened, which is a fault of the program ({0}).</source>
        <translation>Die Bibliothek konnte nicht geöffnet werden; das ist ein Fehler des Programms ({0}).</translation>
    </message>
</context>
<context>
    <name>ProgressPanel</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Done: {0}</source>
        <translation>Fertig: {0}</translation>
    </message>
    <message>
        <source>How far indexing is</source>
        <translation>Wie weit das Einlesen ist</translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation>Einlesen</translation>
    </message>
    <message>
        <source>Indexing stopped. What is done stays.</source>
        <translation>Einlesen angehalten. Was fertig ist, bleibt.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Paused: {0}</source>
        <translation>Pausiert: {0}</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Stop indexing; what is done stays, and it can go on later</source>
        <translation>Einlesen anhalten; was fertig ist, bleibt, und es kann später weitergehen</translation>
    </message>
    <message>
        <source>Stopped. What is done stays; the rest waits.</source>
        <translation>Angehalten. Was fertig ist, bleibt; der Rest wartet.</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>{0} analysed</source>
        <translation>{0} analysiert</translation>
    </message>
    <message>
        <source>{0} changed</source>
        <translation>{0} geändert</translation>
    </message>
    <message>
        <source>{0} files/s</source>
        <translation>{0} Dateien/s</translation>
    </message>
    <message>
        <source>{0} melodies heard</source>
        <translation>{0} Melodien gehört</translation>
    </message>
    <message>
        <source>{0} moved</source>
        <translation>{0} verschoben</translation>
    </message>
    <message>
        <source>{0} new</source>
        <translation>{0} neu</translation>
    </message>
    <message>
        <source>{0} removed</source>
        <translation>{0} entfernt</translation>
    </message>
    <message>
        <source>{0} with a problem</source>
        <translation>{0} mit einem Problem</translation>
    </message>
</context>
<context>
    <name>PushMenu</name>
    <message>
        <source>Less of “{0}”</source>
        <translation>Weniger „{0}“</translation>
    </message>
    <message>
        <source>More of “{0}”</source>
        <translation>Mehr „{0}“</translation>
    </message>
    <message>
        <source>More or less of…</source>
        <translation>Mehr oder weniger …</translation>
    </message>
</context>
<context>
    <name>Pushing</name>
    <message>
        <source>Less of “{0}” ({1}).</source>
        <translation>Weniger „{0}“ ({1}).</translation>
    </message>
    <message>
        <source>More of “{0}” ({1}).</source>
        <translation>Mehr „{0}“ ({1}).</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>“{0}” counts against a track as much as anything can already.</source>
        <translation>„{0}“ zählt schon so sehr dagegen, wie es geht.</translation>
    </message>
    <message>
        <source>“{0}” counts as much as anything can already.</source>
        <translation>„{0}“ zählt schon so viel, wie es geht.</translation>
    </message>
    <message>
        <source>“{0}” does not count any more.</source>
        <translation>„{0}“ zählt nicht mehr.</translation>
    </message>
</context>
<context>
    <name>QueueDrops</name>
    <message>
        <source>1 of these tracks is not in your library.</source>
        <translation>1 dieser Titel ist nicht in deiner Bibliothek.</translation>
    </message>
    <message>
        <source>Drop music files, folders or playlists.</source>
        <translation>Zieh Musikdateien, Ordner oder Wiedergabelisten hierher.</translation>
    </message>
    <message>
        <source>There is no music in that.</source>
        <translation>Darin ist keine Musik.</translation>
    </message>
    <message>
        <source>They play, but are not found by searches.</source>
        <translation>Sie werden gespielt, aber bei Suchen nicht gefunden.</translation>
    </message>
    <message>
        <source>{0} of these tracks are not in your library.</source>
        <translation>{0} dieser Titel sind nicht in deiner Bibliothek.</translation>
    </message>
</context>
<context>
    <name>QueueHead</name>
    <message>
        <source>As listed</source>
        <translation>Wie in der Liste</translation>
    </message>
    <message>
        <source>By similarity: each track like the one before it</source>
        <translation>Nach Ähnlichkeit: jeder Titel wie der davor</translation>
    </message>
    <message>
        <source>Clear the queue</source>
        <translation>Warteschlange leeren</translation>
    </message>
    <message>
        <source>Close the queue</source>
        <translation>Die Warteschlange schließen</translation>
    </message>
    <message>
        <source>Order: as listed</source>
        <translation>Reihenfolge: wie in der Liste</translation>
    </message>
    <message>
        <source>Order: by similarity</source>
        <translation>Reihenfolge: nach Ähnlichkeit</translation>
    </message>
    <message>
        <source>Order: shuffled</source>
        <translation>Reihenfolge: gemischt</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Repeat: off</source>
        <translation>Wiederholen: aus</translation>
    </message>
    <message>
        <source>Repeat: the whole queue</source>
        <translation>Wiederholen: die ganze Warteschlange</translation>
    </message>
    <message>
        <source>Repeat: this track</source>
        <translation>Wiederholen: dieser Titel</translation>
    </message>
    <message>
        <source>Save the queue as a playlist…</source>
        <translation>Warteschlange als Wiedergabeliste speichern …</translation>
    </message>
    <message>
        <source>Shuffled</source>
        <translation>Gemischt</translation>
    </message>
    <message>
        <source>The queue is empty</source>
        <translation>Die Warteschlange ist leer</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>noch {0}</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Keep playing alike music when the queue ends</source>
        <translation>Ähnliche Musik weiterspielen, wenn die Warteschlange endet</translation>
    </message>
    <message>
        <source>Nothing more in your library is like what played.</source>
        <translation>In deiner Bibliothek gibt es nichts mehr, was dem Gespielten ähnelt.</translation>
    </message>
    <message>
        <source>Put them back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Tracks in the queue</source>
        <translation>Titel in der Warteschlange</translation>
    </message>
    <message>
        <source>What plays next</source>
        <translation>Was als Nächstes läuft</translation>
    </message>
    <message>
        <source>added by itself</source>
        <translation>von selbst hinzugefügt</translation>
    </message>
</context>
<context>
    <name>RangeField</name>
    <message>
        <source>{0} from</source>
        <translation>{0} von</translation>
    </message>
    <message>
        <source>{0} to</source>
        <translation>{0} bis</translation>
    </message>
</context>
<context>
    <name>Reception</name>
    <message>
        <source>A query takes {0} parts at most. Take one away first.</source>
        <translation>Eine Anfrage hat höchstens {0} Teile. Nimm zuerst einen weg.</translation>
    </message>
    <message>
        <source>Add to the library</source>
        <translation>Zur Bibliothek hinzufügen</translation>
    </message>
    <message>
        <source>No longer there, and left out: {0}.</source>
        <translation>Nicht mehr vorhanden und ausgelassen: {0}.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>That is a web address, and VectorBeats fetches nothing from the web. Drag the picture itself here, or copy it and paste it.</source>
        <translation>Das ist eine Webadresse, und VectorBeats holt nichts aus dem Web. Zieh das Bild selbst hierher, oder kopiere es und füge es ein.</translation>
    </message>
    <message>
        <source>“{0}” is a folder. Shall its music become part of your library?</source>
        <translation>„{0}“ ist ein Ordner. Soll seine Musik in deine Bibliothek?</translation>
    </message>
    <message>
        <source>“{0}” is neither a picture nor a piece of music nor a playlist.</source>
        <translation>„{0}“ ist weder ein Bild noch ein Musikstück noch eine Wiedergabeliste.</translation>
    </message>
    <message>
        <source>“{0}” is part of the query already.</source>
        <translation>„{0}“ ist schon Teil der Anfrage.</translation>
    </message>
</context>
<context>
    <name>Recorder</name>
    <message>
        <source>Enough to search; {0} seconds find better</source>
        <translation>Genug zum Suchen; {0} Sekunden finden besser</translation>
    </message>
    <message>
        <source>Hum at least {0} seconds</source>
        <translation>Summ mindestens {0} Sekunden</translation>
    </message>
    <message>
        <source>Listening: this ends by itself once the recording is recognised</source>
        <translation>Hört zu: endet von selbst, sobald die Aufnahme erkannt ist</translation>
    </message>
    <message>
        <source>No melody heard in this take. Record it again, a little louder or nearer.</source>
        <translation>In dieser Aufnahme war keine Melodie zu hören. Nimm noch einmal auf, etwas lauter oder näher.</translation>
    </message>
    <message>
        <source>No melody heard yet</source>
        <translation>Noch keine Melodie gehört</translation>
    </message>
    <message>
        <source>Not recognised so far; it may not be in your library</source>
        <translation>Bisher nicht erkannt; vielleicht nicht in deiner Bibliothek</translation>
    </message>
    <message>
        <source>Nothing is playing</source>
        <translation>Es läuft nichts</translation>
    </message>
    <message>
        <source>Plenty to search with; it ends by itself at {0} seconds</source>
        <translation>Reichlich zum Suchen; bei {0} Sekunden endet es von selbst</translation>
    </message>
    <message>
        <source>Stop and search whenever you like</source>
        <translation>Du kannst jederzeit stoppen und suchen</translation>
    </message>
    <message>
        <source>Too loud: move away</source>
        <translation>Zu laut: weiter weg</translation>
    </message>
    <message>
        <source>Too quiet: come closer</source>
        <translation>Zu leise: näher heran</translation>
    </message>
    <message>
        <source>What the computer is playing: {0}</source>
        <translation>Was der Computer gerade spielt: {0}</translation>
    </message>
    <message>
        <source>{0} s of melody</source>
        <translation>{0} s Melodie</translation>
    </message>
    <message>
        <source>{0} s of melody; searching takes {1}. Record it again, and a little longer.</source>
        <translation>{0} s Melodie; für die Suche braucht es {1}. Nimm noch einmal und etwas länger auf.</translation>
    </message>
    <message>
        <source>{0} s recorded</source>
        <translation>{0} s aufgenommen</translation>
    </message>
</context>
<context>
    <name>RecorderButtons</name>
    <message>
        <source>Add a second take</source>
        <translation>Zweite Aufnahme</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Discard this take and record another one (R)</source>
        <translation>Diese Aufnahme verwerfen und eine neue machen (R)</translation>
    </message>
    <message>
        <source>Keep the take as a WAV file</source>
        <translation>Aufnahme als WAV-Datei speichern</translation>
    </message>
    <message>
        <source>Keep…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>Neu aufnehmen</translation>
    </message>
    <message>
        <source>Search with all</source>
        <translation>Mit allen suchen</translation>
    </message>
    <message>
        <source>Search with both</source>
        <translation>Mit beiden suchen</translation>
    </message>
    <message>
        <source>Search with this</source>
        <translation>Damit suchen</translation>
    </message>
    <message>
        <source>Search with this one, and hum the same tune once more for a surer answer</source>
        <translation>Hiermit suchen und dieselbe Melodie noch einmal summen, für eine sicherere Antwort</translation>
    </message>
    <message>
        <source>Start (R)</source>
        <translation>Starten (R)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop (R)</source>
        <translation>Stoppen (R)</translation>
    </message>
    <message>
        <source>Stop and search</source>
        <translation>Stoppen und suchen</translation>
    </message>
    <message>
        <source>Takes of the same tune, for a surer answer</source>
        <translation>Aufnahmen derselben Melodie, für eine sicherere Antwort</translation>
    </message>
</context>
<context>
    <name>RecorderHead</name>
    <message>
        <source>Close the recorder (Esc)</source>
        <translation>Aufnahme schließen (Esc)</translation>
    </message>
    <message>
        <source>Ending the recording…</source>
        <translation>Aufnahme wird beendet …</translation>
    </message>
    <message>
        <source>Hum a tune</source>
        <translation>Melodie summen</translation>
    </message>
    <message>
        <source>Opening the microphone…</source>
        <translation>Mikrofon wird geöffnet …</translation>
    </message>
    <message>
        <source>Recording {0}</source>
        <translation>Aufnahme {0}</translation>
    </message>
    <message>
        <source>What is playing?</source>
        <translation>Was läuft da?</translation>
    </message>
    <message>
        <source>Your take</source>
        <translation>Deine Aufnahme</translation>
    </message>
</context>
<context>
    <name>RecorderMeters</name>
    <message>
        <source>{0} s of melody</source>
        <translation>{0} s Melodie</translation>
    </message>
</context>
<context>
    <name>RecorderPanel</name>
    <message>
        <source>Hum, sing “la la” or whistle a few seconds of the tune, from any place in it.</source>
        <translation>Summ, sing „la la“ oder pfeif ein paar Sekunden der Melodie, von einer beliebigen Stelle.</translation>
    </message>
    <message>
        <source>Play the music you want to know, and record a few seconds of it.</source>
        <translation>Spiel die Musik ab, die du erkennen möchtest, und nimm ein paar Sekunden davon auf.</translation>
    </message>
    <message>
        <source>Play the take</source>
        <translation>Aufnahme abspielen</translation>
    </message>
    <message>
        <source>Recorder</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>Wiedergabe anhalten</translation>
    </message>
</context>
<context>
    <name>ResultsMenu</name>
    <message>
        <source>Compare (choose two results)</source>
        <translation>Vergleichen (zwei Ergebnisse wählen)</translation>
    </message>
    <message>
        <source>Compare the two</source>
        <translation>Beide vergleichen</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>Weniger davon</translation>
    </message>
    <message>
        <source>No rating</source>
        <translation>Keine Bewertung</translation>
    </message>
    <message>
        <source>Not this one</source>
        <translation>Das nicht</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>That’s it</source>
        <translation>Das ist es</translation>
    </message>
    <message>
        <source>That’s it: remember this hum for it</source>
        <translation>Das ist es: dieses Summen dafür merken</translation>
    </message>
    <message>
        <source>Why this one?</source>
        <translation>Warum dieser Titel?</translation>
    </message>
    <message>
        <source>{0} of {1} stars</source>
        <translation>{0} von {1} Sternen</translation>
    </message>
</context>
<context>
    <name>ResultsModel</name>
    <message>
        <source>plays now</source>
        <translation>läuft gerade</translation>
    </message>
    <message>
        <source>remembered as what you hummed</source>
        <translation>gemerkt als das, was du gesummt hast</translation>
    </message>
    <message>
        <source>what you looked for, as you said</source>
        <translation>von dir als gesucht bestätigt</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
</context>
<context>
    <name>RowDelegate</name>
    <message>
        <source>That’s it</source>
        <translation>Das ist es</translation>
    </message>
</context>
<context>
    <name>RuleRow</name>
    <message>
        <source>Remove rule {0}</source>
        <translation>Regel {0} entfernen</translation>
    </message>
    <message>
        <source>Rule {0}: comparison</source>
        <translation>Regel {0}: Vergleich</translation>
    </message>
    <message>
        <source>Rule {0}: field</source>
        <translation>Regel {0}: Feld</translation>
    </message>
    <message>
        <source>Rule {0}: value</source>
        <translation>Regel {0}: Wert</translation>
    </message>
</context>
<context>
    <name>RuleRows</name>
    <message>
        <source>Add a rule</source>
        <translation>Regel hinzufügen</translation>
    </message>
</context>
<context>
    <name>Rules</name>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>All tracks</source>
        <translation>Alle Titel</translation>
    </message>
    <message>
        <source>At random</source>
        <translation>Zufällig</translation>
    </message>
    <message>
        <source>Best match first</source>
        <translation>Beste Treffer zuerst</translation>
    </message>
    <message>
        <source>Best rated first</source>
        <translation>Beste Bewertung zuerst</translation>
    </message>
    <message>
        <source>By album</source>
        <translation>Nach Album</translation>
    </message>
    <message>
        <source>By artist</source>
        <translation>Nach Interpret</translation>
    </message>
    <message>
        <source>By title</source>
        <translation>Nach Titel</translation>
    </message>
    <message>
        <source>Calm to lively</source>
        <translation>Ruhig bis lebhaft</translation>
    </message>
    <message>
        <source>Feeling</source>
        <translation>Gefühl</translation>
    </message>
    <message>
        <source>Latest year first</source>
        <translation>Neuestes Jahr zuerst</translation>
    </message>
    <message>
        <source>Newest in the library first</source>
        <translation>Neu in der Bibliothek zuerst</translation>
    </message>
    <message>
        <source>Not this one</source>
        <translation>Das nicht</translation>
    </message>
    <message>
        <source>Oldest in the library first</source>
        <translation>Am längsten in der Bibliothek zuerst</translation>
    </message>
    <message>
        <source>Playlist</source>
        <translation>Wiedergabeliste</translation>
    </message>
    <message>
        <source>Search “{0}”</source>
        <translation>Suche „{0}“</translation>
    </message>
    <message>
        <source>Slow to fast</source>
        <translation>Langsam bis schnell</translation>
    </message>
    <message>
        <source>That’s it</source>
        <translation>Das ist es</translation>
    </message>
    <message>
        <source>What you said</source>
        <translation>Dein Urteil</translation>
    </message>
    <message>
        <source>at most {0}</source>
        <translation>höchstens {0}</translation>
    </message>
    <message>
        <source>begins with</source>
        <translation>beginnt mit</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>enthält</translation>
    </message>
    <message>
        <source>does not contain</source>
        <translation>enthält nicht</translation>
    </message>
    <message>
        <source>in the last</source>
        <translation>in den letzten</translation>
    </message>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>ist mindestens</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>ist höchstens</translation>
    </message>
    <message>
        <source>is between</source>
        <translation>liegt zwischen</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>ist nicht</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>not in the last</source>
        <translation>nicht in den letzten</translation>
    </message>
    <message>
        <source>since</source>
        <translation>seit</translation>
    </message>
    <message>
        <source>until</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>{0} (no longer there)</source>
        <translation>{0} (nicht mehr da)</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0} Tagen</translation>
    </message>
</context>
<context>
    <name>SaidDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Let this count a little for other searches, too</source>
        <translation>Soll ein wenig auch für andere Suchen zählen</translation>
    </message>
    <message>
        <source>Not {0}, for {1}</source>
        <translation>{0} nicht, für {1}</translation>
    </message>
    <message>
        <source>Nothing so far. Say “That’s it” or “Not this one” of a result.</source>
        <translation>Bisher nichts. Sag bei einem Ergebnis „Das ist es“ oder „Das nicht“.</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>That’s it: {0}, for {1}</source>
        <translation>Das ist es: {0}, für {1}</translation>
    </message>
    <message>
        <source>What you said of results</source>
        <translation>Was du zu Ergebnissen gesagt hast</translation>
    </message>
    <message>
        <source>a track that is gone</source>
        <translation>ein Titel, den es nicht mehr gibt</translation>
    </message>
</context>
<context>
    <name>SavedPane</name>
    <message>
        <source>1 more is not in the library now</source>
        <translation>1 weiterer ist gerade nicht in der Bibliothek</translation>
    </message>
    <message>
        <source>A smart playlist fills itself: edit its rules, or freeze it to change it by hand.</source>
        <translation>Eine intelligente Liste füllt sich selbst: Bearbeite ihre Regeln, oder halte sie fest, um sie von Hand zu ändern.</translation>
    </message>
    <message>
        <source>Being filled…</source>
        <translation>Wird gefüllt …</translation>
    </message>
    <message>
        <source>Delete the playlist</source>
        <translation>Wiedergabeliste löschen</translation>
    </message>
    <message>
        <source>Exported to {0}.</source>
        <translation>Nach {0} exportiert.</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Import a playlist…</source>
        <translation>Wiedergabeliste importieren …</translation>
    </message>
    <message>
        <source>Keep what you found: save the results of a search, the queue, a path, or tracks of the library from their menu. Playlists of other players can be imported or dropped here. A smart playlist fills itself by rules.</source>
        <translation>Behalte, was du gefunden hast: Speichere Suchergebnisse, die Warteschlange, einen Pfad oder Titel der Bibliothek über ihr Menü. Wiedergabelisten anderer Player kannst du importieren oder hier ablegen. Eine intelligente Liste füllt sich selbst nach Regeln.</translation>
    </message>
    <message>
        <source>New smart playlist…</source>
        <translation>Neue intelligente Liste …</translation>
    </message>
    <message>
        <source>No playlists yet</source>
        <translation>Noch keine Wiedergabelisten</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Some of its tracks are not in the library now. Its order can be changed when they are back.</source>
        <translation>Einige der Titel sind gerade nicht in der Bibliothek. Die Reihenfolge lässt sich ändern, wenn sie wieder da sind.</translation>
    </message>
    <message>
        <source>Tracks of {0}</source>
        <translation>Titel von {0}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>{0} more are not in the library now</source>
        <translation>{0} weitere sind gerade nicht in der Bibliothek</translation>
    </message>
    <message>
        <source>{0} of them are not in the library: add their folder to play them.</source>
        <translation>{0} davon sind nicht in der Bibliothek: Füge ihren Ordner hinzu, um sie abzuspielen.</translation>
    </message>
    <message>
        <source>“{0}” was deleted. Its music stays.</source>
        <translation>„{0}“ wurde gelöscht. Die Musik bleibt.</translation>
    </message>
    <message>
        <source>“{0}” was imported with {1}.</source>
        <translation>„{0}“ wurde mit {1} importiert.</translation>
    </message>
</context>
<context>
    <name>ScopeHead</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Play all</source>
        <translation>Alles abspielen</translation>
    </message>
    <message>
        <source>Save as a playlist…</source>
        <translation>Als Wiedergabeliste speichern …</translation>
    </message>
</context>
<context>
    <name>SearchesButton</name>
    <message>
        <source>Clear earlier searches</source>
        <translation>Frühere Suchen löschen</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Earlier and saved searches (Ctrl+H)</source>
        <translation>Frühere und gespeicherte Suchen (Strg+H)</translation>
    </message>
    <message>
        <source>Earlier searches are forgotten.</source>
        <translation>Frühere Suchen sind vergessen.</translation>
    </message>
    <message>
        <source>Forget a saved search</source>
        <translation>Gespeicherte Suche vergessen</translation>
    </message>
    <message>
        <source>Its name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Make a smart playlist of</source>
        <translation>Intelligente Liste machen aus</translation>
    </message>
    <message>
        <source>Nothing was searched for yet</source>
        <translation>Noch wurde nichts gesucht</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Save this search</source>
        <translation>Suche speichern</translation>
    </message>
    <message>
        <source>Save this search…</source>
        <translation>Suche speichern …</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Saved as “{0}”.</source>
        <translation>Als „{0}“ gespeichert.</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>There is a saved search named “{0}” already.</source>
        <translation>Es gibt schon eine gespeicherte Suche namens „{0}“.</translation>
    </message>
    <message>
        <source>What you said of results…</source>
        <translation>Was du zu Ergebnissen gesagt hast …</translation>
    </message>
    <message>
        <source>“{0}” is among your playlists now, and fills itself by this search.</source>
        <translation>„{0}“ ist jetzt unter deinen Wiedergabelisten und füllt sich durch diese Suche.</translation>
    </message>
    <message>
        <source>“{0}” is forgotten.</source>
        <translation>„{0}“ ist vergessen.</translation>
    </message>
</context>
<context>
    <name>SetUp</name>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Check the server</source>
        <translation>Den Server prüfen</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Syncing and searching</source>
        <translation>Abgleichen und Suchen</translation>
    </message>
    <message>
        <source>What is shared</source>
        <translation>Was geteilt wird</translation>
    </message>
    <message>
        <source>Whoever runs the server tells address and key. One of your own is started by a line: see the manual.</source>
        <translation>Adresse und Schlüssel nennen dir die, die den Server betreiben. Einen eigenen startet eine Zeile: siehe Handbuch.</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Back to the default: {0}</source>
        <translation>Zurück zum Standard: {0}</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Address of a Qdrant server, like https://music.example:6333</source>
        <translation>Adresse eines Qdrant-Servers, etwa https://music.example:6333</translation>
    </message>
    <message>
        <source>Address of a mirror of the models&apos; hub; empty means the hub itself</source>
        <translation>Adresse eines Spiegelservers für Modelle; leer heißt die ursprüngliche Quelle</translation>
    </message>
    <message>
        <source>Address of a proxy for downloads; empty means the system&apos;s</source>
        <translation>Adresse eines Proxys für Downloads; leer heißt der des Systems</translation>
    </message>
    <message>
        <source>After so long without work, models and the vector store give their memory back</source>
        <translation>Nach so langer Zeit ohne Arbeit geben Modelle und Vektorspeicher ihren Arbeitsspeicher frei</translation>
    </message>
    <message>
        <source>Album by album</source>
        <translation>Album für Album</translation>
    </message>
    <message>
        <source>Allow http to other computers: anybody on the way can read all of it</source>
        <translation>http zu anderen Computern erlauben: Unterwegs kann jeder alles mitlesen</translation>
    </message>
    <message>
        <source>Analyse only in the hours below</source>
        <translation>Nur in den Stunden unten analysieren</translation>
    </message>
    <message>
        <source>Analysing music</source>
        <translation>Musik analysieren</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Ask before removing, when a larger share of a folder is gone</source>
        <translation>Vor dem Entfernen nachfragen, wenn ein größerer Teil eines Ordners fehlt</translation>
    </message>
    <message>
        <source>Ask the remote catalogue as well when you search: what is looked for leaves as numbers, never as words, pictures or recordings</source>
        <translation>Beim Suchen auch den gemeinsamen Katalog fragen: Was gesucht wird, geht als Zahlen hinaus, nie als Wörter, Bilder oder Aufnahmen</translation>
    </message>
    <message>
        <source>Ask when files are gone</source>
        <translation>Nachfragen, wenn Dateien fehlen</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Choose a file: {0}</source>
        <translation>Eine Datei wählen: {0}</translation>
    </message>
    <message>
        <source>Choose a folder: {0}</source>
        <translation>Ordner auswählen: {0}</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>Client ID of an app of your own: developer.spotify.com/dashboard</source>
        <translation>Client-ID einer eigenen App: developer.spotify.com/dashboard</translation>
    </message>
    <message>
        <source>Copies by themselves</source>
        <translation>Kopien von selbst</translation>
    </message>
    <message>
        <source>Copies of the library</source>
        <translation>Kopien der Bibliothek</translation>
    </message>
    <message>
        <source>Cores for analysing</source>
        <translation>Kerne zum Analysieren</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Download models</source>
        <translation>Modelle herunterladen</translation>
    </message>
    <message>
        <source>Downloading models</source>
        <translation>Modelle herunterladen</translation>
    </message>
    <message>
        <source>Each “That’s it” and “Not this one”, with the search it was about.</source>
        <translation>Jedes „Das ist es“ und „Das nicht“ mit der Suche, zu der es gehört.</translation>
    </message>
    <message>
        <source>Encrypt searches, hums, what you said of results, and files of saved searches; the key is in the system&apos;s keyring</source>
        <translation>Suchen, Gesummtes, was du zu Treffern sagtest, und Dateien gespeicherter Suchen verschlüsseln; der Schlüssel liegt im Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>Encrypt what is kept of you</source>
        <translation>Aufgehobenes verschlüsseln</translation>
    </message>
    <message>
        <source>Even loudness</source>
        <translation>Gleiche Lautstärke</translation>
    </message>
    <message>
        <source>File (PEM) with the certificate of an authority of your own; empty means the system&apos;s</source>
        <translation>Datei (PEM) mit dem Zertifikat einer eigenen Zertifizierungsstelle; leer heißt, die des Systems</translation>
    </message>
    <message>
        <source>File of figures</source>
        <translation>Datei mit Zahlen</translation>
    </message>
    <message>
        <source>Folders on a network share do not tell of changes</source>
        <translation>Netzwerkordner melden Änderungen nicht von selbst</translation>
    </message>
    <message>
        <source>Follow links to other folders while scanning</source>
        <translation>Beim Durchsuchen Verknüpfungen zu anderen Ordnern folgen</translation>
    </message>
    <message>
        <source>Give a file up after</source>
        <translation>Eine Datei aufgeben nach</translation>
    </message>
    <message>
        <source>Give memory back after</source>
        <translation>Arbeitsspeicher freigeben nach</translation>
    </message>
    <message>
        <source>Graphics card (CUDA)</source>
        <translation>Grafikkarte (CUDA)</translation>
    </message>
    <message>
        <source>Graphics chip (Apple)</source>
        <translation>Grafikchip (Apple)</translation>
    </message>
    <message>
        <source>How large letters, buttons and pictures are</source>
        <translation>Wie groß Schrift, Schaltflächen und Bilder sind</translation>
    </message>
    <message>
        <source>How often the figures are written</source>
        <translation>Wie oft die Zahlen geschrieben werden</translation>
    </message>
    <message>
        <source>How often to look for what others say, while it syncs by itself</source>
        <translation>Wie oft nachgesehen wird, was andere sagen, solange von selbst abgeglichen wird</translation>
    </message>
    <message>
        <source>How the server is spoken to; what lies between may let only HTTP through</source>
        <translation>Wie mit dem Server gesprochen wird; was dazwischen liegt, lässt vielleicht nur HTTP durch</translation>
    </message>
    <message>
        <source>Hums you confirmed</source>
        <translation>Bestätigte Summ-Aufnahmen</translation>
    </message>
    <message>
        <source>Keep a copy of the catalogue of each day on which something changed</source>
        <translation>Von jedem Tag, an dem sich etwas geändert hat, eine Kopie des Katalogs aufheben</translation>
    </message>
    <message>
        <source>Keep playing</source>
        <translation>Weiterspielen</translation>
    </message>
    <message>
        <source>Keep playing alike music when the queue ends</source>
        <translation>Ähnliche Musik weiterspielen, wenn die Warteschlange endet</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Learn from what you say</source>
        <translation>Aus deinen Urteilen lernen</translation>
    </message>
    <message>
        <source>Let “not this one” and “that&apos;s it” count for other queries too</source>
        <translation>„Das nicht“ und „Das ist es“ auch für andere Anfragen zählen lassen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Light, dark, or as the system has it</source>
        <translation>Hell, dunkel oder wie das System</translation>
    </message>
    <message>
        <source>Links to other folders</source>
        <translation>Verknüpfungen zu anderen Ordnern</translation>
    </message>
    <message>
        <source>Look at network folders every</source>
        <translation>Netzwerkordner prüfen alle</translation>
    </message>
    <message>
        <source>Look for news every</source>
        <translation>Nach Neuem sehen alle</translation>
    </message>
    <message>
        <source>Loudness taken from</source>
        <translation>Lautheit nach</translation>
    </message>
    <message>
        <source>Made by themselves, by you, and before something was restored. Each holds all that was kept when it was made.</source>
        <translation>Von selbst, auf Wunsch und vor einem Wiederherstellen gemacht. Jede enthält alles, was damals aufgehoben war.</translation>
    </message>
    <message>
        <source>Memory of a process</source>
        <translation>Arbeitsspeicher eines Prozesses</translation>
    </message>
    <message>
        <source>Memory that one analysing process may take</source>
        <translation>Arbeitsspeicher, den ein Analyseprozess belegen darf</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Spiegelserver</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Models may be downloaded, each after you said so</source>
        <translation>Modelle dürfen heruntergeladen werden, jedes erst nach deiner Zustimmung</translation>
    </message>
    <message>
        <source>Monitoring</source>
        <translation>Überwachung</translation>
    </message>
    <message>
        <source>Most results of a search</source>
        <translation>Höchstzahl der Ergebnisse einer Suche</translation>
    </message>
    <message>
        <source>Nothing moves by itself in the window</source>
        <translation>Im Fenster bewegt sich nichts von selbst</translation>
    </message>
    <message>
        <source>Of so many days the copy of each day is kept</source>
        <translation>Von so vielen Tagen wird die Kopie jedes Tages aufgehoben</translation>
    </message>
    <message>
        <source>Of so many weeks before, one copy a week is kept</source>
        <translation>Von so vielen Wochen davor wird eine Kopie je Woche aufgehoben</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Only at night</source>
        <translation>Nur nachts</translation>
    </message>
    <message>
        <source>Only when you have clicked “Download” and then “Download now” for a model, or typed “--yes”.</source>
        <translation>Nur wenn du bei einem Modell auf „Herunterladen“ und dann auf „Jetzt herunterladen“ geklickt oder „--yes“ eingegeben hast.</translation>
    </message>
    <message>
        <source>Own certificate authority</source>
        <translation>Eigene Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Pause on battery</source>
        <translation>Im Akkubetrieb pausieren</translation>
    </message>
    <message>
        <source>Pause while music plays</source>
        <translation>Pausieren, solange Musik läuft</translation>
    </message>
    <message>
        <source>Pause while music plays in this window</source>
        <translation>Pausieren, solange in diesem Fenster Musik läuft</translation>
    </message>
    <message>
        <source>Pause while other programs need more than half of the processor</source>
        <translation>Pausieren, solange andere Programme mehr als die Hälfte des Prozessors brauchen</translation>
    </message>
    <message>
        <source>Pause while the computer is busy</source>
        <translation>Pausieren, solange der Computer ausgelastet ist</translation>
    </message>
    <message>
        <source>Pause while the computer runs on its battery</source>
        <translation>Pausieren, solange der Computer im Akkubetrieb läuft</translation>
    </message>
    <message>
        <source>Pictures you searched with</source>
        <translation>Bilder, mit denen du gesucht hast</translation>
    </message>
    <message>
        <source>Places heard in a track</source>
        <translation>Gehörte Stellen pro Titel</translation>
    </message>
    <message>
        <source>Places of a track, ten seconds each, that the sound model hears</source>
        <translation>Stellen eines Titels zu je zehn Sekunden, die das Klangmodell hört</translation>
    </message>
    <message>
        <source>Play loud tracks, or albums, more quietly, so that all are about as loud; quiet ones cannot be made louder</source>
        <translation>Laute Titel oder Alben leiser spielen, damit alle etwa gleich laut sind; leise lassen sich nicht lauter machen</translation>
    </message>
    <message>
        <source>Player</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Port for gRPC</source>
        <translation>Port für gRPC</translation>
    </message>
    <message>
        <source>Port for signing in</source>
        <translation>Port für die Anmeldung</translation>
    </message>
    <message>
        <source>Prefix of collections</source>
        <translation>Präfix der Sammlungen</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>Processes that analyse music; 0 means one for each core</source>
        <translation>Prozesse, die Musik analysieren; 0 heißt einer pro Kern</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Processor threads of a model; 0 lets it choose</source>
        <translation>Prozessor-Threads eines Modells; 0 überlässt ihm die Wahl</translation>
    </message>
    <message>
        <source>Processor time after which a file is given up</source>
        <translation>Prozessorzeit, nach der eine Datei aufgegeben wird</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Recorder</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Recordings and pictures of earlier runs</source>
        <translation>Aufnahmen und Bilder früherer Sitzungen</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Remember searches</source>
        <translation>Suchen merken</translation>
    </message>
    <message>
        <source>Remember what was searched for</source>
        <translation>Merken, wonach gesucht wurde</translation>
    </message>
    <message>
        <source>Remote catalogue</source>
        <translation>Gemeinsamer Katalog</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Results by one artist</source>
        <translation>Ergebnisse pro Interpret</translation>
    </message>
    <message>
        <source>Results by one artist in each twenty</source>
        <translation>Ergebnisse eines Interpreten in je zwanzig</translation>
    </message>
    <message>
        <source>Results of one album</source>
        <translation>Ergebnisse pro Album</translation>
    </message>
    <message>
        <source>Results of one album in each twenty</source>
        <translation>Ergebnisse eines Albums in je zwanzig</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Search the remote catalogue</source>
        <translation>Im gemeinsamen Katalog suchen</translation>
    </message>
    <message>
        <source>Searches you made</source>
        <translation>Deine Suchen</translation>
    </message>
    <message>
        <source>Searches you saved</source>
        <translation>Gespeicherte Suchen</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Share artist, album, title and genre, as your files tell them</source>
        <translation>Künstler, Album, Titel und Genre teilen, wie sie in deinen Dateien stehen</translation>
    </message>
    <message>
        <source>Share melodies</source>
        <translation>Melodien teilen</translation>
    </message>
    <message>
        <source>Share melodies and fingerprints, by which music is recognised</source>
        <translation>Melodien und Fingerabdrücke teilen, an denen Musik erkannt wird</translation>
    </message>
    <message>
        <source>Share names</source>
        <translation>Namen teilen</translation>
    </message>
    <message>
        <source>Share sounds</source>
        <translation>Klänge teilen</translation>
    </message>
    <message>
        <source>Share stars, and the moods and tempos that you put right</source>
        <translation>Sterne teilen, und Stimmungen und Tempi, die du berichtigt hast</translation>
    </message>
    <message>
        <source>Share what music sounds like, as numbers</source>
        <translation>Teilen, wie Musik klingt, als Zahlen</translation>
    </message>
    <message>
        <source>Share what you say</source>
        <translation>Teilen, was du sagst</translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation>Größe von allem</translation>
    </message>
    <message>
        <source>Spotify</source>
        <translation>Spotify</translation>
    </message>
    <message>
        <source>Spotify may be asked for tracks of yours, as you say so</source>
        <translation>Spotify darf nach deinen Stücken gefragt werden, wenn du es sagst</translation>
    </message>
    <message>
        <source>Stars, and moods and tempos that were put right, with when that was; also of music that is not here now, and what waits to be told to the remote catalogue. What was shared stays there, and comes back with a sync.</source>
        <translation>Sterne und berichtigte Stimmungen und Tempos, mit ihrem Zeitpunkt; auch von Musik, die gerade nicht da ist, und was noch an den entfernten Katalog gehen soll. Was geteilt wurde, bleibt dort und kommt beim Abgleich zurück.</translation>
    </message>
    <message>
        <source>Stay in the tray</source>
        <translation>Im Infobereich bleiben</translation>
    </message>
    <message>
        <source>Stay in the tray, where the desktop has one, when the window is closed</source>
        <translation>Wenn das Fenster geschlossen wird, im Infobereich bleiben, wo der Desktop einen hat</translation>
    </message>
    <message>
        <source>Sync by itself</source>
        <translation>Von selbst abgleichen</translation>
    </message>
    <message>
        <source>Sync soon after changes and every so often, with a server you agreed to</source>
        <translation>Bald nach Änderungen und ab und zu abgleichen, mit einem Server, dem du zugestimmt hast</translation>
    </message>
    <message>
        <source>Takes and dropped pictures go when the window closes. These were left behind when it ended by a crash.</source>
        <translation>Aufnahmen und abgelegte Bilder verschwinden, wenn das Fenster schließt. Diese blieben nach einem Absturz zurück.</translation>
    </message>
    <message>
        <source>Takes effect after a restart</source>
        <translation>Gilt nach einem Neustart</translation>
    </message>
    <message>
        <source>Takes effect with the next indexing run</source>
        <translation>Gilt ab dem nächsten Einlesen</translation>
    </message>
    <message>
        <source>Tell of each track that begins while the window is not in front</source>
        <translation>Jeden Titel melden, der beginnt, während das Fenster nicht vorne ist</translation>
    </message>
    <message>
        <source>Tell what plays</source>
        <translation>Melden, was läuft</translation>
    </message>
    <message>
        <source>The file&apos;s tags</source>
        <translation>Den Tags der Datei</translation>
    </message>
    <message>
        <source>The night begins at</source>
        <translation>Die Nacht beginnt um</translation>
    </message>
    <message>
        <source>The night ends at</source>
        <translation>Die Nacht endet um</translation>
    </message>
    <message>
        <source>Their tunes, so that a track is found sooner the next time. The recordings themselves are not kept.</source>
        <translation>Ihre Melodien, damit ein Titel beim nächsten Mal schneller gefunden wird. Die Aufnahmen selbst werden nicht aufgehoben.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Design</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Track by track</source>
        <translation>Titel für Titel</translation>
    </message>
    <message>
        <source>Understand sentences</source>
        <translation>Sätze verstehen</translation>
    </message>
    <message>
        <source>Understand sentences with the text model, when it is installed</source>
        <translation>Sätze mit dem Textmodell verstehen, wenn es installiert ist</translation>
    </message>
    <message>
        <source>Weeks</source>
        <translation>Wochen</translation>
    </message>
    <message>
        <source>What Spotify said</source>
        <translation>Was Spotify sagte</translation>
    </message>
    <message>
        <source>What tells how loud music is: its ReplayGain tags, where it has some, or only what was measured here</source>
        <translation>Was sagt, wie laut Musik ist: ihre ReplayGain-Tags, wo sie welche hat, oder nur, was hier gemessen wurde</translation>
    </message>
    <message>
        <source>What the names of the server&apos;s collections begin with</source>
        <translation>Womit die Namen der Sammlungen auf dem Server beginnen</translation>
    </message>
    <message>
        <source>What the program has done</source>
        <translation>Was das Programm getan hat</translation>
    </message>
    <message>
        <source>What the window speaks</source>
        <translation>Was das Fenster spricht</translation>
    </message>
    <message>
        <source>What was asked, the last two hundred times: words, and where pictures and sounds lie.</source>
        <translation>Die letzten zweihundert Anfragen: Wörter, und wo Bilder und Klänge liegen.</translation>
    </message>
    <message>
        <source>What was computed may be shared with others, after you said so</source>
        <translation>Was berechnet wurde, darf mit anderen geteilt werden, wenn du zugestimmt hast</translation>
    </message>
    <message>
        <source>What was measured</source>
        <translation>Der Messung</translation>
    </message>
    <message>
        <source>What was read of them, as numbers. The pictures themselves, their names and places are not kept.</source>
        <translation>Was aus ihnen gelesen wurde, als Zahlen. Die Bilder selbst, ihre Namen und Orte werden nicht aufgehoben.</translation>
    </message>
    <message>
        <source>What you chose to share of each track: its sound as numbers, its melody and fingerprint, its names, what you said of it; and a hash of its audio. As you search, what is looked for, as numbers. Never music, paths, names of files or people, pictures, recordings, or the words of a search.</source>
        <translation>Was du von jedem Titel teilst: seinen Klang als Zahlen, Melodie und Fingerabdruck, seine Namen, was du dazu gesagt hast; und eine Prüfsumme des Tons. Beim Suchen das, was gesucht wird, als Zahlen. Nie Musik, Pfade, Namen von Dateien oder Menschen, Bilder, Aufnahmen oder die Wörter einer Suche.</translation>
    </message>
    <message>
        <source>What you said of tracks</source>
        <translation>Was über Titel gesagt wurde</translation>
    </message>
    <message>
        <source>When a server is set: as you sync, by itself once you agreed and as long as that is on; before new music is analysed, to ask whether that was done; and as you search, if you chose that.</source>
        <translation>Wenn ein Server eingetragen ist: wenn du abgleichst, von selbst, sobald du zugestimmt hast und solange das eingeschaltet ist; bevor neue Musik analysiert wird, um zu fragen, ob das schon geschehen ist; und beim Suchen, wenn du das gewählt hast.</translation>
    </message>
    <message>
        <source>Write figures every</source>
        <translation>Zahlen schreiben alle</translation>
    </message>
    <message>
        <source>What you said of results</source>
        <translation>Was du zu Ergebnissen gesagt hast</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
    <message>
        <source> weeks</source>
        <translation> Wochen</translation>
    </message>
    <message>
        <source>Artist and title of the tracks you ask for, or their ISRC; which cover is shown where a file has none; names of the playlists you save; and who is signed in. Never music, paths, names of files, recordings or searches.</source>
        <translation>Interpret und Titel der Stücke, nach denen du fragst, oder deren ISRC; welches Cover gezeigt wird, wo eine Datei keines hat; Namen der Wiedergabelisten, die du speicherst; und wer angemeldet ist. Nie Musik, Pfade, Dateinamen, Aufnahmen oder Suchen.</translation>
    </message>
    <message>
        <source>Indexing runs, what went wrong with which file, how long searches took, and counts of all that; without what was searched for.</source>
        <translation>Läufe des Einlesens, was mit welcher Datei schiefging, wie lange Suchen dauerten, und Zählungen von alledem; ohne, wonach gesucht wurde.</translation>
    </message>
    <message>
        <source>Of tracks you asked for: for a day what it said, and covers; for a month which track is which.</source>
        <translation>Über erfragte Titel: einen Tag lang, was es sagte, und Cover; einen Monat lang, welcher Titel welcher ist.</translation>
    </message>
    <message>
        <source>When the hours for analysing begin</source>
        <translation>Wann die Stunden zum Analysieren beginnen</translation>
    </message>
    <message>
        <source>When they end</source>
        <translation>Wann sie enden</translation>
    </message>
    <message>
        <source>When you sign in, ask for a track there, or save a playlist there.</source>
        <translation>Wenn du dich anmeldest, dort nach einem Stück fragst oder dort eine Wiedergabeliste speicherst.</translation>
    </message>
    <message>
        <source>Where hums are recorded from; empty means the system&apos;s default microphone</source>
        <translation>Womit Summen aufgenommen wird; leer heißt das Standardmikrofon des Systems</translation>
    </message>
    <message>
        <source>Where models run; auto takes the graphics card where it can</source>
        <translation>Wo Modelle laufen; „Automatisch“ nimmt die Grafikkarte, wo es geht</translation>
    </message>
    <message>
        <source>Where on this computer Spotify&apos;s page comes back to after signing in; the app&apos;s redirect URI has it too</source>
        <translation>Wohin auf diesem Rechner die Seite von Spotify nach der Anmeldung zurückkehrt; er steht auch in der Redirect-URI der App</translation>
    </message>
    <message>
        <source>Where the server listens for gRPC</source>
        <translation>Wo der Server auf gRPC hört</translation>
    </message>
    <message>
        <source>Where to write figures for a monitor, such as Prometheus&apos; textfile collector, which reads names that end in .prom; empty means nowhere</source>
        <translation>Wohin Zahlen für eine Überwachung geschrieben werden, etwa den Textfile-Collector von Prometheus, der Namen liest, die auf .prom enden; leer heißt nirgendwohin</translation>
    </message>
    <message>
        <source>Which model and which of its files are wanted, and, as with any connection, this computer&apos;s address. Nothing of your music, your pictures, your recordings or your searches.</source>
        <translation>Welches Modell und welche seiner Dateien gewünscht sind und, wie bei jeder Verbindung, die Adresse dieses Computers. Nichts von deiner Musik, deinen Bildern, deinen Aufnahmen oder deinen Suchen.</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>With copies of the pictures and sounds of theirs that had no lasting place.</source>
        <translation>Mit Kopien ihrer Bilder und Klänge, die keinen dauerhaften Ort hatten.</translation>
    </message>
    <message>
        <source>Without encryption</source>
        <translation>Ohne Verschlüsselung</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>Einstellung suchen</translation>
    </message>
    <message>
        <source>Health, log, speed, and a report for support</source>
        <translation>Zustand, Protokoll, Tempo und ein Bericht für den Support</translation>
    </message>
    <message>
        <source>No setting has “{0}” in its name or in what it does.</source>
        <translation>Keine Einstellung hat „{0}“ im Namen oder in der Beschreibung.</translation>
    </message>
    <message>
        <source>Nothing is called that</source>
        <translation>Nichts heißt so</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>What you chose counts, but is not written yet, and would be forgotten when the program ends.</source>
        <translation>Deine Auswahl gilt, ist aber noch nicht gespeichert und wäre beim Beenden des Programms vergessen.</translation>
    </message>
    <message>
        <source>Write it now</source>
        <translation>Jetzt speichern</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>10 seconds back</source>
        <translation>10 Sekunden zurück</translation>
    </message>
    <message>
        <source>10 seconds forward</source>
        <translation>10 Sekunden vor</translation>
    </message>
    <message>
        <source>Add a music folder</source>
        <translation>Musikordner hinzufügen</translation>
    </message>
    <message>
        <source>Compare the two results that are chosen</source>
        <translation>Die beiden gewählten Ergebnisse vergleichen</translation>
    </message>
    <message>
        <source>Delete the playlist, or take a track out</source>
        <translation>Wiedergabeliste löschen oder Titel herausnehmen</translation>
    </message>
    <message>
        <source>Details of the chosen track</source>
        <translation>Details des gewählten Titels</translation>
    </message>
    <message>
        <source>Discard the take, close the recorder</source>
        <translation>Aufnahme verwerfen und schließen</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Earlier and saved searches</source>
        <translation>Frühere und gespeicherte Suchen</translation>
    </message>
    <message>
        <source>Everything that can be done, by name</source>
        <translation>Alles, was geht, nach Namen</translation>
    </message>
    <message>
        <source>Filter the library</source>
        <translation>Bibliothek filtern</translation>
    </message>
    <message>
        <source>Filter the results</source>
        <translation>Ergebnisse filtern</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Hum a tune: start and stop recording</source>
        <translation>Melodie summen: Aufnahme starten und stoppen</translation>
    </message>
    <message>
        <source>Look with a picture or a sound</source>
        <translation>Mit einem Bild oder Klang suchen</translation>
    </message>
    <message>
        <source>Look with what was copied</source>
        <translation>Mit dem Kopierten suchen</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Lauter</translation>
    </message>
    <message>
        <source>Move a track of the playlist</source>
        <translation>Titel der Wiedergabeliste verschieben</translation>
    </message>
    <message>
        <source>Next track</source>
        <translation>Nächster Titel</translation>
    </message>
    <message>
        <source>Not this one: leave this result out</source>
        <translation>Das nicht: dieses Ergebnis auslassen</translation>
    </message>
    <message>
        <source>Path from one track to another</source>
        <translation>Pfad von einem Titel zum anderen</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Abspielen oder pausieren</translation>
    </message>
    <message>
        <source>Previous track</source>
        <translation>Vorheriger Titel</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>Leiser</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Rate this result with one star to five</source>
        <translation>Dieses Ergebnis mit einem bis fünf Sternen bewerten</translation>
    </message>
    <message>
        <source>Rename the playlist</source>
        <translation>Wiedergabeliste umbenennen</translation>
    </message>
    <message>
        <source>Save what is listed as a playlist</source>
        <translation>Das Aufgelistete als Wiedergabeliste speichern</translation>
    </message>
    <message>
        <source>Show the results as covers, or as a list</source>
        <translation>Ergebnisse als Cover oder als Liste zeigen</translation>
    </message>
    <message>
        <source>That’s it: this result is what I looked for</source>
        <translation>Das ist es: dieses Ergebnis habe ich gesucht</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>Diese Übersicht</translation>
    </message>
    <message>
        <source>Type words to look for</source>
        <translation>Suchwörter eingeben</translation>
    </message>
    <message>
        <source>Undo the last change of the query</source>
        <translation>Letzte Änderung der Anfrage zurücknehmen</translation>
    </message>
    <message>
        <source>What plays next</source>
        <translation>Was als Nächstes läuft</translation>
    </message>
    <message>
        <source>Why this result was found</source>
        <translation>Warum dieses Ergebnis gefunden wurde</translation>
    </message>
</context>
<context>
    <name>SmartBar</name>
    <message>
        <source>Edit rules…</source>
        <translation>Regeln bearbeiten …</translation>
    </message>
    <message>
        <source>Freeze…</source>
        <translation>Festhalten …</translation>
    </message>
    <message>
        <source>Keep what it holds now as an ordinary playlist</source>
        <translation>Den jetzigen Inhalt als gewöhnliche Wiedergabeliste behalten</translation>
    </message>
    <message>
        <source>No track of your library fits these rules now.</source>
        <translation>Zurzeit passt kein Titel deiner Bibliothek zu diesen Regeln.</translation>
    </message>
    <message>
        <source>This playlist could not be filled.</source>
        <translation>Diese Wiedergabeliste konnte nicht gefüllt werden.</translation>
    </message>
</context>
<context>
    <name>SmartEditor</name>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source> tracks</source>
        <translation> Titel</translation>
    </message>
    <message>
        <source>A rule says nothing yet: fill it in, or remove it.</source>
        <translation>Eine Regel sagt noch nichts: Füll sie aus, oder entferne sie.</translation>
    </message>
    <message>
        <source>All of these rules hold</source>
        <translation>Alle diese Regeln gelten</translation>
    </message>
    <message>
        <source>Any length</source>
        <translation>Jede Länge</translation>
    </message>
    <message>
        <source>Any number</source>
        <translation>Beliebig viele</translation>
    </message>
    <message>
        <source>Any of these rules holds</source>
        <translation>Eine dieser Regeln gilt</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>At most so many minutes</source>
        <translation>Höchstens so viele Minuten</translation>
    </message>
    <message>
        <source>At most so many tracks</source>
        <translation>Höchstens so viele Titel</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the playlist</source>
        <translation>Name der Wiedergabeliste</translation>
    </message>
    <message>
        <source>New smart playlist</source>
        <translation>Neue intelligente Wiedergabeliste</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Ranked by the saved search</source>
        <translation>Geordnet durch die gespeicherte Suche</translation>
    </message>
    <message>
        <source>Rules of “{0}”</source>
        <translation>Regeln von „{0}“</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Shuffle anew</source>
        <translation>Neu mischen</translation>
    </message>
    <message>
        <source>Smart playlist</source>
        <translation>Intelligente Liste</translation>
    </message>
    <message>
        <source>There is a playlist of this name.</source>
        <translation>Es gibt schon eine Wiedergabeliste mit diesem Namen.</translation>
    </message>
    <message>
        <source>Whether all rules must hold</source>
        <translation>Ob alle Regeln gelten müssen</translation>
    </message>
</context>
<context>
    <name>SmartPreview</name>
    <message>
        <source>The first tracks</source>
        <translation>Die ersten Titel</translation>
    </message>
    <message>
        <source>The preview failed.</source>
        <translation>Die Vorschau ging schief.</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>und {0} weitere</translation>
    </message>
</context>
<context>
    <name>SoundLink</name>
    <message>
        <source>Close VectorBeats and start it again; nothing is lost by that.</source>
        <translation>VectorBeats schließen und neu starten; dabei geht nichts verloren.</translation>
    </message>
    <message>
        <source>The computer&apos;s sound server has ended, so nothing can be played.</source>
        <translation>Der Audiodienst des Rechners wurde beendet, deshalb kann nichts abgespielt werden.</translation>
    </message>
</context>
<context>
    <name>SoundPanel</name>
    <message>
        <source>From, in minutes and seconds</source>
        <translation>Von, in Minuten und Sekunden</translation>
    </message>
    <message>
        <source>Most alike in</source>
        <translation>Am ähnlichsten bei</translation>
    </message>
    <message>
        <source>Only the piece</source>
        <translation>Nur das Stück</translation>
    </message>
    <message>
        <source>To, in minutes and seconds</source>
        <translation>Bis, in Minuten und Sekunden</translation>
    </message>
    <message>
        <source>What of {0} counts</source>
        <translation>Was von {0} zählt</translation>
    </message>
    <message>
        <source>Which side of the sound counts most</source>
        <translation>Welche Seite des Klangs am meisten zählt</translation>
    </message>
    <message>
        <source>beginning</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>end</source>
        <translation>Ende</translation>
    </message>
</context>
<context>
    <name>SpotifyAsking</name>
    <message>
        <source>Asking Spotify…</source>
        <translation>Spotify wird gefragt …</translation>
    </message>
    <message>
        <source>Nothing there is surely this track.</source>
        <translation>Dort ist nichts, was sicher dieses Stück ist.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign in on the page in your browser…</source>
        <translation>Melde dich auf der Seite in deinem Browser an …</translation>
    </message>
    <message>
        <source>Spotify could not be asked.</source>
        <translation>Spotify konnte nicht gefragt werden.</translation>
    </message>
</context>
<context>
    <name>SpotifyPart</name>
    <message>
        <source>Asking Spotify…</source>
        <translation>Spotify wird gefragt …</translation>
    </message>
    <message>
        <source>Cover from Spotify</source>
        <translation>Cover von Spotify</translation>
    </message>
    <message>
        <source>Find on Spotify</source>
        <translation>Auf Spotify finden</translation>
    </message>
    <message>
        <source>Its cover could not be fetched.</source>
        <translation>Das Cover konnte nicht geholt werden.</translation>
    </message>
    <message>
        <source>Nothing there is surely this track.</source>
        <translation>Dort ist nichts, was sicher dieses Stück ist.</translation>
    </message>
    <message>
        <source>Open in Spotify</source>
        <translation>In Spotify öffnen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign in on the page in your browser…</source>
        <translation>Melde dich auf der Seite in deinem Browser an …</translation>
    </message>
    <message>
        <source>Sign in to Spotify</source>
        <translation>Bei Spotify anmelden</translation>
    </message>
</context>
<context>
    <name>SpotifyRow</name>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Enter the client ID of an app of yours, whose redirect URI is {0}</source>
        <translation>Gib die Client-ID einer eigenen App ein, deren Redirect-URI {0} ist</translation>
    </message>
    <message>
        <source>Nobody is signed in.</source>
        <translation>Niemand ist angemeldet.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign in on the page in your browser…</source>
        <translation>Melde dich auf der Seite in deinem Browser an …</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Signed in.</source>
        <translation>Angemeldet.</translation>
    </message>
    <message>
        <source>Switched off, under Privacy.</source>
        <translation>Ausgeschaltet, unter Datenschutz.</translation>
    </message>
</context>
<context>
    <name>SpotifySaver</name>
    <message>
        <source> and {0} more</source>
        <translation> und {0} weitere</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Looking for its tracks on Spotify…</source>
        <translation>Die Titel werden bei Spotify gesucht …</translation>
    </message>
    <message>
        <source>Not in the library: {0}.</source>
        <translation>Nicht in der Bibliothek: {0}.</translation>
    </message>
    <message>
        <source>Not surely there: {0}.</source>
        <translation>Dort nicht sicher zu finden: {0}.</translation>
    </message>
    <message>
        <source>Open in Spotify</source>
        <translation>In Spotify öffnen</translation>
    </message>
    <message>
        <source>“{0}” was saved to Spotify with {1} of {2} tracks.</source>
        <translation>„{0}“ wurde bei Spotify gespeichert, mit {1} von {2} Titeln.</translation>
    </message>
</context>
<context>
    <name>StateCard</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel: sync</source>
        <translation>Abbrechen: Abgleich</translation>
    </message>
    <message>
        <source>Look at an example…</source>
        <translation>Beispiel ansehen…</translation>
    </message>
    <message>
        <source>Progress of the sync</source>
        <translation>Fortschritt des Abgleichs</translation>
    </message>
    <message>
        <source>Remote catalogue</source>
        <translation>Gemeinsamer Katalog</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird beendet…</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt abgleichen</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>{0}: remote catalogue</source>
        <translation>{0}: gemeinsamer Katalog</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>StepsView</name>
    <message>
        <source>Energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>How evenly the path goes</source>
        <translation>Wie gleichmäßig der Pfad verläuft</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Tempo from {0} to {1} BPM, the largest step {2} BPM.</source>
        <translation>Tempo von {0} bis {1} BPM, der größte Schritt {2} BPM.</translation>
    </message>
</context>
<context>
    <name>TakeDesk</name>
    <message>
        <source>Hum {0}.wav</source>
        <translation>Summen {0}.wav</translation>
    </message>
    <message>
        <source>Keep the take</source>
        <translation>Aufnahme speichern</translation>
    </message>
    <message>
        <source>WAV files (*.wav)</source>
        <translation>WAV-Dateien (*.wav)</translation>
    </message>
</context>
<context>
    <name>TakeFiles</name>
    <message>
        <source>Make room on the disk, or choose another folder.</source>
        <translation>Schaff Platz auf dem Datenträger, oder wähle einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The take could not be written: {0}.</source>
        <translation>Die Aufnahme konnte nicht gespeichert werden: {0}.</translation>
    </message>
</context>
<context>
    <name>TakePlayer</name>
    <message>
        <source>It can be searched with and kept all the same.</source>
        <translation>Suchen und Speichern geht trotzdem.</translation>
    </message>
    <message>
        <source>The take could not be played: {0}.</source>
        <translation>Die Aufnahme konnte nicht abgespielt werden: {0}.</translation>
    </message>
    <message>
        <source>unknown reason</source>
        <translation>unbekannter Grund</translation>
    </message>
</context>
<context>
    <name>TakeView</name>
    <message>
        <source>Click to hear it from there, or drag it out as a file</source>
        <translation>Klick, um ab dort zu hören, oder zieh sie als Datei heraus</translation>
    </message>
    <message>
        <source>Where the take begins</source>
        <translation>Wo die Aufnahme beginnt</translation>
    </message>
    <message>
        <source>Where the take ends</source>
        <translation>Wo die Aufnahme endet</translation>
    </message>
    <message>
        <source>Your take</source>
        <translation>Deine Aufnahme</translation>
    </message>
</context>
<context>
    <name>TimeEditor</name>
    <message>
        <source>min:s</source>
        <translation>min:s</translation>
    </message>
</context>
<context>
    <name>Tips</name>
    <message>
        <source>Alt+Enter shows what is known of a track, and lets you put it right. Tracks can be dragged out.</source>
        <translation>Alt+Eingabe zeigt, was über einen Titel bekannt ist, und du kannst es berichtigen. Titel lassen sich herausziehen.</translation>
    </message>
    <message>
        <source>Ctrl+P finds a smooth path from one track to another, and keeps it as a playlist.</source>
        <translation>Strg+P findet einen sanften Pfad von einem Titel zum anderen und speichert ihn als Wiedergabeliste.</translation>
    </message>
    <message>
        <source>Draw around tracks with Shift and the mouse to play or keep them. Searches light up their results.</source>
        <translation>Umrande Titel mit Umschalt und der Maus, um sie abzuspielen oder zu speichern. Suchen heben ihre Ergebnisse hervor.</translation>
    </message>
    <message>
        <source>Nothing on this page is downloaded before you have read how much it is, and said yes.</source>
        <translation>Nichts auf dieser Seite wird heruntergeladen, bevor du gelesen hast, wie viel es ist, und zugestimmt hast.</translation>
    </message>
</context>
<context>
    <name>TrackActions</name>
    <message>
        <source>Add to the queue</source>
        <translation>Zur Warteschlange hinzufügen</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Find on Spotify</source>
        <translation>Auf Spotify finden</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>Mehr davon</translation>
    </message>
    <message>
        <source>Path from here to…</source>
        <translation>Pfad von hier nach …</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play next</source>
        <translation>Als Nächstes spielen</translation>
    </message>
    <message>
        <source>Save as a playlist…</source>
        <translation>Als Wiedergabeliste speichern …</translation>
    </message>
    <message>
        <source>Show in library</source>
        <translation>In der Bibliothek zeigen</translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
</context>
<context>
    <name>TrackBrowser</name>
    <message>
        <source>All tracks</source>
        <translation>Alle Titel</translation>
    </message>
    <message>
        <source>Details (Alt+Enter)</source>
        <translation>Details (Alt+Eingabe)</translation>
    </message>
    <message>
        <source>Filter by title, artist, album, genre</source>
        <translation>Nach Titel, Interpret, Album, Genre filtern</translation>
    </message>
    <message>
        <source>Filter the tracks</source>
        <translation>Titel filtern</translation>
    </message>
    <message>
        <source>No track matches “{0}”</source>
        <translation>Kein Titel passt zu „{0}“</translation>
    </message>
    <message>
        <source>No tracks to show here</source>
        <translation>Hier gibt es keine Titel</translation>
    </message>
    <message>
        <source>Show all tracks</source>
        <translation>Alle Titel zeigen</translation>
    </message>
    <message>
        <source>The filter looks at titles, artists, albums, genres and file names.</source>
        <translation>Der Filter berücksichtigt Titel, Interpreten, Alben, Genres und Dateinamen.</translation>
    </message>
    <message>
        <source>Which tracks</source>
        <translation>Welche Titel</translation>
    </message>
    <message>
        <source>{0} of {1} tracks</source>
        <translation>{0} von {1} Titeln</translation>
    </message>
</context>
<context>
    <name>TrackField</name>
    <message>
        <source>Type a title or an artist</source>
        <translation>Titel oder Interpret eingeben</translation>
    </message>
</context>
<context>
    <name>TrackList</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>TrackTable</name>
    <message>
        <source>Columns; a click sorts by one</source>
        <translation>Spalten; ein Klick sortiert danach</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Titel</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>It goes on here in the tray. Its menu quits it.</source>
        <translation>Es läuft hier im Infobereich weiter. Sein Menü beendet es.</translation>
    </message>
    <message>
        <source>Next track</source>
        <translation>Nächster Titel</translation>
    </message>
    <message>
        <source>Nothing plays</source>
        <translation>Es läuft nichts</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Previous track</source>
        <translation>Vorheriger Titel</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Show the window</source>
        <translation>Das Fenster zeigen</translation>
    </message>
</context>
<context>
    <name>TrimHandle</name>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
</context>
<context>
    <name>TroubleRow</name>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Try again: {0}</source>
        <translation>Erneut versuchen: {0}</translation>
    </message>
</context>
<context>
    <name>TroubleStrip</name>
    <message>
        <source>Look again</source>
        <translation>Erneut suchen</translation>
    </message>
</context>
<context>
    <name>Troubles</name>
    <message>
        <source>It has been written to the log.</source>
        <translation>Es steht im Protokoll.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program ({0}).</source>
        <translation>Im Programm ist etwas schiefgegangen ({0}).</translation>
    </message>
</context>
<context>
    <name>VoicedMeter</name>
    <message>
        <source>Seconds of melody</source>
        <translation>Sekunden Melodie</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>{0} seconds of melody</source>
        <translation>{0} Sekunden Melodie</translation>
    </message>
</context>
<context>
    <name>Waypoint</name>
    <message>
        <source>Remove waypoint {0}</source>
        <translation>Zwischenstation {0} entfernen</translation>
    </message>
    <message>
        <source>Waypoint {0}</source>
        <translation>Zwischenstation {0}</translation>
    </message>
</context>
<context>
    <name>Waypoints</name>
    <message>
        <source>Add a track that the path passes</source>
        <translation>Einen Titel hinzufügen, über den der Pfad führt</translation>
    </message>
    <message>
        <source>By way of…</source>
        <translation>Über …</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Find music in your own collection: by a picture, a hummed tune, words or a recording.</source>
        <translation>Finde Musik in deiner eigenen Sammlung: über ein Bild, eine gesummte Melodie, Wörter oder eine Aufnahme.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Step {0} of {1}</source>
        <translation>Schritt {0} von {1}</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Welcome to VectorBeats</source>
        <translation>Willkommen bei VectorBeats</translation>
    </message>
</context>
<context>
    <name>WhyPanel</name>
    <message>
        <source>Why “{0}” was found</source>
        <translation>Warum „{0}“ gefunden wurde</translation>
    </message>
</context>
<context>
    <name>WindowCommands</name>
    <message>
        <source>About VectorBeats</source>
        <translation>Über VectorBeats</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>New smart playlist…</source>
        <translation>Neue intelligente Liste …</translation>
    </message>
    <message>
        <source>Play “{0}”</source>
        <translation>„{0}“ abspielen</translation>
    </message>
    <message>
        <source>Playlist</source>
        <translation>Wiedergabeliste</translation>
    </message>
    <message>
        <source>Sync with the catalogue</source>
        <translation>Mit dem Katalog abgleichen</translation>
    </message>
    <message>
        <source>Theme: {0}</source>
        <translation>Design: {0}</translation>
    </message>
    <message>
        <source>as the system</source>
        <translation>wie das System</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
    <message>
        <source>light</source>
        <translation>hell</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>1 semitone above your hum</source>
        <translation>1 Halbton über deinem Summen</translation>
    </message>
    <message>
        <source>1 semitone below your hum</source>
        <translation>1 Halbton unter deinem Summen</translation>
    </message>
    <message>
        <source>1 track</source>
        <translation>1 Titel</translation>
    </message>
    <message>
        <source>Add a folder with music.</source>
        <translation>Füge einen Ordner mit Musik hinzu.</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>Alben</translation>
    </message>
    <message>
        <source>Albums come from the tags of your files.</source>
        <translation>Alben stammen aus den Tags deiner Dateien.</translation>
    </message>
    <message>
        <source>Artists</source>
        <translation>Interpreten</translation>
    </message>
    <message>
        <source>Artists come from the tags of your files.</source>
        <translation>Interpreten stammen aus den Tags deiner Dateien.</translation>
    </message>
    <message>
        <source>Asking the models about words</source>
        <translation>Die Modelle werden zu Wörtern befragt</translation>
    </message>
    <message>
        <source>Asking what other computers found out</source>
        <translation>Fragt, was andere Computer herausgefunden haben</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Es wird geprüft</translation>
    </message>
    <message>
        <source>Could not be analysed</source>
        <translation>Konnte nicht analysiert werden</translation>
    </message>
    <message>
        <source>Faint match</source>
        <translation>Passt schwach</translation>
    </message>
    <message>
        <source>Filling the vector store again</source>
        <translation>Vektorspeicher wird neu gefüllt</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Genres</source>
        <translation>Genres</translation>
    </message>
    <message>
        <source>Genres come from the tags of your files.</source>
        <translation>Genres stammen aus den Tags deiner Dateien.</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Wird vorbereitet</translation>
    </message>
    <message>
        <source>Good match</source>
        <translation>Passt gut</translation>
    </message>
    <message>
        <source>Hearing with the music model</source>
        <translation>Das Musikmodell hört zu</translation>
    </message>
    <message>
        <source>In the team’s catalogue</source>
        <translation>Im Katalog des Teams</translation>
    </message>
    <message>
        <source>Joining pictures and music</source>
        <translation>Bilder und Musik werden verknüpft</translation>
    </message>
    <message>
        <source>Judging moods</source>
        <translation>Stimmungen werden beurteilt</translation>
    </message>
    <message>
        <source>Learning what others say</source>
        <translation>Es wird gelesen, was andere sagen</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Musik wird angehört</translation>
    </message>
    <message>
        <source>Listening for melodies</source>
        <translation>Melodien werden herausgehört</translation>
    </message>
    <message>
        <source>Listening to what recordings are recognised by</source>
        <translation>Erkennungsmerkmale der Aufnahmen werden angehört</translation>
    </message>
    <message>
        <source>Looking at covers</source>
        <translation>Cover werden angesehen</translation>
    </message>
    <message>
        <source>Looking for duplicates</source>
        <translation>Duplikate werden gesucht</translation>
    </message>
    <message>
        <source>Looking through the folders</source>
        <translation>Ordner werden durchsucht</translation>
    </message>
    <message>
        <source>Making the demo music</source>
        <translation>Demo-Musik wird erzeugt</translation>
    </message>
    <message>
        <source>Making the model quicker, once</source>
        <translation>Das Modell wird einmalig beschleunigt</translation>
    </message>
    <message>
        <source>Name not shared</source>
        <translation>Name nicht geteilt</translation>
    </message>
    <message>
        <source>Not reachable now</source>
        <translation>Gerade nicht erreichbar</translation>
    </message>
    <message>
        <source>Reading loudness from tags</source>
        <translation>Lautheit aus Tags lesen</translation>
    </message>
    <message>
        <source>Reading tags and covers</source>
        <translation>Tags und Cover werden gelesen</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Seeing what covers show</source>
        <translation>Cover werden betrachtet</translation>
    </message>
    <message>
        <source>Sharing</source>
        <translation>Es wird geteilt</translation>
    </message>
    <message>
        <source>Strong match</source>
        <translation>Passt sehr gut</translation>
    </message>
    <message>
        <source>Unknown artist</source>
        <translation>Unbekannter Interpret</translation>
    </message>
    <message>
        <source>Updating the index of recordings</source>
        <translation>Verzeichnis der Aufnahmen wird aktualisiert</translation>
    </message>
    <message>
        <source>Various artists</source>
        <translation>Verschiedene Interpreten</translation>
    </message>
    <message>
        <source>Waiting to be analysed</source>
        <translation>Wartet auf die Analyse</translation>
    </message>
    <message>
        <source>Writing the file</source>
        <translation>Die Datei wird geschrieben</translation>
    </message>
    <message>
        <source>about a minute left</source>
        <translation>noch etwa eine Minute</translation>
    </message>
    <message>
        <source>about an hour left</source>
        <translation>noch etwa eine Stunde</translation>
    </message>
    <message>
        <source>about {0} hours left</source>
        <translation>noch etwa {0} Stunden</translation>
    </message>
    <message>
        <source>about {0} minutes left</source>
        <translation>noch etwa {0} Minuten</translation>
    </message>
    <message>
        <source>as fast as your hum</source>
        <translation>so schnell wie dein Summen</translation>
    </message>
    <message>
        <source>energy and feeling</source>
        <translation>Energie und Gefühl</translation>
    </message>
    <message>
        <source>found at {0}</source>
        <translation>gefunden bei {0}</translation>
    </message>
    <message>
        <source>found by a hum you confirmed</source>
        <translation>über ein bestätigtes Summen gefunden</translation>
    </message>
    <message>
        <source>in the key of your hum</source>
        <translation>in der Tonart deines Summens</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>noch weniger als eine Minute</translation>
    </message>
    <message>
        <source>melody</source>
        <translation>Melodie</translation>
    </message>
    <message>
        <source>mood and theme</source>
        <translation>Stimmung und Thema</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>recognised at {0}</source>
        <translation>erkannt bei {0}</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>Klang</translation>
    </message>
    <message>
        <source>what you said</source>
        <translation>deine Urteile</translation>
    </message>
    <message>
        <source>{0} % faster than your hum</source>
        <translation>{0} % schneller als dein Summen</translation>
    </message>
    <message>
        <source>{0} % slower than your hum</source>
        <translation>{0} % langsamer als dein Summen</translation>
    </message>
    <message>
        <source>{0} files found</source>
        <translation>{0} Dateien gefunden</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} h {1} min</translation>
    </message>
    <message>
        <source>{0} kbit/s</source>
        <translation>{0} kbit/s</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0} semitones above your hum</source>
        <translation>{0} Halbtöne über deinem Summen</translation>
    </message>
    <message>
        <source>{0} semitones below your hum</source>
        <translation>{0} Halbtöne unter deinem Summen</translation>
    </message>
    <message>
        <source>{0} tracks</source>
        <translation>{0} Titel</translation>
    </message>
    <message>
        <source>{0}, played {1} % faster</source>
        <translation>{0}, {1} % schneller gespielt</translation>
    </message>
    <message>
        <source>{0}, played {1} % slower</source>
        <translation>{0}, {1} % langsamer gespielt</translation>
    </message>
</context>
<context>
    <name>WordsBox</name>
    <message>
        <source>A mood, a place, a name… “rainy night drive”, “joyful, not loud”</source>
        <translation>Eine Stimmung, ein Ort, ein Name … „regnerische Nachtfahrt“, „fröhlich, nicht laut“</translation>
    </message>
    <message>
        <source>What to look for, in words</source>
        <translation>Wonach gesucht wird, in Worten</translation>
    </message>
</context>
<context>
    <name>WordsEditor</name>
    <message>
        <source>Several with commas</source>
        <translation>Mehrere mit Kommas</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
</context>
</TS>
