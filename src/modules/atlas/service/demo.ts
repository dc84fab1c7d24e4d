// Invented leads, places of parks and a page for investors for the demo city: data set `demo` only, marked on every page.
import { type Context, requirePermission } from '../../access/index.ts'
import { loadPlaces } from '../../registry/index.ts'
import type { LeadAction, LeadStep } from '../model.ts'
import { hasLeads } from '../queries/leads.ts'
import { listParkProfiles, placePark } from './parks.ts'
import { release } from './releases.ts'
import { getInvestment, listTargets } from './targets.ts'
import { addContact, makeLead, stepLead } from './work-on-leads.ts'

const source = '演示数据 demo, seed 1'
const dayMs = 86_400_000
/** How far each invented lead came, how many days ago it was made, how big it is, and whether it is a supplier. */
const courses: readonly {
  steps: readonly LeadAction[]
  daysAgo: number
  size: 'major' | 'small' | null
  lost?: 'went_elsewhere' | 'cost' | 'land'
  nextIn: number | null
  million: number | null
}[] = [
  {
    steps: ['contact', 'visit', 'negotiate', 'sign', 'land'],
    daysAgo: 300,
    size: 'small',
    nextIn: null,
    million: 80,
  },
  { steps: ['contact', 'negotiate', 'sign', 'land'], daysAgo: 260, size: 'small', nextIn: null, million: 45 },
  {
    steps: ['contact', 'visit', 'negotiate', 'sign', 'land'],
    daysAgo: 240,
    size: 'major',
    nextIn: null,
    million: 1200,
  },
  { steps: ['contact', 'visit', 'negotiate', 'sign'], daysAgo: 150, size: 'major', nextIn: 12, million: 900 },
  { steps: ['contact', 'visit', 'negotiate', 'sign'], daysAgo: 120, size: 'small', nextIn: 3, million: null },
  { steps: ['contact', 'visit', 'negotiate'], daysAgo: 90, size: 'small', nextIn: 5, million: 60 },
  { steps: ['contact', 'negotiate'], daysAgo: 80, size: null, nextIn: -4, million: null },
  { steps: ['contact', 'visit'], daysAgo: 60, size: 'small', nextIn: 9, million: null },
  { steps: ['contact'], daysAgo: 40, size: null, nextIn: 2, million: null },
  { steps: ['contact'], daysAgo: 30, size: null, nextIn: null, million: null },
  { steps: [], daysAgo: 12, size: null, nextIn: 6, million: null },
  { steps: [], daysAgo: 5, size: null, nextIn: null, million: null },
  {
    steps: ['contact', 'visit', 'lose'],
    daysAgo: 200,
    size: 'small',
    lost: 'went_elsewhere',
    nextIn: null,
    million: 30,
  },
  {
    steps: ['contact', 'negotiate', 'lose'],
    daysAgo: 170,
    size: 'small',
    lost: 'cost',
    nextIn: null,
    million: 25,
  },
  { steps: ['contact', 'lose'], daysAgo: 110, size: null, lost: 'land', nextIn: null, million: null },
]
const owners = ['演示市商务局', '演示高新园', '演示市工信局'] as const
const isoDay = (at: Date) => new Date(at.getTime() + dayMs / 3).toISOString().slice(0, 10)

/** The context as it would have been so many days ago. */
const ago = (ctx: Context, days: number): Context => ({
  ...ctx,
  now: new Date(ctx.now.getTime() - days * dayMs),
})

type Asked = { city: string; dataset: 'demo' }
type Firm = { id: string; name: string; chain: string; node: string; nodeName: string }

/** Firms elsewhere at gaps of the city, one a gap, as many as there are courses. */
async function chooseFirms(ctx: Context, scope: Asked): Promise<Firm[]> {
  const firms: Firm[] = []
  for (const { chain, node } of (await getInvestment(ctx, scope)).gaps) {
    const { items } = await listTargets(ctx, { ...scope, chain: chain.id, node: node.id })
    const firm = items.find(({ id }) => !firms.some((held) => held.id === id))
    if (firm)
      firms.push({ id: firm.id, name: firm.name, chain: chain.id, node: node.id, nodeName: node.name })
    if (firms.length === courses.length) break
  }
  return firms
}

async function walk(
  ctx: Context,
  scope: Asked,
  firm: Firm,
  i: number,
  parkId: string | undefined,
): Promise<void> {
  const course = courses[i]!
  const made = ago(ctx, course.daysAgo)
  const nextOn = course.nextIn === null ? null : isoDay(new Date(ctx.now.getTime() + course.nextIn * dayMs))
  let lead = await makeLead(made, {
    ...{ ...scope, chain: firm.chain, node: firm.node, organisationId: firm.id, source },
    ...{ kind: i % 5 === 4 ? ('project' as const) : ('supplier' as const), size: course.size },
    title: `${firm.nodeName}配套项目（演示）`,
    investmentFen: course.million === null ? null : String(course.million * 100_000_000),
    owner: owners[i % owners.length]!,
    ...{ nextStep: nextOn === null ? null : '约谈企业负责人', nextOn, requestKey: `demo-lead-${i}` },
  })
  for (const [k, action] of course.steps.entries()) {
    const at = ago(ctx, course.daysAgo - ((k + 1) * course.daysAgo) / (course.steps.length + 1))
    const step: LeadStep = {
      ...{ seen: lead.seen, action, happenedOn: isoDay(at.now) },
      ...(action === 'sign' || action === 'land' ? { owner: owners[(i + k) % owners.length]!, parkId } : {}),
      ...(action === 'lose' ? { lostReason: course.lost!, comment: '演示：企业另有安排' } : {}),
    }
    lead = await stepLead(at, lead.id, step)
  }
  if (course.steps.length > 0)
    await addContact(ctx, lead.id, {
      ...{ happenedOn: isoDay(ago(ctx, course.daysAgo / 2).now), kind: 'call' as const },
      note: '演示：电话沟通用地与厂房需求',
    })
}

/** Says where the invented parks stand: beside the centres of the city's districts. */
async function placeParks(ctx: Context, scope: Asked): Promise<string[]> {
  const places = await loadPlaces(ctx)
  const parks = await listParkProfiles(ctx, scope)
  const centre = places.centre(scope.city)
  if (!centre) return parks.map(({ id }) => id)
  for (const [i, { id, place }] of parks.entries()) {
    if (place !== null) continue
    const turn = (2 * Math.PI * i) / parks.length
    const point = { lng: centre.lng + 0.14 * Math.cos(turn), lat: centre.lat + 0.11 * Math.sin(turn) }
    await placePark(ctx, id, { lng: round(point.lng), lat: round(point.lat), datum: 'WGS84', source })
  }
  return parks.map(({ id }) => id)
}

const round = (degrees: number) => Math.round(degrees * 10_000) / 10_000

/** Gives the demo city its leads, places of parks and page for investors where it has none. */
export async function ensureDemoAtlas(
  ctx: Context,
  city: string | undefined,
  report: (line: string) => void = () => {},
): Promise<void> {
  requirePermission(ctx.actor, 'demo.generate')
  if (!city || (await hasLeads(ctx.db, 'demo', city))) return
  const scope: Asked = { city, dataset: 'demo' }
  const demo: Context = { ...ctx, actor: { ...ctx.actor, displayName: '演示' } }
  const parks = await placeParks(demo, scope)
  const firms = await chooseFirms(demo, scope)
  for (const [i, firm] of firms.entries()) await walk(demo, scope, firm, i, parks[i % parks.length])
  await release(demo, {
    ...{ ...scope, kind: 'city', contact: '演示市投资促进中心 000-00000000' },
    textZh: '演示城市向投资者开放：园区、可供用地、标准厂房与急需配套环节。全部为虚构数据。',
    textEn:
      'The demo city is open to investors: parks, land, factories and nodes in need. All of it is invented.',
  })
  for (const { chain, node, nodeName } of firms.slice(0, 2))
    await release(demo, {
      ...{ ...scope, kind: 'gap', chain, node, contact: null },
      textZh: `寻找能稳定供货的${nodeName}企业，园区可提供标准厂房（演示）。`,
      textEn: 'Looking for a maker who can supply steadily; a standard factory stands ready (demo).',
    })
  report(`${firms.length} 条演示招商线索 leads`)
}
