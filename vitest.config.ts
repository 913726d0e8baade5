import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Files wait for events more than they compute: on two cores one at a time takes half as long again.
    maxWorkers: 2,
    projects: [
      {
        test: { name: 'unit', isolate: false, include: ['test/unit/**/*.test.ts'], testTimeout: 20_000 },
      },
      {
        test: {
          name: 'ports',
          isolate: false,
          include: ['test/ports/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          isolate: false,
          include: ['test/integration/**/*.test.ts'],
          provide: { dialect: 'agreed' },
          globalSetup: ['test/support/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        // The main jobs once more, in front of a shop that spells as the vendor documents.
        test: {
          name: 'documented',
          isolate: false,
          include: [
            'test/integration/delivery/main-job.test.ts',
            'test/integration/delivery/documents.test.ts',
            'test/integration/customers/customers.test.ts',
            'test/integration/customers/guests.test.ts',
            'test/integration/products/products.test.ts',
          ],
          provide: { dialect: 'documented' },
          globalSetup: ['test/support/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          isolate: false,
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/support/postgres.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // Messages that pass by are missed where two browsers share two cores.
          fileParallelism: false,
        },
      },
    ],
  },
});
