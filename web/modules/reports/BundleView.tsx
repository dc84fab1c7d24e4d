import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type BundleInfo, bundleQuery, cancelBundle, fileAddress, zipAddress } from './api.ts'
import { WritingProgress } from './WritingProgress.tsx'
import { t } from './words.ts'

const sizeOf = (bytes: number) =>
  bytes < 100_000 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`

/** A set of artefacts that was made: how far its files are, each to download, and all of them at once. */
export function BundleView({ bundle: given }: { bundle: BundleInfo }) {
  const queries = useQueryClient()
  const { data = given } = useQuery({ ...bundleQuery(given.id), initialData: given })
  const cancel = useMutation({
    mutationFn: () => cancelBundle(given.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['reports', 'bundle', given.id] }),
  })
  const isWhole = data.files.every(({ sizeBytes }) => sizeBytes !== null)
  return (
    <article className="ls-bundle" data-testid="bundle">
      <header>
        <b>{data.title}</b>{' '}
        <span className="ls-soft">
          {data.asOf} · {data.madeBy}
        </span>
        {isWhole && (
          <a className="ls-button" href={zipAddress(data.id)} download>
            {t('zip')}
          </a>
        )}
      </header>
      <WritingProgress job={data.job} onCancel={() => cancel.mutate()} error={cancel.error} />
      <ul>
        {data.files.map(({ id, name, sizeBytes }) => (
          <li key={id}>
            {sizeBytes === null ? (
              <span className="ls-soft">
                {name} · {t('notWritten')}
              </span>
            ) : (
              <>
                <a href={fileAddress(id)} download>
                  {name}
                </a>{' '}
                <span className="ls-soft">{sizeOf(sizeBytes)}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </article>
  )
}
