/** What stands beside the page's own content and may reach below it: an open dialog. */
const overlays = '[data-frame-overlay]';
/** Room that a dialog has around it, CSS pixels. */
const AROUND = 24;

/** Height that the content needs, CSS pixels; what the browser's window gives it does not count. */
function contentHeight(root: HTMLElement): number {
  const dialogs = [...document.querySelectorAll<HTMLElement>(overlays)].map(
    (dialog) => dialog.getBoundingClientRect().top + dialog.scrollHeight + AROUND,
  );
  return Math.ceil(Math.max(root.getBoundingClientRect().bottom, ...dialogs) + window.scrollY);
}

/**
 * Tells the page around the frame how tall the content is (`{type: 'resize', height}`), so that it needs no scroll bar
 * of its own inside the back office. To any origin: a height is no secret, and the back office's is not known.
 * To be called once; does nothing outside a frame.
 */
export function reportHeight(root: HTMLElement): void {
  if (window.parent === window) return;
  let told = 0;
  let frame = 0;
  const sizes = new ResizeObserver(() => tellSoon());
  const watched = new Set<Element>();

  const tell = () => {
    for (const element of [...watched].filter(({ isConnected }) => !isConnected)) {
      sizes.unobserve(element);
      watched.delete(element);
    }
    // A dialog's box is bounded by the frame: what is inside it says how tall it wants to be.
    for (const element of document.querySelectorAll(`${overlays}, ${overlays} > *`)) {
      if (!watched.has(element)) sizes.observe(element);
      watched.add(element);
    }
    const height = contentHeight(root);
    if (height === told || height === 0) return;
    told = height;
    window.parent.postMessage({ type: 'resize', height }, '*');
  };
  const tellSoon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(tell);
  };

  sizes.observe(root);
  new MutationObserver(tellSoon).observe(document.body, { childList: true, subtree: true });
}
