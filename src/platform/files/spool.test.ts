import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Spool, spooledFileOf } from './spool.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianshu-spool-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const limits = { maxFileBytes: 1_000, maxFolderBytes: 2_500, idleMs: 200 }
const request = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('http://house/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
/** Pieces of 100 bytes until nobody asks any more; tells how many were asked for. */
function endless() {
  const told = { pieces: 0 }
  const body = new ReadableStream<Uint8Array>({
    pull(out) {
      told.pieces++
      out.enqueue(new Uint8Array(100))
    },
  })
  return { body, told }
}

test('a body arrives in a file with its length and digest', async () => {
  const spool = new Spool(folder, limits)
  const asked = request('abc')
  const file = await spool.receive(asked)
  expect(file.bytes).toBe(3)
  expect(file.sha256.toString('hex')).toMatch(/^ba7816bf8f01cfea/)
  expect(spooledFileOf(asked)).toBe(file)
  spool.remove(file.key)
  expect(readdirSync(folder)).toEqual([])
})

test('a claim of 10 GB is refused before a byte is read', async () => {
  const { body, told } = endless()
  const asked = request(body, { 'content-length': String(10 * 2 ** 30) })
  await expect(new Spool(folder, limits).receive(asked)).rejects.toMatchObject({
    code: 'files.upload_too_large',
  })
  expect(told.pieces).toBeLessThan(3)
  expect(readdirSync(folder)).toEqual([])
})

test('a body without end is cut off at the limit and leaves nothing', async () => {
  const { body, told } = endless()
  await expect(new Spool(folder, limits).receive(request(body))).rejects.toMatchObject({
    code: 'files.upload_too_large',
  })
  expect(told.pieces).toBeLessThan(20)
  expect(readdirSync(folder)).toEqual([])
})

test('the folder holds no more than its limit, whatever each file is', async () => {
  const spool = new Spool(folder, limits)
  for (let i = 0; i < 2; i++) await spool.receive(request('x'.repeat(1_000)))
  await expect(spool.receive(request('x'.repeat(900)))).rejects.toMatchObject({ code: 'files.spool_full' })
  expect(readdirSync(folder)).toHaveLength(2)
  expect(spool.removeOlderThan(new Date(Date.now() + 1_000))).toBe(2)
  await spool.receive(request('x'.repeat(900)))
})

test('a sender that stops in the middle is given up', async () => {
  const silent = new ReadableStream<Uint8Array>({
    start: (out) => out.enqueue(new Uint8Array(10)),
    pull: () => new Promise(() => {}),
  })
  await expect(new Spool(folder, limits).receive(request(silent))).rejects.toMatchObject({
    code: 'files.upload_broken',
  })
  expect(readdirSync(folder)).toEqual([])
})

test('a key that is no key reaches no file', () => {
  expect(() => new Spool(folder, limits).pathOf('../../etc/passwd')).toThrow('files.no_upload')
})
