"""What a call costs, from the price list that the library genai-prices carries; no network.

The library is chosen over an own table because it is kept by people who do nothing else, knows a thousand
models with their context windows, and needs nothing that is not installed anyway. An unknown model, and a
server on this machine, have no price: None, never zero.
"""

import functools
from typing import TYPE_CHECKING

from avow.engines.endpoint import Endpoint

if TYPE_CHECKING:
    from genai_prices.types import ModelInfo


def price(model: str, endpoint: Endpoint, prompt_tokens: int, completion_tokens: int) -> float | None:
    """US dollars for these tokens at this endpoint; None where no price is known."""
    if endpoint.loopback:
        return None
    from genai_prices import Usage, calc_price

    provider = _provider(endpoint)
    usage = Usage(input_tokens=prompt_tokens, output_tokens=completion_tokens)
    try:
        if provider:
            cost = calc_price(usage, model, provider_id=provider)
        else:
            cost = calc_price(usage, model, provider_api_url=endpoint.base_url)
    except LookupError:
        return None
    return float(cost.total_price)


def context_window(model: str, endpoint: Endpoint) -> int | None:
    """The most tokens the model reads, where the price list knows; None for local and unknown models."""
    info = None if endpoint.loopback else _info(model, endpoint)
    return info.context_window if info else None


@functools.cache
def _info(model: str, endpoint: Endpoint) -> "ModelInfo | None":
    from genai_prices import Usage, calc_price

    provider = _provider(endpoint)
    try:
        usage = Usage(input_tokens=1, output_tokens=1)
        if provider:
            return calc_price(usage, model, provider_id=provider).model
        return calc_price(usage, model, provider_api_url=endpoint.base_url).model
    except LookupError:
        return None


def _provider(endpoint: Endpoint) -> str | None:
    return "azure" if endpoint.azure else "openai" if endpoint.openai else None
