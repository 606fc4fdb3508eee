// Searches the events of a trace on behalf of an element: reads what was typed, searches in the page or beside it, and keeps
// what was found where all views of the trace see it.
import type { LitElement } from 'lit';
import type { EventFilter } from '../../../analysis/event-list.ts';
import { FoundEvents } from '../../../analysis/find/found-events.ts';
import { parseQuery } from '../../../analysis/find/parse-query.ts';
import { unknownNameIn } from '../../../analysis/find/query-names.ts';
import { asksForFaults, type Query } from '../../../analysis/find/query.ts';
import { SearchIndex } from '../../../analysis/find/search-index.ts';
import { search, type FoundNumbers, type SearchRequest } from '../../../analysis/find/search.ts';
import type { Trace } from '../../../core/trace.ts';
import { queryProblem, unknownName } from '../../../words/event-search.ts';
import { QuestionController } from '../study-controller.ts';

/** What is asked of which trace. */
export interface SearchGround {
  readonly trace: Trace;
  readonly revision: number;
  readonly text: string;
  readonly filter: EventFilter;
}

export class SearchController {
  /** What cannot be read or searched, in a sentence; '' for nothing. */
  problem = '';
  /** Of what was asked last and could be; undefined while nothing is asked. */
  found: FoundEvents | undefined;
  readonly #question: QuestionController<FoundNumbers>;
  #index: { readonly revision: number; readonly index: SearchIndex } | undefined;
  #result: FoundNumbers | undefined;
  #trace: Trace | undefined;

  constructor(host: LitElement) {
    this.#question = new QuestionController(host);
  }

  /** Whether an answer is on its way. */
  get busy(): boolean {
    return this.#question.busy;
  }

  /** To be called with whatever the host shows now. */
  update({ trace, revision, text, filter }: SearchGround): void {
    if (trace !== this.#trace) this.found = this.#index = undefined;
    this.#trace = trace;
    const query = this.#read(trace, text);
    if (!query) return;
    const request: SearchRequest = { query, filter };
    const isAtOnce = !asksForFaults(query);
    this.#question.put({
      trace,
      revision,
      subject: JSON.stringify(request),
      ask: (home, options) => home.search(trace, request, options),
      ...(isAtOnce && { atOnce: () => search(this.#indexOf(trace, revision), request) }),
    });
    const { result, problem } = this.#question;
    if (problem !== '') this.problem = problem;
    if (!result || result === this.#result) return;
    this.#result = result;
    this.found = new FoundEvents(trace, result);
  }

  /** Undefined where nothing can be asked; what was found before stays while the text is not yet right. */
  #read(trace: Trace, text: string): Query | undefined {
    this.problem = '';
    const parsed = parseQuery(text, { hasProgram: trace.program !== undefined });
    if (parsed.kind === 'problem') {
      this.problem = queryProblem(parsed.problem, trace.engine);
      return undefined;
    }
    if (!parsed.query) {
      this.found = this.#result = undefined;
      return undefined;
    }
    const unknown = unknownNameIn(trace, parsed.query);
    if (unknown) this.problem = unknownName(unknown);
    return unknown ? undefined : parsed.query;
  }

  #indexOf(trace: Trace, revision: number): SearchIndex {
    if (this.#index?.revision !== revision || this.#index.index.trace !== trace)
      this.#index = { revision, index: new SearchIndex(trace) };
    return this.#index.index;
  }
}
