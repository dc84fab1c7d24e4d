import { defineConfig } from 'vitest/config'

/** A few stories through a real browser against the real program; each starts its own server on an empty folder. */
export default defineConfig({
  test: {
    include: ['tests/journeys/**/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 180_000,
    // The hook starts a house, which waits eight minutes itself (tests/journeys/running-house.ts).
    hookTimeout: 600_000,
    // What a page shows comes when it comes: an expectation is asked again until the page has had its time.
    expect: { poll: { timeout: 20_000 } },
  },
})
