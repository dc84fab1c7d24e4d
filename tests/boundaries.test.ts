import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BoundaryReport, checkBoundaries } from '../scripts/check-boundaries.ts'
import { projectFolder } from '../src/platform/config.ts'

const { forbidden, ROOMS } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
  forbidden: { name: string }[]
  ROOMS: string[]
}

/** A small house in which everything stands where it may. */
const goodHouse: Record<string, string> = {
  'src/kernel/money.ts': 'export const fen = 1n',
  'src/engines/graph/index.ts': "import '../../kernel/money.ts'\nexport const graph = 1",
  'src/platform/database/index.ts': "import pg from 'pg'\nexport type Db = pg.Pool\nexport const open = pg",
  'src/platform/testing/index.ts': 'export const testDatabase = 1',
  'src/modules/access/index.ts':
    "export { may } from './service.ts'\nexport type { Actor } from './model.ts'",
  'src/modules/access/model.ts':
    "import '../../kernel/money.ts'\nexport type Actor = string\nexport const actor = 1",
  'src/modules/access/service.ts': "import './queries.ts'\nimport './domain/judge.ts'\nexport const may = 1",
  'src/modules/access/queries.ts': "import { sql } from 'kysely'\nexport const rows = sql",
  'src/modules/access/domain/judge.ts':
    "import { createHmac } from 'node:crypto'\nimport '../model.ts'\nimport '../../../engines/graph/index.ts'\nexport const judge = createHmac",
  'src/modules/access/fixtures.ts': "import '../../platform/testing/index.ts'\nexport const fixture = 1",
  'src/modules/registry/index.ts': "export { register } from './service.ts'",
  'src/modules/registry/model.ts': "import { actor } from '../access/model.ts'\nexport const firm = actor",
  'src/modules/registry/service.ts':
    "import { may } from '../access/index.ts'\nimport './domain/firm.ts'\nexport const register = may",
  'src/modules/registry/domain/firm.ts':
    "import type { Actor } from '../../access/index.ts'\nexport const firmOf = (actor: Actor) => actor",
  'src/modules/registry/routes.ts': "import './service.ts'\nimport './model.ts'\nexport const routes = 1",
  'src/modules/registry/routes.test.ts':
    "import '../access/fixtures.ts'\nimport '../../platform/testing/index.ts'",
  'src/modules/registry/cli.ts': "import './service.ts'\nexport const commands = []",
  'src/app.ts': "import './modules/access/index.ts'\nimport './modules/registry/index.ts'",
  'src/cli.ts': "import './modules/registry/cli.ts'",
  'web/ui/Chart.tsx': "import * as echarts from 'echarts'\nexport const Chart = echarts",
  'web/modules/registry/Firms.tsx':
    "import '../../ui/Chart.tsx'\nimport '../../../src/modules/registry/model.ts'\nexport const Firms = 1",
  'web/modules/access/SignIn.tsx': 'export const SignIn = 1',
  'web/app.tsx': "import './modules/registry/Firms.tsx'",
}

/** One planted fault a rule: the file that is added or replaced, and the one rule that must bite. */
const faults: [rule: string, file: string, text: string][] = [
  [
    'access-uses-only-earlier-rooms',
    'src/modules/access/service.ts',
    "import '../registry/index.ts'\nexport const may = 1",
  ],
  [
    'enter-by-the-face',
    'src/modules/registry/service.ts',
    "import '../access/service.ts'\nexport const register = 1",
  ],
  [
    'enter-by-the-face',
    'src/modules/registry/service.ts',
    "import '../access/fixtures.ts'\nexport const register = 1",
  ],
  [
    'models-build-on-models',
    'src/modules/registry/model.ts',
    "import '../access/index.ts'\nexport const firm = 1",
  ],
  [
    'tests-enter-by-the-face-or-fixtures',
    'src/modules/registry/firm.test.ts',
    "import '../access/queries.ts'",
  ],
  ['front-doors-enter-by-the-face', 'src/app.ts', "import './modules/access/service.ts'"],
  ['front-doors-enter-by-the-face', 'src/app/seams.ts', "import '../modules/access/service.ts'"],
  ['front-doors-enter-by-the-face', 'src/cli.ts', "import './modules/registry/service.ts'"],
  [
    'domain-is-pure',
    'src/modules/access/domain/judge.ts',
    "import type { Db } from '../../../platform/database/index.ts'\nexport type X = Db",
  ],
  ['domain-is-pure', 'src/modules/access/domain/judge.ts', "import '../queries.ts'"],
  [
    'domain-takes-types-of-faces',
    'src/modules/registry/domain/firm.ts',
    "import { may } from '../../access/index.ts'\nexport const firmOf = may",
  ],
  [
    'domain-does-no-io',
    'src/modules/access/domain/judge.ts',
    "import { readFileSync } from 'node:fs'\nexport const judge = readFileSync",
  ],
  ['domain-has-no-clock', 'src/modules/access/domain/judge.ts', 'export const judge = () => new Date()'],
  [
    'sql-only-in-queries',
    'src/modules/access/service.ts',
    "import { sql } from 'kysely'\nexport const may = sql",
  ],
  ['routes-ask-the-service', 'src/modules/access/routes.ts', "import './queries.ts'"],
  ['queries-hold-no-rules', 'src/modules/registry/queries.ts', "import './service.ts'"],
  ['kernel-knows-nobody', 'src/kernel/dates.ts', "import '../platform/database/index.ts'"],
  ['kernel-does-no-io', 'src/kernel/dates.ts', "import 'node:fs'"],
  ['engines-know-only-kernel', 'src/engines/rules/index.ts', "import '../../platform/database/index.ts'"],
  ['engines-know-only-kernel', 'src/engines/rules/index.ts', "import '../graph/index.ts'"],
  ['platform-knows-no-room', 'src/platform/http.ts', "import '../modules/access/index.ts'"],
  [
    'testing-stays-in-tests',
    'src/modules/registry/service.ts',
    "import '../../platform/testing/index.ts'\nexport const register = 1",
  ],
  ['no-circular', 'src/kernel/dates.ts', "import './days.ts'\nexport const date = 1"],
  [
    'only-platform-drives-the-database',
    'src/modules/access/queries.ts',
    "import pg from 'pg'\nexport const rows = pg",
  ],
  ['no-unresolved', 'src/kernel/dates.ts', "import './nowhere.ts'"],
  [
    'web-takes-only-its-model',
    'web/modules/access/SignIn.tsx',
    "import '../../../src/modules/registry/model.ts'",
  ],
  [
    'web-takes-only-its-model',
    'web/modules/access/SignIn.tsx',
    "import '../../../src/modules/access/service.ts'",
  ],
  ['web-frame-takes-nothing-of-the-server', 'web/app.tsx', "import '../src/modules/registry/model.ts'"],
  [
    'web-ui-takes-only-the-engine-graph',
    'web/ui/Page.tsx',
    "import '../../src/modules/registry/model.ts'\nexport const Page = 1",
  ],
  ['web-rooms-do-not-meet', 'web/modules/access/SignIn.tsx', "import '../registry/Firms.tsx'"],
  ['web-ui-knows-no-room', 'web/ui/Page.tsx', "import '../modules/access/SignIn.tsx'"],
  [
    'pictures-only-in-web-ui',
    'web/modules/access/SignIn.tsx',
    "import * as echarts from 'echarts'\nexport const chart = echarts",
  ],
  ['server-knows-no-page', 'src/platform/http.ts', "import '../../web/modules/access/SignIn.tsx'"],
  ['rooms-are-in-order', 'src/modules/attic/index.ts', 'export const attic = 1'],
]
const besides: Record<string, string> = { 'src/kernel/days.ts': "import './dates.ts'\nexport const day = 1" }

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'house-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let houses = 0
function check(files: Record<string, string>): Promise<BoundaryReport> {
  houses += 1
  const house = join(folder, String(houses))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, name)), { recursive: true })
    writeFileSync(join(house, name), text)
  }
  symlinkSync(join(projectFolder, 'node_modules'), join(house, 'node_modules'))
  return checkBoundaries(house)
}

test('a house in which everything stands where it may has no violation', async () => {
  const { cruised, violations } = await check(goodHouse)
  expect(violations).toEqual([])
  expect(cruised).toBeGreaterThan(20)
})

describe('a planted violation', () => {
  test.each(faults)('of %s in %s is seen', async (rule, file, text) => {
    const extra = rule === 'no-circular' ? besides : {}
    const { violations } = await check({ ...goodHouse, ...extra, [file]: text })
    expect(violations.map((violation) => violation.rule)).toContain(rule)
    expect(violations.find((violation) => violation.rule === rule)?.comment).not.toBe('')
  })

  test('exists for every rule there is', () => {
    const planted = new Set(faults.map(([rule]) => rule))
    const unseen = forbidden.map(({ name }) => name).filter((name) => !planted.has(name))
    expect(unseen.filter((name) => !name.endsWith('-uses-only-earlier-rooms'))).toEqual([])
  })

  test('of the order of rooms is seen for each of them', async () => {
    const files = ROOMS.flatMap((room, i): [string, string][] => [
      [`src/modules/${room}/index.ts`, 'export const face = 1'],
      [`src/modules/${room}/service.ts`, i + 1 < ROOMS.length ? `import '../${ROOMS[i + 1]}/index.ts'` : ''],
    ])
    const { violations } = await check(Object.fromEntries(files))
    expect(violations.map(({ rule }) => rule).sort()).toEqual(
      ROOMS.slice(0, -1)
        .map((room) => `${room}-uses-only-earlier-rooms`)
        .sort(),
    )
  })
})

test('nothing to cruise is a fault, not a success', async () => {
  await expect(check({ 'README.md': '' })).rejects.toThrow()
})
