import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '.mulin/**'],
    globalSetup: ['checks/template.ts'],
    // A world is a whole database in a thread; two at once are what two cores bear.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    sequence: { shuffle: { files: true } },
  },
});
