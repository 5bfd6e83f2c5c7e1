/** `distill`: a session, by its id. `enrich`: a distilled turn that a model may put into better words, by `turnKey`. */
export type JobKind = 'distill' | 'enrich';

/** A piece of work claimed by one process. `fence` rises with every claim, `generation` with every request for it. */
export interface Job {
  readonly kind: JobKind;
  readonly key: string;
  /** Of this claim alone: no other one, of whatever job, ever has the same. */
  readonly fence: number;
  readonly generation: number;
  readonly attempt: number;
}

/** Who asks for work, and when. Times in milliseconds since the epoch. */
export interface Claim {
  readonly kind: JobKind;
  readonly owner: string;
  readonly at: number;
  readonly leaseMs: number;
  /** Work that is due by then. */
  readonly dueBy: number;
  /** Work whose key ends like this is taken only where there is no other. */
  readonly lastSuffix?: string;
  /** Work whose key starts like this. */
  readonly keyPrefix?: string;
  /** Work that a child process will do: it is taken only while fewer than `cap` children are on record, and puts it on record. */
  readonly child?: { readonly mark: string; readonly cap: number };
}

/** A child process on record: it runs, or its owner died before it could say otherwise. */
export interface ChildRecord {
  /** Random; in the environment of the child and of all that it starts. */
  readonly mark: string;
  readonly owner: string;
  /** What `process/identity` knows it by; undefined until it has started. */
  readonly identity?: string;
  /** When its owner's lease ends: after that nobody answers for it. */
  readonly until: number;
}

/** A job that failed for good. */
export interface DeadJob {
  readonly kind: JobKind;
  readonly key: string;
  readonly attempt: number;
  readonly error: string;
  readonly at: number;
}

/**
 * The work queue, shared by all processes on this machine. A lease is no lock: it runs out, and then the work is another's.
 * Clocks jump: a lease that ends, or a pause that is over, more than twice its own length from now counts as over.
 */
export interface JobQueue {
  /**
   * Asks for work to be done from `dueAt` on; asking for the same work again while it waits is one request, with the new date.
   * One that failed waits for its retry as well; a dead one gets a new life.
   */
  enqueue(kind: JobKind, key: string, at: number, dueAt: number): Promise<void>;
  /**
   * Claims the job that has waited longest: due by `dueBy`, or abandoned by an owner whose lease ran out by `at`. One that
   * failed is not taken before its retry is due at `at`, whatever `dueBy` says. The child of an abandoned job stays on record
   * until somebody drops it.
   */
  claim(request: Claim): Promise<Job | undefined>;
  /**
   * Heartbeat: the lease, and that of its child, lasts until `until`, which is no further ahead than the claim's `leaseMs`.
   * False: it was lost meanwhile.
   */
  renew(job: Job, until: number): Promise<boolean>;
  /** The `generation` of a job by now. Undefined: the lease was lost meanwhile. */
  generation(job: Job): Promise<number | undefined>;
  /** Ends a job. False: the lease was lost meanwhile. A job asked for again while it ran goes back to waiting. */
  complete(job: Job): Promise<boolean>;
  /**
   * Gives a failed job back, to be due at `retryAt`; after `maxAttempts` it is dead, unless it was asked for again while it
   * ran. False: the lease was lost meanwhile.
   */
  fail(job: Job, error: string, at: number, retryAt: number, maxAttempts: number): Promise<boolean>;
  /** Gives a job back undone, due at once or at `dueAt`; the attempt does not count. False: the lease was lost meanwhile. */
  giveBack(job: Job, at: number, dueAt?: number): Promise<boolean>;
  /** The same for all jobs of a kind that an owner holds, e.g. because it met a busy database and could not give them back then. */
  giveBackAll(kind: JobKind, owner: string, at: number): Promise<void>;
  /** The latest first. */
  deadJobs(limit: number): Promise<readonly DeadJob[]>;
  /** Gives all dead jobs a new life, due at once. Returns how many there were. */
  reviveDead(at: number): Promise<number>;

  children(): Promise<readonly ChildRecord[]>;
  /** Says that a child on record has started, and what it is known by, where the system tells. */
  identifyChild(mark: string, identity: string | undefined): Promise<void>;
  /** Takes a child that is gone off the record. */
  dropChild(mark: string): Promise<void>;
}
