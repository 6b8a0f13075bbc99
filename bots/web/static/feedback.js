// Sends what a reader thinks of an answer without leaving the place; the forms work without this script as well.

/** Send such forms from here from now on; `say` tells what cannot be kept. */
export function listen(words, say) {
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-feedback]");
    if (!form) return;
    event.preventDefault();
    try {
      renew(form.closest(".feedback"), await page(form, event.submitter));
    } catch {
      say(words.not_kept);
    }
  });
}

async function page(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  const response = await fetch(form.action, { method: "POST", body });
  if (!response.ok) throw new Error(response.statusText);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

// The server answers with the whole page, in which the same place stands as it is now.
function renew(place, page) {
  const fresh = document.importNode(page.getElementById(place.id), true);
  place.replaceWith(fresh);
  fresh.querySelector("[data-said]").focus({ preventScroll: true });
}
