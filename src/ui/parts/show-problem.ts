// Leads from the sentence that something is wrong to the first field that says what.

/** An element of a form that may have something to say about its value. */
type Field = HTMLElement & { readonly problem?: unknown };

/** Before any button: the first one of a number is its −. */
const INPUTS = 'input, select, textarea';

/** Brings the first field below `root` that has a problem into sight, and puts the focus into it. */
export function showFirstProblem(root: ParentNode): void {
  const field = [...root.querySelectorAll<Field>('*')].find(hasProblem);
  if (!field) return;
  field.scrollIntoView({ block: 'center' });
  const inside = field.shadowRoot ?? field;
  const nested = [...inside.querySelectorAll<Field>('*')].find(hasProblem);
  const details = (nested ?? inside).querySelector<HTMLDetailsElement>('details:not([open])');
  if (details) details.open = true;
  const within = nested?.shadowRoot ?? inside;
  const control = within.querySelector<HTMLElement>(INPUTS) ?? within.querySelector('button');
  control?.focus();
}

function hasProblem({ problem }: Field): boolean {
  return typeof problem === 'string' && problem !== '';
}
