/* For those who manage the server: views and their rebuilds, how they compare with history, and what was given up. */

import {ask, call, confirmed, html, moment, nothing, number, pause, progress, span, table} from '../lib.js';

const LOOK_EVERY = 1000;
const ALL = 'projections/rebuild';
const COMPARISON = 'projections/comparison';

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

function size(bytes) {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return number(Math.round(bytes / 1000 ** power * 10) / 10) + ' ' + UNITS[power];
}

const PHASES = {FOLDING: 'applying events', INDEXING: 'creating indexes', SWITCHING: 'switching to the new tables', COMPARING: 'comparing tables'};

const isRunning = job => job?.State === 'RUNNING';

/** How far a job is, or how it ended. */
function jobShown(job, what, cancel) {
  if (!job || job.State === 'NONE') {
    return nothing;
  }
  const subject = job.Projection || 'all projections';
  if (isRunning(job)) {
    return html`
      <div role="status">
        <p>The ${what} of ${subject} is in progress: ${PHASES[job.Phase] || ''}.</p>
        ${progress(job.Events, job.Total, 'Progress of the ' + what)}
        <p class="quiet">
          ${number(job.Events)} of ${number(job.Total)} events, ${number(job.EventsASecond)} per second${job.SecondsLeft === null
            ? '' : ', ' + span(job.SecondsLeft * 1000) + ' left'}
        </p>
      </div>
      <div class="buttons"><button class="danger" @click=${cancel}>Stop the ${what}</button></div>`;
  }
  const ends = {
    FINISHED: html`<p class="note good">The ${what} of ${subject} ended at ${moment(job.EndedAt)}: ${number(job.Events)} events,
      ${number(job.EventsASecond)} per second.</p>`,
    CANCELLED: html`<p class="note">The ${what} of ${subject} was stopped at ${moment(job.EndedAt)}. The views are unchanged.</p>`,
    FAILED: html`<p class="note bad">The ${what} of ${subject} failed at ${moment(job.EndedAt)}: ${job.Failure}. The views are unchanged.</p>`,
  };
  return ends[job.State] || nothing;
}

const FEW = 3;

/** What a projection keeps; many tables are there for whoever asks. */
function tablesShown(names) {
  return names.length <= FEW
    ? html`<br><span class="quiet">${names.join(', ')}</span>`
    : html`<details class="quiet"><summary>${number(names.length)} tables</summary>${names.join(', ')}</details>`;
}

function projectionsShown(projections, busy, rebuild) {
  return html`
    <p class="quiet">Projections are updated in the same transaction as each event, so they are always current. A comparison shows whether
      the tables match history.</p>
    ${table([
      {title: 'Projection', of: row => html`${row.Name}${tablesShown(row.Tables)}`},
      {title: 'State', of: row => (row.State === 'LIVE' ? 'live' : 'being rebuilt')},
      {title: 'Position', kind: 'number', of: row => number(row.Position)},
      {title: 'Lag', kind: 'number', of: row => number(row.Lag)},
      {title: 'Rows', kind: 'number', of: row => number(row.Rows)},
      {title: 'Size', kind: 'number', of: row => size(row.Bytes)},
      {title: 'Version', kind: 'number', of: row => number(row.Version)},
      {title: 'Last rebuild', of: row => moment(row.LastRebuild)},
      {title: 'Last error', of: row => (row.LastError ? html`<span class="bad">${row.LastError}</span><br>${moment(row.LastErrorAt)}` : nothing)},
      {title: '', of: row => html`<button ?disabled=${busy} aria-label=${'Rebuild ' + row.Name} @click=${() => rebuild(row.Name)}>Rebuild</button>`},
    ], projections, {caption: 'Projections'})}`;
}

const KINDS = {MISSING: 'missing: only in history', SURPLUS: 'surplus: not in history', CHANGED: 'changed'};

function differencesShown(comparison) {
  if (comparison?.State !== 'FINISHED') {
    return nothing;
  }
  const differing = comparison.Tables.filter(each => each.Missing + each.Surplus + each.Changed > 0);
  if (!differing.length) {
    return html`<p class="good">All ${number(comparison.Tables.length)} tables match history, row by row.</p>`;
  }
  return html`
    ${table([
      {title: 'Table', of: row => row.Table},
      {title: 'Missing', kind: 'number', of: row => number(row.Missing)},
      {title: 'Surplus', kind: 'number', of: row => number(row.Surplus)},
      {title: 'Changed', kind: 'number', of: row => number(row.Changed)},
    ], differing, {caption: 'Tables that differ from history'})}
    ${differing.map(each => table([
      {title: 'Row', of: row => html`<code>${row.Key}</code>`},
      {title: 'Difference', of: row => KINDS[row.Kind]},
      {title: 'Column', of: row => row.Column},
      {title: 'In the view', of: row => row.Live ?? nothing},
      {title: 'In history', of: row => row.History ?? nothing},
    ], each.Differences, {caption: 'Differences in ' + each.Table}))}
    <p class="quiet">A rebuild corrects them. Personal data is not shown.</p>`;
}

/** What was given up, by its kind. */
const PARKED = {
  MAIL: {title: 'Undelivered mail', of: row => row.Purpose, empty: 'There is no undelivered mail.'},
  ERASURE: {
    title: 'Persons not erased', of: row => html`<code>${row.ObjectID}</code>`,
    empty: 'There is nobody whom a retention rule could not erase.',
    note: 'Every daily run tries again to erase persons who are due.',
  },
};

function parkedShown(kind, parked, retry) {
  const {title, of, empty, note} = PARKED[kind];
  return html`
    <section class="card" aria-label=${title}>
      <h2>${title}</h2>
      ${table([
        {title: 'Given up', of: row => moment(row.ParkedAt)},
        {title: kind === 'MAIL' ? 'Mail' : 'Person', of},
        {title: 'Company', of: row => html`<code>${row.CompanyID}</code>`},
        {title: 'Attempts', kind: 'number', of: row => number(row.Attempts)},
        {title: 'Reason', of: row => row.Reason},
        {title: '', of: row => html`<button aria-label=${'Retry: ' + row.Purpose} @click=${() => retry(row)}>Retry</button>`},
      ], parked.filter(row => row.Kind === kind), {caption: title, empty})}
      ${note ? html`<p class="quiet">${note}</p>` : nothing}
    </section>`;
}

async function views(at) {
  const shown = {projections: [], rebuild: null, comparison: null, parked: [], note: '', looks: false};
  const options = {signal: at.signal};

  async function refresh() {
    [shown.projections, shown.rebuild, shown.comparison, shown.parked] = await Promise.all(
      ['projections', ALL, COMPARISON, 'projections/parked'].map(path => ask(path, options)));
    show();
  }

  const isUnderWay = () => isRunning(shown.rebuild) || isRunning(shown.comparison);

  /** Looks at what is under way until it has ended. */
  async function look() {
    if (shown.looks || !isUnderWay()) {
      return;
    }
    shown.looks = true;
    try {
      while (isUnderWay()) {
        await pause(LOOK_EVERY, at.signal);
        [shown.rebuild, shown.comparison] = await Promise.all([ALL, COMPARISON].map(path => ask(path, options)));
        show();
      }
    } finally {
      shown.looks = false;
    }
    await refresh();
  }

  /** Does what the reader asks for, and tells when the server does not. */
  async function act(work) {
    shown.note = '';
    try {
      await work();
      await refresh();
      await look();
    } catch (failure) {
      if (!at.signal.aborted) {
        shown.note = failure.message;
        show();
      }
    }
  }

  const post = (path, method = 'POST') => call(path, {...options, method});
  const rebuild = name => act(() => post(name ? `projections/${encodeURIComponent(name)}/rebuild` : ALL));
  const cancel = (path, what) => async () => {
    if (await confirmed(`Stop the ${what}? The views will not change.`, 'Stop')) {
      await act(() => post(path, 'DELETE'));
    }
  };
  const retry = row => act(() => post(`projections/parked/${row.ID}/retry`));

  function show() {
    const busy = isUnderWay();
    at.show(html`
      <h1>Views</h1>
      ${shown.note ? html`<p class="note bad" role="alert">${shown.note}</p>` : nothing}
      <section class="card" aria-label="Projections">
        ${projectionsShown(shown.projections, busy, rebuild)}
        ${jobShown(shown.rebuild, 'rebuild', cancel(ALL, 'rebuild'))}
        <div class="buttons">
          <button class="main" ?disabled=${busy} @click=${() => rebuild('')}>Rebuild all</button>
          <span class="quiet">The website remains available; the new tables replace the old ones when they are ready.</span>
        </div>
      </section>
      <section class="card" aria-label="Comparison with history">
        <h2>Comparison with history</h2>
        ${jobShown(shown.comparison, 'comparison', cancel(COMPARISON, 'comparison'))}
        ${differencesShown(shown.comparison)}
        <div class="buttons">
          <button ?disabled=${busy} @click=${() => act(() => post(COMPARISON))}>Compare</button>
          <span class="quiet">Row by row; the views are not changed.</span>
        </div>
      </section>
      ${Object.keys(PARKED).map(kind => parkedShown(kind, shown.parked, retry))}`);
  }

  await refresh();
  look().catch(failure => {
    if (!at.signal.aborted) {
      shown.note = failure.message;
      show();
    }
  });
}

export const area = {
  path: 'admin',
  title: 'Server',
  isFor: user => user.IsMasterUser,
  pages: {'': views},
};
