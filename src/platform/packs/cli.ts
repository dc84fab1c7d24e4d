import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Command, type CommandIo, type ExitCode, UsageError } from '../../kernel/command.ts'
import type { PackSection } from './pack.ts'
import { listPackFolders } from './pack-files.ts'
import { readPack } from './read-pack.ts'

const checkHelp = `lianshu pack check [FOLDER…] [--lang zh|en] [--json]

检查城市包：每处错误给出文件和行号。不给目录时检查 packs/ 下全部城市包。
Checks packs: every fault with its file and line. Without folders, all of packs/.

退出码 exit: 0 无误 no fault, 1 有误 faults, 2 用法错误 wrong use`

const loadHelp = `lianshu pack load [--as USER] [--json]

把 packs/ 下的城市包读入数据库；没有改动的包不会再写。有错误时整个不读。
Loads packs/ into the database; a pack that did not change is not written again. Nothing is loaded while there are faults.`

/** What the front door hands in: the rooms' sections, where packs stand, and how they are loaded. */
export type PackDoor = {
  // biome-ignore lint/suspicious/noExplicitAny: each section keeps its own document type to itself
  readonly sections: readonly PackSection<any, any>[]
  readonly folder: string
  load(io: CommandIo, operator: string | undefined): Promise<readonly { name: string; isChanged: boolean }[]>
}

const options = {
  json: { type: 'boolean', default: false },
  lang: { type: 'string', default: 'zh' },
  as: { type: 'string' },
} as const

const isNational = (folder: string) => basename(folder) === 'national'

/** Reads packs, the national one first, since the others stand on it. */
export function readAllPacks(
  door: Pick<PackDoor, 'sections' | 'folder'>,
  folders: readonly string[] = listPackFolders(door.folder).map(({ folder }) => folder),
) {
  const sorted = [...folders].sort((a, b) => Number(isNational(b)) - Number(isNational(a)))
  const packs: ReturnType<typeof readPack>[] = []
  for (const folder of sorted) packs.push(readPack(folder, door.sections, [...packs]))
  return packs
}

async function runCheck(door: PackDoor, argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
  if (values.lang !== 'zh' && values.lang !== 'en') throw new UsageError('--lang zh|en')
  const lang = values.lang
  const named = positionals.map((path) => resolve(io.cwd, path))
  const all = listPackFolders(door.folder).map(({ folder }) => folder)
  const wanted = named.length > 0 ? named : all
  // A city's pack refers to the national one, so that is read along even when it is not asked for.
  const basis = all.filter((folder) => isNational(folder) && !wanted.includes(folder))
  const packs = readAllPacks(door, [...basis, ...wanted]).filter((pack) => wanted.includes(pack.folder))
  const problems = packs.flatMap((pack) =>
    pack.problems.map((problem) => ({
      ...problem,
      file: `${pack.name}/${problem.file}`,
      message: problem.message[lang],
    })),
  )
  const files = packs.reduce((sum, pack) => sum + [...pack.docs.values()].flat().length, 0)
  if (values.json) io.out(JSON.stringify({ packs: packs.map(({ name }) => name), files, problems }, null, 2))
  else {
    for (const { file, line, path, message } of problems)
      io.out(`${file}:${line ?? 1}  ${path === '' ? '' : `${path}  `}${message}`)
    io.out(`${packs.length} 个城市包 packs，${files} 个文件 files，${problems.length} 处错误 faults`)
  }
  return problems.length > 0 ? 1 : 0
}

async function runLoad(door: PackDoor, argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values } = parseArgs({ args: [...argv], options })
  const loaded = await door.load(io, values.as)
  if (values.json) io.out(JSON.stringify({ packs: loaded }, null, 2))
  else
    for (const { name, isChanged } of loaded)
      io.out(`${name}：${isChanged ? '已读入 loaded' : '没有变化 unchanged'}`)
  return 0
}

export function packCommands(door: PackDoor): readonly Command[] {
  return [
    {
      name: 'pack check',
      summary: { zh: '检查城市包', en: 'check packs' },
      help: checkHelp,
      run: (argv, io) => runCheck(door, argv, io),
    },
    {
      name: 'pack load',
      summary: { zh: '读入城市包', en: 'load packs' },
      help: loadHelp,
      run: (argv, io) => runLoad(door, argv, io),
    },
  ]
}
