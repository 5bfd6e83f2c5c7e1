/** What its memories are marked with. `model:` tells the store that they may hold words of all of their turn. */
export const COMMAND_MODEL = 'model:command';
