'use strict';

/** What the server says of itself, the calls it has, who is logged in, and what was typed before. */
const state = {api: null, calls: [], token: '', user: null, shown: null, typed: new Map()};
const browser = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2);
const REASONS = {
  200: 'OK', 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 409: 'Conflict',
  413: 'Content Too Large', 429: 'Too Many Requests', 500: 'Internal Server Error', 503: 'Service Unavailable',
};
const LONGEST_SHOWN = 200000;
const TOKEN = 'itr-api-token';
const $ = id => document.getElementById(id);

/** An element; attributes that begin with "on" are listeners, children may be texts. */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith('on')) {
      made.addEventListener(key.slice(2), value);
    } else if (value === true) {
      made.setAttribute(key, '');
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

/** Follows a reference within the description. */
function resolved(node) {
  return node && node.$ref ? node.$ref.slice(2).split('/').reduce((at, key) => at[key], state.api) : node;
}

/** A header value as the bytes of its UTF-8: browsers send no characters beyond Latin-1 otherwise. */
function headerValue(text) {
  return Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join('');
}

/** Makes a call, with the token unless it is open to all; the answer is read to its end, as text unless it is of bytes. */
async function send(method, path, headers, body, isOpen) {
  const all = new Headers({BrowserID: browser});
  if (state.token && !isOpen) {
    all.set('SessionID', state.token);
  }
  for (const [name, value] of Object.entries(headers || {})) {
    if (value !== '') {
      all.set(name, headerValue(value));
    }
  }
  const start = performance.now();
  const response = await fetch(path, {method, headers: all, body, cache: 'no-store', credentials: 'omit', redirect: 'manual'});
  const blob = await response.blob();
  const type = response.headers.get('Content-Type') || '';
  return {
    status: response.status,
    reason: response.statusText || REASONS[response.status] || '',
    headers: [...response.headers].sort(),
    time: performance.now() - start,
    type,
    blob,
    text: /^(text\/|application\/(json|javascript|xml))|^$/.test(type) ? await blob.text() : null,
  };
}

/** The same, again after a second as long as the server says that it was too soon. */
async function sendPatiently(...call) {
  let answer = await send(...call);
  for (let tries = 0; answer.status === 429 && tries < 3; tries++) {
    await new Promise(done => setTimeout(done, 1000));
    answer = await send(...call);
  }
  return answer;
}

/* Logging in */

function note(text, isBad) {
  $('login-note').textContent = text;
  $('login-note').className = isBad ? 'bad' : 'good';
}

async function logIn(event) {
  event.preventDefault();
  const who = {UserID: $('user').value, Password: $('password').value, CompanyID: $('company').value};
  const code = $('code').value.trim();
  note('');
  state.token = '';
  const answer = code
    ? await sendPatiently('POST', 'login/mfacode', {...who, MFACode: code})
    : await sendPatiently('GET', 'login', who);
  if (answer.status !== 200) {
    note(answer.text || 'The server answered ' + answer.status, true);
    return;
  }
  const login = JSON.parse(answer.text);
  if (login.MFAStatus === 'QR' || login.MFAStatus === 'CODE') {
    await askForCode(who, login);
  } else if (login.MultipleCompaniesFound === 'Y') {
    await askForCompany(login.SessionID);
  } else {
    await begin(login.SessionID);
  }
}

async function askForCode(who, login) {
  $('company').replaceChildren(element('option', {value: login.CompanyID}, login.CompanyID));
  $('code-row').hidden = false;
  $('code').focus();
  if (login.MFAStatus === 'QR') {
    const answer = await sendPatiently('GET', 'login/qrcode', {...who, CompanyID: login.CompanyID});
    $('enrol').hidden = answer.status !== 200;
    $('enrol-address').textContent = answer.text;
  }
  note('Enter the code from your authenticator app.');
}

async function askForCompany(token) {
  state.token = token;
  const answer = await send('GET', 'logins/currentuser/companies', {StartPage: '-1'});
  state.token = '';
  const companies = answer.status === 200 ? JSON.parse(answer.text) : [];
  $('company').replaceChildren(...companies.map(company => element('option', {value: company.ID}, company.CompanyName || company.ID)));
  $('company-row').hidden = false;
  $('company').focus();
  note('You have accounts in several companies; choose one and log in again.');
}

/** Goes on with a token, if it is good. */
async function begin(token) {
  state.token = token;
  const [user, company] = await Promise.all([send('GET', 'logins/currentuser'), send('GET', 'companies/currentcompany')]);
  if (user.status !== 200) {
    end(user.text);
    return;
  }
  state.user = JSON.parse(user.text);
  sessionStorage.setItem(TOKEN, token);
  const rights = Object.keys(state.user).filter(name => name.startsWith('Is') && state.user[name] === true).map(name => name.slice(2));
  const at = company.status === 200 ? JSON.parse(company.text) : {};
  $('who').replaceChildren(element('strong', null, state.user.Email || state.user.UserName), ' at ', at.CompanyName || at.ID || 'no company',
    element('span', {class: 'quiet'}, rights.length ? ' (' + rights.join(', ') + ')' : ''));
  $('password').value = '';
  $('code').value = '';
  note('');
  showAccount();
}

/** Forgets the token. */
function end(why) {
  state.token = '';
  state.user = null;
  sessionStorage.removeItem(TOKEN);
  showAccount();
  note(why || '', Boolean(why));
}

function showAccount() {
  const loggedIn = Boolean(state.user);
  $('login').hidden = loggedIn;
  $('user-bar').hidden = !loggedIn;
  for (const row of ['company-row', 'code-row', 'enrol']) {
    $(row).hidden = true;
  }
  $('company').replaceChildren();
  $('token').value = '';
  hintAtToken();
}

/* The list of calls */

function readCalls() {
  for (const [pattern, path] of Object.entries(state.api.paths)) {
    for (const [method, operation] of Object.entries(path)) {
      state.calls.push({method: method.toUpperCase(), pattern, path: pattern.slice('/api/'.length), ...operation});
    }
  }
}

const hashOf = call => '#' + call.method + '/' + call.path;

function showList() {
  const words = $('search').value.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = call => words.every(word => (call.method + ' ' + call.path + ' ' + call.summary).toLowerCase().includes(word));
  const found = state.calls.filter(fits);
  $('found').textContent = found.length === state.calls.length ? found.length + ' calls' : found.length + ' of ' + state.calls.length + ' calls';
  const sections = new Map();
  for (const call of found) {
    sections.set(call.tags[0], [...(sections.get(call.tags[0]) || []), call]);
  }
  $('list').replaceChildren(...[...sections].map(([title, calls]) =>
    element('section', null, element('h3', null, title), element('ul', null, ...calls.map(listed)))));
}

function listed(call) {
  return element('li', null,
    element('a', {href: hashOf(call), 'aria-current': call === state.shown ? 'true' : null},
      element('span', {class: 'method ' + call.method}, call.method),
      element('span', {class: 'path'}, call.path, element('small', null, call.summary))));
}

/* One call */

function showCall() {
  const wanted = decodeURIComponent(location.hash);
  const call = state.calls.find(one => hashOf(one) === wanted);
  if (!call || call === state.shown) {
    return;
  }
  state.shown = call;
  showList();
  document.title = call.method + ' ' + call.path + ' – ITR API';
  const parameters = (call.parameters || []).map(resolved);
  const inPath = parameters.filter(one => one.in === 'path');
  const headers = parameters.filter(one => one.in === 'header' && one.name !== 'BrowserID');
  const form = element('form', {id: 'request', novalidate: true, onsubmit: sendCall, onkeydown: sendByKey},
    group('Path', inPath), group('Headers', headers), bodyGroup(call),
    element('div', {class: 'buttons'},
      element('button', {class: 'main', id: 'send', 'aria-keyshortcuts': 'Control+Enter'}, 'Send'),
      element('span', {class: 'quiet by-key'}, 'or Ctrl+Enter'),
      element('span', {class: 'bad', id: 'token-hint', role: 'status'})));
  $('call').replaceChildren(
    element('h2', null, element('span', {class: 'method ' + call.method}, call.method), element('span', {class: 'path'}, call.pattern)),
    element('p', null, element('strong', null, call.summary + '.')),
    ...call.description.split('\n\n').map(line => element('p', {class: 'help'}, line)),
    form, element('section', {id: 'answer', 'aria-label': 'Answer'}));
  hintAtToken();
  if (matchMedia('(max-width: 52rem)').matches) {
    $('calls').open = false;
  }
  $('call').focus();
  $('call').scrollIntoView({block: 'nearest'});
}

/** Which value a field had when it was shown last: of the same entity for ids, so that a saved object can be read. */
const keyOf = parameter => (parameter.in === 'path' ? state.shown.path.split('/')[0] + ' ' : '') + parameter.name;

function group(title, parameters) {
  return parameters.length === 0 ? null
    : element('fieldset', {class: 'given'}, element('legend', null, title), element('div', {class: 'fields'}, ...parameters.map(field)));
}

function field(parameter) {
  const schema = parameter.schema || {};
  const options = {name: parameter.name, 'data-in': parameter.in, required: parameter.required, autocomplete: 'off', spellcheck: 'false',
    onchange: event => state.typed.set(keyOf(parameter), event.target.value)};
  const isSecret = parameter.name === 'Password';
  const input = schema.enum
    ? element('select', options, element('option', {value: ''}, schema.default ? '(' + schema.default + ')' : ''),
      ...schema.enum.map(value => element('option', null, value)))
    : element('input', {...options, type: isSecret ? 'password' : 'text', placeholder: schema.default === undefined ? '' : String(schema.default)});
  input.value = isSecret ? '' : state.typed.get(keyOf(parameter)) || '';
  const isId = parameter.in === 'path' && schema.format === 'uuid';
  if (isId) {
    input.placeholder = 'a uuid';
  }
  const helpId = 'help-' + parameter.name;
  if (parameter.description) {
    input.setAttribute('aria-describedby', helpId);
  }
  const label = element('label', null, parameter.name, input);
  const make = element('button', {type: 'button', title: 'Generate a new id', onclick: () => {
    input.value = crypto.randomUUID ? crypto.randomUUID() : '';
    input.dispatchEvent(new Event('change'));
  }}, 'New');
  return isId ? element('div', {class: 'with-button'}, label, make)
    : element('div', null, label, parameter.description ? element('p', {class: 'help', id: helpId}, parameter.description) : null);
}

function bodyGroup(call) {
  if (!call.requestBody) {
    return null;
  }
  const [type, media] = Object.entries(call.requestBody.content)[0];
  if (media.example === undefined) {
    return element('fieldset', null, element('legend', null, 'Body'),
      element('label', null, 'File', element('input', {type: 'file', id: 'file'})));
  }
  const example = type === 'application/json' ? JSON.stringify(media.example, null, 2) : String(media.example);
  const area = element('textarea', {id: 'body', spellcheck: 'false', 'aria-label': 'Body',
    onchange: event => state.typed.set('body of ' + call.operationId, event.target.value)});
  const kept = state.typed.get('body of ' + call.operationId);
  area.value = kept === undefined ? example : kept;
  const fill = text => () => {
    area.value = text;
    area.dispatchEvent(new Event('change'));
    area.focus();
  };
  return element('fieldset', null, element('legend', null, 'Body'), area,
    element('div', {class: 'buttons'},
      element('button', {type: 'button', onclick: fill(example)}, 'Example'),
      element('button', {type: 'button', onclick: fill('')}, 'Empty'),
      element('span', {class: 'quiet'}, type === 'application/json' ? 'Fields that you omit are not changed.' : '')),
    fieldTable(media.schema));
}

/** What the fields of a body are. */
function fieldTable(schema) {
  const object = [schema, ...(schema.oneOf || [])].map(resolved).find(one => one.properties);
  if (!object) {
    return null;
  }
  const rows = Object.entries(object.properties).map(([name, one]) => element('tr', null,
    element('th', {scope: 'row'}, name),
    element('td', null, [].concat(one.type || 'JSON').join(' or ') + (one.maxLength ? ', at most ' + one.maxLength + ' characters' : '') + (one.format ? ', ' + one.format : '')),
    element('td', null, one.default === undefined ? '' : JSON.stringify(one.default)),
    element('td', null, one.description || '')));
  return element('details', null, element('summary', null, 'Fields'),
    element('div', {class: 'table'}, element('table', null,
      element('thead', null, element('tr', null, ...['Field', 'Type', 'Default', ''].map(title => element('th', {scope: 'col'}, title)))),
      element('tbody', null, ...rows))));
}

function hintAtToken() {
  const hint = $('token-hint');
  if (hint) {
    hint.textContent = state.shown.security.length > 0 && !state.token ? 'You are not logged in.' : '';
  }
}

function sendByKey(event) {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    $('request').requestSubmit();
  }
}

async function sendCall(event) {
  event.preventDefault();
  const call = state.shown;
  const inputs = [...$('request').querySelectorAll('[data-in]')];
  const missing = inputs.find(input => input.required && input.value === '');
  if (missing) {
    missing.focus();
    showFailure(missing.name + ' is part of the path and must be filled in.');
    return;
  }
  const headers = {};
  let path = call.path;
  for (const input of inputs) {
    if (input.dataset.in === 'path') {
      path = path.replace('{' + input.name + '}', encodeURIComponent(input.value));
    } else {
      headers[input.name] = input.value;
    }
  }
  const file = $('file') && $('file').files[0];
  const body = file || ($('body') && $('body').value !== '' ? $('body').value : undefined);
  $('send').disabled = true;
  try {
    const answer = await send(call.method, path, headers, body, call.security.length === 0);
    if (call === state.shown) {
      showAnswer(call, path, headers, file ? null : body, answer);
    }
  } catch (failure) {
    showFailure('There was no answer: ' + failure.message);
  } finally {
    $('send').disabled = false;
  }
}

function showFailure(text) {
  $('answer').replaceChildren(element('p', {class: 'bad', role: 'alert'}, text));
  $('answer').scrollIntoView({block: 'nearest'});
}

function showAnswer(call, path, headers, body, answer) {
  const size = answer.blob.size < 2000 ? answer.blob.size + ' bytes' : (answer.blob.size / 1000).toFixed(1) + ' kB';
  const text = pretty(answer);
  const save = element('button', {type: 'button', onclick: () => saveFile(answer)}, 'Save');
  const copy = text === null ? null : element('button', {type: 'button', onclick: event => copyText(event.target, text)}, 'Copy');
  const command = curl(call, path, headers, body);
  $('answer').replaceChildren(
    element('fieldset', null, element('legend', null, 'Answer'),
      element('p', {id: 'status', role: 'status', class: answer.status < 400 ? 'good' : 'bad'},
        answer.status + ' ' + answer.reason + ' · ' + answer.time.toFixed(0) + ' ms · ' + size),
      text === null ? element('p', null, 'Binary content of type ' + answer.type) : shownText(text),
      element('div', {class: 'buttons'}, copy, save),
      element('details', null, element('summary', null, 'Response headers'),
        element('pre', {class: 'wrap'}, answer.headers.map(([name, value]) => name + ': ' + value).join('\n'))),
      element('details', null, element('summary', null, 'As a curl command'), element('pre', {class: 'wrap', id: 'curl'}, command))));
  $('answer').scrollIntoView({block: 'nearest'});
  if (answer.text === 'Invalid or expired token' && state.token) {
    end('Your token has expired; log in again.');
  }
}

function pretty(answer) {
  if (answer.text !== null && /^\s*[[{]/.test(answer.text)) {
    try {
      return JSON.stringify(JSON.parse(answer.text), null, 2);
    } catch (failure) {
      // It only looked like JSON.
    }
  }
  return answer.text;
}

function shownText(text) {
  return element('div', null,
    element('pre', {id: 'answer-body', tabindex: '0', 'aria-label': 'Body of the answer'}, text.slice(0, LONGEST_SHOWN)),
    text.length > LONGEST_SHOWN ? element('p', {class: 'quiet'}, 'Truncated; save it to see everything.') : null);
}

function saveFile(answer) {
  const url = URL.createObjectURL(answer.blob);
  element('a', {href: url, download: 'answer' + (/json/.test(answer.type) ? '.json' : '.txt')}).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

async function copyText(button, text) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch (failure) {
    button.textContent = 'Not allowed';
  }
}

/** The call as a command; secrets are left to the shell's variables. */
function curl(call, path, headers, body) {
  const quoted = text => "'" + String(text).replace(/'/g, "'\\''") + "'";
  const parts = ['curl -X ' + call.method];
  if (state.token && call.security.length > 0) {
    parts.push('-H "SessionID: $TOKEN"');
  }
  for (const [name, value] of Object.entries(headers)) {
    if (value !== '') {
      parts.push(name === 'Password' ? '-H "Password: $PASSWORD"' : '-H ' + quoted(name + ': ' + value));
    }
  }
  if (body) {
    parts.push('--data-binary ' + quoted(body));
  }
  parts.push(quoted(new URL(path, document.baseURI).href));
  return parts.join(' \\\n  ');
}

/* Beginning */

async function start() {
  $('login').addEventListener('submit', logIn);
  $('token-form').addEventListener('submit', event => {
    event.preventDefault();
    begin($('token').value.trim());
  });
  $('logout').addEventListener('click', async () => {
    await send('POST', 'logout');
    end('');
  });
  $('search').addEventListener('input', showList);
  addEventListener('hashchange', showCall);
  addEventListener('keydown', event => {
    if (event.key === '/' && !/^(input|textarea|select)$/i.test(event.target.tagName)) {
      event.preventDefault();
      $('calls').open = true;
      $('search').focus();
    }
  });
  const answer = await send('GET', 'openapi');
  state.api = JSON.parse(answer.text);
  $('version').textContent = state.api.info.version;
  readCalls();
  showList();
  showCall();
  const kept = sessionStorage.getItem(TOKEN);
  if (kept) {
    await begin(kept);
  }
}

start().catch(failure => note('This page could not start: ' + failure.message, true));
