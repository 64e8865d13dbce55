"""The shape of a dataclass as a JSON schema, so that what is documented is what is answered."""

import types
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]
PLAIN: dict[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}


def schema_of(kind: Any) -> Schema:
    """The schema of a type: dataclasses, lists, tuples, dicts by text, unions with None, and plain values."""
    if kind in PLAIN:
        return {"type": PLAIN[kind]}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"type": "string", "enum": [str(member) for member in kind]}
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        names = [field.name for field in fields(kind)]
        return {
            "type": "object",
            "properties": {name: schema_of(hints[name]) for name in names},
            "required": names,
            "additionalProperties": False,
        }
    origin, parts = get_origin(kind), get_args(kind)
    if origin in {list, tuple}:
        return {"type": "array", "items": schema_of(parts[0])}
    if origin in {types.UnionType, Union}:
        (known,) = (part for part in parts if part is not type(None))
        return {"anyOf": [schema_of(known), {"type": "null"}]}
    return {"type": "object", "additionalProperties": schema_of(parts[1])} if origin is dict else {}
