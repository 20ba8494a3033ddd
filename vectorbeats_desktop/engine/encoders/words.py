"""Words read into the concept space: by the text model when it is there, else by a word list.

The model places a text among the concepts' phrases: a softmax over centred cosines, whose
expectation gives valence and energy. The figures were chosen by split halves of rated
sentences; `benchmarks/words.py` measures them again.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.concepts import ConceptKind, ConceptSpace
from vectorbeats_desktop.engine.encoders.lexicon import Lexicon, content_words
from vectorbeats_desktop.engine.encoders.negation import Request, Unwanted, split, word_set
from vectorbeats_desktop.engine.encoders.reading import Reading
from vectorbeats_desktop.engine.encoders.text_model import TextModel
from vectorbeats_desktop.engine.errors import ModelUnavailable

SOURCE_MODEL = "text model"
SOURCE_LIST = "word list"

TEMPERATURE = 0.07
NEAREST = 20  # concepts that take part; the long tail only pulls towards the middle
LIST_SHARE = 0.25  # of valence and energy beside the model: the list is sure of single strong words
FAINT_COSINE, SURE_COSINE = 0.15, 0.5  # centred cosine with the nearest concept: nothing known … well known
FLIP_ALONE = 0.6  # "not sad" is less happy than "happy"
FLIP_BESIDE = 0.3  # "calm, not sad": the wanted words lead
SHARPLY = 0.4  # what is not wanted is only what was named, and not all that lies near it
TOLD = 6
LONGEST_QUOTE = 120  # characters of the query, in a notice

SUNG = word_set("vocal vocals vox voice voices singing singer singers sing sung lyric lyrics words rap rapping choir")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Place:
    """Where plain words, without any negation, lie: activations (C,) in [0, 1], valence, energy, certainty."""

    activations: Floats
    valence: float
    energy: float
    certainty: float
    told: tuple[str, ...]


class WordsEncoder:
    """Reads free words; thread-safe. `model` is None where none is installed.

    Without `affect` nothing but the concepts is used, as a control with shuffled concepts needs it.
    """

    def __init__(self, space: ConceptSpace, model: TextModel | None, affect: bool = True) -> None:
        self._space = space
        self._model = model
        self._lexicon = Lexicon(space, affect)
        self._phrases = tuple(phrase for phrases in space.phrases for phrase in phrases)
        self._owner = np.repeat(np.arange(len(space)), [len(phrases) for phrases in space.phrases])
        if model is not None:
            model.prepare(self._phrases)

    def read(self, text: str, wait_s: float = 0.0) -> Reading:
        """Return what `text` asks for, and in `without` what it asks not to be there.

        The text model answers when it is ready; when it is not, it is started in the background
        and awaited for at most `wait_s` seconds, and then the word list answers and says so.
        """
        request = split(text)
        texts = [request.wanted, *(unwanted.text for unwanted in request.unwanted)]
        places, source, notices = self._read_plain(texts, wait_s)
        return _Composer(self._space, request, source).compose(places[0], places[1:], notices)

    @property
    def has_model(self) -> bool:
        """Whether there is a text model, ready or not."""
        return self._model is not None

    @property
    def by_model(self) -> bool:
        """Whether the text model would answer now."""
        return self._model is not None and self._model.ready

    def _read_plain(self, texts: list[str], wait_s: float) -> tuple[list[Place], str, tuple[str, ...]]:
        why = self._why_no_model(wait_s)
        if not why and self._model is not None:
            try:
                return self._by_model(texts, self._model), SOURCE_MODEL, ()
            except ModelUnavailable as error:
                why = error.message
        places = [self._by_list(text) for text in texts]
        notices = [f"Words were read by the word list: {why}"]
        if texts[0] and content_words(texts[0]) and not places[0].told:
            named = textwrap.shorten(texts[0], LONGEST_QUOTE, placeholder=" …")
            notices.append(f"The word list knows none of these words: “{named}”.")
        return places, SOURCE_LIST, tuple(notices)

    def _why_no_model(self, wait_s: float) -> str:
        """Return why the model cannot answer now, or nothing; begin loading it where that may help."""
        model = self._model
        if model is None:
            return "no text model is installed."
        if model.ready:
            return ""
        problem = model.problem
        if not problem:
            model.warm()
            if wait_s > 0 and model.wait(wait_s):
                return ""
        return model.problem or "the text model is still loading."

    def _by_model(self, texts: Sequence[str], model: TextModel) -> list[Place]:
        phrases = model.prepared(self._phrases)
        assert phrases is not None, "a ready model has encoded what it was asked to prepare"
        cosines = concept_cosines(model.encode(texts), phrases, self._owner)
        return [
            self._place(row, text) if content_words(text) else self._nowhere()
            for row, text in zip(cosines, texts, strict=True)
        ]

    def _place(self, cosines: Floats, text: str) -> Place:
        shares, listed = concept_shares(cosines), self._lexicon.read(text)
        weight = LIST_SHARE if listed.told else 0.0
        certainty = (float(cosines.max()) - FAINT_COSINE) / (SURE_COSINE - FAINT_COSINE)
        return Place(
            # A concept that is named outright is meant, even where the model sees a neighbour first.
            activations=np.maximum(shares / shares.max(), self._lexicon.named(text)).astype(np.float32),
            valence=(1 - weight) * float(shares @ self._space.valence) + weight * listed.valence,
            energy=(1 - weight) * float(shares @ self._space.energy) + weight * listed.energy,
            certainty=float(np.clip(certainty, 0.0, 1.0)),
            told=_told(content_words(text)),
        )

    def _by_list(self, text: str) -> Place:
        found = self._lexicon.read(text)
        return Place(found.activations, found.valence, found.energy, found.coverage, _told(found.told))

    def _nowhere(self) -> Place:
        return Place(np.zeros(len(self._space), np.float32), 0.0, 0.0, 0.0, ())


def concept_cosines(rows: Floats, phrases: Floats, owner: NDArray[np.int_]) -> Floats:
    """Return cosines of texts with concepts, (n, C), both centred on the phrases' mean.

    A concept lies at the mean of its phrases, shape (P, 384); `owner` (P,) says whose each is.
    Centring takes away what all phrases share, which otherwise hides the differences
    (Mu & Viswanath 2018, "All-but-the-top").
    """
    mean = phrases.mean(axis=0)
    centred = _unit(phrases - mean)
    concepts = np.zeros((int(owner.max()) + 1, phrases.shape[1]), np.float32)
    np.add.at(concepts, owner, centred)
    cosines: Floats = _unit(rows - mean) @ _unit(concepts).T
    return cosines


def concept_shares(cosines: Floats, temperature: float = TEMPERATURE, nearest: int = NEAREST) -> Floats:
    """Return how a text divides among the concepts, shape (C,), sum 1: a softmax over the nearest ones."""
    weights = np.exp((cosines - cosines.max()) / temperature)
    if nearest < weights.size:
        weights[weights < np.partition(weights, -nearest)[-nearest]] = 0
    shares: Floats = weights / weights.sum()
    return shares


def _unit(rows: Floats) -> Floats:
    unit: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit


def _told(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))[:TOLD]


class _Composer:
    """Puts together what is wanted and what is not."""

    def __init__(self, space: ConceptSpace, request: Request, source: str) -> None:
        self._space = space
        self._request = request
        self._source = source

    def compose(self, wanted: Place, unwanted: Sequence[Place], notices: tuple[str, ...]) -> Reading:
        without = self._without(unwanted)
        valence, energy = self._feeling(wanted, unwanted)
        activations = wanted.activations
        certainty = max([wanted.certainty, *(FLIP_ALONE * place.certainty for place in unwanted if self._feels(place))])
        if not wanted.told and certainty > 0:
            moods = self._space.kinds[ConceptKind.MOOD]
            activations = np.where(moods, self._space.closeness(valence, energy), 0).astype(np.float32)
        if without is not None:
            activations = activations * (1 - without)
        told = wanted.told or tuple(f"{part.cue} {part.text}" for part in self._request.unwanted)
        said = (*notices, *self._doubts(unwanted))
        return Reading(activations, valence, energy, certainty, told, self._source, without, said)

    def _without(self, unwanted: Sequence[Place]) -> Floats | None:
        if not unwanted:
            return None
        without = np.zeros(len(self._space), np.float32)
        for part, place in zip(self._request.unwanted, unwanted, strict=True):
            named = np.where(place.activations >= SHARPLY, place.activations, 0)
            without = np.maximum(without, (part.strength * named).astype(np.float32))
        return without

    def _feels(self, place: Place) -> bool:
        """Whether leaving it out says something about the mood: "not sad" does, "no jazz" and "no drums" do not."""
        if not place.told or not place.activations.any():
            return False
        kind = self._space.concepts[int(place.activations.argmax())].kind
        return kind not in (ConceptKind.GENRE, ConceptKind.INSTRUMENT)

    def _feeling(self, wanted: Place, unwanted: Sequence[Place]) -> tuple[float, float]:
        """Return valence and energy: away from what is not wanted, gently."""
        pairs = zip(self._request.unwanted, unwanted, strict=True)
        away = [
            (-part.strength * place.valence, -part.strength * place.energy)
            for part, place in pairs
            if self._feels(place)
        ]
        if not away:
            return wanted.valence, wanted.energy
        start = np.array([wanted.valence, wanted.energy])
        flip = FLIP_BESIDE if wanted.told else FLIP_ALONE
        valence, energy = np.clip(start + flip * np.mean(away, axis=0), -1, 1)
        return float(valence), float(energy)

    def _doubts(self, unwanted: Sequence[Place]) -> list[str]:
        doubts = [f"“{cue}” was not understood: nothing follows it." for cue in self._request.dangling]
        for part, place in zip(self._request.unwanted, unwanted, strict=True):
            doubts.extend(self._doubt(part, place))
        return doubts

    def _doubt(self, part: Unwanted, place: Place) -> list[str]:
        asked = f"{part.cue} {part.text}"
        if SUNG & set(content_words(part.text)) or "words" in part.text.split():
            return [f"Whether anyone sings cannot be heard yet, so “{asked}” is only a hint."]
        if not place.told:
            return [f"“{asked}” was not understood, so nothing was left out."]
        if self._space.concepts[int(place.activations.argmax())].kind is ConceptKind.INSTRUMENT:
            return [f"Single instruments cannot be heard yet, so “{asked}” only steers away from music like that."]
        return []
