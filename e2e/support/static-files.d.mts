import type { ServerResponse } from 'node:http';

export function serveFile(
  response: ServerResponse,
  pathname: string,
  folder: string,
  base: string,
  isCompressed?: boolean,
): boolean;
