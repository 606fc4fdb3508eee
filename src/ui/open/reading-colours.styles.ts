// The colours of the fields on the page "Is this right?": one for each thing that a value can be taken for, on the lines and
// beside the fields. Ink on each of them has a contrast of 7 and more.
import { css } from 'lit';

export const readingColours = css`
  :host {
    --machine: #dbe8ff;
    --event: #ffe2d1;
    --time: #e6e2fb;
    --clock: #fdf0b8;
    --queue: #cff3e4;
    --peer: #fddbe6;
    --timestamp: #e2f0c4;
    --vector: #d3eef8;
    --roll: #ece3d6;
    --rate: #e4e4e4;
  }
  @media (prefers-color-scheme: dark) {
    :host {
      --machine: #1f3357;
      --event: #5a2f17;
      --time: #3a3364;
      --clock: #4d410f;
      --queue: #124536;
      --peer: #582339;
      --timestamp: #374614;
      --vector: #123f50;
      --roll: #44392a;
      --rate: #3d3d3d;
    }
  }
  .role {
    padding: 1px 3px;
    border-radius: 4px;
    background: var(--role, transparent);
    color: var(--ink);
  }
  .role.machine {
    --role: var(--machine);
  }
  .role.event,
  .role.code {
    --role: var(--event);
  }
  .role.time {
    --role: var(--time);
  }
  .role.clock {
    --role: var(--clock);
  }
  .role.queue {
    --role: var(--queue);
  }
  .role.peer,
  .role.sender,
  .role.recipient {
    --role: var(--peer);
  }
  .role.timestamp {
    --role: var(--timestamp);
  }
  .role.vector {
    --role: var(--vector);
  }
  .role.roll {
    --role: var(--roll);
  }
  .role.rate {
    --role: var(--rate);
  }
  .letter {
    margin-inline-end: 3px;
    color: var(--ink-soft);
    font:
      600 0.75em / 1 var(--font),
      sans-serif;
  }
`;
