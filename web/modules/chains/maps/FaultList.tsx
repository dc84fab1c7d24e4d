import { inLang } from '../../../ui/words.ts'
import type { DraftCheck } from './api.ts'
import { t } from './words.ts'

type Props = { checks: readonly DraftCheck[]; nameOf?(nodeId: string): string; onOpen?(nodeId: string): void }

/** What stands against publishing, and what somebody should know; with a way to the node where the list is the map's. */
export function FaultList({ checks, nameOf, onOpen }: Props) {
  return (
    <ul className="ls-map-faults" data-testid="checks">
      {checks.map(({ level, node, field, message }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same words may stand twice
        <li key={`${node} ${field} ${at}`} data-level={level}>
          <b>{t(level === 'fault' ? 'fault' : 'attention')}</b>{' '}
          {node !== null && nameOf && onOpen && (
            <button type="button" className="ls-link" onClick={() => onOpen(node)}>
              {nameOf(node)}
            </button>
          )}{' '}
          {inLang(message)}
        </li>
      ))}
    </ul>
  )
}
