"""What ``simulator`` offers, for type checkers; ``_HOMES`` imports it when it is used."""

from simulator.api.decisions import cost_curve as cost_curve
from simulator.api.decisions import costs as costs
from simulator.api.decisions import monitor as monitor
from simulator.api.decisions import robustness as robustness
from simulator.api.decisions import sensitivity as sensitivity
from simulator.api.given import RegionLike as RegionLike
from simulator.api.given import ScenarioLike as ScenarioLike
from simulator.api.lists import list_indicators as list_indicators
from simulator.api.lists import list_levers as list_levers
from simulator.api.lists import list_regions as list_regions
from simulator.api.lists import list_scenarios as list_scenarios
from simulator.api.papers import Paper as Paper
from simulator.api.papers import appendix as appendix
from simulator.api.past import backtest as backtest
from simulator.api.past import bridge as bridge
from simulator.api.past import calibrate as calibrate
from simulator.api.projected import ComparisonResult as ComparisonResult
from simulator.api.projected import ProjectionResult as ProjectionResult
from simulator.api.projections import compare as compare
from simulator.api.projections import project as project
from simulator.api.questions import allocate as allocate
from simulator.api.questions import explain as explain
from simulator.api.questions import goal as goal
from simulator.api.result import Result as Result
from simulator.errors import InputError as InputError
from simulator.indicators import INDICATORS as INDICATORS
from simulator.inputs.region import load_region as load_region
from simulator.inputs.scenario_files import load_scenario as load_scenario
from simulator.inputs.scenario_files import new_scenario as new_scenario
from simulator.levers import LEVERS as LEVERS

__version__: str
__all__: list[str]
