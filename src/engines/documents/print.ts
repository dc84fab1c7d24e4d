import type { Decoding, Extraction, Target } from './model.ts'

const list = (names: readonly string[]) => (names.length === 0 ? '—' : names.join('、'))

function targetLine({ indicator, comparator, value, unit, due }: Target): string {
  const amount = Array.isArray(value) ? value.join('–') : `${value}`
  return `  ${indicator}  ${comparator} ${amount} ${unit}${due ? `  (${due})` : ''}`
}

/** What was read, for the person at the terminal; the whole of it stands in the JSON. */
export function printExtraction(found: Extraction, decoding: Decoding): string {
  const { head } = found
  const encoding = `${decoding.encoding}${decoding.repaired ? '（乱码已修复 repaired）' : ''}`
  return [
    `标题 title: ${head.title ?? '—'}`,
    `文号 number: ${head.number ?? '—'}  日期 date: ${head.date ?? '—'}  编码 encoding: ${encoding}`,
    ...(decoding.uncertain.length > 0 ? [`存疑字符 uncertain characters: ${decoding.uncertain.length}`] : []),
    `任务 tasks: ${found.tasks.length}`,
    ...found.tasks.map(
      (task) =>
        `  ${task.id}  ${task.title}  牵头 ${list(task.leads)}  责任 ${list(task.responsibles)}  时限 ${task.dueWritten ?? '—'}`,
    ),
    `目标 targets: ${found.targets.length}`,
    ...found.targets.map(targetLine),
    `政策 policies: ${found.policies.length}`,
    ...found.policies.map(
      (policy) => `  ${policy.title}  ${policy.dueWritten ?? '—'}  ${list(policy.leads)}`,
    ),
    `补贴 subsidies: ${found.subsidies.length}`,
    ...found.subsidies.map(
      (s) => `  ${s.what}  ${s.rate ?? '—'}  ${s.capCny ?? '—'} 元${s.isCeiling ? '（上限 ceiling）' : ''}`,
    ),
    `承诺 commitments: ${found.commitments.length}`,
    ...found.commitments.map((commitment) => `  ${commitment.text}`),
    `冲突 conflicts: ${found.conflicts.length}`,
    ...found.conflicts.map(
      (c) => `  ${c.kind}: ${c.items.map((i) => `${i.indicator} ${i.value}${i.unit}`).join(' ↔ ')}`,
    ),
  ].join('\n')
}
