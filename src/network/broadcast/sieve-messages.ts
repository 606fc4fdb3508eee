// What a page and the worker that listens for it tell each other.

export type ToSieve =
  | { readonly kind: 'open'; readonly name: string; readonly kinds: readonly string[] }
  | { readonly kind: 'post'; readonly data: unknown }
  | { readonly kind: 'close' };

export type FromSieve =
  { readonly kind: 'data'; readonly data: unknown } | { readonly kind: 'dropped'; readonly count: number };
