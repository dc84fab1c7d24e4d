// Held facts as sentences of a reply, each with its source; nothing is added to what is held.

type Fact = { text: string; source: string }

/** The nodes that a chain lacks; no sentence where none is judged to be missing. */
export function sayGaps(chain: string, nodes: readonly string[], asOf: string): Fact[] {
  if (nodes.length === 0) return []
  return [
    {
      text: `截至${asOf}，${chain}链有${nodes.length}个环节在本市缺失：${nodes.join('、')}。`,
      source: `短板清单 ${asOf}`,
    },
  ]
}

/** The projects of a chain by stage; no sentence where none is held. */
export function sayProjects(
  chain: string,
  stages: readonly { title: string; count: number }[],
  asOf: string,
): Fact[] {
  const held = stages.filter(({ count }) => count > 0)
  if (held.length === 0) return []
  const total = held.reduce((sum, { count }) => sum + count, 0)
  const parts = held.map(({ title, count }) => `${title}${count}个`).join('、')
  return [{ text: `截至${asOf}，${chain}链在库项目${total}个，其中${parts}。`, source: `项目库 ${asOf}` }]
}

type Policy = {
  title: string
  documentNo: string | null
  issuer: string | null
  validFrom: string | null
  validTo: string | null
}

/**
 * A policy that is in force on a day; none before its first or after its last day. Where the document does not say when
 * it ends, the sentence says so.
 */
export function sayPolicy({ title, documentNo, issuer, validFrom, validTo }: Policy, asOf: string): Fact[] {
  if ((validFrom !== null && validFrom > asOf) || (validTo !== null && validTo < asOf)) return []
  const number = documentNo === null ? '' : `（${documentNo}）`
  const by = issuer === null ? '' : `${issuer}印发`
  const until = validTo === null ? '文件没有写明有效期' : `有效期至${validTo}`
  return [
    { text: `${by}《${title}》${number}，${until}。`, source: [title, documentNo].filter(Boolean).join(' ') },
  ]
}
