"""Write src/avow/language/data/words.tsv: English word forms with their parts of speech and lemmas.

Run by hand when the list should change (`make lexicon`); the product reads only the file it writes.
The forms and lemmas come from lemminflect's dictionary (MIT), which derives from the NIH SPECIALIST
lexicon; the selection (the 45,000 commonest English words) from wordfreq (Apache-2.0 code, CC BY-SA
frequency data, used here only to choose which words to keep).

A row is `form TAB entry ...`; an entry is TAG=lemma with Penn tags: VB VBZ VBD VBN VBG NN NNS JJ JJR JJS RB.
"""

import pathlib

import lemminflect
import wordfreq

TARGET = pathlib.Path(__file__).parents[1] / "src/avow/language/data/words.tsv"
VERBS = TARGET.with_name("verbs.tsv")  # lemma, VBZ, VBD, VBN, VBG: what inflecting needs, quick to read
TAGS = {
    "VERB": ("VB", "VBZ", "VBD", "VBN", "VBG"),
    "NOUN": ("NN", "NNS"),
    "ADJ": ("JJ", "JJR", "JJS"),
    "ADV": ("RB",),
}


def main() -> None:
    common = [w for w in wordfreq.top_n_list("en", 45_000) if w.isascii() and w.isalpha()]
    rows: dict[str, dict[str, str]] = {}
    for word in common:
        for upos, lemmas in lemminflect.getAllLemmas(word).items():
            for lemma in lemmas:
                for tag in TAGS.get(upos, ()):
                    for form in lemminflect.getInflection(lemma, tag, inflect_oov=False):
                        if form.isascii() and form.isalpha():
                            rows.setdefault(form.lower(), {}).setdefault(tag, lemma.lower())
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with TARGET.open("w", encoding="utf-8") as out:
        for form in sorted(rows):
            if len(form) > 1:
                out.write(
                    "\t".join(
                        [
                            form,
                            *(
                                t if lemma == form else f"{t}={lemma}"
                                for t, lemma in sorted(rows[form].items())
                            ),
                        ]
                    )
                    + "\n"
                )
    with VERBS.open("w", encoding="utf-8") as out:
        for lemma in sorted(form for form in rows if rows[form].get("VB") == form):
            forms = [_form(rows, lemma, tag) for tag in ("VBZ", "VBD", "VBN", "VBG")]
            if any(forms):
                out.write("\t".join([lemma, *forms]) + "\n")


def _form(rows: dict[str, dict[str, str]], lemma: str, tag: str) -> str:
    """The dictionary's form of a verb under a tag, if the list holds it."""
    found = [f.lower() for f in lemminflect.getInflection(lemma, tag, inflect_oov=False)]
    return next((f for f in found if f in rows), "")


if __name__ == "__main__":
    main()
