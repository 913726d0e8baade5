import { useEffect, useRef } from 'react';
import { cx } from '../../components/cx.ts';
import styles from './checkbox.module.css';

interface Props {
  label: string;
  checked: boolean;
  /** Some are ticked, not all. */
  partly?: boolean;
  onChange: () => void;
}

/** The browser's own box: a page shows dozens. */
export function Checkbox({ label, checked, partly = false, onChange }: Props) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = partly && !checked;
  }, [partly, checked]);
  return (
    <label className={cx(styles.target)}>
      <input
        ref={box}
        type="checkbox"
        className={cx(styles.box)}
        aria-label={label}
        checked={checked}
        onChange={onChange}
      />
    </label>
  );
}
