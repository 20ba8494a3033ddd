"""Recordings that are hard to tell apart by their names: what is wanted, what Spotify offers, and which of it it is.

A candidate's id tells what it is; None stands for nothing being said.
"""

from __future__ import annotations

from dataclasses import dataclass

from vectorbeats_desktop.engine.remote.spotify.records import SpotifyTrack, Wanted


def want(
    title: str, artist: str, duration_s: float | None = 200, album: str = "", year: int | None = None, isrc: str = ""
) -> Wanted:
    return Wanted(title, artist, album, duration_s, year, isrc)


def offer(
    spotify_id: str,
    title: str,
    artists: str,
    duration_s: float | None = 200,
    album: str = "",
    year: int | None = None,
    isrc: str = "",
    popularity: int | None = None,
) -> SpotifyTrack:
    """A candidate; several artists are divided by " | "."""
    return SpotifyTrack(
        spotify_id, title, tuple(artists.split(" | ")), album, duration_s, year, isrc, popularity=popularity
    )


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    wanted: Wanted
    candidates: tuple[SpotifyTrack, ...]
    expected: str | None


def case(name: str, wanted: Wanted, *candidates: SpotifyTrack, expected: str | None) -> Case:
    return Case(name, wanted, candidates, expected)


# fmt: off
CASES: tuple[Case, ...] = (
    # By ISRC
    case("an ISRC is believed over spelling", want("Bohemian Rapsody", "Queen", 354, isrc="GBUM71029604"),
         offer("live", "Bohemian Rhapsody - Live", "Queen", 354, isrc="GBUM71029999"),
         offer("it", "Bohemian Rhapsody - Remastered 2011", "Queen", 354, isrc="GBUM71029604"), expected="it"),
    case("an ISRC of another track is not believed", want("Creep", "Radiohead", 238, isrc="GBAYE9300106"),
         offer("other", "Three Little Birds", "Bob Marley & The Wailers", 180, isrc="GBAYE9300106"), expected=None),
    case("nor one of another track of the same length", want("Creep", "Radiohead", 238, isrc="GBAYE9300106"),
         offer("other", "Whatever", "Oasis", 238, isrc="GBAYE9300106"), expected=None),
    case("of several releases with an ISRC, that on the wanted album",
         want("Hurt", "Johnny Cash", 218, "American IV", 2002, "USDJ20201013"),
         offer("hits", "Hurt", "Johnny Cash", 218, "The Legend", 2005, "USDJ20201013", 80),
         offer("it", "Hurt", "Johnny Cash", 218, "American IV", 2002, "USDJ20201013", 20), expected="it"),
    case("without candidates of that ISRC, names decide", want("Hurt", "Johnny Cash", 218, isrc="USDJ20201013"),
         offer("it", "Hurt", "Johnny Cash", 218), expected="it"),
    # Live
    case("live is not what was recorded in a studio", want("Angie", "The Rolling Stones", 272),
         offer("live", "Angie - Live", "The Rolling Stones", 272), expected=None),
    case("the studio's is not live", want("Angie (Live)", "The Rolling Stones", 272),
         offer("studio", "Angie", "The Rolling Stones", 272), expected=None),
    case("live at the same place, otherwise told", want("Love of My Life (Live at Wembley Stadium 1986)", "Queen", 290),
         offer("rio", "Love Of My Life - Live At Rio 1985", "Queen", 290),
         offer("it", "Love Of My Life - Live At Wembley Stadium / July 1986", "Queen", 291), expected="it"),
    case("live elsewhere", want("Alive - Live at Pinkpop 1992", "Pearl Jam", 340),
         offer("other", "Alive - Live at Wembley Arena 2000", "Pearl Jam", 340), expected=None),
    case("live, only told by the album", want("Tears in Heaven", "Eric Clapton", 276, "Unplugged"),
         offer("film", "Tears in Heaven", "Eric Clapton", 276, "Rush (Soundtrack)"),
         offer("it", "Tears in Heaven - Acoustic Live", "Eric Clapton", 276, "Unplugged"),
         offer("best", "Tears in Heaven", "Eric Clapton", 276, "Unplugged (Deluxe Edition)"), expected="best"),
    case("live, told by the offered album only", want("No Quarter", "Led Zeppelin", 420, "Houses of the Holy"),
         offer("live", "No Quarter", "Led Zeppelin", 420, "Live at Madison Square Garden"), expected=None),
    case("live, told by the end of an album's name", want("Time", "Pink Floyd", 413),
         offer("live", "Time", "Pink Floyd", 413, "The Dark Side Of The Moon Live"), expected=None),
    case("a title that begins with live is no live recording", want("Live and Let Die", "Wings", 192),
         offer("it", "Live And Let Die - Remastered", "Wings", 192), expected="it"),
    case("an album that begins with live neither", want("Violet", "Hole", 204, "Live Through This"),
         offer("it", "Violet", "Hole", 204, "Live Through This"), expected="it"),
    case("ao vivo is live", want("Aquarela", "Toquinho", 250),
         offer("live", "Aquarela - Ao Vivo", "Toquinho", 250), expected=None),
    case("live, where only one says where, and as long", want("One (Live)", "U2", 300.5),
         offer("it", "One - Live from Paris", "U2", 300), expected="it"),
    case("live, where only one says where, and of another length", want("One (Live)", "U2", 300),
         offer("other", "One - Live from Paris", "U2", 308), expected=None),
    # Remasters
    case("a remaster is the recording", want("Heroes", "David Bowie", 371),
         offer("it", '"Heroes" - 2017 Remaster', "David Bowie", 371), expected="it"),
    case("of both, the plain one for a plain title", want("Money", "Pink Floyd", 382),
         offer("remaster", "Money - 2011 Remastered Version", "Pink Floyd", 382),
         offer("it", "Money", "Pink Floyd", 382), expected="it"),
    case("of both, the remaster for a remaster", want("Money (Remastered 2011)", "Pink Floyd", 382),
         offer("plain", "Money", "Pink Floyd", 382),
         offer("it", "Money - 2011 Remastered Version", "Pink Floyd", 382), expected="it"),
    case("a live remaster is live", want("Paranoid (2012 Remaster)", "Black Sabbath", 170),
         offer("live", "Paranoid - Live; 2012 Remaster", "Black Sabbath", 170), expected=None),
    case("stereo and mono are no other song", want("Paperback Writer", "The Beatles", 138),
         offer("it", "Paperback Writer - Remastered 2009 / Mono", "The Beatles", 138), expected="it"),
    # Covers, karaoke, tributes
    case("a cover is by somebody else", want("Hallelujah", "Leonard Cohen", 280),
         offer("cover", "Hallelujah", "Jeff Buckley", 280), expected=None),
    case("karaoke", want("Rolling in the Deep", "Adele", 228),
         offer("karaoke", "Rolling in the Deep (Karaoke Version)", "Adele", 228), expected=None),
    case("in the style of", want("Rolling in the Deep", "Adele", 228),
         offer("karaoke", "Rolling in the Deep (In the Style of Adele)", "Ameritz Karaoke", 228), expected=None),
    case("a tribute band has the name in its own", want("Dancing Queen", "ABBA", 230),
         offer("tribute", "Dancing Queen", "ABBA Tribute", 230), expected=None),
    case("a band that sounds like the name", want("Help!", "The Beatles", 139),
         offer("other", "Help!", "The Beetles", 139), expected=None),
    case("a lullaby", want("Enter Sandman", "Metallica", 331),
         offer("lullaby", "Enter Sandman", "Rockabye Baby!", 331, "Lullaby Renditions of Metallica"), expected=None),
    case("the tribute's own album under the right name", want("Creep", "Radiohead", 238),
         offer("tribute", "Creep", "Radiohead", 238, "A Tribute to Radiohead"), expected=None),
    case("a cover that is wanted", want("Hurt (Nine Inch Nails cover)", "Johnny Cash", 218),
         offer("nin", "Hurt", "Nine Inch Nails", 218), expected=None),
    # Remixes, edits, other versions
    case("a remix is another", want("Midnight City", "M83", 243),
         offer("remix", "Midnight City - Eric Prydz Private Remix", "M83", 243), expected=None),
    case("the same remix", want("Cola (Joris Voorn Remix)", "CamelPhat & Elderbrook", 400),
         offer("other", "Cola - Robin Schulz Remix", "CamelPhat | Elderbrook", 400),
         offer("it", "Cola - Joris Voorn Remix", "CamelPhat | Elderbrook", 401), expected="it"),
    case("an original mix is the plain one", want("Strobe (Original Mix)", "deadmau5", 637),
         offer("edit", "Strobe - Radio Edit", "deadmau5", 637),
         offer("it", "Strobe", "deadmau5", 637), expected="it"),
    case("an extended mix is not", want("Blue Monday", "New Order", 449),
         offer("extended", 'Blue Monday - 12" Extended', "New Order", 449), expected=None),
    case("a radio edit for a radio edit", want("Levels (Radio Edit)", "Avicii", 199),
         offer("plain", "Levels", "Avicii", 199), offer("it", "Levels - Radio Edit", "Avicii", 199), expected="it"),
    case("acoustic", want("Skinny Love", "Bon Iver", 238),
         offer("acoustic", "Skinny Love (Acoustic)", "Bon Iver", 238), expected=None),
    case("demo", want("Black", "Pearl Jam", 343), offer("demo", "Black - Demo", "Pearl Jam", 343), expected=None),
    case("instrumental", want("Teardrop", "Massive Attack", 330),
         offer("instrumental", "Teardrop (Instrumental)", "Massive Attack", 330), expected=None),
    case("recorded anew", want("Love Story", "Taylor Swift", 235),
         offer("anew", "Love Story (Taylor’s Version)", "Taylor Swift", 235), expected=None),
    case("sped up", want("Escapism.", "RAYE", 272), offer("fast", "Escapism. - Sped Up", "RAYE", 272), expected=None),
    case("a version with a name of its own", want("Let It Be", "The Beatles", 234),
         offer("naked", "Let It Be - Naked Version / Remastered 2013", "The Beatles", 234), expected=None),
    case("the same, wanted", want("Let It Be (Naked Version)", "The Beatles", 234),
         offer("plain", "Let It Be", "The Beatles", 234),
         offer("it", "Let It Be - Naked Version / Remastered 2013", "The Beatles", 234), expected="it"),
    case("one that is longer by name, as long by chance", want("All Too Well", "Taylor Swift", 329),
         offer("long", "All Too Well (10 Minute Version)", "Taylor Swift", 329), expected=None),
    case("a reprise is another piece", want("Sgt. Pepper's Lonely Hearts Club Band", "The Beatles", 122),
         offer("reprise", "Sgt. Pepper's Lonely Hearts Club Band (Reprise)", "The Beatles", 122), expected=None),
    # Guests and several artists
    case("feat. in the title, there an artist", want("Under Pressure (feat. David Bowie)", "Queen", 248),
         offer("it", "Under Pressure", "Queen | David Bowie", 248), expected="it"),
    case("feat. with the artist, there in the title", want("Stan", "Eminem ft. Dido", 404),
         offer("it", "Stan (feat. Dido)", "Eminem | Dido", 404), expected="it"),
    case("feat. without brackets", want("Empire State of Mind feat. Alicia Keys", "JAY-Z", 276),
         offer("it", "Empire State Of Mind", "JAY-Z | Alicia Keys", 276), expected="it"),
    case("a guest that nobody told of", want("Airplanes", "B.o.B", 180),
         offer("it", "Airplanes (feat. Hayley Williams of Paramore)", "B.o.B | Hayley Williams", 180), expected="it"),
    case("another guest is another song", want("Monster (feat. Nicki Minaj)", "Kanye West", 300),
         offer("other", "Monster (feat. Bon Iver)", "Kanye West | Bon Iver", 300), expected=None),
    case("artists in another order", want("Shallow", "Bradley Cooper & Lady Gaga", 215),
         offer("it", "Shallow", "Lady Gaga | Bradley Cooper", 215), expected="it"),
    case("one name with commas and an and", want("September", "Earth Wind and Fire", 215),
         offer("it", "September", "Earth, Wind & Fire", 215), expected="it"),
    case("last name first", want("Ring of Fire", "Cash, Johnny", 157),
         offer("it", "Ring of Fire", "Johnny Cash", 157), expected="it"),
    case("the, at the end", want("Alison", "Cure, The", 200), offer("it", "Alison", "The Cure", 200), expected="it"),
    case("a first name less", want("Wrecking Ball", "Springsteen", 350),
         offer("other", "Wrecking Ball", "Bruce Springsteen", 350), expected=None),
    case("a misspelled band may be another", want("Wonderwall", "Oassis", 258),
         offer("other", "Wonderwall", "Oasis", 258), expected=None),
    case("a name with a slash", want("Thunderstruck", "ACDC", 292),
         offer("it", "Thunderstruck", "AC/DC", 292), expected="it"),
    case("nobody is named", want("Home", "Various Artists", 200),
         offer("other", "Home", "Michael Bublé", 200), expected=None),
    case("the same work played by others", want("Cello Suite No. 1 in G", "Bach; Yo-Yo Ma", 150),
         offer("other", "Cello Suite No. 1 in G", "Bach | Mischa Maisky", 150),
         offer("it", "Cello Suite No. 1 in G", "Bach | Yo-Yo Ma", 150), expected="it"),
    # Scripts, accents, signs
    case("accents", want("Hoppipolla", "Sigur Ros", 268), offer("it", "Hoppípolla", "Sigur Rós", 268), expected="it"),
    case("letters that do not come apart", want("Jóga", "Bjork", 305),
         offer("it", "Joga", "Björk", 305), expected="it"),
    case("Cyrillic there, Latin here", want("Gruppa krovi", "Kino", 285),
         offer("it", "Группа крови", "Кино", 285), expected="it"),
    case("Greek there, and sounds in Latin", want("Zorba", "Mikis Theodorakis", 220),
         offer("other", "Ζορμπά", "Mikis Theodorakis", 220), expected=None),
    case("two words that are spelled alike in Latin letters", want("她", "王菲", 240),
         offer("other", "他", "王菲", 240), expected=None),
    case("kana", want("さくら", "森山直太朗", 300), offer("it", "さくら", "森山直太朗", 300), expected="it"),
    case("the artist in the title, and none named", want("Pink - So What", "Unknown Artist", 215),
         offer("other", "So What", "P!nk", 215), expected=None),
    case("signs for letters", want("So What", "Pink", 215), offer("it", "So What", "P!nk", 215), expected="it"),
    case("a dollar", want("TiK ToK", "Kesha", 199), offer("it", "TiK ToK", "Ke$ha", 199), expected="it"),
    case("typographic apostrophes, and g left out", want("Livin' on a Prayer", "Bon Jovi", 249),
         offer("it", "Livin’ On A Prayer", "Bon Jovi", 249), expected="it"),
    case("g or no g", want("Rolling Down", "X Band", 200),
         offer("it", "Rollin' Down", "X Band", 200), expected="it"),
    case("'n'", want("Rock 'n' Roll", "Led Zeppelin", 220),
         offer("it", "Rock and Roll - Remaster", "Led Zeppelin", 220), expected="it"),
    # Parts and numbers
    case("pt. and part", want("Another Brick in the Wall, Pt. 2", "Pink Floyd", 239),
         offer("one", "Another Brick in the Wall, Part 1", "Pink Floyd", 239),
         offer("it", "Another Brick in the Wall (Part II)", "Pink Floyd", 239), expected="it"),
    case("only another part", want("Shine On You Crazy Diamond, Pts. 1-5", "Pink Floyd", 811),
         offer("other", "Shine On You Crazy Diamond (Parts 6-9)", "Pink Floyd", 811), expected=None),
    case("a part is not the whole", want("Thriller", "X", 300), offer("part", "Thriller (Part 2)", "X", 300),
         expected=None),
    case("numbers that differ", want("Symphony No. 5", "Mahler", 700),
         offer("other", "Symphony No. 6", "Mahler", 700), expected=None),
    case("a number's name", want("Mambo No. 5", "Lou Bega", 220),
         offer("it", "Mambo Number 5 (A Little Bit of...)", "Lou Bega", 220), expected="it"),
    # Titles
    case("brackets that belong to the title", want("Satisfaction", "The Rolling Stones", 222),
         offer("it", "(I Can't Get No) Satisfaction - Mono", "The Rolling Stones", 222), expected="it"),
    case("one word that differs", want("Love Me Do", "The Beatles", 141),
         offer("other", "Love You To", "The Beatles", 141), expected=None),
    case("one letter that differs", want("Dreams", "Fleetwood Mac", 257),
         offer("other", "Dream", "Fleetwood Mac", 257), expected=None),
    case("a slip of the pen", want("Bohemain Rhapsody", "Queen", 354),
         offer("it", "Bohemian Rhapsody", "Queen", 354), expected="it"),
    case("one word or two", want("Good Night", "The Beatles", 194),
         offer("it", "Goodnight", "The Beatles", 194), expected="it"),
    case("with is a word of the title", want("I Wanna Dance with Somebody", "Whitney Houston", 291),
         offer("it", "I Wanna Dance with Somebody (Who Loves Me)", "Whitney Houston", 291), expected="it"),
    # Length
    case("much longer", want("Sister Ray", "The Velvet Underground", 1048),
         offer("other", "Sister Ray", "The Velvet Underground", 1140), expected=None),
    case("some seconds of silence", want("Karma Police", "Radiohead", 268),
         offer("it", "Karma Police", "Radiohead", 262), expected="it"),
    case("of two, that of the same length", want("Cocaine", "Eric Clapton", 220),
         offer("other", "Cocaine", "Eric Clapton", 230), offer("it", "Cocaine", "Eric Clapton", 221), expected="it"),
    case("a length that nobody knows", want("Cocaine", "Eric Clapton", None),
         offer("it", "Cocaine", "Eric Clapton", 220), expected="it"),
    case("nothing is certain", want("Bohemain Rhapsody (Remastered)", "Queen", None),
         offer("other", "Bohemian Rhapsody", "Queen | Somebody", None), expected=None),
    case("no title", want("", "Queen", 200), offer("other", "", "Queen", 200), expected=None),
)
# fmt: on
