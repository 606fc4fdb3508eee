// Codes that are read with the camera: what one page shows, another one sees, and nobody copies a text.
import type { Page } from '@playwright/test';
import { answerWords, INVITE_DEVICE, JOIN_BY_CODE, SCANNER, SCANNER_PROBLEMS } from '../src/words/joining.ts';
import { findBroker, startMosquitto, whyNot } from '../src/testing/network/real-brokers.ts';
import { TestCamera, type Hold } from './support/camera.ts';
import { deliveryOf, NOTHING_LOST } from './support/exactly-once.ts';
import { inviteOver, said } from './support/joining.ts';
import { expect, Laboratory, test } from './support/laboratory.ts';

const STRAIGHT: Hold = { degrees: 0, size: 0.9, brightness: 1, blurPixels: 0 };
const CASUAL: Hold = { degrees: 7, size: 0.8, brightness: 0.7, blurPixels: 1 };

async function withCamera(
  run: (camera: TestCamera, pages: { readonly trial: Page; readonly device: Page }) => Promise<void>,
): Promise<void> {
  const camera = new TestCamera();
  const browser = await camera.openBrowser();
  try {
    const [trial, device] = await Promise.all(
      [0, 1].map(async () =>
        (
          await browser.newContext({
            baseURL: test.info().project.use.baseURL!,
            viewport: { width: 1360, height: 900 },
            permissions: ['camera', 'microphone'],
            serviceWorkers: 'block',
          })
        ).newPage(),
      ),
    );
    await run(camera, { trial: trial!, device: device! });
  } finally {
    await browser.close();
    camera.close();
  }
}

test('a device joins by two looks of a camera, one at each screen, and its machine runs', async () => {
  await withCamera(async (camera, { trial, device }) => {
    const laboratory = new Laboratory(trial);
    await laboratory.open('rates=12,10,7&die=4&seconds=5');
    await laboratory.button(INVITE_DEVICE.title).click();
    await laboratory.button(INVITE_DEVICE.newCode).click();
    const offer = trial.getByRole('img', { name: INVITE_DEVICE.offerPicture });
    await expect(offer).toBeVisible();

    await device.goto('./#/machine?place=device');
    await camera.holdBefore(offer, device, CASUAL);
    await device.getByRole('button', { name: SCANNER.scan }).click();
    const answer = device.getByRole('img', { name: JOIN_BY_CODE.answerPicture });
    await expect(answer).toBeVisible();

    await camera.holdBefore(answer, device, CASUAL);
    await laboratory.button(SCANNER.scan).click();
    await expect(said(laboratory)).toHaveText(answerWords({ kind: 'joined' }));
    await expect(device.getByText(/has joined the trial/)).toBeVisible();

    await laboratory.button('Run').click();
    await laboratory.finished(5);
    expect(deliveryOf(await laboratory.download(/JSONL/))).toMatchObject(NOTHING_LOST);
  });
});

test(`an invitation link is read with the camera${whyNot('mosquitto')}`, async () => {
  test.skip(!findBroker('mosquitto'));
  const brokers = await startMosquitto();
  try {
    await withCamera(async (camera, { trial, device }) => {
      const laboratory = new Laboratory(trial);
      await laboratory.open('rates=12,10,7&die=4&seconds=5');
      await inviteOver(laboratory, brokers.nodes[0]!.url);
      await device.goto('./#/machine?place=device');
      await camera.holdBefore(
        trial.getByRole('img', { name: INVITE_DEVICE.invitationPicture }),
        device,
        CASUAL,
      );
      await device.getByRole('button', { name: SCANNER.scan }).click();
      await expect(device.getByText(/has joined the trial/)).toBeVisible();
      await expect(trial.getByText('Device 1: machine 1')).toBeVisible();
    });
  } finally {
    await brokers.stop();
  }
});

test('the camera goes on looking where it sees no code, says what is wrong with another code, and can be stopped', async () => {
  await withCamera(async (camera, { trial, device }) => {
    await device.goto('./#/machine?place=device');
    const scan = device.getByRole('button', { name: SCANNER.scan });
    await scan.click(); // at a grey wall
    await expect(device.getByLabel(SCANNER.picture)).toBeVisible();
    await device.getByRole('button', { name: SCANNER.stop }).click();
    await expect(device.getByLabel(SCANNER.picture)).toHaveCount(0);

    const laboratory = new Laboratory(trial);
    await laboratory.open('rates=12,10,7&die=4&seconds=5');
    await laboratory.button(INVITE_DEVICE.title).click();
    await laboratory.button(INVITE_DEVICE.newCode).click();
    const offer = trial.getByRole('img', { name: INVITE_DEVICE.offerPicture });
    await camera.holdBefore(offer, device, STRAIGHT);
    await laboratory.button(SCANNER.scan).click(); // its own code
    await expect(said(laboratory)).toHaveText(answerWords({ kind: 'refused', why: 'offer' }));
  });
});

test('a browser whose camera may not be used says so, and what to do', async ({ browser }) => {
  const context = await browser.newContext({
    baseURL: test.info().project.use.baseURL!,
    permissions: [],
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await page.goto('./#/machine?place=device');
  await page.getByRole('button', { name: SCANNER.scan }).click();
  await expect(
    page
      .getByRole('alert')
      .filter({ hasText: new RegExp(`${SCANNER_PROBLEMS.refused}|${SCANNER_PROBLEMS.missing}`) }),
  ).toBeVisible();
  await context.close();
});
