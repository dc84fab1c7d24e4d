import { type ChainMap, type DraftCheck, type DraftMap, type MapNode, toChainMap } from '../model.ts'
import { checkMap } from './check-map.ts'

/** A node of another map that holds, for what is shared between maps. */
export type OtherNode = {
  readonly mapId: string
  readonly mapName: { readonly zh: string; readonly en: string }
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly products: readonly string[]
  readonly classes: readonly string[]
}
export type CheckAround = {
  readonly classes: ReadonlySet<string> | null
  readonly documents: ReadonlySet<string>
  readonly others: readonly OtherNode[]
}

const fieldAt = (path: readonly (string | number)[]) => String(path[2] ?? path[0] ?? 'map')

/**
 * What a draft says about itself, in words with the names of nodes: the faults that keep it from being published (the
 * check of maps, and what a file of a pack could not lack), and notes on nodes that other maps share.
 */
export function checkDraft(draft: DraftMap, around: CheckAround): DraftCheck[] {
  const map = toChainMap(draft)
  const called = nameInWords(draft)
  const ofMap = checkMap({ file: '', doc: map }, around.classes).map(({ path, message }): DraftCheck => {
    const node = path[0] === 'nodes' ? (map.nodes[Number(path[1])] ?? null) : null
    return {
      level: 'fault',
      node: node?.id ?? null,
      field: fieldAt(path),
      message: { zh: called(message.zh, 'zh'), en: called(message.en, 'en') },
    }
  })
  return [
    ...checkHead(draft),
    ...ofMap,
    ...missingParts(draft),
    ...checkSources(draft, around),
    ...sharedNotes(map, around),
  ]
}

/** Ids of nodes and segments in a message, replaced by their names. */
function nameInWords({ nodes, segments }: DraftMap) {
  const names = new Map([...segments, ...nodes].map(({ id, name }) => [id, name]))
  return (text: string, lang: 'zh' | 'en'): string =>
    text.replace(/[a-z0-9]+(?:-[a-z0-9]+)*/g, (word) => {
      const name = names.get(word)?.[lang]
      if (!name) return word
      return lang === 'zh' ? `“${name}”` : `"${name}"`
    })
}

const fault = (node: string | null, field: string, zh: string, en: string): DraftCheck => ({
  ...{ level: 'fault', node, field, message: { zh, en } },
})

function checkHead({ name, nodes, segments }: DraftMap): DraftCheck[] {
  return [
    ...(name.zh && name.en
      ? []
      : [fault(null, 'name', '图谱缺中文名或英文名。', 'The map lacks its Chinese or English name.')]),
    ...(nodes.length > 0 ? [] : [fault(null, 'nodes', '图谱还没有环节。', 'The map has no node yet.')]),
    ...segments
      .filter((segment) => !segment.name.zh || !segment.name.en)
      .map(({ id }) =>
        fault(
          null,
          'segments',
          `环节段 ${id} 缺中文名或英文名。`,
          `The segment ${id} lacks its Chinese or English name.`,
        ),
      ),
  ]
}

function missingParts({ nodes }: DraftMap): DraftCheck[] {
  return nodes.flatMap(({ id, name, classes, products, needs, needsNone }) => [
    ...(name.zh && name.en
      ? []
      : [fault(id, 'name', '缺中文名或英文名。', 'The Chinese or English name is missing.')]),
    ...(classes.length > 0
      ? []
      : [
          fault(
            id,
            'classes',
            '至少写一个 GB/T 4754 行业代码。',
            'At least one class of GB/T 4754 is needed.',
          ),
        ]),
    ...(products.every((word) => word.length >= 2)
      ? []
      : [fault(id, 'products', '产品词至少两个字。', 'A product word has at least two characters.')]),
    ...(needs.length > 0 || needsNone === null || (needsNone.zh && needsNone.en)
      ? []
      : [
          fault(
            id,
            'needsNone',
            '“不需要上游”的理由要有中英文。',
            'The reason for needing nothing is missing in one language.',
          ),
        ]),
  ])
}

/** Citations of documents that nobody holds. */
function checkSources(draft: DraftMap, { documents }: CheckAround): DraftCheck[] {
  const unknown = (source: DraftMap['source']) => source !== '假设' && !documents.has(source.document)
  const say = (node: string | null, field: string, document: string) =>
    fault(
      node,
      field,
      `引用的文件 ${document} 没有登记。请从列表里选，或标“假设”。`,
      `The cited document ${document} is not held. Choose one of the list, or mark it as an assumption.`,
    )
  const cited = (node: string | null, field: string, source: DraftMap['source']) =>
    unknown(source) && source !== '假设' ? [say(node, field, source.document)] : []
  return [
    ...cited(null, 'source', draft.source),
    ...draft.nodes.flatMap(({ id, source, needs }) => [
      ...cited(id, 'source', source),
      ...needs.flatMap((need) => cited(id, 'needs', need.source)),
    ]),
  ]
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const held = groups.get(keyOf(item))
    if (held) held.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

type Identity = {
  readonly name: MapNode['name']
  readonly products: readonly string[]
  readonly classes: readonly string[]
}
const identityOf = ({ name, products, classes }: Identity) =>
  JSON.stringify([name.zh, name.en, products, classes])
const wordKey = (word: string) => word.normalize('NFKC').toLowerCase()

/** Nodes that stand on other maps too, and words that another map gives to another node. */
function sharedNotes({ id: mapId, nodes }: ChainMap, { others }: CheckAround): DraftCheck[] {
  const elsewhere = others.filter((other) => other.mapId !== mapId)
  const byId = groupBy(elsewhere, ({ id }) => id)
  const byWord = groupBy(
    elsewhere.flatMap((other) => other.products.map((word) => ({ key: wordKey(word), other }))),
    ({ key }) => key,
  )
  const note = (node: string, field: string, zh: string, en: string): DraftCheck => ({
    ...{ level: 'note', node, field, message: { zh, en } },
  })
  return nodes.flatMap((node) => {
    const twins = (byId.get(node.id) ?? []).filter((other) => identityOf(other) !== identityOf(node))
    const shared = twins.map(({ mapName }) =>
      note(
        node.id,
        'name',
        `这个环节也在图谱“${mapName.zh}”上；同一环节在各图谱里是一个，发布时那里一起改。`,
        `This node also stands on the map "${mapName.en}"; one node is one everywhere, so publishing changes it there too.`,
      ),
    )
    const doubled = node.products.flatMap((word) =>
      (byWord.get(wordKey(word)) ?? [])
        .filter(({ other }) => other.id !== node.id)
        .map(({ other }) =>
          note(
            node.id,
            'products',
            `产品词“${word}”在图谱“${other.mapName.zh}”里属于“${other.name.zh}”；同一家企业会归入两处。`,
            `The product word "${word}" belongs to "${other.name.en}" on the map "${other.mapName.en}"; one firm will be placed at both.`,
          ),
        ),
    )
    return [...shared, ...doubled]
  })
}

/**
 * The other maps that a published one takes along: nodes they share get the published name, words and classes.
 * Maps that stay as they are are left out.
 */
export function mapsThatFollow(published: ChainMap, others: readonly ChainMap[]): ChainMap[] {
  const byId = new Map(published.nodes.map((node) => [node.id, node]))
  return others.flatMap((map) => {
    let isChanged = false
    const nodes = map.nodes.map((node) => {
      const twin = byId.get(node.id)
      if (!twin || identityOf(twin) === identityOf(node)) return node
      isChanged = true
      return { ...node, name: twin.name, products: twin.products, classes: twin.classes }
    })
    return isChanged && map.id !== published.id ? [{ ...map, nodes }] : []
  })
}
