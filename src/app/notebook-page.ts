// Composition root of the notebook: the trials of the published one, computed in a worker and remembered in this browser.
import { NotebookCalculator } from '../notebook/calculator.ts';
import { randomIdentifier } from '../laboratory/control-channel.ts';
import { openNotebookMemory } from '../notebook/memory.ts';
import { startNotebookWorker } from '../jobs/notebook-workers.ts';
import { Notebook } from '../notebook/notebook.ts';
import '../ui/parts/lamplight-page.ts';
import '../ui/notebook/notebook-view.ts';
import { navigation } from './navigation.ts';
import type { Mount } from './view.ts';

export const mountNotebook: Mount = root => {
  document.title = 'The notebook · Lamplight';
  const notebook = new Notebook({
    calculator: new NotebookCalculator(startNotebookWorker()),
    memory: openNotebookMemory(),
    identify: randomIdentifier,
  });
  const view = document.createElement('notebook-view');
  view.notebook = notebook;
  const frame = document.createElement('lamplight-page');
  frame.navigation = navigation('notebook');
  frame.append(view);
  root.append(frame);
  return () => notebook.close();
};
