import { annexPolicies, annexTasks } from './annex-lists.ts'
import { bodyTasks, type Reading } from './body-tasks.ts'
import { readHead } from './head.ts'
import { type Line, splitLines } from './lines.ts'
import type { DocumentHead, Extraction } from './model.ts'
import { outlineOf, passagesOf } from './outline.ts'
import { findTables, type Table } from './tables.ts'

/** The year that 年底前 means: the one year of the title (2024年工作要点), otherwise the year of the date. */
function yearOf(head: DocumentHead): number | null {
  const years = new Set([...(head.title ?? '').matchAll(/20\d{2}/g)].map((match) => Number(match[0])))
  if (years.size === 1) return [...years][0] ?? null
  return years.size === 0 && head.date ? Number(head.date.slice(0, 4)) : null
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

/**
 * Reads tasks, targets, policies, subsidies, commitments and organisations out of the decoded text of an
 * official document. Deterministic; every item is read from the span that it carries, absent is null.
 * Method: docs/methods/documents.md.
 */
export function extractDocument(text: string): Extraction {
  const lines = splitLines(text)
  const head = readHead(lines)
  const reading = readingOf(text, head)
  const tables = findTables(text, lines)
  const outline = outlineOf(passagesOf(runningLines(lines, tables)))
  return {
    head,
    tasks: [...bodyTasks(outline, reading), ...annexTasks(tables, reading)],
    targets: [],
    policies: annexPolicies(tables, reading),
    subsidies: [],
    commitments: [],
    organisations: [],
    conflicts: [],
  }
}
