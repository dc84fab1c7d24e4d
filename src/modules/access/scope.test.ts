import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '../../platform/config.ts'

// A role alone does not tell the scope of a key: who asks with it gives a key all that its owner may.
test('every service asks for a permission with the actor, not with the role', () => {
  const modules = join(projectFolder, 'src/modules')
  const files = readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !/access.domain/.test(name),
  )
  expect(files.length).toBeGreaterThan(100)
  const asking = files.filter((name) =>
    /holds\(\w*(ctx\.)?actor\.role/.test(readFileSync(join(modules, name), 'utf8')),
  )
  expect(asking).toEqual([])
})
