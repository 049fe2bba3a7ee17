"""On a local Ray cluster that the test starts; skipped, in words, where Ray is not installed."""

import json
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from batch_server import Running
from honest import brief

pytestmark = pytest.mark.slow
ray: Any = pytest.importorskip(
    "ray", reason="Ray is not installed here: pip install 'avow[ray]' to test avow.batch.ray"
)


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, ignore_reinit_error=True)
        yield
        ray.shutdown()


@pytest.mark.filterwarnings("ignore")
def test_every_row_comes_back_once_offline_and_with_a_model(cluster: None) -> None:
    from avow.batch.ray import rewrite
    from avow.batch.road import Road

    rows = [{"id": f"r{n}", "story": str(brief(n)["aspiration"])} for n in range(200)]
    rows += [{"id": "empty", "story": ""}, {"id": "again", "story": rows[0]["story"]}]
    data = ray.data.from_items(rows)
    found = {row["id"]: row for row in rewrite(data, mapped={"aspiration": "story"}).take_all()}
    assert len(found) == 202
    assert json.loads(found["empty"]["error"])["kind"] == "brief"
    assert found["again"]["answer"] == found["r0"]["answer"]
    assert all("seed bank" in row["answer"] for name, row in found.items() if name != "empty")

    with Running(delay=0.01) as server:
        road = Road(model="m", base_url=server.url)
        result = rewrite(data.limit(50), mapped={"aspiration": "story"}, road=road, fields="id,status,engine")
        told = result.take_all()
        assert sorted(row["id"] for row in told) == sorted(f"r{n}" for n in range(50))
        assert {row["engine"] for row in told} == {"m"}
        assert server.stats()["calls"] == 50
        assert server.stats()["mixed"] == 0
