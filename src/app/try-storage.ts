// What pages remember in the browser: a browser that stores nothing throws, and then nothing is remembered.

export function tryStorage<Result>(task: () => Result): Result | undefined {
  try {
    return task();
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
