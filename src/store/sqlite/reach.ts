/**
 * How far ahead of the clock a date may lie, as a multiple of the time it was set for: further means that the clock was set
 * back since. Twice, so that neither a small step of the clock nor a claimer with other settings takes a live lease.
 */
export const REACH = 2;
