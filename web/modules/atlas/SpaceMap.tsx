import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, InputNumber, Select, Space } from 'antd'
import { useMemo, useState } from 'react'
import { PathLink } from '../../ui/frame/PathLink.tsx'
import { MapView, type Spot } from '../../ui/map/MapView.tsx'
import { useMay } from '../../ui/session.ts'
import { Empty } from '../../ui/states.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { type MapBase, type ParkProfile, placePark } from './api.ts'
import { ParkDetail } from './ParkDetail.tsx'
import { parkColumns } from './park-columns.tsx'
import { t } from './words.ts'

const freeOf = ({ land, factories }: ParkProfile) => (land.availableM2 ?? 0) + (factories.freeM2 ?? 0)

/** 空间: parks by what of them is free. */
export function SpaceMap({
  base,
  parks,
  chain,
}: {
  base: MapBase
  parks: readonly ParkProfile[]
  chain?: string | undefined
}) {
  const [openId, open] = useState<string | null>(null)
  const [picked, pick] = useState<Spot | null>(null)
  const shown = chain
    ? parks.filter(({ strengths }) => strengths.some(({ chainId }) => chainId === chain))
    : parks
  const most = Math.max(1, ...shown.map(freeOf))
  const marks = useMemo(
    () =>
      shown.flatMap((park) =>
        park.place === null
          ? []
          : [
              {
                ...{ id: park.id, name: park.name, lng: park.place.lng, lat: park.place.lat },
                shape: park.isPartnerPark ? ('star' as const) : ('square' as const),
                tone: freeOf(park) > 0 ? ('strong' as const) : ('unknown' as const),
                weight: freeOf(park) / most,
              },
            ],
      ),
    [shown, most],
  )
  if (parks.length === 0)
    return (
      <Empty
        title={t('noParks')}
        why={t('noParksWhy')}
        action={<PathLink path="/parks">{t('toParks')}</PathLink>}
      />
    )
  const park = parks.find(({ id }) => id === openId)
  const list = (
    <DataTable
      name={t('parks')}
      rows={shown}
      columns={parkColumns()}
      rowId={({ id }) => id}
      onOpen={({ id }) => open(id)}
      maxRows={12}
    />
  )
  return (
    <div className="ls-atlas-columns">
      <MapView
        ground={base}
        label={t('space')}
        marks={marks}
        onOpen={open}
        onPick={pick}
        legend={[
          { shape: 'square', tone: 'strong', text: t('legendPark') },
          { shape: 'star', tone: 'strong', text: t('legendPartner') },
          { shape: 'circle', tone: 'strong', text: t('legendLand') },
        ]}
        list={list}
        isListBeside
      />
      <div className="ls-stack">
        {park ? (
          <ParkDetail park={park} onClose={() => open(null)}>
            <PlaceForm key={park.id} park={park} picked={picked} />
          </ParkDetail>
        ) : (
          list
        )}
      </div>
    </div>
  )
}

type PlaceValues = {
  lng: number
  lat: number
  datum: 'WGS84' | 'CGCS2000' | 'GCJ02' | 'BD09'
  source: string
}
const datums = ['WGS84', 'CGCS2000', 'GCJ02', 'BD09'] as const
const rounded = (degrees: number) => Math.round(degrees * 100_000) / 100_000

function PlaceForm({ park, picked }: { park: ParkProfile; picked: Spot | null }) {
  const mayWrite = useMay('libraries.write')
  const queries = useQueryClient()
  const [form] = Form.useForm<PlaceValues>()
  const save = useMutation({
    mutationFn: (values: PlaceValues) => placePark(park.id, values),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['atlas'] }),
  })
  if (!mayWrite) return null
  const take = () =>
    picked && form.setFieldsValue({ lng: rounded(picked.lng), lat: rounded(picked.lat), datum: 'WGS84' })
  const rules = [{ required: true, message: t('required') }]
  return (
    <details className="ls-details">
      <summary>{t('placeSay')}</summary>
      <p className="ls-soft">{t('placeHow')}</p>
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      <Form<PlaceValues>
        form={form}
        layout="vertical"
        initialValues={{ datum: 'WGS84', lng: park.place?.lng, lat: park.place?.lat }}
        onFinish={(values) => save.mutate(values)}
      >
        {picked && (
          <Button className="ls-form-alert" onClick={take}>
            {rounded(picked.lng)}, {rounded(picked.lat)}
          </Button>
        )}
        <Space wrap>
          <Form.Item name="lng" label={t('lng')} rules={rules}>
            <InputNumber min={73} max={136} step={0.001} />
          </Form.Item>
          <Form.Item name="lat" label={t('lat')} rules={rules}>
            <InputNumber min={3} max={54} step={0.001} />
          </Form.Item>
          <Form.Item name="datum" label={t('datum')} rules={rules}>
            <Select style={{ width: 120 }} options={datums.map((value) => ({ value, label: value }))} />
          </Form.Item>
        </Space>
        <Form.Item name="source" label={t('source')} rules={rules}>
          <Input maxLength={300} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      </Form>
    </details>
  )
}
