// What people might call a run, from what its files' names have in common.

/** What is left of the name without the machine and its rate. */
export function runNameOf(run: string): string {
  return run
    .replace(/\b(?:machine|vm|process|proc|node|server|host|client|peer|rank|port|pid|log)s? #/gi, '')
    .replace(/\b(?:clock ?)?(?:rate|speed|ticks|hz)s? ~/gi, '')
    .replace(/[#~]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s/]+|[\s/]+$/g, '');
}
