// What npm start and npm test share before any dependency is there: plain Node, nothing imported from node_modules.
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const refuse = (...lines) => {
  for (const line of lines) console.error(line)
  process.exit(1)
}

/** Stops with a clear line where it cannot work: a Node older than 20.19, or Windows itself. */
export function checkNode() {
  if (process.platform === 'win32') {
    refuse(
      '请在 WSL（Linux）里运行，不支持直接在 Windows 上运行。',
      'Run it inside WSL (Linux); Windows itself is not supported.',
    )
  }
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  refuse(
    `需要 Node.js 20.19 或更新的版本，当前是 ${process.versions.node}。请从 https://nodejs.org 安装。`,
    `Node.js 20.19 or newer is needed, this is ${process.versions.node}. Install it from https://nodejs.org.`,
  )
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
