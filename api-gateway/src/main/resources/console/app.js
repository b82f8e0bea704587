/*
 * The frame of the console: who is logged in, which area and page the address names, and what failed.
 *
 * An area is a module in areas/ that exports `area`:
 *   path    its part of the address: #/<path>/…
 *   title   what the navigation calls it
 *   isFor   user => whether that user (a row of the logins) has business there
 *   pages   {pattern: page}: '' is its first page, 'object/:entity/:id' one with parameters
 *
 * A page is an async function of `at`:
 *   at.params   the parameters of its pattern
 *   at.query    URLSearchParams of what follows ? in the address
 *   at.path     the address without that, below #/
 *   at.user, at.company   the row of the user and of the company
 *   at.signal   is aborted when the reader leaves the page
 *   at.show(template)     shows it, as often as there is news
 *   at.link(path, query)  the address of another page, empty parameters left out
 *   at.go(path, query)    goes there
 * What it throws is told to the reader. The title of the page is its h1.
 */

import {ask, call, html, nothing, onTokenOver, render, token} from './lib.js';
import {areas} from './areas.js';

const state = {user: null, company: null, companies: [], left: new AbortController()};

/* Logging in */

/**
 * Shows the page on which a user logs in.
 *
 * @param note what to tell the user
 * @param asks what else the login needs: companies to choose of, or the company whose code of a second factor is
 *     wanted, with the key for the user's device where it has none yet
 */
function loginPage(note, asks = {}) {
  async function logIn(event) {
    event.preventDefault();
    const {user, password, company, code} = event.target.elements;
    const who = {UserID: user.value, Password: password.value, CompanyID: company?.value || asks.company};
    try {
      const login = asks.code
        ? await ask('login/mfacode', {method: 'POST', headers: {...who, MFACode: code.value.trim()}, token: ''})
        : await ask('login', {headers: who, token: ''});
      if (login.MFAStatus === 'QR' || login.MFAStatus === 'CODE') {
        const chosen = {...who, CompanyID: login.CompanyID};
        const key = login.MFAStatus === 'QR' ? await (await call('login/qrcode', {headers: chosen, token: ''})).text() : '';
        loginPage('Enter the code from your authenticator app.', {company: login.CompanyID, code: true, key});
      } else if (login.MultipleCompaniesFound === 'Y') {
        const choosing = {headers: {StartPage: '-1'}, token: login.SessionID};
        loginPage('You have accounts in several companies; choose one.', {companies: await ask('logins/currentuser/companies', choosing)});
      } else {
        token.set(login.SessionID);
        await begin();
      }
    } catch (failure) {
      loginPage(failure.message, asks);
    }
  }
  document.title = 'ITR console';
  render(html`
    <main class="card narrow" id="main">
      <h1>ITR console</h1>
      ${note ? html`<p class="note" role="alert">${note}</p>` : nothing}
      <form @submit=${logIn}>
        <label>User name or e-mail <input name="user" autocomplete="username" required autofocus></label>
        <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
        ${asks.companies ? html`
          <label for="company">Company</label>
          <select id="company" name="company">
            ${asks.companies.map(each => html`<option value=${each.ID}>${each.CompanyName || each.ID}</option>`)}
          </select>` : nothing}
        ${asks.key ? html`<p>First add this key to your authenticator app: <code>${asks.key}</code></p>` : nothing}
        ${asks.code ? html`<label>Code <input name="code" inputmode="numeric" autocomplete="one-time-code" required></label>` : nothing}
        <div class="buttons"><button class="main">Log in</button></div>
      </form>
    </main>`, document.body);
}

/** Goes on with the token that is kept, if it is still good. */
async function begin() {
  try {
    [state.user, state.company] = await Promise.all([ask('logins/currentuser'), ask('companies/currentcompany')]);
    state.companies = state.user.IsMasterUser ? await ask('companies', {headers: {StartPage: '-1', Sort: 'CompanyName'}}) : [];
    await showPage();
  } catch (failure) {
    if (token.get()) {
      end(failure.message);
    }
  }
}

/** Forgets the token. */
function end(note) {
  state.left.abort();
  state.user = null;
  token.clear();
  loginPage(note);
}

/** Goes on in another company, as master users may. */
async function changeCompany(event) {
  try {
    await call(`tokens/${token.get()}/${event.target.value}`, {method: 'POST'});
    await begin();
  } catch (failure) {
    frame(undefined, html`<h1>Could not switch company</h1><p class="note bad" role="alert">${failure.message}</p>`);
  }
}

async function logOut() {
  await call('logout', {method: 'POST'}).catch(() => {});
  end('');
}

onTokenOver(() => end('You were logged out because of inactivity.'));

/* Pages */

const link = (path, query = {}) => {
  const filled = Object.entries(query).filter(([, value]) => value !== '' && value !== undefined && value !== null);
  return '#/' + path + (filled.length ? '?' + new URLSearchParams(filled) : '');
};

function frame(area, content) {
  const shown = areas.filter(each => each.isFor(state.user));
  render(html`
    <a class="skip" href="#main" @click=${skip}>Skip to content</a>
    <header class="top">
      <a class="name" href="#/">ITR console</a>
      <nav aria-label="Areas">${shown.map(each => html`
        <a href=${link(each.path)} aria-current=${each === area ? 'page' : nothing}>${each.title}</a>`)}
      </nav>
      <div class="user">
        <span>${state.user.UserName || state.user.Email} at ${state.companies.length > 1 ? nothing : state.company?.CompanyName || 'the server'}</span>
        ${state.companies.length > 1 ? html`
          <select aria-label="Company" @change=${changeCompany}>${state.companies.map(each => html`
            <option value=${each.ID} ?selected=${each.ID === state.company?.ID}>${each.CompanyName || each.ID}</option>`)}
          </select>` : nothing}
        <button @click=${logOut}>Log out</button>
      </div>
    </header>
    <main id="main" tabindex="-1">${content}</main>`, document.body);
}

/** The address names pages, so a link to a place within one has to be followed by hand. */
function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

function match(pattern, parts) {
  const names = pattern === '' ? [] : pattern.split('/');
  if (names.length !== parts.length) {
    return null;
  }
  const params = {};
  const fits = names.every((name, index) => {
    if (name.startsWith(':')) {
      params[name.slice(1)] = parts[index];
      return true;
    }
    return name === parts[index];
  });
  return fits ? params : null;
}

function pageAt(area, parts) {
  for (const [pattern, page] of Object.entries(area.pages)) {
    const params = match(pattern, parts);
    if (params) {
      return {page, params};
    }
  }
  return null;
}

/** Shows the page that the address names. */
async function showPage() {
  state.left.abort();
  state.left = new AbortController();
  const {signal} = state.left;
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?', 2);
  const [first, ...rest] = path.split('/').filter(Boolean).map(decodeURIComponent);
  const area = first ? areas.find(each => each.path === first && each.isFor(state.user)) : areas.find(each => each.isFor(state.user));
  const found = area && pageAt(area, rest);
  if (!found) {
    frame(area, html`<h1>${area || first ? 'Page not found' : 'This account has no access to the console'}</h1>`);
    return;
  }
  const show = content => {
    if (!signal.aborted) {
      frame(area, content);
      const title = document.querySelector('main h1')?.textContent;
      document.title = (title ? title + ' · ' : '') + 'ITR console';
    }
  };
  show(html`<p class="quiet" role="status">Loading…</p>`);
  try {
    await found.page({
      params: found.params, query: new URLSearchParams(query), path: path || area.path, user: state.user, company: state.company,
      signal, show, link, go: (...to) => { location.hash = link(...to); },
    });
  } catch (failure) {
    show(html`<h1>${area.title}</h1><p class="note bad" role="alert">${failure.message}</p>`);
  }
}

window.addEventListener('hashchange', async () => {
  if (state.user) {
    await showPage();
    document.getElementById('main')?.focus();
  }
});

if (token.get()) {
  await begin();
} else {
  loginPage('');
}
