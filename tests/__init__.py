"""Tests of Masthead, by part."""
