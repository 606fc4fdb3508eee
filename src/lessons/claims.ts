// Claims in a lesson's text: {12: queue of machine 2} is shown as 12, and 12 is what must come out when the run is computed
// again. So a number in a lesson cannot be wrong unnoticed.
import { READER_PROBLEMS } from '../words/lessons.ts';
import { LESSON_CLAIMS_MAX, type Claim, type FileLine } from './lesson.ts';
import { QUANTITY_FORMS, readQuantity } from './quantities.ts';

/** What is asked, without the run that it is asked of. */
const IN_RUN = / in run (\d{1,4})$/;

export class ClaimReader {
  /** The run that a claim is about which names none: the last one before it. */
  run = 1;
  readonly #complain: (line: number, message: string) => void;
  readonly #claims: Claim[] = [];

  constructor(complain: (line: number, message: string) => void) {
    this.#complain = complain;
  }

  /** The line as it is shown: each claim as what it says, and `\{` as a brace. */
  take({ line, text }: FileLine): string {
    let shown = '';
    for (let at = 0; at < text.length; at++) {
      const sign = text[at]!;
      if (sign === '\\' && (text[at + 1] === '{' || text[at + 1] === '}')) shown += text[++at]!;
      else if (sign !== '{') shown += sign;
      else {
        const end = text.indexOf('}', at);
        if (end < 0) {
          this.#complain(line, READER_PROBLEMS.claimOpen);
          return shown + text.slice(at);
        }
        shown += this.#read(text.slice(at + 1, end), line);
        at = end;
      }
    }
    return shown;
  }

  /** All claims, once the number of runs is known. */
  finish(runs: number): readonly Claim[] {
    for (const { line } of this.#claims) if (runs === 0) this.#complain(line, READER_PROBLEMS.noRunForClaim);
    if (this.#claims.length > LESSON_CLAIMS_MAX)
      this.#complain(
        this.#claims[LESSON_CLAIMS_MAX]!.line,
        READER_PROBLEMS.tooMany('claims', LESSON_CLAIMS_MAX),
      );
    return this.#claims;
  }

  #read(claim: string, line: number): string {
    const [, said = '', asked = ''] = /^([^:]*):(.*)$/.exec(claim)?.map(part => part.trim()) ?? [];
    if (said === '' || asked === '' || !/^[\w ,.-]+$/.test(said)) {
      this.#complain(line, READER_PROBLEMS.claimForm(`{${claim}}`));
      return said;
    }
    const [named, run] = IN_RUN.exec(asked) ?? [];
    const quantity = readQuantity(named === undefined ? asked : asked.slice(0, -named.length));
    if (quantity)
      this.#claims.push({ line, said, quantity, asked, run: run === undefined ? this.run : Number(run) });
    else this.#complain(line, READER_PROBLEMS.quantity(asked, QUANTITY_FORMS));
    return said;
  }
}
