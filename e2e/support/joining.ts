// How a device is invited to a trial and joins it, in a person's terms: by a code that is carried there and an answer that is carried back, or
// by an invitation link.
import type { Page } from '@playwright/test';
import { answerWords, INVITE_DEVICE, JOIN_BY_CODE } from '../../src/words/joining.ts';
import { expect, type Laboratory } from './laboratory.ts';

/** The link to join that the trial's page shows. */
export async function invite(laboratory: Laboratory): Promise<string> {
  const link = laboratory.page.getByRole('textbox', { name: INVITE_DEVICE.link });
  const before = (await link.count()) > 0 ? await link.inputValue() : '';
  if (!(await laboratory.page.getByRole('heading', { name: INVITE_DEVICE.title }).isVisible()))
    await laboratory.button(INVITE_DEVICE.title).click();
  await laboratory.button(/Make (a|another) code/).click();
  await expect(link).toHaveValue(/join=L1o/);
  await expect(link).not.toHaveValue(before);
  return link.inputValue();
}

export async function answerOf(device: Page): Promise<string> {
  const answer = device.getByRole('textbox', { name: JOIN_BY_CODE.answer, exact: true });
  await expect(answer).toHaveValue(/^L1a/);
  return answer.inputValue();
}

export async function giveAnswer(laboratory: Laboratory, answer: string): Promise<void> {
  await laboratory.page.getByRole('textbox', { name: INVITE_DEVICE.answer }).fill(answer);
  await laboratory.button(INVITE_DEVICE.takeAnswer).click();
}

export const said = (laboratory: Laboratory) =>
  laboratory.page.locator('invite-device').getByRole('status').nth(1);

export async function join(laboratory: Laboratory, device: Page): Promise<void> {
  await device.goto(await invite(laboratory));
  await giveAnswer(laboratory, await answerOf(device));
  await expect(said(laboratory)).toHaveText(answerWords({ kind: 'joined' }));
  await expect(device.getByText(/has joined the trial/)).toBeVisible();
  await expect(device.getByRole('heading', { name: 'Machine 1' })).toBeVisible();
}

/** Opens the way to invite, and gives the link of an invitation over this broker. */
export async function inviteOver(laboratory: Laboratory, broker: string): Promise<string> {
  const field = laboratory.page.getByRole('textbox', { name: INVITE_DEVICE.broker });
  await expect(async () => {
    if (!(await field.isVisible())) await laboratory.button(INVITE_DEVICE.title).click();
    await expect(field).toBeVisible({ timeout: 5000 });
  }).toPass();
  await field.fill(broker);
  await laboratory.button(INVITE_DEVICE.makeLink).click();
  const link = laboratory.page.getByRole('textbox', { name: INVITE_DEVICE.invitation });
  await expect(link).toHaveValue(/broker=.*key=/);
  return link.inputValue();
}
