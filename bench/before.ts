// The build of an earlier commit, to be measured in the same run as this one.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The last commit before views were kept and a trace had a home. */
export const BEFORE = 'b2b7cf7';

/** Runs `work` with the folder of that build; says so and does nothing where this is not a clone that has the commit. */
export async function withBuildBefore(work: (dist: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lamplight-before-'));
  try {
    const dist = buildBefore(folder);
    if (dist === undefined)
      console.log(`The build of ${BEFORE} is not to be had here: nothing to compare with.`);
    else await work(dist);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function buildBefore(folder: string): string | undefined {
  const run = (command: string, words: readonly string[], cwd: string): boolean =>
    spawnSync(command, words, { cwd, stdio: 'ignore' }).status === 0;
  const archive = join(folder, 'before.tar');
  if (!run('git', ['archive', '--output', archive, BEFORE], '.')) return undefined;
  if (!run('tar', ['-xf', archive, '-C', folder], '.')) return undefined;
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'dir');
  return run('npx', ['--no-install', 'vite', 'build', '--logLevel', 'silent'], folder)
    ? join(folder, 'dist')
    : undefined;
}
