import { Button, Text } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { texts } from '../texts.ts';
import { Notice } from './notice.tsx';

/** A screen that breaks, or whose files are gone after an update, says so instead of leaving a blank page. */
export class ScreenBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    const { detail, fix } = texts.common.errors.screen;
    return (
      <Notice tone="error" my="md">
        <Text size="sm" fw={600}>
          {detail}
        </Text>
        <Text size="sm">{fix}</Text>
        <Button mt="xs" size="xs" variant="default" onClick={() => window.location.reload()}>
          {texts.common.reload}
        </Button>
      </Notice>
    );
  }
}
