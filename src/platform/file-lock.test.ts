import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { claimDataFolder } from './data-folder.ts'
import { tryLock, withFileLock } from './file-lock.ts'
import { commandLineOf, identifyProcess, isRunning, ownIdentity } from './running-process.ts'

let folder: string
let path: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
})
beforeEach(() => {
  path = join(folder, 'a.lock')
  rmSync(path, { force: true })
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('a lock file', () => {
  test('is held until it is released, and leaves nothing behind', () => {
    const lock = tryLock(path, 'here')
    expect(tryLock(path, 'there')).toMatchObject({ pid: process.pid, note: 'here' })
    if ('release' in lock) lock.release()
    const again = tryLock(path, 'there')
    expect('release' in again).toBe(true)
    if ('release' in again) again.release()
    expect(readdirSync(folder)).toEqual([])
  })

  test.each([
    ['of a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, started: 'x', since: '', note: '' })],
    [
      'of another process with the same number',
      JSON.stringify({ pid: process.pid, started: 'earlier', since: '', note: '' }),
    ],
    ['that is half-written', '{"pid":'],
  ])('%s is taken over', (_name, text) => {
    writeFileSync(path, text)
    expect('release' in tryLock(path, '')).toBe(true)
  })

  test('lets only one in at a time', async () => {
    let inside = 0
    const most: number[] = []
    const work = async () => {
      inside += 1
      most.push(inside)
      await new Promise((done) => setTimeout(done, 5))
      inside -= 1
    }
    await Promise.all([1, 2, 3, 4].map(() => withFileLock(path, 10_000, work)))
    expect(most).toEqual([1, 1, 1, 1])
  })

  test('that is not released in time is refused with the number of its holder', async () => {
    tryLock(path, '')
    await expect(withFileLock(path, 10, async () => {})).rejects.toMatchObject({
      code: 'start.lock_held',
      params: { pid: process.pid },
    })
  })
})

test('a second server is told who holds the data folder, where and since when', () => {
  const claim = claimDataFolder(folder, new Date('2026-11-22T03:00:00Z'))
  claim.announce('http://127.0.0.1:4180')
  expect(() => claimDataFolder(folder)).toThrow(
    expect.objectContaining({
      code: 'start.held',
      params: {
        folder,
        pid: process.pid,
        address: 'http://127.0.0.1:4180',
        since: '2026-11-22T03:00:00.000Z',
      },
    }),
  )
  claim.release()
  claimDataFolder(folder).release()
})

test('a process is known by its number and its start', () => {
  expect(isRunning(ownIdentity())).toBe(true)
  expect(isRunning({ ...ownIdentity(), started: 'another time' })).toBe(false)
  expect(identifyProcess(2 ** 22 + 1)).toBeNull()
  expect(commandLineOf(process.pid)).toContain('node')
})
