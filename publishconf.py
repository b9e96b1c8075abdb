"""Pelican's settings for a website behind a web server: links name folders, and pages their public address."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403 - all of them, as Pelican's own documentation does

MASTHEAD_INDEX = ""
MASTHEAD_CONTACT = os.environ.get("MASTHEAD_CONTACT", "")
MASTHEAD_URL = os.environ.get("MASTHEAD_URL", "").rstrip("/")
