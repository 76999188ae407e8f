"""For WSGI servers other than `practice serve`: `wsgi:app` on the data folder named by ATTUNE_DATA.

Run `practice db upgrade` first; unlike `practice serve`, this never changes the database's structure.
"""

import os
from pathlib import Path

from practice import create_app

os.umask(0o077)
app = create_app(Path(os.environ.get("ATTUNE_DATA") or "instance/practice"))
