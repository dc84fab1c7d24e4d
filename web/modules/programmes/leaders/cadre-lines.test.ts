import { expect, test } from 'vitest'
import { readCadreLines } from './cadre-lines.ts'

test('a list is read with tabs or commas of either width; a line without four columns is named', () => {
  expect(
    readCadreLines('张三\t市科技局\t科长\t甲公司\n\n李四，市工信局，，乙公司\n王五,丙公司\n赵六,,x,丁'),
  ).toEqual({
    lines: [
      { personName: '张三', unit: '市科技局', post: '科长', firm: '甲公司' },
      { personName: '李四', unit: '市工信局', post: null, firm: '乙公司' },
    ],
    bad: [4, 5],
  })
})
