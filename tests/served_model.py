"""A served model that is never swapped, in place of a LiveModel."""

from shared.model.model import Model


class Served:
    """Serve one model for good."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def get(self) -> Model:
        """Return the model."""
        return self._model
