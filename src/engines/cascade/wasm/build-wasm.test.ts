import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compileWasm, wasmPath } from './build-wasm.ts'

test('the committed machine code is what the sources give', async () => {
  expect(Buffer.from(await compileWasm()).equals(readFileSync(wasmPath))).toBe(true)
})
