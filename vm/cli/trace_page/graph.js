// The graph of thunks. Whoever forced a thunk first is its parent, else whoever made it: a forest,
// laid out from left to right, so that a node stays in its place while one steps. A large trace
// shows only the neighbourhood of what runs.
const kBox = { width: 150, height: 42, across: 46, down: 12, characters: 18 };
const kSmallest = 0.86;      // a wide graph is made so small, and scrolls beyond that
const kWholeGraph = 80;      // so many thunks are shown at once
const kNeighbours = 36;

const kStates = {
  suspended: ['○', 'suspended'],
  blackhole: ['◐', 'being evaluated'],
  running: ['◐', 'being evaluated, may be entered again'],
  published: ['◑', 'can be read already'],
  evaluated: ['●', 'evaluated'],
  failed: ['✕', 'failed'],
};

function escapeHtml(text) {
  return text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
}

class Graph {
  constructor(trace, element, note) {
    this.trace = trace;
    this.element = element;
    this.note = note;
    this.whole = trace.thunks.size <= kWholeGraph
      ? this.layout([...trace.thunks.keys()].sort((a, b) => a - b)) : null;
  }

  // The thunks that wait for each other, outermost first.
  waiting(step) {
    const chain = [];
    for (const n of this.trace.stackAt(step)) {
      const node = this.trace.nodes[n];
      if (this.trace.events[node.pushed].context === 'Await')
        chain.push(node.thunk, ...node.merged.toReversed());
    }
    return chain.reverse();
  }

  // What is near to what runs: the end of the chain of waits, what it captures, what changed last.
  neighbourhood(step, chain) {
    const chosen = new Set();
    const add = (number) => {
      const t = this.trace.thunks.get(number);
      if (t && t.first <= step && chosen.size < kNeighbours) chosen.add(number);
    };
    add(this.trace.events[step].thunk);
    for (const number of chain.slice(-10)) add(number);
    for (const number of chain.slice(-4))
      for (const c of this.trace.thunks.get(number).captures.slice(0, 6)) if (c.from <= step) add(c.to);
    for (let i = step; i >= 0 && i > step - 400 && chosen.size < 24; --i) {
      const e = this.trace.events[i];
      if (e.thunk && e.kind !== 'pop') add(e.thunk);
    }
    return [...chosen].sort((a, b) => a - b);
  }

  // Places by number: a column is a step away from the root, leaves take a row each.
  layout(numbers) {
    const inside = new Set(numbers);
    const children = new Map(numbers.map((n) => [n, []]));
    const roots = [];
    for (const n of numbers) {
      const parent = this.trace.thunks.get(n).parent;
      if (parent !== n && inside.has(parent)) children.get(parent).push(n);
      else roots.push(n);
    }
    const places = new Map();
    let row = 0, columns = 0;
    const work = roots.reverse().map((n) => [n, 0, false]);
    while (work.length) {
      const [n, column, done] = work.pop();
      const below = children.get(n);
      columns = Math.max(columns, column + 1);
      if (done || below.length === 0) {
        const y = below.length === 0 ? row++
          : (places.get(below[0]).y + places.get(below.at(-1)).y) / 2;
        places.set(n, { x: column, y });
      } else {
        work.push([n, column, true], ...below.toReversed().map((c) => [c, column + 1, false]));
      }
    }
    return { numbers, places, columns, rows: row };
  }

  show(step) {
    const trace = this.trace;
    const chain = this.waiting(step);
    const { numbers, places, columns, rows } =
      this.whole || this.layout(this.neighbourhood(step, chain));
    const visible = new Set(numbers.filter((n) => trace.thunks.get(n).first <= step));
    const e = trace.events[step];
    const x = (n) => 10 + places.get(n).x * (kBox.width + kBox.across);
    const y = (n) => 10 + places.get(n).y * (kBox.height + kBox.down);
    const line = (from, to, kind) => {
      if (!visible.has(from) || !visible.has(to)) return '';
      if (from === to) {
        const [a, b] = [x(from) + kBox.width, y(from) + 12];
        return `<path class="edge ${kind}" marker-end="url(#to-${kind})"
          d="M${a} ${b} c22 -2 22 18 3 17"/>`;
      }
      const [x1, y1] = [x(from) + (x(to) < x(from) ? 0 : kBox.width), y(from) + kBox.height / 2];
      const [x2, y2] = [x(to) + (x(to) > x(from) ? 0 : kBox.width), y(to) + kBox.height / 2];
      const bend = x(to) === x(from) ? 34 : Math.max(22, Math.abs(x2 - x1) / 2);
      const [out, into] = [x(to) < x(from) ? -bend : bend, x(to) > x(from) ? -bend : bend];
      const near = from === e.thunk || to === e.thunk ? ' near' : '';
      return `<path class="edge ${kind}${near}" marker-end="url(#to-${kind})"
        d="M${x1} ${y1} C${x1 + out} ${y1} ${x2 + into} ${y2} ${x2 + Math.sign(into) * 3} ${y2}"/>`;
    };
    const edges = [];
    for (const n of visible) {
      const t = trace.thunks.get(n);
      for (const c of t.captures) if (c.from <= step) edges.push(line(n, c.to, 'captures'));
      if (t.parent && t.forced && t.changes.length && t.changes[0].at <= step &&
          chain[chain.indexOf(n) - 1] !== t.parent)
        edges.push(line(t.parent, n, 'forced'));
    }
    for (let i = 1; i < chain.length; ++i) edges.push(line(chain[i - 1], chain[i], 'waits'));
    const boxes = [...visible].map((n) => {
      const { state, value } = trace.stateOf(n, step);
      const [glyph, words] = kStates[state] || kStates.suspended;
      const text = shorten(trace.labelOf(n), kBox.characters - 2 - String(n).length);
      const below = `${glyph} ${shorten(value || state, kBox.characters - 1)}`;
      const touched = e.thunk === n ? ' touched' : '';
      const title = `Thunk ${n}, ${words}${value ? ', ' + value : ''}`;
      return `<g class="thunk ${state}${touched}" data-thunk="${n}" role="img"
        aria-label="${escapeHtml(title)}" transform="translate(${x(n)} ${y(n)})">
        <title>${escapeHtml(title + '\n' + trace.textOf(trace.thunks.get(n).span).slice(0, 400))}</title>
        <rect width="${kBox.width}" height="${kBox.height}" rx="7"/>
        <text x="9" y="17"><tspan class="number">#${n}</tspan> ${escapeHtml(text)}</text>
        <text x="9" y="33" class="value">${escapeHtml(below)}</text></g>`;
    });
    const width = 20 + columns * (kBox.width + kBox.across) - kBox.across;
    const height = 20 + rows * (kBox.height + kBox.down);
    const marker = (kind) => `<marker id="to-${kind}" class="${kind}" viewBox="0 0 8 8" refX="6"
      refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z"/>
      </marker>`;
    const scale = Math.max(kSmallest, Math.min(1, (this.element.clientWidth - 2) / width));
    this.element.innerHTML = `<svg width="${Math.floor(width * scale)}"
      height="${Math.floor(height * scale)}" viewBox="0 0 ${width} ${height}" role="group"
      aria-label="${visible.size} thunks">
      <defs>${['waits', 'captures', 'forced'].map(marker).join('')}</defs>
      ${edges.join('')}${boxes.join('')}</svg>`;
    const met = lastUpTo([...trace.thunks.values()], step, (t) => t.first) + 1;
    this.note.textContent = this.whole ? `${visible.size} so far`
      : `${visible.size} near to what runs, of ${met} so far`;
    const centre = [...(visible.has(e.thunk) ? [e.thunk] : []), ...chain.slice(-1)]
      .find((n) => visible.has(n));
    if (centre) this.reveal(x(centre) * scale, y(centre) * scale);
  }

  // Scrolls no further than needed.
  reveal(x, y) {
    const view = this.element;
    if (x < view.scrollLeft || x + kBox.width > view.scrollLeft + view.clientWidth)
      view.scrollLeft = x - (view.clientWidth - kBox.width) / 2;
    if (y < view.scrollTop || y + kBox.height > view.scrollTop + view.clientHeight)
      view.scrollTop = y - (view.clientHeight - kBox.height) / 2;
  }
}
