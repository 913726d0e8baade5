import { useEffect } from 'react';

/**
 * A frame that is as tall as its content is scrolled by the page around it: what is fixed to the frame's edges would be
 * out of sight. These custom properties of `<html>` hold how much of the frame is out of sight above and below, in CSS
 * pixels; zero outside a frame, and in one that scrolls by itself.
 */
const TOP = '--frame-top';
const BOTTOM = '--frame-bottom';

let wanted = 0;
let stop: (() => void) | undefined;

function set(top: number, bottom: number): void {
  const { style } = document.documentElement;
  style.setProperty(TOP, `${Math.max(0, Math.round(top))}px`);
  style.setProperty(BOTTOM, `${Math.max(0, Math.round(bottom))}px`);
}

/**
 * Follows the visible part frame by frame. Script may not ask the page around it where it stands, but an observer with
 * the top window as its root is told; it only tells of changes of the share, so it is begun anew each time.
 */
function follow(): () => void {
  const probe = document.createElement('div');
  probe.style.cssText = 'position:fixed;inset:0;pointer-events:none;visibility:hidden';
  document.body.append(probe);
  let frame = 0;
  const observer = new IntersectionObserver(([entry]) => {
    if (entry === undefined) return;
    const { intersectionRect: seen, boundingClientRect: whole } = entry;
    if (seen.height > 0) set(seen.top - whole.top, whole.bottom - seen.bottom);
    frame = requestAnimationFrame(() => {
      observer.unobserve(probe);
      observer.observe(probe);
    });
  });
  observer.observe(probe);
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
    probe.remove();
    set(0, 0);
  };
}

/** While `active`, `--frame-top` and `--frame-bottom` hold. */
export function useVisiblePart(active: boolean): void {
  useEffect(() => {
    if (!active || window.parent === window) return;
    wanted += 1;
    if (wanted === 1) stop = follow();
    return () => {
      wanted -= 1;
      if (wanted === 0) stop?.();
    };
  }, [active]);
}
