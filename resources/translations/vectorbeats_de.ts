<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Activity</name>
    <message>
        <source>Analysing {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading the model {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing a model from {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indexing your music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laying out the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the demo music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused until {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused while music plays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused while other programs keep the computer busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused while the computer runs on its battery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removing the model {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verifying the model {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} analysed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} files in {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} melodies heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} tracks an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} with a problem</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ActivityPage</name>
    <message>
        <source>Activity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysing music takes time and power. It goes on by itself afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is going on. Your library is as it should be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When to hold back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AlikeList</name>
    <message>
        <source>Enter or a double click plays it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracks that sound like it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnswerPane</name>
    <message>
        <source>1 left out, as you said · Bring it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder with music, or begin with the demo pieces. Your question stays here meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a music folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every slider stands at 0. Move one to the right for more of it, or to the left for less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hum a little longer, another part of the tune, or add a second take of the same one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a fault of the program, and it has been written to the log. Other searches may work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No recording of yours is the same as this one. If you think there is one, try a longer piece with less noise; or look for what sounds alike, in the menu of its chip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tune of yours was found in that hum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the {0} tracks is analysed yet. Results appear here by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in your library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing counts yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in your library fits that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing passes these filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the results as a playlist… (Ctrl+S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still listening to your music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a filter away, or widen a range. The query itself may fit more than it seems.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That search went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it with demo music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try other words, take a part away, or move a slider back to the right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your library is still empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read by {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} left out · Bring them back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} tracks searched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} tracks searched</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Put away</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChipStrip</name>
    <message>
        <source>Clear all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of the query</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChoiceField</name>
    <message>
        <source>Any</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChosenBar</name>
    <message>
        <source>Add to the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as a playlist…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} chosen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Album</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Artist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BPM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Genre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sorted by the album&apos;s artist, so that albums stay together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is called like that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Setting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Confirming</name>
    <message>
        <source>Remembered: these hums will find “{0}” at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remembered: this hum will find “{0}” at once.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Genre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not analysed yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {0} more places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} (you said so)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} kHz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message>
        <source>As heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a track to see what is known of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Melody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sounds like it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the correction of the mood back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the correction of the tempo back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tempo is half of that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tempo is twice that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} (you said so)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} beats a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>× 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>÷ 2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeviceBox</name>
    <message>
        <source>Not connected: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record from: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System default ({0})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Diagnostics</name>
    <message>
        <source>Agreement of the two</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data folder and disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hums</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Information and worse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like a playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like a track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Melodies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model for music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model for pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recognition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vector store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>usually {0}, one in twenty {1} or more, of {2} searches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} files, {1} of them ready · {2} searches timed · {3} runs and {4} problems kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DiagnosticsPage</name>
    <message>
        <source>A zip for whoever helps you, without private names and paths</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All works, some of it with limits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long searches take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be looked at, or not be mended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at every part…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mending what can be mended…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports (*.zip)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something is broken. Repair mends what can be mended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report is in {0}. Nothing was sent to anybody; look through it before you pass it on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it takes away is made again by the next indexing run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the report…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DiscoverPage</name>
    <message>
        <source>Choose pictures or music files to look with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hum a tune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hum a tune (R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept as “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What shall it sound like?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DiversityField</name>
    <message>
        <source>How varied the results are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More alike … more varied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DropArea</name>
    <message>
        <source>1 track in your library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a music folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a picture or a piece of music here, or hum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First, some music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From your file manager, a web page or the clipboard, several at once if you like. Out comes the music of yours that fits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hum a tune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a folder of yours: it is listened to right here, on this computer. Or begin with some short demo pieces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it with demo music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} tracks analysed so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} tracks in your library</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DuplicateModel</name>
    <message>
        <source>{0} files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DuplicateTree</name>
    <message>
        <source>Open its folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recordings with more than one file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in library</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Duplicates</name>
    <message>
        <source>Beside the first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bit rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same beginning, alike {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} s earlier, alike {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} s later, alike {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DuplicatesPane</name>
    <message>
        <source>1 recording has {1} files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing every recording with the others…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the search for duplicates is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is a recording here twice?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has been written to the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No recording is in your library twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other encodings and lengths of the same recording are found by their sound, whatever their tags say. They are only listed: nothing is merged or deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The longest and best encoded comes first. Nothing is changed by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} recordings have {1} files together.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditableList</name>
    <message>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out of the playlist</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorPresenter</name>
    <message>
        <source>It has been written to the log, and the rest goes on ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside the program.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilesDialog</name>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look with these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Music ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures and music ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playlists ({0})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>Active filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More varied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the filter: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this filter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterPanel</name>
    <message>
        <source>BPM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>min:s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Filtering</name>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Genre, year, tempo, key, length, folder, rating (Ctrl+Shift+F)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source> BPM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Album</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Artist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Genre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not analysed yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating from {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The piece ends before it begins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up to {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: from {1} to {2} is the wrong way round.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is no number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is no time. Write minutes and seconds, such as 1:23.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is out of bounds.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderCard</name>
    <message>
        <source>Being indexed · {0} tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm that files of {0} are gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for changes in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No music in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not looked through yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not reachable · {0} tracks wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out of the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take {0} out of the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to date · 1 track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to date · {0} tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} files are gone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderPane</name>
    <message>
        <source>Nothing here yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderStrip</name>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FoldersStep</name>
    <message>
        <source>Add folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add one folder or several. Your files stay where they are and are never changed; they can be played at once. No music at hand? Twenty-one short pieces are made in a few seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it with demo music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where is your music?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GroupPane</name>
    <message>
        <source>Add to the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By artist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most tracks first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing matches “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as a playlist…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HintBar</name>
    <message>
        <source>Put away</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Humming</name>
    <message>
        <source>Hum {0} · {1} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording {0} · {1} s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobCard</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Judging</name>
    <message>
        <source>Noted: “{0}” is what you looked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is left out of this search from now on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not rated any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is rated {1}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeptRow</name>
    <message>
        <source>Counting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KindButton</name>
    <message>
        <source>How {0} is used: {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LegendLine</name>
    <message>
        <source>What the colours mean</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Level of the microphone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>1 track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder with music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder with music. It stays where it is, is never changed, and can be played at once; meanwhile it is listened to, here on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gone for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this folder out of the library?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it with demo music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ways to look at the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your library is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}

Its {1} tracks leave the library. The files on your disk stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}

That is a large part of it, so they wait in the library in case they come back: a drive that is not there, or a folder that was moved. Are they gone for good?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} files are gone from this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} tracks analysed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} tracks</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListField</name>
    <message>
        <source>any, with commas</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Open the log&apos;s folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log has no such entries.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which entries are shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Nothing more in your library is like what played.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue ends here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>light</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapCanvas</name>
    <message>
        <source>Map of the library</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapChips</name>
    <message>
        <source>End lighting them up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the path away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} lit up</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapColours</name>
    <message>
        <source>Energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Genre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sad to happy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>content, quiet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>happy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>happy, lively</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lively</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quiet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sad, quiet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tense, lively</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} bpm</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapHead</name>
    <message>
        <source>&amp;Colour by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Away (−)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose tracks by drawing a line around them (L, or Shift and drag)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distances are only roughly right: near means alike, far says little.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw around tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the map anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearer (+)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all (0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What points are coloured by</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making a new map…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the map…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the library…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map could not be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map was not made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to map yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracks appear here as soon as they have been listened to. Add a folder with music on the Library page; it is listened to here on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it with demo music</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapWords</name>
    <message>
        <source>Bringing together what is alike…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing each track with all others…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding places for new tracks…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading how each track sounds…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MelodyStrip</name>
    <message>
        <source>Melody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} notes were heard</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Microphone</name>
    <message>
        <source>Connect one, then look again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has been written to the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No microphone was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording went wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>● Recording – {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it off the disk? What it has made of your library stays until another model is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} MB would be downloaded from {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>All {0} files are as they were installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing with its hash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Converting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use · {0}, {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Music and words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without one, music is compared by measured sound, and words by mood and names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without one, pictures are read by their colours, their light and their names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} MB are here already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} MB to download, about {1} MB of memory while in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} MB/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}; {1} GB are free on the disk.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Archives ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From an archive…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install a model from files that you have, without the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking through {0}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models understand pictures, words and music by content. They run on this computer, and nothing of yours leaves it. Everything works without them too, by what is built in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The archive of a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is ready. It has yet to go through your library, beside what is there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelsStep</name>
    <message>
        <source>Look at the models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shall it understand pictures by what they show?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without any download, pictures are read by their colours and light, and words by mood and names. Models of some hundred megabytes understand more. The page Models tells their sizes and where they come from; nothing is downloaded unless you say so there, and it can be done at any time.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MoodPlane</name>
    <message>
        <source>Click or use the arrow keys to say where it belongs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bright</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>brightness {0} %, energy {1} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>calm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>energetic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Add to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a playlist of this name.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NavigationRail</name>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indexing progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Navigation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No music yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the library…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready · {0} track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready · {0} tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library is not open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} (Ctrl+{1})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NetworkRow</name>
    <message>
        <source>Asks: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is sent: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Activity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playlists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PartChip</name>
    <message>
        <source>Does not count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much {0} counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less of this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More of this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What of it counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What of {0} counts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PartWords</name>
    <message>
        <source>By itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dynamics: loud and soft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find out by itself what this is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find what sounds like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Harmony: key and chords</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like this playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like this track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rhythm: tempo and groove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sounds alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a hum: find the tune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a recording: recognise it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timbre: instruments and voices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a voice alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>colour and light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fingerprint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>heard as {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>melody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>music model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>perhaps {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>picture model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sounds alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speech</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>word list</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PathPanel</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose both ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported to {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {0} to {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many tracks the path has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for a path…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No path was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {0} were found on this path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as a playlist…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracks of the path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn the path around</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the path begins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the path ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not in the library, or not analysed yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PitchView</name>
    <message>
        <source>The pitch of your voice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>Check that the file and its drive are there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next track follows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” could not be played: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlayerBar</name>
    <message>
        <source>Mute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sound output found. Connect speakers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing plays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Player</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position in the track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volume {0} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What plays next</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlaylistDialogs</name>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import playlists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M3U8 playlist (*.m3u8)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playlists ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>XSPF playlist (*.xspf)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlaylistList</name>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved playlists</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlaylistSaver</name>
    <message>
        <source>It is called “{0}” now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as a playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to keep yet: choose some tracks first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} added to “{1}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” holds all of that already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is among your playlists now.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlaylistsPage</name>
    <message>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playlists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved playlists or a path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} saved</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PolitenessStep</name>
    <message>
        <source>Each track is listened to once, in the background, so that it can be found by a picture, a hum or words. All of that happens on this computer. It may wait while you need the computer yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How shall it listen?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Make room on the disk, or see that the folder of the settings can be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your choice counts, but it could not be written: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PrivacySection</name>
    <message>
        <source>Everything runs on this computer. This is all that the program can ask of a network; what is switched off is asked of nobody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is kept on this computer, for you alone. What you delete here is gone for good.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemsPane</name>
    <message>
        <source>Every file could be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try all again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the selected again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>It has been written to the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some settings could not be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library could not be opened, which is a fault of the program ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgressPanel</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far indexing is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indexing stopped. What is done stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop indexing; what is done stays, and it can go on later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. What is done stays; the rest waits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} analysed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} files/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} melodies heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} with a problem</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueButtons</name>
    <message>
        <source>Clear the queue; what plays goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat: off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat: the whole queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat: this track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuffle what follows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuffled: back to the order before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo: bring the queue back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Keep playing alike music when the queue ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing more in your library is like what played.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue · {0} to come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the queue as a playlist…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracks in the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What plays next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>added by itself</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RangeField</name>
    <message>
        <source>{0} from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} to</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reception</name>
    <message>
        <source>A query takes {0} parts at most. Take one away first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer there, and left out: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is a web address, and VectorBeats fetches nothing from the web. Drag the picture itself here, or copy it and paste it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is a folder. Shall its music become part of your library?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is neither a picture nor a piece of music nor a playlist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is part of the query already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Recorder</name>
    <message>
        <source>Enough to search; {0} seconds find better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hum at least {0} seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listening: this ends by itself once the recording is recognised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No melody heard in this take. Record it again, a little louder or nearer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No melody heard yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not recognised so far; it may not be in your library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is playing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plenty to search with; it ends by itself at {0} seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and search whenever you like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too loud: move away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too quiet: come closer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the computer is playing: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} s of melody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} s of melody; searching takes {1}. Record it again, and a little longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} s recorded</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecorderButtons</name>
    <message>
        <source>Add a second take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard this take and record another one (R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the take as a WAV file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search with all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search with both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search with this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search with this one, and hum the same tune once more for a surer answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start (R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop (R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes of the same tune, for a surer answer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecorderHead</name>
    <message>
        <source>Close the recorder (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ending the recording…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hum a tune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the microphone…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is playing?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your take</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecorderMeters</name>
    <message>
        <source>{0} s of melody</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecorderPanel</name>
    <message>
        <source>Hum, sing “la la” or whistle a few seconds of the tune, from any place in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the music you want to know, and record a few seconds of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultsDelegate</name>
    <message>
        <source>That’s it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ Remembered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ That’s it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultsMenu</name>
    <message>
        <source>Less like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That’s it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That’s it: remember this hum for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why this one?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} stars</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultsModel</name>
    <message>
        <source>plays now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remembered as what you hummed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what you looked for, as you said</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SaidDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let this count a little for other searches, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not {0}, for {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing so far. Say “That’s it” or “Not this one” of a result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That’s it: {0}, for {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you said of results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a track that is gone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SavedPane</name>
    <message>
        <source>1 more is not in the library now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported to {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a playlist…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep what you found: save the results of a search, the queue, a path, or tracks of the library from their menu. Playlists of other players can be imported or dropped here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No playlists yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some of its tracks are not in the library now. Its order can be changed when they are back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracks of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} more are not in the library now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of them are not in the library: add their folder to play them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” was deleted. Its music stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” was imported with {1}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScopeHead</name>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as a playlist…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchesButton</name>
    <message>
        <source>Clear earlier searches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier and saved searches (Ctrl+H)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier searches are forgotten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget a saved search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was searched for yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this search…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a saved search named “{0}” already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you said of results…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is forgotten.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SeekSlider</name>
    <message>
        <source>what you looked for is from {0} to {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Back to the default: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Address of a mirror of the models&apos; hub; empty means the hub itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of a proxy for downloads; empty means the system&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After so long without work a model gives its memory back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analyse only in the hours below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysing music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask before removing, when a larger share of a folder is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask when files are gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cores for analysing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each “That’s it” and “Not this one”, with the search it was about.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders on a network share do not tell of changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow links to other folders while scanning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a file up after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give memory back after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Graphics card (CUDA)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Graphics chip (Apple)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How large letters, buttons and pictures are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hums you confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indexing runs, what went wrong with which file, and how long searches took, without what was searched for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep playing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep playing alike music when the queue ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn from what you say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let “not this one” and “that&apos;s it” count for other queries too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level the loudness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light, dark, or as the system has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Links to other folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at network folders every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory of a process</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory that one analysing process may take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models may be downloaded, each after you said so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most results of a search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing moves by itself in the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only at night</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only when you have clicked “Download” and then “Download now” for a model, or typed “--yes”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause on battery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause while music plays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause while music plays in this window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause while other programs need more than half of the processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause while the computer is busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause while the computer runs on its battery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures you searched with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places heard in a track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places of a track, ten seconds each, that the sound model hears</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play loud tracks more quietly, each by itself or an album as a whole; quiet ones are never made louder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Player</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processes that analyse music; 0 means one for each core</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor threads of a model; 0 lets it choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor time after which a file is given up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recordings and pictures of earlier runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remember searches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remember what was searched for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results by one artist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results by one artist in each twenty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results of one album</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results of one album in each twenty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searches you made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searches you saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes and dropped pictures go when the window closes. These were left behind when it ended by a crash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes effect after a restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes effect with the next indexing run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The night begins at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The night ends at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their tunes, so that a track is found sooner the next time. The recordings themselves are not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Understand sentences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Understand sentences with the text model, when it is installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the program has done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was asked, the last two hundred times: words, and where pictures and sounds lie.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was read of them, as numbers. The pictures themselves, their names and places are not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you said of results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the hours for analysing begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When they end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where hums are recorded from; empty means the system&apos;s default microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where models run; auto takes the graphics card where it can</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which model and which of its files are wanted, and, as with any connection, this computer&apos;s address. Nothing of your music, your pictures, your recordings or your searches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With copies of the pictures and sounds of theirs that had no lasting place.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health, log, speed, and a report for support</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No setting has “{0}” in its name or in what it does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is called that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you chose counts, but is not written yet, and would be forgotten when the program ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>10 seconds back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>10 seconds forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a music folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the playlist, or take a track out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of the chosen track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard the take, close the recorder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier and saved searches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that can be done, by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hum a tune: start and stop recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look with a picture or a sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look with what was copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Louder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move a track of the playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not this one: leave this result out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path from one track to another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate this result with one star to five</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save what is listed as a playlist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That’s it: this result is what I looked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type words to look for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last change of the query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What plays next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why this result was found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SoundPanel</name>
    <message>
        <source>From, in minutes and seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most alike in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the piece</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To, in minutes and seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What of {0} counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which side of the sound counts most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>end</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StepsView</name>
    <message>
        <source>Energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How evenly the path goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tempo from {0} to {1} BPM, the largest step {2} BPM.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TakeDesk</name>
    <message>
        <source>Hum {0}.wav</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WAV files (*.wav)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TakeFiles</name>
    <message>
        <source>Make room on the disk, or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The take could not be written: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TakePlayer</name>
    <message>
        <source>It can be searched with and kept all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The take could not be played: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown reason</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TakeView</name>
    <message>
        <source>Click to hear it from there, or drag it out as a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the take begins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the take ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your take</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tips</name>
    <message>
        <source>Alt+Enter shows what is known of a track, and lets you put it right. Tracks can be dragged out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+P finds a smooth path from one track to another, and keeps it as a playlist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw around tracks with Shift and the mouse to play or keep them. Searches light up their results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing on this page is downloaded before you have read how much it is, and said yes.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrackActions</name>
    <message>
        <source>Add to the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path from here to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as a playlist…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrackBrowser</name>
    <message>
        <source>All tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details (Alt+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by title, artist, album, genre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No track matches “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tracks to show here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter looks at titles, artists, albums, genres and file names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} tracks</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrackField</name>
    <message>
        <source>Type a title or an artist</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrackList</name>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrackTable</name>
    <message>
        <source>Columns; a click sorts by one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrimHandle</name>
    <message>
        <source>{0} s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TroubleRow</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TroubleStrip</name>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Troubles</name>
    <message>
        <source>It has been written to the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside the program ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoicedMeter</name>
    <message>
        <source>Seconds of melody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} seconds of melody</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Waypoint</name>
    <message>
        <source>Remove waypoint {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waypoint {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Waypoints</name>
    <message>
        <source>Add a track that the path passes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By way of…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find music in your own collection: by a picture, a hummed tune, words or a recording.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome to VectorBeats</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhyPanel</name>
    <message>
        <source>Why “{0}” was found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>1 semitone above your hum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 semitone below your hum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder with music.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Albums</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Albums come from the tags of your files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Artists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Artists come from the tags of your files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the models about words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not be analysed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faint match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Genres</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Genres come from the tags of your files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hearing with the music model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joining pictures and music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judging moods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listening for melodies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listening to what recordings are recognised by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at covers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking through the folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the demo music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the model quicker, once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not reachable now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading tags and covers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seeing what covers show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strong match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown artist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updating the index of recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Various artists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting to be analysed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about a minute left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about an hour left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {0} hours left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {0} minutes left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as fast as your hum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>energy and feeling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found at {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found by a hum you confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the key of your hum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>melody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mood and theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recognised at {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what you said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} % faster than your hum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} % slower than your hum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} files found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} kbit/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} semitones above your hum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} semitones below your hum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, played {1} % faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, played {1} % slower</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WordsBox</name>
    <message>
        <source>A mood, a place, a name… “rainy night drive”, “joyful, not loud”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to look for, in words</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
