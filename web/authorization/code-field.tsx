import { Button, Collapse, Group, TextInput } from '@mantine/core';
import { type FormEvent, useId, useState } from 'react';
import { cx } from '../components/cx.ts';
import { texts } from '../texts.ts';
import styles from './code-field.module.css';

const t = texts.connection.authorize.code;
const codeLength = 8;

/** Where the callback page cannot reach its opener it shows a code: here it is typed. */
export function CodeField({ onSubmit, busy }: { onSubmit: (code: string) => void; busy: boolean }) {
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | null>(null);
  const region = useId();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = typed.replace(/[\s-]/g, '').toUpperCase();
    if (code.length !== codeLength) return setError(t.wrongLength);
    setError(null);
    onSubmit(code);
  };

  return (
    <div className={cx(styles.root)}>
      <button
        type="button"
        className={cx(styles.toggle)}
        aria-expanded={opened}
        aria-controls={region}
        onClick={() => setOpened(!opened)}
      >
        {t.toggle}
      </button>
      <Collapse expanded={opened} id={region} keepMountedMode="display-none">
        <form onSubmit={submit} noValidate>
          <Group align="flex-start" gap="sm" mt="xs">
            <TextInput
              label={t.label}
              description={t.help}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              error={error}
              autoComplete="one-time-code"
              spellCheck={false}
              maxLength={12}
              maw={360}
              className={cx(styles.field)}
            />
            <Button type="submit" variant="default" loading={busy}>
              {t.submit}
            </Button>
          </Group>
        </form>
      </Collapse>
    </div>
  );
}
