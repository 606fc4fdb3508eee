// How many things keep something from running, in the words of every form.

/** `Fix 1 problem before running.` */
export function fixBeforeRunning(problems: number): string {
  return `Fix ${problemsInWords(problems)} before running.`;
}

/** `1 problem`, `2 problems`. */
export function problemsInWords(problems: number): string {
  return problems === 1 ? '1 problem' : `${problems} problems`;
}
