import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { UsageError } from '../../kernel/command.ts'
import { commands } from './cli.ts'

let cwd = ''
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'identity-'))
})
afterEach(() => rmSync(cwd, { recursive: true }))

async function run(verb: string, ...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const io = {
    cwd,
    env: {},
    signal: new AbortController().signal,
    out: (text: string) => out.push(text),
    err: (text: string) => err.push(text),
  }
  const command = commands.find(({ name }) => name === `identity ${verb}`)
  const exit = await command?.run(argv, io)
  return { exit, out: out.join('\n'), err: err.join('\n') }
}
const file = (name: string, text: string | Buffer) => writeFileSync(join(cwd, name), text)
const match = () => run('match', '--candidates', 'c.csv', '--queries', 'q.csv', '--out', 'o.csv')

describe('lianshu identity check-code', () => {
  test('valid codes end with 0, one that is not with 1 and its reason', async () => {
    expect(await run('check-code', '91350100000000000h')).toMatchObject({
      exit: 0,
      out: '91350100000000000H\t有效 valid',
    })
    const { exit, out } = await run('check-code', '91350100000000000H', '91350O00000000000H')
    expect(exit).toBe(1)
    expect(out).toMatch(/\[character\].*第 6 位.*place 6/)
    expect((await run('check-code', '--json', 'x')).out).toContain('"reason":"length"')
  })

  test('no code is wrong use', async () => {
    await expect(run('check-code')).rejects.toThrow(UsageError)
  })
})

describe('lianshu identity match', () => {
  test('writes five best with rank, score and band, and loses no query', async () => {
    file('c.csv', '\ufeffid,name,uscc\r\na,株洲和美机械有限公司,\r\nb,"常州和美,电子有限公司",\r\n')
    file('q.csv', 'id,name\n1,株洲和美机械有限责任公司\n"x,2",和美\n3,A公司\n')
    expect(await match()).toMatchObject({ exit: 0, err: '' })
    const lines = readFileSync(join(cwd, 'o.csv'), 'utf8').trimEnd().split('\n')
    expect(lines[0]).toBe('query_id,candidate_id,rank,score,band')
    expect(lines[1]).toBe('1,a,1,1.0000,auto')
    expect(lines.filter((line) => line.startsWith('"x,2",'))).toHaveLength(2)
    expect(lines.at(-1)).toBe('3,,,,review')
    // only the first line of a query can be joined
    expect(lines.filter((line) => /,[2-5],[\d.]+,auto$/.test(line))).toEqual([])
    expect(readdirSync(cwd).sort()).toEqual(['c.csv', 'o.csv', 'q.csv'])
  })

  test('rows that cannot be used are named by line, and nothing is written', async () => {
    file('c.csv', 'id,name,uscc\na,甲有限公司,91350100000000000J\n')
    file('q.csv', 'id,name\n1,甲\n,乙\n3,\n1,丁\n')
    const { exit, err } = await match()
    expect(exit).toBe(1)
    for (const part of [
      'c.csv 第 2 行的 uscc 无效',
      'q.csv 第 3 行没有 id',
      'line 4: no name',
      '与第 2 行重复',
    ])
      expect(err).toContain(part)
    expect(readdirSync(cwd)).not.toContain('o.csv')
  })

  test('files that are absent, of another shape or encoding are refused in words', async () => {
    expect(await match()).toMatchObject({ exit: 1, err: expect.stringContaining('打不开文件 c.csv') })
    file('c.csv', 'id,title\n1,甲\n')
    expect((await match()).err).toContain('缺少列 name')
    file('c.csv', 'id,name\n1,"甲\n')
    expect((await match()).err).toContain('不是完整的 CSV')
    file('c.csv', Buffer.from([0x69, 0x64, 0xff, 0xff]))
    expect((await match()).err).toContain('GB18030')
  })

  test('a missing option is wrong use', async () => {
    await expect(run('match', '--candidates', 'c.csv')).rejects.toThrow(UsageError)
    await expect(run('match', '--nonsense')).rejects.toMatchObject({ code: 'ERR_PARSE_ARGS_UNKNOWN_OPTION' })
  })
})
