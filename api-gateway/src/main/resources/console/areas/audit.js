/* For auditors: what happened, the life of an object, a session played again, and the proof that nothing was altered. */

import {ask, call, download, formValues, html, moment, nothing, number, pageHeaders, pager, pause, progress, span, svg, table} from '../lib.js';

const KINDS = {CHANGE: 'change', REFUSAL: 'refusal', READ: 'read'};
const MORE = ['UserID', 'EventType', 'Entity', 'ObjectID', 'SessionID', 'CorrelationID', 'Address'];

/** What stands in the place of a company for the master space. */
const MASTER_SPACE = '00000000-0000-0000-0000-000000000000';

/** The company that a master user looks at: one of all, or every one of them. */
const scope = at => ({CompanyID: at.query.get('company') || ''});

/** The address of another page of this area, of the same company. */
const to = (at, path, query = {}) => at.link('audit' + path, {company: at.query.get('company'), ...query});

const lifeOf = (at, entity, id, query) => to(at, `/object/${entity}/${encodeURIComponent(id)}`, query);

/** The path of an object's history; the ID of a file has three parts. */
const historyOf = (entity, id) => `history/${entity}/${id.split('/').map(encodeURIComponent).join('/')}`;

/** A value as a reader wants to see it: texts as they are, trees as JSON. */
function value(of) {
  if (of === undefined || of === null || of === '') {
    return html`<span class="quiet">none</span>`;
  }
  return typeof of === 'object' ? html`<code>${JSON.stringify(of, null, 1)}</code>` : String(of);
}

const marks = row => html`${row.Kind === 'CHANGE' ? nothing : html`<mark>${KINDS[row.Kind] || row.Kind}</mark>`}
  ${row.IsHidden ? html`<mark>hidden from the audit trail</mark>` : nothing}`;

const who = row => row.UserName || row.UserID || 'unknown';

/* Searching */

/** A text without what ends a value in a Filter header. */
const plain = text => text.replace(/['",]/g, '').trim();

/** The Filter header for what the form asks. */
function filterOf(query) {
  const conditions = [...MORE, 'Kind'].filter(name => query.get(name))
    .map(name => `${name}='${plain(query.get(name))}'`);
  if (query.get('name')) {
    conditions.push(`UserName%=%${plain(query.get('name'))}%`);
  }
  for (const [name, operator] of [['from', '>='], ['to', '<=']]) {
    const at = new Date(query.get(name) || '');
    if (!Number.isNaN(at.getTime())) {
      conditions.push(`Moment${operator}${at.toISOString()}`);
    }
  }
  return conditions.join(',');
}

/** The companies that a master user can choose of. */
async function companies(at) {
  return at.user.IsMasterUser ? ask('companies', {headers: {StartPage: '-1', Sort: 'CompanyName'}, signal: at.signal}) : [];
}

/**
 * @param choices the companies to choose of
 * @param rows what was found, whose kinds and events are offered
 */
function searchForm(at, choices, rows) {
  const given = name => at.query.get(name) || '';
  const field = (name, title, type = 'text') => html`<label>${title} <input name=${name} type=${type} .value=${given(name)}></label>`;
  const offered = (name, title) => html`
    <label>${title} <input name=${name} .value=${given(name)} list=${'offered-' + name}>
      <datalist id=${'offered-' + name}>${[...new Set(rows.map(row => row[name]))].sort().map(each => html`<option value=${each}></option>`)}</datalist></label>`;
  const submit = event => {
    event.preventDefault();
    at.go('audit', formValues(event.target));
  };
  return html`
    <form class="card" @submit=${submit} aria-label="Search">
      <div class="fields">
        <label>Text <input name="text" placeholder="all of these words" .value=${given('text')}></label>
        ${field('name', 'Who')}
        <label>Type <select name="Kind">
          <option value="">all</option>
          ${Object.entries(KINDS).map(([name, title]) => html`<option value=${name} ?selected=${given('Kind') === name}>${title}s</option>`)}
        </select></label>
        ${field('from', 'From', 'datetime-local')}
        ${field('to', 'To', 'datetime-local')}
        ${choices.length ? html`
          <label>Company <select name="company">
            <option value="">all companies</option>
            <option value=${MASTER_SPACE} ?selected=${given('company') === MASTER_SPACE}>master space</option>
            ${choices.map(each => html`<option value=${each.ID} ?selected=${given('company') === each.ID}>${each.CompanyName || each.ID}</option>`)}
          </select></label>` : nothing}
      </div>
      <details ?open=${MORE.some(name => given(name))}>
        <summary>More filters</summary>
        <div class="fields">
          ${offered('EventType', 'Event')}
          ${offered('Entity', 'Object type')}
          ${field('ObjectID', 'Object ID')}
          ${field('UserID', 'User ID')}
          ${field('SessionID', 'Session ID')}
          ${field('Address', 'Address')}
          ${field('CorrelationID', 'Call (correlation ID)')}
        </div>
      </details>
      <div class="buttons"><button class="main">Search</button> <a class="button" href=${at.link('audit')}>Clear</a></div>
    </form>`;
}

async function search(at) {
  const [choices, rows] = await Promise.all([
    companies(at),
    ask('history', {
      headers: pageHeaders(at.query, {Filter: filterOf(at.query), SearchField: at.query.get('text'), ...scope(at)}), signal: at.signal,
    }),
  ]);
  const named = Object.fromEntries(choices.map(each => [each.ID, each.CompanyName]));
  const save = (format, note) => async () => {
    try {
      await download(`history/export/${format}`, `history.${format}`, {
        headers: {Filter: filterOf(at.query), SearchField: at.query.get('text'), ...scope(at)}, signal: at.signal,
      });
    } catch (failure) {
      show(failure.message);
    }
  };
  const show = failure => at.show(html`
    <h1>History</h1>
    <p>Every change, every refused call and every read of results.
      <a href=${at.link('audit/verification')}>Verify history</a></p>
    ${failure ? html`<p class="note bad" role="alert">${failure}</p>` : nothing}
    ${searchForm(at, choices, rows)}
    <section class="card" aria-label="Results">
      ${table([
        {title: 'When', of: row => moment(row.Moment)},
        {title: 'What happened', of: row => html`<a href=${to(at, '/event/' + row.ID, {company: row.CompanyID})}>${row.Story}</a> ${marks(row)}`},
        {title: 'Who', of: row => html`<a href=${to(at, '', {UserID: row.UserID})}>${who(row)}</a>`},
        {title: 'From where', of: row => row.Address},
        {title: 'Object', of: row => html`${row.Entity}`},
        ...(choices.length ? [{title: 'Company', of: row => (row.CompanyID === MASTER_SPACE ? 'master space' : named[row.CompanyID] || row.CompanyID)}] : []),
      ], rows, {empty: 'No entries were found.'})}
      ${pager(at, rows)}
      <div class="buttons">
        <button @click=${save('csv')}>Export all as CSV</button>
        <button @click=${save('jsonl')}>Export all as JSON lines</button>
      </div>
    </section>`);
  show('');
}

/* One event */

function changesTable(changes, caption) {
  return table([
    {title: 'Field', of: change => html`${change.Field}${change.Part ? html` <span class="quiet">${change.Part}</span>` : nothing}`},
    {title: 'Before', of: change => value(change.Before)},
    {title: 'After', of: change => value(change.After)},
  ], changes, {caption, empty: 'No field changed.'});
}

const facts = pairs => html`
  <dl class="facts">${pairs.filter(([, of]) => of !== '' && of !== null && of !== undefined && of !== nothing)
    .map(([title, of]) => html`<dt>${title}</dt><dd>${of}</dd>`)}</dl>`;

const erased = html`<p class="note">Personal fields of this event were erased and can no longer be read.</p>`;

async function event(at) {
  const told = await ask('history/events/' + encodeURIComponent(at.params.id), {headers: scope(at), signal: at.signal});
  // The same ID can be that of an object of another company, or of the master space.
  const company = told.CompanyID;
  at.show(html`
    <h1>${told.Story}</h1>
    <section class="card">
      ${facts([
        ['When', moment(told.Moment)], ['Who', who(told)], ['From', told.Address], ['Browser', told.Browser],
        ['Token session', told.TokenSession], ['Command', told.Command],
        ['Call', html`<a href=${at.link('audit', {CorrelationID: told.CorrelationID})}>everything in call ${told.CorrelationID}</a>`],
        ['Caused by', told.CausationID],
        ['Object', html`<a href=${lifeOf(at, told.Entity, told.ObjectID, {company})}>${told.Entity} ${told.ObjectID}</a>`],
      ])}
      ${told.Entity === 'sessions' ? html`<a class="button" href=${to(at, '/replay/' + told.ObjectID, {company})}>Replay the session</a>` : nothing}
    </section>
    <section class="card"><h2>What changed</h2>${told.Erased ? erased : nothing}${changesTable(told.Changes, 'Fields before and after')}</section>
    <section class="card">
      <h2>As stored</h2>
      ${facts([
        ['Event', `${told.EventType}, revision ${told.Revision}`], ['Event ID', html`<code>${told.EventID}</code>`],
        ['Aggregate', html`${told.AggregateType} <code>${told.Aggregate}</code>, event ${told.SequenceNumber}`],
        ['Hash', html`<code>${told.Hash}</code>`],
        ['Previous hash', told.PreviousHash ? html`<code>${told.PreviousHash}</code>` : 'none: this is the first event of its aggregate'],
      ])}
      <h3>Payload</h3><pre tabindex="0">${JSON.stringify(JSON.parse(told.Payload), null, 2)}</pre>
      <h3>Metadata</h3><pre tabindex="0">${JSON.stringify(JSON.parse(told.MetaData), null, 2)}</pre>
    </section>`);
}

/* The life of an object */

/** Why some objects cannot be looked back at: no call reads one of them. */
const NOT_READ = {
  tokens: 'Only its holder can read a token, and history does not contain tokens.',
  files: 'Older contents of files are not kept. The versions above describe them.',
  mails: 'The text of mails is not kept. The versions above show what happened to this one.',
  translations: 'Translations are only read by whole languages. The versions above contain the texts before and after.',
  erasurereceipts: 'A receipt never changes.',
  rebuilds: 'A rebuild is only recorded in history.',
};

/** The call that reads an object, where it is not that of the kind's name. */
const READ_BY = {
  retentionrules: id => 'privacy/retention/' + id,
  sessiontests: async (id, options) => {
    const shown = await ask('sessiontestsview/' + id, options);
    return `sessiontests/${shown.SessionID}/${id}`;
  },
};

/** The object as of a moment. */
async function asOf(at, when) {
  const {entity, id} = at.params;
  const master = at.query.get('company') === MASTER_SPACE ? 'Y' : '';
  const options = {headers: {AsOf: new Date(when).toISOString(), MASTER: master}, signal: at.signal};
  const path = READ_BY[entity] ? await READ_BY[entity](encodeURIComponent(id), options) : `${entity}/${encodeURIComponent(id)}`;
  // A setting is answered as the text that it is.
  const object = entity === 'systemsettings' ? {[id]: await (await call(path, options)).text()} : await ask(path, options);
  return html`<h3>As of ${moment(when)}</h3>${facts(Object.entries(object).map(([name, of]) => [name, value(of)]))}`;
}

/** What there is to say before somebody looks back, or the form to do it with. */
function lookingBack(at, lookBack, past) {
  const {entity} = at.params;
  const company = at.query.get('company');
  const elsewhere = company && company !== MASTER_SPACE && company !== at.company?.ID;
  const why = NOT_READ[entity] || (elsewhere ? 'To view it as it was, switch to its company above.' : '');
  return why
    ? html`<section class="card"><h2>Past state</h2><p>${why}</p></section>`
    : html`
      <form class="card" @submit=${lookBack}>
        <label>Show the state at <input type="datetime-local" name="when" step="1" required></label>
        <div class="buttons"><button>Show</button></div>
        <div aria-live="polite">${past}</div>
      </form>`;
}

async function life(at) {
  const {entity, id} = at.params;
  const versions = await ask(historyOf(entity, id), {headers: pageHeaders(at.query, scope(at)), signal: at.signal});
  const compare = event => {
    event.preventDefault();
    const {left, right} = formValues(event.target);
    if (left && right) {
      at.go(`audit/compare/${entity}/${encodeURIComponent(id)}/${left}/${right}`, {company: at.query.get('company')});
    }
  };
  const lookBack = async event => {
    event.preventDefault();
    try {
      show(await asOf(at, formValues(event.target).when));
    } catch (failure) {
      show(html`<p class="note bad" role="alert">${failure.message}</p>`);
    }
  };
  const choice = (name, title) => ({
    title, of: row => html`<input type="radio" name=${name} value=${row.Version} required aria-label="${title} version ${row.Version}">`,
  });
  // Mails exist only as events, each of which contains all that is known.
  const isComparable = entity !== 'mails';
  // A note is found by its own ID.
  const entryOf = row => (row.EventType === 'AuditNoteAdded' ? id : row.EventID);
  const show = past => at.show(html`
    <h1>History of ${entity} ${id}</h1>
    ${entity === 'sessions' ? html`<p><a class="button" href=${to(at, '/replay/' + id)}>Replay the session</a></p>` : nothing}
    <form class="card" @submit=${compare}>
      ${table([
        ...(isComparable ? [choice('left', 'Left'), choice('right', 'Right')] : []),
        {title: 'Version', kind: 'number', of: row => row.Version},
        {title: 'When', of: row => moment(row.Moment)},
        {title: 'What happened', of: row => html`<a href=${to(at, '/event/' + entryOf(row))}>${row.Story}</a>`},
        {title: 'Who', of: row => who(row)},
        {title: 'Before and after', of: row => html`${row.Erased ? 'erased' : nothing}${row.Changes.map(change => html`
          <div><strong>${change.Field}</strong> ${change.Part ? html`<span class="quiet">${change.Part}</span>` : nothing}
            ${value(change.Before)} → ${value(change.After)}</div>`)}`},
      ], versions, {caption: 'Versions'})}
      ${isComparable ? html`<div class="buttons"><button class="main">Compare two versions</button></div>` : nothing}
      ${pager(at, versions)}
    </form>
    ${lookingBack(at, lookBack, past)}`);
  show(nothing);
}

async function compare(at) {
  const {entity, id, left, right} = at.params;
  const told = await ask(`${historyOf(entity, id)}/${left}/${right}`, {headers: scope(at), signal: at.signal});
  const head = version => html`${version.Version}: ${version.Story}, ${moment(version.Moment)}, ${who(version)}`;
  const differing = told.Fields.filter(field => field.Differs).length;
  at.show(html`
    <h1>Versions ${left} and ${right} of ${entity} ${id}</h1>
    <p><a href=${lifeOf(at, entity, id)}>All versions</a></p>
    <section class="card">
      ${facts([['Left', head(told.Left)], ['Right', head(told.Right)], ['Differing fields', number(differing)]])}
      ${table([
        {title: 'Field', of: field => html`${field.Field} ${field.Part ? html`<span class="quiet">${field.Part}</span>` : nothing}`},
        {title: 'Version ' + left, of: field => value(field.Left)},
        {title: 'Version ' + right, of: field => value(field.Right)},
      ], told.Fields, {caption: 'Side by side', mark: field => field.Differs})}
    </section>`);
}

/* A session played again */

const LONGEST_WAIT = 3000;
const LABELS = 150;
const WIDTH = 1000;
const LANE = 34;

/** A tree with the part that a JSON pointer names as it is after a change. */
function changed(tree, {Part: part, After: after}) {
  if (!part) {
    return structuredClone(after);
  }
  const keys = part.slice(1).split('/').map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = keys.pop();
  const whole = tree && typeof tree === 'object' ? tree : {};
  const parent = keys.reduce((at, key) => (at[key] && typeof at[key] === 'object' ? at[key] : (at[key] = {})), whole);
  if (after === undefined) {
    delete parent[last];
  } else {
    parent[last] = structuredClone(after);
  }
  return whole;
}

/** The answers on a page: a component and its value each; what else is kept of them is in the events. */
function answers(page, names) {
  if (page && typeof page === 'object' && 'Value' in page) {
    return value(page.Value);
  }
  const parts = page && typeof page === 'object' ? byNames(page, names) : [];
  return parts.length && parts.every(([, part]) => part && typeof part === 'object' && 'Value' in part)
    ? html`<dl class="facts">${parts.map(([name, part]) => html`<dt>${name}</dt><dd>${value(part.Value)}</dd>`)}</dl>`
    : value(page);
}

/**
 * An object by the names that the author gave its keys. Under such a name the same is kept once more, which is left
 * out.
 */
function byNames(tree, names) {
  const twins = new Set(Object.keys(tree).map(key => names[key]).filter(Boolean));
  return Object.entries(tree)
    .filter(([key]) => names[key] || !twins.has(key))
    .map(([key, of]) => [names[key] || key, of]);
}

/** The same for all that is in it. */
function namedTree(tree, names) {
  return tree && typeof tree === 'object' && !Array.isArray(tree)
    ? Object.fromEntries(byNames(tree, names).map(([name, of]) => [name, namedTree(of, names)]))
    : tree;
}

/** What was answered of a test after a step, page by page. */
function answersAfter(steps, last, names) {
  const tree = steps.slice(0, last + 1)
    .filter(step => step.ObjectID === steps[last].ObjectID)
    .flatMap(step => step.Answers)
    .reduce(changed, {});
  return tree && typeof tree === 'object' ? byNames(tree, names) : [['all', tree]].filter(([, of]) => of);
}

/** Changes of answers with the names of screens and components in the place of their keys, each once. */
function namedChanges(changes, names) {
  const named = part => part.split('/').map(key => names[key] || key).join('/');
  const twins = new Set(changes.filter(change => named(change.Part) !== change.Part).map(change => named(change.Part)));
  return changes
    .filter(change => named(change.Part) !== change.Part || !twins.has(change.Part))
    .map(change => ({
      ...change, Part: named(change.Part), Before: namedTree(change.Before, names), After: namedTree(change.After, names),
    }));
}

/** Draws the steps along the time, a lane for the session and for each of its tests. */
function timeLine(steps, now, choose) {
  const lanes = [...new Set(steps.map(step => step.ObjectID))];
  const titles = Object.fromEntries(steps.map(step => [step.ObjectID, step.TestName || (step.Entity === 'sessions' ? 'Session' : 'Test')]));
  const total = Math.max(1, steps[steps.length - 1].SinceStart);
  const x = step => LABELS + (step.SinceStart / total) * (WIDTH - LABELS - 20);
  const y = step => LANE / 2 + lanes.indexOf(step.ObjectID) * LANE;
  const height = lanes.length * LANE;
  return html`
    <svg class="time-line" viewBox="0 0 ${WIDTH} ${height + 18}" role="img" aria-label="Timeline: step ${now + 1} of ${steps.length}">
      ${lanes.map((lane, index) => svg`
        <text x="0" y=${LANE / 2 + index * LANE + 4}>${titles[lane].slice(0, 22)}</text>
        <line class="lane" x1=${LABELS} x2=${WIDTH - 20} y1=${LANE / 2 + index * LANE} y2=${LANE / 2 + index * LANE}></line>`)}
      <line class="now" x1=${x(steps[now])} x2=${x(steps[now])} y1="0" y2=${height}></line>
      ${steps.map((step, index) => svg`
        <circle class=${index <= now ? 'played' : 'to-come'} cx=${x(step)} cy=${y(step)} r=${index === now ? 8 : 5} @click=${() => choose(index)}>
          <title>${step.Story}</title>
        </circle>`)}
      <text x=${LABELS} y=${height + 14}>0</text>
      <text x=${WIDTH - 20} y=${height + 14} text-anchor="end">${span(total)}</text>
    </svg>`;
}

async function replay(at) {
  const told = await ask(`history/sessions/${encodeURIComponent(at.params.id)}/replay`, {headers: scope(at), signal: at.signal});
  const steps = told.Steps;
  let now = 0;
  let speed = 1;
  let playing = null;

  const choose = index => {
    now = Math.max(0, Math.min(steps.length - 1, index));
    show();
  };
  const stop = () => {
    playing?.abort();
    playing = null;
  };
  const step = by => () => {
    stop();
    choose(now + by);
  };
  async function play() {
    if (playing) {
      stop();
      show();
      return;
    }
    playing = new AbortController();
    const {signal} = playing;
    at.signal.addEventListener('abort', stop, {once: true});
    choose(now === steps.length - 1 ? 0 : now);
    try {
      while (now < steps.length - 1) {
        await pause(Math.min(LONGEST_WAIT, steps[now + 1].SincePrevious / speed), signal);
        choose(now + 1);
      }
      stop();
      show();
    } catch (stopped) {
      // Somebody pressed pause, or left the page.
    }
  }
  const keys = event => {
    const by = {ArrowLeft: -1, ArrowRight: 1}[event.key];
    if (by && event.target.tagName !== 'INPUT' && event.target.tagName !== 'SELECT') {
      step(by)();
    }
  };
  const show = () => {
    const current = steps[now];
    const names = told.Names[current.ObjectID] || {};
    at.show(html`
      <h1>Session ${told.Description || told.SessionID}</h1>
      <p><a href=${lifeOf(at, 'sessions', told.SessionID)}>All versions of the session</a></p>
      <section class="card" @keydown=${keys} aria-label="Player">
        <div class="table" tabindex="0" role="region" aria-label="Timeline">${timeLine(steps, now, index => { stop(); choose(index); })}</div>
        <label>Step <input type="range" min="0" max=${steps.length - 1} .value=${String(now)}
          @input=${event => { stop(); choose(Number(event.target.value)); }}></label>
        <div class="buttons">
          <button @click=${step(-1)} ?disabled=${now === 0}>Step back</button>
          <button class="main" @click=${play}>${playing ? 'Pause' : 'Play'}</button>
          <button @click=${step(1)} ?disabled=${now === steps.length - 1}>Step</button>
          <label>Speed <select @change=${event => { speed = Number(event.target.value); }}>
            ${[1, 10, 60, 600].map(times => html`<option value=${times} ?selected=${times === speed}>
              ${times === 1 ? 'real time' : times + '×'}</option>`)}
          </select></label>
          <span class="quiet">Pauses are shortened to ${span(LONGEST_WAIT)}.</span>
        </div>
      </section>
      <div class="cards">
        <section class="card" aria-live="polite">
          <h2>Step ${now + 1} of ${steps.length}: ${current.Story}</h2>
          ${current.Erased ? erased : nothing}
          ${facts([
            ['When', moment(current.Moment)], ['Since the start', span(current.SinceStart)],
            ['Since the previous step', span(current.SincePrevious)], ['Who', who(current)], ['From', current.Address],
            ['Test', current.TestName], ['Page', current.Page === undefined ? '' : String(current.Page)],
            ['Status', current.Status === undefined ? '' : String(current.Status)],
            ['Event', html`<a href=${to(at, '/event/' + current.EventID)}>${current.EventType}</a>`],
          ])}
          ${current.Answers.length ? changesTable(namedChanges(current.Answers, names), 'Answers of this step') : nothing}
          ${current.Changes.length ? changesTable(current.Changes, 'Other changes') : nothing}
        </section>
        <section class="card">
          <h2>Answers so far</h2>
          ${table([
            {title: 'Page', of: ([where]) => where},
            {title: 'Answer', of: ([, of]) => answers(of, names)},
          ], answersAfter(steps, now, names), {empty: 'No answers yet.'})}
        </section>
      </div>`);
  };
  show();
}

/* Proof */

const FOUND = {
  RUNNING: 'Verification in progress', WHOLE: 'History is intact: nothing was altered, added, removed, reordered or cut off.',
  SOMETHING_IS_WRONG: 'History is not intact', FAILED: 'The verification failed; see the log for the reason.',
};

async function verification(at) {
  const begin = async () => {
    try {
      await call('history/verification', {method: 'POST', signal: at.signal});
      await follow('');
    } catch (failure) {
      if (!at.signal.aborted) {
        await follow(failure.message);
      }
    }
  };
  async function follow(failure) {
    let told;
    do {
      told = await ask('history/verification', {signal: at.signal});
      show(told, failure);
      if (told.State === 'RUNNING') {
        await pause(500, at.signal);
      }
    } while (told.State === 'RUNNING');
  }
  const show = (told, failure) => {
    const running = told.State === 'RUNNING';
    at.show(html`
      <h1>Verify history</h1>
      <p>All hashes are recomputed from the stored events and compared with the seals and the file of heads.</p>
      ${failure ? html`<p class="note bad" role="alert">${failure}</p>` : nothing}
      <section class="card" aria-live="polite">
        ${told.State ? html`
          <p class="note ${told.State === 'WHOLE' ? 'good' : running ? '' : 'bad'}">${FOUND[told.State]}</p>
          ${running && told.Total ? progress(told.Verified, told.Total, 'Events verified') : nothing}
          ${facts([
            ['Events', told.Total === undefined ? '' : `${told.Verified.toLocaleString()} of ${told.Total.toLocaleString()}`],
            ['Sealed', told.Sealed === undefined ? '' : `${told.Sealed.toLocaleString()}, in ${told.Seals.toLocaleString()} seals`],
            ['Sealed up to', told.SealedUpTo], ['Last seal', told.SealedAt ? moment(told.SealedAt) : ''],
            ['Not sealed yet', told.Unsealed ? `${told.Unsealed.toLocaleString()}; their own hashes are valid` : ''],
            ['Started', moment(told.Started)], ['Ended', moment(told.Ended)],
            ['Found', told.Finding], ['At', told.Place], ['Meaning', told.Text],
          ])}` : html`<p class="quiet">There has been no verification since the server was started.</p>`}
        ${at.user.IsMasterUser
          ? html`<div class="buttons"><button class="main" @click=${begin} ?disabled=${running}>Verify now</button></div>`
          : html`<p class="quiet">History covers all companies on this server, so only master users can start a verification.</p>`}
      </section>`);
  };
  await follow('');
}

export const area = {
  path: 'audit',
  title: 'Audit',
  isFor: user => user.IsMasterUser || user.IsOrganisationSupervisor,
  pages: {
    '': search, 'event/:id': event, 'object/:entity/:id': life, 'compare/:entity/:id/:left/:right': compare,
    'replay/:id': replay, verification,
  },
};
