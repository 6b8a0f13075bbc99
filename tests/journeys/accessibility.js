// Some rules of WCAG 2.2 AA that a program can judge, for what can be seen of the page as it is now.
() => {
  const faults = [];
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".visually-hidden, .skip");
  const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
  const told = (element) => element.outerHTML.slice(0, 90);

  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  ids.filter((id, place) => ids.indexOf(id) !== place).forEach((id) => faults.push(`id twice: ${id}`));
  document.querySelectorAll("[aria-describedby], [aria-labelledby]").forEach((element) => {
    const named = `${element.getAttribute("aria-describedby") ?? ""} ${element.getAttribute("aria-labelledby") ?? ""}`;
    named.split(" ").filter((id) => id && !ids.includes(id)).forEach((id) => faults.push(`leads nowhere: ${id}`));
  });

  const named = (element) =>
    element.getAttribute("aria-label") || element.getAttribute("aria-labelledby") || element.textContent.trim() ||
    [...(element.labels ?? [])].some((label) => label.textContent.trim());
  all("a[href], button, input:not([type=hidden]), textarea, select, summary").forEach((element) => {
    if (!named(element)) faults.push(`no name: ${told(element)}`);
    const box = element.getBoundingClientRect();
    if (element.matches(".mark")) return; // its ::after is what is pressed
    const inline = element.matches("a, .term") && getComputedStyle(element).display === "inline";
    if (!inline && (box.width < 24 || box.height < 24) && !element.closest("label")) {
      faults.push(`small: ${Math.round(box.width)} x ${Math.round(box.height)} ${told(element)}`);
    }
  });

  let level = 0;
  all("h1, h2, h3, h4").forEach((heading) => {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) faults.push(`jumps to h${next}: ${told(heading)}`);
    level = next;
  });

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const colour = (text) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.slice(0, 3).map((part) => (part / 255 <= 0.03928 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let place = element; place; place = place.parentElement) {
      const found = colour(getComputedStyle(place).backgroundColor);
      if (found[3] === 255) return found;
    }
    return [255, 255, 255, 255];
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint = new Set();
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !seen(element) || element.closest("script, template, style")) continue;
    const style = getComputedStyle(element);
    const pair = [light(colour(style.color)), light(behind(element))].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize);
    const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const contrast = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (contrast < needed) faint.add(`faint: ${contrast.toFixed(2)} ${told(element)}`);
  }
  return [...faults, ...faint];
}
