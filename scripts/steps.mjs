// What npm start and npm test share before any dependency is there: plain Node, nothing imported from node_modules.
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Stops with a clear line on a Node that is too old; PostgreSQL's binaries and the libraries need 20.19. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(
    `需要 Node.js 20.19 或更新的版本，当前是 ${process.versions.node}。请从 https://nodejs.org 安装。`,
  )
  console.error(
    `Node.js 20.19 or newer is needed, this is ${process.versions.node}. Install it from https://nodejs.org.`,
  )
  process.exit(1)
}

/** Runs a program in the project folder; resolves to its exit code, 1 when it was killed. */
export function run(command, args, { env = {}, onOutput, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = onOutput ? ['ignore', 'pipe', 'pipe'] : 'inherit'
    const child = spawn(command, args, { cwd: root, stdio, env: { ...process.env, ...env }, ...options })
    child.stdout?.on('data', onOutput)
    child.stderr?.on('data', onOutput)
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/** Runs a step of some seconds: its name first, a sign of life every ten seconds, and what it took. */
export async function step(title, work) {
  const began = Date.now()
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`
  console.log(`… ${title}`)
  const timer = setInterval(() => console.log(`  … ${seconds()}`), 10_000)
  try {
    const code = await work()
    console.log(`${code === 0 ? '✓' : '✗'} ${title} ${seconds()}`)
    return code
  } finally {
    clearInterval(timer)
  }
}
