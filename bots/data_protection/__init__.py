"""What becomes of personal data here, told from the settings: a page for people, a document for privacy officers."""
