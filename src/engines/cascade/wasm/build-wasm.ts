/** Compiles ../assembly into cascade.wasm: `npx tsx src/engines/cascade/wasm/build-wasm.ts`. A test holds it fresh. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { main } from 'assemblyscript/asc'

export const wasmPath = join(import.meta.dirname, 'cascade.wasm')

const folder = join(import.meta.dirname, '../assembly')

const options = [
  '--runtime stub --importMemory --sharedMemory --initialMemory 1 --maximumMemory 65536',
  '--enable simd,threads,bulk-memory -O3 --noAssert --outFile cascade.wasm',
]

/** The engine's machine code as the compiler makes it from the sources of today. */
export async function compileWasm(): Promise<Uint8Array> {
  let binary: Uint8Array | undefined
  const { error, stderr } = await main(['--baseDir', folder, 'index.ts', ...options.join(' ').split(' ')], {
    writeFile: (_name: string, contents: string | Uint8Array) => {
      if (typeof contents !== 'string') binary = contents
    },
  })
  if (error || !binary) throw new Error(`assembly does not compile: ${stderr.toString()}`, { cause: error })
  return binary
}

if (process.argv[1]?.endsWith('build-wasm.ts')) writeFileSync(wasmPath, await compileWasm())
