"""Where the generated halves of the clients live, and what stands in each."""

from tools.clients import python, typescript
from tools.clients.reading import Json

FOLDERS = {
    "clients/python/tanbiao_client/_generated": python.files,
    "clients/typescript/src/generated": typescript.files,
}


def files(document: Json) -> dict[str, str]:
    """Every generated file of both clients, by its path from the root of the repository."""
    return {
        f"{folder}/{name}": text
        for folder, make in FOLDERS.items()
        for name, text in make(document).items()
    }
