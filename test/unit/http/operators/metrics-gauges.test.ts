import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { createGaugeMetrics } from '../../../../src/http/operators/metrics-gauges.ts';

test('with the database away the metrics say so, and tell nothing of what cannot be read', async () => {
  const registry = new Registry();
  createGaugeMetrics(registry, () => Promise.reject(new Error('away')));
  const told = (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  expect(told).toEqual(['database_up 0']);
});
