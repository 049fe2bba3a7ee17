"""Context given beside a brief, by flags or single files, laid over it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the command line adds to a brief; None and empty mean "not given".

    `company` holds the fields of a company file, which the single company fields beat.
    """

    question: str | None = None
    company_name: str | None = None
    role: str | None = None
    mission: str | None = None
    culture: str | None = None
    posting: str | None = None
    voice: str | None = None
    seconds: int | None = None
    locale: str | None = None
    values: Sequence[str] = ()
    facts: Sequence[str] = ()
    withhold: Sequence[str] = ()
    company: Mapping[str, object] = field(default_factory=dict)


def merge(fields: Mapping[str, object], context: Context) -> dict[str, object]:
    """The fields of a brief with the context laid over them: single values win, lists are appended.

    Nothing is validated here: what is malformed in `fields` stays as it is, for `build` to name.
    """
    merged = dict(fields)
    _set(merged, {"question": context.question, "voice": context.voice})
    _append(merged, "facts", context.facts)
    _append(merged, "withhold", context.withhold)
    given = dict(context.company)
    values = given.pop("values", ())
    _set(
        given,
        {
            "name": context.company_name,
            "role": context.role,
            "mission": context.mission,
            "culture": context.culture,
            "posting": context.posting,
        },
    )
    _lay_over(merged, "company", given, {"values": [*_entries(values), *context.values]})
    _lay_over(merged, "style", _given({"seconds": context.seconds, "locale": context.locale}), {})
    return merged


def _lay_over(
    merged: dict[str, object], key: str, given: Mapping[str, object], lists: Mapping[str, Sequence[object]]
) -> None:
    part = merged.get(key, {})
    if not isinstance(part, Mapping) or not (given or any(lists.values())):
        return
    laid = {**part, **given}
    for name, entries in lists.items():
        _append(laid, name, entries)
    merged[key] = laid


def _append(fields: dict[str, object], key: str, entries: Sequence[object]) -> None:
    present = fields.get(key, [])
    if entries and isinstance(present, list | tuple):
        fields[key] = [*present, *entries]


def _set(fields: dict[str, object], values: Mapping[str, object]) -> None:
    fields.update(_given(values))


def _given(values: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is not None}


def _entries(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else [value]
