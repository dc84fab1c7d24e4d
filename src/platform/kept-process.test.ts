import { fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type KeptProcess, keepProcess } from './kept-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'kept-process-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A process that notes each of its starts and lives until it is told to end. */
function makeEntry(name: string, ending: string): { entry: string; starts(): number[] } {
  const [entry, notes] = [join(folder, `${name}.mjs`), join(folder, `${name}.txt`)]
  writeFileSync(notes, '')
  writeFileSync(
    entry,
    `import { appendFileSync } from 'node:fs'
appendFileSync(${JSON.stringify(notes)}, process.pid + '\\n')
${ending}
setInterval(() => {}, 1000)`,
  )
  return { entry, starts: () => readFileSync(notes, 'utf8').trim().split('\n').filter(Boolean).map(Number) }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const endsWhenTold = `process.once('SIGTERM', () => process.exit(0))`
const closeAll = async (kept: KeptProcess, starts: () => number[]) => {
  await kept.close()
  expect(starts().map(isAlive)).toEqual(starts().map(() => false))
}

test('a process that is lost is started anew, and none is left after closing', async () => {
  const { entry, starts } = makeEntry('lost', endsWhenTold)
  const kept = keepProcess(entry, { graceMs: 5_000, firstWaitMs: 50 })
  await expect.poll(() => starts().length, { timeout: 15_000 }).toBe(1)
  process.kill(kept.pid!, 'SIGKILL')
  await expect.poll(() => starts().length, { timeout: 15_000 }).toBe(2)
  expect(new Set(starts()).size).toBe(2)
  await closeAll(kept, starts)
})

test('what does not end when asked is killed after its grace', async () => {
  const { entry, starts } = makeEntry('deaf', `process.on('SIGTERM', () => {})`)
  const kept = keepProcess(entry, { graceMs: 300 })
  await expect.poll(() => starts().length, { timeout: 15_000 }).toBe(1)
  await closeAll(kept, starts)
})

test('closing while a lost process waits to be started anew starts none', async () => {
  const { entry, starts } = makeEntry('failing', 'process.exit(1)')
  const kept = keepProcess(entry, { graceMs: 300, firstWaitMs: 60_000 })
  await expect.poll(() => starts().length, { timeout: 15_000 }).toBe(1)
  await expect.poll(() => kept.pid, { timeout: 15_000 }).toBeUndefined()
  await closeAll(kept, starts)
  expect(starts()).toHaveLength(1)
})

test('it hears that we are gone, even killed', async () => {
  const { entry, starts } = makeEntry('orphan', `process.once('disconnect', () => process.exit(0))`)
  const keeper = join(folder, 'keeper.ts')
  const module = JSON.stringify(new URL('./kept-process.ts', import.meta.url).href)
  writeFileSync(
    keeper,
    `import { keepProcess } from ${module}\nkeepProcess(${JSON.stringify(entry)}, { graceMs: 1000 })`,
  )
  const loader = import.meta.resolve('tsx')
  const parent = fork(keeper, [], { execArgv: ['--import', loader], stdio: 'ignore' })
  await expect.poll(() => starts().length, { timeout: 20_000 }).toBe(1)
  parent.kill('SIGKILL')
  await expect.poll(() => isAlive(starts()[0]!), { timeout: 15_000 }).toBe(false)
}, 60_000)
