// The picture of a shape that is looked for: a lane for each machine, its messages one after the other.
import { svg, html } from 'lit';
import type { Shape } from '../../../analysis/find/shape.ts';
import { shapeDescription, shapeMachine } from '../../../words/shapes.ts';

const LANE = 34;
const STEP = 52;
const LEFT = 34;
const SLOPE = 34; // pixels from a send to its receive
const HEAD = 6;

export function shapePicture(shape: Shape) {
  const machines = Math.max(2, ...shape.flatMap(({ from, to }) => [from, to]));
  const width = LEFT + SLOPE + STEP * Math.max(1, shape.length) + 16;
  const y = (machine: number): number => (machine - 0.5) * LANE;
  return html`<svg
    class="shape"
    role="img"
    aria-label=${shapeDescription(shape)}
    viewBox="0 0 ${width} ${machines * LANE}"
    width=${width}
    height=${machines * LANE}
  >
    ${Array.from(
      { length: machines },
      (_, i) =>
        svg`<text x="4" y=${y(i + 1) + 5}>${shapeMachine(i + 1)}</text>
          <path class="lane" d="M${LEFT - 10} ${y(i + 1)}H${width - 8}" />`,
    )}
    ${shape.map(({ from, to }, i) => {
      const x = LEFT + i * STEP + 8;
      return arrow(x, y(from), x + SLOPE, y(to));
    })}
  </svg>`;
}

function arrow(x1: number, y1: number, x2: number, y2: number) {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const side = (turn: number): string =>
    `${x2 - HEAD * 1.6 * Math.cos(angle + turn)} ${y2 - HEAD * 1.6 * Math.sin(angle + turn)}`;
  return svg`<path class="message" d="M${x1} ${y1}L${x2} ${y2}" />
    <path class="head" d="M${x2} ${y2}L${side(0.45)}L${side(-0.45)}Z" />
    <circle cx=${x1} cy=${y1} r="3.5" />`;
}
