import '@mantine/core/styles/Overlay.layer.css';
import '@mantine/core/styles/ModalBase.layer.css';
import '@mantine/core/styles/Modal.layer.css';
import { Modal, type ModalProps } from '@mantine/core';

interface Props extends ModalProps {
  /** What opened it and gets the focus back; what had the focus before, where it is not told. */
  trigger?: HTMLElement | null | undefined;
}

/** A modal dialog. A menu's item is gone by the time it closes, hence `trigger`. */
export function Dialog({ trigger, children, ...rest }: Props) {
  return (
    <Modal {...rest} returnFocus={!trigger} onExitTransitionEnd={() => trigger?.focus()}>
      {children}
    </Modal>
  );
}
