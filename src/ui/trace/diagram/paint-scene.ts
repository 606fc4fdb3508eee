// Paints a scene on a canvas. Whatever looks alike is one path, so that a frame takes few calls.
import {
  barStyle,
  CIRCLE,
  cornersOf,
  lineStyle,
  markStyle,
  ringStyle,
  textStyle,
  TOKEN_RADIUS,
  tokenGround,
  tokenStyle,
  tokenText,
  type Inks,
  type Style,
} from './scene-style.ts';
import {
  isHaloed,
  type Group,
  type MarkGroup,
  type Scene,
  type TextGroup,
  type TokenGroup,
} from './scene.ts';

/** Paints over whatever there was, in pixels of the scene: scale the context before. */
export function paintScene(context: CanvasRenderingContext2D, scene: Scene, inks: Inks): void {
  context.fillStyle = inks.sheet;
  context.fillRect(0, 0, scene.width, scene.height);
  for (const { clip, groups } of scene.layers) {
    context.save();
    if (clip) {
      context.beginPath();
      context.rect(clip.x, clip.y, clip.width, clip.height);
      context.clip();
    }
    for (const group of groups) paintGroup(context, group, inks);
    context.restore();
  }
}

function paintGroup(context: CanvasRenderingContext2D, group: Group, inks: Inks): void {
  context.beginPath();
  switch (group.kind) {
    case 'lines': {
      const { coordinates } = group;
      for (let i = 0; i < coordinates.length; i += 4) {
        context.moveTo(coordinates[i]!, coordinates[i + 1]!);
        context.lineTo(coordinates[i + 2]!, coordinates[i + 3]!);
      }
      finish(context, lineStyle(group, inks));
      return;
    }
    case 'marks':
      outline(context, group);
      finish(context, markStyle(group, inks));
      return;
    case 'bars': {
      const { coordinates } = group;
      for (let i = 0; i < coordinates.length; i += 4)
        context.rect(coordinates[i]!, coordinates[i + 1]!, coordinates[i + 2]!, coordinates[i + 3]!);
      finish(context, barStyle(group, inks));
      return;
    }
    case 'rings': {
      const [x, y] = group.coordinates;
      context.arc(x!, y!, group.radius, 0, 2 * Math.PI);
      finish(context, ringStyle(inks));
      return;
    }
    case 'tokens':
      paintTokens(context, group, inks);
      return;
    case 'texts':
      write(context, group, inks);
  }
}

function paintTokens(context: CanvasRenderingContext2D, group: TokenGroup, inks: Inks): void {
  const { shape, width, height, items } = group;
  for (const { x, y } of items) {
    context.moveTo(x + width / 2, y);
    if (shape === 'ball') context.arc(x, y, width / 2, 0, 2 * Math.PI);
    else context.roundRect(x - width / 2, y - height / 2, width, height, TOKEN_RADIUS);
  }
  for (const style of [tokenGround(inks), ...tokenStyle(group, inks)]) finish(context, style);
  const { fill, size, weight } = tokenText(group, inks);
  context.globalAlpha = 1;
  context.font = `${weight} ${size}px ${inks.font}`;
  context.textAlign = 'center';
  context.fillStyle = fill;
  for (const { x, y, text } of items) context.fillText(text, x, y + size * 0.36);
}

function outline(context: CanvasRenderingContext2D, { shape, radius, coordinates }: MarkGroup): void {
  const corners = cornersOf(shape);
  for (let i = 0; i < coordinates.length; i += 2) {
    const x = coordinates[i]!;
    const y = coordinates[i + 1]!;
    if (!corners) {
      context.moveTo(x + radius * CIRCLE, y);
      context.arc(x, y, radius * CIRCLE, 0, 2 * Math.PI);
      continue;
    }
    corners.forEach(([dx, dy], corner) => {
      if (corner === 0) context.moveTo(x + dx * radius, y + dy * radius);
      else context.lineTo(x + dx * radius, y + dy * radius);
    });
    context.closePath();
  }
}

function finish(context: CanvasRenderingContext2D, { fill, stroke, width, dash, opacity }: Style): void {
  context.globalAlpha = opacity;
  context.lineJoin = 'round';
  if (fill) {
    context.fillStyle = fill;
    context.fill();
  }
  if (!stroke) return;
  context.strokeStyle = stroke;
  context.lineWidth = width ?? 1;
  context.setLineDash(dash ? [...dash] : []);
  context.stroke();
}

function write(context: CanvasRenderingContext2D, group: TextGroup, inks: Inks): void {
  const { fill, size, weight, opacity, halo, haloWidth } = textStyle(group, inks);
  context.globalAlpha = opacity;
  context.font = `${weight} ${size}px ${inks.font}`;
  context.textAlign = group.anchor === 'middle' ? 'center' : group.anchor;
  context.fillStyle = fill;
  context.strokeStyle = halo;
  context.lineWidth = haloWidth;
  context.lineJoin = 'round';
  context.setLineDash([]);
  for (const { x, y, text } of group.items) {
    if (isHaloed(group.role)) context.strokeText(text, x, y + size * 0.36);
    context.fillText(text, x, isHaloed(group.role) ? y + size * 0.36 : y);
  }
}
