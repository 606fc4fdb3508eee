// The linter: strict TypeScript, Lit's own rules, and the walls between the rooms of the house (docs/architecture.md).
import lit from 'eslint-plugin-lit';
import typescript from 'typescript-eslint';

const rooms = ['core', 'time', 'analysis', 'formats', 'network', 'engine', 'coordinator', 'ui', 'app'];

/** What each room may import from; everything else is behind a wall. */
const doors = {
  core: [],
  time: [],
  analysis: ['core'],
  formats: ['core'],
  network: ['core', 'time'],
  engine: ['core', 'time', 'network'],
  coordinator: ['core', 'time', 'analysis', 'formats', 'engine', 'network'],
  ui: ['core', 'analysis', 'formats', 'coordinator'],
  app: rooms,
};

/** Libraries that only one room may know. */
const homes = [
  { library: '^simple-peer$', home: 'src/network/webrtc/**' },
  { library: '^chart\\.js', home: 'src/ui/charts/**' },
  { library: '^d3-', home: 'src/ui/diagram/**' },
  { library: '^papaparse$', home: 'src/formats/**' },
  { library: '^(lit|@lit)(/|$)', home: 'src/{ui,app}/**' },
];

const message = 'This import crosses a wall of the house: see docs/architecture.md.';

/** Tests may take their traces and parts from any room. */
const TESTS = ['**/*.{test,properties,conformance}.ts'];

const walls = rooms.flatMap(room => {
  const forbidden = rooms.filter(other => other !== room && !doors[room].includes(other));
  const inside = homes.filter(
    ({ home }) =>
      home.startsWith(`src/${room}/`) || (home === `src/{ui,app}/**` && ['ui', 'app'].includes(room)),
  );
  const patterns = [
    ...(forbidden.length ? [{ regex: `^(\\.\\./)+(${forbidden.join('|')})/`, message }] : []),
    ...homes.filter(home => !inside.includes(home)).map(({ library }) => ({ regex: library, message })),
  ];
  const deep = inside.filter(({ home }) => /^src\/\w+\/\w+\/\*\*$/.test(home));
  return [
    {
      files: [`src/${room}/**/*.ts`],
      ignores: [...TESTS, ...deep.map(({ home }) => home)],
      rules: {
        'no-restricted-imports': [
          'error',
          { patterns: [...patterns, ...deep.map(({ library }) => ({ regex: library, message }))] },
        ],
      },
    },
    ...deep.map(({ home }) => ({
      files: [home],
      ignores: TESTS,
      rules: { 'no-restricted-imports': ['error', { patterns }] },
    })),
  ];
});

export default typescript.config(
  { ignores: ['dist', 'dist-lib', 'node_modules', 'test-results', 'playwright-report'] },
  ...typescript.configs.strict,
  { files: ['src/{ui,app}/**/*.ts'], ...lit.configs['flat/recommended'] },
  {
    files: ['**/*.{ts,js,mjs}'],
    rules: {
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: false } }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/unified-signatures': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'Program > VariableDeclaration[kind=/^(let|var)$/], Program > ExportNamedDeclaration > VariableDeclaration[kind=/^(let|var)$/]',
          message: 'No module-level mutable state.',
        },
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
    },
  },
  {
    // The library and what it stands on must run without a DOM.
    files: ['src/{core,analysis,formats}/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'window',
        'document',
        'navigator',
        'performance',
        'setTimeout',
        'setInterval',
        'Worker',
        'BroadcastChannel',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Dice depend on the seed alone.' },
        { object: 'Date', property: 'now' },
      ],
    },
  },
  {
    files: ['*.config.{ts,js}', 'scripts/**', 'bench/**'],
    rules: { 'no-restricted-syntax': 'off', 'no-console': 'off' },
  },
  ...walls,
);
