from typing import Literal

GetEmbeddingFormat = Literal["json"]

GET_EMBEDDING_FORMAT_VALUES: set[GetEmbeddingFormat] = {
    "json",
}


def check_get_embedding_format(value: str) -> GetEmbeddingFormat:
    if value in GET_EMBEDDING_FORMAT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GET_EMBEDDING_FORMAT_VALUES!r}")
