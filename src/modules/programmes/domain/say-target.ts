type Target = {
  name: { zh: string }
  scope: { zh: string }
  comparator: string
  value: number | readonly [number, number]
  unit: string
  dueWritten: string | null
  source: { document: string; place: string | null }
  document: { title: string; number: string | null } | null
}

const words: Readonly<Record<string, string>> = {
  '=': '为',
  '>=': '不少于',
  '>': '超过',
  '<=': '不超过',
  '<': '低于',
  '~': '约',
  range: '为',
  x: '为原来的',
}

/** A held target as one sentence of a reply, with the document that states it; nothing is added to what is held. */
export function sayTarget(target: Target): { text: string; source: string } {
  const { name, scope, comparator, value, unit, dueWritten, source, document } = target
  const figure = typeof value === 'number' ? String(value) : `${value[0]}—${value[1]}`
  const measure = comparator === 'x' ? '倍' : unit
  const when = dueWritten === null ? '' : `${dueWritten}，`
  return {
    text: `${when}${name.zh}（${scope.zh}）${words[comparator] ?? comparator}${figure}${measure}。`,
    source: [document?.title ?? source.document, document?.number, source.place].filter(Boolean).join(' '),
  }
}
