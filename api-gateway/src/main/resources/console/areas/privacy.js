/* Privacy: what is known of a person, erasing persons, the receipts of that, and the rules that say when it is due. */

import {ask, call, confirmed, download, html, moment, nothing, number, pageHeaders, pager, table} from '../lib.js';

const NOBODY = '00000000-0000-0000-0000-000000000000';

const CAUSES = {
  REQUEST: 'on request', RETENTION: 'by a retention rule', COMMAND_LINE: 'from the command line',
};
const REMOVED = {
  persons: 'Persons', logins: 'Accounts', sessions: 'Sessions', sessionTests: 'Tests', reports: 'Reports', files: 'Files',
  mailsNotSent: 'Queued mails',
};
const KEPT = {
  events: 'Events in history', creditUsages: 'Credit usages', gatheredResults: 'Results gathered for research',
  fileNames: 'Names of files in history', notes: 'Notes in the audit trail',
};

const nameOf = person => `${person.FirstName || ''} ${person.LastName || ''}`.trim() || person.EMail || person.ID;

/** A new ID; crypto.randomUUID() is not to be had on addresses without TLS. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The pages of the area, for all of them to begin with. */
function pagesOf(at, here) {
  const pages = [['privacy', 'Persons'], ['privacy/receipts', 'Receipts'], ['privacy/rules', 'Retention rules']];
  return html`
    <nav class="buttons" aria-label="Privacy">${pages.map(([path, title]) => html`
      <a class="button" href=${at.link(path)} aria-current=${title === here ? 'page' : nothing}>${title}</a>`)}
    </nav>`;
}

/* Persons */

async function persons(at) {
  const text = at.query.get('text') || '';
  const rows = await ask('persons', {headers: pageHeaders(at.query, {SearchField: text, Sort: 'LastName'}), signal: at.signal});
  const search = event => {
    event.preventDefault();
    at.go('privacy', {text: event.target.elements.text.value.trim()});
  };
  at.show(html`
    <h1>Privacy</h1>
    ${pagesOf(at, 'Persons')}
    <section class="card">
      <form @submit=${search} role="search">
        <label>Name or e-mail <input name="text" type="search" .value=${text}></label>
        <div class="buttons"><button class="main">Search</button></div>
      </form>
      ${table([
        {title: 'Name', of: row => html`<a href=${at.link('privacy/persons/' + row.ID)}>${nameOf(row)}</a>`},
        {title: 'E-mail', of: row => row.EMail},
        {title: 'Archived', of: row => (row.Active ? 'no' : 'yes')},
      ], rows, {caption: 'Persons', empty: 'No person was found.'})}
      ${pager(at, rows)}
    </section>`);
}

async function person(at) {
  const {id} = at.params;
  const row = await ask('persons/' + id, {signal: at.signal});
  const show = (note, failed) => at.show(html`
    <h1>${nameOf(row)}</h1>
    ${pagesOf(at, 'Persons')}
    ${note ? html`<p class=${failed ? 'note bad' : 'note good'} role=${failed ? 'alert' : 'status'}>${note}</p>` : nothing}
    <section class="card">
      <dl class="facts">
        <dt>ID</dt><dd><code>${row.ID}</code></dd>
        <dt>E-mail</dt><dd>${row.EMail || 'none'}</dd>
        <dt>Archived</dt><dd>${row.Active ? 'no' : 'yes'}</dd>
      </dl>
    </section>
    <div class="cards">
      <section class="card">
        <h2>Export</h2>
        <p>Everything known about this person as one ZIP file, with a readable page and the same data as JSON. The export
          is recorded in the audit trail.</p>
        <div class="buttons"><button class="main" @click=${handOut}>Download the archive</button></div>
      </section>
      <section class="card">
        <h2>Erase</h2>
        <p>Removes the person with account, sessions, tests, reports and files. Nobody can read the personal data in history
          any more. A receipt lists what was removed without naming the person.</p>
        <div class="buttons"><button class="danger" @click=${erase}>Erase this person</button></div>
      </section>
    </div>`);
  async function handOut() {
    try {
      await download(`privacy/persons/${id}/archive`, `person-${id}.zip`, {signal: at.signal});
      show('The archive is being downloaded.');
    } catch (failure) {
      show(failure.message, true);
    }
  }
  async function erase() {
    if (!await confirmed(`Erase ${nameOf(row)} permanently? This cannot be undone.`, 'Erase')) {
      return;
    }
    try {
      const receipt = await ask('privacy/persons/' + id, {method: 'DELETE'});
      at.go('privacy/receipts/' + receipt.ID, {new: 'y'});
    } catch (failure) {
      show(failure.message, true);
    }
  }
  show('');
}

/* Receipts */

const signature = row => (row.SignatureIsValid
  ? html`<span class="good">valid</span>`
  : html`<strong class="bad">not valid</strong>`);

async function receipts(at) {
  const rows = await ask('privacy/receipts', {headers: pageHeaders(at.query), signal: at.signal});
  at.show(html`
    <h1>Erasure receipts</h1>
    ${pagesOf(at, 'Receipts')}
    <section class="card">
      ${table([
        {title: 'When', of: row => html`<a href=${at.link('privacy/receipts/' + row.ID)}>${moment(row.CreateDate)}</a>`},
        {title: 'Why', of: row => CAUSES[row.Cause] || row.Cause},
        {title: 'Receipt', of: row => html`<code>${row.ID}</code>`},
        {title: 'Signature', of: signature},
      ], rows, {caption: 'Receipts', empty: 'Nobody has been erased yet.', mark: row => !row.SignatureIsValid})}
      ${pager(at, rows)}
    </section>`);
}

/** Who it was, as far as that can still be told. */
async function userName(id, signal) {
  if (id === NOBODY) {
    return 'The server';
  }
  try {
    const login = await ask('logins/' + id, {signal});
    return login.UserName || login.Email || id;
  } catch {
    return id;
  }
}

async function receipt(at) {
  const row = await ask('privacy/receipts/' + at.params.id, {signal: at.signal});
  const told = JSON.parse(row.Document);
  const by = await userName(row.UserID, at.signal);
  const keep = () => download('privacy/receipts/' + row.ID, `receipt-${row.ID}.json`);
  at.show(html`
    <h1>Erasure receipt</h1>
    ${pagesOf(at, 'Receipts')}
    ${at.query.get('new') ? html`<p class="note good" role="status">The person was erased. This is the receipt.</p>` : nothing}
    <section class="card">
      <p>${by} erased a person ${CAUSES[row.Cause] || row.Cause} on ${moment(row.CreateDate)}.</p>
      <dl class="facts">
        <dt>Receipt</dt><dd><code>${row.ID}</code></dd>
        <dt>Keys destroyed</dt><dd>${number(told.keysDestroyed)}</dd>
        <dt>Position in history</dt><dd><code>${told.position}</code></dd>
        ${told.rule ? html`<dt>Retention rule</dt><dd><code>${told.rule}</code></dd>` : nothing}
        <dt>Signature</dt><dd>${signature(row)} <code>${row.Signature}</code></dd>
      </dl>
      <div class="buttons"><button @click=${keep}>Download the receipt</button></div>
    </section>
    <div class="cards">
      <section class="card">
        ${table([
          {title: 'What', of: ([what]) => REMOVED[what] || what},
          {title: 'Number', of: ([, count]) => number(count), kind: 'number'},
        ], Object.entries(told.removed), {caption: 'Removed'})}
      </section>
      <section class="card">
        ${table([
          {title: 'What', of: one => KEPT[one.what] || one.what},
          {title: 'Number', of: one => number(one.count), kind: 'number'},
          {title: 'Why', of: one => one.why},
        ], told.kept, {caption: 'Kept', empty: 'Nothing was kept.'})}
      </section>
    </div>`);
}

/* Retention rules */

const terms = (rule, organisations) => [
  `${number(rule.Months)} months after the last activity`,
  rule.ArchivedOnly ? 'archived persons only' : '',
  rule.OrganisationID === NOBODY ? '' : `of ${organisations.get(rule.OrganisationID) || rule.OrganisationID}`,
].filter(Boolean).join(', ');

const TERMS = ['Months', 'OrganisationID', 'ArchivedOnly'];

async function organisationNames(signal) {
  const rows = await ask('organisations', {headers: {StartPage: '-1'}, signal});
  return new Map(rows.map(row => [row.ID, row.Name]));
}

async function rules(at) {
  const [rows, organisations, next] = await Promise.all([
    ask('privacy/retention', {headers: {StartPage: '-1'}, signal: at.signal}),
    organisationNames(at.signal),
    ask('privacy/retention/preview', {headers: pageHeaders(at.query), signal: at.signal}),
  ]);
  at.show(html`
    <h1>Retention rules</h1>
    ${pagesOf(at, 'Retention rules')}
    <p>Once a day, active rules erase the persons who are due. Persons who still have something to do are not erased.</p>
    <section class="card">
      ${table([
        {title: 'Rule', of: row => html`<a href=${at.link('privacy/rules/' + row.ID)}>${row.Description || 'Unnamed'}</a>`},
        {title: 'Erases', of: row => terms(row, organisations)},
        {title: 'Active', of: row => (row.Active ? html`<strong>yes</strong>` : 'no')},
      ], rows, {caption: 'Rules', empty: 'There are no rules, so nobody is erased automatically.'})}
      <div class="buttons"><a class="button" href=${at.link('privacy/rules/' + newId())}>New rule</a></div>
    </section>
    <section class="card">
      <h2>Due now</h2>
      ${due(at, next, rows)}
    </section>`);
}

/** Whom rules would erase now. */
function due(at, preview, known) {
  const named = new Map(known.map(rule => [rule.ID, rule.Description || 'unnamed']));
  return html`
    <p>${preview.Total === 1 ? '1 person is' : `${number(preview.Total)} persons are`} due.</p>
    ${table([
      {title: 'Name', of: row => html`<a href=${at.link('privacy/persons/' + row.ID)}>${nameOf(row)}</a>`},
      {title: 'E-mail', of: row => row.EMail},
      {title: 'Last activity', of: row => moment(row.LastActivity)},
      {title: 'Rule', of: row => named.get(row.RuleID) || row.RuleID},
    ], preview.Persons, {caption: 'Persons who are due', empty: 'Nobody is due.'})}
    ${pager(at, preview.Persons)}`;
}

async function rule(at) {
  const path = 'privacy/retention/' + at.params.id;
  const organisations = await organisationNames(at.signal);
  const load = async () => {
    const row = await ask(path, {signal: at.signal});
    return {row, preview: await ask(path + '/preview', {headers: pageHeaders(at.query), signal: at.signal})};
  };
  const fresh = {row: {ID: at.params.id, Description: '', Months: 24, ArchivedOnly: false, OrganisationID: NOBODY, Active: false}};
  // The address of a new rule names one that is not there yet.
  let known = await load().catch(failure => {
    if (failure.status === 404) {
      return fresh;
    }
    throw failure;
  });
  const show = (note, failed) => {
    const {row, preview} = known;
    at.show(html`
      <h1>${preview ? row.Description || 'Retention rule' : 'New retention rule'}</h1>
      ${pagesOf(at, 'Retention rules')}
      ${note ? html`<p class=${failed ? 'note bad' : 'note good'} role=${failed ? 'alert' : 'status'}>${note}</p>` : nothing}
      <form class="card" @submit=${save}>
        <div class="fields">
          <label>Name <input name="Description" maxlength="200" .value=${row.Description}></label>
          <label>Months after the last activity
            <input name="Months" type="number" min="1" max="1200" required .value=${String(row.Months)}></label>
          <label>Persons of <select name="OrganisationID">
            <option value=${NOBODY} ?selected=${row.OrganisationID === NOBODY}>any organisation or none</option>
            ${[...organisations].map(([id, name]) => html`
              <option value=${id} ?selected=${row.OrganisationID === id}>${name}</option>`)}
          </select></label>
          <label><input name="ArchivedOnly" type="checkbox" .checked=${row.ArchivedOnly}>Archived persons only</label>
          <label><input name="Active" type="checkbox" .checked=${row.Active}>Active</label>
        </div>
        <div class="buttons">
          <button class="main">Save</button>
          ${preview ? html`<button type="button" class="danger" @click=${remove}>Remove the rule</button>` : nothing}
        </div>
      </form>
      ${preview ? html`<section class="card"><h2>Persons it would erase now</h2>${due(at, preview, [row])}</section>` : nothing}`);
  };
  /** Saves the rule; what switching it on does, or other terms while it is on, is shown, and asked, first. */
  async function save(event) {
    event.preventDefault();
    const form = event.target.elements;
    const row = {
      Description: form.Description.value, Months: Number(form.Months.value), OrganisationID: form.OrganisationID.value,
      ArchivedOnly: form.ArchivedOnly.checked, Active: form.Active.checked,
    };
    try {
      const isOn = known.preview && known.row.Active;
      let note = 'The rule was saved.';
      if (row.Active && !(isOn && TERMS.every(name => row[name] === known.row[name]))) {
        const {Total: total} = await ask('privacy/retention/preview', {method: 'POST', body: row, signal: at.signal});
        const what = `will erase ${total === 1 ? '1 person' : number(total) + ' persons'} at its next run, and others when they become due.`;
        if (isOn && !await confirmed(`With these terms, this rule ${what} Change it?`, 'Change')) {
          show('The rule was not changed.');
          return;
        }
        if (!isOn && !await confirmed(`If activated, this rule ${what} Activate it?`, 'Activate')) {
          row.Active = false;
          note = 'The rule was saved but not activated.';
        }
      }
      await call(path, {method: 'POST', body: row});
      known = await load();
      show(note);
    } catch (failure) {
      show(failure.message, true);
    }
  }
  async function remove() {
    if (await confirmed('Remove this rule? Persons it has already erased remain erased.', 'Remove')) {
      try {
        await call(path, {method: 'DELETE'});
        at.go('privacy/rules');
      } catch (failure) {
        show(failure.message, true);
      }
    }
  }
  show('');
}

export const area = {
  path: 'privacy',
  title: 'Privacy',
  isFor: user => user.IsMasterUser || user.IsOrganisationSupervisor,
  pages: {
    '': persons, 'persons/:id': person, receipts, 'receipts/:id': receipt, rules, 'rules/:id': rule,
  },
};
