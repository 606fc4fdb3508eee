// The head and the first sight of the page as plain HTML, which the build writes into index.html: a person sees them
// before any script has come. The frame element then shows the same head, and the first view its stage, in their place.
import { firstPicture } from '../ui/trial/first-picture.ts';
import { NAVIGATION, SITE_NAME, VIEW_NAMES } from '../words/frame.ts';

/** Its texts are the project's own and hold no markup. */
export function staticHead(): string {
  const links = VIEW_NAMES.map(
    ({ view, label }) =>
      `<li><a href="#/${view}"${view === 'trial' ? ' aria-current="page"' : ''}>${label}</a></li>`,
  ).join('');
  return `<header class="head">
<a class="home" href="#/trial"><svg viewBox="0 0 26 26" aria-hidden="true"><circle cx="13" cy="13" r="12.5" fill="#f59e0b" /><path d="M13 6.5V13l4 2.6" fill="none" stroke="#1c1400" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" /></svg> ${SITE_NAME}</a>
<nav aria-label="${NAVIGATION}"><ul>${links}</ul></nav>
<div class="tools"></div>
</header>
<main class="placeholder">
<h1 class="unseen">${VIEW_NAMES[0].label}</h1>
${firstPicture()}
</main>`;
}

/**
 * Runs in the page before it is first drawn: only the address of the trial without settings shows the first picture, any other one
 * the name of its view. Stands alone: the build writes it into the page as it is.
 */
export function showAddressed(page: Document, hash: string): void {
  page.currentScript?.remove(); // it runs once
  const address = hash.replace(/^#\/?/, '');
  if (address === '' || address === 'trial') return;
  const isEmbedded = address.startsWith('embed'); // in a page of another site: without the head
  if (isEmbedded) page.querySelector('header')?.remove();
  const view = address.split('?')[0];
  const heading = page.createElement('h1');
  for (const link of page.querySelectorAll('nav a')) {
    const isShown = link.getAttribute('href') === `#/${view}`;
    if (isShown) heading.textContent = link.textContent;
    if (isShown) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  page.querySelector('.placeholder')?.replaceChildren(...(isEmbedded ? [] : [heading]));
}
