import { type Context, openHouse } from '../modules/access/index.ts'
import { ensureDemoAtlas } from '../modules/atlas/index.ts'
import { ensureDemoLadder } from '../modules/cultivation/index.ts'
import { ensureDemoRuns } from '../modules/evaluation/index.ts'
import { ensureDemoCity, findDemoCity } from '../modules/gaps/index.ts'
import { ensureDemoNetwork } from '../modules/network/index.ts'
import { ensureDemoPolicies } from '../modules/policy/index.ts'
import { ensureDemoTasks } from '../modules/programmes/index.ts'
import { ensureDemoLibraries } from '../modules/registry/index.ts'
import { ensureDemoRisk } from '../modules/risk/index.ts'
import { ensureDemoTickets } from '../modules/services/index.ts'
import type { Database } from '../platform/database/index.ts'
import { loadChangedPacks } from './packs.ts'
import { inSystemContext } from './system-context.ts'

type DemoStep = (ctx: Context, city: string | undefined, report: (line: string) => void) => Promise<void>

/** What each room shows in the invented city, in the order in which one rests on another; a transaction each. */
const demoSteps: readonly DemoStep[] = [
  ensureDemoLibraries,
  ensureDemoNetwork,
  (ctx, _city, report) => ensureDemoRuns(ctx, report),
  (ctx, _city, report) => ensureDemoPolicies(ctx, report),
  (ctx, _city, report) => ensureDemoLadder(ctx, report),
  ensureDemoAtlas,
  ensureDemoRisk,
  ensureDemoTickets,
  ensureDemoTasks,
]

/** Brings the house to where people can work in it: packs, demo city, first administrator. Says how to sign in. */
export async function prepare(
  database: Database,
  report: (line: string) => void,
): Promise<{ signInHint: string | null }> {
  await inSystemContext(database, (ctx) => loadChangedPacks(ctx, report))
  await inSystemContext(database, (ctx) => ensureDemoCity(ctx, report))
  const city = await inSystemContext(database, findDemoCity)
  for (const step of demoSteps) await inSystemContext(database, (ctx) => step(ctx, city, report))
  const opened = await inSystemContext(database, openHouse)
  const signInHint = opened
    ? `首次登录 first sign-in: ${opened.userName}  密码 password: ${opened.password}  （只显示这一次 shown only once）`
    : null
  return { signInHint }
}
