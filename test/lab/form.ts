/** How thoroughly the cells are played. */
export interface Form {
  /** How many take part in a race. */
  readonly atOnce: number;
  /** Agents are the real client, else scripted ones. */
  readonly realClient: boolean;
}

const SIZES = ['quick', 'ci', 'whole'] as const;

/** How much is played: part of every test run, what every change has to pass, or all that there is, before a release. */
export type Size = (typeof SIZES)[number];

/** The size of this run: `HOLDFAST_LAB`, else the quick one. */
export const SIZE: Size = readSize(process.env['HOLDFAST_LAB'] ?? 'quick');

/** Whether what takes long is played at all. */
export const THOROUGH: boolean = SIZE !== 'quick';

/** Of what differs by size, that of this run. */
export function sized<Value>(values: Readonly<Record<Size, Value>>): Value {
  return values[SIZE];
}

/** For what is none of the cells, or plays them under a constraint: the race is what the others are about. */
export const QUICK: Form = { atOnce: 3, realClient: false };

/** How the cells of this run are played. */
export const FORM: Form = sized({ quick: QUICK, ci: { atOnce: 6, realClient: true }, whole: { atOnce: 20, realClient: true } });

function readSize(name: string): Size {
  const size = SIZES.find((one) => one === name);
  if (size === undefined) throw new Error(`HOLDFAST_LAB is "${name}"; it can be ${SIZES.join(', ')}.`);
  return size;
}
