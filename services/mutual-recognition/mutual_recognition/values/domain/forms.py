"""What answers have in common."""

from pydantic import ConfigDict

from chassis import forms


class View(forms.View):
    """An answer, from an object that has its members."""

    model_config = ConfigDict(from_attributes=True)
