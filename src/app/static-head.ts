// The head and the first words of the page as plain HTML, which the build writes into index.html: a person sees them
// before any script has come. The frame element then shows the same head in their place.
import { FIRST_WORDS, NAVIGATION, SITE_NAME, VIEW_NAMES } from '../words/frame.ts';

/** Its texts are the project's own and hold no markup. */
export function staticHead(): string {
  const links = VIEW_NAMES.map(({ view, label }) => `<li><a href="#/${view}">${label}</a></li>`).join('');
  return `<header class="head">
        <a class="home" href="#/trial"><svg viewBox="0 0 26 26" aria-hidden="true"><circle cx="13" cy="13" r="12.5" fill="#f59e0b" /><path d="M13 6.5V13l4 2.6" fill="none" stroke="#1c1400" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" /></svg> ${SITE_NAME}</a>
        <nav aria-label="${NAVIGATION}"><ul>${links}</ul></nav>
        <div class="tools"></div>
      </header>
      <main class="first-words">
        <h1>${FIRST_WORDS.heading}</h1>
        <p>${FIRST_WORDS.sentence}</p>
      </main>`;
}
