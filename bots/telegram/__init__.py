"""The Telegram front door. The only door to python-telegram-bot."""
