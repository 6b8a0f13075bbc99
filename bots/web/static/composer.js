// The field in which a question is written: keys, counter, and what is wrong with it.

const NEAR = 0.8;
const form = document.getElementById("composer");
const field = document.getElementById("question");
const problem = document.getElementById("problem");
const counter = document.getElementById("counter");
const longest = Number(form.dataset.longest);

const length = () => [...field.value].length;

/** Call `send` with the text when a question is sent that can be; say what is wrong otherwise. */
export function listen(words, send) {
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  field.addEventListener("input", () => {
    complain("");
    count(words);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fault = faultOf(words);
    complain(fault);
    if (!fault) send(field.value);
  });
  count(words);
}

/** Say what is wrong beside the field; nothing takes the message away. */
export function complain(message) {
  problem.textContent = message;
  message ? field.setAttribute("aria-invalid", "true") : field.removeAttribute("aria-invalid");
}

/** Empty the field. */
export function clear(words) {
  field.value = "";
  count(words);
}

/** Put a question back that was not answered, unless something else has been written since. */
export function restore(text, words) {
  if (!field.value) field.value = text;
  count(words);
}

/** Put the caret in the field. */
export function focus() {
  field.focus({ preventScroll: true });
}

function faultOf(words) {
  if (!/[\p{L}\p{N}]/u.test(field.value)) return words.empty;
  return length() > longest ? words.too_long.replace("{longest}", longest) : "";
}

function count(words) {
  const near = length() > NEAR * longest;
  counter.textContent = near ? words.counter.replace("{count}", length()).replace("{longest}", longest) : "";
  counter.classList.toggle("over", length() > longest);
}
