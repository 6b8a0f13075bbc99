"""Styles and scripts, read once; their address changes with their content, so that browsers keep them for good."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, HTTPException, Response

FOLDER = Path(__file__).parent / "static"
_FOR_GOOD = "public, max-age=31536000, immutable"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class StaticFiles:
    """All files of the folder under one digest, so that modules can import each other by relative address."""

    files: dict[str, bytes]
    digest: str

    @classmethod
    def read(cls, folder: Path = FOLDER) -> "StaticFiles":
        """Read the folder."""
        files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in _TYPES}
        digest = hashlib.sha256()
        for name, content in files.items():
            digest.update(name.encode() + b"\0" + content + b"\0")
        return cls(files, digest.hexdigest()[:12])

    def url(self, name: str) -> str:
        """The address of a file as it is now; KeyError for one that is not there."""
        if name not in self.files:
            raise KeyError(name)
        return f"/static/{self.digest}/{name}"

    def text(self, name: str) -> str:
        """What a file says, for documents that stand by themselves; KeyError for one that is not there."""
        return self.files[name].decode()

    @property
    def router(self) -> APIRouter:
        """The route that serves the files."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route("/static/{digest}/{name}", self._serve, methods=["GET", "HEAD"])
        return router

    async def _serve(self, digest: str, name: str) -> Response:
        if name not in self.files:
            raise HTTPException(404)
        media_type = _TYPES[Path(name).suffix]
        cache = _FOR_GOOD if digest == self.digest else "no-cache"
        return Response(self.files[name], media_type=media_type, headers={"cache-control": cache})
