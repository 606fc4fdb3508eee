// The entry of a worker that studies traces in a browser.
import { StudyServant, type StudyMessage } from './study-messages.ts';

const servant = new StudyServant(reply => postMessage(reply));
addEventListener('message', ({ data }: MessageEvent<StudyMessage>) => servant.take(data));
