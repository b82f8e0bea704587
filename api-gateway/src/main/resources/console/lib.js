/* What all areas of the console share: calls of the API, and the small things that pages are made of. */

import {html, nothing, render, svg} from './webjars/lit-html/lit-html.js';

export {html, nothing, render, svg};

const TOKEN = 'itr-console-token';
const BROWSER = 'itr-console-browser';
const PAGE_SIZE = 25;

/** What the server answered to a call that it refused. */
export class Refused extends Error {
  constructor(status, message) {
    super(message || 'The server answered ' + status);
    this.status = status;
  }
}

let tokenIsOver = () => {};

/** Names what is done, once, when the server no longer knows the token that is kept; it forgets the token. */
export function onTokenOver(listener) {
  tokenIsOver = listener;
}

export const token = {
  get: () => sessionStorage.getItem(TOKEN) || '',
  set: value => sessionStorage.setItem(TOKEN, value),
  clear: () => sessionStorage.removeItem(TOKEN),
};

function browserId() {
  const known = localStorage.getItem(BROWSER);
  const id = known || crypto.randomUUID?.() || String(Math.random()).slice(2);
  if (!known) {
    localStorage.setItem(BROWSER, id);
  }
  return id;
}

/** A header value as the bytes of its UTF-8: browsers send no characters beyond Latin-1 otherwise. */
function headerValue(text) {
  return Array.from(new TextEncoder().encode(String(text)), byte => String.fromCharCode(byte)).join('');
}

/** A pause that ends early, with an error, when the reader has left the page. */
export function pause(milliseconds, signal) {
  return new Promise((done, left) => {
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      left(signal.reason);
    });
  });
}

/**
 * Makes a call of the API and gives the fetched response; waits and asks again when it came too soon.
 *
 * @param path below /api/, each part already encoded
 * @param options method, headers (those that are empty are not sent), body (sent as JSON), signal, token (another one)
 * @throws Refused when the server does not answer with success
 */
export async function call(path, options = {}) {
  const headers = new Headers({BrowserID: browserId()});
  const sent = options.token ?? token.get();
  if (sent) {
    headers.set('SessionID', sent);
  }
  for (const [name, value] of Object.entries(options.headers || {})) {
    if (value !== '' && value !== undefined && value !== null) {
      headers.set(name, headerValue(value));
    }
  }
  const request = {
    method: options.method || 'GET', headers, body: options.body === undefined ? undefined : JSON.stringify(options.body),
    signal: options.signal, cache: 'no-store', credentials: 'omit', redirect: 'manual',
  };
  let response = await fetch('../api/' + path, request);
  for (let tries = 0; response.status === 429 && tries < 5; tries++) {
    await pause(1000, options.signal);
    response = await fetch('../api/' + path, request);
  }
  if (!response.ok) {
    const message = await response.text();
    if (response.status === 404 && message === 'Invalid or expired token' && sent && sent === token.get()) {
      tokenIsOver();
    }
    throw new Refused(response.status, message);
  }
  return response;
}

/** Makes a call and reads its answer as JSON; nothing where it is empty. */
export async function ask(path, options) {
  const text = await (await call(path, options)).text();
  return text ? JSON.parse(text) : nothing;
}

/** The headers of a list for the page of it that the address names; pager() leads to the others. */
export function pageHeaders(query, headers = {}) {
  return {StartPage: query.get('page') || '0', PageSize: PAGE_SIZE, ...headers};
}

/**
 * Lets the browser save the file that a call answers, of any size: a ticket stands in its address for the token.
 *
 * @param path the call's, as for call()
 * @param name what to call the file where the server does not say
 */
export async function download(path, name, {headers = {}, signal} = {}) {
  const filled = Object.fromEntries(Object.entries(headers).filter(([, value]) => value));
  const {Ticket: ticket} = await ask('downloads', {method: 'POST', body: {Path: path, Headers: filled}, signal});
  const link = document.createElement('a');
  link.href = '../api/downloads/' + ticket;
  link.download = name;
  link.click();
}

/* Parts of pages */

const WHEN = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'medium'});
const NUMBER = new Intl.NumberFormat();

/** A moment in the reader's time zone; nothing for none. */
export function moment(text) {
  if (!text) {
    return nothing;
  }
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : html`<time datetime=${at.toISOString()} title=${at.toISOString()}>${WHEN.format(at)}</time>`;
}

/** A number as the reader writes it. */
export const number = value => (value === null || value === undefined ? nothing : NUMBER.format(value));

/** A span of milliseconds in words: 950 ms, 12 s, 3 min 20 s, 2 h 5 min. */
export function span(milliseconds) {
  if (milliseconds < 1000) {
    return Math.round(milliseconds) + ' ms';
  }
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) {
    return seconds + ' s';
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? minutes + ' min ' + (seconds % 60) + ' s'
    : Math.floor(minutes / 60) + ' h ' + (minutes % 60) + ' min';
}

/**
 * A table that scrolls sideways where it must.
 *
 * @param columns each {title, of: row => content, kind: 'number' or nothing}
 * @param options caption, empty (what to say without rows), mark (row => whether it stands out)
 */
export function table(columns, rows, options = {}) {
  if (!rows.length) {
    return html`<p class="quiet">${options.empty || 'No entries.'}</p>`;
  }
  return html`
    <div class="table" tabindex="0" role="region" aria-label=${options.caption || 'Table'}>
      <table>
        ${options.caption ? html`<caption>${options.caption}</caption>` : nothing}
        <thead><tr>${columns.map(column => html`<th scope="col" class=${column.kind || nothing}>${column.title}</th>`)}</tr></thead>
        <tbody>${rows.map(row => html`
          <tr class=${options.mark?.(row) ? 'changed' : nothing}>
            ${columns.map(column => html`<td class=${column.kind || nothing}>${column.of(row)}</td>`)}
          </tr>`)}
        </tbody>
      </table>
    </div>`;
}

/** Links to the page before and after; a page that is not full is the last, and the only one has none. */
export function pager(at, rows) {
  const page = Number(at.query.get('page') || 0);
  if (page === 0 && rows.length < PAGE_SIZE) {
    return nothing;
  }
  const to = number => at.link(at.path, {...Object.fromEntries(at.query), page: number || ''});
  return html`
    <nav class="buttons" aria-label="Pages">
      ${page > 0 ? html`<a class="button" href=${to(page - 1)}>Previous</a>` : nothing}
      <span class="quiet">Page ${page + 1}</span>
      ${rows.length === PAGE_SIZE ? html`<a class="button" href=${to(page + 1)}>Next</a>` : nothing}
    </nav>`;
}

/** A bar for work under way; without a total it only shows that something moves. */
export function progress(done, total, label) {
  return html`<progress aria-label=${label} max=${total || nothing} value=${total ? Math.min(done, total) : nothing}></progress>`;
}

/** The fields of a form as an object, without the empty ones. */
export function formValues(form) {
  return Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));
}

/** Asks the reader to confirm what cannot be taken back; true when confirmed. */
export function confirmed(question, verb) {
  const dialog = document.createElement('dialog');
  dialog.className = 'card';
  document.body.append(dialog);
  render(html`
    <form method="dialog">
      <p>${question}</p>
      <div class="buttons"><button class="danger" value="yes">${verb}</button><button value="no" autofocus>Cancel</button></div>
    </form>`, dialog);
  dialog.showModal();
  return new Promise(done => dialog.addEventListener('close', () => {
    dialog.remove();
    done(dialog.returnValue === 'yes');
  }));
}
