// Builders that tests of this and later rooms use. Nothing in service imports it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { normaliseName } from '../../engines/identity/index.ts'
import { projectFolder } from '../../platform/config.ts'
import type { SignedInApp } from '../access/fixtures.ts'
import { systemActor } from '../access/index.ts'
import type { ImportJob, ImportJobOptions, ImportReport } from './model.ts'
import { figureKindSection, titleKindSection } from './packs/fact-sections.ts'
import { industrySection } from './packs/place-sections.ts'
import { sizeSection, tagSection } from './packs/size-section.ts'
import { listByName } from './queries/firm-import.ts'
import { updateCentres, upsertDivisions } from './queries/places.ts'
import { type ImportInput, runImport } from './service/import-file.ts'

const source = 'test'
const divisions = [
  ['430000', '湖南省', 'province', null],
  ['430200', '株洲市', 'city', '430000'],
  ['430204', '石峰区', 'county', '430200'],
  ['430100', '长沙市', 'city', '430000'],
  ['320000', '江苏省', 'province', null],
  ['320400', '常州市', 'city', '320000'],
  ['320412', '武进区', 'county', '320400'],
  ['310000', '上海市', 'province', null],
  ['310100', '市辖区', 'city', '310000'],
  ['220000', '吉林省', 'province', null],
  ['220200', '吉林市', 'city', '220000'],
] as const
const centres = [
  { code: '430200', lng: 113.13, lat: 27.83 },
  { code: '430204', lng: 113.12, lat: 27.88 },
  { code: '430100', lng: 112.94, lat: 28.23 },
  { code: '320400', lng: 119.97, lat: 31.81 },
  { code: '310000', lng: 121.47, lat: 31.23 },
]

/** A handful of real places: Zhuzhou with Shifeng, Changsha, Changzhou with Wujin, Shanghai, Jilin. */
export const testDivisions = divisions.map(([code, name, level, parentCode]) => ({
  code,
  name,
  level,
  parentCode,
  source,
}))
export const testCentres = centres

export async function holdPlaces(house: SignedInApp): Promise<void> {
  await house.asSystem(async ({ db }) => {
    await upsertDivisions(db, testDivisions)
    await updateCentres(db, testCentres)
  })
}

/** Imports a CSV text as the program itself. */
export function importCsv(
  house: SignedInApp,
  csv: string,
  input: Partial<Omit<ImportInput, 'file'>> = {},
): Promise<ImportReport> {
  return house.asSystem((ctx) =>
    runImport(
      { ...ctx, actor: systemActor },
      {
        kind: 'firms',
        options: { dataset: 'held', fileName: 'firms.csv', partner: null },
        ...input,
        file: Buffer.from(csv),
      },
    ),
  )
}

const nationalFile = (name: string) =>
  parse(readFileSync(join(projectFolder, 'packs/national', name), 'utf8'))
const asDoc = <Doc>(value: Doc) => ({ file: '', id: '', value, sha256: '', lineOf: () => 1 })

const vocabularies = [
  [industrySection, 'industry/gbt4754-2017.yaml'],
  [titleKindSection, 'title-kinds/firms.yaml'],
  [figureKindSection, 'figure-kinds/firms.yaml'],
  [tagSection, 'tag-kinds/firms.yaml'],
  [sizeSection, 'size-standards/size-2017.yaml'],
] as const

/** The vocabularies that ship with the house: industries, titles, names of figures, tags and size classes. */
export async function holdVocabularies(house: SignedInApp): Promise<void> {
  await house.asSystem(async (ctx) => {
    for (const [section, file] of vocabularies)
      await section.load(ctx, [asDoc(section.schema.parse(nationalFile(file)) as never)], {
        name: 'national',
      })
  })
}

/** Opens one firm in the held data set and gives its id. */
export async function holdFirm(
  house: SignedInApp,
  firm: { name: string; creditCode?: string; address?: string; dataset?: 'held' | 'demo' },
): Promise<string> {
  const cells = [firm.name, firm.creditCode ?? '', firm.address ?? '']
  const dataset = firm.dataset ?? 'held'
  await importCsv(house, `企业名称,统一社会信用代码,注册地址\n${cells.join(',')}\n`, {
    options: { dataset, fileName: 'firms.csv', partner: null },
  })
  const [found] = await house.asSystem(({ db }) => listByName(db, dataset, [normaliseName(firm.name)]))
  return String(found!.id)
}

/** Hands a file over HTTP and orders a check or a run; gives the job once it has ended. */
export async function importOverHttp(
  house: SignedInApp,
  cookie: string,
  task: 'check' | 'run',
  file: { name: string; bytes: Buffer | string },
  options: Partial<ImportJobOptions> = {},
): Promise<ImportJob> {
  const received = await sendFile(house, cookie, file)
  if (received.status !== 201) throw new Error(await received.text())
  const { id } = (await received.json()) as ImportJob
  return orderOverHttp(house, cookie, { id, task }, options)
}

/** Sends the bytes of a file as the body. */
export function sendFile(
  house: SignedInApp,
  cookie: string | null,
  { name, bytes }: { name: string; bytes: Buffer | string },
): Promise<Response> {
  const headers: Record<string, string> = {
    'content-type': 'application/octet-stream',
    'x-lianshu-csrf': '1',
    ...(cookie ? { cookie } : {}),
  }
  const path = `/api/imports/files?name=${encodeURIComponent(name)}`
  return Promise.resolve(
    house.app.request(path, { method: 'POST', headers, body: new Uint8Array(Buffer.from(bytes)) }),
  )
}

/** Orders the work on a file that was handed over, and waits for its end. */
export async function orderOverHttp(
  house: SignedInApp,
  cookie: string,
  { id, task }: { id: string; task: 'check' | 'run' },
  options: Partial<ImportJobOptions> = {},
): Promise<ImportJob> {
  const input = { kind: 'firms', dataset: 'held', ...options }
  const ordered = await house.send('POST', `/api/imports/files/${id}/${task}`, input, cookie)
  if (ordered.status !== 202) throw new Error(await ordered.text())
  for (;;) {
    const job = (await (
      await house.send('GET', `/api/imports/files/${id}`, undefined, cookie)
    ).json()) as ImportJob
    if (job.state !== 'queued' && job.state !== 'working') return job
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
