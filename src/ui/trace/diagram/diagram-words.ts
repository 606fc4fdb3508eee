// What the diagram says of itself in words.
import { counted } from '../../../core/counted.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import type { TimeWindow } from '../trace-focus.ts';
import { eventSentence } from './event-sentence.ts';
import type { Layout } from './layout.ts';
import type { LabelOf } from './scene-lanes.ts';
import type { SceneFacts } from './scene.ts';
import { seconds } from './time-scale.ts';

export const TITLE = 'Space–time diagram';

/** How much is seen, and honestly how much of it is drawn. */
export function captionOf({ events, messages, messageStride, denseLanes, violations }: SceneFacts): string {
  const parts = [`${counted(events, 'event')} and ${counted(messages, 'message')} in view`];
  if (denseLanes > 0)
    parts.push(
      `bars count events where marks would be closer than 5 pixels${denseLanes > 1 ? '' : ' (1 lane)'}`,
    );
  if (messageStride > 1) parts.push(`1 of ${messageStride} messages is drawn`);
  if (violations > 0)
    parts.push(`${counted(violations, 'message')} in view received before the cut and sent after it`);
  return `${parts.join('; ')}.`;
}

/** The name of the drawing for whoever does not see it. */
export function descriptionOf(trace: Trace, window: TimeWindow): string {
  const machines = trace.machines === 1 ? '1 machine' : `${trace.machines} machines`;
  return `${TITLE} of ${machines} from ${stretch(window)}.`;
}

export function stretch({ fromMs, toMs }: TimeWindow): string {
  const finest = Math.min(100, (toMs - fromMs) / 100);
  return `${Number(seconds(fromMs, finest))} to ${Number(seconds(toMs, finest))} s`;
}

/** Which lanes are seen, where not all have room. */
export function lanesSeen({ first, last }: Layout, machines: number): string {
  return first === 1 && last === machines ? '' : `, machines ${first} to ${last} of ${machines}`;
}

export function sentenceAt(
  trace: Trace,
  { machine, index }: EventPlace,
  labels: LabelOf | undefined,
): string {
  const event = trace.event(machine, index);
  return eventSentence(trace, event, labels?.(machine, index) ?? `${event.clock}`);
}
