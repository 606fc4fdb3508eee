// The first sight as plain HTML, drawn from the run itself: the build puts it into index.html, so that a person sees the stage
// before any script has come. The stage takes its place, in the same places and sizes (first-picture.css).
import { DEFAULT_TRIAL_DRAFT, parseTrialDraft } from '../../address/trial.ts';
import type { MachineSnapshot } from '../../analysis/machine-progress.ts';
import { Moments } from '../../analysis/moments.ts';
import { grouped } from '../../core/counted.ts';
import type { Trace } from '../../core/trace.ts';
import { simulate } from '../../engine/simulate.ts';
import { escapeMarkup } from '../../formats/figure/markup.ts';
import { SELECT_HINT } from '../../words/diagram.ts';
import { laneRate } from '../../words/machines.ts';
import { ENGINE_NAMES, runInTabs, SETTINGS_BAR, settingsInShort } from '../../words/forms.ts';
import { NEEDS_SCRIPTS } from '../../words/frame.ts';
import { numberedMachine, QUEUE_WORDS, sentenceOf, CARD_WORDS } from '../../words/machines.ts';
import { placeInRun } from '../../words/playback.ts';
import { FIRST_SIGHT, firstPictureName } from '../../words/trial.ts';
import { lookOf, SHAPES } from '../parts/machine-looks.ts';
import { DiagramModel } from '../trace/diagram/diagram-model.ts';
import { diagramScene } from '../trace/diagram/diagram-scene.ts';
import { fluidSvg } from '../trace/diagram/fluid-svg.ts';
import { layoutOf, viewHeight, type DiagramView } from '../trace/diagram/layout.ts';
import type { Inks } from '../trace/diagram/scene-style.ts';
import { NO_FOCUS } from '../trace/trace-focus.ts';
import { FIRST_MOMENT_MS } from './first-sight.ts';

/** Pixels of the drawing for which its labels are placed; it is shown at any width. */
const DRAWN_FOR = { wide: 1046, narrow: 356 };

/** The page's own colours, light and dark. */
const INKS: Omit<Inks, 'machines'> = {
  ink: 'var(--ink)',
  soft: 'var(--ink-soft)',
  sheet: 'var(--sheet)',
  hairline: 'var(--hairline)',
  amber: 'var(--amber)',
  amberText: 'var(--amber-text)',
  problem: 'var(--problem)',
  font: 'inherit',
};

/** Its words hold no markup, but for what is escaped here. */
export function firstPicture(): string {
  const { trial } = parseTrialDraft(DEFAULT_TRIAL_DRAFT).settings!;
  const trace = simulate(trial);
  const moments = new Moments(trace);
  const { machines } = moments.at(FIRST_MOMENT_MS);
  const chips = settingsInShort(trial).map(words => `<li>${escapeMarkup(words)}</li>`);
  const { what, watch, run, why } = FIRST_SIGHT;
  const endMs = trial.durationSeconds * 1000;
  return `<section class="first-words">
<p><b>${what}</b> ${watch}</p>
<div><a class="main" href="#/trial?run=now">${run}</a><span>${why}</span></div>
</section>
<noscript><p>${NEEDS_SCRIPTS}</p></noscript>
<div class="first-settings" aria-hidden="true"><span class="engine"><b>${ENGINE_NAMES.live}</b><i>${ENGINE_NAMES.virtual}</i></span><ul>${chips.join('')}</ul><u>${SETTINGS_BAR.change}</u><span class="tabs">${runInTabs(machines.length)}</span></div>
<figure class="first-stage" role="img" aria-label="${escapeMarkup(firstPictureName(machines, FIRST_MOMENT_MS))}">
<p>${SELECT_HINT}</p>
<div class="heads">${machines.map(machine => head(machine, machines.length)).join('')}</div>
<div class="drawing">${drawing(trace, moments, 'wide')}${drawing(trace, moments, 'narrow')}</div>
<div class="bar"><b><svg viewBox="0 0 16 16"><path d="M4 2v12l10-6z"/></svg></b><svg class="scrubber" height="6"><rect width="100%" height="6" rx="3" fill="var(--hairline)"/><rect width="${(100 * FIRST_MOMENT_MS) / endMs}%" height="6" rx="3" fill="var(--amber)"/></svg><span>${placeInRun(FIRST_MOMENT_MS, endMs)}</span></div>
</figure>`;
}

/** What a card says as the head of its lane. */
function head(
  { machine, rate, clock, face, last, queue, fallingBehind }: MachineSnapshot,
  of: number,
): string {
  const { colorToken, shape } = lookOf(machine);
  const color = `var(${colorToken})`;
  const { what, arithmetic } = last ? sentenceOf(last, of) : { what: CARD_WORDS.noEvent, arithmetic: '' };
  const { full, short } = QUEUE_WORDS.behind;
  const behind = fallingBehind ? `<em><span>${full}</span><span>${short}</span></em>` : '';
  return `<div><svg class="edge" width="100%" height="100%"><rect width="100%" height="100%" fill="${color}"/></svg>
<h2><svg viewBox="0 0 16 16"><path d="${SHAPES[shape]}" fill="${color}"/></svg> ${numberedMachine(machine)} <small>${laneRate(rate, false, false)}</small></h2>
<p><b>${clock}</b><i>${face ?? '–'}</i><small>${what}<br>${arithmetic}</small></p>
<p class="queue">${QUEUE_WORDS.name.short} <b>${grouped(queue ?? 0)}</b>${behind}</p>
<p class="foot">${CARD_WORDS.virtual}</p></div>`;
}

function drawing(trace: Trace, moments: Moments, kind: 'wide' | 'narrow'): string {
  const { machines } = trace;
  const model = new DiagramModel(trace, 0);
  const stage = {
    headed: true,
    narrow: kind === 'narrow',
    startMs: model.index.extent.fromMs,
    queues: moments.tellsQueues,
  };
  const view: DiagramView = {
    ...model.window(NO_FOCUS, { atMs: FIRST_MOMENT_MS, spanMs: model.followedMs(kind), ahead: 0 }),
    width: DRAWN_FOR[kind],
    height: viewHeight(machines, stage),
    scrollTop: 0,
    machines,
    stage,
  };
  const scene = diagramScene(model.index, view, {
    nowMs: FIRST_MOMENT_MS,
    moment: moments.at(FIRST_MOMENT_MS),
    progress: moments.progressAt(FIRST_MOMENT_MS),
  });
  const inks = {
    ...INKS,
    machines: trace.logs.map(({ machine }) => `var(${lookOf(machine).colorToken})`),
  };
  return fluidSvg(scene, layoutOf(view).scale, inks, kind);
}
