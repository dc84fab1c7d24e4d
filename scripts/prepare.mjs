// Installs and builds, each only when needed; plain Node, because nothing may be installed yet.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run, step } from './steps.mjs'

/** Installs the dependencies when they are missing or not those of package-lock.json. */
export async function ensureInstalled() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const digest = createHash('sha256').update(lock).digest('hex')
  const mark = join(root, 'node_modules', '.lianshu-lock')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest) return
  if (!matchesLock(JSON.parse(lock.toString()))) {
    const code = await step('安装依赖 installing dependencies (npm ci)', () =>
      npm(['ci', '--include=dev', '--loglevel=error']),
    )
    if (code !== 0) {
      console.error('依赖没有装好：请检查网络和 npm 源，然后重新运行。')
      console.error(
        'The dependencies were not installed: check the network and the npm registry, then run this again.',
      )
      process.exit(1)
    }
  }
  writeFileSync(mark, digest)
}

/** npm writes down what it installed; the same packages in the same versions need no second install. */
function matchesLock(lock) {
  const hidden = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return false
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true
    const found = installed[path]
    return found ? found.version === wanted.version && existsSync(join(root, path)) : wanted.optional === true
  })
}

const npm = (args) => {
  const script = process.env.npm_execpath
  if (script?.endsWith('npm-cli.js')) return run(process.execPath, [script, ...args])
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args)
}

/** Builds the pages when their sources changed since the last build. */
export async function ensureBuilt() {
  const digest = digestSources()
  const mark = join(root, 'dist', '.lianshu-source')
  if (
    existsSync(mark) &&
    existsSync(join(root, 'dist', 'index.html')) &&
    readFileSync(mark, 'utf8') === digest
  )
    return 0
  const said = []
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const code = await step('生成页面 building the pages', () =>
    run(process.execPath, [vite, 'build', '--logLevel', 'warn'], { onOutput: (part) => said.push(part) }),
  )
  if (code === 0) {
    mkdirSync(join(root, 'dist'), { recursive: true })
    writeFileSync(mark, digest)
  } else {
    process.stderr.write(Buffer.concat(said))
    console.error('页面没有生成成功，原因见上。 The pages could not be built, for the reason above.')
  }
  return code
}

/** The pages, what they use of the server's sources (models and the kernel), and how they are built. */
function digestSources() {
  const hash = createHash('sha256')
  const add = (file) =>
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  for (const file of filesBelow('web')) add(file)
  for (const file of filesBelow('src').filter(
    (name) => name.endsWith('/model.ts') || name.startsWith('src/kernel/'),
  ))
    add(file)
  for (const file of ['vite.config.ts', 'package-lock.json']) add(file)
  return hash.digest('hex')
}

function filesBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
}
