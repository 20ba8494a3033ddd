"""The catalogue's smart playlists: what each is filled by. They share their names with the other playlists."""

from __future__ import annotations

from vectorbeats_desktop.engine.library.playlists import PlaylistTables

_RECIPE = "SELECT s.recipe FROM smart_playlists s JOIN playlists p USING (playlist_id) WHERE p.name = ?"
_RECIPES = "SELECT p.name, s.recipe FROM smart_playlists s JOIN playlists p USING (playlist_id)"
_KEEP = """
INSERT INTO smart_playlists (playlist_id, recipe) SELECT playlist_id, ? FROM playlists WHERE name = ?
"""
_FOUND = """
UPDATE smart_playlists SET found = ?
WHERE playlist_id = (SELECT playlist_id FROM playlists WHERE name = ?) AND found <> ?
"""


class SmartPlaylistTables(PlaylistTables):
    """Recipes as JSON; what is in them is the matter of whoever writes them."""

    def recipe(self, name: str) -> str | None:
        """What a playlist is filled by; None where it does not fill itself, or there is none of that name."""
        with self.read() as connection:
            row = connection.execute(_RECIPE, (name,)).fetchone()
        return None if row is None else str(row[0])

    def recipes(self) -> dict[str, str]:
        """What each smart playlist is filled by, by its name."""
        with self.read() as connection:
            return dict(connection.execute(_RECIPES).fetchall())

    def put_recipe(self, name: str, recipe: str, *, replace: bool) -> bool:
        """Keep a smart playlist. False when there is a playlist of that name, and it is not to be replaced."""
        with self.batch():
            if not self.put_playlist(name, (), replace=replace):
                return False
            with self.write(visible=False) as connection:
                connection.execute(_KEEP, (recipe, name))
        return True

    def change_recipe(self, name: str, recipe: str) -> None:
        """Let a smart playlist be filled by something else; how many it held stays."""
        with self.write(visible=False) as connection:
            self._playlist_writes += 1
            connection.execute(
                "UPDATE smart_playlists SET recipe = ? "
                "WHERE playlist_id = (SELECT playlist_id FROM playlists WHERE name = ?)",
                (recipe, name),
            )

    def note_found(self, name: str, count: int) -> None:
        """Remember how many tracks a smart playlist had when it was last filled."""
        with self.write(visible=False) as connection:
            connection.execute(_FOUND, (count, name, count))
