import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { UsageError } from '../../kernel/command.ts'
import { commands } from './cli.ts'

let folder: string
let lines: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cascade-'))
  lines = []
  // The five firms of docs/methods/cascade.md.
  put('edges.csv', 'supplier,buyer,weight\n矿,炼,10\n炼,锻,20\n炼,冲,20\n锻,车,30\n冲,车,50\n')
  put('firms.csv', '\uFEFFfirm,sector\r\n矿,01\r\n炼,02\r\n锻,03\r\n冲,03\r\n车,04\r\n')
  put('ess.csv', '0,2,0,0\n0,0,2,0\n0,0,0,2\n0,0,0,0\n')
  put('codes.txt', '01\n02\n03\n04\n')
})

afterEach(() => rmSync(folder, { recursive: true }))

const put = (name: string, text: string) => writeFileSync(join(folder, name), text)
const read = (name: string) => readFileSync(join(folder, name), 'utf8')

function run(...more: string[]) {
  const io = {
    cwd: folder,
    env: {},
    signal: new AbortController().signal,
    out: () => {},
    err: (text: string) => lines.push(...text.split('\n')),
  }
  const files = ['--edges', 'edges.csv', '--firms', 'firms.csv', '--essential', 'ess.csv', '--out', 'out.csv']
  return commands[0]!.run([...files, '--sectors', 'codes.txt', '--threads', '1', ...more], io)
}

/** Exit 1, the one line given, and no file beside the inputs. */
async function expectRefused(line: string, ...more: string[]): Promise<void> {
  const before = readdirSync(folder)
  expect(await run(...more)).toBe(1)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain(line)
  expect(readdirSync(folder)).toEqual(before)
}

describe('cascade run', () => {
  test('writes closures in the order of the firms', async () => {
    expect(await run()).toBe(0)
    const [header, mine, , forge] = read('out.csv').split('\n')
    expect(header).toBe('firm,ESRI,ESRI_d,ESRI_u,T')
    expect(mine).toBe(`矿,1,1,${10 / 130},4`)
    expect(forge!.split(',').map((cell, k) => (k === 0 ? cell : Number(Number(cell).toFixed(6))))).toEqual([
      '锻',
      0.423077,
      0.230769,
      0.423077,
      3,
    ])
  })

  test('writes shocks with a second weight, states and sector matrices', async () => {
    put('down.csv', 'scenario,firm,psi\nA,矿,0.5\nB,锻,1\n')
    put('attributes.csv', 'firm,weight\n车,4\n冲,3\n锻,2\n炼,1\n矿,0\n')
    const more = ['--attributes', 'attributes.csv', '--use', 'weight', '--states', 's', '--sector-out', 's']
    expect(await run('--shock-down', 'down.csv', ...more)).toBe(0)
    const [header, first] = read('out.csv').split('\n')
    expect(header).toBe(
      'scenario,ESRI_weight_1,ESRI_d_weight_1,ESRI_u_weight_1,ESRI_weight_2,ESRI_d_weight_2,ESRI_u_weight_2,T',
    )
    // Forge and Press each lose half; A = 40, so Carmaker loses 30/80 × 30/40 × 0.5 + 50/80 × 0.5 = 0.453125.
    expect(first!.split(',').map((cell, k) => (k === 0 ? cell : Number(Number(cell).toFixed(9))))).toEqual([
      'A',
      0.5,
      0.5,
      0.038461538,
      0.48125,
      0.48125,
      0,
      4,
    ])
    expect(read('s_hd_T_mat.csv').split('\n')[0]).toBe('5.0000000000000000e-01,0.0000000000000000e+00')
    expect(read('s_sec_d_mat_init.csv').split('\n')[0]!.split(',')[0]).toBe('5.0000000000000000e-01')
  })

  test('leaves T empty and ends with 1 where the cap comes first', async () => {
    put('ids.csv', 'firm\n矿\n')
    expect(await run('--only', 'ids.csv', '--max-sweeps', '2')).toBe(1)
    expect(read('out.csv').trim().split('\n')[1]).toMatch(/^矿,.*,$/)
  })

  test('refuses an unknown firm', async () => {
    put('edges.csv', 'supplier,buyer,weight\n矿,谁,10\n')
    await expectRefused('edges.csv:2: 采购方“谁”不在企业名单中')
  })

  test.each([
    ['-3', '为负'],
    ['', '为空'],
    ['1e999', '不是数字'],
    ['0x10', '不是数字'],
  ])('refuses the weight "%s"', async (weight, why) => {
    put('edges.csv', `supplier,buyer,weight\n矿,炼,${weight}\n`)
    await expectRefused(why)
  })

  test('refuses a sector without a row', async () => {
    put('firms.csv', 'firm,sector\n矿,01\n炼,02\n锻,03\n冲,03\n车,4\n')
    await expectRefused('firms.csv:6: 行业“4”在矩阵中没有行')
  })

  test('refuses a ragged matrix', async () => {
    put('ess.csv', '0,2,0,0\n0,0,2\n0,0,0,2\n0,0,0,0\n')
    await expectRefused('ess.csv:2: 此行 3 格')
  })

  test('refuses a file of 10 GB without reading it', async () => {
    truncateSync(join(folder, 'edges.csv'), 10 * 1024 ** 3)
    await expectRefused('10.0 GB')
  })

  test('refuses psi above 1 and a firm twice in a scenario', async () => {
    put('down.csv', 'scenario,firm,psi\nA,矿,1.5\n')
    await expectRefused('不是 0 到 1 之间的数', '--shock-down', 'down.csv')
  })

  test('refuses revenue of 0 for a firm that sells', async () => {
    put('attributes.csv', 'firm,revenue\n矿,0\n炼,1\n锻,1\n冲,1\n车,0\n')
    await expectRefused(
      'attributes.csv:2: revenue 为 0',
      '--attributes',
      'attributes.csv',
      '--use',
      'revenue',
    )
  })

  test('keeps an older output when it refuses', async () => {
    put('out.csv', 'old')
    await expectRefused('找不到文件', '--only', 'none.csv')
    expect(read('out.csv')).toBe('old')
  })

  test.each([
    [['--eps', 'much']],
    [['--rule', '3']],
    [['--use', 'weight']],
    [['--threads', '0']],
    [['--precision', 'f32', '--eps', '1e-4']],
    [['--only', 'ids.csv', '--shock-down', 'down.csv']],
  ])('says that %j is wrong use', async (more) => {
    await expect(run(...more)).rejects.toThrow(UsageError)
  })
})
