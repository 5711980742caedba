"""The server holds what its own OpenAPI says, whatever it is sent.

``EXAMPLES=300 pytest tests/serve/test_description.py`` tries more, with every field of scenarios.
"""

import os
from dataclasses import replace

import pytest
import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.specs.openapi.checks import negative_data_rejection

from simulator.serve.app import create_app
from simulator.serve.settings import Limits, Settings, shipped_places

from .conftest import asker

USUAL = 3
EXAMPLES = int(os.environ.get("EXAMPLES", USUAL))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
BARE = (("GET", "/v1/regions"), ("GET", "/v1/levers"), ("GET", "/v1/health"))
WITH_INPUT = (
    ("GET", "/v1/regions/{region}"),
    ("GET", "/v1/law"),
    ("POST", "/v1/projections"),
    ("POST", "/v1/goal"),
    ("POST", "/v1/explain"),
    ("POST", "/v1/costs"),
    ("POST", "/v1/costs/curve"),
    ("POST", "/v1/papers"),
)
JOBS = (
    ("GET", "/v1/jobs/{job}"),
    ("DELETE", "/v1/jobs/{job}"),
    ("GET", "/v1/jobs/{job}/result"),
)
POSITIVE, NEGATIVE = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
FEW = ("name", "extends", "levers", "measure", "targets")
"""Fields of scenarios that are tried where few examples are."""


@pytest.fixture(scope="module")
def patient():
    """A server that gives a job no time: what is tried here is what it says, not what it finds."""
    limits = replace(Limits(), job_seconds=0.01, jobs_each=100, jobs_waiting=100)
    made = create_app(Settings(places=shipped_places(), limits=limits))
    yield asker(made)
    made.state.front.close()


@pytest.fixture(scope="module")
def description(patient):
    told = patient("GET", "/openapi.json").json()
    if EXAMPLES == USUAL:
        fields = told["components"]["schemas"]["Scenario"]["properties"]
        told["components"]["schemas"]["Scenario"]["properties"] = {n: fields[n] for n in FEW}
        levers = fields["levers"]["properties"]
        fields["levers"]["properties"] = {"inspection": levers["inspection"]}
    return schemathesis.openapi.from_dict(told)


def test_every_operation_is_tried(description):
    known = {(r.ok().method.upper(), r.ok().path) for r in description.get_all_operations()}
    likewise = {("GET", f"/v1/{name}") for name in ("scenarios", "indicators", "schema")}
    assert known == {*BARE, *WITH_INPUT, *JOBS} | likewise


@pytest.mark.parametrize(
    ("mode", "method", "path"),
    [
        *((POSITIVE, *one) for one in (*BARE, *WITH_INPUT, *JOBS)),
        *((NEGATIVE, *one) for one in WITH_INPUT),
    ],
)
def test_whatever_is_sent_the_answer_is_one_that_is_described(
    patient, description, mode, method, path
):
    @seed(1)
    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=description[path][method].as_strategy(generation_mode=mode))
    def held(case):
        sent = case.as_transport_kwargs(base_url="http://127.0.0.1")
        sent["content"] = sent.pop("data", None)
        sent.pop("cookies", None)
        found = patient(sent.pop("method"), sent.pop("url"), **sent)
        case.validate_response(found, checks=CHECKS)

    held()
