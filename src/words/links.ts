// Links between machines in words: the one table of their names, and the sentences about one end and about all pairs.
import { counted, grouped } from '../core/counted.ts';
import type { Pair } from '../laboratory/pairs.ts';
import type { LinkKind, LinkReport } from '../network/link.ts';
import { seconds } from './numbers.ts';

export const LINK_NAMES: Readonly<Record<LinkKind, string>> = {
  webrtc: 'WebRTC',
  broadcast: 'BroadcastChannel',
  relay: 'relay',
  broker: 'broker',
  memory: 'memory',
};

/** The kind of a link that is open or was until the end of the run, and otherwise its state. */
export function linkWord(link: LinkReport): string {
  const served = link.state === 'open' || (link.state === 'closed' && link.reason === undefined);
  return served && link.kind ? LINK_NAMES[link.kind] : link.state;
}

/** Before its state, for those who do not see the mark beside it. */
export function linkName(remote: number): string {
  return `Link to machine ${remote}:`;
}

/** After the kind of a link: frames that were no messages. */
export function droppedShort(count: number): string {
  return count > 0 ? `, ${grouped(count)} dropped` : '';
}

/** In the place of “BroadcastChannel” where room is scarce. */
export const FALLBACK = 'fallback';

/** Whether somebody should look at this link. */
export function isTroubled(link: LinkReport): boolean {
  return (
    link.state === 'failed' ||
    (link.state === 'closed' && link.reason !== undefined) ||
    link.rejected > 0 ||
    link.heldMs > 0
  );
}

/** The whole of what is known about one link, as a sentence. */
export function linkSentence(link: LinkReport): string {
  return `Link to machine ${link.remote}: ${linkState(link)}`;
}

/** The same under the heading “Links”. */
export function linkInList(link: LinkReport): string {
  return `Machine ${link.remote}: ${linkState(link)}`;
}

function linkState(link: LinkReport): string {
  const kind = link.kind ? `${LINK_NAMES[link.kind]}, ` : '';
  const parts = [`${kind}${link.state}`];
  if (link.reason) parts.push(link.reason.replace(/\.$/, ''));
  if (link.changes > 0)
    parts.push(`reopened ${link.changes === 1 ? 'once' : `${grouped(link.changes)} times`}`);
  if (link.resent > 0) parts.push(`${counted(link.resent, 'frame')} sent again`);
  if (link.duplicates > 0) parts.push(`${counted(link.duplicates, 'duplicate')} dropped`);
  if (link.overdue > 0) parts.push(onTheirWay(link.overdue));
  if (link.heldMs > 0) parts.push(`full for ${seconds(link.heldMs)}, which held its machine back`);
  if (link.rejected > 0) parts.push(droppedFrames(link.rejected));
  return `${parts.join('; ')}.`;
}

/** Of frames that were no messages. */
export function droppedFrames(count: number): string {
  return `${counted(count, 'frame')} dropped`;
}

/** Of messages that are late, and that nobody has lost: they are sent again until they come. */
export function onTheirWay(count: number): string {
  return `${counted(count, 'message')} on the way`;
}

/** How often links were opened again. */
export function reopenedInShort(pairs: readonly Pair[]): string | undefined {
  const changes = pairs.reduce((sum, pair) => sum + pair.changes, 0);
  return changes > 0 ? counted(changes, 'link change') : undefined;
}

/** "3 links over WebRTC", "2 links over WebRTC, 1 over BroadcastChannel", "2 links over WebRTC, 1 closed", "…, 1 opening". */
export function linksInShort(pairs: readonly Pair[]): string {
  const counts = new Map<string, number>();
  for (const { state, kind } of pairs) {
    const word =
      state === 'open' && kind ? `over ${LINK_NAMES[kind]}` : state === 'connecting' ? 'opening' : state;
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const [first, ...others] = [...counts].sort(
    ([a], [b]) => Number(b.startsWith('over')) - Number(a.startsWith('over')),
  );
  if (!first) return '';
  return [
    `${counted(first[1], 'link')} ${first[0]}`,
    ...others.map(([word, count]) => `${count} ${word}`),
  ].join(', ');
}

/** Why pairs have another kind of link than the first choice: one sentence for each reason. */
export function fallbackSentences(pairs: readonly Pair[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const { lower, higher, state, reason } of pairs)
    if (state === 'open' && reason !== undefined)
      reasons.set(reason, [...(reasons.get(reason) ?? []), `${lower} and ${higher}`]);
  return [...reasons].map(([reason, names]) =>
    names.length === 1 ? `Machines ${names[0]}: ${reason}` : `${names.length} pairs of machines: ${reason}`,
  );
}
