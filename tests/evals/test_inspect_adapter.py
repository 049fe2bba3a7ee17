"""The Inspect AI task against the real package, where the extra is installed."""

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip(
    "inspect_ai", reason="Inspect AI is not installed; pip install 'avow[inspect]' to run this test"
)


@pytest.mark.filterwarnings("default")  # the package's own warnings are not ours to mend
@pytest.mark.slow
def test_offline_task_gives_a_log_that_inspect_reads(tmp_path: Path) -> None:
    from inspect_ai import eval as run
    from inspect_ai.log import read_eval_log

    from avow.evals.adapters.inspect_ai import avow_rewrites

    (done,) = run(
        avow_rewrites(engine="offline", limit=8), model="mockllm/model", log_dir=str(tmp_path), display="none"
    )
    assert done.status == "success", done.error
    log = read_eval_log(done.location)
    assert log.samples is not None
    assert len(log.samples) == 8
    assert log.results is not None
    names = {score.name for score in log.results.scores}
    assert {"avow_truth", "avow_fit", "avow_aspiration"} <= names
    truth = next(score for score in log.results.scores if score.name == "avow_truth")
    assert truth.metrics["mean"].value == 1.0


@pytest.mark.filterwarnings("default")
@pytest.mark.slow
def test_the_model_of_inspect_writes_through_the_prompts_of_avow(tmp_path: Path) -> None:
    from inspect_ai import eval as run
    from inspect_ai.model import ModelOutput, ModelUsage, get_model

    from avow.evals.adapters.inspect_ai import avow_rewrites

    asked: list[Any] = []
    reply = {
        "sentences": [{"text": "I hold a doctorate from Uppsala.", "claims": []}],
        "left_out": [],
        "fit": {"level": "unknown", "reason": ""},
        "wanted": [],
    }

    def answer(messages: list[Any], *rest: Any) -> ModelOutput:
        asked.append(messages)
        output = ModelOutput.from_content("mockllm/model", json.dumps(reply))
        output.usage = ModelUsage(input_tokens=9, output_tokens=4, total_tokens=13)
        return output

    model = get_model("mockllm/model", custom_outputs=answer)
    (done,) = run(avow_rewrites(limit=1), model=model, log_dir=str(tmp_path), display="none")
    assert done.status == "success", done.error
    assert len(asked) == 3  # a draft and two repairs: the guards never let it through
    assert "You write the answer" in asked[0][0].text
    assert done.samples is not None
    assert done.samples[0].output.completion == ""
