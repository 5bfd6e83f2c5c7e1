/** What stands where something private was taken out. */
export const PRIVATE_MARK = '[private]';
