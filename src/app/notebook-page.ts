// Composition root of the notebook: the trials of the published one, computed in a worker and remembered in this browser.
import { NotebookCalculator } from '../notebook/calculator.ts';
import { randomIdentifier } from '../laboratory/control-channel.ts';
import { openNotebookMemory } from '../notebook/memory.ts';
import { notebookComputer } from '../jobs/runner.ts';
import { Notebook } from '../notebook/notebook.ts';
import '../ui/notebook/notebook-view.ts';
import { TAB_TITLES } from '../words/frame.ts';
import type { OpenView } from './view.ts';

export const openNotebook: OpenView = () => {
  const notebook = new Notebook({
    calculator: new NotebookCalculator(notebookComputer()),
    memory: openNotebookMemory(),
    identify: randomIdentifier,
  });
  const element = document.createElement('notebook-view');
  element.notebook = notebook;
  return {
    element,
    title: TAB_TITLES.notebook,
    query: '',
    activity: undefined,
    wouldBeMissed: false,
    take: () => undefined,
    sighted: () => undefined,
    close: () => notebook.close(),
  };
};
