// The trace as data. Everything that a step shows can be had without replaying: the context stack
// is a tree of nodes, each with its parent, and a step names the node on top; a thunk has the list
// of its changes, searched by halves. So going to any step, forwards or backwards, costs the same.
'use strict';

// The event whose number is the largest that is not beyond `step`, in an ascending list; or -1.
function lastUpTo(list, step, key = (x) => x) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(list[middle]) <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

class Trace {
  constructor(data) {
    const strings = data.strings;
    this.title = data.title;
    this.total = data.total;
    this.outcome = data.outcome;
    this.sources = data.sources.map((s) => new Source(s.name, s.text));
    this.spans = data.spans;
    this.chunks = data.chunks.map((text) => new Code(text));
    this.events = data.events.map((row) => ({
      kind: strings[row[0]], context: strings[row[1]], name: strings[row[2]],
      state: strings[row[3]], thunk: row[4], waiter: strings[row[5]],
      waiterName: strings[row[6]], waiting: row[7], value: strings[row[8]], span: row[9],
      chunk: row[10], word: row[11], depth: row[12], contexts: row[13], index: row[14],
      captures: row[15] || [],
    }));
    this.thunks = new Map();
    this.follow();
  }

  get length() { return this.events.length; }

  // One pass over the events.
  follow() {
    this.nodes = [];                                    // of the tree of stacks; -1 is the empty one
    this.top = new Int32Array(this.length);             // the node on top after each event
    let top = -1;
    this.events.forEach((e, i) => {
      if (e.thunk) this.meet(e, i, top);
      for (const c of e.captures) this.thunk(c, i);
      if (e.kind === 'push') {
        const below = top < 0 ? null : this.nodes[top];
        this.nodes.push({
          parent: top, pushed: i, asked: [], height: below ? below.height + 1 : 1,
          thunk: e.context === 'Await' ? e.thunk : below ? below.thunk : 0,
          merged: [],
        });
        top = this.nodes.length - 1;
      } else if (e.kind === 'merge') {  // the same Await, of one more thunk
        const old = this.nodes[top];
        this.nodes.push({ ...old, pushed: i, thunk: e.thunk, merged: [...old.merged, old.thunk] });
        top = this.nodes.length - 1;
      } else if (e.kind === 'pop' || (e.kind === 'unwind' && e.state !== 'set aside')) {
        top = this.nodes[top].parent;
      } else if ((e.kind === 'suspend' || e.kind === 'resume') && top >= 0) {
        this.nodes[top].asked.push(i);
      }
      this.top[i] = top;
    });
  }

  thunk(number, i) {
    let t = this.thunks.get(number);
    if (!t) {
      t = { number, first: i, span: -1, chunk: -1, parent: 0, forced: false, changes: [],
            captures: [] };
      this.thunks.set(number, t);
    }
    return t;
  }

  meet(e, i, top) {
    const t = this.thunk(e.thunk, i);
    const running = top < 0 ? 0 : this.nodes[top].thunk;
    if (e.kind === 'make') {
      t.parent = running;
      t.span = e.span;
      t.captures.push(...e.captures.map((to) => ({ to, from: i })));
    } else if (e.kind === 'finalise') {
      t.captures.push(...e.captures.map((to) => ({ to, from: i })));
    } else if ((e.kind === 'push' || e.kind === 'merge') && !t.forced) {
      t.forced = true;
      t.parent = e.waiting;
    } else if (e.kind === 'thunk') {
      if (t.span < 0) t.span = e.span;
      t.chunk = e.chunk;
      if (!t.forced && t.parent === 0) t.parent = running;
      const before = t.changes.at(-1);
      t.changes.push({ at: i, state: e.state, value: e.value || '', before: before?.state });
    }
  }

  // What a thunk is at a step: { state, value }, or null before it was met.
  stateOf(number, step) {
    const t = this.thunks.get(number);
    if (!t || t.first > step) return null;
    const k = lastUpTo(t.changes, step, (c) => c.at);
    return k < 0 ? { state: 'suspended', value: '' } : t.changes[k];
  }

  // The nodes of the stack at a step, newest first.
  stackAt(step) {
    const out = [];
    for (let n = this.top[step]; n >= 0; n = this.nodes[n].parent) out.push(n);
    return out;
  }

  // What a step or builtin on the stack last asked for, up to a step of the trace.
  askedBy(node, step) {
    const k = lastUpTo(node.asked, step);
    return k < 0 ? null : this.events[node.asked[k]];
  }

  // The code that runs after an event, or the one that waits nearest to it.
  placeAt(step) {
    const e = this.events[step];
    let { span, chunk, word } = e;
    let outer = -1, own = span >= 0;
    for (let n = this.top[step]; n >= 0; n = this.nodes[n].parent) {
      const pushed = this.events[this.nodes[n].pushed];
      if (span < 0 && pushed.span >= 0) span = pushed.span;
      if (chunk < 0 && pushed.chunk >= 0) ({ chunk, word } = pushed);
      if (pushed.context === 'Await' && pushed.span >= 0) {
        outer = pushed.span;
        break;
      }
    }
    return { span, chunk, word, outer, own };
  }

  // The next step in a direction at which the stack is no higher than it is now.
  over(step, direction) {
    const height = this.events[step].contexts;
    let i = step + direction;
    while (i > 0 && i < this.length - 1 && this.events[i].contexts > height) i += direction;
    return Math.max(0, Math.min(this.length - 1, i));
  }

  textOf(span) {
    if (span < 0) return '';
    const [source, begin, end] = this.spans[span];
    return this.sources[source].slice(begin, end);
  }

  // A thunk in words: the name that is bound to it, as far as the text in front tells, and its text.
  labelOf(number) {
    const span = this.thunks.get(number)?.span ?? -1;
    if (span < 0) return '';
    const [source, begin] = this.spans[span];
    const s = this.sources[source];
    const at = s.index(begin);
    const name = /([A-Za-z_][\w'-]*)\s*[=?]\s*\(*$/.exec(s.text.slice(Math.max(0, at - 80), at))?.[1];
    return (name ? `${name} = ` : '') + this.textOf(span);
  }

  placeOf(span) {
    if (span < 0) return '';
    const [source, begin] = this.spans[span];
    const s = this.sources[source];
    const line = s.lineOf(s.index(begin));
    return `${line + 1}:${begin - s.byte(s.lines[line]) + 1}`;
  }
}

// A source text: offsets of the trace are bytes, those of JavaScript are not.
class Source {
  constructor(name, text) {
    this.name = name;
    this.text = text;
    this.lines = [0];
    for (let i = 0; i < text.length; ++i) {
      const c = text[i];
      if (c === '\n' || (c === '\r' && text[i + 1] !== '\n')) this.lines.push(i + 1);
    }
    this.bytes = null;                                  // of each index, if that differs
    if (/[^\x00-\x7f]/.test(text)) {
      this.bytes = new Uint32Array(text.length + 1);
      let at = 0;
      for (let i = 0; i < text.length; ++i) {
        this.bytes[i] = at;
        const c = text.charCodeAt(i);
        at += c < 0x80 ? 1 : c < 0x800 ? 2 : c >= 0xd800 && c < 0xe000 ? 2 : 3;
      }
      this.bytes[text.length] = at;
    }
  }
  byte(index) { return this.bytes ? this.bytes[index] : index; }
  index(byte) { return this.bytes ? Math.max(0, lastUpTo(this.bytes, byte)) : byte; }
  slice(begin, end) { return this.text.slice(this.index(begin), this.index(end)); }
  lineOf(index) { return lastUpTo(this.lines, index); }
  line(n) {
    return this.text.slice(this.lines[n], this.lines[n + 1] ?? this.text.length)
      .replace(/[\r\n]+$/, '');
  }

  // Ranges of comments, strings, numbers and keywords, for colours: nothing depends on them.
  get colours() {
    if (this.coloured) return this.coloured;
    this.coloured = [];
    if (this.text.length > 500000) return this.coloured;
    const pattern = new RegExp([
      /(#[^\n]*|\/\*[^]*?\*\/)/, /("(?:[^"\\]|\\[^])*"|''(?:[^']|'(?!')|''['$\\])*'')/,
      /\b(if|then|else|assert|with|let|in|rec|inherit|or)\b(?![-'])/,
      /\b(\d+(?:\.\d*)?)\b/, /\b(true|false|null|builtins)\b(?![-'])/,
    ].map((r) => r.source).join('|'), 'g');
    const names = ['comment', 'string', 'keyword', 'number', 'constant'];
    for (const m of this.text.matchAll(pattern)) {
      const kind = names.find((_, k) => m[k + 1] !== undefined);
      this.coloured.push([m.index, m.index + m[0].length, kind]);
    }
    return this.coloured;
  }
}

// The bytecode of a chunk, line by line.
class Code {
  constructor(text) {
    this.lines = text.replace(/\n$/, '').split('\n');
    this.words = this.lines.map((line) => Number(/^ {2}(\d{4,}) {2}/.exec(line)?.[1] ?? -1));
    this.title = this.lines[0].split(',')[0];
  }
  // The line of the instruction that a word belongs to.
  lineOf(word) {
    let found = -1;
    this.words.forEach((w, line) => { if (w >= 0 && w <= word) found = line; });
    return found;
  }
}

function shorten(text, most) {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length > most ? flat.slice(0, most - 1) + '…' : flat;
}

// ---- events in words

function thunkName(trace, number, most = 28) {
  const text = shorten(trace.labelOf(number), most);
  return `#${number}` + (text ? ` ‹${text}›` : '');
}

// A short line for lists: [what, details].
function summary(trace, e) {
  const at = trace.placeOf(e.span);
  const place = at ? ` at ${at}` : '';
  const value = e.value ? ` = ${e.value}` : '';
  switch (e.kind) {
    case 'make': return `#${e.thunk} ‹${shorten(trace.labelOf(e.thunk), 30)}›${place}`;
    case 'thunk': return `#${e.thunk} ${e.state}${value}${place}`;
    case 'call': return `${e.name || 'function'}${place}`;
    case 'finalise': {
      const to = e.captures.length ? `#${e.captures[0]}` : e.value;
      return `#${e.thunk} capture ${e.index} ← ${to}`;
    }
    case 'error': return `${e.name}${place}`;
    case 'suspend':
      return `${e.name || e.context} wants ${e.state}${e.thunk ? ` #${e.thunk}` : value.slice(2)}`;
    case 'resume': return `${e.name || e.context}${value}`;
    default: {
      const what = e.thunk ? `#${e.thunk}` : e.name;
      const how = e.state ? ` (${e.state})` : '';
      return `${e.context} ${what}${how}${e.kind === 'pop' ? value : ''}${place}`;
    }
  }
}

// A sentence on what an event changed.
function sentence(trace, e) {
  const thunk = e.thunk ? thunkName(trace, e.thunk) : '';
  const name = e.name || 'a function';
  const by = e.waiting ? ` (for #${e.waiting})` : '';
  const waiter = e.waiter
    ? `; ${e.waiter}${e.waiterName ? ` ${e.waiterName}` : ''}${by} waits for it` : '';
  switch (e.kind) {
    case 'make':
      return `Thunk ${thunk} is made` + (e.captures.length
        ? `; it captures ${e.captures.map((c) => '#' + c).join(', ')}.` : '.');
    case 'push':
      if (e.context === 'Await') return `The code of thunk ${thunk} starts${waiter}.`;
      if (e.context === 'Code') return `The running frame is left for a while, at ${
        trace.placeOf(e.span) || 'no position'}.`;
      if (e.context === 'Entry') return 'The embedder asks for a value.';
      if (e.context.endsWith('Link')) return 'The stack goes on in another chunk of memory.';
      return `${e.context} ${name} starts${waiter}.`;
    case 'merge':
      return `The code of thunk ${thunk} starts: the Await of #${e.waiting} waits for it alone, ` +
        'and will update both.';
    case 'pop':
      if (e.context === 'Await') return `Thunk ${thunk} waits no more: ${e.value} goes on down.`;
      if (e.context === 'Code') return e.state === 'again'
        ? 'The frame runs its instruction again, now that what it met is a value.'
        : `The frame runs on with ${e.value}.`;
      if (e.context === 'Entry') return `The embedder gets ${e.value}.`;
      if (e.context.endsWith('Link')) return 'The stack is back in the chunk of memory below.';
      return e.state === 'tail' ? `${e.context} ${name} leaves: its answer is that of ${e.value}.`
                                : `${e.context} ${name} answers ${e.value}.`;
    case 'unwind': {
      const what = `${e.context}${e.name ? ' ' + e.name : ''}${thunk ? ' of ' + thunk : ''}`;
      if (e.state === 'caught') return `${what} catches the error.`;
      if (e.state === 'set aside') return `${what} sets the error aside and runs on.`;
      return `${what} is dropped by the error.`;
    }
    case 'thunk': {
      const why = {
        force: 'it is being forced', answer: 'its code has answered',
        publish: 'its set can be read already', error: 'an error passed',
        shortcut: 'it only makes a function, so no context is needed',
      }[e.name];
      return `Thunk ${thunk} is now ${e.state}${e.value ? `, ${e.value}` : ''}: ${why}.`;
    }
    case 'call':
      return `${e.name ? `Call of ${e.name}` : 'Call of a function'}${
        trace.placeOf(e.span) ? `, ${trace.placeOf(e.span)}` : ''}.`;
    case 'suspend': {
      const what = { force: `thunk ${thunk} to be forced`, call: `a call of ${e.value}`,
                     push: 'a step of its own', host: 'an answer of the host' }[e.state];
      return `${e.context} ${name} is suspended in state ${e.index}: it wants ${what}.`;
    }
    case 'resume':
      return `${e.context} ${name} is resumed in state ${e.index} with ${e.value || 'its answer'}.`;
    case 'finalise':
      return `Capture ${e.index} of thunk ${thunk} is patched: it is ${
        e.captures.length ? 'thunk ' + thunkName(trace, e.captures[0]) : e.value} now.`;
    case 'error':
      return `An error of class ${e.name} is raised${
        trace.placeOf(e.span) ? ' at ' + trace.placeOf(e.span) : ''}.`;
  }
  return e.kind;
}
