"""The web door: chat page, reader pages and API. The only door to FastAPI, Starlette and Jinja."""
