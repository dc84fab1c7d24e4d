import { annexPolicies, annexTasks } from './annex-lists.ts'
import { bodyPolicies, promisedPolicies } from './body-policies.ts'
import { bodyTasks, type Reading } from './body-tasks.ts'
import { findCommitments } from './commitments.ts'
import { findConflicts } from './conflicts.ts'
import { planTargets, promisedTargets } from './document-targets.ts'
import { readHead, readIssuer } from './head.ts'
import { type Line, type Passage, splitLines } from './lines.ts'
import type { DocumentHead, Extraction, Target } from './model.ts'
import { findOrganisations } from './organisations.ts'
import { allSections, type Outline, outlineOf, passagesOf } from './outline.ts'
import { findSubsidies } from './subsidies.ts'
import { findTables, type Table } from './tables.ts'
import { looksLikeUnit } from './units.ts'

/** The year that 年底前 means: the one year of the title (2024年工作要点), otherwise the year of the date. */
function yearOf(head: DocumentHead): number | null {
  const years = new Set([...(head.title ?? '').matchAll(/20\d{2}/g)].map((match) => Number(match[0])))
  if (years.size === 1) return [...years][0] ?? null
  return years.size === 0 && head.date ? Number(head.date.slice(0, 4)) : null
}

/** The year in which a plan begins; earlier figures in it are where it stands, not where it goes. */
function firstYearOf(head: DocumentHead): number | null {
  const years = [...(head.title ?? '').matchAll(/20\d{2}/g)].map((match) => Number(match[0]))
  if (years.length > 0) return Math.min(...years)
  return head.date ? Number(head.date.slice(0, 4)) : null
}

/** Which list a target was read from; null for the running text. */
function listOf({ span }: Target, tables: readonly Table[]): number | null {
  const at = tables.findIndex((table) => span[0] >= table.span[0] && span[1] <= table.span[1])
  return at < 0 ? null : at
}

function readingOf(text: string, head: DocumentHead): Reading {
  return {
    year: yearOf(head),
    firstIsLead: /(?:列|排)(?:名)?(?:在)?(?:首位|第一(?:位|个)?)的?(?:单位|部门)?(?:即)?为牵头/.test(text),
    isReply: /答复|回复|复函/.test(head.title ?? '') || /(?:委员|代表)$/.test(head.addressee ?? ''),
  }
}

/** The lines of running text: what the lists cover is left out. */
function runningLines(lines: readonly Line[], tables: readonly Table[]): Line[] {
  return lines.filter((_, i) => !tables.some(({ lines: [from, to] }) => i >= from && i < to))
}

/** All running text once: a heading that holds its whole passage, or heading and passages. */
function allPassages(outline: Outline): Passage[] {
  const sections = allSections(outline.sections).flatMap(({ heading, passages }) =>
    passages[0]?.at.at(-1) === heading.at.at(-1) ? passages : [heading, ...passages],
  )
  return [...outline.opening, ...sections]
}

/**
 * Reads tasks, targets, policies, subsidies, commitments and organisations out of the decoded text of an
 * official document; `known` are names of organisations to look for as well. Deterministic; every item is read from the span that it carries, absent is null.
 * Method: docs/methods/documents.md.
 */
export function extractDocument(text: string, known: readonly string[] = []): Extraction {
  const lines = splitLines(text)
  const head = readHead(lines)
  const reading = readingOf(text, head)
  const tables = findTables(text, lines)
  const outline = outlineOf(passagesOf(runningLines(lines, tables)))
  const tasks = [...bodyTasks(outline, reading), ...annexTasks(tables, reading)]
  const commitments = reading.isReply
    ? findCommitments(outline, { year: reading.year, signedOn: head.date, issuer: readIssuer(lines) })
    : []
  const targets = reading.isReply
    ? promisedTargets(outline, commitments, reading)
    : planTargets(text, outline, tables, tasks, { ...reading, firstYear: firstYearOf(head) })
  const listed = annexPolicies(tables, reading)
  return {
    head,
    tasks,
    targets,
    policies: [
      ...listed,
      ...(reading.isReply ? promisedPolicies(commitments, listed) : bodyPolicies(tasks, listed)),
    ],
    subsidies: findSubsidies(allPassages(outline)),
    commitments,
    organisations: findOrganisations(text, lines, tasks, [...known, ...head.copies.filter(looksLikeUnit)]),
    conflicts: findConflicts(targets.map((target) => ({ target, list: listOf(target, tables) }))),
  }
}
