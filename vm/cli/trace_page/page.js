// What is on the screen: panes that show one step, and the ways to go from step to step.
const byId = (id) => document.getElementById(id);

function element(tag, className, text) {
  const e = document.createElement(tag);
  if (className) e.className = className;
  if (text !== undefined) e.textContent = text;
  return e;
}

// A list of any length, of which only the rows in sight are in the document.
class VirtualList {
  constructor(view, rowHeight, fill) {
    this.view = view;
    this.rowHeight = rowHeight;
    this.fill = fill;                                   // (row element, index)
    this.length = 0;
    this.space = element('div', 'space');
    view.append(this.space);
    view.addEventListener('scroll', () => this.draw());
    new ResizeObserver(() => this.draw()).observe(view);
  }
  resize(length) {
    this.length = length;
    this.space.style.height = `${length * this.rowHeight}px`;
    this.draw();
  }
  draw() {
    const first = Math.max(0, Math.floor(this.view.scrollTop / this.rowHeight) - 4);
    const behind = Math.min(this.length,
                            Math.ceil((this.view.scrollTop + this.view.clientHeight) / this.rowHeight) + 4);
    const rows = [];
    for (let i = first; i < behind; ++i) {
      const row = element('div', 'row');
      row.style.top = `${i * this.rowHeight}px`;
      row.setAttribute('aria-setsize', this.length);
      row.setAttribute('aria-posinset', i + 1);
      this.fill(row, i);
      rows.push(row);
    }
    this.space.replaceChildren(...rows);
  }
  reveal(i) {
    const top = i * this.rowHeight;
    const { scrollTop, clientHeight } = this.view;
    if (top < scrollTop + this.rowHeight || top + 2 * this.rowHeight > scrollTop + clientHeight)
      this.view.scrollTop = top - (clientHeight - this.rowHeight) / 2;
  }
}

class SourcePane {
  constructor(trace) {
    this.trace = trace;
    this.view = byId('source');
    this.shown = -1;
    this.marked = [];
  }
  show(place) {
    const id = place.span >= 0 ? this.trace.spans[place.span][0] : this.shown;
    if (id < 0 || this.trace.sources.length === 0) {
      byId('source-name').textContent = '';
      return;
    }
    if (id !== this.shown) this.open(id);
    for (const n of this.marked) this.fill(n, []);
    this.marked = [];
    if (place.span < 0) return;
    const marks = [];
    const mark = (span, kind) => {
      if (span < 0 || this.trace.spans[span][0] !== id) return;
      const [, begin, end] = this.trace.spans[span];
      marks.push([this.source.index(begin), this.source.index(end), kind]);
    };
    mark(place.outer, 'outer');
    mark(place.span, place.own ? 'current' : 'waiting');
    for (const [begin, end] of marks) {
      const last = Math.min(this.source.lineOf(Math.max(begin, end - 1)), this.source.lineOf(begin) + 2000);
      for (let n = this.source.lineOf(begin); n <= last; ++n) {
        if (this.marked.includes(n)) continue;
        this.fill(n, marks);
        this.marked.push(n);
      }
    }
    this.reveal(marks.at(-1));
  }
  open(id) {
    this.shown = id;
    this.source = this.trace.sources[id];
    byId('source-name').textContent = this.source.name;
    this.view.replaceChildren(...this.source.lines.map((_, n) => {
      const line = element('div', 'line');
      line.dataset.line = n + 1;
      return line;
    }));
    this.source.lines.forEach((_, n) => this.fill(n, []));
  }
  // A line, cut where a colour or a mark begins or ends.
  fill(n, marks) {
    const begin = this.source.lines[n];
    const text = this.source.line(n);
    const end = begin + text.length;
    const colours = this.source.colours;
    const cuts = new Set([begin, end]);
    const inside = [];
    for (let k = lastUpTo(colours, begin, (c) => c[1]) + 1; k < colours.length; ++k) {
      if (colours[k][0] >= end) break;
      inside.push(colours[k]);
    }
    for (const [a, b] of [...inside, ...marks])
      for (const cut of [a, b]) if (cut > begin && cut < end) cuts.add(cut);
    const sorted = [...cuts].sort((a, b) => a - b);
    const parts = [];
    for (let i = 0; i + 1 < sorted.length; ++i) {
      const [a, b] = [sorted[i], sorted[i + 1]];
      const kinds = [...inside, ...marks].filter((r) => r[0] <= a && r[1] >= b).map((r) => r[2]);
      const marked = kinds.some((k) => k === 'current' || k === 'waiting' || k === 'outer');
      parts.push(element(marked ? 'mark' : 'span', kinds.join(' '), text.slice(a - begin, b - begin)));
    }
    this.view.children[n].replaceChildren(...parts);
  }
  reveal([begin]) {
    const n = this.source.lineOf(begin);
    const line = this.view.children[n];
    const top = line.offsetTop - this.view.offsetTop;
    const { scrollTop, clientHeight } = this.view;
    if (top < scrollTop + 10 || top + 40 > scrollTop + clientHeight)
      this.view.scrollTop = top - clientHeight / 3;
    const left = line.querySelector('mark.current, mark.waiting')?.offsetLeft ?? 0;
    if (left < this.view.scrollLeft + 50 || left > this.view.scrollLeft + this.view.clientWidth - 60)
      this.view.scrollLeft = Math.max(0, left - this.view.clientWidth / 2);
  }
}

class CodePane {
  constructor(trace) {
    this.trace = trace;
    this.view = byId('code');
    this.shown = -1;
  }
  show(place) {
    if (place.chunk < 0) {
      this.view.replaceChildren(element('p', 'empty', 'No bytecode runs here.'));
      byId('code-name').textContent = '';
      this.shown = -1;
      return;
    }
    const code = this.trace.chunks[place.chunk];
    if (place.chunk !== this.shown) {
      this.shown = place.chunk;
      byId('code-name').textContent = code.title;
      this.view.replaceChildren(...code.lines.map((text, i) => element('div', i ? 'line' : 'line head', text)));
    }
    const now = code.lineOf(place.word);
    [...this.view.children].forEach((line, i) => {
      line.classList.toggle('current', i === now);
      if (i === now) line.setAttribute('aria-current', 'step');
      else line.removeAttribute('aria-current');
    });
    const line = this.view.children[now];
    if (!line) return;
    const top = line.offsetTop - this.view.offsetTop;
    if (top < this.view.scrollTop || top + 30 > this.view.scrollTop + this.view.clientHeight)
      this.view.scrollTop = top - this.view.clientHeight / 3;
  }
}

class StackPane {
  constructor(trace) {
    this.trace = trace;
    this.nodes = [];
    this.list = new VirtualList(byId('stack'), 44, (row, i) => this.fill(row, i));
  }
  fill(row, i) {
    const trace = this.trace;
    const node = trace.nodes[this.nodes[i]];
    const e = trace.events[node.pushed];
    row.setAttribute('role', 'listitem');
    row.dataset.context = e.context;
    row.classList.add('context', `context-${e.context}`);
    if (i === 0) row.classList.add('top');
    let what = e.name, details = '';
    if (e.context === 'Await') what = thunkName(trace, e.thunk, 40);
    if (e.context === 'Code') what = shorten(trace.textOf(e.span), 44) || trace.chunks[e.chunk]?.title;
    if (e.context === 'Entry') what = 'the embedder';
    const asked = trace.askedBy(node, this.step);
    if (asked?.kind === 'suspend')
      details = `state ${asked.index}, wants ${asked.state}${asked.thunk ? ` #${asked.thunk}` : ''}`;
    else if (asked) details = `runs in state ${asked.index}`;
    else if (e.context === 'Code') details = `waits at ${trace.placeOf(e.span) || 'no position'}`;
    else if (e.context === 'Await') details = `for ${e.waiting ? `#${e.waiting}` : `${e.waiter} ${e.waiterName}`}`;
    row.append(element('span', 'badge', e.context), element('span', 'what', what),
               element('span', 'details', details));
    row.title = `pushed by event ${node.pushed + 1}`;
    row.addEventListener('click', () => goTo(node.pushed));
  }
  show(step) {
    this.step = step;
    this.nodes = this.trace.stackAt(step);
    byId('stack-note').textContent =
      `${this.nodes.length} deep, ${this.trace.events[step].depth} calls`;
    this.list.view.scrollTop = 0;
    this.list.resize(this.nodes.length);
  }
}

class EventsPane {
  constructor(trace) {
    this.trace = trace;
    this.step = 0;
    this.hidden = new Set();
    this.list = new VirtualList(byId('events'), 26, (row, i) => this.fill(row, i));
    this.list.view.addEventListener('click', (click) => {
      const row = click.target.closest('.row');
      if (row) goTo(Number(row.dataset.step));
    });
    for (const kind of new Set(trace.events.map((e) => e.kind))) {
      const button = element('button', `kind kind-${kind}`, kind);
      button.setAttribute('aria-pressed', 'true');
      button.addEventListener('click', () => {
        if (!this.hidden.delete(kind)) this.hidden.add(kind);
        button.setAttribute('aria-pressed', String(!this.hidden.has(kind)));
        this.filter();
      });
      byId('kinds').append(button);
    }
    byId('filter').addEventListener('input', () => this.filter());
    this.filter();
  }
  filter() {
    const text = byId('filter').value.trim().toLowerCase();
    this.steps = [];
    this.trace.events.forEach((e, i) => {
      if (this.hidden.has(e.kind)) return;
      if (text && !`${e.kind} ${summary(this.trace, e)}`.toLowerCase().includes(text)) return;
      this.steps.push(i);
    });
    const all = this.trace.length;
    byId('events-note').textContent =
      this.steps.length === all ? `${all}` : `${this.steps.length} of ${all}`;
    this.list.resize(this.steps.length);
    this.show(this.step);
  }
  fill(row, i) {
    const step = this.steps[i];
    const e = this.trace.events[step];
    row.setAttribute('role', 'option');
    row.setAttribute('aria-selected', String(step === this.step));
    row.id = `event-${step}`;
    row.dataset.step = step;
    row.append(element('span', 'number', step + 1), element('span', `badge kind-${e.kind}`, e.kind));
    const what = element('span', 'what', summary(this.trace, e));
    what.style.paddingLeft = `${Math.min(e.contexts, 16) * 4}px`;
    row.append(what);
  }
  show(step) {
    this.step = step;
    const at = Math.max(0, lastUpTo(this.steps, step));
    if (this.steps.length) this.list.reveal(at);
    this.list.draw();
    if (this.steps[at] === step) this.list.view.setAttribute('aria-activedescendant', `event-${step}`);
    else this.list.view.removeAttribute('aria-activedescendant');
  }
}

// The height of the stack over the whole trace, errors marked.
class Profile {
  constructor(trace) {
    this.trace = trace;
    this.canvas = byId('profile');
    new ResizeObserver(() => this.draw()).observe(this.canvas);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw());
  }
  draw() {
    const { events } = this.trace;
    const scale = window.devicePixelRatio || 1;
    const width = this.canvas.clientWidth, height = this.canvas.clientHeight;
    if (!width) return;
    this.canvas.width = width * scale;
    this.canvas.height = height * scale;
    const c = this.canvas.getContext('2d');
    c.scale(scale, scale);
    const style = getComputedStyle(document.documentElement);
    let most = 1;
    for (const e of events) most = Math.max(most, e.contexts);
    // Of the events that share a pixel the highest counts; an error is never lost.
    const columns = new Float64Array(Math.ceil(width));
    const errors = new Set();
    const span = width / events.length;
    events.forEach((e, i) => {
      const from = Math.floor(i * span), to = Math.min(columns.length, Math.max(from + 1, Math.ceil((i + 1) * span)));
      for (let x = from; x < to; ++x) columns[x] = Math.max(columns[x], e.contexts);
      if (e.kind === 'error') errors.add(from);
    });
    c.fillStyle = style.getPropertyValue('--profile');
    columns.forEach((h, x) => c.fillRect(x, height - (h / most) * (height - 2), 1, height));
    c.fillStyle = style.getPropertyValue('--failed-line');
    for (const x of errors) c.fillRect(x, 0, 2, height);
  }
}

let trace, panes, step = -1;

function goTo(wanted) {
  const to = Math.max(0, Math.min(trace.length - 1, wanted));
  if (to === step || trace.length === 0) return;
  step = to;
  const e = trace.events[step];
  const place = trace.placeAt(step);
  byId('slider').value = step;
  byId('slider').setAttribute('aria-valuetext', `event ${step + 1} of ${trace.length}: ${e.kind}`);
  byId('position').textContent = `${step + 1} / ${trace.length}`;
  byId('change').replaceChildren(element('span', `badge kind-${e.kind}`, e.kind),
                                 ' ' + sentence(trace, e));
  panes.source.show(place);
  panes.code.show(place);
  panes.stack.show(step);
  panes.graph.show(step);
  panes.events.show(step);
  for (const id of ['first', 'back', 'back-over']) byId(id).disabled = step === 0;
  for (const id of ['last', 'forward', 'forward-over']) byId(id).disabled = step === trace.length - 1;
  try { history.replaceState(null, '', `#${step + 1}`); } catch { /* a frame without history */ }
}

function onKey(key) {
  if (key.ctrlKey || key.metaKey || key.altKey) return;
  const typing = key.target.id === 'filter';
  if (key.key === 'Escape' && typing) return key.target.blur();
  if (typing) return;
  const moves = {
    ArrowRight: () => goTo(key.shiftKey ? trace.over(step, 1) : step + 1),
    ArrowLeft: () => goTo(key.shiftKey ? trace.over(step, -1) : step - 1),
    PageDown: () => goTo(step + 50),
    PageUp: () => goTo(step - 50),
    Home: () => goTo(0),
    End: () => goTo(trace.length - 1),
    '/': () => byId('filter').focus(),
  };
  if (key.target.id === 'events') {
    const at = lastUpTo(panes.events.steps, step);
    moves.ArrowDown = () => goTo(panes.events.steps[at + 1] ?? step);
    moves.ArrowUp = () => goTo(panes.events.steps[panes.events.steps[at] === step ? at - 1 : at] ?? step);
  }
  if (!moves[key.key]) return;
  key.preventDefault();
  moves[key.key]();
}

function showOutcome() {
  const o = trace.outcome;
  const failed = o.error !== undefined;
  byId('outcome').className = failed ? 'bad' : 'good';
  byId('outcome').textContent = failed ? `${o.error}: ${shorten(o.message, 160)}` : `= ${shorten(o.value, 160)}`;
  byId('title').textContent = shorten(trace.title, 120);
  document.title = `${shorten(trace.title, 40)} · assay trace`;
  if (trace.total > trace.length) {
    byId('cut').hidden = false;
    byId('cut').textContent = `This page has the first ${trace.length} of ${trace.total} events.`;
  }
}

function start() {
  trace = new Trace(JSON.parse(byId('trace').textContent));
  showOutcome();
  byId('legend').replaceChildren(
    ...Object.entries(kStates).filter(([s]) => s !== 'running').map(([state, [glyph, words]]) => {
      const e = element('span', `key ${state}`, `${glyph} ${state === 'blackhole' ? words : state}`);
      return e;
    }),
    ...['waits for', 'forced', 'captures'].map((w) => element('span', `key line-${w.split(' ')[0]}`, w)));
  if (trace.length === 0) {
    byId('change').textContent = 'Nothing was evaluated: the text could not be compiled.';
    return;
  }
  byId('slider').max = trace.length - 1;
  panes = {};
  panes.source = new SourcePane(trace);
  panes.code = new CodePane(trace);
  panes.stack = new StackPane(trace);
  panes.graph = new Graph(trace, byId('graph'), byId('graph-note'));
  panes.events = new EventsPane(trace);
  new Profile(trace).draw();
  byId('slider').addEventListener('input', () => goTo(Number(byId('slider').value)));
  byId('first').addEventListener('click', () => goTo(0));
  byId('last').addEventListener('click', () => goTo(trace.length - 1));
  byId('back').addEventListener('click', () => goTo(step - 1));
  byId('forward').addEventListener('click', () => goTo(step + 1));
  byId('back-over').addEventListener('click', () => goTo(trace.over(step, -1)));
  byId('forward-over').addEventListener('click', () => goTo(trace.over(step, 1)));
  document.addEventListener('keydown', onKey);
  addEventListener('hashchange', () => goTo(Number(location.hash.slice(1)) - 1 || 0));
  byId('graph').addEventListener('click', (click) => {
    const box = click.target.closest('[data-thunk]');
    if (!box) return;
    byId('filter').value = `#${box.dataset.thunk} `;
    panes.events.filter();
  });
  goTo(Number(location.hash.slice(1)) - 1 || 0);
}

start();
