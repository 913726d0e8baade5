/**
 * A button that is disabled while its work is done would lose the keyboard's focus for good: browsers take it from what
 * is disabled. It gets it back once it works again, unless the reader has gone elsewhere meanwhile.
 */
export function keepFocus(): void {
  let last: EventTarget | null = null;
  let lost: HTMLButtonElement | null = null;
  document.addEventListener('focusin', ({ target }) => {
    last = target;
    lost = null;
  });
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (!(target instanceof HTMLButtonElement)) continue;
      if (target.disabled) {
        if (target === last) lost = target;
      } else if (target === lost) {
        lost = null;
        const { activeElement } = document;
        if (activeElement === null || activeElement === document.body) target.focus({ preventScroll: true });
      }
    }
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['disabled'] });
}
