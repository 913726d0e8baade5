import { Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  children: ReactNode;
  intro?: ReactNode;
  /** Moves the focus here when the screen replaces another one, so that a screen reader starts at its top. */
  focus?: boolean;
}

/** The first screen takes no focus: the page may be in a frame, beside what the merchant is doing. */
let anotherWasShown = false;

/** A screen's `<h1>`. */
export function PageTitle({ children, intro, focus = false }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus && anotherWasShown) heading.current?.focus({ preventScroll: true });
    anotherWasShown = true;
  }, [focus]);
  return (
    <div>
      <Title order={1} size="h3" ref={heading} tabIndex={-1} data-page-title>
        {children}
      </Title>
      {intro ? (
        <Text c="dimmed" size="sm" mt={4} maw={720}>
          {intro}
        </Text>
      ) : null}
    </div>
  );
}
