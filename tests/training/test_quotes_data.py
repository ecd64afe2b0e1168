"""What the network learns from is what the annotators meant, whatever the tokens."""

import json

import numpy as np

from lautwem.evaluation.annotations import load_quotations
from lautwem.evaluation.quotations import score
from lautwem.reading.quotes.learned.decode import Candidate
from lautwem.training.quotes_data import analysed, lesson
from lautwem.training.quotes_tune import Judged, Thresholds, calibration, predictions, tune

TEXT = "Rat Zeidler teilte gestern mit, die Halle sei dicht. „Alles gut“, so Zeidler."
WORDS = TEXT.replace(",", " ,").replace(".", " .").replace("„", "„ ").replace("“", " “").split()


def ids(*words: str) -> list[int]:
    return sorted(WORDS.index(word) for word in words)


def part(*words: str) -> dict:
    return {"tokenIds": ids(*words)}


def annotated(tmp_path) -> tuple:
    quotations = [
        {
            "type": "Indirect", "medium": "SW", "quote": part("die", "Halle", "sei", "dicht"),
            "speaker": part("Rat", "Zeidler"), "cue": part("teilte", "mit"),
            "frame": part("Rat", "Zeidler", "teilte", "gestern", "mit", ","),
            "addressee": part(),
        },
        {
            "type": "Direct", "medium": "Speech", "quote": part("„", "Alles", "gut", "“"),
            "speaker": {"tokenIds": [len(WORDS) - 2]}, "cue": part("so"), "frame": part("so"),
            "addressee": part(),
        },
    ]  # fmt: skip
    sentence = {"tokens": WORDS, "charBegin": 0, "charEnd": len(TEXT)}
    document = {
        "documentName": "invented", "originalText": TEXT, "sentences": [sentence],
        "annotations": quotations,
    }  # fmt: skip
    path = tmp_path / "invented.jsonl"
    path.write_text(json.dumps(document), encoding="utf-8")
    return load_quotations(path)


def test_anchor_is_the_word_of_saying_or_the_opening_mark(tmp_path) -> None:
    document = analysed(annotated(tmp_path)[0])
    learned = lesson(document, {})
    tokens = [token.text for token in document.analysis.tokens]
    anchors = [tokens[target.anchor] for target in learned.targets]
    assert anchors == ["teilte", "„"]
    for target in learned.targets:
        assert learned.anchors[target.anchor, target.type] == 1
    assert learned.anchors.sum() == len(learned.targets)


def test_parts_are_the_annotated_words(tmp_path) -> None:
    document = analysed(annotated(tmp_path)[0])
    tokens = [token.text for token in document.analysis.tokens]
    indirect = lesson(document, {}).targets[0]
    assert [tokens[at] for at in indirect.parts[0]] == ["die", "Halle", "sei", "dicht"]
    assert [tokens[at] for at in indirect.parts[1]] == ["Rat", "Zeidler"]
    assert [tokens[at] for at in indirect.parts[2]] == ["teilte", "mit"]


def judged(tmp_path) -> Judged:
    """The gold as sure candidates, and a wrong one that is less sure."""
    document = analysed(annotated(tmp_path)[0])
    learned = lesson(document, {})
    size = len(document.analysis.tokens)

    def candidate(target, probability: float) -> Candidate:
        scores = np.zeros((size, 5), np.float32)
        for at, tokens in enumerate(target.parts):
            scores[tokens, at] = 0.9
        return Candidate(target.anchor, target.type, probability, target.medium, 0, scores)

    wrong = np.zeros((size, 5), np.float32)
    wrong[0:2, 0] = 0.9
    found = [candidate(target, 0.9) for target in learned.targets]
    found.append(Candidate(0, 4, 0.36, 0, 0, wrong))
    return Judged(document.gold, document.analysis, learned.seen, tuple(found))


def test_tuning_drops_what_is_wrong_and_keeps_what_is_right(tmp_path) -> None:
    document = judged(tmp_path)
    limits = tune([document])
    assert limits.types[4] > 0.36
    kept = predictions([document], limits)
    assert len(kept[0]) == 2
    assert score([document.gold], kept).all.joint.f1 > 0.99


def test_calibration_gives_the_share_that_is_right(tmp_path) -> None:
    points = calibration([judged(tmp_path)] * 40, Thresholds())
    assert points[0][-1][1] > 0.9  # direct: always right
    assert points[4][-1][1] < 0.1  # reported: never right
