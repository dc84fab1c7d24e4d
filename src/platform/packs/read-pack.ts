import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import { AppError } from '../../kernel/errors.ts'
import { problemOfIssue } from '../http/field-problems.ts'
import { translate } from '../words.ts'
import type { Pack, PackDoc, PackFinding, PackLookup, PackProblem, PackSection } from './pack.ts'
import { listPackFiles } from './pack-files.ts'
import { readYaml, type YamlFile } from './yaml-file.ts'

const inBoth = (code: string, params: Readonly<Record<string, unknown>> = {}): PackProblem['message'] => ({
  zh: translate('zh', code, params),
  en: translate('en', code, params),
})

/**
 * Reads and checks a pack; writes nothing.
 *
 * @param sections every section that exists: a folder that none of them takes is a problem
 * @param basis    packs that this one may refer to
 */
export function readPack<Ctx>(
  folder: string,
  sections: readonly PackSection<unknown, Ctx>[],
  basis: readonly Pack[] = [],
): Pack {
  const docs = new Map<string, PackDoc<unknown>[]>(sections.map((section) => [section.folder, []]))
  const problems: PackProblem[] = []
  for (const file of listPackFiles(folder).filter((name) => !name.endsWith('.md'))) {
    const section = sections.find((one) => one.folder === file.slice(0, file.lastIndexOf('/')))
    if (section && file.endsWith('.yaml')) readFile(folder, file, section, docs, problems)
    else problems.push(strangeFile(file, section === undefined, sections))
  }
  const lookup: PackLookup = { docsOf: (section) => docsOf(section.folder, [...basis, { docs }]) as never }
  for (const section of sections) {
    const findings = section.check?.(docs.get(section.folder) ?? [], lookup) ?? []
    problems.push(...findings.map(asProblem))
  }
  return { name: basename(folder), folder, docs, problems: problems.sort(byPlace) }
}

const docsOf = (folder: string, packs: readonly Pick<Pack, 'docs'>[]): PackDoc<unknown>[] =>
  packs.flatMap((pack) => [...(pack.docs.get(folder) ?? [])])

function strangeFile(file: string, isFolder: boolean, sections: readonly { folder: string }[]): PackProblem {
  const folders = sections.map((section) => section.folder).sort()
  const message = isFolder ? inBoth('packs.strange_folder', { folders }) : inBoth('packs.strange_file')
  return { file, line: null, path: '', message }
}

function readFile(
  folder: string,
  file: string,
  section: PackSection<unknown, never>,
  docs: Map<string, PackDoc<unknown>[]>,
  problems: PackProblem[],
): void {
  const yaml = readYaml(readFileSync(join(folder, file)))
  for (const { line, reason } of yaml.faults) {
    problems.push({ file, line, path: '', message: inBoth('packs.unreadable', { reason }) })
  }
  if (yaml.faults.length > 0) return
  const parsed = section.schema.safeParse(yaml.value)
  if (parsed.success) {
    const { sha256, lineOf } = yaml
    docs.get(section.folder)?.push({ file, id: basename(file, '.yaml'), value: parsed.data, sha256, lineOf })
    return
  }
  for (const issue of parsed.error.issues) problems.push(schemaProblem(file, yaml, issue))
}

function schemaProblem(file: string, yaml: YamlFile, issue: z.core.$ZodIssue): PackProblem {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
  // A key too many is told at its own line, not at that of the map around it.
  const place = issue.code === 'unrecognized_keys' ? [...path, issue.keys[0] ?? ''] : path
  const { code, params } = problemOfIssue(issue)
  return { file, line: yaml.lineOf(place), path: path.join('.'), message: inBoth(code, params) }
}

const asProblem = ({ doc, path, message }: PackFinding): PackProblem => ({
  file: doc.file,
  line: doc.lineOf(path),
  path: path.join('.'),
  message,
})

function byPlace(a: PackProblem, b: PackProblem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return (a.line ?? 0) - (b.line ?? 0)
}

/** Hands a pack's files to their rooms, in the order of the sections; a pack with a problem is refused whole. */
export async function loadPack<Ctx>(
  pack: Pack,
  sections: readonly PackSection<unknown, Ctx>[],
  ctx: Ctx,
): Promise<void> {
  if (pack.problems.length > 0) {
    throw new AppError('invalid', 'packs.has_problems', { pack: pack.name, count: pack.problems.length })
  }
  for (const section of sections) {
    const docs = pack.docs.get(section.folder) ?? []
    if (docs.length > 0) await section.load(ctx, docs, { name: pack.name })
  }
}
