export interface FencedBlock {
  readonly language: string;
  readonly line: number;
  readonly heading: string;
  readonly text: string;
}
/** Blocks in their order. Throws where one has no end. */
export function fencedBlocks(markdown: string): FencedBlock[];
