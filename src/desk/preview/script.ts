/** The preview's only script: hears from the server when the pages are others, and puts them in the place of the old ones. */

/**
 * Pages that are looked at are loaded before they are shown, so that nothing flickers and nothing moves. A hidden tab
 * hears nothing: browsers keep few connections to one server.
 */
export const SCRIPT = `'use strict';
(() => {
  const proof = document.getElementById('proof');
  const status = document.getElementById('status');
  let loading = false;
  let again = false;
  let events = null;

  const inSight = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };

  const show = async (text) => {
    const parsed = new DOMParser().parseFromString(text, 'text/html').querySelector('.part');
    const next = document.importNode(parsed, true);
    const images = [...next.querySelectorAll('img')];
    const seen = [...proof.querySelectorAll('img')].map(inSight);
    const first = images.filter((image, i) => seen.length === 0 ? i === 0 : seen[i]);
    for (const image of first) image.loading = 'eager';
    await Promise.all(first.map((image) => image.decode().catch(() => undefined)));
    proof.replaceChildren(next);
    status.textContent = next.dataset.status;
  };

  const refresh = async () => {
    if (loading) { again = true; return; }
    loading = true;
    do {
      again = false;
      const answer = await fetch('/proof' + location.search).catch(() => null);
      if (answer !== null && answer.ok) await show(await answer.text());
    } while (again);
    loading = false;
  };

  const listen = () => {
    events = new EventSource('/events' + location.search);
    events.onmessage = ({ data }) => {
      const part = proof.querySelector('.part');
      if (part === null || part.dataset.turn !== data) refresh();
    };
    events.onerror = () => { status.textContent = '与预览程序的连接断开了；程序还在运行的话，会自动重新连接。'; };
    events.onopen = () => { status.textContent = proof.querySelector('.part').dataset.status; };
  };

  const attend = () => {
    if (document.hidden) { if (events !== null) events.close(); events = null; }
    else if (events === null) listen();
  };
  document.addEventListener('visibilitychange', attend);
  attend();
})();
`;
