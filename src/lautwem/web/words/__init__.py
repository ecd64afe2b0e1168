"""The words of the reading room in German and English, on top of those of the report."""

import functools
from importlib import resources
from typing import get_args

import yaml

from lautwem.export import labels
from lautwem.export.labels import Labels, Language

LANGUAGES: tuple[Language, ...] = get_args(Language)


@functools.cache
def load(language: Language) -> Labels:
    """The labels of the report and of the reading room in one."""
    path = resources.files("lautwem.web.words") / f"{language}.yaml"
    return labels.load(language).extended(yaml.safe_load(path.read_text(encoding="utf-8")))


def preferred(cookie: str | None, accept_language: str) -> Language:
    """The language somebody chose, or else the first of ours that their browser asks for."""
    for language in LANGUAGES:
        if cookie == language:
            return language
    wishes = [wish.partition(";")[0].strip()[:2] for wish in accept_language.split(",")]
    return next((known for wish in wishes for known in LANGUAGES if wish == known), "de")
