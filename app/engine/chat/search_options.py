"""How the tokens of an answer are drawn, as Foundry Local takes it."""

import msgspec
from foundry_local_sdk.session_types import RequestOptions, SearchOptions

from app.core.library.deployment import Deployment
from app.core.requests import Chat


def with_wishes(deployment: Deployment, request: Chat) -> Deployment:
    """``deployment`` with what ``request`` asks for in the place of its own sampling."""
    wishes = {"temperature": request.temperature, "max_output_tokens": request.max_output_tokens}
    given = {key: value for key, value in wishes.items() if value is not None}
    return msgspec.structs.replace(deployment, sampling=msgspec.structs.replace(deployment.sampling, **given))


def greedy(deployment: Deployment, most: int) -> Deployment:
    """``deployment`` with greedy sampling: the most probable token every time, and at most ``most`` tokens."""
    sampling = msgspec.structs.replace(deployment.sampling, temperature=0.0, max_output_tokens=most)
    return msgspec.structs.replace(deployment, sampling=sampling)


def search_options(deployment: Deployment, budget: int) -> RequestOptions:
    """For an answer of at most ``budget`` tokens."""
    sampling = deployment.sampling
    is_greedy = sampling.temperature == 0
    return RequestOptions(
        search=SearchOptions(
            temperature=sampling.temperature,
            top_p=None if is_greedy else sampling.top_p,
            top_k=None if is_greedy else sampling.top_k,
            do_sample=not is_greedy,
            max_output_tokens=budget,
        ),
    )
