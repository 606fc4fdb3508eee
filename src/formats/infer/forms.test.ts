// The forms that are known from students' programs, each written from a simulated run and read by inference alone.
import { describe, expect, test } from 'vitest';
import { differences } from '../../testing/compare-reading.ts';
import { FORMS } from '../../testing/known-forms.ts';
import { runFor, writeForm } from '../../testing/write-form.ts';
import { applyReading } from './apply.ts';
import { inferReading } from './infer.ts';

describe('known forms are read right by inference alone', () => {
  test.each(FORMS)('$form', form => {
    const files = writeForm(form, runFor(form));
    const reading = inferReading(files);
    expect(reading).toBeDefined();
    expect(differences({ files, machines: form.names }, applyReading(reading!, files))).toEqual([]);
  });
});
