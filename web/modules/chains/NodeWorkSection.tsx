import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Form, Input, Modal, Select } from 'antd'
import { useRef, useState } from 'react'
import { useMay, useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { findProjects, type NodeWork, post, projectNodesQuery, workQuery } from './about-api.ts'
import { NodeActs, type NodeOf } from './NodeActs.tsx'
import { RecordForm } from './RecordForm.tsx'
import { t } from './work-words.ts'

const linkKinds = ['research', 'pilot', 'industrialisation', 'investment'] as const
const grades = [
  'industry_leading',
  'irreplaceable',
  'fills_national_blank',
  'fills_world_blank',
  'world_first',
] as const

/** What is done on a node: acts, projects that work on it, graded results. Working papers: nothing for whom they are not. */
export function NodeWorkSection({ chain, node }: { chain: string; node: string | null }) {
  const mayRead = useMay('chains.acts_read')
  if (!mayRead || node === null) return null
  return <Work of={{ chain, node }} />
}
NodeWorkSection.displayName = 'NodeWorkSection'

function Work({ of }: { of: NodeOf }) {
  const { data, error } = useQuery(workQuery(useScope(), of.chain, of.node))
  return (
    <section className="ls-panel" data-testid="node-work">
      <h2>{t('work')}</h2>
      <div className="ls-panel-body ls-stack">
        {error && <Problem error={error} />}
        {!data && !error && <Loading rows={3} />}
        {data && (
          <>
            <NodeActs of={of} items={data.acts} />
            <Projects of={of} links={data.links} />
            <Results of={of} work={data} />
          </>
        )}
      </div>
    </section>
  )
}

function Withdraw({ path }: { path: string }) {
  return (
    <RecordForm
      isQuiet
      title={t('withdraw')}
      fields={[{ name: 'why', label: t('why'), kind: 'area', isRequired: true, max: 500 }]}
      save={(told) => post(path, told)}
    />
  )
}

function Projects({ of, links }: { of: NodeOf; links: NodeWork['links'] }) {
  const scope = useScope()
  const mayAct = useMay('chains.act')
  const { data: projects } = useQuery({
    queryKey: ['chains', scope.city.code, scope.dataset, 'project-choice'],
    queryFn: () => findProjects(scope),
    enabled: mayAct,
  })
  return (
    <>
      <h3>{t('projects')}</h3>
      {links.length === 0 && <p className="ls-soft">{t('projectsNone')}</p>}
      <ul className="ls-lines">
        {links.map((link) => (
          <li key={link.id}>
            <Link to="/projects" search={{ open: link.subjectId }}>
              {link.subjectName}
            </Link>
            <small className="ls-soft">
              {[t(link.kind), link.note, link.source].filter(Boolean).join(' · ')}
            </small>
            {mayAct && <Withdraw path={`/api/chain-work/links/${link.id}/withdraw`} />}
          </li>
        ))}
      </ul>
      {mayAct && (
        <RecordForm
          title={t('linkProject')}
          fields={[
            {
              name: 'projectId',
              label: t('project'),
              kind: 'choice',
              isRequired: true,
              options: (projects ?? []).map(({ id, name }) => ({ value: id, label: name })),
            },
            {
              name: 'kind',
              label: t('linkKind'),
              kind: 'choice',
              isRequired: true,
              options: linkKinds.map((value) => ({ value, label: t(value) })),
            },
            { name: 'note', label: t('note'), kind: 'area', max: 500 },
            { name: 'source', label: t('source'), kind: 'text', isRequired: true },
          ]}
          save={(told) =>
            post('/api/chain-work/links', { city: scope.city.code, dataset: scope.dataset, ...of, ...told })
          }
        />
      )}
    </>
  )
}

function Results({ of, work }: { of: NodeOf; work: NodeWork }) {
  const mayAct = useMay('chains.act')
  const [isOpen, open] = useState(false)
  return (
    <>
      <h3>{t('results')}</h3>
      {work.results.length === 0 && <p className="ls-soft">{t('resultsNone')}</p>}
      <ul className="ls-lines">
        {work.results.map((one) => (
          <li key={one.id}>
            <span>
              <b>{t(one.grade)}</b> {one.name}
            </span>
            <small className="ls-soft">
              {[one.organisationName, one.projectName, one.award, one.gradedBy, one.gradedOn, one.evidence]
                .filter(Boolean)
                .join(' · ')}{' '}
              {one.documents.map(({ id, fileName }) => (
                <a key={id} href={`/api/attachments/${id}`}>
                  {fileName}
                </a>
              ))}
            </small>
            {mayAct && <Withdraw path={`/api/chain-work/results/${one.id}/withdraw`} />}
          </li>
        ))}
      </ul>
      {mayAct && (
        <span className="ls-line">
          <Button size="small" onClick={() => open(true)}>
            {t('addResult')}
          </Button>
        </span>
      )}
      {isOpen && <ResultForm of={of} links={work.links} onClose={() => open(false)} />}
    </>
  )
}

type ResultValues = Record<string, string | undefined>

function ResultForm({ of, links, onClose }: { of: NodeOf; links: NodeWork['links']; onClose(): void }) {
  const { city, dataset } = useScope()
  const queries = useQueryClient()
  const [form] = Form.useForm<ResultValues>()
  const file = useRef<HTMLInputElement>(null)
  const requestKey = useRef(crypto.randomUUID())
  const saved = useMutation({
    mutationFn: (values: ResultValues) => {
      const document = file.current?.files?.[0]
      if (!document) throw new Error(t('documentMissing'))
      const told = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value || null]))
      const body = new FormData()
      const of_ = { city: city.code, dataset, ...of, requestKey: requestKey.current }
      body.set('result', JSON.stringify({ ...told, ...of_ }))
      body.set('document', document)
      return post('/api/chain-work/results', body)
    },
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['chains'] })
    },
  })
  const required = [{ required: true }]
  return (
    <Modal
      open
      title={t('addResult')}
      okText={t('save')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: saved.isPending }}
    >
      {saved.error && <Alert className="ls-form-alert" type="error" showIcon title={saved.error.message} />}
      <Form<ResultValues> form={form} layout="vertical" onFinish={(values) => saved.mutate(values)}>
        <Form.Item name="name" label={t('resultName')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="grade" label={t('grade')} rules={required}>
          <Select options={grades.map((value) => ({ value, label: t(value) }))} />
        </Form.Item>
        <Form.Item name="organisationName" label={t('ofWhom')}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="linkId" label={t('project')}>
          <Select
            allowClear
            options={links.map(({ id, subjectName }) => ({ value: id, label: subjectName }))}
          />
        </Form.Item>
        <Form.Item name="award" label={t('award')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="gradedBy" label={t('gradedBy')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="gradedOn" label={t('gradedOn')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="evidence" label={t('evidence')} rules={required}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item label={t('document')} extra={t('documentHelp')} required>
          <input ref={file} type="file" aria-label={t('document')} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** The nodes that a project works on, on the project's own page. */
export function ProjectNodesSection({ projectId }: { projectId: string }) {
  const mayRead = useMay('chains.acts_read')
  const { data, error } = useQuery({ ...projectNodesQuery(useScope(), projectId), enabled: mayRead })
  if (!mayRead) return null
  return (
    <section className="ls-drawer-part">
      <h3>{t('nodesOfProject')}</h3>
      {error && <Problem error={error} />}
      {data?.length === 0 && <p className="ls-soft">{t('nodesOfProjectNone')}</p>}
      <ul className="ls-lines">
        {data?.map((link) => (
          <li key={link.id}>
            <Link to="/gaps/$chainId/$nodeId" params={{ chainId: link.chain, nodeId: link.node }}>
              {inLang(link.nodeName ?? link.node)}
            </Link>
            <small className="ls-soft">{[t(link.kind), link.source].filter(Boolean).join(' · ')}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
ProjectNodesSection.displayName = 'ProjectNodesSection'
