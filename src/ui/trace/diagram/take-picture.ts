// A picture of the diagram to take away: the same scene as on the screen, with its title, legend and caption.
import { DIAGRAM_TITLE, inViewCaption, NO_CANVAS, PICTURE_TOO_LARGE } from '../../../words/diagram.ts';
import { saveFile } from '../../parts/save-file.ts';
import type { DiagramModel } from './diagram-model.ts';
import { diagramScene, type SceneFocus } from './diagram-scene.ts';
import { descriptionOf, stretch } from './diagram-words.ts';
import { type DiagramView, fullHeight } from './layout.ts';
import { paintScene } from './paint-scene.ts';
import { framedScene, legendFor, legendItems } from './scene-legend.ts';
import type { Inks } from './scene-style.ts';
import { sceneSvg, type SvgWords } from './scene-svg.ts';
import type { Scene } from './scene.ts';

const PNG_SCALE = 2;
const REVOKE_AFTER_MS = 60_000; // a browser may still be reading

export interface Picture {
  readonly scene: Scene;
  readonly inks: Inks;
  readonly words: SvgWords;
  /** Without its ending. */
  readonly fileName: string;
}

export function saveSvg({ scene, inks, words, fileName }: Picture): void {
  saveFile({ name: `${fileName}.svg`, text: sceneSvg(scene, inks, words), type: 'image/svg+xml' });
}

/** Tells in a sentence why there is no picture; '' when there is one. */
export async function savePng({ scene, inks, fileName }: Picture): Promise<string> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(scene.width * PNG_SCALE);
  canvas.height = Math.ceil(scene.height * PNG_SCALE);
  const context = canvas.getContext('2d');
  if (!context) return NO_CANVAS;
  context.scale(PNG_SCALE, PNG_SCALE);
  paintScene(context, scene, inks);
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
  if (!blob) return PICTURE_TOO_LARGE;
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = `${fileName}.png`;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
  return '';
}

const HEIGHT_MAX = 4000; // pixels; of more lanes than that a picture shows those that are seen

export function pictureOf(
  { index, trace }: DiagramModel,
  view: DiagramView,
  focus: SceneFocus,
  inks: Inks,
): Picture {
  const height = fullHeight(trace.machines - (view.hidden?.length ?? 0));
  // Without the cards that name the lanes of a stage, each lane has its name.
  const named = { ...view, stage: undefined };
  const whole = height <= HEIGHT_MAX ? { ...named, height, scrollTop: 0 } : named;
  const scene = diagramScene(index, whole, focus);
  const caption = inViewCaption(scene.facts);
  const legend = legendItems(legendFor(trace, focus, scene.facts.denseLanes));
  return {
    scene: framedScene(scene, `${DIAGRAM_TITLE}, ${stretch(view, trace.engine)}`, legend, caption),
    inks,
    words: { title: DIAGRAM_TITLE, description: `${descriptionOf(trace, view)} ${caption}` },
    fileName: 'lamplight-diagram',
  };
}
