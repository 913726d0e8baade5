// Keeps what the page shows up to date: asks for its live part every two seconds and replaces it when it changed.
const live = document.querySelector('#live');
let shown = null;

async function refresh() {
  try {
    const answer = await fetch(location.href, { headers: { 'x-live': '1' } });
    if (!answer.ok) return;
    const markup = await answer.text();
    if (shown !== null && markup !== shown) live.innerHTML = markup;
    shown = markup;
  } catch {
    // The sandbox was stopped; the next round may find it again.
  }
}

if (live) {
  refresh();
  setInterval(refresh, 2000);
}
