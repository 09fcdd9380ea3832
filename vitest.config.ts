import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'tools/**/*.test.ts',
      'blueprint/**/*.test.ts',
      'docs/**/*.test.ts',
      'examples/*/*.test.ts',
      'examples/*/train/*.test.ts',
      'docs/*.test.ts',
    ],
    globalSetup: ['./tools/testing/examples.ts'],
    reporters: ['default', './tools/summary-reporter.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Nothing that a test loads may reach out.
    env: { ORT_DISABLE_TELEMETRY: '1' },
  },
});
