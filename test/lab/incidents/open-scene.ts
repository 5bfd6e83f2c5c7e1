import { OWN_BUILD } from '../build.ts';
import { QUICK } from '../form.ts';
import { createScene, type Scene } from '../scene.ts';

/** A scene of the lab for what is none of its cells. */
export function openScene(): Scene {
  return createScene({ process: 'session process', state: 'working', failure: 'SIGKILL', race: 'alone' }, OWN_BUILD, QUICK);
}
