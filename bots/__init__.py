"""Front doors: terminal, web and Telegram; and the wiring that builds everything."""
