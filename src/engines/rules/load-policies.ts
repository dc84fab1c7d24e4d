/** Finds and reads policies in files and folders. A folder may hold other things; they are left alone. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { UsageError } from '../../kernel/command.ts'
import { type Library, libraryOf } from './library.ts'
import { looksLikePolicy, type PolicyText, type Problem, problemAt, readPolicy } from './read-policy.ts'

const skipped = new Set(['node_modules', '.git'])
const biggestBytes = 4_000_000

export type Loaded = {
  readonly texts: readonly PolicyText[]
  readonly library: Library
  readonly problems: readonly Problem[]
}

/** Every policy under the given paths, in a stable order, with the problems of reading them. */
export function loadPolicies(paths: readonly string[], cwd: string): Loaded {
  const texts: PolicyText[] = []
  const seen = new Set<string>()
  for (const path of paths) {
    const full = resolve(cwd, path)
    if (!existsSync(full)) throw new UsageError(`找不到“${path}” · no such file or folder: ${path}`)
    const isFolder = statSync(full).isDirectory()
    for (const file of isFolder ? filesUnder(full) : [full]) {
      if (seen.has(file)) continue
      seen.add(file)
      const text = readOne(file, relative(cwd, file) || file, isFolder)
      if (text) texts.push(text)
    }
  }
  const { library, problems } = libraryOf(texts)
  return { texts, library, problems: [...texts.flatMap((t) => t.problems), ...problems] }
}

function readOne(file: string, shown: string, isInFolder: boolean): PolicyText | null {
  const failed = (message: string): PolicyText => ({
    file: shown,
    policy: null,
    problems: [problemAt(shown, null, message)],
    lineOf: () => null,
  })
  if (statSync(file).size > biggestBytes)
    return isInFolder ? null : failed('文件太大，不像政策文件 · the file is too large for a policy')
  const text = readFileSync(file, 'utf8')
  if (looksLikePolicy(text)) return readPolicy(text, shown)
  return isInFolder
    ? null
    : failed(
        '这个文件没有顶层的 policy: 一项，不是政策文件 · the file has no top-level "policy:", so it is no policy',
      )
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesUnder(path)
      return entry.isFile() && /\.ya?ml$/iu.test(entry.name) ? [path] : []
    })
}
