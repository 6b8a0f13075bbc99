// Searches for places and adds them without leaving the spot; without this script the form does the same by a reload.

const ACTIONS = new Set(["search", "add", "rows"]);

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const button = event.submitter;
  if (form.id !== "answer-editor" || !button || !ACTIONS.has(button.value)) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, button));
  const wasAt = form.getBoundingClientRect().top;
  form.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(form.getAttribute("action"), { method: "POST", body });
    if (response.redirected) {
      location.assign(response.url);
      return;
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const changed = page.getElementById("answer-editor");
    if (!changed) throw new Error("no form came back");
    form.replaceWith(changed);
    scrollBy(0, changed.getBoundingClientRect().top - wasAt);
    focusAfter(button.value, String(body.get("row")));
  } catch {
    form.removeAttribute("aria-busy");
    // What the browser does by itself tells what is wrong, and keeps what was typed.
    const plain = document.createElement("input");
    plain.type = "hidden";
    plain.name = button.name;
    plain.value = button.value;
    form.append(plain);
    form.submit();
  }
});

function focusAfter(action, row) {
  const places = document.getElementById(`${row}_places`);
  if (action === "add" && places) {
    places.focus();
    return;
  }
  const next = action === "search" ? document.getElementById("found") : document.querySelector('[value="rows"]');
  next?.focus();
}
