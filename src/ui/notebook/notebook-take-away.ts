// The whole notebook as a document, as it is at this moment: what a person hands in.
import { NOTEBOOK_HEADINGS, NOTEBOOK_LEADS } from '../../words/notebook.ts';
import { INTRODUCTION, methodText, SUBTITLE, TITLE } from '../../words/notebook-text.ts';
import { REPLICATES } from '../../notebook/replicates.ts';
import { FIRST_SEED } from '../../notebook/studies.ts';
import { DESIGNS_TABLE } from '../../words/designs.ts';
import { claimTitle, RELAY_CLAIM } from '../../words/notebook-claims.ts';
import { designFigures } from '../designs/design-figures.ts';
import { byline, fileTitle, subtitleUnderRule } from '../../words/notebook.ts';
import { OWN_TRIALS_MAX, type NotebookEntry, type NotebookState } from '../../notebook/state.ts';
import type { Block, NotebookDocument, Section } from '../../notebook/document/document.ts';
import { claimBlocks, claimsOf, overviewTable, ruleBlocks } from '../../notebook/blocks.ts';
import {
  balanceSentence,
  deviationsOf,
  driftSentence,
  figureCaption,
  figuresOf,
  numbersTable,
  publishedTable,
  settingsOf,
  titleOf,
} from './trial-content.ts';

/** Whether every number is there that the document is to hold. */
export function isComplete(state: NotebookState): boolean {
  return (
    state.computedMs !== undefined &&
    state.entries.every(({ samples, replicates }) => samples[state.rule] && replicates[state.rule])
  );
}

export function documentOf(state: NotebookState): NotebookDocument {
  const { entries, rule, remark, cover } = state;
  const own = entries.filter(({ published }) => !published).slice(0, OWN_TRIALS_MAX);
  return {
    title: TITLE,
    byline: byline(cover),
    fileTitle: fileTitle(cover.name, TITLE),
    subtitle: subtitleUnderRule(SUBTITLE, rule),
    sections: [
      // A person's own work first: it is what whoever gets the file wants to see.
      ...(own.length === 0 ? [] : [section('own', NOTEBOOK_HEADINGS.ownInFile, [])]),
      ...own.map((entry, i) => trialSection(entry, state, i + 1)),
      ...(remark.trim() === ''
        ? []
        : [
            section('remarks', NOTEBOOK_HEADINGS.remarks, [
              { kind: 'remark', title: NOTEBOOK_HEADINGS.generalRemarks, text: remark },
            ]),
          ]),
      section('introduction', NOTEBOOK_HEADINGS.introduction, [
        ...INTRODUCTION.map((text): Block => ({ kind: 'paragraph', text })),
        { kind: 'paragraph', lead: NOTEBOOK_LEADS.method, text: methodText(REPLICATES, FIRST_SEED) },
        { kind: 'table', table: overviewTable(state) },
      ]),
      section('rules', NOTEBOOK_HEADINGS.rules, ruleBlocks(state)),
      section('trials', NOTEBOOK_HEADINGS.trials, []),
      ...entries.filter(({ published }) => published).map(entry => trialSection(entry, state, 0)),
      section('claims', NOTEBOOK_HEADINGS.claims, []),
      ...(claimsOf(state) ?? []).map((claim, i): Section => ({
        id: `claim-${claim.number}`,
        level: 3,
        title: claimTitle(i),
        note: claim.claim,
        blocks: [...claimBlocks(claim), ...(i === RELAY_CLAIM ? designBlocks(state) : [])],
      })),
    ],
  };
}

/** What was measured of the designs, drawn. */
function designBlocks({ designs }: NotebookState): readonly Block[] {
  const figures = designs && designFigures(designs);
  return figures ? [{ kind: 'figures', figures, caption: DESIGNS_TABLE.caption }] : [];
}

function section(id: string, title: string, blocks: readonly Block[]): Section {
  return { id, level: 2, title, note: '', blocks };
}

function trialSection(entry: NotebookEntry, { rule }: NotebookState, ownNumber: number): Section {
  const title = titleOf(entry, ownNumber);
  const figures = figuresOf(entry, rule, title);
  const published = publishedTable(entry, rule, title);
  return {
    id: entry.id,
    level: 3,
    title,
    note: settingsOf(entry),
    blocks: [
      ...(figures ? [{ kind: 'figures', figures, caption: figureCaption(entry, rule) } as const] : []),
      { kind: 'paragraph', lead: NOTEBOOK_LEADS.balance, text: balanceSentence(entry, rule) },
      ...(published ? [{ kind: 'table', table: published } as const] : []),
      ...deviationsOf(entry, rule).map((text): Block => ({
        kind: 'paragraph',
        lead: NOTEBOOK_LEADS.unusual,
        text,
      })),
      { kind: 'table', table: numbersTable(entry, rule, title) },
      { kind: 'paragraph', lead: NOTEBOOK_LEADS.drift, text: driftSentence(entry, rule) },
      ...(entry.remark.trim() === ''
        ? []
        : [{ kind: 'remark', title: NOTEBOOK_HEADINGS.remarks, text: entry.remark } as const]),
    ],
  };
}
