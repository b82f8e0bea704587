/* Reports: figures as a table and a chart, the rows behind them, and both as files. */

import '../webjars/chart.js/dist/chart.umd.js';
import {ask, download, html, moment, nothing, number, pageHeaders, pager, table} from '../lib.js';

const {Chart} = globalThis;
const SERIES = 6;
const FILTERS = {from: 'FromMonth', to: 'ToMonth', company: 'CompanyID', consultant: 'ConsultantID', test: 'TestID', billed: 'BilledAs', group: 'GroupSessionID'};

let chart;
let redraw = () => {};
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => redraw());

const headersOf = query => Object.fromEntries(Object.entries(FILTERS).map(([name, header]) => [header, query.get(name)]));
const isMinutes = column => column.Kind === 'MINUTES';
const isNumber = column => column.Kind === 'NUMBER' || isMinutes(column);
/** What tells a row apart; a test is mostly billed as its name, which need not be said twice. */
const namesOf = (row, columns) => [...new Set(columns.filter(column => !isNumber(column) && column.Kind !== 'ID').map(column => row[column.Name] || '(none)'))].join(' ');

function value(row, column) {
  const content = row[column.Name];
  return column.Kind === 'MOMENT' ? moment(content) : isNumber(column) ? number(content) : content ?? nothing;
}

/** The same place with what tells this row apart as filters. */
function filtersOf(row, query) {
  const all = Object.fromEntries([...query].filter(([name]) => name in FILTERS));
  return {
    ...all,
    ...(row.Month ? {from: row.Month, to: row.Month} : {}),
    ...(row.CompanyID ? {company: row.CompanyID} : {}),
    ...(row.ConsultantID ? {consultant: row.ConsultantID} : {}),
    ...(row.GroupSessionID ? {group: row.GroupSessionID} : {}),
    ...(row.TestID ? {test: row.TestID} : {}),
    ...(row.BilledAs ? {billed: row.BilledAs} : {}),
  };
}

const truth = answer => html`<p class="quiet">As of ${moment(answer.True.AsOf)}, event ${answer.True.AsOfEvent}. Months are in UTC.</p>`;

/* Filters */

async function choices(at) {
  const everything = {headers: {StartPage: '-1', Sort: 'TestName', IncludeMaster: 'Y'}, signal: at.signal};
  const [companies, consultants, tests] = await Promise.all([
    at.user.IsMasterUser ? ask('companies', {headers: {StartPage: '-1', Sort: 'CompanyName'}, signal: at.signal}) : [],
    at.user.MayWorkWithOwnObjectsOnly ? [] : ask('reports/consultants', {headers: {CompanyID: at.query.get('company')}, signal: at.signal}),
    ask('tests', everything),
  ]);
  return {companies, consultants, tests};
}

function choose(label, name, chosen, options, change) {
  return html`
    <label>${label} <select name=${name} @change=${change || nothing}>
      <option value="">All</option>
      ${options.map(([id, text]) => html`<option value=${id} ?selected=${id === chosen}>${text || id}</option>`)}
    </select></label>`;
}

/** What the reader may ask of a report; the address keeps it. */
function filters(at, report, answer, lists) {
  const apply = event => {
    event.preventDefault();
    at.go('reports/' + report.Report, Object.fromEntries(new FormData(event.target)));
  };
  // Another company has other consultants.
  const changeCompany = event => {
    const {form} = event.target;
    if (form.elements.consultant) {
      form.elements.consultant.value = '';
    }
    form.requestSubmit();
  };
  const company = at.query.get('company');
  const named = each => (lists.companies.length && !company ? `${each.Consultant} (${each.Company || each.CompanyID})` : each.Consultant);
  const groupings = ['month', ...report.GroupBy.filter(each => each !== 'month').flatMap(each => [each, 'month,' + each])];
  const by = at.query.get('by') || 'month';
  const test = at.query.get('test');
  const tests = lists.tests.map(each => [each.ID, each.TestName]);
  // A test that was removed is still in figures.
  if (test && !tests.some(([id]) => id === test)) {
    tests.push([test, test]);
  }
  return html`
    <form class="card" @submit=${apply}>
      <div class="fields">
        <label>From <input type="month" name="from" .value=${answer.FromMonth} required></label>
        <label>To <input type="month" name="to" .value=${answer.ToMonth} required></label>
        <label>Group by <select name="by">
          ${groupings.map(each => html`<option value=${each} ?selected=${each === by}>${each.replace(',', ' and ')}</option>`)}
        </select></label>
        ${lists.companies.length ? choose('Company', 'company', company, lists.companies.map(each => [each.ID, each.CompanyName]), changeCompany) : nothing}
        ${lists.consultants.length ? choose('Consultant', 'consultant', at.query.get('consultant'), lists.consultants.map(each => [each.ConsultantID, named(each)])) : nothing}
        ${report.GroupBy.includes('test') ? choose('Test', 'test', test, tests) : nothing}
      </div>
      <div class="buttons"><button class="main">Show</button></div>
    </form>`;
}

/* The chart */

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** What the chart can show: all counts together while they have one scale, minutes, or one figure by month and something else. */
function views(answer) {
  const figures = answer.Columns.filter(isNumber);
  const others = answer.Columns.filter(column => column.Kind === 'TEXT');
  if (others.length && answer.Columns.some(column => column.Kind === 'MONTH')) {
    return figures.map(figure => ({title: figure.Title, of: () => byMonth(answer, figure, others)}));
  }
  return [['Counts', figures.filter(column => !isMinutes(column))], ['Minutes', figures.filter(isMinutes)]]
    .filter(([, shown]) => shown.length)
    .map(([title, shown]) => ({title, of: () => ({
      labels: answer.Rows.map(row => namesOf(row, answer.Columns)),
      sets: shown.map(figure => ({label: figure.Title, data: answer.Rows.map(row => row[figure.Name])})),
    })}));
}

/** A figure by month, and in each month by what the rows are told apart by; what has less is added up as others. */
function byMonth(answer, figure, columns) {
  const nameOf = row => namesOf(row, columns);
  const months = [...new Set(answer.Rows.map(row => row.Month))].sort();
  const sums = new Map();
  answer.Rows.forEach(row => sums.set(nameOf(row), (sums.get(nameOf(row)) || 0) + (row[figure.Name] || 0)));
  const first = [...sums].sort((a, b) => b[1] - a[1]).slice(0, SERIES - 1).map(([name]) => name);
  // Minutes of others are nothing that could be added up.
  const names = sums.size > first.length && !isMinutes(figure) ? [...first, 'Others'] : first;
  const seriesOf = row => (first.includes(nameOf(row)) ? nameOf(row) : 'Others');
  const sets = names.map(name => ({
    label: name,
    data: months.map(month => answer.Rows.filter(row => row.Month === month && seriesOf(row) === name).reduce((sum, row) => sum + (row[figure.Name] || 0), 0)),
  }));
  return {labels: months, sets, stacked: !isMinutes(figure), title: figure.Title};
}

function draw(view) {
  chart?.destroy();
  const canvas = document.querySelector('main canvas');
  if (!canvas) {
    return;
  }
  const {labels, sets, stacked = false, title} = view.of();
  const axis = {stacked, ticks: {color: colour('--quiet')}, grid: {color: colour('--line')}};
  chart = new Chart(canvas, {
    type: 'bar',
    data: {labels, datasets: sets.map((set, index) => ({...set, backgroundColor: colour('--series-' + (index % SERIES + 1))}))},
    options: {
      responsive: true, maintainAspectRatio: false, animation: false, scales: {x: axis, y: {...axis, ticks: {...axis.ticks, precision: 0}, beginAtZero: true}},
      plugins: {legend: {labels: {color: colour('--text')}}, title: {display: Boolean(title), text: title, color: colour('--text')}},
    },
  });
}

/* Pages */

const reportOf = async at => {
  const reports = await ask('reports', {signal: at.signal});
  const report = at.params.report ? reports.find(each => each.Report === at.params.report) : reports[0];
  if (!report) {
    throw new Error('There is no report with that name');
  }
  return {reports, report};
};

const told = note => (note ? html`<p class="note bad" role="alert">${note}</p>` : nothing);

/** Buttons that save what is shown. */
const files = (path, name, headers, tell) => ['csv', 'xlsx'].map(type => html`
  <button @click=${() => download(path + '/' + type, name + '.' + type, {headers}).catch(failure => tell(failure.message))}>${type.toUpperCase()}</button>`);

async function figures(at) {
  const {reports, report} = await reportOf(at);
  const headers = {...headersOf(at.query), GroupBy: at.query.get('by')};
  const [answer, lists] = await Promise.all([ask('reports/' + report.Report, {headers, signal: at.signal}), choices(at)]);
  const query = new URLSearchParams({...Object.fromEntries(at.query), from: answer.FromMonth, to: answer.ToMonth});
  const rows = (row, figure) => at.link('reports/' + report.Report + '/rows', {...filtersOf(row, query), figure});
  const columns = answer.Columns.filter(column => column.Kind !== 'ID').map(column => ({
    title: column.Title,
    kind: isNumber(column) ? 'number' : undefined,
    of: row => (report.RowsOf.includes(column.Name) && row !== answer.Total ? html`<a href=${rows(row, column.Name)}>${value(row, column)}</a>` : value(row, column)),
  }));
  if (!report.RowsOf.length) {
    columns.push({title: 'Details', of: row => (row === answer.Total ? nothing : html`<a href=${rows(row)}>Rows</a>`)});
  }
  const [first] = answer.Columns.filter(column => column.Kind !== 'ID');
  answer.Total[first.Name] = 'Total';
  const charts = views(answer);
  let chosen = charts[0];
  const choose = event => {
    chosen = charts[event.target.selectedIndex];
    redraw();
  };
  const show = note => at.show(html`
    <h1>${report.Title}</h1>
    ${told(note)}
    <nav class="buttons" aria-label="Reports">${reports.map(each => html`
      <a class="button" href=${at.link('reports/' + each.Report)} aria-current=${each === report ? 'page' : nothing}>${each.Title}</a>`)}
    </nav>
    <p>${report.Explanation}.</p>
    ${filters(at, report, answer, lists)}
    <section class="card">
      ${charts.length > 1 && answer.Rows.length ? html`
        <div class="fields"><label>Chart <select @change=${choose}>${charts.map(each => html`<option>${each.title}</option>`)}</select></label></div>` : nothing}
      ${answer.Rows.length ? html`<div class="chart"><canvas role="img" aria-label=${'Chart of ' + report.Title + '; the table below has its figures'}></canvas></div>` : nothing}
      ${truth(answer)}
      ${table(columns, answer.Rows.length ? [...answer.Rows, answer.Total] : [], {caption: report.Title, empty: 'No data for these months.', mark: row => row === answer.Total})}
      <div class="buttons">${files('reports/' + report.Report, report.Report, headers, show)}</div>
    </section>`);
  show('');
  redraw = () => draw(chosen);
  at.signal.addEventListener('abort', () => { redraw = () => {}; });
  redraw();
}

async function behind(at) {
  const {report} = await reportOf(at);
  const headers = {...headersOf(at.query), Figure: at.query.get('figure')};
  const answer = await ask('reports/' + report.Report + '/rows', {headers: pageHeaders(at.query, headers), signal: at.signal});
  // A number of a group leads to its members.
  const leadsOn = (row, column) => row.GroupSessionID && report.RowsOf.includes(column.Name);
  const members = (row, figure) => at.link('reports/' + report.Report + '/rows', {...filtersOf(row, at.query), figure});
  const shown = answer.Columns.filter(column => column.Kind !== 'ID').map(column => ({
    title: column.Title,
    kind: isNumber(column) ? 'number' : undefined,
    of: row => (leadsOn(row, column) ? html`<a href=${members(row, column.Name)}>${value(row, column)}</a>` : value(row, column)),
  }));
  const back = Object.fromEntries([...at.query].filter(([name]) => name in FILTERS && name !== 'billed' && name !== 'group'));
  const show = note => at.show(html`
    <h1>${report.Title}: ${at.query.get('figure') || 'rows'}, ${answer.FromMonth === answer.ToMonth ? answer.FromMonth : answer.FromMonth + ' to ' + answer.ToMonth}</h1>
    ${told(note)}
    <p><a href=${at.link('reports/' + report.Report, back)}>Back to the figures</a></p>
    <section class="card">
      ${truth(answer)}
      ${table(shown, answer.Rows, {caption: 'Rows', empty: 'This figure has no rows.'})}
      ${pager(at, answer.Rows)}
      <div class="buttons">${files('reports/' + report.Report + '/rows', report.Report + '-rows', headers, show)}</div>
    </section>`);
  show('');
}

export const area = {
  path: 'reports',
  title: 'Reports',
  isFor: user => user.IsOfficeUser || user.IsMasterUser || !user.IsTestTakingUser,
  pages: {'': figures, ':report': figures, ':report/rows': behind},
};
