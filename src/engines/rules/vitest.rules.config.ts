/** Tests for the mutation run of this engine only: no database, no pages. */
import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['src/engines/rules/*.test.ts'], testTimeout: 60_000 } })
