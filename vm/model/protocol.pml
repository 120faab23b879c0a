/* The protocol of thunks and contexts: force, await, unwind, suspend. A model for SPIN.
 *
 * Read it beside vm/runtime/context.def, from step() down. THUNKS thunks have code that is chosen when it is first
 * run, so every program of that many thunks is tried, with EVALUATIONS evaluations whose stacks are explicit.
 * SWITCH_ANYWHERE: 1 if any evaluation may take the next step, and any may hit a limit before it; 0 if an evaluation
 * goes on until it parks or ends, and is given up only while it is parked. OPEN, if defined: with open thunks.
 * What must hold is asserted on the way (change, invariant) and at the end (verdict). vm/model/check says
 * with which numbers it is run.
 */
#define MAX_DEPTH (2 * THUNKS + 1)  /* Await and Code for each thunk, and a Force */

mtype : state = { Suspended, Blackhole, Open, Evaluated, Failed, Published }
mtype : row = {
#define TRANSITION(name, from, to, along, sentence) name,
#include "transitions.def"
#undef TRANSITION
  NoRow
}

/* What the code of a thunk does; a and b are other thunks, or the thunk itself. */
mtype : code = {
  Unknown,  /* not run yet */
  Plain,    /* ends with a value of its own */
  Lambda,   /* a function: evaluated without being run */
  Throw,    /* fails with an error that tryEval catches */
  Need,     /* needs a, then ends with a value of its own */
  Both,     /* needs a, then b, then ends with a value of its own */
  Tail,     /* ends with the value of a: the cell a is what it returns */
  TryEval,  /* tryEval a: ends with a value of its own, whether a throws or not */
  Host      /* asks the host, then ends with a value of its own */
}

/* A value is the number of the thunk whose code made it, from 1 (for an open thunk with the evaluation in front, since
 * each run makes another cell). What is not a value is the class of an error. */
#define THROWN 8
#define RECURSION 9
#define RESOURCE 10
#define is_value(x) ((x & 15) < 8)

mtype : state state[THUNKS] = Suspended;
byte value[THUNKS];  /* of an evaluated thunk its value, of a failed one its error */
byte owner[THUNKS];  /* of a blackhole: the evaluation that runs it */
byte runs[THUNKS];   /* of an open thunk: how many Awaits wait for it */
mtype : code code[THUNKS] = Unknown;
byte a_of[THUNKS];
byte b_of[THUNKS];
bool open[THUNKS];   /* it is no blackhole while it runs: the set of a `with`, a call that `map` left for later */
bool forgets[THUNKS];  /* it never keeps a failure: the set of a `with` */
byte met;            /* thunks are numbered in the order in which they are met; the others are all alike */

/* Contexts: the kind and what it is about. Await holds a set of thunks: merging moves a waiter into it. */
#define Await 16
#define Code 32      /* a frame that runs an instruction again: 2 * thunk + instruction */
#define Try 48
#define Force 64
#define kind_of(context) (context & 240)
#define thunk_of(context) (context & 15)

mtype : mode = {
  Run,     /* runs the code of thunk `arg` from instruction `at` */
  Resume,  /* the context on top runs again */
  Return,  /* `arg` is a value; the context on top gets it */
  Raise,   /* `arg` is the class of an error; the context on top is dropped */
  Done     /* the embedder has its outcome: `arg` */
}
#define NOBODY 255
#define HOST 254
typedef Evaluation {
  mtype : mode mode = Resume;
  byte arg;
  bit at;
  byte waits_for = NOBODY;  /* parked: a thunk that is another's blackhole, or HOST */
  byte depth;
  byte stack[MAX_DEPTH];
  bool given_up;
  byte root;
}
Evaluation ev[EVALUATIONS];
bool keeps;   /* dialect: a thunk keeps its failure (2.35), or is restored (2.8) */
bool merges;  /* adjacent waits are merged, or not */

#define E ev[e]
#define TOP E.stack[E.depth - 1]
#define push(context) E.stack[E.depth] = context; E.depth++
#define pop() E.depth--; E.stack[E.depth] = 0

/* A seeded fault, by the number of its row (0: none): chosen when the checker is started, in PROTOCOL_FAULT. */
mtype : fault = {
#define FAULT(name, thunks, evaluations, open, sentence) name,
#include "faults.def"
#undef FAULT
  NoFault
}
mtype : fault fault = NoFault;
byte fault_number;
#define FAULT_IS(name) (fault == name)

inline change(t, how) {
  if
#define TRANSITION(name, from, to, along, sentence) :: (how == name) -> assert(state[t] == from); state[t] = to;
#include "transitions.def"
#undef TRANSITION
  fi
}

inline wake(t) {
  for (i : 0 .. EVALUATIONS - 1) {
    if
    :: ev[i].waits_for == t ->
      ev[i].waits_for = NOBODY;
      assert(ev[i].mode != Done);
      if :: FAULT_IS(WakesOnlyOne) -> break :: else fi
    :: else
    fi
  }
  i = 0;
}

/* Everybody who waits for thunk t or, with the fault WaitsForEvaluation, for the evaluation that ends. */
inline wake_after(t, how_lost) {
  if
  :: FAULT_IS(WaitsForEvaluation) || how_lost
  :: else -> wake(t)
  fi
}

inline update(t) {
  if
  :: state[t] == Blackhole -> change(t, Update); value[t] = E.arg; owner[t] = 0;
    wake_after(t, FAULT_IS(LostWaiter))
  :: state[t] == Open -> change(t, UpdateOpen); value[t] = E.arg; runs[t]--
  :: else -> change(t, Surplus); runs[t]--;
    if :: FAULT_IS(SurplusUpdate) -> value[t] = E.arg :: else -> E.arg = value[t] fi
  fi
}

inline restore_or_keep(t) {
  if
  :: state[t] == Blackhole ->
    if
    :: keeps && (E.arg != RESOURCE || FAULT_IS(LimitKept)) -> change(t, Keep); value[t] = E.arg
    :: FAULT_IS(NotRestoredOnGivingUp) && E.arg == RESOURCE
    :: else -> change(t, Restore)
    fi;
    owner[t] = 0;
    wake_after(t, FAULT_IS(LostOnFailure) || (FAULT_IS(LostOnGivingUp) && E.arg == RESOURCE))
  :: else ->
    if
    :: state[t] == Open && keeps && E.arg != RESOURCE && !forgets[t] -> change(t, KeepOpen); value[t] = E.arg
    :: state[t] == Open && (!keeps || E.arg == RESOURCE || forgets[t]) ->
      if :: runs[t] > 1 -> change(t, LeaveOpen) :: else -> change(t, RestoreOpen) fi
    :: state[t] == Failed -> change(t, LeaveFailed)
    :: state[t] == Evaluated -> change(t, LeaveDone)
    fi;
    runs[t]--
  fi
}

/* Any thunk that was met, or one more. */
inline choose_thunk(which) {
  if
  :: which = 0
#if THUNKS > 1
  :: met > 1 -> which = 1
#endif
#if THUNKS > 2
  :: met > 2 -> which = 2
#endif
#if THUNKS > 3
  :: met > 3 -> which = 3
#endif
  :: met < THUNKS -> which = met; met++
  fi
}

inline choose_code(t) {
  if
  :: code[t] != Unknown
  :: else ->
    if
    :: code[t] = Plain
    :: code[t] = Lambda
    :: code[t] = Throw
    :: code[t] = Need; choose_thunk(a_of[t])
    :: code[t] = Both; choose_thunk(a_of[t]); choose_thunk(b_of[t])
    :: code[t] = Tail; choose_thunk(a_of[t])
    :: code[t] = TryEval; choose_thunk(a_of[t])
    :: code[t] = Host
    fi;
#ifdef OPEN
    if
    :: code[t] != Lambda -> open[t] = true
    :: code[t] != Lambda -> open[t] = true; forgets[t] = true
    :: true
    fi
#endif
  fi
}

/* Does the owner of blackhole t wait, directly or through others, for evaluation e? */
inline find_cycle(t) {
  o = owner[t];
  do
  :: o == e -> cycle = true; break
  :: o != e && ev[o].waits_for < THUNKS ->
    assert(state[ev[o].waits_for] == Blackhole || FAULT_IS(WaitsForEvaluation));
    o = owner[ev[o].waits_for]
  :: else -> break
  od;
  if :: FAULT_IS(CycleUnnoticed) && owner[t] != e -> cycle = false :: else fi;
  if :: FAULT_IS(BlackholeWithoutOwner) -> cycle = true :: else fi;
  if :: FAULT_IS(OwnerParks) && owner[t] == e -> cycle = false :: else fi;
  o = 0
}

inline enter(t) {
  if
  :: E.depth + 1 >= MAX_DEPTH -> E.mode = Raise; E.arg = RESOURCE  /* call depth; only open thunks get here */
  :: else ->
    if
    :: open[t] -> if :: state[t] == Open -> change(t, Reenter) :: else -> change(t, EnterOpen) fi; runs[t]++
    :: else -> change(t, Enter); owner[t] = e
    fi;
    if
    /* An open thunk may be entered again: merging it would be a loop without end. */
    :: merges && E.depth > 0 && kind_of(TOP) == Await && !open[t] ->
      if
      :: FAULT_IS(MergeForgetsOlder) -> TOP = Await | (1 << t)
      :: FAULT_IS(MergeForgetsNewer) -> state[t] = Suspended; owner[t] = 0
      :: else -> TOP = TOP | (1 << t)
      fi
    :: else -> push(Await | (1 << t))
    fi;
    E.mode = Run; E.arg = t; E.at = 0
  fi
}

/* The cell `wanted` is forced and its value is the answer. If it has to wait, a Force context tries again. */
inline force() {
  t = wanted;
  choose_code(t);
  if
  :: state[t] == Evaluated -> E.mode = Return; E.arg = value[t]
  :: state[t] == Failed ->
    if
    :: FAULT_IS(FailureRunsAgain) -> enter(t)
    :: else -> E.mode = Raise; E.arg = value[t]
    fi
  :: state[t] == Suspended && code[t] == Lambda ->
    change(t, AtOnce); value[t] = t + 1; E.mode = Return; E.arg = t + 1
  :: (state[t] == Suspended && code[t] != Lambda) || state[t] == Open -> enter(t)
  :: state[t] == Blackhole ->
    cycle = false;
    find_cycle(t);
    if
    :: cycle -> E.mode = Raise; E.arg = RECURSION
    :: else ->
      if :: FAULT_IS(TailWaitDropped) && E.depth > 0 && kind_of(TOP) == Await :: else -> push(Force | t) fi;
      E.mode = Resume; E.arg = 0; E.waits_for = t
    fi;
    cycle = false
  fi
}

/* An instruction that meets a thunk leaves its frame, to be run again when the thunk has its value. */
inline need(t) {
  if
  :: state[t] == Evaluated
  :: else -> push(Code | (2 * self + E.at)); E.at = 0; wanted = t
  fi
}

inline own_value() {
  E.mode = Return;
  E.arg = E.arg + 1 + (open[E.arg] -> 16 * (e + 1) : 0);
  E.at = 0
}

inline run_code() {
  self = E.arg;
  if
  :: code[self] == Plain -> own_value()
  :: code[self] == Throw -> E.mode = Raise; E.arg = THROWN
  :: code[self] == Need -> need(a_of[self]);
    if :: wanted == NOBODY -> own_value() :: else fi
  :: code[self] == Both && E.at == 0 -> need(a_of[self]);
    if :: wanted == NOBODY -> E.at = 1 :: else fi
  :: code[self] == Both && E.at == 1 -> need(b_of[self]);
    if :: wanted == NOBODY -> own_value() :: else fi
  :: code[self] == Tail -> wanted = a_of[self]
  :: code[self] == TryEval -> push(Try | self); wanted = a_of[self]
  :: code[self] == Host && E.at == 0 ->
    push(Code | (2 * self + 1)); E.mode = Resume; E.arg = 0; E.waits_for = HOST
  :: code[self] == Host && E.at == 1 -> own_value()
  fi
}

/* The value E.arg goes to the context on top; or that one, having been parked, tries again. */
inline continue_top() {
  self = thunk_of(TOP);
  if
  :: kind_of(TOP) == Await ->
    assert(E.mode == Return);  /* nothing but a value ends a wait */
    for (t : 0 .. THUNKS - 1) {
      if :: self & (1 << t) -> update(t) :: else fi
    }
    t = 0;
    pop()
  :: kind_of(TOP) == Code -> pop(); E.mode = Run; E.at = self & 1; E.arg = self >> 1
  :: kind_of(TOP) == Try ->
    assert(E.mode == Return);
    pop(); E.arg = self; own_value()
  :: kind_of(TOP) == Force ->
    assert(E.mode == Resume);  /* it is no longer there when what it forced has its value */
    pop();
    if
    :: FAULT_IS(AnswerNotLookedAt) && state[self] != Suspended -> E.mode = Return; E.arg = value[self]
    :: FAULT_IS(AnswerNotLookedAt) && state[self] == Suspended -> E.mode = Return; E.arg = 0
    :: else -> wanted = self
    fi
  fi
}

inline unwind_top() {
  self = thunk_of(TOP);
  if
  :: kind_of(TOP) == Await ->
    for (t : 0 .. THUNKS - 1) {
      if :: self & (1 << t) -> restore_or_keep(t) :: else fi
    }
    t = 0;
    pop()
  :: kind_of(TOP) == Try && (E.arg == THROWN || (E.arg == RECURSION && FAULT_IS(CatchesEverything))
                             || (E.arg == RESOURCE && FAULT_IS(CatchesLimits))) ->
    pop(); E.arg = self; own_value()
  :: else -> pop()
  fi
}

/* The fault: down to the nearest tryEval without a look at what is dropped. */
inline drop_to_try() {
  do
  :: E.depth > 1 && kind_of(TOP) != Try && E.arg == THROWN -> pop()
  :: else -> break
  od
}

inline finish() {
  E.mode = Done;
  if
  :: FAULT_IS(WaitsForEvaluation) ->
    for (i : 0 .. EVALUATIONS - 1) {
      if :: ev[i].waits_for < THUNKS -> ev[i].waits_for = NOBODY :: else fi
    }
    i = 0
  :: else
  fi
}

inline step() {
  if
  :: E.waits_for == HOST -> E.waits_for = NOBODY  /* the host answers */
  :: E.waits_for == NOBODY && E.mode == Run -> run_code()
  :: E.waits_for == NOBODY && (E.mode == Return || E.mode == Resume) && E.depth > 0 -> continue_top()
  :: E.mode == Raise && E.depth > 0 ->
    if :: FAULT_IS(BlackholeLeftOnCatch) -> drop_to_try() :: else fi;
    unwind_top()
  :: (E.mode == Return || E.mode == Raise) && E.depth == 0 -> finish()
  /* A limit, a cancellation, or the embedder destroys it; also while it is parked. */
  :: !E.given_up && (E.waits_for != NOBODY || SWITCH_ANYWHERE) ->
    E.given_up = true;
    if :: FAULT_IS(DeadWaiterWoken) :: else -> E.waits_for = NOBODY fi;
    E.mode = Raise; E.arg = RESOURCE; E.at = 0
  fi;
  if
  :: wanted != NOBODY -> force(); wanted = NOBODY; t = 0
  :: else
  fi
}

#define parked(n) (ev[n].waits_for != NOBODY)
#define goes_on(n) (ev[n].mode != Done && (ev[n].waits_for >= HOST || ev[n].mode == Raise))
#define ready(n) (ev[n].mode != Done && (goes_on(n) || !ev[n].given_up))

#define SECOND (EVALUATIONS > 1 -> 1 : 0)
#define THIRD (EVALUATIONS > 2 -> 2 : 0)
#define all_done (ev[0].mode == Done && ev[SECOND].mode == Done && ev[THIRD].mode == Done)

/* Every blackhole is in an Await of its owner, exactly once; every other thunk is in none, except an open one. */
inline invariant() {
  for (t : 0 .. THUNKS - 1) {
    found = 0;
    for (e : 0 .. EVALUATIONS - 1) {
      for (i : 0 .. MAX_DEPTH - 1) {
        if
        :: kind_of(E.stack[i]) == Await && (E.stack[i] & (1 << t)) ->
          found++;
          assert(open[t] || owner[t] == e)
        :: else
        fi
      }
    }
    assert(open[t] -> found == runs[t] : found == (state[t] == Blackhole))
  }
  t = 0; e = 0; i = 0; found = 0;
  /* No lost wake-up: somebody can go on, without that the embedder gives anybody up. */
  assert(all_done || goes_on(0) || goes_on(SECOND) || goes_on(THIRD))
}

/* What the language says of each thunk, whatever the order: the least fixed point, where RECURSION is the least. */
inline meaning(t) {
  if
  :: code[t] == Plain || code[t] == Lambda || code[t] == Host -> means[t] = t + 1
  :: code[t] == Throw -> means[t] = THROWN
  :: code[t] == Need -> means[t] = (is_value(means[a_of[t]]) -> t + 1 : means[a_of[t]])
  :: code[t] == Both && !is_value(means[a_of[t]]) -> means[t] = means[a_of[t]]
  :: code[t] == Both && is_value(means[a_of[t]]) ->
    means[t] = (is_value(means[b_of[t]]) -> t + 1 : means[b_of[t]])
  :: code[t] == Tail -> means[t] = means[a_of[t]]
  :: code[t] == TryEval -> means[t] = (means[a_of[t]] == RECURSION -> RECURSION : t + 1)
  :: code[t] == Unknown -> skip
  fi
}

/* Does x mean what means[t] says? A value must be the very one that the thunk of its number has. */
#define agrees(x, t) (is_value(means[t]) -> x == value[means[t] - 1] : x == means[t])
#define settled(t) (state[t] == Evaluated || (state[t] == Failed) || (!keeps && state[t] == Suspended))

inline verdict() {
  for (t : 0 .. THUNKS - 1) { means[t] = RECURSION }
  for (i : 0 .. THUNKS) {
    for (t : 0 .. THUNKS - 1) { meaning(t) }
  }
  for (t : 0 .. THUNKS - 1) {
    assert(state[t] != Blackhole && state[t] != Open && runs[t] == 0);
    if
    :: state[t] == Evaluated ->
      assert(agrees(value[t], t));
      /* Every representation: what its code needed is evaluated too, not a copy of it. */
      assert((code[t] == Need || code[t] == Both || code[t] == Tail) -> state[a_of[t]] == Evaluated : true);
      assert(code[t] == Both -> state[b_of[t]] == Evaluated : true);
      assert(code[t] == TryEval && is_value(means[a_of[t]]) -> state[a_of[t]] == Evaluated : true)
    :: state[t] == Failed -> assert(keeps && !forgets[t] && value[t] == means[t])
    :: else
    fi
  }
  for (e : 0 .. EVALUATIONS - 1) {
    assert(E.depth == 0 && E.waits_for == NOBODY);
    /* Open thunks that need themselves run into the limit of depth, where others find the recursion. */
    assert(E.given_up || agrees(E.arg, E.root) || (E.arg == RESOURCE && means[E.root] == RECURSION))
  }
  t = 0; i = 0; e = 0
}

active proctype machine() {
  byte e, i, o, t, self, found, running;
  byte wanted = NOBODY;
  byte means[THUNKS];
  bool cycle;
  atomic {
    c_code { now.fault_number = getenv("PROTOCOL_FAULT") ? atoi(getenv("PROTOCOL_FAULT")) : 0; };
    if
#define FAULT(name, thunks, evaluations, open, sentence) :: fault_number == __COUNTER__ + 1 -> fault = name;
#include "faults.def"
#undef FAULT
    :: fault_number == 0
    fi;
    if :: keeps = true :: keeps = false fi;
    if :: merges = true :: merges = false fi;
    met = 1;  /* the first evaluation is asked for thunk 0 */
    for (e : 0 .. EVALUATIONS - 1) {
      if :: e > 0 -> choose_thunk(E.root) :: else fi;
      push(Force | E.root)
    }
    e = 0
  }
  do
  :: atomic {
    if
    :: ready(0) -> e = 0
    :: ready(SECOND) -> e = SECOND
    :: ready(THIRD) -> e = THIRD
    fi;
    do
    :: step();
      skip;
      d_step { running = e; self = 0; invariant(); e = running; running = 0 };
      if :: SWITCH_ANYWHERE || parked(e) || E.mode == Done -> break :: else fi
    od;
    e = 0
  }
  :: all_done -> break
  od;
  skip;
  d_step { verdict() }
}
