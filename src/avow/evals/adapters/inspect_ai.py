"""Our cases and scorers as an Inspect AI task; its logs open in `inspect view`.

    inspect eval src/avow/evals/adapters/inspect_ai.py --model openai/gpt-5-mini
    inspect eval src/avow/evals/adapters/inspect_ai.py -T engine=offline --model mockllm/model

With `engine=model` the model that Inspect is given writes the drafts, through avow's own prompts, parsing,
guards and repair; with `engine=offline` no model is asked. Needs the extra: pip install 'avow[inspect]'.
"""

from pathlib import Path
from typing import Any

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import (
    ChatMessageSystem,
    ChatMessageUser,
    GenerateConfig,
    ModelOutput,
    get_model,
)
from inspect_ai.scorer import Score, Scorer, Target, mean, scorer, stderr
from inspect_ai.solver import Generate, Solver, TaskState, solver

from avow.engines.base import Engine
from avow.engines.dialect import ChatRequest
from avow.engines.offline import OfflineEngine
from avow.engines.openai import OpenAIEngine
from avow.engines.shape import Completion
from avow.errors import CompletionError
from avow.evals.cases import FOLDER, Data
from avow.evals.items import Item
from avow.evals.suites import rewrites
from avow.pipeline import rewrite

ENGINES = ("offline", "model")


class InspectChat:
    """avow's chat over the model that Inspect runs."""

    async def send(self, request: ChatRequest, /) -> Completion:
        """The model's completion, with its usage."""
        roles = {"system": ChatMessageSystem, "user": ChatMessageUser}
        messages = [roles[role](content=text) for role, text in request.messages]
        config = GenerateConfig(
            max_tokens=request.max_tokens, temperature=request.temperature, seed=request.seed
        )
        output = await get_model().generate(messages, config=config)
        if not output.completion:
            raise CompletionError("the model sent an empty completion", kind="empty", calls=1)
        usage = output.usage
        return Completion(
            output.completion, usage.input_tokens if usage else None, usage.output_tokens if usage else None
        )

    async def close(self) -> None:
        """Nothing to close: the model is Inspect's."""


@solver
def avow_rewrite(engine: str = "model") -> Solver:
    """avow's whole road for a case; the answer is the sample's completion."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        item = _items(Path(state.metadata["data"]))[state.sample_id]
        writer: Engine = OfflineEngine()
        if engine == "model":
            writer = OpenAIEngine(str(state.model), InspectChat(), model=str(state.model))
        answer = await rewrite(item.brief, writer, fallback=None)
        state.metadata["avow"] = rewrites.output_of(answer)
        state.output = ModelOutput.from_content(str(state.model), answer.text)
        state.completed = True
        return state

    return solve


def check_scorer(check: str) -> Scorer:
    """One check of the rewrites suite; a case that does not ask for it is not scored."""

    @scorer(metrics=[mean(), stderr()], name=f"avow_{check}")
    def make() -> Scorer:
        async def score(state: TaskState, target: Target) -> Score | None:
            item = _items(Path(state.metadata["data"]))[state.sample_id]
            if check not in item.checks:
                return None
            output = state.metadata["avow"]
            faults = [f["text"] for f in rewrites.faults(item, output) if f["check"] == check]
            return Score(
                value=float(rewrites.score(item, output)[check]),
                answer=output["text"],
                explanation="; ".join(faults) or output["status"],
            )

        return score

    return make()


@task
def avow_rewrites(engine: str = "model", data: str = str(FOLDER), limit: int | None = None) -> Task:
    """The rewrites suite: hand-written cases, avow's road, avow's scorers. ValueError for another engine."""
    if engine not in ENGINES:
        raise ValueError(f"no engine {engine!r}: choose from {', '.join(ENGINES)}")
    items = list(_items(Path(data)).values())[:limit]
    samples = [
        Sample(
            id=item.id,
            input=item.brief.aspiration,
            target=item.extra["expect"]["aspiration"] or "none",
            metadata={"data": data, "tags": item.extra["tags"], "split": item.split},
        )
        for item in items
    ]
    return Task(
        dataset=MemoryDataset(samples, name="avow-rewrites"),
        solver=avow_rewrite(engine),
        scorer=[check_scorer(check) for check in dict.fromkeys(c for item in items for c in item.checks)],
    )


_KNOWN: dict[Path, dict[Any, Item]] = {}


def _items(folder: Path) -> dict[Any, Item]:
    if folder not in _KNOWN:
        _KNOWN[folder] = {item.id: item for item in rewrites.items(Data(folder))}
    return _KNOWN[folder]
