// Takes each done feature out, one at a time, and expects its test to fail; puts every file back.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../src/platform/config.ts'
import { readCoverage, readRemovals } from './coverage.ts'

const removals = readRemovals()
const done = readCoverage().filter(({ state }) => state === 'done')
let survived = 0
for (const { id, test } of done) {
  const { file, find, replace } = removals[id]!
  const path = join(projectFolder, file)
  const original = readFileSync(path, 'utf8')
  try {
    writeFileSync(
      path,
      original.replace(find, () => replace),
    )
    const vitest = join(projectFolder, 'node_modules/vitest/vitest.mjs')
    const run = spawnSync(process.execPath, [vitest, 'run', test, '-t', id], {
      cwd: projectFolder,
      encoding: 'utf8',
    })
    const isNoticed = run.status !== 0
    if (!isNoticed) survived++
    console.log(`${id}  ${isNoticed ? 'its test fails without it' : 'ITS TEST DOES NOT NOTICE'}  ${test}`)
  } finally {
    writeFileSync(path, original)
  }
}
console.log(`${done.length - survived} passed, ${survived} failed`)
process.exitCode = survived > 0 ? 1 : 0
