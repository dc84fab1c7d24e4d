// One folder for the whole run. The server in it is started by the first test file that asks for a database, so that
// a run without database tests pays nothing; it is stopped here.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { stopCluster } from '../database/cluster.ts'
import { isRunning, ownIdentity, type ProcessIdentity } from '../running-process.ts'
import { testSettings } from './test-cluster.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Data folder of the run's own PostgreSQL. */
    testFolder: string
  }
}

const prefix = 'lianshu-test-'
const ownerFile = 'owner.json'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftOver()
  const folder = mkdtempSync(join(tmpdir(), prefix))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, ownerFile), JSON.stringify(ownIdentity()))
  project.provide('testFolder', folder)
  return () => removeRun(folder)
}

async function removeRun(folder: string): Promise<void> {
  const place = await stopCluster(folder, testSettings())
  rmSync(place.home, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}

/** Ends what a killed run left behind, so that machines do not fill up with servers. */
async function removeLeftOver(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(tmpdir(), name)
    try {
      const owner = JSON.parse(readFileSync(join(folder, ownerFile), 'utf8')) as ProcessIdentity
      if (!isRunning(owner)) await removeRun(folder)
    } catch {
      // Another user's folder, or one in the making.
    }
  }
}
