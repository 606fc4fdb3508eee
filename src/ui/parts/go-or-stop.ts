// One button that starts and stops, so that whoever pressed it with a key keeps the focus on it.

/** For the click of a button that starts and stops: the second click of a double click on it does not stop. */
export function goOrStop(event: MouseEvent, going: boolean, go: () => void, stop: () => void): void {
  if (!going) go();
  else if (event.detail < 2) stop();
}
