// The linter: strict TypeScript, Lit's own rules, and the walls between the rooms of the house (docs/architecture.md).
import lit from 'eslint-plugin-lit';
import typescript from 'typescript-eslint';

/**
 * The rooms, lowest first: what each may import, and where it may only name the types of facts (docs/architecture.md).
 * Everything else is behind a wall.
 */
const doors = {
  core: {},
  time: {},
  analysis: { values: ['core'] },
  formats: { values: ['core', 'analysis', 'words'] },
  network: { values: ['core', 'time'] },
  engine: { values: ['core', 'time', 'network'] },
  programs: { values: ['core'] },
  sandbox: { values: ['core', 'engine', 'words', 'jobs'] },
  history: { values: ['core'] },
  words: {
    values: ['core', 'analysis'],
    types: ['formats', 'network', 'engine', 'laboratory', 'history', 'sandbox'],
  },
  address: { values: ['core', 'engine', 'history', 'words'] },
  notebook: { values: ['core', 'analysis', 'formats', 'engine', 'words', 'address'] },
  lessons: { values: ['core', 'analysis', 'words', 'address'] },
  laboratory: { values: ['core', 'time', 'network', 'engine', 'analysis'] },
  jobs: {
    values: ['core', 'time', 'analysis', 'formats', 'network', 'engine', 'words', 'address', 'notebook'],
  },
  bin: { values: ['core', 'engine', 'programs', 'formats', 'words', 'jobs'] },
  ui: {
    values: [
      'core',
      'time',
      'analysis',
      'formats',
      'network',
      'engine',
      'words',
      'address',
      'notebook',
      'history',
      'lessons',
      'laboratory',
      'jobs',
      'programs',
      'sandbox',
    ],
  },
};
const rooms = [...Object.keys(doors), 'app', 'testing'];

/** Libraries that only some folders may know. */
const homes = [
  { library: '^simple-peer$', folders: ['network/webrtc'] },
  { library: '^mqtt$', folders: ['network/broker'] },
  { library: '^chart\\.js', folders: ['ui/figures'] },
  { library: '^d3-', folders: ['ui/trace/diagram'] },
  { library: '^papaparse$', folders: ['formats'] },
  { library: '^idb$', folders: ['notebook', 'history', 'laboratory'] },
  { library: '^micromark$', folders: ['lessons'] },
  { library: '^(lean-qr|jsqr)$', folders: ['ui/parts'] },
  { library: '^@(codemirror|lezer)/', folders: ['ui/program'] },
  { library: '^(lit|@lit)(/|$)', folders: ['ui', 'app'] },
];

const message = 'This import crosses a wall of the house: see docs/architecture.md.';

/** Tests may take their traces and parts from any room; only they may use what is in `testing`. */
const TESTS = ['**/*.{test,properties,conformance}.ts', 'src/testing/**'];

const roomPattern = (names, more = {}) => ({
  regex: `^(\\.{1,2}/)+(${names.join('|')})/`,
  message,
  ...more,
});

function roomWalls({ values = rooms, types = [] }, room) {
  const open = room === 'app' ? rooms.filter(each => each !== 'testing') : [room, ...values];
  const forbidden = rooms.filter(other => !open.includes(other) && !types.includes(other));
  return [
    ...(forbidden.length > 0 ? [roomPattern(forbidden)] : []),
    ...(types.length > 0 ? [roomPattern(types, { allowTypeImports: true })] : []),
  ];
}

/** Rooms first, then the folders in them that know a library of their own: the last that fits a file counts. */
const folders = new Set([...Object.keys(doors), 'app', ...homes.flatMap(home => home.folders)]);
const walls = [...folders].map(folder => {
  const [room] = folder.split('/');
  const knows = home => home.folders.some(each => folder === each || folder.startsWith(`${each}/`));
  const libraries = homes.filter(home => !knows(home)).map(({ library }) => ({ regex: library, message }));
  return {
    files: [`src/${folder}/**/*.ts`],
    ignores: TESTS,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [...roomWalls(doors[room] ?? {}, room), ...libraries] },
      ],
    },
  };
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
    files: ['src/{core,analysis,formats,words,address,lessons}/**/*.ts'],
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
    files: ['*.config.{ts,js}', 'scripts/**', 'bench/**', 'examples/**'],
    rules: { 'no-restricted-syntax': 'off', 'no-console': 'off' },
  },
  ...walls,
);
