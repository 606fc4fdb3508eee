// What is said while a run is presented.
export const PRESENT_WORDS = {
  button: 'Present',
  title: 'Show only the diagram and the selected event, in large type (P)',
  name: 'Presentation',
  end: 'End presentation',
  endKey: 'End (Esc)',
  diagram: 'Space–time diagram, moved by keys',
} as const;

export const NOTHING_TO_PRESENT = 'There is no run to present here. Run a trial or open a log first.';
