// `npm run chaos -- [runs] [first seed]`: runs in real tabs to which everything happens that happens to tabs; prints what did, and
// what became of the messages.
import { spawnSync } from 'node:child_process';

const [runs = '20', seed = '1'] = process.argv.slice(2);
const { status } = spawnSync('npx', ['playwright', 'test', '--project', 'chaos', '--reporter', 'line'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, LAMPLIGHT_CHAOS_RUNS: runs, LAMPLIGHT_CHAOS_SEED: seed },
});
process.exit(status ?? 1);
