"""Run by Alembic: applies the numbered migrations over the connection that `open_database` hands in."""

from alembic import context

from assistant.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
