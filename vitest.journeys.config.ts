import { defineConfig } from 'vitest/config'

/** A few stories through a real browser against the real program; each starts its own server on an empty folder. */
export default defineConfig({
  test: {
    include: ['tests/journeys/**/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
