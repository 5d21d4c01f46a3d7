// Follows Redoc's library in the same file: brings the prerendered page to life.
const page = document.getElementById("redoc");
const plainTitle = document.title;

// Redoc's headings leave levels out. On each section's page its own heading is the first.
const levels = { "Typography/H2": 1, "Typography/H4": 2 };

function setLevel(heading, level) {
  heading.setAttribute("role", "heading");
  heading.setAttribute("aria-level", level);
}

/** What Redoc leaves out: a title for each operation, landmarks, heading levels and scrolling by keyboard. */
function complete() {
  const here = page.querySelector("[data-active=true] [data-text]")?.dataset.text;
  const title = here && here !== plainTitle ? `${here} - ${plainTitle}` : plainTitle;
  if (document.title !== title) document.title = title;

  page.querySelector(".menu-content")?.setAttribute("role", "navigation");
  page.querySelector(".menu-content ul")?.setAttribute("role", "list");
  for (const [name, level] of Object.entries(levels)) {
    for (const heading of page.querySelectorAll(`main [data-component-name="${name}"]`)) setLevel(heading, level);
  }
  for (const heading of page.querySelectorAll("main h5")) setLevel(heading, 3);
  // The button shows the name of the example that is chosen; its label would hide that name from screen readers.
  for (const button of page.querySelectorAll("button[aria-label=Example]")) button.removeAttribute("aria-label");
  for (const block of page.querySelectorAll("pre:not([tabindex])")) block.tabIndex = 0;
}

const description = await fetch(document.querySelector("link[rel=preload][as=fetch]").href);
if (!description.ok) throw new Error(`description.json could not be loaded: ${description.status}`);
const options = JSON.parse(document.getElementById("redoc-options").textContent);
await hydrate(await description.json(), options, page);

let waiting = false;
new MutationObserver(() => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    complete();
  });
}).observe(page, { subtree: true, childList: true, attributeFilter: ["data-active"] });
complete();
