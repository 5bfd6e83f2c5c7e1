/** The signals that ask a process to end, and may be caught. */
export const POLITE_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
