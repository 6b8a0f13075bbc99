// The source panel: beside the answer on a wide screen, a sheet on a phone. Escape closes it and returns to the mark.

const panel = document.getElementById("panel");
const title = document.getElementById("panel-title");
const body = document.getElementById("panel-body");
const wide = matchMedia("(min-width: 64rem)");
let opener = null;

/** Open the source that a mark names; a click on a mark does this everywhere in the page. */
export function listen(words) {
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-source]");
    if (mark && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open(mark, words);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.open) {
      event.preventDefault();
      panel.close();
    }
  });
  document.getElementById("panel-close").addEventListener("click", () => panel.close());
  panel.addEventListener("click", (event) => event.target === panel && panel.close());
  panel.addEventListener("close", giveBackFocus);
  wide.addEventListener("change", () => panel.open && panel.close());
}

function open(mark, words) {
  const source = document.getElementById(mark.dataset.source);
  if (!source) return;
  opener?.removeAttribute("aria-expanded");
  opener = mark;
  opener.setAttribute("aria-expanded", "true");
  title.textContent = words.source.replace("{number}", source.querySelector(".mark").textContent.match(/\d+/)[0]);
  body.replaceChildren(...[...source.cloneNode(true).children]);
  body.className = `panel-body ${source.className}`;
  body.scrollTop = 0;
  if (!panel.open) wide.matches ? panel.show() : panel.showModal();
  title.focus();
}

function giveBackFocus() {
  const mark = opener;
  opener = null;
  mark?.removeAttribute("aria-expanded");
  if (mark?.isConnected) mark.focus();
}
