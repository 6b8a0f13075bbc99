// Asks without leaving the page. Every form that asks works without this script as well.

import * as composer from "./composer.js";
import * as feedback from "./feedback.js";
import * as panel from "./panel.js";
import { events } from "./sse.js";

const words = JSON.parse(document.getElementById("wording").textContent);
const conversation = document.getElementById("conversation");
const status = document.getElementById("status");
const send = document.getElementById("send");
const stop = document.getElementById("stop");
let running = null;

class Refused extends Error {}

async function ask(question, { bare = false, typed = false } = {}) {
  if (running) return say(words.busy);
  if (!navigator.onLine) return composer.complain(words.offline);
  running = new AbortController();
  const turn = begin(question);
  if (typed) composer.clear(words);
  try {
    await follow(await post(question, bare, running.signal), turn);
    say(words.done);
  } catch (error) {
    give_up(turn, question, error);
  } finally {
    running = null;
    busy(false);
  }
}

async function post(question, bare, signal) {
  const response = await fetch(`/api/v1/ask/stream?lang=${document.documentElement.lang}`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ question, page: true, turns: bare ? [] : null }),
    signal,
  });
  if (response.ok) return response;
  const refusal = await response.json().catch(() => null);
  throw new Refused(refusal?.error?.message ?? words.failed);
}

async function follow(response, turn) {
  for await (const { name, data } of events(response)) {
    if (name === "status") progress(turn, words[data.state]);
    if (name === "sentence") turn.querySelector("[data-words]").append(paragraph(data.text));
    if (name === "html") show(turn, data.html);
    if (name === "error") throw new Refused(data.message);
    if (name === "done") return;
  }
  throw new Error("the stream ended early");
}

function begin(question) {
  document.getElementById("intro").classList.add("begun");
  document.querySelector("main > .notice")?.remove();
  const turn = document.getElementById("pending").content.cloneNode(true).firstElementChild;
  turn.querySelector("[data-question]").textContent = question;
  busy(true);
  conversation.append(turn);
  composer.complain("");
  say(words.searching);
  turn.scrollIntoView({ block: "start" });
  return turn;
}

function show(turn, html) {
  const finished = document.createRange().createContextualFragment(html).querySelector("article");
  turn.replaceWith(finished);
  document.getElementById("with-conversation").hidden = false;
  finished.scrollIntoView({ block: "start" });
}

function give_up(turn, question, error) {
  const stopped = error.name === "AbortError";
  const message = stopped ? words.stopped : error instanceof Refused ? error.message : words.failed;
  const broken = document.getElementById("broken").content.cloneNode(true);
  broken.querySelector("[data-message]").textContent = message;
  broken.querySelector("[name=question]").value = question;
  turn.classList.remove("pending");
  turn.querySelector(".answer").replaceChildren(broken);
  composer.restore(question, words);
  say(message);
}

function progress(turn, text) {
  turn.querySelector("[data-working]").textContent = text;
  say(text);
}

function paragraph(text) {
  const element = document.createElement("p");
  element.textContent = text;
  return element;
}

// What reads the page aloud waits for the whole answer; the status says what goes on meanwhile.
function busy(is_busy) {
  conversation.setAttribute("aria-busy", String(is_busy));
  send.hidden = is_busy;
  stop.hidden = !is_busy;
}

function say(text) {
  status.textContent = text;
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    say(words.copied);
    const label = button.textContent;
    button.textContent = words.copy_done;
    setTimeout(() => (button.textContent = label), 2000);
  } catch {
    say(words.copy_failed);
  }
}

document.documentElement.classList.add("script");
panel.listen(words);
feedback.listen(words, say);
composer.listen(words, (text) => ask(text, { typed: true }));
stop.addEventListener("click", () => {
  running?.abort();
  composer.focus();
});
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-ask]");
  if (!form) return;
  event.preventDefault();
  form.closest(".broken")?.closest(".turn").remove();
  ask(form.elements.question.value, { bare: Boolean(form.elements.bare) });
  if (matchMedia("(pointer: fine)").matches) composer.focus(); // elsewhere a keyboard would cover the answer
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
});
