import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { digestPack, loadPack, type PackFinding, type PackSection, readPack } from './index.ts'

const mapSchema = z.object({
  id: z.string(),
  nodes: z.array(
    z
      .object({ id: z.string(), needs: z.array(z.string()).default([]), words: z.array(z.string()).min(3) })
      .strict(),
  ),
})
type MapDoc = z.infer<typeof mapSchema>
type Shelf = { loaded: string[] }

const classes: PackSection<{ codes: string[] }, Shelf> = {
  room: 'test',
  folder: 'classes',
  schema: z.object({ codes: z.array(z.string()) }),
  load: async (ctx, docs) => void ctx.loaded.push(...docs.map((doc) => doc.file)),
}
const maps: PackSection<MapDoc, Shelf> = {
  room: 'test',
  folder: 'maps',
  schema: mapSchema,
  check: (docs, lookup) => {
    const known = new Set(lookup.docsOf(classes).flatMap((doc) => doc.value.codes))
    return docs.flatMap((doc): PackFinding[] =>
      doc.value.nodes.flatMap((node, n) =>
        node.needs.flatMap((need, i) =>
          known.has(need)
            ? []
            : [{ doc, path: ['nodes', n, 'needs', i], message: { zh: `没有 ${need}`, en: `no ${need}` } }],
        ),
      ),
    )
  },
  load: async (ctx, docs, { name }) => void ctx.loaded.push(...docs.map((doc) => `${name}/${doc.id}`)),
}
const sections = [classes, maps]

const folders: string[] = []
function packOf(files: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})
const problemsOf = (files: Record<string, string | Buffer>) =>
  readPack(packOf(files), sections).problems.map(({ file, line, path, message }) => [
    file,
    line,
    path,
    message.en,
  ])

const goodMap = `id: rail
nodes:
  - id: bogie
    needs: [steel]
    words: [转向架, 构架, 轮对]
`

describe('a pack', () => {
  test('that is whole goes to its rooms in the order of the sections', async () => {
    const pack = readPack(
      packOf({ 'maps/rail.yaml': goodMap, 'classes/a.yaml': 'codes: [steel]', 'README.md': '' }),
      sections,
    )
    expect(pack.problems).toEqual([])
    const ctx: Shelf = { loaded: [] }
    await loadPack(pack, sections, ctx)
    expect(ctx.loaded).toEqual(['classes/a.yaml', `${pack.name}/rail`])
  })

  test('may refer to the packs it stands on', () => {
    const national = readPack(packOf({ 'classes/a.yaml': 'codes: [steel]' }), sections)
    expect(readPack(packOf({ 'maps/rail.yaml': goodMap }), sections, [national]).problems).toEqual([])
  })

  test('with a problem is refused whole', async () => {
    const pack = readPack(packOf({ 'maps/rail.yaml': goodMap }), sections)
    const ctx: Shelf = { loaded: [] }
    await expect(loadPack(pack, sections, ctx)).rejects.toMatchObject({ code: 'packs.has_problems' })
    expect(ctx.loaded).toEqual([])
  })

  test('has a digest that changes with a byte and with a name', () => {
    const digests = [
      ['a/b.yaml', '1'],
      ['a/b.yaml', '2'],
      ['a/c.yaml', '1'],
    ].map(([name = '', text = '']) => digestPack(packOf({ [name]: text })))
    expect(new Set(digests).size).toBe(3)
  })
})

describe('a problem is told with file and line', () => {
  test('a reference that leads nowhere', () => {
    expect(problemsOf({ 'maps/rail.yaml': goodMap })).toEqual([
      ['maps/rail.yaml', 4, 'nodes.0.needs.0', 'no steel'],
    ])
  })

  test('a value that does not fit, a key that is missing, one too many', () => {
    const text =
      'id: rail\nnodes:\n  - id: a\n    words:\n      - x\n  - id: b\n    words: [x, y, z]\n    colour: red\n  - words: [x, y, z]\n'
    expect(problemsOf({ 'maps/m.yaml': text })).toEqual([
      ['maps/m.yaml', 4, 'nodes.0.words', 'Too small or too short (at least 3)'],
      ['maps/m.yaml', 8, 'nodes.1', 'Holds more than is known: colour'],
      ['maps/m.yaml', 9, 'nodes.2.id', 'Required'],
    ])
  })

  test('a key given twice, broken YAML, a foreign encoding', () => {
    expect(problemsOf({ 'maps/m.yaml': 'id: a\nnodes: []\nid: b\n' })[0]?.slice(0, 2)).toEqual([
      'maps/m.yaml',
      3,
    ])
    expect(problemsOf({ 'maps/m.yaml': 'id: a\nnodes: [\n' })[0]?.[3]).toContain('Not readable as YAML')
    expect(problemsOf({ 'maps/m.yaml': Buffer.from([0xc1, 0xb4, 0x3a]) })[0]).toEqual([
      'maps/m.yaml',
      1,
      '',
      'Not readable as YAML: not UTF-8',
    ])
  })

  test('an alias that would grow without end', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
      .split('')
      .map((k, i) => `${k}: &${k} [${Array(9).fill(`*${'abcdefg'[i]}`).join(',')}]`)
      .join('\n')}\n`
    expect(problemsOf({ 'maps/m.yaml': bomb })[0]?.[3]).toContain('Not readable as YAML')
  })

  test('a folder that no room takes and a file that is no YAML', () => {
    const found = problemsOf({ 'songs/a.yaml': 'x: 1', 'maps/a.txt': '' }).map(([file, line]) => [file, line])
    expect(found).toEqual([
      ['maps/a.txt', null],
      ['songs/a.yaml', null],
    ])
  })
})
