// Composes the picture of the diagram that a person takes away: what is seen, with title, legend and caption.
import { diagramScene, type SceneFocus } from './diagram-scene.ts';
import type { DiagramModel } from './diagram-model.ts';
import { DIAGRAM_TITLE, inViewCaption } from '../../../words/diagram.ts';
import { descriptionOf, stretch } from './diagram-words.ts';
import { fullHeight, type DiagramView } from './layout.ts';
import { framedScene, legendItems } from './scene-legend.ts';
import type { Inks } from './scene-style.ts';
import type { Picture } from './take-picture.ts';

const HEIGHT_MAX = 4000; // pixels; of more lanes than that a picture shows those that are seen

export function pictureOf(
  { index, trace }: DiagramModel,
  view: DiagramView,
  focus: SceneFocus,
  inks: Inks,
): Picture {
  const height = fullHeight(trace.machines);
  const whole = height <= HEIGHT_MAX ? { ...view, height, scrollTop: 0 } : view;
  const scene = diagramScene(index, whole, focus);
  const caption = inViewCaption(scene.facts);
  const legend = legendItems({
    chosen: focus.cones !== undefined,
    cut: focus.cut !== undefined,
    bars: scene.facts.denseLanes > 0,
  });
  return {
    scene: framedScene(scene, `${DIAGRAM_TITLE}, ${stretch(view)}`, legend, caption),
    inks,
    words: { title: DIAGRAM_TITLE, description: `${descriptionOf(trace, view)} ${caption}` },
    fileName: 'lamplight-diagram',
  };
}
