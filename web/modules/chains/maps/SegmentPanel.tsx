import { Button } from 'antd'
import type { DraftMap, MapEdit } from './api.ts'
import { CommitInput } from './CommitInput.tsx'
import { t } from './words.ts'

type Props = { map: DraftMap; isDisabled: boolean; onEdit(edits: readonly MapEdit[]): void }

/** A number that no segment has yet. */
const freeId = (taken: readonly string[], stem: string): string => {
  let at = taken.length + 1
  while (taken.includes(`${stem}-${at}`)) at += 1
  return `${stem}-${at}`
}

/** The columns of the map: named, put in order, added, taken away where they are empty. */
export function SegmentPanel({ map, isDisabled, onEdit }: Props) {
  const { segments, nodes } = map
  const ids = segments.map(({ id }) => id)
  const put = (at: number, segment: DraftMap['segments'][number]) =>
    onEdit([{ op: 'put_segment', segment, at }])
  return (
    <div className="ls-map-form">
      {segments.map((segment, at) => {
        const held = nodes.filter((node) => node.segment === segment.id).length
        return (
          <div key={segment.id} className="ls-map-row" data-segment={segment.id}>
            <CommitInput
              label={t('nameZh')}
              value={segment.name.zh}
              isDisabled={isDisabled}
              onCommit={(zh) => put(at, { ...segment, name: { ...segment.name, zh } })}
            />
            <CommitInput
              label={t('nameEn')}
              value={segment.name.en}
              isDisabled={isDisabled}
              onCommit={(en) => put(at, { ...segment, name: { ...segment.name, en } })}
            />
            <Button
              size="small"
              aria-label={t('moveUp')}
              disabled={isDisabled || at === 0}
              onClick={() => put(at - 1, segment)}
            >
              ↑
            </Button>
            <Button
              size="small"
              aria-label={t('moveDown')}
              disabled={isDisabled || at === segments.length - 1}
              onClick={() => put(at + 1, segment)}
            >
              ↓
            </Button>
            <Button
              size="small"
              type="text"
              disabled={isDisabled || held > 0}
              title={held > 0 ? `${held}` : undefined}
              onClick={() => onEdit([{ op: 'remove_segment', id: segment.id }])}
            >
              {t('remove')}
            </Button>
          </div>
        )
      })}
      {!isDisabled && (
        <Button
          size="small"
          onClick={() =>
            onEdit([{ op: 'put_segment', segment: { id: freeId(ids, 'segment'), name: { zh: '', en: '' } } }])
          }
        >
          {t('addSegment')}
        </Button>
      )}
    </div>
  )
}
