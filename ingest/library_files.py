"""Where the library is, which files it has, and whether they changed; light, so that a start need not read them."""

from hashlib import sha256
from importlib import resources
from pathlib import Path

EVIDENCE_FILE = "evidence.md"
CROSSWALK_FILE = "crosswalk.md"
LIBRARY_FOLDER = Path(str(resources.files("knowledge") / "library"))


def library_files(folder: Path) -> list[Path]:
    """All files of a library, in the order of their names."""
    found = (path for kind in ("sources", "guidance", "glossary") for path in (folder / kind).glob("*.*.md"))
    tables = (folder / name for name in (EVIDENCE_FILE, CROSSWALK_FILE))
    return sorted([*found, *(path for path in tables if path.is_file())])


def library_digest(folder: Path = LIBRARY_FOLDER) -> str:
    """A name for the bytes of all library files; equal digests mean nothing to do."""
    digest = sha256()
    for path in library_files(folder):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
