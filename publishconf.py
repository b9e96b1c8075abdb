"""Pelican's settings for a website behind a web server: links name folders, and pages their public address."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403 - all of them, as Pelican's own documentation does

MASTHEAD_INDEX = ""
# Every language whose catalogue and pages of text are complete (docs/translating.md); the copy on disk has English alone.
MASTHEAD_LANGUAGES = ("ko", "it", "ar")
MASTHEAD_URL = os.environ.get("MASTHEAD_URL", "").rstrip("/")
# A website about websites that do not say who runs them says who runs it. Each setting is explained in pelicanconf.py.
MASTHEAD_FOR_THE_WEB = True
MASTHEAD_PUBLISHER = os.environ.get("MASTHEAD_PUBLISHER", "")
MASTHEAD_PUBLISHER_PLACE = os.environ.get("MASTHEAD_PUBLISHER_PLACE", "")
MASTHEAD_RESPONSIBLE = os.environ.get("MASTHEAD_RESPONSIBLE", "")
MASTHEAD_FUNDING = os.environ.get("MASTHEAD_FUNDING", "")
MASTHEAD_CONTACT = os.environ.get("MASTHEAD_CONTACT", "")
# Separated by spaces or commas: MASTHEAD_CONTACT_LANGUAGES="en zh-Hans ko"
MASTHEAD_CONTACT_LANGUAGES = os.environ.get("MASTHEAD_CONTACT_LANGUAGES", "").replace(",", " ").split()
