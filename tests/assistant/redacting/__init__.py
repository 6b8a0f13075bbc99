"""Tests of the parts of redaction, through its one door."""
