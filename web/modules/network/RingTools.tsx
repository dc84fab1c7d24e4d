import { Button, Input, Select, Space } from 'antd'
import { useState } from 'react'
import { type Definitions, radiiKm } from '../../../src/modules/network/model.ts'
import { t } from './definition-words.ts'
import { FirmPicker } from './FirmPicker.tsx'

type Props = {
  data: Definitions
  centre: string | undefined
  radiusKm: number
  onChange(chosen: { centre?: string | undefined; radiusKm?: number }): void
}

/** Around what the ring is drawn, and how wide: the city and its parks for everybody, a firm or a point for few. */
export function RingTools({ data, centre, radiusKm, onChange }: Props) {
  const [free, setFree] = useState<'firm' | 'point' | null>(null)
  const chosen = free ?? centre ?? data.centre.id
  const offered = data.centres.map(({ id, name }) => ({ value: id, label: name }))
  const known = offered.some(({ value }) => value === data.centre.id)
  const options = [
    ...offered,
    ...(known ? [] : [{ value: data.centre.id, label: data.centre.name }]),
    ...(data.mayChooseFreely
      ? [
          { value: 'firm', label: t('centreFirm') },
          { value: 'point', label: t('centrePoint') },
        ]
      : []),
  ]
  const choose = (value: string) => {
    if (value === 'firm' || value === 'point') return setFree(value)
    setFree(null)
    onChange({ centre: value })
  }
  const draw = (id: string) => {
    setFree(null)
    onChange({ centre: id })
  }
  return (
    <Space wrap>
      <Select
        aria-label={t('centre')}
        value={chosen}
        onChange={choose}
        options={options}
        style={{ minWidth: 180 }}
        popupMatchSelectWidth={false}
      />
      {free === 'firm' && (
        <div style={{ width: 260 }}>
          <FirmPicker label={t('centreFirm')} onChange={(id) => id && draw(`firm:${id}`)} />
        </div>
      )}
      {free === 'point' && <PointField onDraw={draw} />}
      <Select
        aria-label={t('km')}
        value={radiusKm}
        onChange={(km) => onChange({ radiusKm: km })}
        options={radiiKm.map((km) => ({ value: km, label: `${km} km` }))}
      />
    </Space>
  )
}

const pointForm = /^\d{2,3}(\.\d{1,6})?,\d{1,2}(\.\d{1,6})?$/

function PointField({ onDraw }: { onDraw(id: string): void }) {
  const [typed, setTyped] = useState('')
  const point = typed.replaceAll(/\s/g, '').replace('，', ',')
  const isWrong = typed !== '' && !pointForm.test(point)
  return (
    <Space.Compact>
      <Input
        aria-label={t('point')}
        placeholder="113.13,27.83"
        title={t('pointWrong')}
        status={isWrong ? 'error' : ''}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button disabled={typed === '' || isWrong} onClick={() => onDraw(`point:${point}`)}>
        {t('draw')}
      </Button>
    </Space.Compact>
  )
}
