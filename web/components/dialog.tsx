import '@mantine/core/styles/Overlay.layer.css';
import '@mantine/core/styles/ModalBase.layer.css';
import '@mantine/core/styles/Modal.layer.css';
import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useVisiblePart } from '../frame/visible-part.ts';
import { cx } from './cx.ts';
import styles from './dialog.module.css';

interface Props extends ModalProps {
  /** What opened it and gets the focus back; what had the focus before, where it is not told. */
  trigger?: HTMLElement | null | undefined;
}

let openDialogs = 0;

/** While a dialog is open, what lies under it can be neither focused nor read. */
function useRestInert(opened: boolean): void {
  useEffect(() => {
    const rest = document.getElementById('root');
    if (!opened || rest === null) return;
    openDialogs += 1;
    rest.inert = true;
    return () => {
      openDialogs -= 1;
      rest.inert = openDialogs > 0;
    };
  }, [opened]);
}

/** What had the focus when it opened. Mantine notes that only from the second opening on where a dialog begins open. */
function useOpener(opened: boolean): Element | null {
  const [shown, setShown] = useState(false);
  const [opener, setOpener] = useState<Element | null>(null);
  if (opened !== shown) {
    setShown(opened);
    if (opened) setOpener(document.activeElement);
  }
  return opener;
}

/** Unless what the dialog led to has taken the focus. */
function giveFocusBack(target: Element | null): void {
  const { activeElement } = document;
  const free =
    activeElement === null || activeElement === document.body || activeElement.closest('[role="dialog"]');
  if (free && target instanceof HTMLElement) target.focus({ preventScroll: true });
}

/**
 * A modal dialog, in the part of the frame that is in sight. A menu's item is gone by the time it closes, hence
 * `trigger`.
 */
export function Dialog({ trigger, children, ...rest }: Props) {
  useVisiblePart(rest.opened);
  const opener = useOpener(rest.opened);
  useRestInert(rest.opened);
  return (
    <Modal
      {...rest}
      returnFocus={false}
      onExitTransitionEnd={() => giveFocusBack(trigger ?? opener)}
      classNames={{ inner: cx(styles.inner), content: cx(styles.content) }}
      attributes={{ content: { 'data-frame-overlay': true } }}
    >
      {children}
    </Modal>
  );
}
