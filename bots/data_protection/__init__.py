"""What becomes of personal data here, told from the settings: for people on a page, for a privacy officer as a document."""
