// The base of what a person asks of a view: an event that goes up through all elements, so that whoever owns the thing that is
// asked about can answer.

/** Dispatched on a person's action only, never because an owner set a property. */
export abstract class ViewEvent extends Event {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true });
  }
}
