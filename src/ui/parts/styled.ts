// Styles that follow from data. Lit's own styleMap, and `style="…"`, write an attribute, which the page's content security
// policy forbids; this sets the same rules through the element's style object, which it does not.
import { noChange } from 'lit';
import { Directive, directive, PartType, type AttributePart, type PartInfo } from 'lit/directive.js';

class StyledDirective extends Directive {
  #before = '';

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ATTRIBUTE || part.name !== 'style')
      throw new TypeError('styled() is for the attribute "style", and alone in it.');
  }

  override render(rules: string): unknown {
    return rules;
  }

  override update({ element }: AttributePart, [rules]: Parameters<this['render']>): unknown {
    if (rules !== this.#before) (element as HTMLElement | SVGElement).style.cssText = rules;
    this.#before = rules;
    return noChange;
  }
}

/** The whole style of an element, as `style=${styled('left: 3px; top: 4px')}`. */
export const styled = directive(StyledDirective);
