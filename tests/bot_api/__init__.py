"""A Bot API server on this machine that answers, refuses and counts as api.telegram.org does.

    with BotApi() as api:                               # give the bot api.base_url and api.token
        anna = api.people.user("Anna")
        question = api.people.say(anna, "What is ore?")  # what people do
        [answer] = api.world.wait_for(anna)              # what people see
        press = api.people.press(anna, answer, "Sources")
        api.world.wait_until(lambda: press.answer)

`wait_for` and `wait_until` block: where the bot runs on the same event loop, call them in a thread.
"""
