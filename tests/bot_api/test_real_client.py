"""python-telegram-bot itself takes this server for Telegram."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from tests.bot_api.server import BotApi
from tests.bot_api.webhooks import SECRET_HEADER

Bot = Application[Any, Any, Any, Any, Any, Any]

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go")]])


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say it again, in bold and with a button."""
    assert update.message
    text = f"<b>{update.message.text_html}</b>"
    await update.message.reply_html(text, do_quote=True, reply_markup=KEYBOARD)


async def go(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer the press and say that it is done."""
    assert update.callback_query
    await update.callback_query.answer("Going")
    await update.callback_query.edit_message_text("Gone")


def bot_of(api: BotApi) -> Bot:
    builder = ApplicationBuilder().token(api.token)
    bot = builder.base_url(api.base_url).base_file_url(api.base_file_url).build()
    bot.add_handler(MessageHandler(filters.TEXT, echo))
    bot.add_handler(CallbackQueryHandler(go))
    return bot


@asynccontextmanager
async def polling(bot: Bot) -> AsyncIterator[None]:
    async with bot:
        await bot.start()
        assert bot.updater
        await bot.updater.start_polling(timeout=5, allowed_updates=Update.ALL_TYPES)
        yield
        await bot.updater.stop()
        await bot.stop()


@asynccontextmanager
async def hooked(api: BotApi, bot: Bot, secret: str) -> AsyncIterator[None]:
    """The bot behind a webhook of its own that turns away who does not know the secret."""

    async def take(request: Request) -> Response:
        if request.headers.get(SECRET_HEADER) != secret:
            return Response(status_code=403)
        await bot.update_queue.put(Update.de_json(await request.json(), bot.bot))
        return Response()

    app = Starlette(routes=[Route("/hook", take, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None))
    async with bot:
        await bot.start()
        serving = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        await bot.bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=secret)
        yield
        server.should_exit = True
        await serving
        await bot.stop()


async def soon(waiting: Callable[..., Any], *arguments: Any) -> Any:
    """What the world shows, waited for beside the bot."""
    return await asyncio.to_thread(waiting, *arguments)


async def a_conversation(api: BotApi) -> None:
    """Anna says something, gets an answer, and presses its button."""
    anna = api.people.user("Anna")
    question = api.people.say(anna, "What is ore? 👍")
    [answer] = await soon(api.world.wait_for, anna)
    assert (answer.text, answer.reply_to) == ("What is ore? 👍", question)
    assert answer.entities == [("bold", "What is ore? 👍")]
    press = api.people.press(anna, answer, "Go")
    assert await soon(api.world.wait_until, lambda: press.answer) == {"text": "Going", "show_alert": False}
    await soon(api.world.wait_until, lambda: answer.text == "Gone")
    assert answer.rows == []


def test_a_bot_that_polls_has_a_conversation(api: BotApi) -> None:
    async def run() -> None:
        async with polling(bot_of(api)):
            await a_conversation(api)

    asyncio.run(run())
    assert api.world.updates.waiting() == []


def test_a_bot_behind_a_webhook_has_a_conversation(api: BotApi) -> None:
    async def run() -> None:
        bot = ApplicationBuilder().token(api.token).base_url(api.base_url).updater(None).build()
        bot.add_handler(MessageHandler(filters.TEXT, echo))
        bot.add_handler(CallbackQueryHandler(go))
        async with hooked(api, bot, "s3cret"):
            await a_conversation(api)

    asyncio.run(run())
    assert {post.status for post in api.webhooks.posted} == {200}


def test_what_was_said_while_the_bot_was_away_reaches_it(api: BotApi) -> None:
    anna = api.people.user("Anna")
    for text in ("one", "two"):
        api.people.say(anna, text, ago=3600)

    async def run() -> None:
        async with polling(bot_of(api)):
            await soon(api.world.wait_for, anna, 2)

    asyncio.run(run())
    assert [message.text for message in api.world.messages(anna)] == ["one", "two"]


def test_of_two_bots_that_poll_one_is_refused(api: BotApi) -> None:
    refusals: list[Exception] = []

    async def run() -> None:
        first, second = bot_of(api), bot_of(api)
        async with first, second, polling_quietly(first, refusals), polling_quietly(second, refusals):
            await soon(api.world.wait_until, lambda: refusals)

    asyncio.run(run())
    assert isinstance(refusals[0], Conflict)


@asynccontextmanager
async def polling_quietly(bot: Bot, refusals: list[Exception]) -> AsyncIterator[None]:
    assert bot.updater
    await bot.updater.start_polling(timeout=5, error_callback=refusals.append)
    yield
    await bot.updater.stop()


def act(api: BotApi, work: Callable[[Bot], Awaitable[object]]) -> object:
    """What a bot gets from its calls."""

    async def run() -> object:
        bot = bot_of(api)
        async with bot:
            return await work(bot)

    return asyncio.run(run())


def test_a_bot_sets_up_its_profile(api: BotApi) -> None:
    async def work(bot: Bot) -> None:
        await bot.bot.set_my_commands([BotCommand("help", "Hulp")], language_code="nl")
        await bot.bot.set_my_name("Keten", language_code="nl")
        await bot.bot.set_my_description("Chain")
        await bot.bot.set_my_short_description("Chain")
        await bot.bot.set_chat_menu_button()

    act(api, work)
    assert api.profile.commands("nl") == {"help": "Hulp"}
    assert api.profile.texts == {
        ("name", "nl"): "Keten",
        ("description", ""): "Chain",
        ("short_description", ""): "Chain",
    }


def test_a_bot_shows_that_it_works_and_sends_without_preview(api: BotApi) -> None:
    anna = api.people.user("Anna")
    api.people.start(anna)

    async def work(bot: Bot) -> None:
        await bot.bot.send_chat_action(anna.id, "typing")
        await bot.bot.send_message_draft(anna.id, 1, "Loo")
        options = LinkPreviewOptions(is_disabled=True)
        await bot.bot.send_message(anna.id, "Look", parse_mode=ParseMode.HTML, link_preview_options=options)

    act(api, work)
    assert [message.preview_disabled for message in api.world.messages(anna)] == [True]
    assert [draft.formatted.text for draft in api.world.drafts] == ["Loo"]


def test_refusals_are_the_errors_that_the_client_knows(api: BotApi) -> None:
    anna, bo = api.people.user("Anna"), api.people.user("Bo")
    api.people.start(anna)
    api.people.block(bo)
    group = api.people.group("Ore buyers", anna)
    api.people.upgrade(anna, group)

    async def work(bot: Bot) -> None:
        with pytest.raises(BadRequest, match=r'^Can\'t parse entities: unsupported start tag "x" at byte offset 0$'):
            await bot.bot.send_message(anna.id, "<x>", parse_mode=ParseMode.HTML)
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await bot.bot.send_message(bo.id, "ore")
        with pytest.raises(ChatMigrated):
            await bot.bot.send_message(group.id, "ore")

    act(api, work)


def test_failures_are_the_errors_that_the_client_knows(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # without it the client warns of its own error

    async def work(bot: Bot) -> None:
        api.faults.next_calls_fail(429, retry_after=7)
        with pytest.raises(RetryAfter) as refused:
            await bot.bot.get_me()
        assert refused.value.retry_after == timedelta(seconds=7)
        api.faults.next_calls_fail(502)
        api.faults.next_calls_drop()
        for _ in range(2):
            with pytest.raises(NetworkError):
                await bot.bot.get_me()

    act(api, work)


def test_a_bot_with_a_wrong_token_does_not_start(api: BotApi) -> None:
    async def run() -> None:
        bot = ApplicationBuilder().token(f"{api.token}-not").base_url(api.base_url).build()
        with pytest.raises(InvalidToken):
            await bot.initialize()
        await bot.bot.shutdown()

    asyncio.run(run())
