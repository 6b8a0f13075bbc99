"""What a call is given: form fields whose nested objects are JSON text, or one JSON body."""

import json
from typing import Any

from starlette.requests import Request

from tests.bot_api.errors import bad_request
from tests.bot_api.records import Json


class Parameters:
    """The parameters of a call by name, read as the type that is asked for.

    Raises:
        ApiError: from every reader, where a value is not of its type or a needed one is missing.
    """

    def __init__(self, given: Json) -> None:
        self.given = given

    def text(self, name: str) -> str:
        """A text, empty where it was not given."""
        return str(self.given.get(name, ""))

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        try:
            return int(self.given.get(name, default))
        except (TypeError, ValueError) as error:
            raise bad_request(f"invalid {name} specified") from error

    def flag(self, name: str) -> bool:
        """A switch, off where it was not given."""
        return str(self.given.get(name, "")).lower() in ("true", "1", "yes")

    def nested(self, name: str) -> Any:
        """An object or a list; None where it was not given."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError as error:
            raise bad_request(f"can't parse {name} JSON object") from error

    @property
    def decoded(self) -> Json:
        """All that was given, with nested objects and lists as such."""
        return {name: self._decoded(value) for name, value in self.given.items()}

    def _decoded(self, value: Any) -> Any:
        if not isinstance(value, str) or value[:1] not in ("{", "["):
            return value
        try:
            return json.loads(value)
        except ValueError:
            return value


async def read_parameters(request: Request) -> Parameters:
    """From the query, a form or a JSON body."""
    given: Json = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        given |= await _json_body(request)
    else:
        async with request.form() as form:
            given |= {name: value for name, value in form.items() if isinstance(value, str)}
    return Parameters(given)


async def _json_body(request: Request) -> Json:
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError as error:
        raise bad_request("can't parse JSON in the request body") from error
    return body if isinstance(body, dict) else {}
