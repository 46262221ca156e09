// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
// Comfort only: how far an upload is, and what becomes of a version that is being tried. Without
// this the form is sent as any other, and the page has a link to look again.
(() => {
  const LOOK = 3000;

  /** Shows what answered a form, as the browser would have. */
  function show(request) {
    const answer = new DOMParser().parseFromString(request.responseText, 'text/html');
    const content = answer.getElementById('content');
    if (request.status === 200 && request.responseURL !== location.href) {
      location.assign(request.responseURL);
    } else if (content) {
      document.getElementById('content').replaceWith(document.adoptNode(content));
      document.title = answer.title;
      window.scrollTo(0, 0);
      start();
    } else {
      location.assign('/features/add');
    }
  }

  function upload(form) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const words = form.dataset;
      const place = document.getElementById('progress');
      const button = form.querySelector('button');
      const bar = document.createElement('progress');
      const sentence = document.createElement('p');
      bar.max = 100;
      bar.setAttribute('aria-label', words.sending);
      sentence.textContent = words.sending + ' …';
      place.replaceChildren(sentence, bar);
      button.disabled = true;
      const request = new XMLHttpRequest();
      request.upload.addEventListener('progress', (sent) => {
        const percent = sent.lengthComputable ? Math.floor((100 * sent.loaded) / sent.total) : 0;
        bar.value = percent;
        sentence.textContent = words.sending + ' … ' + percent + ' %';
      });
      request.upload.addEventListener('load', () => {
        bar.removeAttribute('value');
        sentence.textContent = words.sent;
      });
      request.addEventListener('load', () => show(request));
      request.addEventListener('error', () => {
        place.textContent = words.failed;
        button.disabled = false;
      });
      request.open('POST', form.action);
      request.setRequestHeader('Accept', 'text/html');
      request.send(new FormData(form));
    });
  }

  /** Looks again as long as something is on its way; keeps still while nobody sees the page. */
  function follow() {
    const live = document.getElementById('live');
    if (!live || live.dataset.live !== 'true') {
      return;
    }
    setTimeout(async () => {
      if (!document.hidden) {
        try {
          const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
          const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
          const now = page.getElementById('live');
          if (now && now.innerHTML !== live.innerHTML && !live.contains(document.activeElement)) {
            live.replaceWith(document.adoptNode(now));
          }
        } catch (gone) {
          console.debug('The host does not answer now; looked for again', gone);
        }
      }
      follow();
    }, LOOK);
  }

  function start() {
    const form = document.getElementById('upload');
    if (form) {
      upload(form);
    }
    follow();
  }

  start();
})();
