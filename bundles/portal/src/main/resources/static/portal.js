/* Copyright the LightWeb authors. SPDX-License-Identifier: Apache-2.0 */
/* Comfort only, no page needs it: what waits turns true by itself, unless somebody is typing. */
(() => {
  const content = document.getElementById('content');
  const every = 4000;
  let looks = 30;

  const isQuiet = () =>
    !document.hidden && !content.contains(document.activeElement)
      && !content.querySelector('.wrong-box, details[open]');

  const look = async () => {
    if (!content.querySelector('.state-waiting') || looks-- === 0) return;
    if (isQuiet()) {
      try {
        const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const now = page.getElementById('content');
        if (answer.ok && !answer.redirected && now && isQuiet()) {
          content.replaceChildren(...now.childNodes);
        }
      } catch (unreachable) {
        /* The page stays as it is, and the next look may succeed. */
      }
    }
    setTimeout(look, every);
  };
  setTimeout(look, every);

  /* On a phone the navigation is a bar that may be wider than the screen. */
  document.querySelector('nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
})();
