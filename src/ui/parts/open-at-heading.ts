// Opens a dialog at its start, with its heading read out first: left to itself a browser would go to the first button.

/** The heading must be able to take the focus. Nothing happens to a dialog that is open. */
export function openAtHeading(dialog: HTMLDialogElement): void {
  if (dialog.open) return;
  dialog.showModal();
  dialog.scrollTop = 0;
  dialog.querySelector<HTMLElement>('h2')?.focus();
}
